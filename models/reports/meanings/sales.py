"""Danish for the contracts of orders, shipments, returns and payments."""

DANISH: dict[str, str] = {
    # the table order_lines
    "Lines of customer orders; a negative quantity reverses an earlier line.": (
        "Linjer på kundeordrer; et negativt antal tilbagefører en tidligere linje."
    ),
    "Order.": "Ordre.",
    "Line; absent: its ordinal in the order.": (
        "Linje; mangler den: dens nummer i ordren."
    ),
    "Where it was sold.": "Hvor den blev solgt.",
    "Customer, hashed on arrival.": "Kunde, gjort ukendelig ved ankomsten.",
    "When the customer ordered.": "Hvornår kunden bestilte.",
    "Units asked for.": "Ønskede enheder.",
    "Units cancelled since.": "Enheder annulleret siden.",
    "Why": "Hvorfor",
    "When it was cancelled.": "Hvornår den blev annulleret.",
    "Price per unit before discount.": "Pris pr. enhed før rabat.",
    "Discount on the line.": "Rabat på linjen.",
    "Tax on the line.": "Moms på linjen.",
    "Currency; empty: the company's.": "Valuta; tom: virksomhedens.",
    "How far it is": "Hvor langt den er",
    "Kind of demand": "Slags efterspørgsel",
    "Day on which the customer wants it shipped.": "Dag, kunden ønsker den sendt.",
    "Day promised to the customer.": "Dag, kunden er lovet.",
    "Place it was ordered from; empty: by channel.": (
        "Sted, den blev bestilt fra; tom: efter kanal."
    ),
    # the table sales_history
    "Units sold per item, place and period, where single orders are not known.": (
        "Solgte enheder pr. vare, sted og periode, hvor de enkelte ordrer ikke er "
        "kendt."
    ),
    "First day of the period.": "Periodens første dag.",
    "Last day of the period.": "Periodens sidste dag.",
    "Units sold.": "Solgte enheder.",
    "Share of the period in which it could be sold.": (
        "Andel af perioden, den kunne sælges."
    ),
    "Revenue.": "Omsætning.",
    # the table shipment_lines
    "Lines of shipments to customers, from the moment they are allocated.": (
        "Linjer på forsendelser til kunder, fra det øjeblik de er tildelt."
    ),
    "Shipment.": "Forsendelse.",
    "Line.": "Linje.",
    "Order it fulfils.": "Ordren, den opfylder.",
    "Line of that order.": "Linje på den ordre.",
    "Place it leaves.": "Sted, den sendes fra.",
    "Units.": "Enheder.",
    "Stock set aside.": "Lager sat til side.",
    "Picked.": "Plukket.",
    "Packed.": "Pakket.",
    "Left the place.": "Forlod stedet.",
    "Reached the customer.": "Nåede kunden.",
    "Carrier.": "Fragtfirma.",
    "What the carrier charged.": "Hvad fragtfirmaet tog.",
    "Who packed it.": "Hvem der pakkede.",
    "Bin it was picked from.": "Lagerplads, der blev plukket fra.",
    "Lot.": "Parti.",
    "Why fewer units were picked than asked for.": (
        "Hvorfor der blev plukket færre enheder end ønsket."
    ),
    # the table return_lines
    "Goods that customers send back or have announced.": (
        "Varer, som kunder sender tilbage eller har varslet."
    ),
    "Return.": "Returnering.",
    "Order it comes from.": "Ordren, den kommer fra.",
    "Place it comes back to.": "Sted, den kommer tilbage til.",
    "Announced.": "Varslet.",
    "Came back.": "Kom tilbage.",
    "What becomes of it": "Hvad der sker med den",
    "When that was decided.": "Hvornår det blev afgjort.",
    "Why it came back.": "Hvorfor den kom tilbage.",
    "Refunded.": "Refunderet.",
    "When it was refunded.": "Hvornår der blev refunderet.",
    # the table payments
    "Payments and refunds of customers.": "Kunders betalinger og refusioner.",
    "Payment.": "Betaling.",
    "Order it pays.": "Ordren, den betaler.",
    "When.": "Hvornår.",
    "Paid; negative: refunded.": "Betalt; negativ: refunderet.",
    "How it was paid.": "Hvordan der blev betalt.",
    "Fee of the payment provider.": "Betalingsformidlerens gebyr.",
    "When the money arrived.": "Hvornår pengene kom.",
}
