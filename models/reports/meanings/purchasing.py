"""Danish for the contracts of purchase orders, receipts and invoices."""

DANISH: dict[str, str] = {
    # the table purchase_order_lines
    "Lines of purchase orders.": "Linjer på indkøbsordrer.",
    "Purchase order.": "Indkøbsordre.",
    "Place it is bought for.": "Sted, der købes til.",
    "Units ordered.": "Bestilte enheder.",
    "Price per stock unit.": "Pris pr. lagerenhed.",
    "When it was ordered.": "Hvornår der blev bestilt.",
    "Day we asked for.": "Dag, vi bad om.",
    "Day the supplier confirmed.": "Dag, leverandøren bekræftede.",
    "Day it is expected now.": "Dag, den ventes nu.",
    "How it travels": "Hvordan den transporteres",
    "Suggestion it was made from.": "Forslaget, den blev lavet af.",
    # the table receipt_lines
    "Lines of what arrived from suppliers.": "Linjer af det, der kom fra leverandører.",
    "Receipt.": "Modtagelse.",
    "Place that received it.": "Sted, der modtog det.",
    "Units that came.": "Enheder, der kom.",
    "Of these, units refused at the door.": (
        "Heraf enheder, der blev afvist ved porten."
    ),
    "When they came.": "Hvornår de kom.",
    "When they could be sold.": "Hvornår de kunne sælges.",
    "Cost per stock unit as known at receipt.": (
        "Kostpris pr. lagerenhed, som den var kendt ved modtagelsen."
    ),
    "Expiry of the lot.": "Partiets udløb.",
    "Bin it was put into.": "Lagerplads, de blev lagt på.",
    # the table purchase_return_lines
    "Goods sent back to suppliers.": "Varer sendt tilbage til leverandører.",
    "Receipt it came with.": "Modtagelsen, de kom med.",
    "When it left.": "Hvornår de blev sendt.",
    "Credited.": "Krediteret.",
    # the table landed_costs
    "Charges that belong to the cost of a receipt.": (
        "Omkostninger, der hører til en modtagelses kostpris."
    ),
    "Charge.": "Omkostning.",
    "Receipt it belongs to.": "Modtagelsen, den hører til.",
    "Charged.": "Opkrævet.",
    "How it is spread over the lines": "Hvordan den fordeles på linjerne",
    # the table supplier_invoice_lines
    "Lines of what suppliers charge us.": "Linjer af det, leverandører fakturerer os.",
    "Invoice.": "Faktura.",
    "Date of the invoice.": "Fakturaens dato.",
    "When it is to be paid.": "Hvornår den skal betales.",
    "When it was paid.": "Hvornår den blev betalt.",
}
