"""Words of the supplier workbooks, and of what is said when one comes back."""

TEXTS: dict[str, tuple[str, str]] = {
    "order_sheet": ("Order", "Ordre"),
    "why_sheet": ("Why", "Hvorfor"),
    "workbook_title": ("Suggested order", "Forslag til ordre"),
    "workbook_company": ("Company", "Virksomhed"),
    "workbook_supplier": ("Supplier", "Leverandør"),
    "workbook_as_of": ("Data up to and including", "Data til og med"),
    "workbook_order_on": ("Order by", "Bestil senest"),
    "workbook_arrive_on": ("Arrives", "Ankommer"),
    "workbook_run": ("Run", "Kørsel"),
    "workbook_total": ("Total {currency}", "I alt {currency}"),
    "workbook_how": (
        (
            "Change the highlighted quantities, or choose a decision, and hand the "
            "file back "
            "with: backstock approve DIR --workbook FILE. Nothing else may be changed. "
            "A quantity of 0 rejects the line."
        ),
        (
            "Ret de fremhævede antal, eller vælg en beslutning, og aflever filen med: "
            "backstock approve MAPPE --workbook FIL. Intet andet må ændres. "
            "Antallet 0 afviser linjen."
        ),
    ),
    "workbook_page": ("Page &P of &N", "Side &P af &N"),
    "quantity_title": ("Quantity", "Antal"),
    "quantity_rule": (
        "A number of 0 or more, in stock units. 0 rejects the line.",
        "Et tal på 0 eller mere, i lagerenheder. 0 afviser linjen.",
    ),
    "decision_title": ("Decision", "Beslutning"),
    "decision_rule": (
        "Leave it empty, or choose: {choices}.",
        "Lad den stå tom, eller vælg: {choices}.",
    ),
    "until_title": ("Holds until", "Gælder til"),
    "until_rule": (
        (
            "A date, or empty: a rejection or a cut holds until the risk doubles, "
            "a snooze for a week."
        ),
        (
            "En dato, eller tom: en afvisning eller nedsættelse gælder, til risikoen "
            "fordobles, en udsættelse i en uge."
        ),
    ),
    "approve": ("approve", "godkend"),
    "reject": ("reject", "afvis"),
    "snooze": ("snooze", "udsæt"),
    "fault_no_lines": (
        (
            "holds no order lines: the row of column names above the lines is gone. "
            "Take "
            "a fresh workbook from the outbox"
        ),
        (
            "indeholder ingen ordrelinjer: rækken med kolonnenavne over linjerne er "
            "væk. "
            "Tag en ny projektmappe fra outbox"
        ),
    ),
    "fault_columns": (
        "columns are gone: {columns}. Take a fresh workbook from the outbox",
        "kolonner mangler: {columns}. Tag en ny projektmappe fra outbox",
    ),
    "planned_qty": ("Suggested", "Foreslået"),
    "outdated_lead": (
        (
            "This workbook was made from an older plan. These lines are not as they "
            "were, so nothing was decided about them:"
        ),
        (
            "Projektmappen er lavet af en ældre plan. Disse linjer er ikke, som de "
            "var, så intet er besluttet om dem:"
        ),
    ),
    "outdated_line": (
        "{item}: you wrote {asked} where {planned} was suggested; now {now}",
        "{item}: du skrev {asked}, hvor {planned} var foreslået; nu {now}",
    ),
    "outdated_now": ("{qty} is suggested", "foreslås {qty}"),
    "outdated_none": ("nothing is suggested", "foreslås intet"),
    "fault_unknown": (
        "is not a suggestion of this run",
        "er ikke et forslag i denne kørsel",
    ),
    "fault_twice": (
        "stands on more than one row; keep one of them",
        "står på mere end én række; behold kun den ene",
    ),
    "fault_edited": (
        (
            "was changed, it was {expected}; only quantity, decision, date and comment "
            "may be changed"
        ),
        "er ændret fra {expected}; kun antal, beslutning, dato og kommentar må ændres",
    ),
    "fault_qty": (
        "is not a number of 0 or more with at most three decimals",
        "er ikke et tal på 0 eller mere med højst tre decimaler",
    ),
    "fault_decision": (
        "is not one of {choices}, or empty",
        "er hverken {choices} eller tomt",
    ),
    "fault_date": ("is not a date", "er ikke en dato"),
    "fault_approve_zero": (
        "approves a quantity of 0; reject the line or give a quantity",
        "godkender antallet 0; afvis linjen eller giv et antal",
    ),
}
