"""A book that is added to says what a replay of everything says."""

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.inventory.costing import bulk
from models.inventory.costing.bulk import CARRIED_KINDS
from pipelines import move_book
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


def test_a_late_document_posts_what_its_item_did_since(tmp_path: Path) -> None:
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
    assert book.add(late) == 1 + 1


@st.composite
def days(draw: st.DrawFn) -> list[pl.DataFrame]:
    """Draw days of three items at two places, late by up to all the days before.

    Moves take back or carry on any move of their item, also one that is yet to come.
    """
    made: list[pl.DataFrame] = []
    items: list[str] = []
    for day in range(draw(st.integers(2, 6))):
        rows: list[tuple[Any, ...]] = []
        for turn in range(draw(st.integers(1, 8))):
            sku, place = draw(st.sampled_from("abc")), draw(st.sampled_from("pq"))
            back = draw(st.sampled_from([0, 0, 0, 1, 2, 5]))
            kind = draw(st.sampled_from(["receipt", "issue", "return", *CARRIED_KINDS]))
            is_out = kind in {"issue", "transfer_out"}
            qty = draw(st.integers(1, 5)) * (-1 if is_out else 1)
            mine = [number for number, item in enumerate(items) if item == sku]
            source = draw(st.sampled_from([None, *mine])) if kind != "issue" else None
            cost = draw(st.integers(0, 99_999)) if kind == "receipt" else None
            at = START + dt.timedelta(days=day - min(back, day), minutes=turn)
            rows.append((at, sku, place, qty, cost, kind, source))
            items.append(sku)
        made.append(pl.DataFrame(rows, schema=SCHEMA, orient="row"))
    return made


@pytest.mark.parametrize("method", ["fifo", "moving_average"])
@settings(max_examples=60, deadline=None)
@given(
    drawn=days(),
    share=st.sampled_from([0.0, 0.3, 9.0]),
    opened=st.sets(st.integers(0, 5)),
)
def test_late_documents_and_new_openings_change_no_answer(
    method: str, drawn: list[pl.DataFrame], share: float, opened: set[int]
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(move_book, "PUT_ASIDE_SHARE", share)
        book = MoveBook(Path(folder), method)
        for turn, day in enumerate(drawn):
            book = MoveBook(Path(folder), method) if turn in opened else book
            book.add(day)
            answer = book.read().select("cost", "adjustment", "value")
            assert answer.equals(replayed(book))


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
