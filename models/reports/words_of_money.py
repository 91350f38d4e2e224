"""Words of the page about money."""

TEXTS: dict[str, tuple[str, str]] = {
    "money_lead": (
        (
            "{margin} earned in a year on {revenue} sold; the plan asks for {cash}, "
            "{soon} of it within 30 days."
        ),
        (
            "{margin} tjent på et år på et salg på {revenue}; planen kræver {cash}, "
            "heraf {soon} inden for 30 dage."
        ),
    ),
    "fact_revenue": ("Revenue, last year", "Omsætning, seneste år"),
    "fact_cogs": ("Cost of goods sold", "Vareforbrug"),
    "fact_margin": ("Gross margin", "Dækningsbidrag"),
    "fact_margin_note": ("{rate} of revenue", "{rate} af omsætningen"),
    "fact_cash": ("The plan asks for", "Planen kræver"),
    "fact_cash_note": ("until {day}", "til og med {day}"),
    "fact_cash_soon": ("Due within 30 days", "Forfalder inden for 30 dage"),
    "section_cash": ("Cash the plan asks for", "Penge, planen kræver"),
    "cash_note": (
        (
            "Deposits, balances, freight and duty of the suggested orders, on the day "
            "each falls due. Orders already placed are not in it."
        ),
        (
            "Depositum, restbeløb, fragt og told for de foreslåede ordrer, på den dag "
            "hver forfalder. Ordrer, der allerede er afgivet, er ikke med."
        ),
    ),
    "chart_cash": ("Due by week, {currency}", "Forfalder pr. uge, {currency}"),
    "table_payments_due": ("Every payment", "Hver betaling"),
    "empty_payments_due": (
        "The plan orders nothing, so nothing falls due.",
        "Planen bestiller intet, så intet forfalder.",
    ),
    "section_margin": ("What is earned on what is sold", "Hvad der tjenes på salget"),
    "margin_note": (
        (
            "The last 365 days, or those since stock is known. Margin = revenue "
            "without tax and discounts, less the cost of goods sold."
        ),
        (
            "De seneste 365 dage, eller siden lageret er kendt. Dækningsbidrag = "
            "omsætning uden moms og rabatter, minus vareforbrug."
        ),
    ),
    "table_margins": ("Margin by group", "Dækningsbidrag efter gruppe"),
    "table_earning": ("Every item", "Hver vare"),
    "empty_earning": (
        "What items earn is not known yet.",
        "Hvad varer tjener, er endnu ikke kendt.",
    ),
    "section_months": ("From value to value", "Fra værdi til værdi"),
    "chart_cogs": (
        "Cost of goods sold by month, {currency}",
        "Vareforbrug pr. måned, {currency}",
    ),
    "payment_deposit": ("Deposit", "Depositum"),
    "payment_balance": ("Balance", "Restbeløb"),
    "payment_freight": ("Freight", "Fragt"),
    "payment_duty": ("Duty", "Told"),
    "payment": ("What for", "For hvad"),
    "margin_rate": ("Margin, share", "Dækningsgrad"),
    "sold_qty": ("Sold", "Solgt"),
    "cost_of_goods_sold_amount": ("Cost of goods sold", "Vareforbrug"),
}
