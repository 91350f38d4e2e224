"""Words of the page that tells what needs a decision today."""

TEXTS: dict[str, tuple[str, str]] = {
    "today_open_orders": ("Go through the orders", "Gennemgå ordrerne"),
    # facts
    "today_lines": ("{lines} with {suppliers}", "{lines} hos {suppliers}"),
    "fact_until_goods": ("Lost until goods come", "Tabes, til varer kommer"),
    "note_until_goods": (
        "margin of what is out or runs out",
        "avance på det, der er eller bliver udsolgt",
    ),
    "note_a_day": ("{amount} a day now", "{amount} pr. dag nu"),
    "note_none_a_day": ("nothing lost now", "intet tabes nu"),
    "note_before_goods": ("before goods can come", "før varer kan komme"),
    "fact_matters": ("Need a person", "Kræver et menneske"),
    "note_matters": ("worth {amount} in all", "værd {amount} i alt"),
    "fact_decided": ("Decided", "Besluttet"),
    "note_decided": (
        "of {n} lines; {sent} sent",
        "af {n} linjer; {sent} sendt",
    ),
    # orders
    "today_orders": ("Orders to place", "Ordrer at afgive"),
    "table_today_orders": (
        "Orders to place by supplier",
        "Ordrer at afgive efter leverandør",
    ),
    "supplier_name": ("Supplier", "Leverandør"),
    "lines": ("Lines", "Linjer"),
    "standing": ("Decided", "Besluttet"),
    "today_all_orders": ("All {n} orders", "Alle {n} ordrer"),
    "standing_open": ("open", "åben"),
    "standing_some": ("{n} of {total}", "{n} af {total}"),
    "standing_done": ("decided", "besluttet"),
    "standing_sent": ("sent", "sendt"),
    "today_no_orders": (
        "Nothing is at or below its reorder point: there is nothing to order.",
        "Intet er på eller under sit bestillingspunkt: der er intet at bestille.",
    ),
    # stock-outs
    "today_risks": ("Out, or out before goods come", "Udsolgt, eller før varer kommer"),
    "table_risks": ("Out of stock and running out", "Udsolgt og ved at slippe op"),
    "empty_risks": (
        "Nothing that sells is out or will be before goods come.",
        "Intet, der sælges, er udsolgt eller bliver det, før varer kommer.",
    ),
    "state": ("State", "Tilstand"),
    "state_out": ("Out now", "Udsolgt nu"),
    "state_low": ("Runs out", "Slipper op"),
    "runs_out_on": ("Runs out", "Slipper op"),
    "risk_out": (
        "Out now. {coming}",
        "Udsolgt nu. {coming}",
    ),
    "risk_low": ("Runs out about {day}. {coming}", "Slipper op ca. {day}. {coming}"),
    "risk_coming": ("Next goods {day}.", "Næste varer {day}."),
    "risk_order": ("Order {qty}.", "Bestil {qty}."),
    "risk_nothing": ("Nothing is on its way.", "Intet er på vej."),
    "today_a_day": ("{amount} a day", "{amount} pr. dag"),
    # exceptions
    "today_matters": ("Needs a person", "Kræver et menneske"),
    "table_matters": ("Exceptions", "Undtagelser"),
    "empty_matters": (
        "Nothing is late, too much, too dear or in doubt.",
        "Intet er forsinket, for meget, for dyrt eller tvivlsomt.",
    ),
    # changes
    "today_changed_most": ("What changed most", "Hvad der er ændret mest"),
    "today_changes": ("Changed since the plan before", "Ændret siden planen før"),
    "table_changed": ("Changed since the plan before", "Ændret siden planen før"),
    "empty_changed": (
        "No suggestion changed by a pack or more, or there is no plan before.",
        "Intet forslag er ændret med et kolli, eller der er ingen plan før.",
    ),
    "today_change": ("{before} → {now}", "{before} → {now}"),
    "change_amount": ("Change, money", "Ændring, beløb"),
    "cause": ("Why", "Hvorfor"),
    "cause_unchanged": ("Unchanged", "Uændret"),
    "cause_demand": ("Customers", "Kunder"),
    "cause_ordered": ("Ordered since", "Bestilt siden"),
    "cause_supply_late": ("Supply is late", "Levering er forsinket"),
    "cause_correction": ("Stock was corrected", "Lageret er rettet"),
    "cause_forecast": ("Forecast", "Prognose"),
    "cause_lead_time": ("Lead time", "Leveringstid"),
    "cause_calendar": ("Calendar", "Kalender"),
    "cause_parameter": ("A parameter", "En parameter"),
    "cause_terms": ("Supplier's terms", "Leverandørens vilkår"),
    "cause_order_size": ("Pack or minimum", "Kolli eller minimum"),
    "cause_decided": ("A planner decided", "En planlægger besluttede"),
    "cause_data": ("Data about it", "Data om den"),
    # data
    "today_data": ("Data to order on", "Data at bestille på"),
    "today_data_well": (
        "All channels are complete, stock is fresh, and nothing was refused.",
        "Alle kanaler er fuldstændige, lageret er frisk, og intet blev afvist.",
    ),
    "today_to_data": ("Look at the data", "Se på data"),
    "trouble_stale": (
        "The data end {days} days ago: run on newer exports before ordering.",
        "Data slutter for {days} dage siden: kør på nyere udtræk, før der bestilles.",
    ),
    "trouble_channel": (
        "Channel {channel} is complete only until {day}.",
        "Kanalen {channel} er kun fuldstændig til {day}.",
    ),
    "trouble_stock": (
        "Stock was last seen on {day}.",
        "Lageret er sidst set {day}.",
    ),
    "trouble_unplanned": (
        "{n} item-locations lack the data to be planned.",
        "{n} vare-steder mangler data for at kunne planlægges.",
    ),
    "trouble_refused": (
        "{n} of {read} rows read were refused.",
        "{n} af {read} læste rækker blev afvist.",
    ),
    "trouble_gaps": (
        "The shop's stock and our books differ for {n} item-locations.",
        "Butikkens lager og vores bog er forskellige for {n} vare-steder.",
    ),
    # decided
    "today_decided": ("Decided since this plan", "Besluttet siden denne plan"),
    "decided_approved": ("{n} approved", "{n} godkendt"),
    "decided_changed": ("{n} changed", "{n} ændret"),
    "decided_rejected": ("{n} rejected", "{n} afvist"),
    "decided_snoozed": ("{n} put off", "{n} udskudt"),
    "decided_waiting": (
        "{n} wait for a second person",
        "{n} venter på en anden person",
    ),
    "decided_sent": ("{n} sent", "{n} sendt"),
    "today_all": ("All {n}", "Alle {n}"),
    "today_back": ("Back to today", "Tilbage til i dag"),
}
