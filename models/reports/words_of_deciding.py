"""Words of what becomes of decisions on the desk: done, left, told by others, sent."""

TEXTS: dict[str, tuple[str, str]] = {
    # what was done
    "orders_told_approve": ("{n} approved", "{n} godkendt"),
    "orders_told_change": ("{n} changed", "{n} ændret"),
    "orders_told_reject": ("{n} rejected", "{n} afvist"),
    "orders_told_snooze": ("{n} snoozed", "{n} udskudt"),
    "orders_told_split": ("{n} split", "{n} delt"),
    "orders_told_move": ("{n} moved", "{n} flyttet"),
    "orders_told_undo": ("{n} undone", "{n} fortrudt"),
    "orders_told_waiting": (
        "of these {n} above your limit: a second person has to approve",
        "heraf {n} over din grænse: en anden skal godkende",
    ),
    "orders_told_nothing": ("Nothing to change", "Intet at ændre"),
    # conflicts
    "orders_conflict": ("Not all of it was done", "Ikke alt blev gjort"),
    "orders_conflict_lead": (
        (
            "These lines were decided by another person after you opened them. "
            "Nothing of theirs was changed, and what you asked for is kept."
        ),
        (
            "Disse linjer blev afgjort af en anden, efter at du åbnede dem. Intet "
            "af deres er ændret, og det, du bad om, er gemt."
        ),
    ),
    "orders_conflict_item": ("Item", "Vare"),
    "orders_conflict_who": ("Who", "Hvem"),
    "orders_conflict_before": ("You had seen", "Du havde set"),
    "orders_conflict_after": ("Now", "Nu"),
    "orders_conflict_yours": ("You asked to", "Du bad om at"),
    "orders_yours_approve": ("approve", "godkende"),
    "orders_yours_change": ("change it to {what}", "rette til {what}"),
    "orders_yours_split": ("split it: {what}", "dele: {what}"),
    "orders_yours_move": ("move it to {what}", "flytte til {what}"),
    "orders_yours_reject": ("reject", "afvise"),
    "orders_yours_snooze": ("snooze", "udskyde"),
    "orders_yours_undo": ("undo", "fortryde"),
    "orders_conflict_keep": ("Keep theirs", "Behold deres"),
    "orders_conflict_mine": ("Use mine", "Brug mit"),
    "orders_conflict_sent": (
        "What was sent to the supplier cannot be changed here.",
        "Det, der er sendt til leverandøren, kan ikke ændres her.",
    ),
    # faults of edits
    "orders_fault_unknown": (
        "This line is not in the newest plan.",
        "Linjen er ikke i den nyeste plan.",
    ),
    "orders_fault_twice": (
        "The same line was asked for twice at once.",
        "Den samme linje blev nævnt to gange på én gang.",
    ),
    "orders_fault_action": ("That cannot be done.", "Det kan ikke lade sig gøre."),
    "orders_fault_nothing_to_undo": (
        "There is nothing to undo on this line.",
        "Der er intet at fortryde på linjen.",
    ),
    "orders_fault_parts": (
        "A split needs two parts or more.",
        "En deling kræver mindst to dele.",
    ),
    "orders_fault_one_part": ("Only a split has parts.", "Kun en deling har dele."),
    "orders_fault_qty": (
        "The quantity has to be above zero; reject the line to order none.",
        "Antallet skal være over nul; afvis linjen for intet at bestille.",
    ),
    "orders_fault_order_past": (
        "The order day is before this plan.",
        "Bestillingsdagen ligger før planen.",
    ),
    "orders_fault_arrive_before": (
        "Goods cannot arrive before they are ordered.",
        "Varer kan ikke ankomme, før de er bestilt.",
    ),
    "orders_fault_date_too_late": (
        "The day is too far away.",
        "Dagen ligger for langt ude i fremtiden.",
    ),
    "orders_fault_holds_past": (
        "A snooze has to end after the day of the plan.",
        "En udskydelse skal slutte efter planens dag.",
    ),
    "orders_fault_no_offer": (
        "This supplier does not offer the item.",
        "Leverandøren tilbyder ikke varen.",
    ),
    # what others did meanwhile
    "news_approve": (
        "{who} approved {lines} just now.",
        "{who} har netop godkendt {lines}.",
    ),
    "news_change": (
        "{who} changed {lines} just now.",
        "{who} har netop ændret {lines}.",
    ),
    "news_split": ("{who} split {lines} just now.", "{who} har netop delt {lines}."),
    "news_move": ("{who} moved {lines} just now.", "{who} har netop flyttet {lines}."),
    "news_reject": (
        "{who} rejected {lines} just now.",
        "{who} har netop afvist {lines}.",
    ),
    "news_snooze": (
        "{who} snoozed {lines} just now.",
        "{who} har netop udskudt {lines}.",
    ),
    "news_undo": (
        "{who} took back {lines} just now.",
        "{who} har netop fortrudt {lines}.",
    ),
    "news_send": ("{who} sent {lines} just now.", "{who} har netop sendt {lines}."),
    # sending and workbooks
    "orders_send_lead": (
        (
            "Every approved line goes to its supplier once: as a workbook, a CSV "
            "file and a page to print in the outbox, and by mail where a mail "
            "server is set up."
        ),
        (
            "Hver godkendt linje går til sin leverandør én gang: som regneark, "
            "CSV-fil og side til udskrift i udbakken, og med mail, hvor en "
            "mailserver er sat op."
        ),
    ),
    "orders_send_none": (
        "No order is approved yet: approve one first.",
        "Ingen ordre er godkendt endnu: godkend en først.",
    ),
    "orders_send_later": (
        "Nothing is due yet: each order goes on its day, or now if you wish.",
        "Intet er aktuelt endnu: hver ordre sendes på sin dag, eller nu, hvis du vil.",
    ),
    "orders_send_today": ("today", "i dag"),
    "orders_send_due": ("Send {n} due today", "Send {n}, der skal af sted i dag"),
    "orders_send_all": ("Send all {n} now", "Send alle {n} nu"),
    "orders_head_goes": ("Goes", "Sendes"),
    "orders_send_now": ("Send {n} orders", "Send {n} ordrer"),
    "orders_send_one": ("Send 1 order", "Send 1 ordre"),
    "orders_way_mail": ("by mail to {address}", "med mail til {address}"),
    "orders_way_papers": ("papers to hand over", "papirer til at give videre"),
    "orders_sent_before": ("Sent before", "Sendt før"),
    "orders_print": ("Print", "Udskriv"),
    "orders_head_supplier": ("Supplier", "Leverandør"),
    "orders_head_place": ("Place", "Sted"),
    "orders_head_lines": ("Lines", "Linjer"),
    "orders_head_amount": ("Amount", "Beløb"),
    "orders_head_way": ("How", "Hvordan"),
    "orders_head_order_no": ("Order", "Ordre"),
    "orders_head_day": ("Day", "Dag"),
    "orders_head_state": ("State", "Status"),
    "orders_head_papers": ("Papers", "Papirer"),
    "orders_sending_claimed": ("Under way", "I gang"),
    "orders_sending_mailing": ("Being mailed", "Mailes"),
    "orders_sending_sent": ("Sent", "Sendt"),
    "orders_sending_unclear": (
        "Unclear, ask the supplier",
        "Uklart, spørg leverandøren",
    ),
    "orders_sending_refused": (
        "Not sent, still approved",
        "Ikke sendt, stadig godkendt",
    ),
    "orders_sending_released": ("To be sent anew", "Skal sendes igen"),
    "orders_sending_sent_n": ("{n} sent", "{n} sendt"),
    "orders_sending_unclear_n": (
        "{n} unclear: ask the supplier",
        "{n} uklare: spørg leverandøren",
    ),
    "orders_sending_refused_n": (
        "{n} not sent, still approved",
        "{n} ikke sendt, stadig godkendt",
    ),
    "orders_resolve_arrived": ("It arrived", "Den kom frem"),
    "orders_resolve_lost": ("It did not", "Den kom ikke frem"),
    "orders_upload_title": ("Edited workbook", "Rettet regneark"),
    "orders_upload_done": (
        "{name}: {what}. Lines without a change: {rest}.",
        "{name}: {what}. Linjer uden ændring: {rest}.",
    ),
    "orders_upload_fault": (
        "{name} was not taken in, and nothing was changed:",
        "{name} blev ikke indlæst, og intet er ændret:",
    ),
}
