"""Words of the page about forecasts."""

TEXTS: dict[str, tuple[str, str]] = {
    "forecasts_better": (
        (
            "Of 100 units asked for in four weeks our forecast misses {ours}; the best "
            "simple one, {simple}, misses {theirs}."
        ),
        (
            "Af 100 efterspurgte enheder på fire uger rammer vores prognose {ours} "
            "forkert; den bedste simple, {simple}, rammer {theirs} forkert."
        ),
    ),
    "forecasts_not_judged": (
        "Nothing is judged yet: it takes a past to forecast from and days to check.",
        "Intet er bedømt endnu: det kræver en fortid og dage at kontrollere på.",
    ),
    "fact_wape": ("Error of four weeks", "Fejl på fire uger"),
    "note_wape": (
        "{rate} less than the best simple",
        "{rate} mindre end den bedste simple",
    ),
    "note_wape_worse": (
        "{rate} more than the best simple",
        "{rate} mere end den bedste simple",
    ),
    "fact_bias": ("Bias", "Skævhed"),
    "note_bias_high": ("expects too much", "venter for meget"),
    "note_bias_low": ("expects too little", "venter for lidt"),
    "fact_coverage": ("Kept of 95 % promised", "Holdt af 95 % lovet"),
    "note_coverage": ("sums within their limit", "summer inden for grænsen"),
    "fact_own": ("From own history", "Fra egen historik"),
    "note_own": ("of {n} forecasts", "af {n} prognoser"),
    "fact_strange": ("Sales to confirm", "Salg at bekræfte"),
    "note_strange": ("worth {amount}", "værd {amount}"),
    "fact_said": ("Planners' numbers", "Planlæggeres tal"),
    "note_said": ("stand now or later", "gælder nu eller senere"),
    "forecasts_beside": ("Beside simple forecasts", "Ved siden af simple prognoser"),
    "forecasts_beside_caption": (
        "Error per unit asked for in four weeks; lower is better",
        "Fejl pr. efterspurgt enhed på fire uger; lavere er bedre",
    ),
    "forecasts_by": ("Compared by", "Sammenlignet efter"),
    "forecasts_by_abc": ("Class", "Klasse"),
    "forecasts_by_pattern": ("Pattern of demand", "Behovsmønster"),
    "forecasts_by_location": ("Place", "Sted"),
    "forecasts_by_volume": ("How much they sell", "Hvor meget de sælger"),
    "table_forecast_segments": ("Errors by segment", "Fejl efter segment"),
    "empty_forecast_segments": (
        "Nothing is judged yet: it takes a past to forecast from and days to check.",
        "Intet er bedømt endnu: det kræver en fortid og dage at kontrollere på.",
    ),
    "promise_title": ("Promised, and kept", "Lovet og holdt"),
    "promise_caption": (
        (
            "Share of past four-week sums that stayed within each level; above the "
            "line is more than promised"
        ),
        (
            "Andel af tidligere fireugers summer inden for hvert niveau; over linjen "
            "er mere end lovet"
        ),
    ),
    "promise_line": ("As promised", "Som lovet"),
    "promise_all": ("All items", "Alle varer"),
    "promise_class": ("Class {segment}", "Klasse {segment}"),
    "promise_promised": ("Promised", "Lovet"),
    "promise_kept": ("Kept", "Holdt"),
    "misses_title": ("What misses most money", "Hvad der rammer mest forkert i penge"),
    "misses_note": (
        (
            "Error per unit times what four weeks usually sell, at the sales price. "
            "Look here first: an event, a price or a stock-out may explain it."
        ),
        (
            "Fejl pr. enhed gange det, fire uger normalt sælger, til salgspris. Se her "
            "først: en begivenhed, en pris eller udsolgte dage kan forklare det."
        ),
    ),
    "table_misses": ("Misses by item", "Fejl pr. vare"),
    "empty_misses": (
        "No item is judged yet.",
        "Ingen vare er bedømt endnu.",
    ),
    "missed_amount": ("Missed in four weeks", "Forkert på fire uger"),
    "simple_wape": ("Simple average", "Simpelt snit"),
    "map_title": ("How demand comes", "Hvordan behovet kommer"),
    "map_caption": (
        "Item-locations and their share of revenue, by class and pattern of demand",
        "Vare-steder og deres andel af omsætningen, efter klasse og mønster",
    ),
    "map_cell": ("{n} · {rate}", "{n} · {rate}"),
    "expected_title": ("What planners expect", "Hvad planlæggere venter"),
    "expected_note": (
        "Their own numbers stand in for the forecast on their days.",
        "Deres egne tal træder i stedet for prognosen på deres dage.",
    ),
    "strange_note": (
        (
            "They stand in the history; forecasts rest on what is counted. Say of each "
            "whether it was exceptional or ordinary."
        ),
        (
            "De står i historikken; prognoser hviler på det, der regnes med. Sig for "
            "hver, om den var usædvanlig eller almindelig."
        ),
    ),
}
