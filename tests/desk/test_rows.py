"""Parts of long tables: what passes, in which order, and what is refused."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.desk.listing import Rows
from pipelines.desk.rows import ANY, Asked, UnknownColumnError, asked_for, part, total

FRAME = pl.DataFrame(
    {
        "sku": ["CUP", "plate", "Bowl's", None],
        "qty": [Decimal("1.500"), Decimal(10), None, Decimal(-2)],
        "on": [dt.date(2026, 1, day) for day in (3, 1, 2, 4)],
        "hidden": ["a", "b", "c", "d"],
    }
)
ROWS = Rows({"sku": "text", "qty": "qty", "on": "date"}, FRAME)


def skus(rows: Rows = ROWS, **asked: Any) -> list[str | None]:
    return part(rows, Asked(**asked)).rows["sku"].to_list()


def test_without_wishes_rows_come_as_they_lie() -> None:
    found = part(ROWS, Asked(first=1, last=3))
    assert found.rows["sku"].to_list() == ["plate", "Bowl's"]
    assert found.total == 4


def test_missing_values_come_last_either_way() -> None:
    rising = skus(order=[{"colId": "qty", "sort": "asc"}])
    falling = skus(order=[{"colId": "qty", "sort": "desc"}])
    assert rising == [None, "CUP", "plate", "Bowl's"]
    assert falling == ["plate", "CUP", None, "Bowl's"]


def number(kind: str, *values: float) -> dict[str, Any]:
    names = ("filter", "filterTo")
    return {
        "filterType": "number",
        "type": kind,
        **dict(zip(names, values, strict=False)),
    }


def words(kind: str, value: str = "") -> dict[str, Any]:
    return {"filterType": "text", "type": kind, "filter": value}


def day(kind: str, first: str) -> dict[str, Any]:
    return {"filterType": "date", "type": kind, "dateFrom": f"{first} 00:00:00"}


@pytest.mark.parametrize(
    ("column", "model", "expected"),
    [
        ("sku", words("contains", "P"), ["CUP", "plate"]),
        ("sku", words("equals", "bowl's"), ["Bowl's"]),
        ("sku", words("startsWith", "pl"), ["plate"]),
        ("sku", words("endsWith", "p"), ["CUP"]),
        ("sku", words("notContains", "p"), ["Bowl's", None]),
        ("sku", words("blank"), [None]),
        ("sku", words("contains", "' OR 1=1 --"), []),
        ("qty", number("greaterThan", 1), ["CUP", "plate"]),
        ("qty", number("inRange", -2, 1.5), ["CUP", None]),
        ("qty", number("notBlank"), ["CUP", "plate", None]),
        ("on", day("lessThan", "2026-01-03"), ["plate", "Bowl's"]),
        (ANY, words("contains", "bowl"), ["Bowl's"]),
        (ANY, words("contains", "2026-01-04"), [None]),
    ],
)
def test_a_filter_lets_through_what_it_says(
    column: str, model: dict[str, Any], expected: list[str | None]
) -> None:
    assert skus(filters={column: model}) == expected


def test_two_conditions_are_joined_as_they_say() -> None:
    low = {"filterType": "number", "type": "lessThan", "filter": 0}
    high = {"filterType": "number", "type": "greaterThan", "filter": 5}
    joined = {"operator": "OR", "conditions": [low, high]}
    assert skus(filters={"qty": joined}) == ["plate", None]
    assert skus(filters={"qty": joined | {"operator": "AND"}}) == []
    assert skus(filters={"qty": joined | {"operator": "; DROP"}}) == []


@pytest.mark.parametrize("column", ["hidden", 'sku" FROM x --', "", "rowid"])
def test_a_column_that_is_not_shown_is_refused(column: str) -> None:
    with pytest.raises(UnknownColumnError, match="shown are sku, qty, on"):
        skus(filters={column: {"type": "blank"}})
    with pytest.raises(UnknownColumnError):
        skus(order=[{"colId": column, "sort": "asc"}])


def test_files_answer_like_frames(tmp_path: Path) -> None:
    FRAME.head(2).write_parquet(tmp_path / "1.parquet")
    FRAME.tail(2).write_parquet(tmp_path / "2.parquet")
    files = Rows(ROWS.columns, (tmp_path / "1.parquet", tmp_path / "2.parquet"))
    filters = {"qty": {"filterType": "number", "type": "lessThan", "filter": 5}}
    assert skus(files, filters=filters) == skus(filters=filters) == ["CUP", None]


def test_nobody_gets_more_than_a_part_at_once() -> None:
    asked = asked_for({"startRow": 50, "endRow": 10_000_000})
    assert (asked.first, asked.last) == (50, 1050)


@given(
    values=st.lists(st.one_of(st.none(), st.text(max_size=5)), max_size=20),
    word=st.text(min_size=1, max_size=3),
)
def test_searching_finds_what_python_finds(values: list[str | None], word: str) -> None:
    clean = [value for value in values if value is None or "\0" not in value]
    if "\0" in word:
        return
    rows = Rows({"word": "text"}, pl.DataFrame({"word": clean}, {"word": pl.String}))
    found = part(rows, Asked(filters={"word": {"type": "contains", "filter": word}}))
    expected = [one for one in clean if one and word.lower() in one.lower()]
    plain = word.isascii() and all(one is None or one.isascii() for one in clean)
    if plain:  # lower case of rare letters differs between languages
        assert found.rows["word"].to_list() == expected
        assert found.total == len(expected)


def test_rows_of_files_are_cut_as_they_lie_and_counted(tmp_path: Path) -> None:
    files = (tmp_path / "a.parquet", tmp_path / "b.parquet")
    for file, rows in zip(files, (FRAME.head(3), FRAME.tail(1)), strict=True):
        rows.write_parquet(file)
    shown = Rows({"sku": "text"}, files)
    assert skus(shown, first=1, last=4) == ["plate", "Bowl's", None]
    assert total(shown) == total(ROWS) == 4
