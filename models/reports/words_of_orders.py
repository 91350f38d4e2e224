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
        "Det vigtigste først. Én tast godkender en ordre; ? viser alle taster.",
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
    "orders_of_lines": ("{n} of {all} decided", "{n} af {all} afgjort"),
    "orders_left": ("{n} orders to decide", "{n} ordrer at afgøre"),
    "orders_left_one": ("1 order to decide", "1 ordre at afgøre"),
    "orders_second": ("{n} for a second person", "{n} til anden godkendelse"),
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
    "orders_key_space": ("Space", "Mellemrum"),
    "orders_do_select": ("Select the line", "Vælg linjen"),
    "orders_do_all": ("All lines", "Alle linjer"),
    "orders_do_tick": ("Tick the order", "Afkryds ordren"),
    "orders_do_tick_well": ("Tick all in order", "Afkryds alle i orden"),
    "orders_do_tick_none": ("Tick none", "Afkryds ingen"),
    "orders_title_all": ("Show all lines", "Vis alle linjer"),
    "orders_title_tick_well": (
        "Tick every open order that has nothing to look at",
        "Afkryds hver åben ordre, hvor der intet er at se på",
    ),
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
            "focus. With orders ticked, approve order, reject, snooze and undo are "
            "about those."
        ),
        (
            "Taster virker uden for felter. Er linjer valgt, gælder godkend, "
            "afvis, udskyd og fortryd dem alle, ellers linjen med fokus. Er ordrer "
            "afkrydset, gælder godkend ordre, afvis, udskyd og fortryd dem."
        ),
    ),
    # several orders at once
    "orders_ticked_label": ("With the ticked orders", "Med de afkrydsede ordrer"),
    "orders_ticked": ("{n} orders, {amount}", "{n} ordrer, {amount}"),
    "orders_ticked_one": ("1 order, {amount}", "1 ordre, {amount}"),
    "orders_ticked_approve": ("Approve", "Godkend"),
    "orders_ticked_reject": ("Reject", "Afvis"),
    "orders_ticked_snooze": ("Snooze", "Udskyd"),
    "orders_ticked_undo": ("Undo", "Fortryd"),
    "orders_ticked_send": ("Send", "Send"),
    "orders_none_well": (
        "No open order is without something to look at",
        "Ingen åben ordre er uden noget at se på",
    ),
    "orders_a_day": ("{n} a day", "{n} pr. dag"),
    "orders_look": ("Look first", "Se efter"),
    "concern_short": ("The minimum is not reached.", "Minimum er ikke nået."),
    "concern_thin": ("Rests on little data", "Hviler på få data"),
    "orders_left_lead": (
        "Of these orders something was left; all others are done.",
        "I disse ordrer er noget ladt tilbage; alle andre er klaret.",
    ),
    "orders_left_waiting": (
        "{lines} above your limit: a second person has to approve.",
        "{lines} over din grænse: en anden skal godkende.",
    ),
    "orders_left_conflict": (
        "{lines} decided by somebody else since you looked.",
        "{lines} afgjort af en anden, siden du så efter.",
    ),
    "orders_left_nothing": (
        "There was nothing left to decide.",
        "Der var intet tilbage at afgøre.",
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
}
