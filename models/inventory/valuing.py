"""From moves with their units to what they cost: what the kernel of costing is told."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from models import exact
from models.inventory.costing.books import METHODS, NONE, Integers
from models.inventory.costing.costed import AMOUNTS, minor, money, numbered
from models.inventory.costing.facts import ledgered
from models.inventory.costing.methods import DEFAULT_METHOD
from models.tables.columns import MONEY_SCALE

ON_HAND = pl.col("bucket") == "on_hand"
TAKES_EFFECT = ("occurred_at", "kind_no", "is_in", "slot_of_look")
"""The order in which moves take effect, wherever they are; then comes ``sequence``."""

IS_REVALUATION = pl.col("kind") == "revaluation"
BUCKETS = ("on_hand", "in_transit", "inspect")
CARRIED = ("transfer_out", "transfer_in", "inspected")
KIT_WORK = ("kit_build", "kit_consume")


@dataclass(frozen=True)
class Terms:
    """What is known beside the moves.

    ``given``: what documents say of costs, as ``move_costs``. ``methods``: see
    ``costing.methods``. ``own_costs``: what a unit of an item costs us (``first_cost``)
    where no document tells. ``minor_digits``: decimals of the currency.
    """

    given: pl.DataFrame
    methods: pl.DataFrame
    own_costs: pl.DataFrame
    time_zone: str
    minor_digits: int


@dataclass(frozen=True)
class Valued:
    """Moves with what they cost, and what the kernel was told of them."""

    moves: pl.DataFrame
    told: pl.DataFrame
    first_costs: Integers


def valued(moves: pl.DataFrame, given: pl.DataFrame, terms: Terms) -> Valued:
    """Add method, unit_cost and the amounts to moves with their units.

    ``moves`` are sorted by ``item`` (numbers from 1) and sequence; ``given`` has the
    ``given_amount`` of those whose cost is told. Moves before the first look at an
    item-location cost nothing anyone knows: there the stock is unknown, and the look
    brings in all of it. Where nothing at all tells what an item costs, its amounts are
    empty.
    """
    rows = moves.with_row_index("row")
    told = _told(rows, given, terms)
    first_costs = _first_costs(moves, terms)
    done = ledgered(told, first_costs, terms.minor_digits)
    amounts = told.select(
        "row",
        pl.col("method").alias("method_no"),
        *(
            money(values, terms.minor_digits).alias(name)
            for name, values in zip(AMOUNTS, done.posted, strict=True)
        ),
    ).drop_nulls("row")
    is_told = (pl.col("given_amount").is_not_null() | pl.col("has_cost")).any()
    costs = (
        rows.join(amounts, on="row", how="left", maintain_order="left")
        .join(given, on="move_id", how="left", maintain_order="left")
        .with_columns(has_cost=pl.Series(first_costs[::3] >= 0)[moves["item"] - 1])
        .with_columns(
            pl.when(is_told.over("sku")).then(name).alias(name) for name in AMOUNTS
        )
        .with_columns(unit_cost=_unit_cost(), method=_method_names())
        .drop("row", "method_no", "given_amount", "has_cost")
    )
    return Valued(costs, told, first_costs)


def _unit_cost() -> pl.Expr:
    """Return what a unit of a move costs, four decimals."""
    cost = pl.col("cost_amount").cast(pl.Float64).abs()
    units = pl.col("qty").cast(pl.Float64).abs()
    return pl.when(pl.col("qty") != 0).then(exact.money((cost / units).round(4)))


def _method_names() -> pl.Expr:
    """Return the names of methods."""
    names = {number: name for name, number in METHODS.items()}
    return pl.col("method_no").replace_strict(names, return_dtype=pl.String)


def _first_costs(moves: pl.DataFrame, terms: Terms) -> Integers:
    """Return the unit cost of each pool's item until goods come in, or -1."""
    items = moves.select("item", "sku").unique("item").sort("item")
    costs = items.join(terms.own_costs, on="sku", how="left", maintain_order="left")
    scaled = costs.select(exact.to_scaled("first_cost", MONEY_SCALE).fill_null(NONE))
    return scaled.to_series().to_numpy().repeat(len(BUCKETS))


def _told(rows: pl.DataFrame, given: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """Return the moves that are costed as facts, in order, with their ``row``."""
    known = rows.filter(~ON_HAND | pl.col("is_known")).select(
        *("row", "sequence", *TAKES_EFFECT, "sku", "item", "bucket", "kind", "lot"),
        *("move_id", "applies_to", "document", "balance_qty", "qty", "unit_cost"),
        on=pl.col("occurred_at").dt.convert_time_zone(terms.time_zone).dt.date(),
    )
    is_first = ON_HAND & (pl.int_range(pl.len()).over("item", "bucket") == 0)
    units = exact.to_scaled(pl.when(is_first).then("balance_qty").otherwise("qty"))
    facts = (
        known.with_columns(qty=units)
        .join(given, on="move_id", how="left", maintain_order="left")
        .join(terms.own_costs, on="sku", how="left", maintain_order="left")
        .select(
            *("row", "sequence", *TAKES_EFFECT, "sku", "on", "qty"),
            pool=((pl.col("item") - 1) * len(BUCKETS) + _bucket()).cast(pl.Int32),
            given=_given(terms.minor_digits),
            is_carried=_is_carried(),
            is_revaluation=IS_REVALUATION,
            lot=numbered("lot"),
            work=_work(),
            weight=pl.when(pl.col("kind").is_in(KIT_WORK)).then(_weight()).otherwise(0),
        )
    )
    in_order = _with_methods(facts, terms).sort(*TAKES_EFFECT, "row")
    return _linked(in_order, known).with_columns(
        month=pl.col("on").dt.month_start().to_physical()
    )


def _given(minor_digits: int) -> pl.Expr:
    """Return the amount given for what comes in; of a revaluation, the unit cost."""
    amount = minor(pl.col("given_amount"), minor_digits)
    return (
        pl.when(IS_REVALUATION)
        .then(exact.to_scaled("unit_cost", MONEY_SCALE))
        .when(pl.col("qty") > 0)
        .then(amount)
    )


def _bucket() -> pl.Expr:
    """Return the number of the bucket."""
    numbers = {name: number for number, name in enumerate(BUCKETS)}
    return pl.col("bucket").replace_strict(numbers, return_dtype=pl.Int64)


def _is_carried() -> pl.Expr:
    """Say whether a move hands goods on with their cost and age."""
    goes_through = ~ON_HAND | pl.col("applies_to").is_not_null()
    is_dock = (pl.col("kind") == "receipt") & goes_through
    return pl.col("kind").is_in(CARRIED) | is_dock


def _work() -> pl.Expr:
    """Return numbers of kit work from 0."""
    document = pl.when(pl.col("kind").is_in(KIT_WORK)).then("document")
    return document.rank("dense").cast(pl.Int64) - 1


def _weight() -> pl.Expr:
    """Return the weight of what kit work makes: its own cost, else its units."""
    worth = pl.col("qty") * pl.col("first_cost").cast(pl.Float64).fill_null(1)
    return worth.clip(1, 1e15).round().cast(pl.Int64)


def _with_methods(facts: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """Add the method of the day, and a fact in every pool when it changes."""
    skus = facts["sku"].unique()
    methods = (
        terms.methods.filter(pl.col("sku").is_in(skus.implode()))
        .with_columns(
            method=pl.col("method").replace_strict(METHODS, return_dtype=pl.UInt8),
            standard=exact.to_scaled("standard_cost", MONEY_SCALE).fill_null(0),
        )
        .drop("standard_cost")
    )
    changes = methods.filter(pl.int_range(pl.len()).over("sku") > 0)
    if changes.is_empty():
        told = facts.join(methods, on="sku", how="left", maintain_order="left")
    else:
        every = pl.concat([facts, _changes(facts, changes, terms)], how="diagonal")
        told = every.sort("on").join_asof(
            methods.sort("from_on"),
            left_on="on",
            right_on="from_on",
            by="sku",
            check_sortedness=False,  # both are sorted just above
        )
    default = pl.lit(METHODS[DEFAULT_METHOD], pl.UInt8)
    return told.with_columns(
        pl.col("method").fill_null(default), pl.col("standard").fill_null(0)
    )


def _changes(facts: pl.DataFrame, changes: pl.DataFrame, terms: Terms) -> pl.DataFrame:
    """Return a fact for every pool that is there when its method changes."""
    midnight = pl.col("from_on").cast(pl.Datetime("us"))
    shape = facts.schema
    return (
        facts.join(changes, on="sku", how="semi")
        .group_by("sku", "pool")
        .agg(first_at=pl.col("occurred_at").min())
        .join(changes, on="sku")
        .with_columns(
            occurred_at=midnight.dt.replace_time_zone(
                terms.time_zone, ambiguous="earliest", non_existent="null"
            ).dt.convert_time_zone("UTC")
        )
        .filter(pl.col("occurred_at") > pl.col("first_at"))
        .select(
            *("sku", "pool", "occurred_at"),
            on="from_on",
            is_revaluation=pl.lit(value=True),
            is_carried=pl.lit(value=False),
            **{
                name: pl.lit(value, shape[name])
                for name, value in (
                    ("kind_no", -1),
                    ("qty", 0),
                    ("lot", 0),
                    ("weight", 0),
                )
            },
        )
    )


def _linked(facts: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Add the ``source`` of facts: the move they apply to, if it came before.

    A link to a later move, or to one that goes the same way, is no source.
    """
    at = np.full(int(known["row"].max() or 0) + 1, NONE, np.int64)  # type: ignore[arg-type]  # rows are numbers
    is_move = facts["row"].is_not_null().to_numpy()
    at[facts["row"].drop_nulls().to_numpy()] = np.flatnonzero(is_move)
    links = known.select("row", "applies_to").drop_nulls("applies_to")
    sources = known.select(applies_to="move_id", source_row="row").join(
        links, on="applies_to", how="semi"
    )
    found = links.join(sources, on="applies_to", how="inner")
    own, other = (at[found[name].to_numpy()] for name in ("row", "source_row"))
    qty = facts["qty"].to_numpy()
    is_good = (other < own) & (qty[own] * np.sign(qty[other]) < 0)
    source = np.full(facts.height, NONE, np.int64)
    source[own[is_good]] = other[is_good]
    return facts.with_columns(
        source=pl.when(pl.Series(source) != NONE).then(pl.Series(source))
    )
