"""What can still be promised to customers, day by day.

Available to promise is cumulative with look-ahead: a day can be promised the least of
what is projected from then on, so that no promise breaks one made for a later day
(Vollmann, Berry & Whybark, *Manufacturing Planning and Control Systems*, on order
promising; Infor LN, "To compute the cumulative ATP").
"""

import datetime as dt

import polars as pl

from models import exact, kits, tables
from models.company import Company
from models.inventory import expiry

PLACE = ["sku", "location_id"]
DAY = [*PLACE, "on"]
FLOWS = ["come", "go", "expire"]
"""Thousandths of units that come, are owed, or were of use until the day before."""

NO_STOCK = ("reversal", "service")


def available_to_promise(
    stock_positions: pl.DataFrame,
    stock_lots: pl.DataFrame,
    stock_holds: pl.DataFrame,
    open_supply: pl.DataFrame,
    order_status: pl.LazyFrame,
    transfer_lines: pl.LazyFrame,
    transfer_lanes: pl.DataFrame,
    kit_components: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Return what each item-location can promise, for every day on which that changes.

    It begins with what is available less what is backordered: nothing held, expired or
    never looked at. Counted supply adds to it on its day, goods on the way without one
    on the first day of the plan, doubtful supply never. Dated orders take from it, and
    units that they leave to expire are gone the day after. Items without a position
    (shipped by their suppliers, services) are not promised from stock.
    """
    lots = expiry.usable_lots(
        expiry.free_lots(stock_lots, stock_holds), stock_positions
    )
    flows = [
        _today(stock_positions, as_of),
        _supply(open_supply, as_of),
        _on_the_way(
            stock_positions, _transfers(transfer_lines, transfer_lanes, company), as_of
        ),
        _orders(order_status, kit_components, as_of),
        _expiries(lots),
    ]
    days = (
        pl.concat(flows, how="diagonal")
        .join(stock_positions.select(PLACE), on=PLACE, how="semi")
        .group_by(DAY)
        .agg(pl.col(FLOWS).fill_null(0).sum())
        .sort(DAY)
    )
    return (
        _promised(days)
        .filter(_is_change(as_of))
        .select(tables.column_names("available_to_promise"))
    )


def _promised(days: pl.DataFrame) -> pl.DataFrame:
    """Return what is projected, and what of it can be promised.

    Lost is what expires beyond what orders wanted by then, the most of all days so far.
    The last day of a promise may be any: what is lost before it does not come back, and
    what would be lost after it is what it takes (Hall's condition for intervals).
    """
    wanted_before = pl.col("go").cum_sum() - pl.col("go")
    beyond = (pl.col("expire").cum_sum() - wanted_before).clip(0)
    balance = pl.col("come").cum_sum() - pl.col("go").cum_sum()
    out = (
        pl.col("go")
        + pl.col("lost")
        - pl.col("lost").shift(1, fill_value=0).over(PLACE)
    )
    least = pl.col("balance").cum_min(reverse=True).over(PLACE)
    return days.with_columns(
        lost=beyond.cum_max().over(PLACE), balance=balance.over(PLACE)
    ).select(
        *DAY,
        in_qty=exact.from_scaled("come"),
        out_qty=exact.from_scaled(out),
        projected_qty=exact.from_scaled(pl.col("balance") - pl.col("lost")),
        promise_qty=exact.from_scaled((least - pl.col("lost")).clip(0)),
    )


def _is_change(as_of: dt.date) -> pl.Expr:
    """Say whether anything changes on a day; the first one always stands."""
    return (pl.col("in_qty") + pl.col("out_qty") > 0) | (pl.col("on") == as_of)


def _today(stock_positions: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Return what is available and what is owed already."""
    return stock_positions.select(
        *PLACE,
        on=pl.lit(as_of),
        come=exact.to_scaled("available_qty"),
        go=exact.to_scaled("backordered_qty"),
    )


def _supply(open_supply: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Return purchases that count, the late ones on the first day of the plan."""
    return open_supply.filter("is_counted").select(
        *PLACE, on=_from_tomorrow("arrive_on", as_of), come=exact.to_scaled("open_qty")
    )


def _transfers(
    transfer_lines: pl.LazyFrame, transfer_lanes: pl.DataFrame, company: Company
) -> pl.DataFrame:
    """Return goods between our places whose way has a known length."""
    way = ["from_location_id", "to_location_id"]
    sent_on = pl.col("shipped_at").dt.convert_time_zone(company.time_zone).dt.date()
    lanes = transfer_lanes.filter(pl.col("gone_at").is_null())
    return (
        transfer_lines.filter(
            pl.col("received_at").is_null(), pl.col("gone_at").is_null()
        )
        .join(lanes.lazy().select(*way, "lead_time_days"), on=way)
        .select(
            "sku",
            location_id="to_location_id",
            arrive_on=sent_on + pl.duration(days="lead_time_days"),
            come=exact.to_scaled("qty"),
        )
        .drop_nulls()
        .collect()
    )


def _on_the_way(
    stock_positions: pl.DataFrame, transfers: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Return all that is in transit: where its day is not known, from tomorrow.

    The latest transfers count first, so that never more comes than is on the way.
    """
    way = stock_positions.select(*PLACE, all=exact.to_scaled("in_transit_qty"))
    later = (
        transfers.join(way, on=PLACE)
        .sort(*PLACE, "arrive_on", descending=[False, False, True])
        .with_columns(before=(pl.col("come").cum_sum() - pl.col("come")).over(PLACE))
        .select(
            *PLACE,
            on=_from_tomorrow("arrive_on", as_of),
            come=pl.min_horizontal("come", (pl.col("all") - pl.col("before")).clip(0)),
        )
    )
    dated = later.group_by(PLACE).agg(dated=pl.col("come").sum())
    rest = way.join(dated, on=PLACE, how="left").select(
        *PLACE,
        on=pl.lit(as_of + dt.timedelta(days=1)),
        come=pl.col("all") - pl.col("dated").fill_null(0),
    )
    return pl.concat([later, rest])


def _orders(
    order_status: pl.LazyFrame, kit_components: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Return what is open of orders for later days, kits as their components."""
    lines = order_status.filter(
        pl.col("requested_on") > as_of, ~pl.col("state").is_in(NO_STOCK)
    ).select(*PLACE, "placed_on", "open_qty", on="requested_on")
    opened = kits.exploded(lines, kit_components, ["open_qty"], "placed_on")
    return opened.select(*DAY, go=exact.to_scaled("open_qty")).collect()


def _expiries(lots: pl.DataFrame) -> pl.DataFrame:
    """Return units that are of use no more, the day after their last one."""
    free = exact.to_scaled("free_qty").cum_sum().over(PLACE)
    left = (free - exact.to_scaled("first_qty")).clip(0)
    before = left - left.shift(1, fill_value=0).over(PLACE)
    return (
        lots.sort(*PLACE, "take_no")
        .select(*PLACE, on=pl.col("expires_on") + pl.duration(days=1), expire=before)
        .drop_nulls("on")
    )


def _from_tomorrow(day: str, as_of: dt.date) -> pl.Expr:
    """Return a day, or the first day of the plan where it is past."""
    return pl.max_horizontal(day, pl.lit(as_of + dt.timedelta(days=1)))


def promises_add_up(available_to_promise: pl.DataFrame) -> pl.DataFrame:
    """Return days that do not add up to their projection, or promise more than it."""
    so_far = (pl.col("in_qty").cum_sum() - pl.col("out_qty").cum_sum()).over(PLACE)
    there = pl.max_horizontal("projected_qty", exact.no_units())
    adds_up = (pl.col("projected_qty") == so_far) & (pl.col("promise_qty") <= there)
    return available_to_promise.sort(DAY).filter(~adds_up)
