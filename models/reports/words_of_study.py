"""Words of the study of one item at one place."""

TEXTS: dict[str, tuple[str, str]] = {
    "study_title": ("Study", "Studie"),
    "study_of": (
        "{sku} at {place}, known up to {day}.",
        "{sku} på {place}, kendt til og med {day}.",
    ),
    "fact_study_mean": ("A day", "Pr. dag"),
    "note_study_mean": ("mean while it could be sold", "middel, når den kunne sælges"),
    "fact_study_sold": ("Days with demand", "Dage med behov"),
    "note_study_sold": ("of {days} days", "af {days} dage"),
    "fact_study_out": ("Days sold out", "Dage udsolgt"),
    "note_study_out": ("and {closed} closed", "og {closed} lukket"),
    "fact_study_pattern": ("Shape of demand", "Behovets form"),
    "note_study_pattern": ("class {abc}", "klasse {abc}"),
    "fact_study_coming": ("Next 28 days", "Næste 28 dage"),
    "note_study_coming": (
        "expected, by the published plan",
        "forventet i den offentliggjorte plan",
    ),
    "pattern_smooth": ("smooth", "jævn"),
    "pattern_erratic": ("erratic", "ujævn"),
    "pattern_intermittent": ("intermittent", "sporadisk"),
    "pattern_lumpy": ("lumpy", "klumpet"),
    "pattern_none": ("none", "ingen"),
    # what is lacking
    "study_lack_no_days": (
        "Nothing to show: no day of this item is known here.",
        "Intet at vise: ingen dag for varen er kendt her.",
    ),
    "study_lack_no_sale": (
        (
            "Nothing to show: nobody asked for it on any known day, so there is "
            "nothing to explain."
        ),
        (
            "Intet at vise: ingen har spurgt efter den på nogen kendt dag, så der er "
            "intet at forklare."
        ),
    ),
    "study_lack_one_sale": (
        "It cannot be shown: a single sale has no pattern.",
        "Det kan ikke vises: et enkelt salg har intet mønster.",
    ),
    "study_lack_constant": (
        (
            "It cannot be shown: demand is always the same, so nothing varies that "
            "could be explained."
        ),
        (
            "Det kan ikke vises: behovet er altid det samme, så intet varierer, der "
            "kunne forklares."
        ),
    ),
    "study_lack_short_1": (
        "It cannot be shown yet: {known} days are known and it takes {least}.",
        "Det kan ikke vises endnu: {known} dage er kendt, og der skal {least} til.",
    ),
    "study_lack_short_7": (
        "It cannot be shown yet: {known} whole weeks are known and it takes {least}.",
        (
            "Det kan ikke vises endnu: {known} hele uger er kendt, og der skal "
            "{least} til."
        ),
    ),
    "study_lack_model": (
        (
            "No form of exponential smoothing could be fitted: the likelihood has no "
            "maximum."
        ),
        (
            "Ingen form for eksponentiel udjævning kunne tilpasses: likelihood har "
            "intet maksimum."
        ),
    ),
    "study_lack_box": (
        "Too few steps for a test of what is left.",
        "For få skridt til en test af det, der er tilbage.",
    ),
    "study_lack_ets_past": (
        (
            "The two cannot be compared: before the last 28 days too little was "
            "known or asked for to fit exponential smoothing."
        ),
        (
            "De to kan ikke sammenlignes: før de seneste 28 dage var for lidt kendt "
            "eller efterspurgt til at tilpasse eksponentiel udjævning."
        ),
    ),
    "study_lack_our_past": (
        (
            "The two cannot be compared: Backstock had no forecast of this item "
            "before the last 28 days."
        ),
        (
            "De to kan ikke sammenlignes: Backstock havde ingen prognose for varen "
            "før de seneste 28 dage."
        ),
    ),
    "study_lack_seen": (
        (
            "The two cannot be compared: in the last 28 days demand could not be "
            "seen, for it was sold out or closed."
        ),
        (
            "De to kan ikke sammenlignes: i de seneste 28 dage kunne behovet ikke "
            "ses, for varen var udsolgt eller stedet lukket."
        ),
    ),
    # demand
    "nav_study_past": ("Demand", "Behov"),
    "section_study_past": ("What was asked for", "Hvad der blev spurgt efter"),
    "section_study_past_lead": (
        "Retail and wholesale together, day by day; one-off projects are left out.",
        (
            "Detail og engros tilsammen, dag for dag; enkeltstående projekter er ikke"
            " med."
        ),
    ),
    "study_chart_past": ("Units a day", "Enheder pr. dag"),
    "study_exceptional": ("Stands out", "Skiller sig ud"),
    "study_is_out": ("Sold out", "Udsolgt"),
    "study_is_closed": ("Closed", "Lukket"),
    "study_is_event": ("Event", "Begivenhed"),
    "study_says_past": (
        (
            "In {days} it was asked for on {sold}, {units} units in all; it was sold "
            "out on {out}, closed on {closed}, and {events} had an event. {odd}"
        ),
        (
            "På {days} blev der spurgt efter den på {sold}, {units} enheder i alt; "
            "den var udsolgt på {out}, stedet lukket på {closed}, og {events} havde "
            "en begivenhed. {odd}"
        ),
    ),
    "study_says_odd": (
        (
            "{odd} beside the four weeks on either side (a chance below 1 in 1,000), "
            "most of all {day} with {qty}."
        ),
        (
            "{odd} fra de fire uger på hver side (en chance under 1 af 1.000), mest "
            "{day} med {qty}."
        ),
    ),
    "study_odd_one": ("{n} day stands out", "{n} dag skiller sig ud"),
    "study_odd_many": ("{n} days stand out", "{n} dage skiller sig ud"),
    "study_says_no_odd": (
        "No day stands out beside the four weeks on either side.",
        "Ingen dag skiller sig ud fra de fire uger på hver side.",
    ),
    # decomposition
    "nav_study_parts": ("Parts", "Dele"),
    "section_study_parts": ("Trend, week and year", "Trend, uge og år"),
    "section_study_parts_lead": (
        "Daily demand taken apart by STL (by MSTL from two years on). {filled}",
        "Dagligt behov skilt ad med STL (fra to år med MSTL). {filled}",
    ),
    "study_filled": (
        (
            "{days} could not be seen wholly and are filled with what the same "
            "weekday showed in the eight weeks on either side, or when it was last "
            "seen."
        ),
        (
            "{days} kunne ikke ses helt og er fyldt med, hvad samme ugedag viste i de"
            " otte uger på hver side, eller da den sidst kunne ses."
        ),
    ),
    "study_not_filled": (
        "Every day could be seen, so none had to be filled.",
        "Alle dage kunne ses, så ingen skulle fyldes.",
    ),
    "study_steady": (
        "The parts are found without the days that stand out.",
        "Delene er fundet uden de dage, der skiller sig ud.",
    ),
    "study_chart_parts": (
        "Demand and its parts, units a day",
        "Behovet og dets dele, enheder pr. dag",
    ),
    "study_trend": ("Trend", "Trend"),
    "study_week": ("Week", "Uge"),
    "study_year": ("Year", "År"),
    "study_remainder": ("What is left", "Resten"),
    "study_strength_none": ("no more than chance", "ikke mere end tilfældigt"),
    "study_strength_weak": ("weak", "svag"),
    "study_strength_moderate": ("moderate", "middel"),
    "study_strength_strong": ("strong", "stærk"),
    "study_says_parts": (
        (
            "Strength, from 0 to 1: {strengths}; the trend went from {first} to "
            "{last} a day{week}."
        ),
        (
            "Styrke, fra 0 til 1: {strengths}; trenden gik fra {first} til {last} pr."
            " dag{week}."
        ),
    ),
    "study_says_strength": ("{part} {value} ({word})", "{part} {value} ({word})"),
    "study_says_week": (
        ", and the best weekday is {best} ({high}), the poorest {worst} ({low})",
        ", og den bedste ugedag er {best} ({high}), den ringeste {worst} ({low})",
    ),
    "study_chance": (
        (
            "A part is called no more than chance when the same days, shuffled "
            "{shuffles} times, once had a part as strong."
        ),
        (
            "En del kaldes ikke mere end tilfældig, når de samme dage, blandet "
            "{shuffles} gange, mindst én gang gav en lige så stærk del."
        ),
    ),
    # autocorrelation
    "nav_study_echo": ("Echoes", "Ekko"),
    "section_study_echo": ("Does demand repeat itself?", "Gentager behovet sig?"),
    "section_study_echo_lead": ("{lead}", "{lead}"),
    "study_echo_lead_1": (
        (
            "How much each day resembles the days before it. Sold-out days are filled"
            " as above."
        ),
        "Hvor meget hver dag ligner dagene før. Udsolgte dage er fyldt som ovenfor.",
    ),
    "study_echo_lead_7": (
        (
            "How much each week resembles the weeks before it: demand is too rare to "
            "study days. Sold-out days are filled as above."
        ),
        (
            "Hvor meget hver uge ligner ugerne før: behovet er for sjældent til at se"
            " på dage. Udsolgte dage er fyldt som ovenfor."
        ),
    ),
    "study_chart_echo_1": (
        "Correlation by lag in days; white noise stays in the shade 19 times in 20",
        (
            "Korrelation efter afstand i dage; hvid støj bliver i det skraverede 19 "
            "af 20 gange"
        ),
    ),
    "study_chart_echo_7": (
        "Correlation by lag in weeks; white noise stays in the shade 19 times in 20",
        (
            "Korrelation efter afstand i uger; hvid støj bliver i det skraverede 19 "
            "af 20 gange"
        ),
    ),
    "study_plain": ("Autocorrelation", "Autokorrelation"),
    "study_partial": (
        "Partial autocorrelation: what shorter lags do not explain",
        "Partiel autokorrelation: hvad kortere afstande ikke forklarer",
    ),
    "lag": ("Lag", "Afstand"),
    "study_says_echo_none": (
        (
            "No lag is outside the band: knowing the past days in their order says "
            "nothing that their mean does not."
        ),
        (
            "Ingen afstand er uden for båndet: rækkefølgen af de forløbne dage siger "
            "intet, som deres middel ikke siger."
        ),
    ),
    "study_says_echo": (
        (
            "{outside} of {lags} lags are outside the band, where chance alone puts "
            "{chance}; the strongest is lag {lag} ({value}): {meaning}. {partial}"
        ),
        (
            "{outside} af {lags} afstande er uden for båndet, hvor tilfældet alene "
            "sætter {chance}; den stærkeste er {lag} ({value}): {meaning}. {partial}"
        ),
    ),
    "study_echo_week": ("the week repeats itself", "ugen gentager sig"),
    "study_echo_near": (
        "the level wanders, and what is near in time is alike",
        "niveauet vandrer, og det nære i tid ligner hinanden",
    ),
    "study_echo_negative": (
        "much is followed by little, as when customers stock up",
        "meget følges af lidt, som når kunder hamstrer",
    ),
    "study_echo_far": (
        "no rhythm of days or weeks that can be named",
        "ingen rytme af dage eller uger, der kan nævnes",
    ),
    "study_says_partial": (
        "Shorter lags accounted for, lag {lag} says most by itself ({value}).",
        "Når kortere afstande er regnet med, siger {lag} mest i sig selv ({value}).",
    ),
    "study_says_partial_none": (
        "Shorter lags accounted for, none says anything by itself.",
        "Når kortere afstande er regnet med, siger ingen noget i sig selv.",
    ),
}
