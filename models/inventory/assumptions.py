"""What was inferred about stock because the files do not say it, in words."""

from typing import NamedTuple

import polars as pl

from models import tables
from models.company import Company
from models.tables.staging import Assumptions


class Sentence(NamedTuple):
    """One assumption in both languages; ``{n}`` is how much rests on it."""

    subject: str
    assumption: str
    en: str
    da: str


UNKNOWN = Sentence(
    "stock_levels",
    "stock unknown",
    "Nobody ever looked at the stock of {n} items at a place: it is unknown, and "
    "nothing is suggested for them. A stock row would settle it.",
    "Ingen har nogensinde set lageret af {n} varer på et sted: det er ukendt, og der "
    "foreslås intet for dem. En lagerrække afgør det.",
)
MISSING_IS_NONE = Sentence(
    "stock_levels",
    "missing is none",
    "Stock files are said to be complete: {n} times an item that a file leaves out "
    "counts as none.",
    "Lagerfilerne er angivet som komplette: {n} gange regnes en vare, som en fil "
    "udelader, som ingen.",
)
NEGATIVE = Sentence(
    "stock_levels",
    "negative stock",
    "The stock of {n} items at a place is negative; what open orders do not explain of "
    "it counts as none. A receipt may be missing.",
    "Lageret af {n} varer på et sted er negativt; det, som åbne ordrer ikke forklarer, "
    "regnes som ingen. Der mangler måske en modtagelse.",
)
RECEIVED_BY_STATUS = Sentence(
    "receipt_lines",
    "received by status",
    "There are no receipt_lines: {n} closed purchase order lines count as received on "
    "the day they were expected. A file of receipts would settle it.",
    "Der er ingen receipt_lines: {n} lukkede indkøbslinjer regnes som modtaget den "
    "dag, de var ventet. En fil med modtagelser afgør det.",
)
RESTOCKED = Sentence(
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
        UNKNOWN: _count(looked_at, ~is_known),
        NEGATIVE: _count(looked_at, is_negative),
        RECEIVED_BY_STATUS: _count(stock_moves, inferred),
        RESTOCKED: _count(return_lines, unsaid),
    }
    if company.stock_files_complete:
        counts[MISSING_IS_NONE] = _count(stock_moves, left_out)
    columns = Assumptions.columns()
    return pl.DataFrame(
        [_told(sentence, count) for sentence, count in counts.items() if count],
        schema={
            name: columns[name].dtype for name in tables.column_names("assumptions")
        },
    ).sort("subject", "assumption")


def _count(rows: pl.LazyFrame, holds: pl.Expr) -> int:
    """Return how many rows hold."""
    return int(rows.select(holds.sum()).collect().item())


def _told(sentence: Sentence, count: int) -> dict[str, object]:
    """Return one row of ``assumptions``."""
    return {
        "subject": sentence.subject,
        "assumption": sentence.assumption,
        "detail": "",
        "sentence": sentence.en.format(n=count),
        "sentence_da": sentence.da.format(n=count),
        "affected": count,
    }
