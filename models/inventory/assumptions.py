"""What was inferred about stock because the files do not say it, in words."""

import polars as pl

from models.assumed import Assumed, assumptions, count
from models.company import Company
from models.inventory.costs.unsettled import (
    charges_without_receipt,
    costs_without_rate,
)

UNKNOWN = Assumed(
    "stock_levels",
    "stock unknown",
    "Nobody ever looked at the stock of {n} items at a place: it is unknown, and "
    "nothing is suggested for them. A stock row would settle it.",
    "Ingen har nogensinde set lageret af {n} varer på et sted: det er ukendt, og der "
    "foreslås intet for dem. En lagerrække afgør det.",
)
MISSING_IS_NONE = Assumed(
    "stock_levels",
    "missing is none",
    "Stock files are said to be complete: {n} times an item that a file leaves out "
    "counts as none.",
    "Lagerfilerne er angivet som komplette: {n} gange regnes en vare, som en fil "
    "udelader, som ingen.",
)
NEGATIVE = Assumed(
    "stock_levels",
    "negative stock",
    "The stock of {n} items at a place is negative; what open orders do not explain of "
    "it counts as none. A receipt may be missing.",
    "Lageret af {n} varer på et sted er negativt; det, som åbne ordrer ikke forklarer, "
    "regnes som ingen. Der mangler måske en modtagelse.",
)
RECEIVED_BY_STATUS = Assumed(
    "receipt_lines",
    "received by status",
    "There are no receipt_lines: {n} closed purchase order lines count as received on "
    "the day they were expected. A file of receipts would settle it.",
    "Der er ingen receipt_lines: {n} lukkede indkøbslinjer regnes som modtaget den "
    "dag, de var ventet. En fil med modtagelser afgør det.",
)
RESTOCKED = Assumed(
    "return_lines",
    "returned goods are restocked",
    "Nothing says what became of {n} lines that customers sent back: they count as put "
    "back on the shelf. The column disposition would settle it.",
    "Intet siger, hvad der blev af {n} linjer, som kunder sendte tilbage: de regnes "
    "som lagt på lager. Kolonnen disposition afgør det.",
)
WITHOUT_RATE = Assumed(
    "exchange_rates",
    "costs without a rate",
    "{n} costs are in a currency that has no exchange rate on their day or in the "
    "seven days before it: they do not count, and the goods cost what else is known. A "
    "row of exchange_rates would settle it.",
    "{n} omkostninger er i en valuta, der ingen kurs har på deres dag eller i de syv "
    "dage før: de regnes ikke med, og varerne koster det, man ellers ved. En række i "
    "exchange_rates afgør det.",
)
WITHOUT_RECEIPT = Assumed(
    "landed_costs",
    "charges without goods",
    "{n} charges name a receipt that brought nothing of ours: they are in the cost of "
    "no goods. A receipt line with that receipt_id would settle it.",
    "{n} omkostninger nævner en modtagelse, der intet bragte os: de indgår ikke i "
    "nogen varers kostpris. En modtagelseslinje med det receipt_id afgør det.",
)


def cost_assumptions(
    stock_moves: pl.LazyFrame,
    receipt_lines: pl.LazyFrame,
    purchase_order_lines: pl.LazyFrame,
    order_price_versions: pl.DataFrame,
    supplier_items: pl.DataFrame,
    supplier_price_versions: pl.DataFrame,
    suppliers: pl.DataFrame,
    supplier_invoice_lines: pl.LazyFrame,
    landed_costs: pl.DataFrame,
    products: pl.DataFrame,
    item_cost_versions: pl.DataFrame,
    exchange_rate_versions: pl.DataFrame,
    company: Company,
) -> pl.DataFrame:
    """Return what documents say of costs and could not be used."""
    bought = (stock_moves, receipt_lines, purchase_order_lines)
    rateless = costs_without_rate(
        *bought,
        order_price_versions,
        supplier_items,
        supplier_price_versions,
        suppliers,
        supplier_invoice_lines,
        *(landed_costs, products, item_cost_versions, exchange_rate_versions),
        company,
    )
    unborne = charges_without_receipt(landed_costs, *bought, products, company)
    return assumptions({WITHOUT_RATE: count(rateless), WITHOUT_RECEIPT: count(unborne)})


def stock_assumptions(
    stock_positions: pl.DataFrame,
    stock_moves: pl.LazyFrame,
    return_lines: pl.LazyFrame,
    company: Company,
) -> pl.DataFrame:
    """Return what was inferred about stock, and how much rests on it."""
    is_known = pl.col("is_stock_known")
    is_negative = is_known & (pl.col("ledger_qty") < 0)
    looked_at = stock_positions.lazy()
    left_out = pl.col("document").str.starts_with("missing:")
    inferred = (pl.col("kind") == "receipt") & pl.col("document").str.starts_with("po:")
    unsaid = pl.col("received_at").is_not_null() & pl.col("disposition").is_null()
    counts = {
        UNKNOWN: count(looked_at.filter(~is_known)),
        NEGATIVE: count(looked_at.filter(is_negative)),
        RECEIVED_BY_STATUS: count(stock_moves.filter(inferred)),
        RESTOCKED: count(return_lines.filter(unsaid)),
    }
    if company.stock_files_complete:
        counts[MISSING_IS_NONE] = count(stock_moves.filter(left_out))
    return assumptions(counts)
