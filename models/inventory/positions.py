"""Where stock stands: what is there, promised, held, on the way and owed."""

import datetime as dt

import polars as pl

from models import exact, kits, tables
from models.company import Company
from models.inventory import expiry

NOT_PLANNED = ("dropship", "service")
SEEN = ("opening", "snapshot", "count")
KEY = ("sku", "location_id")
PARTS = (
    "ledger_qty",
    "in_transit_qty",
    "open_qty",
    "held_qty",
    "expired_qty",
    "on_order_qty",
    "doubtful_qty",
)


def stock_positions(
    ledger: pl.LazyFrame,
    order_status: pl.LazyFrame,
    stock_holds: pl.DataFrame,
    stock_lots: pl.DataFrame,
    open_supply: pl.DataFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
    kit_components: pl.DataFrame,
    item_classes: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Return the position of every item-location with stock, demand or supply.

    Stock that nobody ever looked at is unknown and counts as none, unless stock files
    are complete. A negative balance counts as none: what open orders explain of it is
    in the backorders. Open orders for a later day are planned on that day, not here.
    Expired units are held: a hold without a lot is taken to be about them first, so
    none is held twice. What expires before it is used is part of what is available.
    """
    lots = expiry.free_lots(stock_lots, stock_holds)
    parts = [
        _balances(ledger, company),
        _open_orders(order_status, kit_components, as_of),
        _holds(stock_holds),
        expiry.expired(lots).lazy(),
        _supply(open_supply),
    ]
    use = expiry.daily_use(item_classes, locations)
    return (
        _together(parts, products)
        .with_columns(is_stock_known=_is_known(company))
        .with_columns(on_hand_qty=_on_hand())
        .with_columns(held_qty=_held())
        .with_columns(reserved_qty=_reserved())
        .with_columns(
            available_qty=exact.qty(
                pl.col("on_hand_qty") - pl.col("reserved_qty") - pl.col("held_qty")
            ),
            backordered_qty=exact.qty(pl.col("open_qty") - pl.col("reserved_qty")),
        )
        .with_columns(position_qty=_position())
        .collect()
        .pipe(_with_expiring, lots, use, as_of)
        .select(tables.column_names("stock_positions"))
        .sort(KEY)
    )


def _together(parts: list[pl.LazyFrame], products: pl.DataFrame) -> pl.LazyFrame:
    """Return all parts of every item-location that can have stock."""
    never = products.filter(pl.col("fulfilment").is_in(NOT_PLANNED)).get_column("sku")
    return (
        pl.concat(parts, how="align_full")
        .filter(~pl.col("sku").is_in(never.implode()))
        .with_columns(exact.qty(pl.col(PARTS).fill_null(0)))
    )


def _balances(ledger: pl.LazyFrame, company: Company) -> pl.LazyFrame:
    """Return the last balances of each item-location and when stock was seen."""
    on_hand = pl.col("bucket") == "on_hand"
    in_transit = pl.col("bucket") == "in_transit"
    seen_at = pl.col("occurred_at").filter(pl.col("kind").is_in(SEEN))
    is_known = pl.col("kind").is_in(SEEN).any() | pl.lit(company.stock_files_complete)
    balance = exact.qty(pl.col("qty").filter(on_hand).sum())
    on_the_way = exact.qty(pl.col("qty").filter(in_transit).sum())
    return ledger.group_by(KEY).agg(
        ledger_qty=pl.when(is_known).then(balance),
        in_transit_qty=pl.max_horizontal(on_the_way, exact.no_units()),
        known_from_at=seen_at.min(),
        last_seen_at=seen_at.max(),
    )


def _open_orders(
    order_status: pl.LazyFrame, kit_components: pl.DataFrame, as_of: dt.date
) -> pl.LazyFrame:
    """Return units owed now; a place with demand is there even if it owes nothing."""
    is_due = pl.col("requested_on").is_null() | (pl.col("requested_on") <= as_of)
    lines = order_status.filter(~pl.col("state").is_in(["reversal", "service"])).select(
        *KEY,
        "placed_on",
        open_qty=pl.when(is_due).then("open_qty").otherwise(exact.no_units()),
    )
    opened = kits.exploded(lines, kit_components, ["open_qty"], "placed_on")
    return opened.group_by(KEY).agg(exact.qty(pl.col("open_qty").sum()))


def _holds(stock_holds: pl.DataFrame) -> pl.LazyFrame:
    """Return units held and not released."""
    return (
        stock_holds.lazy()
        .filter(pl.col("released_at").is_null() & pl.col("gone_at").is_null())
        .group_by(KEY)
        .agg(held_qty=exact.qty(pl.col("qty").sum()))
    )


def _supply(open_supply: pl.DataFrame) -> pl.LazyFrame:
    """Return units on order that count, those that do not, and the next arrival."""
    counted = pl.col("is_counted")
    units = pl.col("open_qty")
    return (
        open_supply.lazy()
        .group_by(KEY)
        .agg(
            on_order_qty=exact.qty(units.filter(counted).sum()),
            doubtful_qty=exact.qty(units.filter(~counted).sum()),
            next_arrival_on=pl.col("arrive_on").filter(counted & (units > 0)).min(),
        )
    )


def _with_expiring(
    standing: pl.DataFrame, lots: pl.DataFrame, use: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Add what of the available units expires before it is used."""
    unused = expiry.unused(expiry.usable_lots(lots, standing), use, as_of)
    lost = unused.group_by(KEY).agg(expiring_qty=pl.col("unused_qty").sum())
    return standing.join(lost, on=KEY, how="left").with_columns(
        expiring_qty=exact.qty(pl.col("expiring_qty").fill_null(0))
    )


def _is_known(company: Company) -> pl.Expr:
    """Say whether stock is known: seen once, or missing from a complete file."""
    return pl.col("known_from_at").is_not_null() | pl.lit(company.stock_files_complete)


def _on_hand() -> pl.Expr:
    """Return the units that planning counts on: never below zero."""
    return exact.qty(pl.max_horizontal("ledger_qty", exact.no_units()))


def _held() -> pl.Expr:
    """Return the units on hold or expired: no more than there are."""
    held = pl.col("held_qty") + pl.col("expired_qty")
    return exact.qty(pl.min_horizontal(held, "on_hand_qty"))


def _reserved() -> pl.Expr:
    """Return the units on hand, not held, that open orders are waiting for."""
    free = pl.col("on_hand_qty") - pl.col("held_qty")
    return exact.qty(pl.min_horizontal("open_qty", free))


def _position() -> pl.Expr:
    """Return available + on order + in transit less what is backordered."""
    coming = pl.col("on_order_qty") + pl.col("in_transit_qty")
    return exact.qty(pl.col("available_qty") + coming - pl.col("backordered_qty"))


def positions_add_up(stock_positions: pl.DataFrame) -> pl.DataFrame:
    """Return positions that are not the sum of their parts."""
    available = pl.col("on_hand_qty") - pl.col("reserved_qty") - pl.col("held_qty")
    coming = pl.col("on_order_qty") + pl.col("in_transit_qty")
    adds_up = (
        (pl.col("available_qty") == available)
        & (pl.col("open_qty") == pl.col("reserved_qty") + pl.col("backordered_qty"))
        & (pl.col("position_qty") == available + coming - pl.col("backordered_qty"))
    )
    return stock_positions.filter(~adds_up)
