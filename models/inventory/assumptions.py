"""What was inferred about stock because the files do not say it, in words."""

import polars as pl

from models.assumed import Assumed, assumptions, count
from models.company import Company

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
