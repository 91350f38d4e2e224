"""What a plan made under other assumptions is said to be."""

TEXTS: dict[str, tuple[str, str]] = {
    "what_if_title": ("The plan, if …", "Planen, hvis …"),
    "nav_what_if": ("What if", "Hvad hvis"),
    "section_what_if": ("Both plans side by side", "Begge planer side om side"),
    "section_what_if_lead": (
        (
            "The published plan, and the same day planned again with what is changed "
            "below. Nothing was published."
        ),
        (
            "Den offentliggjorte plan og samme dag planlagt igen med det, der er "
            "ændret nedenfor. Intet er offentliggjort."
        ),
    ),
    "table_what_if_changes": ("What was changed", "Hvad der er ændret"),
    "empty_what_if_changes": ("Nothing.", "Intet."),
    "table_what_if_totals": ("In total", "I alt"),
    "empty_what_if_totals": ("No plan.", "Ingen plan."),
    "table_what_if_lines": ("Lines that differ", "Linjer, der er anderledes"),
    "empty_what_if_lines": (
        "Every line stays as it is.",
        "Hver linje bliver, som den er.",
    ),
    "figure": ("Figure", "Tal"),
    "published": ("Published", "Offentliggjort"),
    "changed": ("If changed", "Hvis ændret"),
    "difference": ("Difference", "Forskel"),
    "parameter": ("Parameter", "Parameter"),
    "scope": ("Level", "Niveau"),
    "key": ("Of which", "For hvem"),
    "value": ("Value", "Værdi"),
    "changed_qty": ("If changed", "Hvis ændret"),
    "changed_amount": ("Amount if changed", "Beløb, hvis ændret"),
    "stockout_risk_rate_after": ("Risk if changed", "Risiko, hvis ændret"),
    "cover_days_after": ("Lasts if changed, days", "Rækker, hvis ændret, dage"),
    "what_if_orders": ("Orders", "Ordrer"),
    "what_if_lines": ("Order lines", "Ordrelinjer"),
    "what_if_units": ("Units", "Enheder"),
    "what_if_amount": ("Money ordered", "Beløb bestilt"),
    "what_if_at_risk_per_day_amount": (
        "Margin at risk a day, if nothing is ordered",
        "Avance i fare pr. dag, hvis intet bestilles",
    ),
    "what_if_safety_stock_amount": ("Safety stock, money", "Sikkerhedslager, beløb"),
    "what_if_order_up_to_amount": (
        "Stock at its order-up-to levels, money",
        "Lager ved bestil-op-til, beløb",
    ),
    "what_if_cover_days": ("Order-up-to lasts, days", "Bestil-op-til rækker, dage"),
}
