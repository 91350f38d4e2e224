"""Danish for the contracts of rates, events, parameters and overrides."""

DANISH: dict[str, str] = {
    # the table exchange_rates
    "Company currency per one unit of a currency, by day.": (
        "Virksomhedens valuta for én enhed af en valuta, dag for dag."
    ),
    "Currency.": "Valuta.",
    "Day.": "Dag.",
    "Company currency per one unit.": "Virksomhedens valuta for én enhed.",
    # the table events
    "Promotions, holidays and closures that move demand.": (
        "Kampagner, helligdage og lukninger, der flytter efterspørgsel."
    ),
    "Event.": "Begivenhed.",
    "Promotion, holiday, closure, …": "Kampagne, helligdag, lukning …",
    "First day.": "Første dag.",
    "Last day.": "Sidste dag.",
    "Item; empty: all.": "Vare; tom: alle.",
    "Category; empty: all.": "Kategori; tom: alle.",
    "Channel; empty: all.": "Kanal; tom: alle.",
    "Place; empty: all.": "Sted; tom: alle.",
    "Discount.": "Rabat.",
    # the table planning_parameters
    "A parameter of planning at one level, from a date on.": (
        "En planlægningsparameter på ét niveau, fra en dato."
    ),
    "Level": "Niveau",
    "Which one of the level, as sku|location_id; empty for the company.": (
        "Hvilken på niveauet, som vare|sted; tom for virksomheden."
    ),
    "Name of the parameter.": "Parameterens navn.",
    "Its value.": "Dens værdi.",
    "Last day; empty: until further notice.": "Sidste dag; tom: indtil videre.",
    # the table forecast_overrides
    "A planner's own number for an item, a place and a span of days.": (
        "En planlæggers eget tal for en vare, et sted og en række dage."
    ),
    "Units over the whole span.": "Enheder i hele perioden.",
    "Or: times the forecast.": "Eller: gange prognosen.",
}
