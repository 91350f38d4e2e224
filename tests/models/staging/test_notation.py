"""Which notation a column uses, and when nothing tells."""

import polars as pl
import pytest

from models.staging.notation import (
    Evidence,
    Kind,
    UnsettledNotation,
    evidence,
    is_settled,
    settled,
)


@pytest.mark.parametrize(
    ("value", "verdict", "is_open"),
    [
        ("1.234", "", True),
        ("-1.234", "", True),
        ("kr. 1.234", "", True),
        ("1.234,-", "", True),
        ("12.5", ".", False),
        ("1.234,56", ",", False),
        ("1,234.56", ".", False),
        ("1.234.567", ",", False),
        ("0.123", ".", False),
        ("1234.567", ".", False),
        ("kr. 12,50", ",", False),
        ("1 234,5", ",", False),
        (".5", ".", False),
        ("1234", "", False),
        ("01.02.2026", "", False),
        ("n/a", "", False),
    ],
)
def test_a_number_tells_its_mark_or_not(
    value: str, verdict: str, *, is_open: bool
) -> None:
    found = evidence(pl.Series([value]), "number")
    assert (found.verdict, bool(found.open)) == (verdict, is_open)


@pytest.mark.parametrize(
    ("value", "verdict", "is_open"),
    [
        ("03/04/2026", "", True),
        ("03-04-2026 10:00", "", True),
        ("03/03/2026", "", False),
        ("25/04/2026", "day-first", False),
        ("04/25/2026", "month-first", False),
        ("25.04.26", "day-first", False),
        ("26-01-02", "", True),
        ("2026-04-03", "", False),
        ("20260403", "", False),
    ],
)
def test_a_date_tells_its_order_or_not(
    value: str, verdict: str, *, is_open: bool
) -> None:
    found = evidence(pl.Series([value]), "date")
    assert (found.verdict, bool(found.open)) == (verdict, is_open)


def test_few_against_many_do_not_unsettle_a_column() -> None:
    found = evidence(pl.Series(["12,5"] * 40 + ["12.5"]), "number")
    assert found.verdict == ","
    assert (found + Evidence("number", first=5)).verdict == "conflict"


@pytest.mark.parametrize("kind", ["number", "date"])
def test_what_nothing_settles_is_not_guessed(kind: Kind) -> None:
    found = {"a": Evidence(kind, open=3, example="?")}
    assert not is_settled(found)
    with pytest.raises(UnsettledNotation, match="column a holds"):
        settled(found)


def test_neighbours_settle_only_where_they_agree() -> None:
    column = {"a": Evidence("number", open=1, example="1.234")}
    comma, point = Evidence("number", second=1), Evidence("number", first=1)
    assert settled({**column, "b": comma}).choices == {"a": ",", "b": ","}
    with pytest.raises(UnsettledNotation):
        settled({**column, "b": comma, "c": point})


def test_dates_do_not_settle_numbers() -> None:
    found = {
        "a": Evidence("number", open=1, example="1.234"),
        "b": Evidence("date", first=9),
    }
    with pytest.raises(UnsettledNotation):
        settled(found)


def test_dates_with_points_are_day_first_and_it_is_said() -> None:
    notation = settled({"a": Evidence("date", dotted=3)})
    assert notation.choices == {"a": "day-first"}
    assert notation.notes[0][0] == "a"
