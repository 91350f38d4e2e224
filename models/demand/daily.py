"""Daily demand: what customers wanted, served or not."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from models import exact, tables
from models.demand import closures, extent, grid, lines, marks
from models.demand.shortage import shortage
from models.tables.columns import MONEY_SCALE

Shares = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class _Places:
    """What holds for each place."""

    table: pl.DataFrame
    """location_id, and ``backorders``: share of demand from channels taking them."""
    channels: pl.DataFrame
    closed: pl.DataFrame
    complete: pl.DataFrame


def demand_daily(
    order_status: pl.LazyFrame,
    sales_history: pl.DataFrame,
    stock_daily: pl.LazyFrame,
    kit_components: pl.DataFrame,
    calendars: pl.DataFrame,
    events: pl.DataFrame,
    locations: pl.DataFrame,
    channels: pl.DataFrame,
    watermarks: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
) -> pl.LazyFrame:
    """Return demand per item, place, day and stream, without gaps.

    A series starts with the first stock or the first demand and runs to the last
    complete day of its place. Days that were sold out carry the share of the day in
    stock and an estimate of what was lost; where customers may order what is out of
    stock, their orders are the demand and nothing is lost.
    """
    ordered = lines.ordered_days(order_status, kit_components, products)
    history = lines.history_days(sales_history, ordered, products, as_of)
    sparse = pl.concat([ordered, history.drop("share").select(ordered.columns)])
    served = _channel_places(order_status)
    complete = extent.complete_days(served, watermarks, history, as_of)
    stocked = _stocked(stock_daily, products, kit_components, as_of)
    laid = grid.grid(extent.items(sparse, stocked, complete, watermarks, as_of))
    closed = pl.concat(
        [
            closures.stated_closures(calendars, events, served, locations),
            closures.silent_days(sparse, complete),
        ]
    ).unique()
    places = _Places(_places(laid, served, channels), served, closed, complete)
    return _table(laid, sparse, history, stock_daily, events, products, places)


def _channel_places(order_status: pl.LazyFrame) -> pl.DataFrame:
    """Return which channel sells from which place, and how much."""
    return (
        order_status.filter(pl.col("demand_qty") > 0)
        .group_by("channel", "location_id")
        .agg(units=pl.col("demand_qty").sum().cast(pl.Float64))
        .sort("channel", "location_id")
        .collect(engine="streaming")
    )


def _stocked(
    stock_daily: pl.LazyFrame,
    products: pl.DataFrame,
    kit_components: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return the first day on which each item-location could be sold from stock."""
    virtual = kit_components.filter("is_virtual", pl.col("gone_at").is_null())
    return (
        stock_daily.filter(
            pl.col("on") <= as_of,
            pl.col("in_stock_share") > 0,
            lines.stocked_products(products),
            ~pl.col("sku").is_in(virtual["kit_sku"].unique().implode()),
        )
        .group_by("sku", "location_id")
        .agg(stocked_on=pl.col("on").min())
        .collect(engine="streaming")
    )


def _places(
    laid: grid.Grid, served: pl.DataFrame, channels: pl.DataFrame
) -> pl.DataFrame:
    """Return each place with the share of its demand that may be backordered."""
    accepting = channels.select("channel", accepts="accepts_backorders").unique(
        "channel"
    )
    accepted = pl.col("units").filter("accepts").sum() / pl.col("units").sum()
    shares = (
        served.join(accepting, on="channel", how="left")
        .with_columns(pl.col("accepts").fill_null(value=False))
        .group_by("location_id")
        .agg(backorders=accepted)
    )
    return (
        laid.items.select("location_id")
        .unique()
        .join(shares, on="location_id", how="left")
        .with_columns(pl.col("backorders").fill_null(0.0))
        .sort("location_id")
    )


def _table(
    laid: grid.Grid,
    sparse: pl.DataFrame,
    history: pl.DataFrame,
    stock_daily: pl.LazyFrame,
    events: pl.DataFrame,
    products: pl.DataFrame,
    places: _Places,
) -> pl.LazyFrame:
    """Fill the rows of the grid and return them as the table."""
    placed = grid.positions(laid.items, sparse)
    at = placed["at"].to_numpy()
    demanded = _filled(laid.rows, at, placed["demanded"])
    closed = _closed(laid, places)
    share = _shares(laid, stock_daily, history)
    share, missed = shortage(laid, places.table, demanded, share, closed)
    price = placed["amount"] / placed["priced"] * 10**MONEY_SCALE
    kinds = marks.event_kinds(events)
    codes, discounts = marks.event_marks(laid, events, places.channels, products)
    return _frame(
        laid,
        kinds,
        {
            "demanded": demanded,
            "sold": _filled(laid.rows, at, placed["sold"]),
            "lost": missed,
            "share": share,
            "price": _filled(laid.rows, at, price.fill_nan(-1).round(0), empty=-1),
            "code": codes.astype(np.int16),
            "discount": discounts,
            "is_closed": closed,
        },
    )


def _filled(
    rows: int, at: npt.NDArray[np.int64], values: pl.Series, empty: int = 0
) -> npt.NDArray[np.int64]:
    """Return whole numbers laid out over the rows, ``empty`` where there are none."""
    result = np.full(rows, empty, np.int64)
    result[at] = values.to_numpy().astype(np.int64)
    return result


def _closed(laid: grid.Grid, places: _Places) -> Flags:
    """Return on which rows nobody could buy."""
    if not laid.rows:
        return np.zeros(0, bool)
    first, last = int(laid.day.min()), int(laid.day.max())
    first_on = dt.date(1970, 1, 1) + dt.timedelta(days=first)
    by_place = grid.day_matrix(places.closed, places.table, first_on, last - first + 1)
    place = grid.place_numbers(laid, places.table)
    return np.asarray(by_place[place[laid.item], laid.day - first])


def _shares(
    laid: grid.Grid, stock_daily: pl.LazyFrame, history: pl.DataFrame
) -> Shares:
    """Return the share of the day each row was in stock, NaN where unknown.

    What period totals say about their own days fills what stock does not know.
    """
    by_day = np.full(laid.rows, np.nan, np.float32)
    said = history.lazy().select("sku", "location_id", "on", in_stock_share="share")
    for source in (said, stock_daily):
        known = (
            grid.day_positions(
                laid.items,
                source.select(
                    "sku", "location_id", "on", "in_stock_share"
                ).drop_nulls(),
            )
            .select("at", pl.col("in_stock_share").cast(pl.Float32))
            .collect(engine="streaming")
        )
        by_day[known["at"].to_numpy()] = known["in_stock_share"].to_numpy()
    return grid.spread_over_streams(laid, by_day)


def _frame(
    laid: grid.Grid, kinds: list[str], arrays: Mapping[str, npt.NDArray[np.generic]]
) -> pl.LazyFrame:
    """Return the flat arrays as the table, its types made as rows stream by."""
    keys = laid.items.lazy().select("item", "sku", "location_id")
    price = pl.when(pl.col("price") >= 0).then("price")
    names = [None, *kinds]
    return (
        pl.LazyFrame(
            {"item": laid.item, "on": laid.day, "stream": laid.stream, **arrays}
        )
        .join(keys, on="item", how="left", maintain_order="left")
        .select(
            "sku",
            "location_id",
            pl.col("on").cast(pl.Date),
            stream=pl.col("stream").replace_strict(
                range(len(lines.STREAMS)), lines.STREAMS, return_dtype=pl.String
            ),
            demanded_qty=exact.from_scaled("demanded"),
            sold_qty=exact.from_scaled("sold"),
            lost_qty=exact.from_scaled("lost"),
            in_stock_share=pl.col("share").fill_nan(None).cast(pl.Float64).clip(0, 1),
            unit_price=exact.from_scaled(price, MONEY_SCALE),
            event=pl.col("code").replace_strict(
                range(len(names)), names, return_dtype=pl.String
            ),
            discount_rate=pl.col("discount").cast(pl.Float64).round(4).fill_nan(None),
            is_closed="is_closed",
        )
        .select(tables.column_names("demand_daily"))
    )
