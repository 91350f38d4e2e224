"""From moves with their units to what they cost: what the kernel of costing is told."""

import datetime as dt
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from models import exact
from models.inventory.costing.amounts import AMOUNTS, minor, money, numbered
from models.inventory.costing.books import METHODS, NONE, STANDARD_COST, Integers
from models.inventory.costing.facts import Ledgered, ledgered
from models.inventory.costing.methods import DEFAULT_METHOD, costing_terms
from models.inventory.moves.shape import told_name
from models.ownership import own_costs
from models.tables.columns import MAX_PRICE, MONEY_SCALE

ON_HAND = pl.col("bucket") == "on_hand"
TAKES_EFFECT = ("occurred_at", "kind_no", "is_in", "slot_of_look")
"""The order in which moves take effect, wherever they are; then comes ``sequence``."""

IS_REVALUATION = pl.col("kind") == "revaluation"
BUCKETS = ("on_hand", "in_transit", "inspect")
CARRIED = ("transfer_out", "transfer_in", "inspected")
KIT_WORK = ("kit_build", "kit_consume")
BEFORE_MOVES = -1
"""The ``kind_no`` of what takes effect before all moves of its instant."""

CHANGE_OF_METHOD = "costing_method:"
"""How the document of a change of method is called; its day follows."""

ALWAYS = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
"""When a cost counts that was known all along."""


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

    def told_by(
        self,
        products: pl.DataFrame,
        planning_parameters: pl.DataFrame,
        decisions: pl.DataFrame,
    ) -> "Terms":
        """Return the same with the costs and rules that other tables tell."""
        methods, costs = told_rules(products, planning_parameters, decisions)
        return replace(self, methods=methods, own_costs=costs)

    def before(self, end: dt.datetime) -> "Terms":
        """Return the same with the methods of days before the one that begins then."""
        day = end.astimezone(ZoneInfo(self.time_zone)).date()
        return replace(self, methods=self.methods.filter(pl.col("from_on") < day))


def told_rules(
    products: pl.DataFrame, planning_parameters: pl.DataFrame, decisions: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the ``methods`` and ``own_costs`` of terms."""
    costs = own_costs(products).rename({"unit_cost": "first_cost"})
    methods = costing_terms(planning_parameters, decisions, products)
    return methods, costs.drop_nulls()


@dataclass(frozen=True)
class Valued:
    """Moves with what they cost, and what the kernel was told of them and answered.

    ``told`` has the amounts of every fact and ``told_at``, ``done`` the books after
    them. ``changes`` are the changes of method that made the stock of a pool worth
    something else: moves of no units that no document tells of.
    """

    moves: pl.DataFrame
    changes: pl.DataFrame
    told: pl.DataFrame
    first_costs: Integers
    done: Ledgered

    def booked(self) -> pl.DataFrame:
        """Return moves and changes of method in one order."""
        if self.changes.is_empty():
            return self.moves
        pool = ["item", "bucket"]
        balance = pl.col("balance_qty").forward_fill().over(pool)
        return (
            pl.concat([self.moves, self.changes], how="diagonal")
            .sort("item", "occurred_at", "kind_no", "sequence", "bucket")
            .with_columns(
                sequence=pl.int_range(1, pl.len() + 1).over("item"),
                balance_qty=balance,
            )
        )


def valued(moves: pl.DataFrame, given: pl.DataFrame, terms: Terms) -> Valued:
    """Add method, unit_cost and the amounts to moves with their units.

    ``moves`` are sorted by ``item`` (numbers from 1) and sequence; ``given`` has the
    ``given_amount`` of those whose cost is told. Moves before the first look at an
    item-location cost nothing anyone knows: there the stock is unknown, and the look
    brings in all of it. Where nothing at all tells what an item costs (no document, no
    revaluation, no standard, not the product), its amounts are empty; ``told_at`` is
    when something first does.
    """
    rows = moves.with_row_index("row")
    told = _told(rows, given, terms)
    first_costs = _first_costs(moves, terms)
    done = ledgered(told, first_costs, terms.minor_digits)
    posted = told.with_columns(
        money(values, terms.minor_digits).alias(name)
        for name, values in zip(AMOUNTS, done.posted, strict=True)
    ).join(_told_at(told, terms.own_costs), on="sku", how="left", maintain_order="left")
    amounts = _amounts(posted)
    costs = (
        rows.join(amounts, on="row", how="left", maintain_order="left")
        .with_columns(unit_cost=_unit_cost(), method=_method_names())
        .drop("row", "method_no")
    )
    return Valued(costs, _changed(posted, moves), posted, first_costs, done)


def _told_at(told: pl.DataFrame, own_costs: pl.DataFrame) -> pl.DataFrame:
    """Return when something first tells what each item costs, if anything does."""
    is_ours = pl.col("sku").is_in(own_costs["sku"].implode())
    tells = pl.col("given").is_not_null() | (pl.col("method") == STANDARD_COST)
    at = pl.when(is_ours).then(ALWAYS).when(tells).then("occurred_at")
    return told.group_by("sku").agg(told_at=at.min())


def _amounts(posted: pl.DataFrame) -> pl.DataFrame:
    """Return method and amounts of moves by ``row``; empty where nothing tells them."""
    is_told = pl.col("told_at").is_not_null()
    return posted.filter(pl.col("row").is_not_null()).select(
        *("row", "month", "told_at", pl.col("method").alias("method_no")),
        *(pl.when(is_told).then(name).alias(name) for name in AMOUNTS),
    )


def _changed(posted: pl.DataFrame, moves: pl.DataFrame) -> pl.DataFrame:
    """Return changes of method that changed a value, as moves of no units.

    Where nobody had looked yet their place is as unknown as it was.
    """
    changed = posted.filter(
        pl.col("row").is_null() & (pl.col("adjustment_amount") != 0)
    )
    names = dict(enumerate(BUCKETS))
    bucket = (pl.col("pool") % len(BUCKETS)).replace_strict(
        names, return_dtype=pl.String
    )
    item = (pl.col("pool") // len(BUCKETS) + 1).cast(moves.schema["item"])
    same = ["sku", "location_id", *(["family"] if "family" in moves.columns else [])]
    first_known = pl.col("occurred_at").filter(pl.col("is_known")).min()
    places = moves.group_by("item", *same).agg(known_at=first_known)
    document = pl.concat_str(pl.lit(CHANGE_OF_METHOD), pl.col("on").cast(pl.String))
    return (
        changed.drop("sku")
        .with_columns(item=item, bucket=bucket)
        .join(places, on="item", maintain_order="left")
        .select(
            *("item", "bucket", "occurred_at", "month", "told_at", *same, *AMOUNTS),
            move_id=pl.concat_str(
                document, "sku", "location_id", "bucket", separator=":"
            ),
            document=document,
            recorded_at="occurred_at",
            kind=pl.lit("revaluation"),
            kind_no=pl.lit(BEFORE_MOVES, pl.Int64),
            is_in=pl.lit(value=False),
            qty=exact.no_units(),
            is_known=(pl.col("known_at") <= pl.col("occurred_at")).fill_null(
                value=False
            ),
            bin=pl.lit(""),
            lot=pl.lit(""),
            method_no="method",
        )
        .with_columns(method=_method_names())
        .drop("method_no")
    )


def _unit_cost() -> pl.Expr:
    """Return what a unit of a move costs, four decimals; empty beyond any price."""
    cost = pl.col("cost_amount").cast(pl.Float64).abs()
    units = pl.col("qty").cast(pl.Float64).abs()
    is_price = (units > 0) & (cost <= units * float(MAX_PRICE))
    return pl.when(is_price).then(exact.money((cost / units).round(4)))


def _method_names() -> pl.Expr:
    """Return the names of methods."""
    names = {number: name for name, number in METHODS.items()}
    return pl.col("method_no").replace_strict(names, return_dtype=pl.String)


def _first_costs(moves: pl.DataFrame, terms: Terms) -> Integers:
    """Return the unit cost of each pool's item until goods come in, or -1."""
    is_first = pl.col("item") != pl.col("item").shift(1, fill_value=0)
    items = moves.filter(is_first).select("sku")
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
                    ("kind_no", BEFORE_MOVES),
                    ("qty", 0),
                    ("lot", 0),
                    ("weight", 0),
                )
            },
        )
    )


def _linked(facts: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Add the ``source`` of facts: the move they apply to, if it came before.

    A link to a later move, or to one that goes the same way, is no source. Of the
    versions of a move ``known`` holds the one that was known.
    """
    at = np.full(int(known["row"].max() or 0) + 1, NONE, np.int64)  # type: ignore[arg-type]  # rows are numbers
    is_move = facts["row"].is_not_null().to_numpy()
    at[facts["row"].drop_nulls().to_numpy()] = np.flatnonzero(is_move)
    links = known.select("row", "applies_to").drop_nulls("applies_to")
    name = told_name(pl.col("move_id"))
    sources = known.select(applies_to=name, source_row="row").join(
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
