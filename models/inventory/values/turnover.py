"""How fast stock turns, how long it lies and what it earns on what it costs."""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from models import exact, tables
from models.company import Company
from models.inventory.values import ratios
from models.inventory.values.groups import owners, with_groups
from models.inventory.values.known_moves import (
    WHOLE,
    first_looks,
    is_flow,
    known_moves,
)
from models.inventory.values.revenue import revenue
from models.tables.columns import MONEY_SCALE

PLACE = ["sku", "location_id"]
WINDOW_DAYS = 365
SOLD = ("shipped", "returned")
CAME = ("received", "sent_back", "transferred")


def stock_turnover(
    ledger: pl.LazyFrame,
    stock_daily: pl.LazyFrame,
    shipment_lines: pl.LazyFrame,
    order_status: pl.LazyFrame,
    order_lines: pl.LazyFrame,
    channels: pl.DataFrame,
    kit_components: pl.DataFrame,
    products: pl.DataFrame,
    supply_sources: pl.DataFrame,
    locations: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Return the turnover of every item-location whose stock is known.

    Days are the last 365, or those since its stock is known: ``known_days`` says how
    many, and what is for a year is worked out from them. The average is that of the
    value on hand at the end of each day that has one. ``ratios`` has the formulas. What
    goods of another owner cost us when they were sold is in no ledger: their margin is
    not known.
    """
    since = as_of - dt.timedelta(days=WINDOW_DAYS - 1)
    looks = first_looks(ledger)
    moves = known_moves(ledger, looks, locations, as_of, company)
    earned = revenue(
        *(shipment_lines, order_status, order_lines, channels, kit_components),
        *(locations, looks, since, as_of, company),
    )
    held = _held(stock_daily, since, as_of)
    return (
        with_groups(held.lazy(), products, supply_sources)
        .join(owners(products), on="sku", how="left")
        .collect()
        .join(_moved(moves.filter(pl.col("day") >= since)), on=PLACE, how="left")
        .join(earned, on=PLACE, how="left")
        .with_columns(_known_amounts())
        .with_columns(gross_margin_amount=_margin())
        .with_columns(_ratios())
        .select(tables.column_names("stock_turnover"))
        .sort(PLACE)
    )


def _held(stock_daily: pl.LazyFrame, since: dt.date, as_of: dt.date) -> pl.DataFrame:
    """Return what was on hand over the days: at the start, and worth on average."""
    worth = exact.to_scaled("value_amount", MONEY_SCALE)
    before = pl.col("closing_qty") - pl.col("in_qty") + pl.col("out_qty")
    is_first = (pl.col("on") == since) | pl.col("opening_qty").is_null()
    return (
        stock_daily.filter(pl.col("on").is_between(since, as_of))
        .select(
            *(*PLACE, "on"),
            worth=worth,
            opening=pl.when(is_first).then(exact.to_scaled(before)).otherwise(0),
        )
        .group_by(PLACE)
        .agg(
            pl.col("worth", "opening").sum(),
            since_on=pl.col("on").min(),
            known_days=pl.len().cast(pl.Int64),
            valued_days=pl.col("worth").count(),
        )
        .collect(engine="streaming")
    )


def _moved(moves: pl.LazyFrame) -> pl.DataFrame:
    """Return units sold and received and the cost of what was sold."""
    units, is_sold = exact.to_scaled("qty"), is_flow(*SOLD)
    came = is_flow(*CAME) & (pl.col("bucket") == "on_hand")
    is_beside = ~is_flow(*WHOLE) & ~pl.col("is_opening")
    cost = pl.when(is_sold).then("cost").otherwise(0)
    adjustment = pl.when(is_beside).then("adjustment").otherwise(0)
    return (
        moves.select(
            *PLACE,
            sold=pl.when(is_sold).then(-units).otherwise(0),
            received=pl.when(came).then(units).otherwise(0),
            sold_cost=-cost - adjustment.fill_null(0),
            is_unvalued=is_sold & pl.col("is_unvalued"),
        )
        .group_by(PLACE)
        .agg(
            pl.col("sold", "received", "sold_cost").sum(),
            pl.col("is_unvalued").any(),
        )
        .collect(engine="streaming")
    )


def _known_amounts() -> list[pl.Expr]:
    """Return units and amounts as they stand in the table."""
    has_value = pl.col("valued_days") > 0
    is_valued = has_value & ~pl.col("is_unvalued").fill_null(value=False)
    days = pl.when(has_value).then("valued_days")
    average = (pl.col("worth") / days).round().cast(pl.Int64)
    cost = exact.from_scaled(pl.col("sold_cost").fill_null(0), MONEY_SCALE)
    is_without_sale = pl.col("sold").fill_null(0) == 0
    nothing = pl.when(is_without_sale).then(exact.money(pl.lit(0)))
    return [
        *(
            exact.from_scaled(pl.col(name).fill_null(0)).alias(f"{name}_qty")
            for name in ("opening", "received", "sold")
        ),
        exact.from_scaled(average, MONEY_SCALE).alias("average_value_amount"),
        pl.when(is_valued).then(cost).alias("cost_of_goods_sold_amount"),
        pl.coalesce("revenue_amount", nothing).alias("revenue_amount"),
    ]


def _margin() -> pl.Expr:
    """Return revenue less the cost of goods sold; of goods of another: not known."""
    margin = pl.col("revenue_amount") - pl.col("cost_of_goods_sold_amount")
    return pl.when(pl.col("owner").is_null()).then(exact.money(margin))


def _ratios() -> list[pl.Expr]:
    """Return the ratios, each for a year of the days that are known."""
    average, days = pl.col("average_value_amount"), pl.col("known_days")
    cost = ratios.of_a_year(pl.col("cost_of_goods_sold_amount"), days)
    margin = ratios.of_a_year(pl.col("gross_margin_amount"), days)
    return [
        *_ratios_of_money((cost, average), (margin, average)),
        _sell_through(),
    ]


def _ratios_of_money(
    costs: tuple[pl.Expr, pl.Expr], margins: tuple[pl.Expr, pl.Expr]
) -> list[pl.Expr]:
    """Return turns, days and GMROI of a year's cost and margin, each by its average."""
    year = pl.lit(ratios.DAYS_OF_A_YEAR)
    return [
        ratios.turns(*costs).alias("turns_per_year"),
        ratios.inventory_days(*costs, year).alias("inventory_days"),
        ratios.gmroi(*margins).alias("gmroi"),
    ]


def _sell_through() -> pl.Expr:
    """Return the share sold of what was there and came."""
    units = (pl.col(f"{name}_qty") for name in ("sold", "opening", "received"))
    return ratios.sell_through(*units).alias("sell_through")


def pooled_turnover(stock_turnover: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Return the turnover of categories, places or suppliers: ratios of sums.

    A sum of unlike days is one of amounts for a year. A ratio is that of the items of
    which both of its parts are known; ``unknown_items`` have no value, cost or margin.
    """
    average, days = pl.col("average_value_amount"), pl.col("known_days")
    cost = ratios.of_a_year(pl.col("cost_of_goods_sold_amount"), days)
    margin = ratios.of_a_year(pl.col("gross_margin_amount"), days)
    is_costed = cost.is_not_null() & average.is_not_null()
    is_earning = margin.is_not_null() & average.is_not_null()
    costs = (cost.filter(is_costed).sum(), average.filter(is_costed).sum())
    margins = (margin.filter(is_earning).sum(), average.filter(is_earning).sum())
    worth = pl.when(average.count() > 0).then(exact.money(average.sum()))
    return (
        stock_turnover.group_by(by)
        .agg(
            exact.qty(pl.col("opening_qty", "received_qty", "sold_qty").sum()),
            worth.alias("average_value_amount"),
            *_ratios_of_money(costs, margins),
            items=pl.len().cast(pl.Int64),
            unknown_items=(~is_earning).sum().cast(pl.Int64),
        )
        .with_columns(_sell_through())
        .sort(by)
    )
