"""A book that is added to says what a replay of everything says."""

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from models.inventory.costing import bulk
from pipelines.move_book import MoveBook

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "ts": pl.Datetime("us", "UTC"),
    "sku": pl.String,
    "location": pl.String,
    "qty": pl.Int32,
    "unit_cost": pl.Int64,
    "kind": pl.String,
    "applies_to": pl.Int64,
}


def drops(days: int, late_by: int) -> list[pl.DataFrame]:
    """Return the moves of some days; every third day brings a late receipt."""
    made: list[pl.DataFrame] = []
    number = 0
    for day in range(days):
        rows: list[tuple[Any, ...]] = []
        for turn in range(6):
            at = START + dt.timedelta(days=day, hours=turn)
            is_late = day % 3 == 2 and turn == 3
            sku, place = f"s{(day + turn) % 3}", f"p{turn % 2}"
            row: tuple[Any, ...] = (at, sku, place, -2, None, "issue", None)
            if turn % 3 == 0:
                when = at - dt.timedelta(days=late_by) if is_late else at
                row = (when, sku, place, 5, 70_001 + 13 * day, "receipt", None)
            elif turn == 5 and made:
                source = made[-1].row(2)
                row = (
                    at,
                    source[1],
                    source[2],
                    1,
                    None,
                    "return",
                    number - 6 + 2 - turn,
                )
            rows.append(row)
        made.append(pl.DataFrame(rows, schema=SCHEMA, orient="row"))
        number += 6
    return made


def replayed(book: MoveBook) -> pl.DataFrame:
    rows = book.read()
    return bulk.valued(rows.lazy(), book.method)


@pytest.mark.parametrize("method", ["fifo", "moving_average"])
@pytest.mark.parametrize("late_by", [0, 1, 5, 60])
def test_day_by_day_the_book_is_a_replay_of_everything(
    tmp_path: Path, method: str, late_by: int
) -> None:
    book = MoveBook(tmp_path, method)
    for day in drops(12, late_by):
        book.add(day)
        answer = book.read().select("cost", "adjustment", "value")
        assert answer.equals(replayed(book))


def test_an_ordinary_day_posts_a_day(tmp_path: Path) -> None:
    book = MoveBook(tmp_path)
    posted = [book.add(day) for day in drops(8, late_by=0)]
    assert posted == [6] * 8


def test_a_late_document_posts_the_days_since_it_happened(tmp_path: Path) -> None:
    book = MoveBook(tmp_path)
    for day in drops(3, late_by=0)[:2]:
        book.add(day)
    late = (
        drops(1, late_by=0)[0]
        .head(1)
        .with_columns(
            ts=pl.lit(START + dt.timedelta(days=1)).cast(pl.Datetime("us", "UTC"))
        )
    )
    assert book.add(late) == 7


def test_a_book_that_is_opened_again_goes_on(tmp_path: Path) -> None:
    for day in drops(6, late_by=1):
        MoveBook(tmp_path).add(day)
    book = MoveBook(tmp_path)
    answer = book.read().select("cost", "adjustment", "value")
    assert answer.equals(replayed(book))


def test_no_moves_change_nothing(tmp_path: Path) -> None:
    book = MoveBook(tmp_path)
    (day,) = drops(1, late_by=0)
    book.add(day)
    assert book.add(day.clear()) == 0
    assert book.count == 6
