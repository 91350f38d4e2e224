"""The value of stock rolled forward month by month, down to the cost of goods sold."""

import datetime as dt

import polars as pl

from models import exact, tables
from models.company import Company
from models.inventory.values.groups import with_groups
from models.inventory.values.known_moves import (
    WHOLE,
    first_looks,
    flow,
    known_moves,
)
from models.tables.columns import MONEY_SCALE

GROUP = ["location_id", "category", "supplier_id"]
KEY = ["month_on", *GROUP]

IN = ("opened", "received", "transferred", "kits", "revalued")
"""Flows that add to the value as they are; so does what is unexplained."""
OUT = (
    *("sent_back", "shipped"),
    *("counted_loss", "adjusted_loss", "transit_loss"),
)
"""Flows shown with the opposite sign: what they take."""
FLOW_COLUMNS = {
    **dict.fromkeys((*IN, "unexplained", "returned"), 1),
    **dict.fromkeys(OUT, -1),
}

ADDED = (*IN, "unexplained")
SOLD = {"shipped": 1, "returned": -1, "settled": 1, "price_variance": 1}
LOST = ("counted_loss", "adjusted_loss", "transit_loss")


def cost_of_goods_sold(
    ledger: pl.LazyFrame,
    products: pl.DataFrame,
    supply_sources: pl.DataFrame,
    locations: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Return opening and closing value of each month and all that lies between them.

    Opening + opened + received − sent back + transferred + kits + revalued +
    unexplained − cost of goods sold − shrinkage = closing. The cost of goods sold is
    that of shipments less returns put back, with shortages settled later, residuals of
    rounding and, under standard cost, what was paid beyond it.

    Categories and suppliers are those of today. A group of which no cost is known has
    no amounts.
    """
    looks = with_groups(first_looks(ledger).lazy(), products, supply_sources).collect()
    monthly = _monthly(known_moves(ledger, looks, locations, as_of, company))
    return (
        _every_month(monthly, as_of)
        .with_columns(closing=pl.col("change").cum_sum().over(GROUP, order_by=KEY[0]))
        .with_columns(opening=pl.col("closing") - pl.col("change"))
        .filter(_is_anything())
        .with_columns(_amounts())
        .select(tables.column_names("cost_of_goods_sold"))
        .sort(KEY)
    )


def _monthly(moves: pl.LazyFrame) -> pl.DataFrame:
    """Return what each flow of a month and group comes to, in ten-thousandths."""
    flows = (
        moves.group_by(
            *(*GROUP, "kind", "is_opening", "is_variance", "is_correction"),
            month_on=pl.col("day").dt.month_start(),
        )
        .agg(
            pl.col("cost", "adjustment").sum(),
            unvalued_moves=pl.col("is_unvalued").sum(),
            valued=pl.col("cost").count(),
        )
        .collect(engine="streaming")
    )
    return (
        flows.with_columns(flow=flow())
        .group_by(KEY)
        .agg(
            *_columns(),
            unvalued_moves=pl.col("unvalued_moves").sum().cast(pl.Int64),
            valued=pl.col("valued").sum(),
        )
    )


def _columns() -> list[pl.Expr]:
    """Return the sum of each flow, of the adjustments that belong to none, and all."""
    cost, adjustment = pl.col("cost"), pl.col("adjustment")
    change = cost + adjustment
    is_whole = pl.col("flow").is_in(WHOLE)
    amount = cost + pl.when(is_whole).then(adjustment).otherwise(0)
    is_variance = pl.col("is_variance")
    return [
        *(
            (sign * amount.filter(pl.col("flow") == name).sum()).alias(name)
            for name, sign in FLOW_COLUMNS.items()
        ),
        (-adjustment.filter(~is_whole & ~is_variance).sum()).alias("settled"),
        (-adjustment.filter(~is_whole & is_variance).sum()).alias("price_variance"),
        change.sum().alias("change"),
        change.filter("is_correction").sum().alias("corrected"),
    ]


def _every_month(monthly: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Return a row for every month of a group from its first to the last, in order."""
    month = pl.date_ranges(pl.col("first_on"), as_of.replace(day=1), interval="1mo")
    grid = (
        monthly.group_by(GROUP)
        .agg(first_on=pl.col("month_on").min(), group_valued=pl.col("valued").sum())
        .with_columns(month_on=month)
        .explode("month_on")
    )
    numbers = pl.selectors.integer()
    return grid.join(monthly, on=KEY, how="left").with_columns(numbers.fill_null(0))


def _is_anything() -> pl.Expr:
    """Say whether a month has a value or a move."""
    amounts = pl.col("opening", "closing", "settled", "price_variance", *FLOW_COLUMNS)
    return pl.any_horizontal(amounts != 0) | (pl.col("unvalued_moves") > 0)


def _amounts() -> list[pl.Expr]:
    """Return every amount as money; empty where the group has no known cost."""
    sold = pl.sum_horizontal(sign * pl.col(name) for name, sign in SOLD.items())
    scaled = {name: pl.col(name) for name in (*FLOW_COLUMNS, *SOLD)} | {
        "opening": pl.col("opening"),
        "closing": pl.col("closing"),
        "corrected": pl.col("corrected"),
        "cost_of_goods_sold": sold,
        "shrinkage": pl.sum_horizontal(LOST),
    }
    is_known = pl.col("group_valued") > 0
    return [
        pl.when(is_known)
        .then(exact.from_scaled(amount, MONEY_SCALE))
        .alias(f"{name}_amount")
        for name, amount in scaled.items()
    ]


def roll_forward_adds_up(cost_of_goods_sold: pl.DataFrame) -> pl.DataFrame:
    """Return months whose closing value is not what the opening value became."""
    amount = {name: pl.col(f"{name}_amount") for name in (*ADDED, *SOLD, *LOST)}
    added = pl.sum_horizontal(amount[name] for name in ADDED)
    sold = pl.sum_horizontal(sign * amount[name] for name, sign in SOLD.items())
    lost = pl.sum_horizontal(amount[name] for name in LOST)
    became = pl.col("opening_amount") + added - pl.col("sent_back_amount") - sold - lost
    before = pl.col("closing_amount").shift(1).over(GROUP, order_by="month_on")
    adds_up = (
        (pl.col("closing_amount") == became)
        & (pl.col("cost_of_goods_sold_amount") == sold)
        & (pl.col("shrinkage_amount") == lost)
        & (pl.col("opening_amount") == before.fill_null(0))
    )
    is_known = pl.col("closing_amount").is_not_null()
    return cost_of_goods_sold.filter(is_known & ~adds_up).sort(KEY)
