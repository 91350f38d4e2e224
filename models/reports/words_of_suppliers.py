"""Words of the page about suppliers."""

TEXTS: dict[str, tuple[str, str]] = {
    "suppliers_lead": (
        (
            "{late} of {open} open lines are late, {amount} in all; {drifting} drift "
            "in lead time."
        ),
        (
            "{late} af {open} åbne linjer er forsinkede, i alt {amount}; {drifting} "
            "skrider i leveringstid."
        ),
    ),
    "fact_open_lines": ("Open purchase lines", "Åbne indkøbslinjer"),
    "fact_open_worth": ("Worth, at today's prices", "Værdi i dagens priser"),
    "fact_late_lines": ("Late", "Forsinkede"),
    "fact_doubtful_lines": ("Doubtful: still coming?", "Tvivlsomme: kommer de?"),
    "fact_on_time": ("Delivered on time", "Leveret til tiden"),
    "fact_on_time_note": ("of {n} deliveries seen", "af {n} sete leveringer"),
    "fact_prices": ("Prices to change", "Priser på vej"),
    "section_lead_times": (
        "What they declare, and what was seen",
        "Hvad de oplyser, og hvad der er set",
    ),
    "lead_times_note": (
        (
            "The mark is what the supplier declares, the dot the middle of what was "
            "seen, the band eight of ten deliveries. On time means by the day that was "
            "promised."
        ),
        (
            "Mærket er, hvad leverandøren oplyser, prikken midten af det sete, båndet "
            "otte af ti leveringer. Til tiden er senest den lovede dag."
        ),
    ),
    "chart_lead_times": ("Lead time, days", "Leveringstid, dage"),
    "chart_days": ("days", "dage"),
    "table_lead_times": ("Lead times", "Leveringstider"),
    "empty_lead_times": ("No supplier is known.", "Ingen leverandør er kendt."),
    "section_calendar": ("The coming six weeks", "De kommende seks uger"),
    "calendar_note": (
        (
            "Grey: the supplier is closed. A diamond is the last day to order before "
            "it closes."
        ),
        (
            "Gråt: leverandøren har lukket. En rombe er sidste dag at bestille, før "
            "der lukkes."
        ),
    ),
    "shown_busiest": (
        "{n} of {all} suppliers, those from whom most is ordered; the table has all.",
        "{n} af {all} leverandører, dem der bestilles mest hos; tabellen har alle.",
    ),
    "shown_least_punctual": (
        "{n} of {all} suppliers, the least punctual; the table has all.",
        "{n} af {all} leverandører, de mindst præcise; tabellen har alle.",
    ),
    "empty_order_calendar": (
        "Nothing is to be ordered in the coming weeks.",
        "Intet skal bestilles i de kommende uger.",
    ),
    "chart_calendar": ("Order days by supplier", "Bestillingsdage efter leverandør"),
    "table_order_calendar": ("What is to do when", "Hvad der skal gøres hvornår"),
    "day_chance": ("Takes orders", "Tager imod ordrer"),
    "day_order": ("The plan orders", "Planen bestiller"),
    "day_last": ("Last day before a closure", "Sidste dag før lukning"),
    "day_closed": ("Closed", "Lukket"),
    "section_purchases": ("Open purchase orders", "Åbne indkøbsordrer"),
    "table_purchases": ("Open purchase orders", "Åbne indkøbsordrer"),
    "empty_purchases": ("Nothing is on order.", "Intet er bestilt."),
    "section_prices": ("Price changes", "Prisændringer"),
    "table_price_changes": ("Price changes", "Prisændringer"),
    "empty_price_changes": (
        "No price has changed, and none is about to.",
        "Ingen pris er ændret, og ingen er på vej.",
    ),
    "price_is_coming": ("To come", "På vej"),
    "is_drifting_now": ("Drifts", "Skrider"),
    "supply_state_on_time": ("On time", "Til tiden"),
    "supply_state_late": ("Late", "Forsinket"),
    "supply_state_doubtful": ("Doubtful", "Tvivlsom"),
    "medium_road": ("road", "vej"),
    "medium_sea": ("sea", "sø"),
    "medium_air": ("air", "luft"),
    "medium_rail": ("rail", "bane"),
    "medium_": ("any way", "enhver vej"),
    # columns
    "change_rate": ("Change", "Ændring"),
    "days_late": ("Days late", "Dage forsinket"),
    "declared_days": ("Declared", "Oplyst"),
    "drift": ("Drift", "Skred"),
    "late_p95_days": ("Late at worst, days", "Værste forsinkelse, dage"),
    "lines": ("Lines", "Linjer"),
    "medium": ("By", "Ad"),
    "observations": ("Deliveries", "Leveringer"),
    "observed_days": ("Seen", "Set"),
    "observed_high_days": ("Slowest tenth", "Langsomste tiendedel"),
    "observed_low_days": ("Quickest tenth", "Hurtigste tiendedel"),
    "on_time_rate": ("On time", "Til tiden"),
    "price_before": ("Price before", "Pris før"),
    "recent_days": ("Lately", "På det seneste"),
    "supplier_name": ("Supplier", "Leverandør"),
    "supply_state": ("State", "Stand"),
    "until_on": ("Until", "Til og med"),
    "used_days": ("Planned with", "Planlagt med"),
    "used_source": ("Because", "Fordi"),
    "valid_from": ("From", "Fra"),
    "what": ("What", "Hvad"),
    "when": ("When", "Hvornår"),
    "worth_amount": ("Worth", "Værdi"),
}
