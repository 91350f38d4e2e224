"""Danish for the contracts of demand, exceptional sales and classes of items."""

DANISH: dict[str, str] = {
    # the table demand_daily
    "Demand of an item-location on one day, in one stream.": (
        "Efterspørgslen efter en vare på et sted på én dag, i én strøm."
    ),
    "Units served.": "Leverede enheder.",
    "Estimate of what was not asked for in vain.": (
        "Skøn over det, der forgæves ikke blev spurgt om."
    ),
    "Share of the day it could be sold; empty: unknown.": (
        "Andel af dagen, den kunne sælges; tom: ukendt."
    ),
    "Mean price paid.": "Gennemsnitlig betalt pris.",
    "Event of the day.": "Dagens begivenhed.",
    "Discount of that event.": "Rabat ved den begivenhed.",
    "Nobody could buy.": "Ingen kunne købe.",
    # the table exceptional_sales
    "A day that shows far more than usual, and what of it the baseline counts.": (
        "En dag, der viser langt mere end sædvanligt, og hvad af den grundniveauet "
        "tæller med."
    ),
    "What a day usually shows.": "Hvad en dag plejer at vise.",
    "The most that is usual: one day with sales in 100 shows more.": (
        "Det meste, der er sædvanligt: én dag med salg af 100 viser mere."
    ),
    "What the baseline counts.": "Hvad grundniveauet tæller med.",
    "Money at stake: what is beyond the most, at its price.": (
        "Penge på spil: hvad der er ud over det meste, til sin pris."
    ),
    "Why it is exceptional: no day near it is like it, or one order": (
        "Hvorfor den er usædvanlig: ingen dag i nærheden ligner den, eller én ordre"
    ),
    "Order with its largest line, where known.": (
        "Ordren med dens største linje, hvor den er kendt."
    ),
    "Units of that line.": "Enheder på den linje.",
    (
        "Day that was like it soon after: a burst or a new level, counted whole; "
        "empty: it stands."
    ): (
        "Dag, der lignede den kort efter: en bølge eller et nyt niveau, talt helt "
        "med; tom: den står."
    ),
    "What a planner said": "Hvad en planlægger sagde",
    "Who said so.": "Hvem der sagde det.",
    "Why, in words.": "Hvorfor, i ord.",
    # the table item_classes
    "What kind of item it is, place by place.": (
        "Hvilken slags vare det er, sted for sted."
    ),
    "By revenue, margin or hits": "Efter omsætning, avance eller antal salg",
    "By variability": "Efter svingninger",
    "Shape of demand": "Efterspørgslens form",
    "Age": "Alder",
    "Revenue of the last year.": "Det sidste års omsætning.",
    "Mean price paid in the last quarter, else the last year.": (
        "Gennemsnitlig betalt pris i det sidste kvartal, ellers det sidste år."
    ),
}
