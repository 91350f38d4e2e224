"""What is in stock, layer by layer: when it came, what is left of it, what it cost."""

import functools

import numpy as np
import polars as pl

from models import exact, tables
from models.company import Company
from models.inventory.blocks import BLOCK_ROWS, blockwise
from models.inventory.costing.amounts import minor
from models.inventory.costing.books import FIFO, METHODS, Integers
from models.inventory.costing.facts import ledgered
from models.inventory.costing.layers import (
    CAME_WITH,
    LAYER_NO,
    LEFT,
    OF_POOL,
    WORTH,
    open_layers,
)
from models.inventory.families import by_family
from models.inventory.ledger import replayed_moves, terms_of
from models.inventory.valuing import BUCKETS, Terms, Valued
from models.tables import columns

POOL = ["sku", "location_id", "bucket"]
LAYERED = (METHODS["fifo"], METHODS["specific"])


def cost_layers(
    stock_moves: pl.LazyFrame,
    move_costs: pl.LazyFrame,
    products: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    company: Company,
    block_rows: int = BLOCK_ROWS,
) -> pl.LazyFrame:
    """Return the open layers of every item-location, next to leave first.

    Transfers keep the day on which goods first came in. Items valued by an average or
    at standard have layers too, in the order of first in, first out; their value is
    spread over them by units. What left before it came is a layer of less than nothing.
    Places that nobody ever looked at have no layers.
    """
    stand = move_costs.filter(pl.col("superseded_at").is_null())
    terms = terms_of(stand, products, planning_parameters, decisions, company)
    make = functools.partial(_block, terms=terms)
    rows, by = by_family(stock_moves)
    return blockwise(rows, make, block_rows, by=by)


def _block(stock_moves: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """Return the layers of one block of families."""
    valued = replayed_moves(stock_moves, terms.given, terms)
    pools = _pools(valued, terms)
    found, told = _found(valued, pools, terms), valued.told
    moves, came_with = valued.moves, told["row"].gather(found[:, CAME_WITH])
    layers = pl.DataFrame(
        {
            "pool": found[:, OF_POOL],
            "layer_no": found[:, LAYER_NO],
            "remaining_qty": found[:, LEFT],
            "amount": found[:, WORTH],
            "received_at": moves["occurred_at"].gather(came_with),
            "move_id": moves["move_id"].gather(came_with),
            "lot": moves["lot"].gather(came_with),
        }
    )
    return (
        layers.join(pools, on="pool", maintain_order="left")
        .with_columns(remaining_amount=_amount(terms.minor_digits))
        .with_columns(remaining_qty=exact.from_scaled("remaining_qty"))
        .with_columns(unit_cost=_unit_cost())
        .select(tables.column_names("cost_layers"))
    )


def _found(valued: Valued, pools: pl.DataFrame, terms: Terms) -> Integers:
    """Return the open layers: a pool's own, else those that it would have by fifo."""
    count = len(valued.first_costs)
    own = open_layers(valued.done.books, valued.done.first_pool, count)
    if pools["has_own"].all():
        return own
    in_layers = pl.col("method").is_in(LAYERED)
    method = pl.when(in_layers).then("method").otherwise(pl.lit(FIFO, pl.UInt8))
    told = valued.told.with_columns(method=method)
    done = ledgered(told, valued.first_costs, terms.minor_digits)
    other = open_layers(done.books, done.first_pool, count)
    has_own = np.zeros(count, np.bool_)
    has_own[pools.filter("has_own")["pool"].to_numpy()] = True
    both = [own[has_own[own[:, OF_POOL]]], other[~has_own[other[:, OF_POOL]]]]
    found = np.concatenate(both)
    return found[np.argsort(found[:, OF_POOL], kind="stable")]


def _pools(valued: Valued, terms: Terms) -> pl.DataFrame:
    """Return each pool's names, its value, and whether its layers are its own."""
    number = {name: number for number, name in enumerate(BUCKETS)}
    bucket = pl.col("bucket").replace_strict(number, return_dtype=pl.Int64)
    worth = pl.when(pl.col("told_at").is_not_null()).then("value_amount")
    ends = valued.told.group_by(pl.col("pool").cast(pl.Int64)).agg(
        has_own=pl.col("method").is_in(LAYERED).all(),
        value=minor(worth.last(), terms.minor_digits),
    )
    return (
        valued.moves.filter(pl.col("is_known").any().over("item"))
        .select(*POOL, pool=(pl.col("item") - 1) * len(BUCKETS) + bucket)
        .unique("pool")
        .join(ends, on="pool")
    )


def _amount(minor_digits: int) -> pl.Expr:
    """Return what a layer is worth: its own amount, or its share of the value."""
    units, value = pl.col("remaining_qty"), pl.col("value")
    upto = units.cum_sum().over("pool") / units.sum().over("pool")
    worth = (value * upto).round().cast(pl.Int64)
    share = worth - worth.shift(1, fill_value=0).over("pool")
    whole = pl.when("has_own").then("amount").otherwise(share)
    scaled = whole * 10 ** (columns.MONEY_SCALE - minor_digits)
    return pl.when(value.is_not_null()).then(
        exact.from_scaled(scaled, columns.MONEY_SCALE)
    )


def _unit_cost() -> pl.Expr:
    """Return what a unit of a layer costs, four decimals."""
    cost = pl.col("remaining_amount").cast(pl.Float64)
    return exact.money((cost / pl.col("remaining_qty").cast(pl.Float64)).round(4))


def layers_match(
    cost_layers: pl.LazyFrame, stock_valuation: pl.DataFrame
) -> pl.LazyFrame:
    """Return pools whose layers are not their quantity and value in the ledger."""
    sums = cost_layers.group_by(POOL).agg(
        layer_qty=exact.qty(pl.col("remaining_qty").sum()),
        layer_amount=exact.money(pl.col("remaining_amount").sum()),
    )
    no_units, nothing = pl.lit(0, columns.QTY), pl.lit(0, columns.MONEY)
    return (
        stock_valuation.lazy()
        .select(*POOL, "qty", "value_amount")
        .join(sums, on=POOL, how="full", coalesce=True)
        .with_columns(
            pl.col("qty", "layer_qty").fill_null(no_units),
            pl.col("layer_amount").fill_null(nothing),
        )
        .filter(
            (pl.col("qty") != pl.col("layer_qty"))
            | (pl.col("value_amount") != pl.col("layer_amount"))
        )
        .sort(POOL)
    )
