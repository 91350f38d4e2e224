"""Words of what planners may set: parameters, expected demand, exceptional sales."""

TEXTS: dict[str, tuple[str, str]] = {
    "yes": ("yes", "ja"),
    "no": ("no", "nej"),
    "settings_title": ("Parameters at {place}", "Parametre på {place}"),
    "settings_note": (
        (
            "What the next run will take them to be. Type a new value where one is to "
            "change, choose for what it holds, and save: it counts over files."
        ),
        (
            "Det, næste kørsel vil regne med. Skriv en ny værdi, hvor noget skal "
            "ændres, vælg hvad det gælder for, og gem: det går forud for filer."
        ),
    ),
    "setting": ("Parameter", "Parameter"),
    "setting_now": ("Holds now", "Gælder nu"),
    "setting_source": ("Comes from", "Kommer fra"),
    "setting_new": ("New value", "Ny værdi"),
    "setting_scope": ("It holds for", "Det gælder for"),
    "setting_why": ("Why (optional)", "Hvorfor (valgfrit)"),
    "setting_save": ("Save", "Gem"),
    "setting_undo": ("Take back", "Tag tilbage"),
    "setting_take_back": (
        "Take back what was set here for {name}",
        "Tag det tilbage, der er sat her for {name}",
    ),
    "set_policy": ("How it is ordered", "Hvordan der bestilles"),
    "set_service_target_kind": ("Service is measured as", "Service måles som"),
    "set_service_target_rate": ("Service aimed at", "Mål for service"),
    "set_review_days": ("Days between orders", "Dage mellem bestillinger"),
    "set_order_cycle_days": ("Days an order lasts", "Dage en ordre rækker"),
    "set_lead_time_days": ("Lead time, days", "Leveringstid, dage"),
    "set_min_qty": ("Own minimum", "Eget minimum"),
    "set_max_qty": ("Own maximum", "Eget maksimum"),
    "set_reorder_qty": ("Fixed order quantity", "Fast bestillingsantal"),
    "set_safety_qty": ("Own safety stock", "Eget sikkerhedslager"),
    "set_presentation_qty": ("For presentation", "Til udstilling"),
    "set_max_order_qty": ("Most in one order", "Højst i én ordre"),
    "set_cover_limit_days": ("Buy for at most, days", "Køb højst til, dage"),
    "set_holding_rate": ("Cost of holding, a year", "Lageromkostning pr. år"),
    "set_order_cost": ("Cost of an order", "Omkostning pr. ordre"),
    "set_do_not_order": ("Do not order", "Bestil ikke"),
    "scope_sku_location": ("this item at {place}", "denne vare på {place}"),
    "scope_sku": ("this item everywhere", "denne vare overalt"),
    "scope_supplier": ("its supplier", "dens leverandør"),
    "scope_location": ("its place", "dens sted"),
    "scope_class": ("its class", "dens klasse"),
    "scope_category": ("its category", "dens kategori"),
    "scope_company": ("the whole company", "hele virksomheden"),
    "scope_default": ("the usual", "det sædvanlige"),
    "scope_computed": ("not set", "ikke sat"),
    "expect_title": ("What you expect at {place}", "Hvad du venter på {place}"),
    "expect_note": (
        (
            "Your own number stands in for the forecast on its days: units over the "
            "whole span, or times the forecast. It counts from the next run."
        ),
        (
            "Dit eget tal træder i stedet for prognosen på sine dage: enheder i hele "
            "perioden, eller gange prognosen. Det tæller fra næste kørsel."
        ),
    ),
    "expect_from": ("From", "Fra"),
    "expect_until": ("Until", "Til"),
    "expect_qty": ("Units over the span", "Enheder i perioden"),
    "expect_factor": ("or times the forecast", "eller gange prognosen"),
    "table_expected": ("Your own numbers that stand", "Egne tal, der gælder"),
    "empty_expected": (
        "Nobody has said anything of its coming demand.",
        "Ingen har sagt noget om det kommende behov.",
    ),
    "said_saved": (
        "Saved. It counts from the next run.",
        "Gemt. Det tæller fra næste kørsel.",
    ),
    "said_back": (
        "Taken back. What stood before counts again.",
        "Taget tilbage. Det, der gjaldt før, tæller igen.",
    ),
    "said_same": ("Nothing was changed.", "Intet er ændret."),
    "said_not_allowed": (
        "Not saved: {what} cannot be that.",
        "Ikke gemt: {what} kan ikke være det.",
    ),
    "said_conflict": (
        "Not saved: {who} has said otherwise since you opened the page. Look again.",
        "Ikke gemt: {who} har sagt noget andet, siden du åbnede siden. Se igen.",
    ),
    "said_field_sku": ("the item", "varen"),
    "said_field_location_id": ("the place", "stedet"),
    "said_field_value": ("the value", "værdien"),
    "said_field_key": ("what it holds for", "det, det gælder for"),
    "said_field_ends_on": ("the last day", "sidste dag"),
    "said_field_starts_on": ("the first day", "første dag"),
    "said_field_says_qty_or_factor": (
        "units and times together",
        "enheder og gange samtidig",
    ),
    "said_field_qty": ("the units", "enhederne"),
    "said_field_factor": ("the factor", "faktoren"),
    "sale_was": ("Was it exceptional?", "Var det usædvanligt?"),
    "sale_yes": ("Exceptional", "Usædvanligt"),
    "sale_no": ("Ordinary", "Almindeligt"),
    "sale_line": (
        "{qty} on {day}; usual is {usual} a day, {counted} are counted.",
        "{qty} den {day}; det sædvanlige er {usual} pr. dag, {counted} regnes med.",
    ),
    "sale_said": (
        "Kept as {what}. It counts from the next run.",
        "Gemt som {what}. Det tæller fra næste kørsel.",
    ),
}
