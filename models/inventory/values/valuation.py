"""What the stock of every item and place is worth."""

import polars as pl

from models import exact, tables
from models.inventory.values.groups import owners, with_groups
from models.inventory.values.known_moves import is_unknown
from models.tables.columns import MONEY, MONEY_SCALE

POOL = ["sku", "location_id", "bucket"]


def stock_valuation(
    ledger: pl.LazyFrame, products: pl.DataFrame, supply_sources: pl.DataFrame
) -> pl.DataFrame:
    """Return units and value of all stock that is known, after its last move.

    Stock that nobody ever looked at has no row, nor has what is empty and worth
    nothing. What is negative is listed with its negative value.
    """
    last = _last_moves(ledger)
    value = pl.coalesce("value_amount", pl.when(pl.col("balance_qty") == 0).then(0))
    return (
        with_groups(last, products, supply_sources)
        .join(owners(products), on="sku", how="left")
        .with_columns(
            qty="balance_qty",
            value_amount=value.cast(MONEY),
            is_own=pl.col("owner").is_null(),
        )
        .filter((pl.col("qty") != 0) | (pl.col("value_amount") != 0))
        .with_columns(unit_cost=_unit_cost())
        .select(tables.column_names("stock_valuation"))
        .sort(POOL)
        .collect(engine="streaming")
    )


def _last_moves(ledger: pl.LazyFrame) -> pl.LazyFrame:
    """Return the last move of each pool whose item-location was looked at."""
    pools = (
        ledger.group_by(POOL)
        .agg(pl.col("sequence").max(), pl.col("is_known").max())
        .collect(engine="streaming")
        .filter(pl.col("is_known").any().over("sku", "location_id"))
    )
    return ledger.select(
        *POOL, "sequence", "balance_qty", "value_amount", "method"
    ).join(pools.lazy().drop("is_known"), on=[*POOL, "sequence"], how="semi")


def _unit_cost() -> pl.Expr:
    """Return value per unit, where both point the same way."""
    qty, value = (pl.col(name).cast(pl.Float64) for name in ("qty", "value_amount"))
    cost = (value / qty).round(MONEY_SCALE)
    return pl.when((qty != 0) & (cost >= 0)).then(cost.cast(MONEY))


def valuation_adds_up(
    ledger: pl.LazyFrame, stock_valuation: pl.DataFrame
) -> pl.DataFrame:
    """Return stock that is not worth what its moves cost and adjusted."""
    cost, adjustment = (
        exact.to_scaled(name, MONEY_SCALE)
        for name in ("cost_amount", "adjustment_amount")
    )
    is_none = (pl.col("qty") == 0) | is_unknown()
    posted = ledger.group_by(POOL).agg(
        posted=cost.sum() + adjustment.sum(),
        is_whole=(cost.is_not_null() | is_none).all(),
    )
    worth = exact.to_scaled("value_amount", MONEY_SCALE)
    return (
        stock_valuation.lazy()
        .join(posted, on=POOL, how="left")
        .filter("is_whole", pl.col("posted") != worth)
        .select(*POOL, "value_amount", posted_amount=_money("posted"))
        .sort(POOL)
        .collect(engine="streaming")
    )


def _money(name: str) -> pl.Expr:
    """Return whole ten-thousandths as money."""
    return exact.from_scaled(name, MONEY_SCALE)
