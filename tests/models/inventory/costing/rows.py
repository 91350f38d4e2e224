"""Small, readable histories: rows for the oracle, frames for the kernel."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import polars as pl

Row = dict[str, Any]

QTY = pl.Decimal(18, 3)
AMOUNT = pl.Decimal(18, 4)
COLUMNS: dict[str, Any] = {
    "move_id": pl.String,
    "sku": pl.String,
    "location_id": pl.String,
    "bucket": pl.String,
    "kind": pl.String,
    "qty": QTY,
    "given_amount": AMOUNT,
    "unit_cost": AMOUNT,
    "applies_to": pl.String,
    "is_carried": pl.Boolean,
    "method": pl.String,
    "standard_cost": AMOUNT,
    "lot": pl.String,
    "month": pl.Date,
    "assembly": pl.String,
    "assembly_weight": pl.Int64,
}
NEUTRAL: Row = {
    "sku": "a",
    "location_id": "main",
    "bucket": "on_hand",
    "kind": "",
    "qty": 0,
    "is_carried": False,
    "method": "fifo",
    "lot": "",
    "month": dt.date(2026, 1, 1),
}
"""What a row is unless it says otherwise; what is not here is empty."""


def history(*moves: Row, **everywhere: object) -> list[Row]:
    """Return whole rows; moves without a name are m1, m2, …

    >>> [row["move_id"] for row in history(receipt(3, 10), issue(1, move_id="x"))]
    ['m1', 'x']
    """
    return [
        _whole({"move_id": f"m{number}", **NEUTRAL, **everywhere, **move})
        for number, move in enumerate(moves, start=1)
    ]


def told(rows: Iterable[Row]) -> str:
    """Return rows as they are written in a test.

    >>> print(told(history(issue(3, lot="x"))))
    history(
        {'move_id': 'm1', 'kind': 'shipment', 'qty': '-3', 'lot': 'x'},
    )
    """
    lines = []
    for row in rows:
        said = {
            name: str(value) if isinstance(value, Decimal) else value
            for name, value in row.items()
            if value != NEUTRAL.get(name)
        }
        lines.append(f"    {said},")
    return "\n".join(["history(", *lines, ")"])


def _whole(row: Row) -> Row:
    """Return a row with all its columns, numbers as decimals."""
    numbers = ("qty", "given_amount", "unit_cost", "standard_cost")
    whole = {name: row.get(name) for name in COLUMNS}
    for name in numbers:
        if whole[name] is not None:
            whole[name] = Decimal(str(whole[name]))
    return whole


def frame_of(rows: Iterable[Row]) -> pl.DataFrame:
    """Return rows as the frame which the kernel takes."""
    return pl.DataFrame(list(rows), schema=COLUMNS, orient="row")


def receipt(qty: object, amount: object = None, **more: object) -> Row:
    """Return goods that come in for an amount in all."""
    return {"kind": "receipt", "qty": qty, "given_amount": amount, **more}


def issue(qty: float | str, **more: object) -> Row:
    """Return goods that go out."""
    return {"kind": "shipment", "qty": -Decimal(str(qty)), **more}


def returned(qty: object, of: str | None, **more: object) -> Row:
    """Return goods that a customer sends back."""
    return {"kind": "customer_return", "qty": qty, "applies_to": of, **more}


def sent_back(qty: float | str, of: str, **more: object) -> Row:
    """Return goods that go back to the supplier."""
    return {**issue(qty, applies_to=of, **more), "kind": "supplier_return"}


def revaluation(unit_cost: object, **more: object) -> Row:
    """Return a new cost of what is there."""
    return {"kind": "revaluation", "unit_cost": unit_cost, **more}


def sent_on(qty: float | str, **more: object) -> Row:
    """Return a leg of a transfer that goes out."""
    return {**issue(qty, is_carried=True, **more), "kind": "transfer"}


def arriving(qty: object, of: str, **more: object) -> Row:
    """Return a leg of a transfer that comes in."""
    return {**returned(qty, of, is_carried=True, **more), "kind": "transfer"}
