"""Stock of every item-location on every day since it is known."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import polars as pl

from models import exact, tables, zones
from models.company import Company
from models.inventory.arrivals import arrival_weights
from models.inventory.blocks import BLOCK_ROWS, blockwise
from models.inventory.clocks import clocks
from models.inventory.days import (
    CLOSING,
    HOUR,
    IN,
    NO_VALUE,
    OF_ITEM,
    ON,
    OPENING,
    OUT,
    WORTH,
    Integers,
    daily,
)
from models.tables.columns import MONEY_SCALE

EPOCH = dt.date(1970, 1, 1)
KEY = ("sku", "location_id")
FACTS = ("occurred_at", "qty", "balance_qty", "value_amount", "is_known")


@dataclass(frozen=True)
class _Places:
    """The places by number; the last one stands for those that no file names."""

    numbers: pl.DataFrame
    """location_id, place, zone."""
    zones: list[str]
    orders: Integers
    """What part of a day's orders has come by each full hour: places by hours."""
    home_zone: int

    @classmethod
    def of(
        cls,
        order_status: pl.LazyFrame,
        locations: pl.DataFrame,
        as_of: dt.date,
        company: Company,
    ) -> "_Places":
        """Return the places of ``locations`` with the hours of their orders."""
        names = zones.zone_names(locations, default=company.time_zone)
        zone = pl.col("time_zone").fill_null(company.time_zone)
        weights = arrival_weights(order_status, locations, as_of, company)
        by_hour = np.pad(weights.cumsum(axis=1), ((0, 0), (1, 0)))
        return cls(
            locations.select(
                "location_id",
                place=pl.int_range(pl.len()),
                zone=zone.replace_strict(
                    names, range(len(names)), return_dtype=pl.Int64
                ),
            ),
            names,
            by_hour * HOUR,
            names.index(company.time_zone),
        )


def stock_daily(
    ledger: pl.LazyFrame,
    order_status: pl.LazyFrame,
    stock_holds: pl.DataFrame,
    locations: pl.DataFrame,
    as_of: dt.date,
    company: Company,
    block_rows: int = BLOCK_ROWS,
) -> pl.LazyFrame:
    """Return stock at the start and end of each day, and the share of it in stock.

    Days are those of the place's time zone. In stock is what can be sold: more units on
    hand than held; units on display can be. The share is that of the orders of a day
    which come while it is: an hour at night weighs less than one in the evening, see
    ``arrivals``. Nothing is said about the time before the first stock row; its day has
    no opening balance, and neither in nor out hold what was there before.
    """
    places = _Places.of(order_status, locations, as_of, company)
    holds = _holds(stock_holds)
    moves = ledger.filter(pl.col("bucket") == "on_hand").select(
        *KEY, "sequence", *FACTS
    )

    def made(block: pl.DataFrame) -> pl.DataFrame:
        return _daily_of(_with_holds(block, holds), places, as_of)

    return blockwise(moves, made, block_rows, _rows_made(as_of))


def _rows_made(as_of: dt.date) -> pl.Expr:
    """Return about how many rows the moves of an item become."""
    days = (pl.lit(as_of) - pl.col("occurred_at").min().dt.date()).dt.total_days() + 1
    return pl.len() + pl.col("location_id").n_unique() * days.clip(0)


def _holds(stock_holds: pl.DataFrame) -> pl.DataFrame:
    """Return units held and given back; a hold whose row is gone has ended then."""
    lasting = stock_holds.with_columns(
        until=pl.min_horizontal("released_at", "gone_at")
    ).filter(pl.col("until").is_null() | (pl.col("until") > pl.col("held_at")))
    back = exact.no_units() - pl.col("qty")
    return pl.concat(
        [
            lasting.select(*KEY, occurred_at="held_at", held_qty="qty"),
            lasting.select(
                *KEY, occurred_at="until", held_qty=exact.qty(back)
            ).drop_nulls(),
        ]
    ).filter(pl.col("held_qty") != 0)


def _with_holds(moves: pl.DataFrame, holds: pl.DataFrame) -> pl.DataFrame:
    """Return the moves of one block in order, and what is held of their items."""
    first, last = moves["sku"].min(), moves["sku"].max()
    held = holds.filter(pl.col("sku").is_between(pl.lit(first), pl.lit(last)))
    rows = moves.with_columns(held_qty=exact.no_units())
    if held.height:
        rows = pl.concat([rows, held], how="diagonal")
    return rows.sort(*KEY, "occurred_at", "sequence").with_columns(
        item=pl.struct(*KEY).rle_id().cast(pl.Int64)
    )


def _daily_of(rows: pl.DataFrame, places: _Places, as_of: dt.date) -> pl.DataFrame:
    """Return the daily stock of one block of items."""
    items = rows.select(*KEY).unique(maintain_order=True)
    first_at = rows.get_column("occurred_at").min()
    first_on = first_at.date() if isinstance(first_at, dt.datetime) else as_of
    base = (first_on - EPOCH).days - 1  # days start earlier in the east
    last_day = max((as_of - EPOCH).days - base, 0)
    hours = (
        _zoned(items, places),
        clocks(places.zones, base, last_day + 1),
        places.orders,
    )
    answer, shares = daily(_facts(rows), hours, last_day)
    return _named(items, answer, shares, base)


def _zoned(items: pl.DataFrame, places: _Places) -> Integers:
    """Return place and zone of each item-location."""
    return (
        items.join(places.numbers, on="location_id", how="left", maintain_order="left")
        .select(
            pl.col("place").fill_null(places.numbers.height),
            pl.col("zone").fill_null(places.home_zone),
        )
        .to_numpy(order="c")
    )


def _facts(rows: pl.DataFrame) -> Integers:
    """Return what the kernel needs of moves and holds."""
    return rows.select(
        "item",
        pl.col("occurred_at").to_physical(),
        exact.to_scaled("qty").fill_null(0),
        exact.to_scaled("balance_qty").fill_null(0),
        exact.to_scaled("value_amount", MONEY_SCALE).fill_null(NO_VALUE),
        exact.to_scaled("held_qty"),
        pl.col("is_known").fill_null(value=False).cast(pl.Int64),
    ).to_numpy(order="c")


def _named(
    items: pl.DataFrame, answer: Integers, shares: np.ndarray, base: int
) -> pl.DataFrame:
    """Return the kernel's answer as the table."""
    quantities = {
        "opening_qty": OPENING,
        "in_qty": IN,
        "out_qty": OUT,
        "closing_qty": CLOSING,
    }
    is_first = pl.Series(np.diff(answer[:, OF_ITEM], prepend=-1) != 0)
    worth = pl.lit(pl.Series(answer[:, WORTH]))
    return (
        items[answer[:, OF_ITEM]]
        .with_columns(
            on=pl.Series(answer[:, ON] + base).cast(pl.Int32).cast(pl.Date),
            in_stock_share=pl.Series(shares).fill_nan(None),
            value_amount=exact.from_scaled(
                pl.when(worth != NO_VALUE).then(worth), MONEY_SCALE
            ),
            **{
                name: exact.from_scaled(pl.lit(pl.Series(answer[:, column])))
                for name, column in quantities.items()
            },
        )
        .with_columns(opening_qty=pl.when(~is_first).then("opening_qty"))
        .select(tables.column_names("stock_daily"))
    )
