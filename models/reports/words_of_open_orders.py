"""Words of the page about customers' open orders, and of the page about sites."""

TEXTS: dict[str, tuple[str, str]] = {
    "open_orders_lead": (
        (
            "{lines} lines worth {amount} are still owed to customers; {backordered} "
            "of them wait for goods that are not here."
        ),
        (
            "Kunderne har {lines} linjer til gode, {amount} værd; {backordered} af dem "
            "venter på varer, der ikke er her."
        ),
    ),
    "open_orders_lead_none": (
        "No customer waits for anything.",
        "Ingen kunde venter på noget.",
    ),
    "fact_lines": ("Open lines", "Åbne linjer"),
    "fact_lines_worth": ("Worth to customers", "Værd for kunder"),
    "fact_lines_late": ("Past their promise", "Over det lovede"),
    "fact_backorders": ("Waiting for goods", "Venter på varer"),
    "fact_unserved": ("Nothing under way for them", "Intet undervejs til dem"),
    "section_waiting": ("How long they wait", "Hvor længe de venter"),
    "table_ages_of_lines": ("Open lines by age, days", "Åbne linjer efter alder, dage"),
    "section_service": ("What will serve them", "Hvad der vil betjene dem"),
    "service_note": (
        (
            "Lines are served in the order customers want them: from what is on hand "
            "and not held, then from purchases as they arrive."
        ),
        (
            "Linjer betjenes i den rækkefølge, kunderne ønsker dem: fra lageret, så "
            "længe det ikke er spærret, dernæst fra indkøb, efterhånden som de "
            "ankommer."
        ),
    ),
    "table_by_service": ("By what serves them", "Efter hvad der betjener dem"),
    "section_open_lines": ("Every open line", "Hver åben linje"),
    "empty_open_lines": (
        "No customer waits for anything.",
        "Ingen kunde venter på noget.",
    ),
    "all_channel": ("All channels", "Alle kanaler"),
    "served_by_stock": ("Stock that is here", "Lager, der er her"),
    "served_by_purchase": ("A purchase under way", "Et indkøb undervejs"),
    "served_by_nothing": ("Nothing yet", "Intet endnu"),
    "served_by_unknown": ("Stock is not known", "Lageret kendes ikke"),
    "order_state_open": ("Open", "Åben"),
    "order_state_partly_shipped": ("Partly shipped", "Delvist afsendt"),
    "stream_retail": ("Retail", "Detail"),
    "stream_wholesale": ("Wholesale", "Engros"),
    "stream_project": ("Project", "Projekt"),
    "age_1": ("0–1", "0–1"),
    "age_3": ("2–3", "2–3"),
    "age_7": ("4–7", "4–7"),
    "age_14": ("8–14", "8–14"),
    "age_more": ("15 or more", "15 eller flere"),
    "age_days": ("Waited, days", "Ventet, dage"),
    "lines_late": ("Past the promise", "Over det lovede"),
    "open_amount": ("Worth", "Værdi"),
    "requested_on": ("Wanted on", "Ønsket den"),
    "served_by": ("Served by", "Betjenes af"),
    "served_on": ("Comes on", "Kommer den"),
    "last_served_on": ("The last of them on", "Den sidste den"),
    "stream": ("Stream", "Strøm"),
    # sites
    "sites_lead": (
        "{places} hold {units} units worth {value}; {way} are on the way between them.",
        (
            "{places} har {units} enheder til en værdi af {value}; {way} er undervejs "
            "mellem dem."
        ),
    ),
    "places_one": ("{n} place", "{n} sted"),
    "places_many": ("{n} places", "{n} steder"),
    "fact_units": ("Units on hand", "Enheder på lager"),
    "fact_to_move": ("Transfers to send", "Flytninger at sende"),
    "fact_to_build": ("Kits to build", "Sæt at samle"),
    "section_places": ("What each place holds", "Hvad hvert sted har"),
    "table_places": ("Stock by place", "Lager efter sted"),
    "section_flows": (
        "What came and went in the last {n} days",
        "Hvad der kom og gik de seneste {n} dage",
    ),
    "flows_note": (
        "Units of stock on hand, as the ledger has them.",
        "Enheder af lager på stedet, som lagerbogen har dem.",
    ),
    "table_flows": ("Flow by place, units", "Strøm efter sted, enheder"),
    "section_under_way": ("Transfers under way", "Flytninger undervejs"),
    "table_under_way": ("Transfers under way", "Flytninger undervejs"),
    "empty_under_way": (
        "Nothing is under way between places.",
        "Intet er undervejs mellem steder.",
    ),
    "section_to_move": ("Transfers the plan suggests", "Flytninger, planen foreslår"),
    "table_to_move": ("Suggested transfers", "Foreslåede flytninger"),
    "empty_to_move": (
        "No place needs goods from another.",
        "Intet sted mangler varer fra et andet.",
    ),
    "section_to_build": ("Kits to build", "Sæt at samle"),
    "table_to_build": ("Kits to build", "Sæt at samle"),
    "empty_to_build": ("No kit needs building.", "Intet sæt skal samles."),
    "place_name": ("Place", "Sted"),
    "from_name": ("From", "Fra"),
    "to_name": ("To", "Til"),
    "site_warehouse": ("Warehouse", "Lager"),
    "site_store": ("Store", "Butik"),
    "site_third_party": ("With a third party", "Hos tredjepart"),
    "place_kind": ("Kind", "Art"),
    "stocked_items": ("Items in stock", "Varer på lager"),
    "out_items": ("Out of stock", "Udsolgt"),
    "units": ("Units", "Enheder"),
    "coming_units": ("On the way from us", "På vej fra os selv"),
    "bought_units": ("On order", "Bestilt"),
    "flow_received": ("Received", "Modtaget"),
    "flow_returned": ("Put back", "Lagt tilbage"),
    "flow_moved_in": ("Moved in", "Flyttet ind"),
    "flow_moved_out": ("Moved out", "Flyttet ud"),
    "flow_shipped": ("Shipped", "Afsendt"),
    "flow_kits": ("Kits", "Sæt"),
    "flow_other": ("Counted and adjusted", "Talt og reguleret"),
    "flow_net": ("Change", "Ændring"),
    "transfer_id": ("Transfer", "Flytning"),
    "days_under_way": ("Days under way", "Dage undervejs"),
    "shipped_on": ("Sent", "Sendt"),
}
