"""Danish for the contracts of where customer orders stand."""

DANISH: dict[str, str] = {
    # the table order_status
    "Order lines with what became of them.": "Ordrelinjer med, hvad der blev af dem.",
    "Place that would normally serve it.": "Sted, der normalt ville betjene den.",
    "Stream": "Strøm",
    "Business day of the channel.": "Kanalens forretningsdag.",
    "Units ordered; a reversal asks for none.": (
        "Bestilte enheder; en tilbageførsel beder om ingen."
    ),
    "Units cancelled, reversals included.": (
        "Annullerede enheder, tilbageførsler medregnet."
    ),
    "Units shipped.": "Sendte enheder.",
    "Units that came back.": "Enheder, der kom tilbage.",
    "Units still owed.": "Enheder, der stadig skyldes.",
    "Units that count as demand.": "Enheder, der tæller som efterspørgsel.",
    "Price per unit, company currency.": "Pris pr. enhed, virksomhedens valuta.",
    "Days since it was placed.": "Dage siden bestillingen.",
    "Days past the promise.": "Dage efter det lovede.",
    "State inferred, no shipment says so.": (
        "Tilstanden er sluttet; ingen forsendelse siger det."
    ),
    # the table allocations
    "Which place ships what.": "Hvilket sted der sender hvad.",
    "Units it ships.": "Enheder, det sender.",
    "Units that must wait.": "Enheder, der må vente.",
    "Why this place.": "Hvorfor dette sted.",
}
