"""Words of the page that tells everything about one item."""

TEXTS: dict[str, tuple[str, str]] = {
    # finding
    "item_find": (
        "Find an item by number or title",
        "Find en vare på nummer eller navn",
    ),
    "item_not_found": (
        "No item has “{asked}” in its number, title or bar code.",
        "Ingen vare har “{asked}” i nummer, navn eller stregkode.",
    ),
    "item_unknown": (
        "There is no item {sku} in this plan. Find another one above.",
        "Der er ingen vare {sku} i denne plan. Find en anden ovenfor.",
    ),
    "item_start": (
        "Find an item above, or begin with one that is worth most to order.",
        "Find en vare ovenfor, eller begynd med en, der er vigtigst at bestille.",
    ),
    "item_first": ("Worth most to order", "Vigtigst at bestille"),
    "item_all_places": ("All places", "Alle steder"),
    "item_tabs": ("About the item", "Om varen"),
    # what it is
    "item_from": ("filled from {place}", "fyldes fra {place}"),
    "item_class": ("class {abc}{xyz}", "klasse {abc}{xyz}"),
    "item_grade": ("data grade {grade}", "datakarakter {grade}"),
    "item_price": ("price {amount}", "pris {amount}"),
    "item_cost": ("cost {amount}", "kostpris {amount}"),
    "item_ends": ("ends {day}", "udgår {day}"),
    "demand_smooth": ("smooth demand", "jævnt behov"),
    "demand_erratic": ("erratic demand", "ujævnt behov"),
    "demand_intermittent": ("intermittent demand", "sporadisk behov"),
    "demand_lumpy": ("lumpy demand", "klumpet behov"),
    "lifecycle_new": ("new", "ny"),
    "lifecycle_growing": ("growing", "i vækst"),
    "lifecycle_mature": ("mature", "moden"),
    "lifecycle_fading": ("fading", "på retur"),
    "lifecycle_dead": ("no longer sold", "sælges ikke længere"),
    # how it stands
    "item_available": ("{qty} available", "{qty} disponible"),
    "item_position": ("Position", "Position"),
    "item_point": ("order at {qty}", "bestil ved {qty}"),
    "item_lasts": ("Stock lasts", "Lageret rækker"),
    "item_days": ("{n} days", "{n} dage"),
    "item_a_day": ("{n} a day expected", "{n} pr. dag ventet"),
    "item_next": ("next {day}", "næste {day}"),
    "item_approved": ("{qty} approved or sent", "{qty} godkendt eller sendt"),
    "item_nothing_coming": ("nothing on its way", "intet på vej"),
    "item_suggested": ("To order", "Til bestilling"),
    "item_risk": ("{rate} risk of running out", "{rate} risiko for at slippe op"),
    "item_no_order": ("enough for now", "nok for nu"),
    "item_value": ("Stock is worth", "Lagerværdi"),
    "item_value_note": ("at what it cost", "til kostpris"),
    # sections
    "item_tab_overview": ("Overview", "Overblik"),
    "item_tab_why": ("Why this number", "Hvorfor dette tal"),
    "item_tab_demand": ("Demand", "Efterspørgsel"),
    "item_tab_forecast": ("Forecast", "Prognose"),
    "item_tab_moves": ("Stock moves", "Lagerbevægelser"),
    "item_tab_supply": ("Lead times", "Leveringstider"),
    "item_tab_cost": ("Cost", "Kostpris"),
    "item_tab_settings": ("Settings", "Indstillinger"),
    "item_tab_study": ("Diagnostics", "Diagnostik"),
    "item_study": ("The textbook's view of {place}", "Lærebogens syn på {place}"),
    "item_study_note": (
        (
            "Trend, week and year taken apart, a textbook model beside our forecast, "
            "and what each leaves unexplained. It takes up to half a minute."
        ),
        (
            "Trend, uge og år skilt ad, en lærebogsmodel ved siden af vores prognose, "
            "og hvad hver lader uforklaret. Det tager op til et halvt minut."
        ),
    ),
    "item_study_start": ("Study this item", "Undersøg denne vare"),
    "item_study_wait": ("Fitting the models…", "Tilpasser modellerne…"),
    "item_timeline": ("Stock and demand", "Lager og efterspørgsel"),
    "item_at": ("As planned for {place}.", "Som planlagt for {place}."),
    "item_not_planned": (
        "Nothing is planned of this item at {place}: nobody is known who supplies it.",
        "Intet er planlagt af varen på {place}: ingen leverandør er kendt.",
    ),
    "item_no_demand": (
        "Nothing was ever asked for of this item here.",
        "Der er aldrig spurgt efter denne vare her.",
    ),
    "item_by_week": ("Week by week", "Uge for uge"),
    "item_by_week_caption": (
        "Units asked for by week, and what was lost for lack of stock",
        "Efterspurgt pr. uge, og hvad der blev tabt, fordi lageret var tomt",
    ),
    "item_basis": ("What the forecast rests on", "Hvad prognosen hviler på"),
    "item_accuracy_note": (
        (
            "Judged on past weeks that the method had not seen. RMSSE below 1 is "
            "better than yesterday's number; coverage should be near 95 %."
        ),
        (
            "Bedømt på tidligere uger, som metoden ikke havde set. RMSSE under 1 er "
            "bedre end gårsdagens tal; dækningen bør være nær 95 %."
        ),
    ),
    # timeline
    "timeline_caption": (
        "Days without stock are shaded; to the right of the line is what is to come",
        "Dage uden lager er skraveret; til højre for stregen er det, der kommer",
    ),
    "timeline_stock": ("Stock", "Lager"),
    "timeline_demand": ("Demand a day", "Efterspørgsel pr. dag"),
    "timeline_received": ("Received", "Modtaget"),
    "timeline_supply": ("On its way", "På vej"),
    "timeline_point": ("Reorder point", "Bestillingspunkt"),
    "timeline_said": ("Expected a week before", "Ventet en uge før"),
    # tables
    "table_item_places": ("At each place", "På hvert sted"),
    "table_item_moves": ("Every move of stock", "Hver lagerbevægelse"),
    "empty_item_moves": (
        "No move of this item is known.",
        "Ingen bevægelse af varen er kendt.",
    ),
    "table_item_weeks": ("Demand by week", "Efterspørgsel pr. uge"),
    "table_item_accuracy": ("How well it was forecast", "Hvor god prognosen var"),
    "table_item_deliveries": ("Deliveries", "Leveringer"),
    "empty_item_deliveries": (
        "No delivery of this item is known.",
        "Ingen levering af varen er kendt.",
    ),
    "table_item_layers": (
        "What the stock cost, layer by layer",
        "Hvad lageret kostede, lag for lag",
    ),
    "empty_item_layers": (
        "No stock of this item has a known cost.",
        "Intet lager af varen har en kendt kostpris.",
    ),
    "table_item_values": ("What the stock is worth", "Hvad lageret er værd"),
    "empty_item_values": (
        "There is no stock of this item, or its cost is not known.",
        "Der er intet lager af varen, eller dens kostpris er ukendt.",
    ),
    "table_item_supply": ("Bought and not received", "Købt og ikke modtaget"),
    "table_item_suggested": ("Suggested to order", "Foreslået at bestille"),
    "table_item_transfers": ("To move between places", "Skal flyttes mellem steder"),
    "table_item_overrides": (
        "What planners said of coming demand",
        "Hvad planlæggere har sagt om kommende behov",
    ),
    "kit_sku": ("Kit", "Sæt"),
    "event": ("Event", "Begivenhed"),
    "event_promotion": ("promotion", "kampagne"),
    "event_holiday": ("holiday", "helligdag"),
    "event_closure": ("closure", "lukket"),
    "event_launch": ("launch", "lancering"),
    "table_lines": ("Lines worth most", "Vigtigste linjer"),
    "empty_item_overrides": (
        "No planner said anything of its coming demand.",
        "Ingen planlægger har sagt noget om det kommende behov.",
    ),
    "origins": ("Times judged", "Gange bedømt"),
    "po_id": ("Purchase order", "Indkøbsordre"),
    "ordered_on": ("Ordered", "Bestilt"),
    "ordered_qty": ("Units ordered", "Bestilte enheder"),
    "received_qty": ("Units received", "Modtagne enheder"),
    "received_on": ("Received", "Modtaget"),
    "open_qty": ("Still open", "Mangler endnu"),
    "lead_days": ("Days it took", "Dage det tog"),
    "value_amount": ("Value", "Værdi"),
    "starts_on": ("From", "Fra"),
    "factor": ("Times", "Gange"),
    "method_backstock": ("Our forecast", "Vores prognose"),
    "method_moving_average": ("Average of four weeks", "Snit af fire uger"),
    "method_naive": ("As the day before", "Som dagen før"),
    "method_seasonal_naive": ("As the week before", "Som ugen før"),
}
