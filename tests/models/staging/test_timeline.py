"""Which version of a key stood when."""

import itertools
from typing import Any

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from models.staging.known import Staged, known, replaced
from models.staging.timeline import repeated_keys
from models.staging.versions import Mode
from tests.models.staging.staging_rows import LIVE, files, order, staged

Spans = list[tuple[Any, ...]]
STANDS = 31


DAYS = [
    {"path": name, "arrived_at": f"2026-03-0{day}"} for day, name in enumerate("-ab")
]


def day(number: int) -> str:
    return f"2026-03-0{number}T00:00"


def spans(
    rows: list[dict[str, Any]], drops: list[dict[str, Any]], mode: Mode = "delta"
) -> Spans:
    """Return quantity, since and until when of each version, by day of the month."""
    frame = staged("order_lines", *rows)
    every = Staged(files("order_lines", *drops), lambda _: frame, lambda _: mode)
    past = replaced(every, "order_lines", LIVE)
    stands = known(every, "order_lines", LIVE)
    both = pl.concat([past, stands], how="diagonal")
    told = both.sort("recorded_at").select(
        pl.col("ordered_qty").cast(pl.Int64),
        pl.col("recorded_at", "superseded_at").dt.day().fill_null(STANDS),
    )
    return told.collect().rows()


def drop(
    arrived: int, path: str = "orders.csv", until: int | None = None
) -> dict[str, Any]:
    """Return the record of a file, and the day on which another took its path."""
    gone = {"replaced_by": "x", "replaced_at": day(until)} if until else {}
    return {"path": path, "arrived_at": day(arrived), "is_first_load": False, **gone}


def at(qty: int, file: int, told: int | None = None) -> dict[str, Any]:
    told = file if told is None else told
    return order("o1", placed_at=day(1), ordered_qty=qty, file=file, told=told)


def test_a_row_that_is_carried_on_was_known_since_it_was_first_told() -> None:
    drops = [drop(2, until=5), drop(5)]
    assert spans([at(1, file=2, told=1)], drops) == [(1, 2, STANDS)]


def test_a_row_of_a_replaced_file_stood_until_then() -> None:
    drops = [drop(2, until=5), drop(5)]
    assert spans([at(1, file=1), at(2, file=2)], drops) == [(1, 2, 5), (2, 5, STANDS)]


def test_the_same_said_again_in_a_later_drop_is_no_news() -> None:
    drops = [drop(2, "a"), drop(4, "b"), drop(6, "c")]
    rows = [at(1, file=1), at(1, file=2), at(2, file=3)]
    assert spans(rows, drops) == [(1, 2, 6), (2, 6, STANDS)]
    assert spans(rows, drops, "full") == [(1, 2, 6), (2, 6, STANDS)]


def test_what_another_file_still_says_stands_again() -> None:
    drops = [drop(2, "a"), drop(4, "b", until=6), drop(6, "b")]
    found = spans([at(1, file=1), at(2, file=2)], drops)
    assert found == [(1, 2, 4), (2, 4, 6), (1, 6, STANDS)]


def test_a_row_that_vanished_and_came_back_was_unknown_between() -> None:
    drops = [drop(2, until=4), drop(4, until=6), drop(6)]
    assert spans([at(1, file=1), at(1, file=3)], drops) == [(1, 2, 4), (1, 6, STANDS)]


def test_a_correction_that_came_at_once_was_never_known_otherwise() -> None:
    drops = [drop(2, "a"), drop(2, "b")]
    assert spans([at(1, file=1), at(2, file=2)], drops) == [(2, 2, STANDS)]


@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.integers(2, 6), st.integers(1, 3)),
        min_size=1,
        max_size=6,
    )
)
def test_at_every_instant_the_latest_told_that_counts_stands(
    versions: list[tuple[int, int, int]],
) -> None:
    drops = [
        drop(since, f"f{number}", since + days)
        for number, (_, since, days) in enumerate(versions)
    ]
    rows = [at(qty, file=number) for number, (qty, _, _) in enumerate(versions, 1)]
    found = spans(rows, drops)
    for instant in range(1, 11):
        counting = [
            (since, number, qty)
            for number, (qty, since, days) in enumerate(versions)
            if since <= instant < since + days
        ]
        stood = [qty for qty, since, until in found if since <= instant < until]
        assert stood == ([max(counting)[2]] if counting else [])
    for one, other in itertools.pairwise(found):
        assert one[2] < other[1] or one[0] != other[0]


@given(st.lists(st.integers(0, 6), max_size=30))
def test_repeated_keys_are_those_counted_twice(keys: list[int]) -> None:
    found = repeated_keys(np.array(keys, dtype=np.uint64)).tolist()
    assert found == sorted({key for key in keys if keys.count(key) > 1})
