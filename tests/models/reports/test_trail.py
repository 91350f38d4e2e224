import datetime as dt

import polars as pl
import pytest

from models.reports import trail

ROWS = pl.LazyFrame(
    {
        "sku": ["a", "a", "b"],
        "on": [dt.date(2026, 7, 1), dt.date(2026, 7, 2), dt.date(2026, 7, 1)],
        "qty": [1.0, 2.0, 3.0],
        "at": [dt.datetime(2026, 7, 1, 8, 30, tzinfo=dt.UTC)] * 3,
    }
)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"sku": "a"}, [1.0, 2.0]),
        ({"sku": "a", "on": "2026-07-02"}, [2.0]),
        ({"qty": "3"}, [3.0]),
        ({"sku": "b", "at": "2026-07-01T08:30:00"}, [3.0]),
        ({"sku": "c"}, []),
    ],
)
def test_a_row_is_found_by_what_an_address_says(
    values: dict[str, str], found: list[float]
) -> None:
    assert trail.same(ROWS, values).collect()["qty"].to_list() == found


def test_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(LookupError, match="no column nothing"):
        trail.same(ROWS, {"nothing": "1"})


def test_what_a_row_is_written_as_finds_it_again() -> None:
    row = ROWS.collect().row(1, named=True)
    values = {name: trail.written(value) for name, value in row.items()}
    assert trail.same(ROWS, values).collect().rows(named=True) == [row]


@pytest.mark.parametrize(
    ("kind", "table"),
    [
        ("shipment", "shipment_lines"),
        ("transfer_in", "transfer_lines"),
        ("kit_build", "stock_adjustments"),
    ],
)
def test_a_move_leads_to_its_document(kind: str, table: str) -> None:
    found = trail.document({"kind": kind, "document": "X1:3"})
    assert found
    assert found[0] == table
    assert "X1" in found[1].values()
    assert found[1]["line_no"] == "3"


def test_what_no_document_moved_leads_to_none() -> None:
    assert trail.document({"kind": "snapshot", "document": "a:main:2026"}) is None
