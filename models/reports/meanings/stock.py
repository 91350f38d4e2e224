"""Danish for the contracts of counts, holds, corrections and transfers."""

DANISH: dict[str, str] = {
    # the table stock_levels
    "Units seen at a place: snapshot, count or opening balance.": (
        "Enheder set på et sted: lagerudtræk, optælling eller åbningssaldo."
    ),
    "Bin; empty: the whole place.": "Lagerplads; tom: hele stedet.",
    "Lot; empty: all lots.": "Parti; tom: alle partier.",
    "Units seen.": "Sete enheder.",
    "Cost per unit, company currency.": "Kostpris pr. enhed, virksomhedens valuta.",
    "What kind of look": "Hvilket slags syn",
    "Who counted.": "Hvem der talte.",
    # the table stock_holds
    "Units that must not be sold.": "Enheder, der ikke må sælges.",
    "Hold.": "Spærring.",
    "Why.": "Hvorfor.",
    "From when.": "Fra hvornår.",
    "Until when.": "Til hvornår.",
    # the table stock_adjustments
    "Corrections of stock with a reason; kits built and taken apart.": (
        "Lagerreguleringer med en grund; sæt samlet og skilt ad."
    ),
    "Adjustment.": "Regulering.",
    "Units; negative: taken out.": "Enheder; negativ: taget ud.",
    "Who.": "Hvem.",
    # the table stock_revaluations
    "New unit costs of what is in stock.": (
        "Nye stykkostpriser for det, der er på lager."
    ),
    "Revaluation.": "Omvurdering.",
    "New cost per unit of what is there, company currency.": (
        "Ny kostpris pr. enhed for det, der er, virksomhedens valuta."
    ),
    # the table transfer_lines
    "Goods moved between our own places.": "Varer flyttet mellem vores egne steder.",
    "Transfer.": "Flytning.",
    "Units sent.": "Sendte enheder.",
    "When they left.": "Hvornår de blev sendt.",
    "Units that came; empty: all.": "Enheder, der kom; tom: alle.",
    # the table closed_periods
    "Accounting periods that must not change any more.": (
        "Regnskabsperioder, der ikke må ændres mere."
    ),
    "When it was closed.": "Hvornår den blev lukket.",
}
