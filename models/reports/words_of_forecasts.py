"""Words of the report about forecasts, in English and Danish."""

TEXTS: dict[str, tuple[str, str]] = {
    "fans": ("The forecast of what matters most", "Prognosen for det vigtigste"),
    "fans_lead": (
        (
            "Daily demand, the days it could not be sold (shaded), and what to "
            "expect: the "
            "line is the mean; 6 of 10 days fall in the inner band, 9 of 10 in the "
            "outer."
        ),
        (
            "Dagligt behov, dagene hvor der ikke kunne sælges (skraveret), og hvad "
            "der kan "
            "ventes: linjen er middel; 6 af 10 dage falder i det indre bånd, 9 af 10 "
            "i det "
            "ydre."
        ),
    ),
    "empty_fans": (
        "There is no forecast: no item has enough known demand.",
        "Der er ingen prognose: ingen vare har nok kendt behov.",
    ),
    "demand": ("Demand", "Behov"),
    "expected": ("Expected", "Forventet"),
    "band_inner": ("6 of 10 days", "6 af 10 dage"),
    "band_outer": ("9 of 10 days", "9 af 10 dage"),
    "table_exceptional": (
        "Exceptional sales to confirm",
        "Ekstraordinære salg at bekræfte",
    ),
    "exceptional_lead": (
        (
            "They stand in the history; forecasts rest on what is counted. backstock "
            "confirm says of each whether it was exceptional or ordinary."
        ),
        (
            "De står i historikken; prognoser hviler på det, der regnes med. backstock "
            "confirm siger for hver, om den var ekstraordinær eller almindelig."
        ),
    ),
    "empty_exceptional": (
        "No sale stands out that nobody has decided about.",
        "Intet salg skiller sig ud, som ingen har taget stilling til.",
    ),
    "table_accuracy": (
        "Past forecasts beside simple ones",
        "Tidligere prognoser ved siden af simple",
    ),
    "accuracy_lead": (
        (
            "RMSSE below 1 beats repeating yesterday. WAPE is the error per unit "
            "asked for. "
            "Bias above 0 forecasts too much. Coverage should be 95 %."
        ),
        (
            "RMSSE under 1 slår at gentage i går. WAPE er fejlen pr. efterspurgt "
            "enhed. "
            "Skævhed over 0 er for høje prognoser. Dækning bør være 95 %."
        ),
    ),
    "table_promises": ("Promised, and kept", "Lovet og holdt"),
    "promises_lead": (
        (
            "Of past four-week sums, how many stayed within what was promised for "
            "them. Of 95 % should be 95 %; where items sell few units it may be more."
        ),
        (
            "Hvor mange af tidligere fireugers summer der holdt sig inden for det "
            "lovede. Af 95 % bør være 95 %; hvor varer sælger få, kan det være mere."
        ),
    ),
    "empty_promises": (
        "Not measured yet: it takes a past to forecast from, and days to check.",
        "Ikke målt endnu: det kræver en fortid at forudsige fra og dage efter den.",
    ),
    "table_value_added": ("What each step added", "Hvad hvert trin tilførte"),
    "value_added_lead": (
        (
            "Of forecasts as they were made, one of each of the last 26 weeks. WAPE is "
            "the error per unit asked for; added is how much of it a step took away, "
            "beside the step above it and on the same weeks: below 0 it did harm. "
            "Events and planners are judged only on the weeks of items they changed."
        ),
        (
            "Af prognoser, som de blev lavet, én fra hver af de sidste 26 uger. WAPE "
            "er fejlen pr. efterspurgt enhed; tilført er, hvor meget af den et trin "
            "fjernede i forhold til trinnet over det og i de samme uger: under 0 "
            "gjorde det skade. Begivenheder og planlæggere bedømmes kun på de uger og "
            "varer, de ændrede."
        ),
    ),
    "empty_value_added": (
        (
            "Known after the first weeks: each forecast is kept as it was made, and "
            "judged when its weeks are over."
        ),
        (
            "Kendes efter de første uger: hver prognose gemmes, som den blev lavet, og "
            "bedømmes, når dens uger er gået."
        ),
    ),
    "kind_naive": ("Average of four weeks", "Snit af fire uger"),
    "kind_model": ("Our forecast", "Vores prognose"),
    "kind_event": ("With events", "Med begivenheder"),
    "kind_planner": ("With planners' numbers", "Med planlæggeres tal"),
    "empty_accuracy": (
        (
            "Not measured yet: it takes a past to forecast from, and days after it to "
            "check."
        ),
        (
            "Ikke målt endnu: det kræver en fortid at forudsige fra og dage efter "
            "til at "
            "kontrollere."
        ),
    ),
}
