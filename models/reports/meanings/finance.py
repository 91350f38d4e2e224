"""Danish for the contracts of the books."""

DANISH: dict[str, str] = {
    # the table journal_lines
    "Lines of a balanced journal.": "Linjer i en kassekladde, der stemmer.",
    "Entry.": "Postering.",
    "Account.": "Konto.",
    "Debit.": "Debet.",
    "Credit.": "Kredit.",
    "Document.": "Bilag.",
    # the table invoice_matches
    "Invoices beside orders and receipts.": (
        "Fakturaer ved siden af ordrer og modtagelser."
    ),
    "Units invoiced − received.": "Fakturerede enheder − modtagne.",
    "Amount invoiced − expected.": "Faktureret beløb − ventet.",
    "Result": "Resultat",
    # the table payables
    "What we owe, and when.": "Hvad vi skylder, og hvornår.",
    "Due.": "Forfalder.",
    "Owed, company currency.": "Skyldigt, virksomhedens valuta.",
    # the table cash_plan
    "Cash needed by the plan, day by day.": "Penge, som planen kræver, dag for dag.",
    "What for.": "Til hvad.",
}
