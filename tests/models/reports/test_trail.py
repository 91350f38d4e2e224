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


ORDER_LINES = (["order_id", "line_no", "sku"], ["order_id", "line_no"])
SHIPMENT_LINES = (
    ["shipment_id", "line_no", "order_id", "order_line_no"],
    ["shipment_id", "line_no"],
)
RECEIPT_LINES = (
    ["receipt_id", "line_no", "po_id", "po_line_no"],
    ["receipt_id", "line_no"],
)


@pytest.mark.parametrize(
    ("row", "key", "other", "found"),
    [
        ({"order_id": "O1", "line_no": 2}, ORDER_LINES[1], ORDER_LINES, "line_no"),
        (
            {"order_id": "O1", "line_no": 2},
            ORDER_LINES[1],
            SHIPMENT_LINES,
            "order_line_no",
        ),
        (
            {"po_id": "P1", "po_line_no": 2},
            ["suggestion_id"],
            RECEIPT_LINES,
            "po_line_no",
        ),
        ({"sku": "a", "line_no": 2}, ["entry_id", "line_no"], ORDER_LINES, None),
        ({"order_id": "", "line_no": 2}, ORDER_LINES[1], ORDER_LINES, None),
    ],
)
def test_a_line_leads_to_the_same_line_and_no_other(
    row: dict[str, object],
    key: list[str],
    other: tuple[list[str], list[str]],
    found: str | None,
) -> None:
    assert trail.line(row, key, *other) == ({found: "2"} if found else {})
