"""Words of the orders to place: their page, its dialogs and what it answers."""

TEXTS: dict[str, tuple[str, str]] = {
    # how a line or an order stands
    "orders_state_open": ("Open", "Åben"),
    "orders_state_partly": ("Partly decided", "Delvist afgjort"),
    "orders_state_approved": ("Approved", "Godkendt"),
    "orders_state_changed": ("Changed", "Ændret"),
    "orders_state_rejected": ("Rejected", "Afvist"),
    "orders_state_snoozed": ("Snoozed", "Udskudt"),
    "orders_state_waiting": ("Second approval", "Anden godkendelse"),
    "orders_state_sent": ("Sent", "Sendt"),
    "orders_state_left_out": ("Nothing ordered", "Intet bestilles"),
    # the page
    "orders_lead": (
        "Worth most first. Each order is one key to approve; press ? for all keys.",
        (
            "Det dyreste at lade ligge først. Hver ordre godkendes med én tast; "
            "tryk ? for alle taster."
        ),
    ),
    "orders_list": ("Supplier orders", "Leverandørordrer"),
    "orders_find": ("Find a supplier", "Find en leverandør"),
    "orders_all": ("All lines", "Alle linjer"),
    "orders_none": (
        "There is nothing to order today. The next run looks again.",
        "Der er intet at bestille i dag. Næste kørsel ser efter igen.",
    ),
    "empty_order_lines": (
        "There is nothing to order today.",
        "Der er intet at bestille i dag.",
    ),
    "order_lines": ("Lines", "Linjer"),
    "order_name": ("Supplier order", "Leverandørordre"),
    "state": ("State", "Status"),
    "orders_suggested": ("Suggested", "Foreslået"),
    "orders_quantity": ("Quantity", "Antal"),
    "orders_risk_day": ("Margin at risk a day", "Avance på spil pr. dag"),
    "orders_why": ("Why", "Hvorfor"),
    "orders_done": (
        "All orders are decided. Send them when you are ready.",
        "Alle ordrer er afgjort. Send dem, når du er klar.",
    ),
    # totals
    "orders_amount": ("Amount", "Beløb"),
    "orders_lines": ("Lines", "Linjer"),
    "orders_units": ("Units", "Enheder"),
    "orders_weight": ("Weight", "Vægt"),
    "orders_volume": ("Volume", "Rumfang"),
    "orders_minimum": ("Minimum", "Minimum"),
    "orders_minimum_none": ("none", "intet"),
    "orders_met": ("met", "nået"),
    "orders_short": ("short by {n}", "mangler {n}"),
    "orders_containers": ("Containers", "Containere"),
    "orders_budget": ("Budget left", "Budget tilbage"),
    "orders_budget_of": ("Budget left, {key}", "Budget tilbage, {key}"),
    "orders_risk": ("{n} a day at risk", "{n} på spil pr. dag"),
    "orders_by": ("order by {day}", "bestil senest {day}"),
    "orders_arrives": ("arrives {day}", "ankommer {day}"),
    "orders_lines_many": ("{n} lines", "{n} linjer"),
    "orders_lines_one": ("1 line", "1 linje"),
    "orders_of_lines": ("{n} of {all}", "{n} af {all}"),
    "orders_left": ("{n} orders to decide", "{n} ordrer at afgøre"),
    "orders_left_one": ("1 order to decide", "1 ordre at afgøre"),
    "orders_left_none": ("all orders decided", "alle ordrer afgjort"),
    "orders_units_kg": ("kg", "kg"),
    "orders_units_m3": ("m³", "m³"),
    "orders_units_qty": ("units", "enheder"),
    # actions
    "orders_do_approve_order": ("Approve order", "Godkend ordre"),
    "orders_do_approve": ("Approve", "Godkend"),
    "orders_do_reject": ("Reject", "Afvis"),
    "orders_do_snooze": ("Snooze", "Udskyd"),
    "orders_do_split": ("Split", "Del"),
    "orders_do_move": ("Move", "Flyt"),
    "orders_do_undo": ("Undo", "Fortryd"),
    "orders_do_redo": ("Redo", "Gentag"),
    "orders_do_next": ("Next order", "Næste ordre"),
    "orders_do_previous": ("Order before", "Forrige ordre"),
    "orders_do_find": ("Find", "Find"),
    "orders_do_open": ("Open the line", "Åbn linjen"),
    "orders_do_edit": ("Edit quantity or date", "Ret antal eller dato"),
    "orders_do_select": ("Select the line", "Vælg linjen"),
    "orders_do_all": ("All lines", "Alle linjer"),
    "orders_do_help": ("Keys", "Taster"),
    "orders_do_close": ("Close", "Luk"),
    "orders_do_send": ("Send approved", "Send godkendte"),
    "orders_do_upload": ("Upload workbook", "Indlæs regneark"),
    "orders_title_approve_order": (
        "Approve all open lines of this order and go to the next",
        "Godkend alle åbne linjer i ordren, og gå til den næste",
    ),
    "orders_title_approve": ("Approve these lines", "Godkend disse linjer"),
    "orders_title_reject": ("Order none of it", "Bestil intet af det"),
    "orders_title_snooze": ("Look again in a week", "Se på det igen om en uge"),
    "orders_title_split": ("Deliver in two parts", "Lever i to dele"),
    "orders_title_move": ("Buy from another supplier", "Køb hos en anden leverandør"),
    "orders_title_undo": ("Take back what was done last", "Fortryd det sidste"),
    "orders_reason": ("Reason, if any", "Begrundelse, hvis du vil"),
    "orders_selected": ("{n} lines selected", "{n} linjer valgt"),
    "orders_selected_one": ("1 line selected", "1 linje valgt"),
    "orders_choose_line": ("Choose a line first", "Vælg først en linje"),
    "orders_keys": ("Keys on this page", "Taster på denne side"),
    "orders_keys_note": (
        (
            "Keys work outside of fields. With lines selected, approve, reject, "
            "snooze and undo are about all of them, else about the line with the "
            "focus."
        ),
        (
            "Taster virker uden for felter. Er linjer valgt, gælder godkend, "
            "afvis, udskyd og fortryd dem alle, ellers linjen med fokus."
        ),
    ),
    # what was done
    "orders_told_approve": ("{n} approved", "{n} godkendt"),
    "orders_told_change": ("{n} changed", "{n} ændret"),
    "orders_told_reject": ("{n} rejected", "{n} afvist"),
    "orders_told_snooze": ("{n} snoozed", "{n} udskudt"),
    "orders_told_split": ("{n} split", "{n} delt"),
    "orders_told_move": ("{n} moved", "{n} flyttet"),
    "orders_told_undo": ("{n} undone", "{n} fortrudt"),
    "orders_told_waiting": (
        "{n} above your limit: a second person has to approve",
        "{n} over din grænse: en anden skal godkende",
    ),
    "orders_told_nothing": ("Nothing to change", "Intet at ændre"),
    # conflicts
    "orders_conflict": ("Somebody else has decided", "En anden har afgjort det"),
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
    # the side panel
    "orders_panel": ("The line", "Linjen"),
    "orders_panel_empty": (
        "This line is no longer in the plan.",
        "Linjen er ikke længere i planen.",
    ),
    "orders_chart": (
        "Stock until today, and in the weeks to come",
        "Lager til i dag og i ugerne, der kommer",
    ),
    "orders_chart_note": (
        "The shade is where stock lies eight times of ten with this order.",
        "Skyggen er, hvor lageret ligger otte gange af ti med denne ordre.",
    ),
    "outlook_past": ("Stock", "Lager"),
    "outlook_without": ("Without this order", "Uden ordren"),
    "outlook_with": ("With it", "Med den"),
    "outlook_arrivals": ("Open order arrives", "Åben ordre ankommer"),
    "outlook_runs_out": ("likely out", "formentlig tomt"),
    "orders_out_on": (
        "Without this order it is likely to be out of stock on {day}.",
        "Uden ordren er varen formentlig udsolgt {day}.",
    ),
    "orders_out_now": (
        "Nothing is free to sell now.",
        "Intet er ledigt at sælge nu.",
    ),
    "orders_out_never": (
        "Even without this order it is not likely to run out before {day}.",
        "Selv uden ordren bliver varen næppe udsolgt før {day}.",
    ),
    "orders_risk_until": (
        (
            "Risk of running out before the next order could be here, on {day}: "
            "{without} without it, {with_it} with it."
        ),
        (
            "Risiko for at løbe tør, før næste ordre kan være her {day}: "
            "{without} uden den, {with_it} med den."
        ),
    ),
    "orders_arithmetic": ("How the number comes about", "Sådan fremkommer tallet"),
    "orders_position": ("What counts as here", "Hvad der regnes med"),
    "orders_levels": ("Levels", "Niveauer"),
    "orders_parameters": ("Parameters and their source", "Parametre og deres kilde"),
    "orders_item_page": ("Everything about this item", "Alt om varen"),
    "orders_decided_by": (
        "{state} by {who} on {day}",
        "{state} af {who} {day}",
    ),
    "orders_change": ("Change this line", "Ret linjen"),
    "orders_supplier": ("Supplier", "Leverandør"),
    "orders_offer": (
        "{name}: {cost}, {days} days",
        "{name}: {cost}, {days} dage",
    ),
    "orders_no_other": (
        "No other supplier offers this item.",
        "Ingen anden leverandør tilbyder varen.",
    ),
    "orders_snooze_until": ("Snooze until", "Udskyd til"),
    "orders_part": ("Part {n}", "Del {n}"),
    "orders_part_qty": ("Quantity of part {n}", "Antal i del {n}"),
    "orders_part_day": ("Arrival of part {n}", "Ankomst for del {n}"),
    "orders_save": ("Save", "Gem"),
    "orders_assumed": ("It rests on: {what}", "Det hviler på: {what}"),
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
