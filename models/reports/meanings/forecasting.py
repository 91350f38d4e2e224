"""Danish for the contracts of forecasts, what they rest on and how good they were."""

from models.tables.columns import QUANTILES

DANISH: dict[str, str] = {
    **{
        f"Demand that is not exceeded with probability {level}.": (
            f"Efterspørgsel, der med sandsynlighed {level} ikke overskrides."
        )
        for level in QUANTILES
    },
    # the table forecasts
    "Demand of one item-location on one day to come.": (
        "Efterspørgslen efter én vare på ét sted på én kommende dag."
    ),
    "Expected units, were there no events.": (
        "Ventede enheder, hvis der ingen begivenheder var."
    ),
    "Expected units with events, before planners' own numbers.": (
        "Ventede enheder med begivenheder, før planlæggeres egne tal."
    ),
    "Expected units, planners' numbers in.": (
        "Ventede enheder, planlæggeres tal medregnet."
    ),
    # the table lead_time_demand
    "The sum of demand over the next days; days = 0: the protection interval.": (
        "Summen af efterspørgslen over de næste dage; dage = 0: de dage, der skal "
        "dækkes."
    ),
    "Last day that was known.": "Sidste dag, der var kendt.",
    "Days summed; 0: the protection interval.": (
        "Dage lagt sammen; 0: de dage, der skal dækkes."
    ),
    "Expected units.": "Ventede enheder.",
    "Standard deviation.": "Standardafvigelse.",
    # the table demand_profiles
    "Shape of demand over week and month, by place and category, and over the year.": (
        "Efterspørgslens form over uge og måned, efter sted og kategori, og over året."
    ),
    "Product group; empty: not said.": "Varegruppe; tom: ikke oplyst.",
    "Cycle": "Rytme",
    "1 is Monday, the first of the month, or the first half of January.": (
        "1 er mandag, den første i måneden eller første halvdel af januar."
    ),
    "Demand beside that of an ordinary day.": (
        "Efterspørgslen ved siden af en almindelig dags."
    ),
    "Units it was learned from.": "Enheder, det er lært af.",
    # the table demand_uplifts
    "What events and prices do to demand, measured on the days that had them.": (
        "Hvad begivenheder og priser gør ved efterspørgslen, målt på de dage, der "
        "havde dem."
    ),
    "Of what": "Af hvad",
    "Kind of event, or elasticity.": "Slags begivenhed, eller elasticitet.",
    "Product group; empty: all.": "Varegruppe; tom: alle.",
    (
        "Demand beside that of a day without it; of a price: its elasticity, never "
        "above 0."
    ): (
        "Efterspørgslen ved siden af en dag uden; for en pris: dens elasticitet, "
        "aldrig over 0."
    ),
    "Standard error, of its logarithm if a factor.": (
        "Standardfejl, af dens logaritme, hvis det er en faktor."
    ),
    "Occasions it was learned from.": "Lejligheder, det er lært af.",
    # the table forecast_basis
    "On what each forecast rests, and the numbers it is made from.": (
        "Hvad hver prognose hviler på, og de tal, den er lavet af."
    ),
    "Method chosen.": "Valgt metode.",
    "Rests on": "Hviler på",
    "Of these: days with demand.": "Heraf: dage med efterspørgsel.",
    "Days left out: sold out or closed.": "Dage, der er udeladt: udsolgt eller lukket.",
    "Expected units a day.": "Ventede enheder om dagen.",
    "Units a day by which the level is rising; it is damped.": (
        "Enheder om dagen, som niveauet stiger med; det dæmpes."
    ),
    "Its Mondays, beside those of its profile.": (
        "Dens mandage, ved siden af profilens."
    ),
    "Its Tuesdays.": "Dens tirsdage.",
    "Its Wednesdays.": "Dens onsdage.",
    "Its Thursdays.": "Dens torsdage.",
    "Its Fridays.": "Dens fredage.",
    "Its Saturdays.": "Dens lørdage.",
    "Its Sundays.": "Dens søndage.",
    "Product group whose profile it follows.": "Varegruppe, hvis profil den følger.",
    "First day of sale; no demand before it.": (
        "Første salgsdag; ingen efterspørgsel før den."
    ),
    "Last day before its successor is sold; no demand after it.": (
        "Sidste dag, før dens afløser sælges; ingen efterspørgsel efter den."
    ),
    "Sold in whole units only.": "Sælges kun i hele enheder.",
    "Class by daily mean, 0 the slowest.": (
        "Klasse efter dagligt gennemsnit, 0 den langsomste."
    ),
    "Daily variance ÷ mean.": "Daglig varians ÷ gennemsnit.",
    "Relative error of the level.": "Niveauets relative fejl.",
    "By how much the level may drift in a day (its square adds up).": (
        "Hvor meget niveauet kan drive på en dag (kvadratet lægges sammen)."
    ),
    # the table forecast_calibration
    "Where quantiles are read, so that past promises were kept.": (
        "Hvor fraktiler aflæses, så tidligere løfter blev holdt."
    ),
    "Days summed; 1: any single day.": "Dage lagt sammen; 1: en enkelt dag.",
    "What is promised.": "Hvad der loves.",
    "Normal score of the forecast's distribution at which it was kept.": (
        "Normalværdi i prognosens fordeling, hvor det blev holdt."
    ),
    # the table forecast_accuracy
    "How good past forecasts were, beside simple ones.": (
        "Hvor gode tidligere prognoser var, ved siden af enkle."
    ),
    "Method.": "Metode.",
    "Days ahead.": "Dage frem.",
    "Origins tried.": "Prøvede udgangspunkter.",
    "Root mean squared scaled error of single days.": (
        "Skaleret kvadratrodsfejl for enkelte dage (RMSSE)."
    ),
    "Sum of absolute errors of the sums, over their demand.": (
        "Summen af summernes absolutte fejl, over deres efterspørgsel."
    ),
    "Sum forecast ÷ sum demand, less 1.": (
        "Summen af prognoser ÷ summen af efterspørgsel, minus 1."
    ),
    "Pinball loss of the sums, over their demand.": (
        "Summernes fraktiltab (pinball), over deres efterspørgsel."
    ),
    "Share of sums at or below their 95 % quantile.": (
        "Andel af summer ved eller under deres 95 %-fraktil."
    ),
    # the table forecast_segments
    "How good past forecasts of sums were by kind of item, and promises kept.": (
        "Hvor gode tidligere prognoser af summer var efter slags vare, og holdte "
        "løfter."
    ),
    "Kind of segment": "Slags gruppe",
    "Segment; empty: all.": "Gruppe; tom: alle.",
    "Days summed.": "Dage lagt sammen.",
    "Past sums judged.": "Bedømte tidligere summer.",
    "Sum of absolute errors, over demand.": (
        "Summen af absolutte fejl, over efterspørgslen."
    ),
    "Pinball loss, over demand.": "Fraktiltab (pinball), over efterspørgslen.",
    "Share of sums at or below their 50 % quantile.": (
        "Andel af summer ved eller under deres 50 %-fraktil."
    ),
    "The same of 80 %.": "Det samme for 80 %.",
    "The same of 90 %.": "Det samme for 90 %.",
    "The same of 95 %.": "Det samme for 95 %.",
    "The same of 98 %.": "Det samme for 98 %.",
    "The same of 99 %.": "Det samme for 99 %.",
    # the table forecast_value_added
    "What each step added to forecasts as they were made, and by class of items.": (
        "Hvad hvert trin lagde til prognoser, som de blev lavet, og efter vareklasse."
    ),
    "Step: average of the four weeks before, forecast, events, planner's number": (
        "Trin: gennemsnit af de fire uger før, prognose, begivenheder, planlæggers tal"
    ),
    "Weeks ahead": "Uger frem",
    "Items by revenue": "Varer efter omsætning",
    (
        "Weeks of item-locations judged; of events and planners only those they "
        "changed. One forecast of each of the last 26 calendar weeks counts."
    ): (
        "Bedømte uger af varer på steder; for begivenheder og planlæggere kun dem, "
        "de ændrede. Én prognose for hver af de sidste 26 kalenderuger tæller."
    ),
    "Sum of absolute errors of weeks, over their demand.": (
        "Summen af ugers absolutte fejl, over deres efterspørgsel."
    ),
    "WAPE of the step before, on the same weeks.": (
        "WAPE for trinnet før, på de samme uger."
    ),
    "WAPE of the step before less that of this step.": (
        "WAPE for trinnet før minus dette trins."
    ),
}
