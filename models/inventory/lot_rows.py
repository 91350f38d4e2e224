"""Moves as the rows that the walk through the lots takes."""

import polars as pl

from models import exact
from models.inventory.lot_walk import NEVER, Integers
from models.tables.inventory import MOVE_KINDS

PLACE = ["sku", "location_id"]
LOT = ["sku", "lot"]
SEEN = ("opening", "snapshot", "count")
SALES = ("shipment", "kit_consume", "transfer_out")
TRANSFERS = ("transfer_out", "transfer_in")
AS_NEW = ("receipt", "kit_build")
"""Goods that come with these are as fresh as their papers say, else new."""

OF_MOVES = (
    *("sku", "location_id", "sequence", "occurred_at", "kind", "document", "is_known"),
    *("bin", "lot", "qty", "counted_qty", "expires_on", "came_at", "shelf_life_days"),
)
"""What is needed of each move."""

IS_LOOK = pl.col("kind").is_in(SEEN)
ORDER = {kind: float(number) for number, kind in enumerate(MOVE_KINDS)} | {
    "transfer_in": MOVE_KINDS.index("transfer_out") + 0.5
}
"""Goods leave one place before they come to the other, also within one instant."""


def in_order(moves: pl.LazyFrame) -> pl.LazyFrame:
    """Return moves in the order in which they take effect, places and lots numbered.

    Chains of goods are the item-locations and, after them, the transfers on their way.
    """
    is_arrival = pl.col("kind") == "transfer_in"
    left_at = pl.col("occurred_at").filter(pl.col("kind") == "transfer_out").max()
    arrived_at = pl.max_horizontal("occurred_at", left_at.over("way"))
    has_bins = (~IS_LOOK & (pl.col("bin") != "")).any().over(PLACE)
    place = pl.struct(PLACE).rank("dense").cast(pl.Int64)
    return (
        moves.join(_ways(moves), on=["sku", "document", "kind"], how="left")
        .with_columns(
            at=pl.when(is_arrival).then(arrived_at).otherwise("occurred_at"),
            turn=pl.col("kind").replace_strict(ORDER, return_dtype=pl.Float64),
            place=place,
            way=(place.max() + pl.col("way")).fill_null(0),
            lot_no=_number(pl.col("lot") != "", "lot"),
            bin_no=_number(has_bins & (pl.col("bin") != ""), "bin"),
            expires=_expiry(),
        )
        .sort("sku", "at", "turn", "location_id", "sequence")
        .with_columns(look=_look())
    )


def numbers(rows: pl.DataFrame) -> Integers:
    """Return the facts of the kernel, in the order of its columns."""
    is_look, has_lot = pl.col("look") > 0, pl.col("lot_no") > 0
    of_lot = exact.to_scaled("counted_qty").clip(0).sum()
    seen = pl.when(is_look & has_lot).then(of_lot.over("look", "lot_no", "bin_no"))
    goes_on = is_look & (pl.col("look") == pl.col("look").shift(-1))
    was_seen = pl.col("is_known").any().over(PLACE)
    facts = rows.select(
        pl.col("sku").rle_id(),
        "place",
        "way",
        exact.to_scaled("qty"),
        "lot_no",
        "bin_no",
        "expires",
        pl.col("came_on").to_physical().alias("came"),
        pl.col("day").to_physical(),
        pl.col("kind").is_in(SALES).alias("is_sale"),
        (pl.col("kind").is_in(AS_NEW) | has_lot).alias("is_papered"),
        "look",
        seen.fill_null(-1).alias("seen"),
        (~goes_on.fill_null(value=False)).alias("ends"),
        pl.col("is_known") | (pl.col("is_complete") & ~was_seen),
    )
    return facts.cast(pl.Int64).to_numpy(order="c")


def _ways(moves: pl.LazyFrame) -> pl.LazyFrame:
    """Return a number for each transfer, on both of its moves."""
    kinds = pl.LazyFrame({"kind": TRANSFERS})
    transfers = moves.filter(pl.col("kind").is_in(TRANSFERS)).select("sku", "document")
    numbered = transfers.unique().sort("sku", "document").with_row_index("way", 1)
    return numbered.with_columns(pl.col("way").cast(pl.Int64)).join(kinds, how="cross")


def _look() -> pl.Expr:
    """Return a number for each look, on all of its rows; 0 for what is none."""
    same = pl.struct(*PLACE, "occurred_at", "kind").rle_id()
    begins = IS_LOOK & (same != same.shift(1)).fill_null(value=True)
    return pl.when(IS_LOOK).then(begins.cum_sum()).otherwise(0).cast(pl.Int64)


def _number(holds: pl.Expr, column: str) -> pl.Expr:
    """Return a number for each value of a column where something holds; 0 is none."""
    number = pl.when(holds).then(column).rank("dense")
    return number.fill_null(0).cast(pl.Int64)


def _expiry() -> pl.Expr:
    """Return the last day of use, in days; ``NEVER`` where none is known.

    All that came of one lot expires on its earliest day.
    """
    has_lot = pl.col("lot") != ""
    comes = (pl.col("qty") > 0) | (pl.col("counted_qty") > 0)
    stated = pl.col("expires_on").min().over(LOT)
    came_on = pl.col("came_on").filter(comes).min().over(LOT)
    life = pl.duration(days="shelf_life_days")
    day = pl.coalesce(
        pl.when(has_lot).then(stated).otherwise("expires_on"),
        pl.when(has_lot).then(came_on).otherwise("came_on") + life,
    )
    return day.to_physical().cast(pl.Int64).fill_null(NEVER)
