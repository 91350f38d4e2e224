"""Words of what is learned from planners' decisions."""

TEXTS: dict[str, tuple[str, str]] = {
    "table_decisions_by_author": ("By planner", "Efter planlægger"),
    "empty_decisions_by_author": (
        "Nobody has decided on a suggestion yet.",
        "Ingen har besluttet noget om et forslag endnu.",
    ),
    "table_decisions_by_supplier_id": ("By supplier", "Efter leverandør"),
    "empty_decisions_by_supplier_id": (
        "Nobody has decided on a suggestion yet.",
        "Ingen har besluttet noget om et forslag endnu.",
    ),
    "table_decisions_by_abc": ("By class", "Efter klasse"),
    "empty_decisions_by_abc": (
        "Nobody has decided on a suggestion yet.",
        "Ingen har besluttet noget om et forslag endnu.",
    ),
    "table_decisions_by_reason": ("Changes by reason", "Ændringer efter årsag"),
    "empty_decisions_by_reason": (
        "Nobody has given a reason for a change yet.",
        "Ingen har angivet en årsag til en ændring endnu.",
    ),
    "table_decided_changes": (
        "Changes and what came of them",
        "Ændringer og hvad der blev af dem",
    ),
    "empty_decided_changes": (
        "No change is old enough to be judged.",
        "Ingen ændring er gammel nok til at blive bedømt.",
    ),
    "learned_link": ("How decisions did", "Sådan gik beslutningerne"),
    "learned_back": ("Back to the orders", "Tilbage til ordrerne"),
    "learned_title": ("How decisions did", "Sådan gik beslutningerne"),
    "learned_lead": (
        "What planners changed, why, and what became of it.",
        "Hvad planlæggere ændrede, hvorfor, og hvad der blev af det.",
    ),
    "learned_none": (
        (
            "The runs so far know of no decision. What is decided on a plan stands "
            "here after the next run, and is judged once its days are over."
        ),
        (
            "Kørslerne kender endnu ingen beslutninger. Hvad der besluttes om en plan, "
            "står her efter næste kørsel og bedømmes, når dens dage er gået."
        ),
    ),
    "learned_of": ("of {n} decided lines", "af {n} besluttede linjer"),
    "learned_ahead": (
        "{n} decisions are too young to judge",
        "{n} beslutninger er for nye til at bedømme",
    ),
    "learned_balance": (
        "What changes won on balance, by planner ({currency})",
        "Hvad ændringer samlet gav, efter planlægger ({currency})",
    ),
    "learned_kind": ("Decision", "Beslutning"),
    "learned_judged": (
        (
            "Of more units, those sold before the next order could arrive helped. Of "
            "fewer, those that nobody missed. The rest was left over, or missed."
        ),
        (
            "Af flere enheder hjalp dem, der blev solgt, før næste ordre kunne komme. "
            "Af færre dem, ingen manglede. Resten blev tilovers eller manglede."
        ),
    ),
    "learned_report": (
        "Of {n} decided lines {rate} were accepted untouched.",
        "Af {n} besluttede linjer blev {rate} godkendt uændret.",
    ),
    "author": ("Who", "Hvem"),
    "decided_on": ("Decided on", "Besluttet den"),
    "decided_qty": ("Decided", "Besluttet"),
    "untouched_rate": ("Accepted untouched", "Godkendt uændret"),
    "more_lines": ("More", "Flere"),
    "less_lines": ("Fewer", "Færre"),
    "rejected_lines": ("Rejected", "Afvist"),
    "snoozed_lines": ("Put off", "Udsat"),
    "judged_lines": ("Changes judged", "Ændringer bedømt"),
    "helped_rate": ("Of these helped", "Heraf hjalp"),
    "helped_qty": ("Helped", "Hjalp"),
    "hurt_qty": ("Left or missed", "Tilovers eller manglede"),
    "helped_amount": ("Helped", "Hjalp"),
    "hurt_amount": ("Left or missed", "Tilovers eller manglede"),
    "outcome_more": ("More", "Flere"),
    "outcome_less": ("Fewer", "Færre"),
    "outcome_rejected": ("Rejected", "Afvist"),
    "outcome_snoozed": ("Put off", "Udsat"),
    "outcome_other": ("Moved or split", "Flyttet eller delt"),
}
