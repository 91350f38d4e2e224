"""The last day that is known."""

import datetime as dt

import polars as pl
import pytest

from models.company import Company
from models.staging import scope
from models.staging.known import Staged
from tests.factories import frame


def staged(**found: pl.DataFrame) -> Staged:
    """Return tables as staged, each from one file."""
    place = {"_file_no": 1, "_told_no": 1, "_row": 1, "_key": 1}
    source_files = frame(
        "source_files",
        *(
            {"table": name, "path": name, "file_no": 1, "is_first_load": True}
            for name in found
        ),
    )

    def rows(table: str) -> pl.LazyFrame:
        own = found.get(table, frame(table)).drop("source", "gone_at")
        return own.lazy().with_columns(
            pl.lit(value, pl.UInt32 if name != "_key" else pl.UInt64).alias(name)
            for name, value in place.items()
        )

    return Staged(source_files, rows, lambda _: "delta")


def orders(*days: str) -> pl.DataFrame:
    rows = [{"order_id": day, "placed_at": f"{day}T10:00"} for day in days]
    return frame("order_lines", *rows)


def test_the_last_day_with_orders_is_taken_from_the_data() -> None:
    data = staged(order_lines=orders("2026-03-01", "2026-03-04"))
    found = scope.scope(data, Company()).row(0, named=True)
    assert found["as_of"] == dt.date(2026, 3, 4)
    assert found["cutoff_at"] == dt.datetime(2026, 3, 4, 22, 59, 59, 999999, dt.UTC)
    assert found["is_default"]


def test_a_later_look_at_stock_is_the_last_day() -> None:
    levels = frame("stock_levels", {"sku": "a", "counted_at": "2026-03-05T20:00"})
    data = staged(order_lines=orders("2026-03-04"), stock_levels=levels)
    found = scope.scope(data, Company())
    assert found["as_of"].item() == dt.date(2026, 3, 5)


def test_a_look_at_stock_dated_years_ahead_is_no_last_day() -> None:
    levels = frame("stock_levels", {"sku": "a", "counted_at": "2028-03-05T20:00"})
    data = staged(order_lines=orders("2026-03-04"), stock_levels=levels)
    found = scope.scope(data, Company())
    assert found["as_of"].item() == dt.date(2026, 3, 4)


def test_a_given_day_wins() -> None:
    data = staged(order_lines=orders("2026-03-01", "2026-03-04"))
    found = scope.scope(data, Company(), dt.date(2026, 3, 2)).row(0, named=True)
    assert (found["as_of"], found["is_default"]) == (dt.date(2026, 3, 2), False)


def test_totals_end_the_scope_where_there_are_no_orders() -> None:
    period = {"sku": "a", "starts_on": "2026-02-01", "ends_on": "2026-02-28"}
    found = scope.scope(staged(sales_history=frame("sales_history", period)), Company())
    assert found["as_of"].item() == dt.date(2026, 2, 28)


def test_without_demand_the_latest_document_says_the_day() -> None:
    stock = frame("stock_levels", {"sku": "a", "counted_at": "2026-03-05T23:30"})
    found = scope.scope(staged(stock_levels=stock), Company())
    assert found["as_of"].item() == dt.date(2026, 3, 6)


def test_without_any_date_there_is_nothing_to_plan_from() -> None:
    with pytest.raises(ValueError, match="no row in any file has a date"):
        scope.scope(staged(products=frame("products", {"sku": "a"})), Company())
