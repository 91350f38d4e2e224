"""Words of counts, about the data and exceptions, and of the terminal's status."""

TEXTS: dict[str, tuple[str, str]] = {
    # counted things
    "orders_one": ("{n} order", "{n} ordre"),
    "orders_many": ("{n} orders", "{n} ordrer"),
    "suppliers_one": ("{n} supplier", "{n} leverandør"),
    "suppliers_many": ("{n} suppliers", "{n} leverandører"),
    "lines_one": ("{n} line", "{n} linje"),
    "lines_many": ("{n} lines", "{n} linjer"),
    "days_one": ("{n} day", "{n} dag"),
    "days_many": ("{n} days", "{n} dage"),
    "transfers_one": ("{n} transfer", "{n} flytning"),
    "transfers_many": ("{n} transfers", "{n} flytninger"),
    "rows_one": ("{n} row", "{n} række"),
    "rows_many": ("{n} rows", "{n} rækker"),
    "files_one": ("{n} file", "{n} fil"),
    "files_many": ("{n} files", "{n} filer"),
    "matters_one": ("{n} matter", "{n} sag"),
    "matters_many": ("{n} matters", "{n} sager"),
    "items_one": ("{n} item-location", "{n} vare-sted"),
    "items_many": ("{n} item-locations", "{n} vare-steder"),
    "other_suppliers": ("{n} others", "{n} andre"),
    # data
    "section_data": (
        "What the data lack, and what was assumed",
        "Hvad data mangler, og hvad der er antaget",
    ),
    "section_data_lead": (
        (
            "Nothing read is lost: every row is in a table, an exact repeat, or listed "
            "here."
        ),
        (
            "Intet læst går tabt: hver række er i en tabel, en nøjagtig gentagelse "
            "eller "
            "på listen her."
        ),
    ),
    "table_assumptions": ("Assumed", "Antaget"),
    "empty_assumptions": (
        "Nothing had to be assumed.",
        "Intet måtte antages.",
    ),
    "table_rejects": ("Refused rows, by rule", "Afviste rækker efter regel"),
    "empty_rejects": ("No row was refused.", "Ingen række blev afvist."),
    "table_sources": ("Files read", "Læste filer"),
    "empty_sources": ("No file was read.", "Ingen fil er læst."),
    "table_watermarks": (
        "How far each channel is known",
        "Hvor langt hver kanal er kendt",
    ),
    "empty_watermarks": (
        "No channel has orders.",
        "Ingen kanal har ordrer.",
    ),
    "table_gaps": ("Stock that does not reconcile", "Lager, der ikke stemmer"),
    "empty_gaps": (
        "Every count and snapshot agrees with the ledger.",
        "Hver optælling og hvert øjebliksbillede stemmer med bogen.",
    ),
    "table_doubts": ("Doubts about the data", "Tvivl om data"),
    "empty_doubts": (
        "No feed looks broken, and no stock is negative.",
        "Ingen kilde ser ødelagt ud, og intet lager er negativt.",
    ),
    # kinds of exceptions and explanations
    "kind_expedite": ("Expedite", "Fremskynd"),
    "kind_postpone": ("Postpone", "Udskyd"),
    "kind_reduce": ("Reduce", "Sænk"),
    "kind_cancel": ("Cancel", "Annullér"),
    "kind_overstock": ("Overstock", "Overlager"),
    "kind_discontinued_stock": ("Discontinued, in stock", "Udgået, på lager"),
    "kind_price_up": ("Price went up", "Prisen er steget"),
    "kind_lead_time_drift": ("Lead time drifts", "Leveringstiden skrider"),
    "kind_costly_levels": ("Own levels cost money", "Egne niveauer koster penge"),
    "kind_late": ("Late", "Forsinket"),
    "kind_doubtful": ("Doubtful", "Tvivlsom"),
    "kind_unmatched": ("Unmatched", "Uden modpart"),
    "kind_negative_stock": ("Negative stock", "Negativt lager"),
    "kind_unknown_stock": ("Unknown stock", "Ukendt lager"),
    "kind_minimum_too_long": ("Minimum too large", "For stort minimum"),
    "kind_unreliable_data": ("Unreliable data", "Upålidelige data"),
    "kind_closure": ("Closure", "Lukning"),
    "kind_shrinkage": ("Shrinkage", "Svind"),
    "kind_found": ("Found", "Fundet"),
    "kind_unexplained": ("Unexplained", "Uforklaret"),
    "kind_cut_off": ("Cut-off", "Afgrænsning"),
    # status in the terminal
    "status_nothing": (
        "Nothing is published yet: backstock run makes a plan.",
        "Intet er udgivet endnu: backstock run laver en plan.",
    ),
    "status_orders": ("Orders", "Ordrer"),
    "status_stock": ("Stock", "Lager"),
    "status_trust": ("Trust", "Tillid"),
    "status_data": ("Data", "Data"),
    "status_order": (
        "{supplier} → {place}: {lines}, {amount}, order by {day}",
        "{supplier} → {place}: {lines}, {amount}, bestil senest {day}",
    ),
    "status_more_orders": ("and {orders} more", "og {orders} mere"),
    "status_at_risk": (
        "{amount} to order, {lines}; {risk} a day at risk without it",
        "{amount} at bestille, {lines}; {risk} pr. dag på spil uden",
    ),
    "status_to_order": ("{amount} to order, {lines}", "{amount} at bestille, {lines}"),
    "status_stock_line": (
        "{out} out of stock, {low} running out, {excess} tied up in excess",
        "{out} udsolgt, {low} ved at slippe op, {excess} bundet i overskud",
    ),
    "status_matters": (
        "{matters} for a person, {transfers}",
        "{matters} til et menneske, {transfers}",
    ),
    "status_grades": ("Grades: {grades}", "Karakterer: {grades}"),
    "status_refused": (
        "{rows} refused of {read} read; {assumed} assumptions",
        "{rows} afvist af {read} læste; {assumed} antagelser",
    ),
}
