"""What each key of a table said at every instant: which version stood when.

A version begins when we learned of it. It ends when a later one begins, or when a newer
file no longer held it; then the one before stands again, if a file still holds it. A
version that says the same as the one before it is no other one: it was told again.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from models import tables
from models.staging.headers import readable
from models.staging.versions import PLACE, Source
from models.tables.columns import INSTANT

ALWAYS = pl.lit(dt.datetime.min.replace(tzinfo=dt.UTC), INSTANT)
NEVER = pl.lit(dt.datetime.max.replace(tzinfo=dt.UTC), INSTANT)
"""Before and after every instant: known all along, and for ever."""


@dataclass(frozen=True)
class Timeline:
    """The versions of all keys that have, or had, more than the row that stands.

    ``places`` are where these versions are staged. ``spans`` say which of them stood
    when: ``_file_no`` and ``_row``, ``_stood_from`` (empty: all along) and
    ``_stood_until`` (empty: it stands).
    """

    places: pl.DataFrame
    spans: pl.DataFrame

    @cached_property
    def standing(self) -> pl.DataFrame:
        """The places of the versions that stand, and since when they do."""
        stand = self.spans.filter(pl.col("_stood_until").is_null())
        return stand.select(*PLACE, "_stood_from", _stands=pl.lit(value=True))

    @cached_property
    def over(self) -> pl.DataFrame:
        """The places of the versions that stand no more."""
        return self.places.join(self.standing, on=PLACE, how="anti")


def timeline(rows: pl.LazyFrame, source: Source) -> Timeline:
    """Return which version of each key stood when.

    ``rows`` are all versions, with ``_known_from`` and ``_until``. The latest learned
    wins, ties go to the later file, then to the later line; in full mode the later file
    wins in any case. Only rows whose hashed key repeats are compared on their real
    keys.
    """
    key = tables.SOURCES[source.table].primary_key()
    found = _versions(rows, source).with_columns(
        pl.col("_known_from").fill_null(ALWAYS).alias("_from"),
        pl.col("_until").fill_null(NEVER).alias("_to"),
        _rank=pl.int_range(pl.len()).over(key),
    )
    outlives = pl.col("_to").cum_max().shift(1).over(key) > pl.col("_to")
    resumes = outlives.any().over(key)
    spans = pl.concat(
        [_in_sequence(found.filter(~resumes), key), _nested(found.filter(resumes), key)]
    )
    return Timeline(found.select(PLACE), _merged(spans, key))


def _versions(rows: pl.LazyFrame, source: Source) -> pl.DataFrame:
    """Return the versions that are not the only one of their key, lowest rank first."""
    repeated = repeated_keys(rows.select("_key").collect().to_series().to_numpy())
    by = ["_turn", "_row"]
    order = by if source.mode == "full" else ["_learned_at", *by]
    is_one_of_several = pl.col("_key").is_in(pl.Series(repeated).implode())
    return (
        rows.filter(is_one_of_several | pl.col("_until").is_not_null())
        .select(
            *tables.SOURCES[source.table].primary_key(),
            *(*PLACE, "_turn", "_learned_at", "_known_from", "_until"),
            said(source.table).alias("_said"),
        )
        .collect()
        .sort(order, nulls_last=False)
    )


def said(table: str) -> pl.Expr:
    """Return a hash of all that a row of ``table`` says, but when it was recorded.

    It holds within one process.
    """
    return pl.struct(pl.col(readable(table)).exclude("recorded_at")).hash()


def _in_sequence(found: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Let each version stand until a higher one begins, or it ends."""
    next_from = pl.col("_from").reverse().cum_min().reverse().shift(-1).over(key)
    until = pl.min_horizontal("_to", next_from)
    return found.with_columns(_to=until).filter(pl.col("_from") < pl.col("_to"))


def _nested(found: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Let the highest version that counts stand between any two changes of a key."""
    changes = (
        pl.concat([found.select(*key, at=pl.col(end)) for end in ("_from", "_to")])
        .unique()
        .sort(*key, "at")
        .with_columns(end=pl.col("at").shift(-1).over(key))
        .drop_nulls("end")
    )
    return (
        found.join(changes, on=key, nulls_equal=True)
        .filter(pl.col("at").is_between("_from", "_to", closed="left"))
        .sort("_rank")
        .unique([*key, "at"], keep="last", maintain_order=True)
        .with_columns(_from="at", _to="end")
        .select(found.columns)
    )


def _merged(spans: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Make one span of those that say the same without a break: the last, whole."""
    ordered = spans.sort("_from", "_rank")
    goes_on = (pl.col("_said").shift() == pl.col("_said")) & (
        pl.col("_to").shift() == pl.col("_from")
    )
    begins = ~goes_on.over(key).fill_null(value=False)
    merged = (
        ordered.with_columns(_part=begins.cum_sum().over(key))
        .group_by(*key, "_part", maintain_order=True)
        .agg(pl.col(*PLACE, "_to").last(), pl.col("_from").first())
    )
    return merged.select(
        *PLACE,
        pl.when(pl.col("_from") != ALWAYS).then("_from").alias("_stood_from"),
        pl.when(pl.col("_to") != NEVER).then("_to").alias("_stood_until"),
    )


def repeated_keys(keys: np.ndarray) -> np.ndarray:
    """Return the values that stand more than once in ``keys``.

    >>> repeated_keys(np.array([3, 1, 3, 2, 1, 3], dtype=np.uint64)).tolist()
    [1, 3]
    """
    ordered = np.sort(keys)
    return np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
