"""The page of the data: what was read, what became of it, where a row comes from."""

from dataclasses import replace
from typing import get_args

import pytest

from models.tables import SOURCES
from pipelines.desk.pages import data
from pipelines.desk.pages.data import readiness, refused, tables
from pipelines.desk.view import Language, View
from tests.desk.words import codes, listed, words

OF_FILES = {*SOURCES, *(name for one in SOURCES.values() for name in one.columns())}
"""Names that stand in the files of whoever reads the page."""
PARTS = [part for part in data.PARTS if part != "tables"]


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_shown_in_words(
    part: str, language: Language, seen: View
) -> None:
    shown = data.layout(replace(seen, language=language), {"part": part})
    assert seen.say(f"data_part_{part}") in words(
        data.layout(replace(seen, language="en"), {"part": part})
    )
    assert codes(shown) <= OF_FILES


def test_the_facts_are_those_of_the_tables(seen: View) -> None:
    shown = words(data.layout(seen, {}))
    files = seen.frame("source_files").filter(
        seen.frame("source_files")["replaced_by"].is_null()
    )
    assert f"{files['rows_read'].sum():,}" in shown
    assert f"of {seen.frame('readiness').height} item-locations" in shown


def test_every_refused_row_is_there_as_it_came(seen: View) -> None:
    rows = listed(refused.ROWS, seen)
    assert rows.height == seen.frame("rejects").height > 0
    assert set(rows["raw_text"]) == set(seen.frame("rejects")["raw_text"])


def test_the_worst_grades_come_first_with_what_would_raise_them(seen: View) -> None:
    rows = listed(readiness.GRADED, seen)
    grades = rows["grade"].to_list()
    assert grades == sorted(grades, reverse=True)
    assert rows.row(0, named=True)["raise_by"]


def test_the_dictionary_has_every_column_of_every_table(seen: View) -> None:
    rows = listed(tables.COLUMNS, seen)
    assert {"suggested_qty", "raw_text"} <= set(rows["column_name"])
    assert (rows["description"] == "").sum() == 0


def test_a_table_is_shown_with_its_meaning(seen: View) -> None:
    shown = words(data.layout(seen, {"table": "suggestions"}))
    assert "Suggestions" in shown
    assert "suggested_qty" in shown


def test_a_row_is_told_value_by_value(seen: View) -> None:
    row = seen.frame("suggestions").row(0, named=True)
    query = {
        "table": "suggestions",
        "trace": "1",
        "suggestion_id": row["suggestion_id"],
    }
    shown = words(data.layout(seen, query))
    assert row["title"] in shown
    assert row["sku"] in shown


def test_a_row_that_is_not_there_says_so(seen: View) -> None:
    query = {"table": "suggestions", "trace": "1", "suggestion_id": "nowhere"}
    assert "No such row" in words(data.layout(seen, query))
