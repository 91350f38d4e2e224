"""Words of the pages about inventory health and about money."""

TEXTS: dict[str, tuple[str, str]] = {
    "all_location_id": ("All places", "Alle steder"),
    "all_category": ("All categories", "Alle kategorier"),
    "all_supplier_id": ("All suppliers", "Alle leverandører"),
    "look_back": ("Looking back", "Set tilbage"),
    "months_back": ("{n} months", "{n} måneder"),
    "by": ("Broken down by", "Delt op efter"),
    "by_location_id": ("By place", "Efter sted"),
    "by_category": ("By category", "Efter kategori"),
    "by_supplier_id": ("By supplier", "Efter leverandør"),
    # inventory health
    "health_lead": (
        "{value} in stock turns {turns} times a year; {stuck} of it does not move.",
        "{value} på lager omsættes {turns} gange om året; {stuck} af det står stille.",
    ),
    "health_unknown": (
        "What stock is worth is not known: no cost is known.",
        "Lagerets værdi kendes ikke: ingen kostpris er kendt.",
    ),
    "fact_value": ("Stock value", "Lagerværdi"),
    "fact_value_note": ("{amount} on the way", "{amount} undervejs"),
    "fact_turns": ("Turns a year", "Omsætninger pr. år"),
    "fact_turns_note": ("{n} days in stock", "{n} dage på lager"),
    "fact_in_stock": ("In stock, last 90 days", "På lager, seneste 90 dage"),
    "fact_in_stock_note": ("of the time it could sell", "af den tid, det kan sælges"),
    "fact_dead": ("Dead stock", "Dødt lager"),
    "fact_items": ("{n} item-locations", "{n} vare-steder"),
    "fact_lost": ("Lost", "Tabt"),
    "fact_lost_note": ("last {n} months", "seneste {n} måneder"),
    "health_value": ("What stock is worth", "Hvad lageret er værd"),
    "health_turns": ("How fast it turns", "Hvor hurtigt det omsættes"),
    "table_turning": ("Every item", "Hver vare"),
    "empty_turning": (
        "No stock is known long enough to say how fast it turns.",
        "Intet lager er kendt længe nok til at sige, hvor hurtigt det omsættes.",
    ),
    "health_age": (
        "How old it is, and what stands still",
        "Hvor gammelt det er, og hvad der står stille",
    ),
    "chart_classes": (
        "Money in stock by class, {currency}",
        "Penge på lager efter klasse, {currency}",
    ),
    "health_classes": (
        "What sells much, and what sells steadily",
        "Hvad der sælger meget, og hvad der sælger jævnt",
    ),
    "health_classes_note": (
        (
            "Money belongs where sales are large and steady (A, X). Much money in C or "
            "Z is stock for sales that may not come."
        ),
        (
            "Penge hører til, hvor salget er stort og jævnt (A, X). Mange penge i C "
            "eller Z er lager til salg, der måske ikke kommer."
        ),
    ),
    "class_A": ("A: earns most", "A: tjener mest"),
    "class_B": ("B", "B"),
    "class_C": ("C: earns least", "C: tjener mindst"),
    "class_X": ("X: steady", "X: jævnt"),
    "class_Y": ("Y: varies", "Y: svinger"),
    "class_Z": ("Z: erratic", "Z: uberegneligt"),
    "class_items": ("item-locations", "vare-steder"),
    "health_service": ("Service against stock", "Service mod lager"),
    "health_service_none": (
        "No back-test was made yet; the command simulate makes one.",
        "Politikkerne er endnu ikke prøvet på fortiden; kommandoen simulate gør det.",
    ),
    "chart_out": (
        "Share of selling time without stock, day by day",
        "Andel af salgstiden uden lager, dag for dag",
    ),
    "health_lost": ("What is lost", "Hvad der går tabt"),
    "chart_lost": (
        "Lost less found, by month, {currency}",
        "Tabt minus fundet, pr. måned, {currency}",
    ),
    "health_lost_note": (
        "Counted by place and category: what was lost belongs to no supplier.",
        "Gjort op efter sted og kategori: det tabte hører ikke til en leverandør.",
    ),
    "table_every_loss": ("Every loss", "Hvert tab"),
    "empty_every_loss": ("Nothing was lost.", "Intet er gået tabt."),
    "empty_dead": (
        "Nothing is dead, and nothing lasts too long.",
        "Intet er dødt, og intet rækker for længe.",
    ),
    "gross_margin_amount": ("Gross margin", "Dækningsbidrag"),
    "revenue_amount": ("Revenue", "Omsætning"),
}
"""Names of classes follow ABC (what an item earns) and XYZ (how steadily it sells)."""
