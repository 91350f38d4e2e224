"""What is left of each lot, and which leaves first.

Documents name lots where goods come (receipts), are seen (stock rows) or leave
(shipments). What leaves without a lot is taken to be the first to expire; goods without
a date go last, the oldest first: FEFO, then FIFO.
"""

import datetime as dt

import polars as pl

from models import exact, tables, zones
from models.company import Company
from models.inventory import expiry, lot_rows
from models.inventory.blocks import BLOCK_ROWS, blockwise
from models.inventory.lot_walk import NEVER, walk
from models.inventory.moves.shape import documented

PLACE = ["sku", "location_id"]


def stock_lots(
    ledger: pl.LazyFrame,
    stock_moves: pl.LazyFrame,
    receipt_lines: pl.LazyFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
    item_classes: pl.DataFrame,
    as_of: dt.date,
    company: Company,
    block_rows: int = BLOCK_ROWS,
) -> pl.DataFrame:
    """Return what is on hand of each lot of the items that have lots or expire.

    A lot expires on the earliest day that its receipts say, else its shelf life after
    it came. Goods without a lot are told apart by the day on which they expire. What is
    sold is of use on that day, if anything is: expired goods leave when they are
    written off, missing from a look, or all there is. A look at a lot sets the lot.
    Goods keep lot and day from place to place. Found and returned goods without a lot
    keep no longer than what was taken last. The sum of an item-location is its balance
    in the ledger: nothing where that is below zero or nobody ever looked.
    """
    names = zones.zone_names(locations, default=company.time_zone)
    zone = pl.coalesce("time_zone", pl.lit(company.time_zone))
    places = locations.lazy().select("location_id", "time_zone")
    moves = (
        _moves(ledger, stock_moves, receipt_lines, products)
        .join(places, on="location_id", how="left")
        .with_columns(
            day=zones.local_day(pl.col("occurred_at"), zone, names),
            came_on=zones.local_day(pl.col("came_at"), zone, names),
            is_complete=pl.lit(company.stock_files_complete),
        )
    )
    left = blockwise(moves, _left, block_rows).collect()
    use = expiry.daily_use(item_classes, locations)
    return _in_turn(left, use, as_of)


def _moves(
    ledger: pl.LazyFrame,
    stock_moves: pl.LazyFrame,
    receipt_lines: pl.LazyFrame,
    products: pl.DataFrame,
) -> pl.LazyFrame:
    """Return moves on hand of items with lots or expiry, with what papers say."""
    document = ["sku", "kind", "document"]
    lives = products.lazy().filter(pl.col("shelf_life_days") > 0)
    dated = receipt_lines.filter(pl.col("expires_on").is_not_null())
    in_lots = ledger.filter(pl.col("lot") != "")
    tracked = pl.concat([rows.select("sku") for rows in (lives, dated, in_lots)])
    papers = (
        documented(receipt_lines, "receipt_id")
        .with_columns(kind=pl.lit("receipt"))
        .group_by(document)
        .agg(pl.col("expires_on").min(), came_at=pl.col("received_at").min())
    )
    seen = stock_moves.filter(pl.col("counted_qty").is_not_null(), pl.col("lot") != "")
    looks = seen.select("sku", "move_id", "counted_qty")
    return (
        ledger.filter(pl.col("bucket") == "on_hand")
        .join(tracked.unique(), on="sku", how="semi")
        .join(papers, on=document, how="left")
        .join(looks, on=["sku", "move_id"], how="left")
        .join(lives.select("sku", "shelf_life_days"), on="sku", how="left")
        .with_columns(came_at=pl.coalesce("came_at", "occurred_at"))
        .select(lot_rows.OF_MOVES)
    )


def _left(moves: pl.DataFrame) -> pl.DataFrame:
    """Return what is left of each lot of one block of items."""
    rows = lot_rows.in_order(moves.lazy()).collect()
    chains = rows.select(pl.max_horizontal(pl.col("place", "way").max())).item()
    left = walk(lot_rows.numbers(rows), chains or 0)
    columns = ["place", "lot_no", "expires", "came", "units"]
    day = pl.when(pl.col("expires") != NEVER).then("expires")
    return (
        pl.DataFrame(left, schema=columns)
        .group_by("place", "lot_no", "expires")
        .agg(pl.col("came").min(), pl.col("units").sum())
        .join(rows.select("place", *PLACE).unique(), on="place")
        .join(rows.select("lot_no", "lot").unique(), on="lot_no")
        .select(
            *PLACE,
            "lot",
            expires_on=day.cast(pl.Int32).cast(pl.Date),
            received_on=pl.col("came").cast(pl.Int32).cast(pl.Date),
            qty=exact.from_scaled("units"),
        )
    )


def _in_turn(left: pl.DataFrame, use: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Give the lots of each item-location the number of their turn; say what is lost.

    The last day of use ends with ``as_of``: the next day its goods are of none.
    """
    is_expired = (pl.col("expires_on") <= as_of).fill_null(value=False)
    turn = [*PLACE, "is_expired", "expires_on", "received_on", "lot"]
    numbered = (
        left.with_columns(is_expired=is_expired)
        .sort(turn, nulls_last=True)
        .with_columns(take_no=pl.int_range(1, pl.len() + 1).over(PLACE))
    )
    usable = numbered.filter(~pl.col("is_expired")).with_columns(
        free_qty="qty", first_qty=exact.no_units()
    )
    lost = expiry.unused(usable, use, as_of).select(
        *PLACE, "take_no", is_expiring=pl.col("unused_qty") > 0
    )
    return (
        numbered.join(lost, on=[*PLACE, "take_no"], how="left", maintain_order="left")
        .with_columns(pl.col("is_expiring").fill_null(value=False))
        .select(tables.column_names("stock_lots"))
    )


def lots_add_up(stock_lots: pl.DataFrame, ledger: pl.LazyFrame) -> pl.DataFrame:
    """Return item-locations where the lots are not what the ledger says is on hand."""
    lots = stock_lots.group_by(PLACE).agg(lots_qty=exact.qty(pl.col("qty").sum()))
    balance = (
        ledger.filter(pl.col("bucket") == "on_hand")
        .join(lots.lazy().select(PLACE), on=PLACE, how="semi")
        .group_by(PLACE)
        .agg(ledger_qty=exact.qty(pl.col("qty").sum()))
        .collect()
    )
    return (
        lots.join(balance, on=PLACE, how="left")
        .filter(pl.col("lots_qty").ne_missing(pl.col("ledger_qty")))
        .sort(PLACE)
    )
