"""Facts are only ever added: what was known at an instant can be told for ever."""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tests.models.inventory.costs.bought import RECEIVED, Row, costs_of, shop

DAYS = st.integers(1, 9)
RECEIPT = st.fixed_dictionaries(
    {
        "day": DAYS,
        "received_qty": st.integers(1, 9),
        "unit_cost": st.integers(0, 999).map(lambda n: Decimal(n) / 100),
        "po_line_no": st.integers(1, 2),
    }
)
INVOICE = st.fixed_dictionaries(
    {
        "day": DAYS,
        "qty": st.integers(1, 12),
        "amount": st.integers(-999, 9999).map(lambda n: Decimal(n) / 100),
        "po_line_no": st.integers(1, 2),
    }
)
CHARGE = st.fixed_dictionaries(
    {
        "day": DAYS,
        "receipt_id": st.sampled_from(["1", "2", "3"]),
        "amount": st.integers(-999, 9999).map(lambda n: Decimal(n) / 100),
    }
)


def recorded(row: Row) -> Row:
    """Return a row of a day as one recorded then."""
    rest = {name: value for name, value in row.items() if name != "day"}
    return rest | {"recorded_at": dt.datetime(2026, 3, row["day"], 8, tzinfo=dt.UTC)}


def known_facts(day: int, *documents: list[Row]) -> list[tuple[Any, ...]]:
    """Return the facts recorded by a day of moves recorded by then."""
    receipts, invoices, charges = (
        [recorded(row) for row in rows] for rows in documents
    )
    known = shop(
        None,
        receipt_lines=[RECEIVED | row for row in receipts],
        supplier_invoice_lines=invoices,
        landed_costs=charges,
    )
    by_then = pl.col("recorded_at") < dt.datetime(2026, 3, day + 1, tzinfo=dt.UTC)
    moves = known["stock_moves"].filter(by_then).collect().get_column("move_id")
    made = costs_of(known).filter(by_then & pl.col("move_id").is_in(moves.implode()))
    return made.rows()


@given(
    st.lists(RECEIPT, min_size=1, max_size=4),
    st.lists(INVOICE, max_size=4),
    st.lists(CHARGE, max_size=3),
    DAYS,
)
def test_what_becomes_known_later_leaves_earlier_facts_alone(
    deliveries: list[Row], invoices: list[Row], charges: list[Row], day: int
) -> None:
    receipts = [
        row
        | {"receipt_id": str(number), "line_no": line, "sku": f"item {line}"}
        | {"po_id": "p", "po_line_no": line if line == 1 else row["po_line_no"]}
        for number, row in enumerate(deliveries, start=1)
        for line in (1, 2)
    ]
    order = {"po_id": "p", "line_no": 1, "supplier_id": "s"}
    billed = [
        row | order | {"invoice_id": str(number), "invoiced_on": "2026-03-01"}
        for number, row in enumerate(invoices)
    ]
    spread = [row | {"charge_id": str(number)} for number, row in enumerate(charges)]
    everything = (receipts, billed, spread)
    by_then = [[row for row in rows if row["day"] <= day] for rows in everything]
    assert known_facts(day, *everything) == known_facts(day, *by_then)
