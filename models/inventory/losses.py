"""What was lost and found, loss by loss, and why."""

from collections.abc import Sequence

import polars as pl

from models import exact
from models.inventory.looks import on_hand
from models.ownership import own_costs

COUNT = "count"
OTHER = "other"
COLUMNS = ("sku", "location_id", "at", "reason", "qty", "amount")


def losses(
    ledger: pl.LazyFrame,
    stock_reconciliation: pl.DataFrame,
    stock_adjustments: pl.LazyFrame,
    products: pl.DataFrame,
) -> pl.DataFrame:
    """Return every variance of a count and every adjustment, with its reason.

    What documents booked on the wrong side of a count are no losses, nor is what
    snapshots do not explain. What late documents change of the counts of closed periods
    is a variance too.
    """
    is_variance = pl.col("explanation").is_in(["shrinkage", "found"])
    variances = stock_reconciliation.filter(is_variance).select(
        "sku",
        "location_id",
        at="seen_at",
        reason=pl.lit(COUNT),
        qty="gap_qty",
        amount="gap_amount",
    )
    return pl.concat(
        [variances, _adjusted(ledger, stock_adjustments, products)]
    ).select(COLUMNS)


def _adjusted(
    ledger: pl.LazyFrame, stock_adjustments: pl.LazyFrame, products: pl.DataFrame
) -> pl.DataFrame:
    """Return adjustments and corrections of counts at what the ledger posted."""
    reasons = stock_adjustments.select(document="adjustment_id", reason="reason")
    costs = own_costs(products).lazy().select("sku", unit_value="unit_cost")
    value = pl.col("qty").cast(pl.Float64) * pl.col("unit_value").cast(pl.Float64)
    is_count = (pl.col("kind") == "count") & pl.col("cause").is_not_null()
    is_loss = is_count | (pl.col("kind") == "adjustment")
    said = pl.when(is_count).then(pl.lit(COUNT)).otherwise("reason")
    return (
        on_hand(ledger)
        .filter(is_loss & (pl.col("qty") != 0))
        .join(reasons, on="document", how="left")
        .join(costs, on="sku", how="left")
        .select(
            "sku",
            "location_id",
            "qty",
            at="occurred_at",
            reason=said.fill_null(OTHER),
            amount=pl.coalesce("cost_amount", exact.money(value.round(4))),
        )
        .select(COLUMNS)
        .sort(COLUMNS)
        .collect(engine="streaming")
    )


def by_cell(losses: pl.DataFrame, cell: Sequence[str]) -> pl.DataFrame:
    """Add up losses by cell; ``squares`` adds up the square of each loss."""
    qty = pl.col("qty")
    taken = exact.no_units() - qty.filter(qty < 0)
    return losses.group_by(cell).agg(
        lost_qty=exact.qty(taken.sum()),
        found_qty=exact.qty(qty.filter(qty > 0).sum()),
        net_amount=pl.when(pl.col("amount").count() > 0).then(
            exact.money(pl.col("amount").sum())
        ),
        squares=(taken.cast(pl.Float64) ** 2).sum(),
    )


def beside(
    lost: pl.DataFrame, exposed: pl.DataFrame, cell: Sequence[str]
) -> pl.DataFrame:
    """Put what was lost beside what was handled: every cell that has either."""
    return (
        exposed.join(lost, on=cell, how="full", coalesce=True)
        .with_columns(
            pl.col("lost_qty", "found_qty").fill_null(exact.no_units()),
            pl.col("squares", "issued").fill_null(0.0),
        )
        .with_columns(
            handled_qty=pl.col("issued") + pl.col("lost_qty").cast(pl.Float64)
        )
        .sort(cell)
    )
