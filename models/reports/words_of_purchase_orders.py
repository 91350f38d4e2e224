"""Words of purchase orders, and of the letter that goes with them."""

TEXTS: dict[str, tuple[str, str]] = {
    "po_title": ("Purchase order", "Indkøbsordre"),
    "po_no": ("Order no.", "Ordrenr."),
    "po_on": ("Date", "Dato"),
    "po_from": ("From", "Fra"),
    "po_to": ("Supplier", "Leverandør"),
    "po_deliver_to": ("Deliver to", "Leveres til"),
    "po_currency": ("Currency", "Valuta"),
    "po_line_no": ("Line", "Linje"),
    "po_supplier_sku": ("Your item no.", "Jeres varenr."),
    "po_sku": ("Our item no.", "Vores varenr."),
    "po_name": ("Description", "Beskrivelse"),
    "po_qty": ("Quantity", "Antal"),
    "po_unit_cost": ("Unit price", "Stykpris"),
    "po_amount": ("Amount", "Beløb"),
    "po_requested_on": ("Wanted by", "Ønskes senest"),
    "po_suggestion_id": ("Our reference", "Vores reference"),
    "po_total": ("Total", "I alt"),
    "po_ask": (
        "Please confirm quantities, prices and delivery days, naming our order number.",
        (
            "Bekræft venligst antal, priser og leveringsdage med angivelse af vores "
            "ordrenummer."
        ),
    ),
    "po_sheet": ("Order", "Ordre"),
    "po_subject": (
        "Purchase order {order_no} from {company}",
        "Indkøbsordre {order_no} fra {company}",
    ),
    "po_letter": (
        (
            "Dear {supplier},\n\n"
            "Please find our purchase order {order_no} attached: as a page to read and "
            "print, as a workbook and as CSV.\n\n"
            "{ask}\n\n"
            "Kind regards\n"
            "{company}\n"
        ),
        (
            "Kære {supplier}\n\n"
            "Vedhæftet er vores indkøbsordre {order_no}: som en side til at læse og "
            "udskrive, som regneark og som CSV.\n\n"
            "{ask}\n\n"
            "Venlig hilsen\n"
            "{company}\n"
        ),
    ),
}
