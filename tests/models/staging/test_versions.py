"""Which file counts, and which version of a row."""

import datetime as dt

import pytest

from models.staging import arrivals, versions
from models.staging.versions import UNBOUNDED, Source
from tests.factories import frame


@pytest.mark.parametrize(
    "name",
    [
        "2026-03-05.csv",
        "orders_20260305.csv.gz",
        "orders 05-03-2026.xlsx",
        "05.03.2026_orders.csv",
        "orders-20260305123000.csv",
        "export_2026_03_05_v2.csv",
    ],
)
def test_a_day_in_a_name_is_found(name: str) -> None:
    assert arrivals.named_day(f"order_lines/{name}") == dt.date(2026, 3, 5)


@pytest.mark.parametrize(
    "name", ["orders.csv", "2026.csv", "part-20261399.csv", "12345678.csv", "v1.2.csv"]
)
def test_other_digits_in_a_name_are_no_day(name: str) -> None:
    assert arrivals.named_day(f"2026-03-05/{name}") is None


def test_month_first_is_taken_only_where_day_first_is_impossible() -> None:
    assert arrivals.named_day("03-25-2026.csv") == dt.date(2026, 3, 25)


def files(*paths: str, **more: str) -> list[str]:
    """Return the paths in the order in which they count."""
    rows = [
        {
            "table": "order_lines",
            "path": path,
            "content_hash": path,
            "file_no": number,
            "arrived_at": f"2026-03-{day}T12:00",
        }
        for number, (path, day) in enumerate(
            ((path, more.get(f"p{at}", "05")) for at, path in enumerate(paths)), start=1
        )
    ]
    found = versions.files(
        frame("source_files", *rows), Source("order_lines"), UNBOUNDED
    )
    return found["source"].to_list()


def test_files_without_a_day_come_before_dated_ones_by_name() -> None:
    assert files("b", "a", "2026-03-01", p0="01") == ["a", "b", "2026-03-01"]


def test_dated_files_come_by_day_not_by_name() -> None:
    assert files("06-02-2026", "05-03-2026", p0="02", p1="05") == [
        "06-02-2026",
        "05-03-2026",
    ]


def test_in_full_mode_each_file_ends_the_one_before() -> None:
    rows = [
        {
            "table": "products",
            "path": "products.csv",
            "content_hash": str(number),
            "file_no": number,
            "arrived_at": f"2026-03-0{number}T12:00",
            "replaced_by": "x",
        }
        for number in (1, 2)
    ]
    found = versions.files(frame("source_files", *rows), Source("products", "full"))
    gone = dict(found.select("_file_no", "_gone_at").iter_rows())
    assert gone == {1: dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC), 2: None}
