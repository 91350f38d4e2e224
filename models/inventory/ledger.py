"""The ledger: every move in order, with the balance after it and what it costs.

Balances and values are recomputed from the moves alone, so a back-dated document needs
no repair: the ledger of the same moves is the same, in whatever order they came. Only
closed periods stand as they were known when they were closed, see ``closing``.
"""

import datetime as dt
import functools

import polars as pl

from models import currencies, exact, tables
from models.company import Company
from models.inventory.balances import (
    BALANCE,
    IS_KNOWN,
    POSTED,
    SEQUENCE,
    Integers,
    balances,
)
from models.inventory.blocks import BLOCK_ROWS, blockwise
from models.inventory.closing import Closings, book
from models.inventory.families import by_family
from models.inventory.known_terms import KnownTerms
from models.inventory.moves.superseded import every_move
from models.inventory.valuing import (
    CHANGE_OF_METHOD,
    TAKES_EFFECT,
    Terms,
    Valued,
    told_rules,
    valued,
)
from models.tables.inventory import MOVE_KINDS

BUCKETS = ("on_hand", "in_transit", "inspect")
SEEN = ("opening", "snapshot", "count")
NAMES = ("sku", "location_id", "bin", "lot")
ORDER = {kind: number for number, kind in enumerate(MOVE_KINDS)}


def ledger(
    stock_moves: pl.LazyFrame,
    superseded_moves: pl.DataFrame,
    move_costs: pl.LazyFrame,
    products: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    item_cost_versions: pl.DataFrame,
    costing_rule_versions: pl.DataFrame,
    closed_periods: pl.DataFrame,
    company: Company,
    block_rows: int = BLOCK_ROWS,
) -> pl.LazyFrame:
    """Return every move with the balance and the value after it, to the last unit.

    Moves of one instant take effect in the order of ``MOVE_KINDS``. What was seen
    (opening, snapshot, count) sets the truth of its own bin and lot where the documents
    of the item-location carry bins and lots, else of the whole place. Moves are costed
    by the method in force for their item, see ``costing``.
    """
    rules = products, planning_parameters, decisions
    now = terms_of(move_costs, *rules, company)
    closings = Closings.of(closed_periods, company.time_zone)
    versions = item_cost_versions, costing_rule_versions
    terms = KnownTerms.of(now, *rules, *versions, closings)
    make = functools.partial(_block, terms=terms, closings=closings)
    rows, by = by_family(every_move(stock_moves, superseded_moves))
    return blockwise(rows, make, block_rows, by=by)


def terms_of(
    move_costs: pl.LazyFrame,
    products: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    company: Company,
) -> Terms:
    """Return what is known of costs beside the moves."""
    return Terms(
        move_costs.collect(),
        *told_rules(products, planning_parameters, decisions),
        company.time_zone,
        currencies.minor_digits(company.currency),
    )


def _block(
    stock_moves: pl.DataFrame, terms: KnownTerms, closings: Closings
) -> pl.DataFrame:
    """Return the ledger of one block of families."""
    ids = stock_moves.select("move_id")
    given = terms.now.given.join(ids, on="move_id", how="semi")

    def replay(
        moves: pl.DataFrame, facts: pl.DataFrame, at: dt.datetime, end: dt.datetime
    ) -> pl.DataFrame:
        return replayed_moves(moves, facts, terms.at(at).before(end)).booked()

    made = book(stock_moves, given, closings, replay, terms.changed)
    return made.select(tables.column_names("ledger"))


def replayed_moves(
    stock_moves: pl.DataFrame, given: pl.DataFrame, terms: Terms
) -> Valued:
    """Return moves with their units, balances and costs; ``given`` as move_costs."""
    moves = _in_order(stock_moves)
    posted = balances(_facts(moves), _slots(moves))
    with_units = moves.drop("counted_qty").with_columns(
        qty=exact.from_scaled(pl.lit(pl.Series(posted[:, POSTED]))),
        balance_qty=exact.from_scaled(pl.lit(pl.Series(posted[:, BALANCE]))),
        sequence=pl.Series(posted[:, SEQUENCE]),
        is_known=pl.Series(posted[:, IS_KNOWN]) == 1,
        cause=pl.lit(None, dtype=pl.String),
    )
    amount = exact.money(pl.col("amount").sum()).alias("given_amount")
    sums = given.group_by("move_id").agg(amount)
    return valued(with_units, sums, terms)


def _in_order(stock_moves: pl.DataFrame) -> pl.DataFrame:
    """Return moves in the order in which they take effect, with numbers for kernels."""
    is_seen = pl.col("counted_qty").is_not_null()
    sku_no, place_no, item = pl.col("sku_no"), pl.col("location_id_no"), pl.col("item")
    kept_bin, kept_lot = pl.col("kept_bin"), pl.col("kept_lot")
    held = item * (kept_bin.max() + 1) + kept_bin
    return (
        stock_moves.lazy()
        .with_columns(_numbers(stock_moves[name]) for name in NAMES)
        .with_columns(
            item=_dense(sku_no * (place_no.max() + 1) + place_no),
            kind_no=pl.col("kind").replace_strict(ORDER, return_dtype=pl.Int64),
            is_in=(pl.col("qty") > 0).fill_null(value=False),
        )
        .with_columns(_tracked("bin"), _tracked("lot"))
        .with_columns(slot=_dense(held * (kept_lot.max() + 1) + kept_lot) - 1)
        .with_columns(slot_of_look=pl.when(is_seen).then("slot").otherwise(0))
        .sort("item", *TAKES_EFFECT, "recorded_at", "move_id")
        .collect()
    )


def _numbers(texts: pl.Series) -> pl.Series:
    """Return for each text its number in their order; 0 is the empty one.

    >>> _numbers(pl.Series("lot", ["b", "", "a", "b"])).to_list()
    [2, 0, 1, 2]
    """
    names = pl.concat([pl.Series(texts.name, [""]), texts]).unique().sort()
    numbers = texts.cast(pl.Enum(names)).to_physical().cast(pl.Int64)
    return numbers.alias(f"{texts.name}_no")


def _dense(number: pl.Expr) -> pl.Expr:
    """Return numbers that follow one another from 1, in the order of others."""
    return number.rank("dense").cast(pl.Int64)


def _tracked(column: str) -> pl.Expr:
    """Return the number of the bin or lot where the place's documents carry one."""
    is_flow = pl.col("counted_qty").is_null() & (pl.col("bucket") == "on_hand")
    number = pl.col(f"{column}_no")
    is_tracked = (is_flow & (number != 0)).any().over("item")
    return pl.when(is_tracked).then(number).otherwise(0).alias(f"kept_{column}")


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
    slots = moves.select("slot", "item", "kept_bin", "kept_lot").unique("slot")
    return slots.sort("slot").drop("slot").to_numpy(order="c")


def balances_match(stock_moves: pl.LazyFrame, ledger: pl.LazyFrame) -> pl.LazyFrame:
    """Return item-locations where the ledger does not add up.

    Every move is posted once, one with units with these units, and the last balance is
    the sum of what was posted; where no document is left, none. A change of method that
    changes a value is a row that no document tells of. Where closed periods were
    corrected, some are posted as they were known and made up for later; their units
    still add up.
    """
    key = ["sku", "location_id", "bucket"]
    is_flow = ~pl.col("kind").is_in(SEEN)
    is_change = pl.col("document").str.starts_with(CHANGE_OF_METHOD)
    posted = ledger.group_by(key).agg(
        posted=(~is_change).sum(),
        is_corrected=pl.col("cause").is_not_null().any(),
        posted_qty=exact.qty(pl.col("qty").sum()),
        flow_qty=exact.qty(pl.col("qty").filter(is_flow).sum()),
        balance_qty=pl.col("balance_qty").sort_by("sequence").last(),
    )
    given = stock_moves.group_by(key).agg(
        given=pl.len(), given_qty=exact.qty(pl.col("qty").sum())
    )
    has_all = (pl.col("posted") == pl.col("given")) | pl.col("is_corrected")
    adds_up = (
        has_all
        & (pl.col("flow_qty") == pl.col("given_qty"))
        & (pl.col("posted_qty") == pl.col("balance_qty"))
    )
    none = pl.col("given", "given_qty").fill_null(0)
    return (
        posted.join(given, on=key, how="full", coalesce=True)
        .with_columns(none)
        .filter(~adds_up.fill_null(value=False))
        .sort(key)
    )


def values_add_up(ledger: pl.LazyFrame) -> pl.LazyFrame:
    """Return the first move of each pool where the value does not follow.

    The value after a move is all cost and adjustment until then, and nothing is worth
    nothing; only inside a month of monthly average, and between the corrections
    of one instant, may no units have a value.
    """
    pool = ["sku", "location_id", "bucket"]
    moved = (pl.col("cost_amount") + pl.col("adjustment_amount")).fill_null(0)
    follows = pl.col("value_amount") == moved.cum_sum().over(pool, order_by="sequence")
    is_worth = (pl.col("balance_qty") == 0) & (pl.col("value_amount") != 0)
    is_between = (pl.col("method") == "monthly_average") | pl.col("cause").is_not_null()
    breaks = ~follows | (is_worth & ~is_between.fill_null(value=False))
    return (
        ledger.filter(breaks & pl.col("value_amount").is_not_null())
        .sort("sequence")
        .unique(pool, keep="first")
        .select(*pool, "move_id", "balance_qty", "value_amount")
        .sort(pool)
    )
