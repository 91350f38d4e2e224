"""Stock of every item-location on every day since it is known."""

import datetime as dt

import numpy as np
import polars as pl

from models import exact, tables, zones
from models.company import Company
from models.inventory.blocks import BLOCK_ROWS, blockwise
from models.inventory.days import (
    CLOSING,
    IN,
    OF_ITEM,
    ON,
    OPENING,
    OUT,
    Integers,
    daily,
)
from models.tables.columns import MONEY

EPOCH = dt.date(1970, 1, 1)


def stock_daily(
    ledger: pl.LazyFrame,
    locations: pl.DataFrame,
    as_of: dt.date,
    company: Company,
    block_rows: int = BLOCK_ROWS,
) -> pl.LazyFrame:
    """Return stock at the start and end of each day, and the share of it in stock.

    Days are those of the place's time zone. Nothing is said about the time before the
    first stock row; its day has no opening balance, and neither in nor out hold what
    was there before.
    """
    names = zones.zone_names(locations, default=company.time_zone)
    zone = pl.coalesce("time_zone", pl.lit(company.time_zone))
    places = locations.select("location_id", "time_zone")
    moves = (
        ledger.filter(pl.col("bucket") == "on_hand")
        .join(places.lazy(), on="location_id", how="left", maintain_order="left")
        .select(
            "sku",
            "location_id",
            "sequence",
            "occurred_at",
            "qty",
            "balance_qty",
            "is_known",
            day=zones.local_day(pl.col("occurred_at"), zone, names),
            zone_no=zone.replace_strict(
                names, range(len(names)), return_dtype=pl.Int64
            ),
        )
    )

    def made(block: pl.DataFrame) -> pl.DataFrame:
        return _daily_of(block, names, as_of)

    return blockwise(moves, made, block_rows, _rows_made(as_of))


def _rows_made(as_of: dt.date) -> pl.Expr:
    """Return about how many rows the moves of an item become."""
    days = (pl.lit(as_of) - pl.col("day").min()).dt.total_days() + 1
    return pl.len() + pl.col("location_id").n_unique() * days.clip(0)


def _daily_of(block: pl.DataFrame, names: list[str], as_of: dt.date) -> pl.DataFrame:
    """Return the daily stock of one block of items."""
    moves = block.sort("sku", "location_id", "sequence").with_columns(
        item=pl.struct("sku", "location_id").rle_id().cast(pl.Int64)
    )
    items = moves.select("sku", "location_id").unique(maintain_order=True)
    first_on = moves.get_column("day").min() if len(moves) else as_of
    base = (first_on - EPOCH).days if isinstance(first_on, dt.date) else 0
    last_day = (as_of - EPOCH).days - base
    answer, shares = daily(
        _facts(moves, base), _day_starts(names, base, max(last_day, 0) + 1), last_day
    )
    return _named(items, answer, shares, base)


def _facts(moves: pl.DataFrame, base: int) -> Integers:
    """Return what the kernel needs; what was seen first sets the balance."""
    is_first_known = pl.col("is_known") & ~pl.col("is_known").shift(
        1, fill_value=False
    ).over("item")
    units = pl.when(is_first_known).then("balance_qty").otherwise("qty")
    return moves.select(
        "item",
        pl.col("occurred_at").to_physical(),
        pl.col("day").to_physical().cast(pl.Int64) - base,
        "zone_no",
        exact.to_scaled(units).alias("units"),
        pl.col("is_known").cast(pl.Int64),
    ).to_numpy(order="c")


def _day_starts(names: list[str], base: int, days: int) -> Integers:
    """Return the instant at which each day starts, by time zone; one day more."""
    midnight = pl.int_range(base, base + days + 1, eager=True).cast(pl.Int32)
    on = midnight.cast(pl.Date).cast(pl.Datetime("us"))
    late = on + dt.timedelta(hours=1)  # where a clock skips midnight
    rows = []
    for name in names:
        local, later = (
            clock.dt.replace_time_zone(name, ambiguous="earliest", non_existent="null")
            for clock in (on, late)
        )
        local = local.fill_null(later)
        rows.append(local.dt.convert_time_zone("UTC").to_physical().to_numpy())
    return np.stack(rows)


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
    return (
        items[answer[:, OF_ITEM]]
        .with_columns(
            on=pl.Series(answer[:, ON] + base).cast(pl.Int32).cast(pl.Date),
            in_stock_share=pl.Series(shares).fill_nan(None),
            value_amount=pl.lit(None, dtype=MONEY),
            **{
                name: exact.from_scaled(pl.lit(pl.Series(answer[:, column])))
                for name, column in quantities.items()
            },
        )
        .with_columns(opening_qty=pl.when(~is_first).then("opening_qty"))
        .select(tables.column_names("stock_daily"))
    )
