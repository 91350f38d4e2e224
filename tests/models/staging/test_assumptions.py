"""What was inferred, in words."""

import datetime as dt

import polars as pl

from models import tables
from models.staging import assumptions
from tests.factories import frame


def told(found: pl.DataFrame) -> list[tuple[str, str, str]]:
    assert tables.TABLES["assumptions"].is_valid(assumptions.together([found]))
    return list(found.select("subject", "assumption", "detail").iter_rows())


def test_the_first_load_is_told() -> None:
    files = frame(
        "source_files",
        {"table": "order_lines", "is_first_load": True, "rows_kept": 3},
        {"table": "products", "is_first_load": True, "rows_kept": 3},
        {"table": "stock_levels", "is_first_load": False, "rows_kept": 3},
    )
    found = assumptions.history_assumed(files)
    assert told(found) == [("order_lines", "history assumed", "")]


def test_what_documents_add_to_a_master_table_is_told() -> None:
    items = frame("products", {"sku": "a", "source": "products.csv"}, {"sku": "b"})
    found = assumptions.derived("products", items)
    assert told(found) == [("products", "derived from documents", "")]
    assert "1 item: b" in found["sentence"].item()
    assert assumptions.derived("products", items.head(1)).is_empty()


def test_each_service_is_listed() -> None:
    items = frame(
        "products", {"sku": "POST", "title": "Postage", "fulfilment": "service"}, {}
    )
    found = assumptions.services_detected(items)
    assert told(found) == [("products", "service line", "POST")]
    assert found["sentence"].item().startswith("POST (Postage) is taken for a service")


def test_items_that_differ_by_case_are_listed() -> None:
    items = frame("products", {"sku": "85A"}, {"sku": "85a"}, {"sku": "86"})
    found = assumptions.skus_that_differ_by_case(items)
    assert told(found) == [("products", "skus differ by case", "85A")]


def test_each_unknown_and_each_missing_column_is_told() -> None:
    files = frame(
        "source_files",
        {
            "table": "order_lines",
            "columns_unknown": "hue, x",
            "columns_missing": "status",
        },
    )
    assert told(assumptions.columns_unknown(files)) == [
        ("order_lines", "column not used", "hue"),
        ("order_lines", "column not used", "x"),
    ]
    assert told(assumptions.columns_missing(files)) == [
        ("order_lines", "column gone", "status")
    ]


def test_held_days_are_told_in_both_languages() -> None:
    row = {"channel": "web", "complete_on": "2026-03-04", "reason": "few orders"}
    found = assumptions.days_held(frame("watermarks", row))
    assert told(found) == [("order_lines", "days held back", "web")]
    assert str(dt.date(2026, 3, 4)) in found["sentence_da"].item()


def test_one_place_is_told_only_where_no_file_names_it() -> None:
    derived = frame("locations", {"location_id": "main"})
    listed = frame("locations", {"location_id": "main", "source": "locations.csv"})
    assert told(assumptions.one_place(derived)) == [("locations", "one place", "main")]
    assert assumptions.one_place(listed).is_empty()


def test_files_notes_and_words_are_told() -> None:
    assert told(assumptions.files_left_alone({"x.doc": "not read"})) == [
        ("inbox", "file not read", "x.doc")
    ]
    note = ("order_lines", "unit_price", "Read {as} it is.", "Læst som {det} er.")
    assert told(assumptions.notations([note])) == [
        ("order_lines", "notation", "unit_price")
    ]
    words = [("order_lines", "status", "hm", 2), ("order_lines", "status", "hm", 3)]
    found = assumptions.words_left_out(words)
    assert found["affected"].to_list() == [5]
    assert told(found) == [("order_lines", "word left out", "status: hm")]


def test_repeats_are_told_once() -> None:
    row = assumptions.one_place(frame("locations", {"location_id": "main"}))
    assert assumptions.together([row, row]).height == 1
