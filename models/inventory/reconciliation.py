"""The shop's own on-hand beside ours: every gap, and what was lost."""

import datetime as dt

import polars as pl

from models import exact, tables
from models.company import Company
from models.inventory import handled, losses
from models.inventory.looks import PLACE, looks
from models.inventory.unusual import with_chances
from models.ownership import own_costs

REVERSED_WITHIN = dt.timedelta(days=7)
CELL = ("location_id", "month_on", "category", "reason")


def stock_reconciliation(ledger: pl.LazyFrame, products: pl.DataFrame) -> pl.DataFrame:
    """Return every gap between what the shop saw and what the ledger expected.

    The first look at an item-location is no gap: nothing was expected. A gap that the
    next one takes back within seven days is a document booked on the wrong side of the
    look; else counts found or lost units, and snapshots say nothing about why. A gap is
    worth what the ledger posted for it, else its units at the item's own cost; the
    dearest comes first.
    """
    costs = own_costs(products).lazy().select("sku", unit_value="unit_cost")
    value = exact.to_scaled("gap_qty").cast(pl.Float64) / 10**3
    at_own_cost = (value * pl.col("unit_value").cast(pl.Float64)).round(4)
    return (
        looks(ledger)
        .filter(pl.col("gap_qty") != 0)
        .sort(*PLACE, "seen_at", "kind")
        .with_columns(
            is_taken_back=_is_opposite(-1).over(PLACE),
            takes_back=_is_opposite(1).over(PLACE),
        )
        .join(costs, on="sku", how="left")
        .with_columns(
            explanation=_explanation(),
            gap_amount=pl.coalesce("gap_cost", exact.money(at_own_cost)),
        )
        .sort(worst_first())
        .with_columns(rank=pl.int_range(1, pl.len() + 1))
        .select(tables.column_names("stock_reconciliation"))
        .collect()
    )


def worst_first() -> list[pl.Expr]:
    """Return what sorts gaps: by money, where it is known, then by units."""
    money = pl.col("gap_amount").cast(pl.Float64).abs()
    units = pl.col("gap_qty").cast(pl.Float64).abs()
    return [
        -money.fill_null(-1),
        -units.fill_null(-1),
        pl.col("seen_at"),
        *(pl.col(name) for name in PLACE),
        pl.col("kind"),
    ]


def shrinkage(
    ledger: pl.LazyFrame,
    stock_reconciliation: pl.DataFrame,
    stock_adjustments: pl.LazyFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
    company: Company,
) -> pl.DataFrame:
    """Return what was lost and found, by place, month, category and reason.

    Counts lose and find; so do adjustments, which say why. What a place lost in a month
    is unusual where it is more than the same category loses elsewhere and at other
    times, unit for unit handled, see ``unusual``. Handled are the units issued in the
    month, for counts those issued since the look before, and the units lost.
    """
    cells = handled.Cells(products, locations, company)
    events = losses.losses(ledger, stock_reconciliation, stock_adjustments, products)
    lost = losses.by_cell(cells.of(events.lazy()).collect(), CELL)
    reasons = lost.select("reason").unique().filter(pl.col("reason") != losses.COUNT)
    exposed = pl.concat(
        [
            handled.issued(ledger, cells).join(reasons, how="cross"),
            handled.issued_since_look(ledger, cells).with_columns(
                reason=pl.lit(losses.COUNT)
            ),
        ]
    )
    return (
        with_chances(losses.beside(lost, exposed, CELL))
        .filter((pl.col("lost_qty") > 0) | (pl.col("found_qty") > 0))
        .select(tables.column_names("shrinkage"))
        .sort(CELL)
    )


def _is_opposite(step: int) -> pl.Expr:
    """Say whether the gap ``step`` rows before is this one's opposite, days apart."""
    other_qty, other_at = pl.col("gap_qty").shift(step), pl.col("seen_at").shift(step)
    apart = (pl.col("seen_at") - other_at).abs()
    is_opposite = (pl.col("gap_qty") + other_qty) == 0
    return (is_opposite & (apart <= REVERSED_WITHIN)).fill_null(value=False)


def _explanation() -> pl.Expr:
    """Name what a gap is."""
    return (
        pl.when(pl.col("is_taken_back") | pl.col("takes_back"))
        .then(pl.lit("cut_off"))
        .when(pl.col("kind") == "snapshot")
        .then(pl.lit("unexplained"))
        .when(pl.col("gap_qty") < 0)
        .then(pl.lit("shrinkage"))
        .otherwise(pl.lit("found"))
    )
