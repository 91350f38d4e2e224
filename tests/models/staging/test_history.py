"""What was known of the rows of a table, and when."""

import datetime as dt
from typing import Any

import polars as pl

from models.staging.history import history
from models.staging.known import Staged
from models.staging.versions import Mode
from tests.models.staging.staging_rows import LIVE, files, staged

FIRST, SECOND = "2026-03-02T12:00", "2026-03-06T12:00"


def product(cost: int, file: int = 1) -> dict[str, Any]:
    return {"sku": "a", "unit_cost": cost, "file": file}


def told(
    rows: list[dict[str, Any]], drops: list[dict[str, Any]], mode: Mode = "delta"
) -> list[tuple[Any, ...]]:
    """Return cost, since when and until when of every version, by day of the month."""
    record = files("products", *drops)
    frame = staged("products", *rows)
    found = history(Staged(record, lambda _: frame, lambda _: mode), "products", LIVE)
    day = pl.col("known_from", "known_until").dt.day()
    return found.sort("version").select("unit_cost", day).collect().rows()


def test_the_first_load_was_known_all_along() -> None:
    assert told([product(5)], [{"path": "products.csv"}]) == [(5, None, None)]


def test_a_later_drop_is_known_from_its_arrival() -> None:
    drops = [
        {"path": "products/a.csv"},
        {"path": "products/b.csv", "arrived_at": SECOND},
    ]
    found = told([product(5), product(6, file=2)], drops)
    assert found == [(5, None, None), (6, 6, None)]


def test_a_file_that_takes_a_path_ends_what_stood_there() -> None:
    drops = [
        {"path": "products.csv", "replaced_by": "hash2", "replaced_at": SECOND},
        {"path": "products.csv", "arrived_at": SECOND},
    ]
    found = told([product(5), product(6, file=2)], drops)
    assert found == [(5, None, 6), (6, 6, None)]


def test_a_newer_full_file_ends_the_one_before() -> None:
    drops = [
        {"path": "products/a.csv", "arrived_at": FIRST},
        {"path": "products/b.csv", "arrived_at": SECOND},
    ]
    found = told([product(5), product(6, file=2)], drops, "full")
    assert found == [(5, None, 6), (6, 6, None)]


def test_nothing_is_known_after_the_cutoff() -> None:
    drops = [
        {"path": "products/a.csv"},
        {"path": "products/b.csv", "arrived_at": "2026-11-01T12:00"},
    ]
    record = files("products", *drops)
    frame = staged("products", product(5), product(6, file=2))
    found = history(
        Staged(record, lambda _: frame, lambda _: "delta"), "products", LIVE
    )
    last = found.collect()["known_from"].max()
    assert isinstance(last, dt.datetime)
    assert last == LIVE.cutoff_at
