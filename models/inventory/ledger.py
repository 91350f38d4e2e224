"""The ledger: every move in order, with the balance after it.

Balances are recomputed from the moves alone, so a back-dated document needs no repair:
the ledger of the same moves is the same, in whatever order they came.
"""

import polars as pl

from models import exact, tables
from models.inventory.balances import (
    BALANCE,
    IS_KNOWN,
    POSTED,
    SEQUENCE,
    Integers,
    balances,
)
from models.inventory.blocks import BLOCK_ROWS, blockwise
from models.tables.columns import MONEY
from models.tables.inventory import MOVE_KINDS

BUCKETS = ("on_hand", "in_transit", "inspect")
SEEN = ("opening", "snapshot", "count")
ORDER = {kind: number for number, kind in enumerate(MOVE_KINDS)}


def ledger(stock_moves: pl.LazyFrame, block_rows: int = BLOCK_ROWS) -> pl.LazyFrame:
    """Return every move with the balance after it, exact to the last unit.

    Moves of one instant take effect in the order of ``MOVE_KINDS``. What was seen
    (opening, snapshot, count) sets the truth of its own bin and lot where the documents
    of the item-location carry bins and lots, else of the whole place.
    """
    return blockwise(stock_moves, _posted, block_rows)


def _posted(stock_moves: pl.DataFrame) -> pl.DataFrame:
    """Return the ledger of one block of items."""
    moves = _in_order(stock_moves)
    posted = balances(_facts(moves), _slots(moves))
    return (
        moves.drop("qty", "counted_qty")
        .with_columns(
            qty=exact.from_scaled(pl.lit(pl.Series(posted[:, POSTED]))),
            balance_qty=exact.from_scaled(pl.lit(pl.Series(posted[:, BALANCE]))),
            sequence=pl.Series(posted[:, SEQUENCE]),
            is_known=pl.Series(posted[:, IS_KNOWN]) == 1,
            method=pl.lit(None, dtype=pl.String),
            cost_amount=pl.lit(None, dtype=MONEY),
            adjustment_amount=pl.lit(None, dtype=MONEY),
            value_amount=pl.lit(None, dtype=MONEY),
            cause=pl.lit(None, dtype=pl.String),
        )
        .select(tables.column_names("ledger"))
    )


def _in_order(stock_moves: pl.DataFrame) -> pl.DataFrame:
    """Return moves in the order in which they take effect, with numbers for kernels."""
    is_seen = pl.col("counted_qty").is_not_null()
    slot_of_look = pl.when(is_seen).then("slot").otherwise(0)
    return (
        stock_moves.lazy()
        .with_columns(
            item=pl.struct("sku", "location_id").rank("dense").cast(pl.Int64),
            kind_no=pl.col("kind").replace_strict(ORDER, return_dtype=pl.Int64),
        )
        .with_columns(_tracked("bin"), _tracked("lot"))
        .with_columns(
            slot=pl.struct("item", "kept_bin", "kept_lot").rank("dense").cast(pl.Int64)
            - 1
        )
        .sort("item", "occurred_at", "kind_no", slot_of_look, "recorded_at", "move_id")
        .collect()
    )


def _tracked(column: str) -> pl.Expr:
    """Return the bin or lot where the item-location's own documents carry one."""
    is_flow = pl.col("counted_qty").is_null() & (pl.col("bucket") == "on_hand")
    is_tracked = (is_flow & (pl.col(column) != "")).any().over("item")
    return (
        pl.when(is_tracked).then(column).otherwise(pl.lit("")).alias(f"kept_{column}")
    )


def _facts(moves: pl.DataFrame) -> Integers:
    """Return what the kernel needs of each move, as whole numbers."""
    is_seen = pl.col("counted_qty").is_not_null()
    bucket = pl.col("bucket").replace_strict(
        {name: number for number, name in enumerate(BUCKETS)}, return_dtype=pl.Int64
    )
    return moves.select(
        "item",
        pl.col("occurred_at").to_physical(),
        "kind_no",
        bucket,
        "slot",
        is_seen.cast(pl.Int64).alias("is_seen"),
        exact.to_scaled(pl.coalesce("counted_qty", "qty")),
    ).to_numpy(order="c")


def _slots(moves: pl.DataFrame) -> Integers:
    """Return item, bin and lot of every slot as numbers, 0 for no bin and no lot."""
    return (
        moves.lazy()
        .select("slot", "item", "kept_bin", "kept_lot")
        .unique("slot")
        .sort("slot")
        .select(
            "item",
            *(
                pl.when(pl.col(name) == "")
                .then(0)
                .otherwise(pl.col(name).rank("dense"))
                .cast(pl.Int64)
                .alias(name)
                for name in ("kept_bin", "kept_lot")
            ),
        )
        .collect()
        .to_numpy(order="c")
    )


def balances_match(stock_moves: pl.LazyFrame, ledger: pl.LazyFrame) -> pl.LazyFrame:
    """Return item-locations where the ledger does not add up.

    Every move is posted once, one with units with these units, and the last balance is
    the sum of what was posted.
    """
    key = ["sku", "location_id", "bucket"]
    is_flow = ~pl.col("kind").is_in(SEEN)
    posted = ledger.group_by(key).agg(
        posted=pl.len(),
        posted_qty=exact.qty(pl.col("qty").sum()),
        flow_qty=exact.qty(pl.col("qty").filter(is_flow).sum()),
        balance_qty=pl.col("balance_qty").sort_by("sequence").last(),
    )
    given = stock_moves.group_by(key).agg(
        given=pl.len(), given_qty=exact.qty(pl.col("qty").sum())
    )
    adds_up = (
        (pl.col("posted") == pl.col("given"))
        & (pl.col("flow_qty") == pl.col("given_qty"))
        & (pl.col("posted_qty") == pl.col("balance_qty"))
    )
    return (
        posted.join(given, on=key, how="full", coalesce=True)
        .filter(~adds_up.fill_null(value=False))
        .sort(key)
    )
