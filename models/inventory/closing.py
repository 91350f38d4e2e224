"""Closed periods: they stay as they were known, and what comes late is made up for.

The book of a period is the replay of what was known when it was closed. On the first
day after it, the book of the next one begins with corrections: move by move, what the
replay of all that is known now says of the closed days, less what the book says of
them. So the book of an open day is always the full replay, and no closed day changes.
A period that ended after another and was closed before it has closed that one as well.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from models import exact
from models.tables.columns import MONEY

Replay = Callable[[pl.DataFrame, pl.DataFrame, dt.datetime, dt.datetime], pl.DataFrame]
"""Moves and what documents say they cost in, moves with units and costs out.

Costing methods and what items cost of themselves are those known at the first instant,
of days before the second.
"""

Changed = Callable[[dt.datetime, dt.datetime, dt.datetime], pl.Series]
"""The items whose costing of days before the third instant became known otherwise
between the first two."""

TERMS = "costing_terms"
"""The cause of what another method or another cost of the item itself changed."""

FIGURES = ("qty", "cost_amount", "adjustment_amount")
SHOWN_CAUSES = 5
NEVER = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
ALWAYS = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
POOL = ("sku", "location_id", "bucket")
FACT = ("move_id", "kind", "document")


@dataclass(frozen=True)
class Closings:
    """Ends of the closed periods, oldest first, and when each was closed."""

    ends: tuple[dt.datetime, ...]
    closed: tuple[dt.datetime, ...]

    @classmethod
    def of(cls, closed_periods: pl.DataFrame, time_zone: str) -> "Closings":
        """Return the closings; a period that was closed again is closed at the last.

        A period ends with the last instant of its day. One that was closed with a later
        one already adds nothing.
        """
        ends = (
            pl.col("ends_on")
            .dt.offset_by("1d")
            .cast(pl.Datetime("us"))
            .dt.replace_time_zone(time_zone, ambiguous="earliest", non_existent="null")
            .dt.convert_time_zone("UTC")
        )
        closed = pl.col("closed_at")
        later = closed.reverse().cum_min().reverse().shift(-1)
        rows = (
            closed_periods.filter(pl.col("gone_at").is_null())
            .sort("ends_on")
            .filter((closed < later).fill_null(value=True))
            .select(ends, "closed_at")
        )
        return cls(tuple(rows["ends_on"]), tuple(rows["closed_at"]))

    def is_late(self, happened: pl.Expr, learned: pl.Expr) -> pl.Expr:
        """Say whether something was learned after a period it belongs to was closed."""
        return pl.any_horizontal(
            pl.lit(value=False),
            *(
                (happened < end) & (learned > closed)
                for end, closed in zip(self.ends, self.closed, strict=True)
            ),
        ).fill_null(value=False)


def book(
    stock_moves: pl.DataFrame,
    given: pl.DataFrame,
    closings: Closings,
    replay: Replay,
    changed: Changed,
) -> pl.DataFrame:
    """Return the book of moves: the replay, with closed periods as they were known.

    It is in the order of the replay: item by item, place by place, in sequence.
    ``stock_moves`` holds superseded ones as well; ``given`` is as ``move_costs``.
    """
    others = [
        changed(closed, ALWAYS, end)
        for end, closed in zip(closings.ends, closings.closed, strict=True)
    ]
    late = pl.concat([_late_items(stock_moves, given, closings), *others]).unique()
    is_late = pl.col("sku").is_in(_with_families(late, stock_moves).implode())
    plain = replay(*known_at(stock_moves.filter(~is_late), given), ALWAYS, ALWAYS)
    early = _with_families(_resting_on_open_days(plain, closings), stock_moves)
    is_early = pl.col("sku").is_in(early.implode())
    corrected = stock_moves.filter(is_late | is_early)
    if corrected.is_empty():
        return plain
    made = _corrected(corrected, given, closings, replay, changed)
    both = pl.concat([plain.filter(~is_early), made.select(plain.columns)])
    return both.sort("sku", "location_id", "sequence")


def known_at(
    stock_moves: pl.DataFrame, given: pl.DataFrame, at: dt.datetime = ALWAYS
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the moves and costs that were known at an instant, or are now.

    >>> def day(number: int) -> dt.datetime:
    ...     return dt.datetime(2026, 1, number, tzinfo=dt.UTC)
    >>> moves = pl.DataFrame(
    ...     {
    ...         "move_id": ["a", "b", "c"],
    ...         "recorded_at": [day(1), day(2), day(3)],
    ...         "superseded_at": [day(2), None, None],
    ...     }
    ... )
    >>> facts = moves.select("move_id", "recorded_at", "superseded_at")
    >>> known, _ = known_at(moves, facts, day(2))
    >>> known["move_id"].to_list()
    ['b']
    """
    is_known = pl.col("recorded_at") <= at
    stood = pl.col("superseded_at").is_null() | (pl.col("superseded_at") > at)
    moves = stock_moves.filter(is_known & stood).with_columns(
        superseded_at=pl.lit(None, stock_moves.schema["superseded_at"])
    )
    return moves, given.filter(is_known & stood)


def _late_items(
    stock_moves: pl.DataFrame, given: pl.DataFrame, closings: Closings
) -> pl.Series:
    """Return the items of which something came late."""
    if not closings.ends:
        return stock_moves["sku"].clear()
    happened = pl.col("occurred_at")
    is_late = closings.is_late(happened, pl.col("recorded_at")) | closings.is_late(
        happened, pl.col("superseded_at")
    )
    late_moves = stock_moves.filter(is_late)
    late_facts = (
        given.select("move_id", "recorded_at", "superseded_at")
        .join(stock_moves.select("move_id", "occurred_at", "sku"), on="move_id")
        .filter(is_late)
    )
    return pl.concat([late_moves["sku"], late_facts["sku"]]).unique()


def _resting_on_open_days(replayed: pl.DataFrame, closings: Closings) -> pl.Series:
    """Return the items whose amounts of closed days rest on moves of later ones.

    The average of a month that a period ends in is not known before the month is over,
    nor is what an item costs before something tells it.
    """
    months = replayed.group_by("sku", "month", "method").agg(
        first_at=pl.col("occurred_at").min(), last_at=pl.col("occurred_at").max()
    )
    items = replayed.group_by("sku").agg(
        first_at=pl.col("occurred_at").min(), last_at=pl.col("told_at").max()
    )
    averaged = months.filter(pl.col("method") == "monthly_average")
    spans = pl.concat([averaged.select(items.columns), items])
    rests = [
        (pl.col("first_at") < end) & (pl.col("last_at") >= end) for end in closings.ends
    ]
    return spans.filter(pl.any_horizontal(pl.lit(value=False), *rests))["sku"].unique()


def _with_families(skus: pl.Series, stock_moves: pl.DataFrame) -> pl.Series:
    """Return items and those of their families."""
    if "family" not in stock_moves.columns:
        return skus
    is_asked = pl.col("sku").is_in(skus.implode())
    families = stock_moves.filter(is_asked)["family"].unique()
    is_theirs = pl.col("family").is_in(families.implode())
    return stock_moves.filter(is_theirs)["sku"].unique()


def _corrected(
    stock_moves: pl.DataFrame,
    given: pl.DataFrame,
    closings: Closings,
    replay: Replay,
    changed: Changed,
) -> pl.DataFrame:
    """Return the book of items of which something came late."""
    books: list[pl.DataFrame] = []
    before, start, since = pl.DataFrame(), NEVER, NEVER
    spans = zip((*closings.ends, ALWAYS), (*closings.closed, ALWAYS), strict=True)
    for end, closed in spans:
        moves, facts = known_at(stock_moves, given, closed)
        now = replay(moves.filter(pl.col("occurred_at") < end), facts, closed, end)
        happened = pl.col("occurred_at")
        books.append(now.filter((happened >= start) & (happened < end)))
        if start > NEVER:
            terms = changed(since, closed, start)
            causes = _causes(stock_moves, given, start, (since, closed), terms)
            books.append(_corrections(before, now, start, causes))
        before, start, since = now, end, closed
    return _running(pl.concat(books, how="diagonal"))


def _corrections(
    before: pl.DataFrame, now: pl.DataFrame, start: dt.datetime, causes: pl.DataFrame
) -> pl.DataFrame:
    """Return what the moves before ``start`` are now, less what the book says.

    A move that came late, or is no more, is corrected by itself, and is its own cause;
    what others changed by is summed up for each kind of move of a pool. What no late
    document changed, the average of its month did. A cost that is known now and was
    not, or was and is no more, makes a correction even of nothing: from then on the
    value is known, or is not.
    """
    happened = pl.col("occurred_at") < start
    old = before.filter(happened).select("move_id", *FIGURES, _old=True)
    new = now.filter(happened)
    signed = new.join(old, on="move_id", how="left", suffix="_old").with_columns(
        [_difference(name, new.schema[name]) for name in FIGURES],
        _turned=_is_known("cost_amount") != _is_known("cost_amount_old"),
    )
    gone = (
        before.filter(happened)
        .join(new, on="move_id", how="anti")
        .with_columns([(-pl.col(name)).alias(name) for name in FIGURES])
    )
    own = pl.concat(
        [signed.filter(pl.col("_old").is_null()).select(now.columns), gone]
    ).with_columns(cause="document")
    is_other = pl.any_horizontal(pl.col(name) != 0 for name in FIGURES)
    changed = signed.filter(pl.col("_old") & (is_other | pl.col("_turned")))
    name = start.date().isoformat()
    told = now.group_by("sku").agg(pl.col("told_at").max())
    unknown = told.filter(pl.col("told_at").is_null())["sku"]
    return (
        pl.concat(
            [own, _summed(changed, name, causes)],
            how="diagonal_relaxed",
        )
        .with_columns(
            occurred_at=pl.lit(start, now.schema["occurred_at"]),
            move_id=pl.concat_str(pl.lit(f"correction:{name}:"), "move_id"),
            kind_no=pl.lit(-1, pl.Int64),
            unit_cost=pl.lit(None, MONEY),
            told_at=pl.when(~pl.col("sku").is_in(unknown.implode())).then(
                pl.lit(start, now.schema["told_at"])
            ),
        )
        .select(now.columns)
    )


def _is_known(name: str) -> pl.Expr:
    """Say whether a figure is known."""
    return pl.col(name).is_not_null()


def _difference(name: str, kind: pl.DataType) -> pl.Expr:
    """Return a figure less what the book says; unknown ones count as none."""
    new, old = pl.col(name), pl.col(f"{name}_old")
    return (
        pl.when(_is_known(name) | _is_known(f"{name}_old"))
        .then((new.fill_null(0) - old.fill_null(0)).cast(kind))
        .alias(name)
    )


def _summed(changed: pl.DataFrame, name: str, causes: pl.DataFrame) -> pl.DataFrame:
    """Return one row for each pool and kind of move that changed, with the cause."""
    last = pl.exclude(*POOL, "kind", *FIGURES).last()
    sums = [pl.col(figure).sum().cast(changed.schema[figure]) for figure in FIGURES]
    key = pl.concat_str("kind", *POOL, separator=":")
    return (
        changed.drop("cause")
        .group_by(*POOL, "kind", maintain_order=True)
        .agg(last, *sums)
        .with_columns(move_id=key, document=pl.lit(f"until {name}"))
        .join(causes, on="sku", how="left")
        .with_columns(pl.col("cause").fill_null(pl.lit("monthly_average")))
    )


def _causes(
    stock_moves: pl.DataFrame,
    given: pl.DataFrame,
    start: dt.datetime,
    learned: tuple[dt.datetime, dt.datetime],
    terms: pl.Series,
) -> pl.DataFrame:
    """Return, by item, the documents learned between two closings about closed days.

    ``terms`` are the items whose costing became known otherwise.
    """
    early = stock_moves.filter(pl.col("occurred_at") < start)

    def is_between(column: str) -> pl.Expr:
        return (pl.col(column) > learned[0]) & (pl.col(column) <= learned[1])

    is_new, is_gone = is_between("recorded_at"), is_between("superseded_at")
    told = given.filter(is_new).with_columns(cause=pl.coalesce("told_by", "document"))
    gone = given.filter(is_gone).join(told, on=FACT, how="anti")
    facts = pl.concat(
        [told.select("move_id", document="cause"), gone.select("move_id", "document")]
    )
    documents = pl.concat(
        [
            early.filter(is_new | is_gone).select("sku", "document"),
            early.select("move_id", "sku")
            .join(facts, on="move_id")
            .select("sku", "document"),
            early.filter(pl.col("sku").is_in(terms.implode()))
            .select("sku", document=pl.lit(TERMS))
            .unique(),
        ]
    )
    name = pl.col("document").unique().sort()
    more = pl.when(name.len() > SHOWN_CAUSES).then(pl.lit(" …")).otherwise(pl.lit(""))
    shown = name.head(SHOWN_CAUSES).str.join(", ")
    of_items = documents.group_by("sku").agg(cause=pl.concat_str(shown, more))
    if "family" not in stock_moves.columns:
        return of_items
    members = stock_moves.select("sku", "family").unique()
    of_families = (
        of_items.join(members, on="sku")
        .sort("sku")
        .group_by("family")
        .agg(pl.col("cause").str.join(", "))
    )
    return members.join(of_families, on="family").select("sku", "cause")


def _running(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows numbered anew, with balance and value running on."""
    moved = pl.col("cost_amount") + pl.col("adjustment_amount")
    is_told = moved.is_not_null() & pl.col("told_at").is_not_null()
    pool = ["sku", "location_id", "bucket"]
    return rows.sort(
        "sku", "location_id", "occurred_at", "kind_no", "sequence", "move_id"
    ).with_columns(
        sequence=pl.int_range(1, pl.len() + 1).over("sku", "location_id"),
        balance_qty=exact.qty(pl.col("qty").cum_sum().over(pool)),
        value_amount=pl.when(is_told).then(
            exact.money(moved.fill_null(0).cum_sum().over(pool))
        ),
    )
