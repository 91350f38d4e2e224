"""A source table as it was known at a cutoff."""

import datetime as dt

import polars as pl

from models import tables
from models.staging.versions import Horizon
from tests.models.staging.staging_rows import (
    AS_OF,
    GIVEN,
    LIVE,
    files,
    order,
    staged,
    table,
)


def test_every_row_carries_its_file_and_line() -> None:
    found = table(staged("order_lines", order("o1", row=7)), files("order_lines", {}))
    assert found.select("source", "source_line").rows() == [("order_lines.csv", 7)]


def test_the_first_load_was_known_when_it_happened() -> None:
    found = table(staged("order_lines", order("o1")), files("order_lines", {}))
    assert found["recorded_at"].item() == dt.datetime(2026, 3, 5, 10, tzinfo=dt.UTC)


def test_a_later_drop_was_known_when_it_arrived() -> None:
    drops = files(
        "order_lines",
        {"path": "order_lines/2026-03-04.csv"},
        {"path": "order_lines/2026-03-06.csv", "arrived_at": "2026-03-06T22:59:59"},
    )
    found = table(staged("order_lines", order("late", file=2)), drops)
    assert found["recorded_at"].item().date() == dt.date(2026, 3, 6)


def test_a_given_time_of_recording_stands() -> None:
    rows = staged("order_lines", order("o1", recorded_at="2026-03-07T08:00"))
    found = table(rows, files("order_lines", {}))
    assert found["recorded_at"].item() == dt.datetime(2026, 3, 7, 8, tzinfo=dt.UTC)


def test_the_same_row_in_two_drops_counts_once_and_the_later_wins() -> None:
    rows = staged(
        "order_lines", order("o1", ordered_qty=1), order("o1", ordered_qty=2, file=2)
    )
    drops = files("order_lines", {"path": "order_lines/a"}, {"path": "order_lines/b"})
    assert table(rows, drops)["ordered_qty"].to_list() == [2]


def test_the_latest_recorded_wins_over_the_later_file() -> None:
    rows = staged(
        "order_lines",
        order("o1", ordered_qty=1, recorded_at="2026-03-08T00:00"),
        order("o1", ordered_qty=2, recorded_at="2026-03-06T00:00", file=2),
    )
    drops = files("order_lines", {"path": "order_lines/a"}, {"path": "order_lines/b"})
    assert table(rows, drops)["ordered_qty"].to_list() == [1]


def test_ties_in_one_file_go_to_the_later_line() -> None:
    rows = staged("order_lines", order("o1"), order("o1", ordered_qty=2))
    assert table(rows, files("order_lines", {}))["ordered_qty"].to_list() == [2]


def test_a_replaced_file_no_longer_counts() -> None:
    rows = staged("order_lines", order("o1"), order("o2", file=2))
    drops = files(
        "order_lines", {"replaced_by": "hash2", "replaced_at": "2026-03-09"}, {}
    )
    assert table(rows, drops)["order_id"].to_list() == ["o2"]


def test_rows_that_differ_only_by_hash_collision_are_both_kept() -> None:
    rows = staged("order_lines", order("o1"), order("o2")).with_columns(
        _key=pl.lit(1, pl.UInt64)
    )
    assert table(rows, files("order_lines", {}))["order_id"].to_list() == ["o1", "o2"]


def test_what_happens_after_the_cutoff_is_not_there() -> None:
    rows = staged(
        "order_lines",
        order("before", placed_at="2026-03-10T22:59"),
        order("after", placed_at="2026-03-10T23:00"),
    )
    assert table(rows, files("order_lines", {}))["order_id"].to_list() == ["before"]


def test_rows_recorded_after_a_given_day_are_unknown_on_it() -> None:
    rows = staged("order_lines", order("o1", recorded_at="2026-03-11T08:00"))
    drops = files("order_lines", {})
    assert table(rows, drops, GIVEN).is_empty()
    assert table(rows, drops, LIVE).height == 1


def test_an_earlier_version_stands_while_the_later_is_unknown() -> None:
    rows = staged(
        "order_lines",
        order("o1", status="open"),
        order("o1", status="shipped", recorded_at="2026-03-12T00:00", file=2),
    )
    drops = files("order_lines", {"path": "order_lines/a"}, {"path": "order_lines/b"})
    assert table(rows, drops, GIVEN)["status"].to_list() == ["open"]
    assert table(rows, drops, LIVE)["status"].to_list() == ["shipped"]


def test_a_drop_named_after_a_given_day_is_unknown_on_it() -> None:
    drops = files(
        "products",
        {"path": "products/2026-03-01.csv"},
        {"path": "products/2026-03-12.csv", "arrived_at": "2026-03-12T22:59:59"},
    )
    rows = staged(
        "products",
        {"sku": "a", "title": "old"},
        {"sku": "a", "title": "new", "file": 2},
    )
    assert table(rows, drops, GIVEN, name="products")["title"].item() == "old"
    assert table(rows, drops, LIVE, name="products")["title"].item() == "new"


def test_a_file_whose_name_has_no_day_is_known_whenever_it_was_copied() -> None:
    drops = files("products", {}, {"path": "b", "arrived_at": "2026-11-23T00:00"})
    rows = staged("products", {"sku": "a"}, {"sku": "b", "file": 2})
    found = table(rows, drops, GIVEN, name="products")
    assert found["sku"].to_list() == ["a", "b"]
    assert found["recorded_at"].to_list() == [None, GIVEN.cutoff_at]


def test_a_milestone_still_to_come_is_empty_with_what_it_tells() -> None:
    later = {"cancelled_at": "2026-03-12T00:00", "cancelled_qty": 1}
    rows = staged("order_lines", order("o1", status="cancelled", **later))
    found = table(rows, files("order_lines", {})).row(0, named=True)
    assert found["cancelled_at"] is None
    assert found["cancelled_qty"] is None
    assert found["status"] is None


def test_a_shipment_none_of_whose_milestones_came_is_not_there() -> None:
    line = {"line_no": 1, "sku": "a", "location_id": "main", "qty": 1}
    rows = staged(
        "shipment_lines",
        {**line, "shipment_id": "s1", "shipped_at": "2026-03-12T00:00"},
        {**line, "shipment_id": "s2"},
        {
            **line,
            "shipment_id": "s3",
            "picked_at": "2026-03-09T00:00",
            "shipped_at": "2026-03-12T00:00",
        },
    )
    found = table(rows, files("shipment_lines", {}), name="shipment_lines")
    assert found["shipment_id"].to_list() == ["s2", "s3"]
    assert found["shipped_at"].to_list() == [None, None]


def test_a_day_is_held_against_the_last_day_in_any_time_zone() -> None:
    cutoff = dt.datetime(2026, 3, 11, 9, 59, 59, 999999, dt.UTC)
    west = Horizon(AS_OF, cutoff, is_default=True)
    rows = staged(
        "exchange_rates",
        {"currency": "EUR", "on": "2026-03-10", "rate": 7.46},
        {"currency": "EUR", "on": "2026-03-11", "rate": 7.47},
    )
    found = table(rows, files("exchange_rates", {}), west, name="exchange_rates")
    assert found["on"].to_list() == [AS_OF]


def test_rows_gone_from_a_newer_full_file_are_closed_not_kept_silently() -> None:
    drops = files("order_lines", {"replaced_by": "hash2"}, {"arrived_at": "2026-03-09"})
    rows = staged("order_lines", order("gone"), order("o2"), order("o2", file=2))
    found = table(rows, drops, mode="full")
    gone = dict(found.select("order_id", "gone_at").iter_rows())
    assert gone == {"gone": dt.datetime(2026, 3, 9, tzinfo=dt.UTC), "o2": None}


def test_a_row_that_returns_to_a_full_file_stands_again() -> None:
    drops = files(
        "products",
        {"replaced_by": "hash2"},
        {"replaced_by": "hash3", "arrived_at": "2026-03-02T12:00"},
        {"arrived_at": "2026-03-03T12:00"},
    )
    rows = staged(
        "products", {"sku": "a"}, {"sku": "b", "file": 2}, {"sku": "a", "file": 3}
    )
    found = table(rows, drops, name="products", mode="full")
    gone = dict(found.select("sku", "gone_at").iter_rows())
    assert gone["a"] is None
    assert gone["b"] == dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)


def test_an_empty_place_is_the_home_of_rows_without_one() -> None:
    stock = {"sku": "a", "counted_at": "2026-03-05T10:00", "on_hand_qty": 3}
    rows = staged("stock_levels", stock).with_columns(
        location_id=pl.lit(None, pl.String)
    )
    found = table(rows, files("stock_levels", {}), name="stock_levels", home="shop 1")
    assert found["location_id"].item() == "shop 1"


def test_a_place_left_out_in_one_drop_and_named_in_another_is_the_same() -> None:
    stock = {"sku": "a", "counted_at": "2026-03-05T10:00"}
    rows = staged(
        "stock_levels",
        {**stock, "on_hand_qty": 3, "location_id": "main"},
        {**stock, "on_hand_qty": 4, "location_id": "x", "file": 2},
    ).with_columns(
        location_id=pl.when(pl.col("_file_no") == 1).then(pl.col("location_id"))
    )
    drops = files("stock_levels", {"path": "a"}, {"path": "b"})
    found = table(rows, drops, name="stock_levels")
    assert found["on_hand_qty"].to_list() == [4]


def test_an_empty_table_is_whole() -> None:
    found = table(staged("order_lines").head(0), files("order_lines"))
    assert found.columns == tables.column_names("order_lines")
