"""Small ledgers with their values, for what is read from them."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import Any

import polars as pl

from models.company import Company
from tests.factories import frame

Row = dict[str, Any]

SEEN = ("opening", "snapshot", "count")
AS_OF = dt.date(2026, 3, 31)
COMPANY = Company(time_zone="UTC")
PLAIN = {"sku": "a", "location_id": "main", "bucket": "on_hand", "method": "fifo"}


def move(kind: str, on: str, qty: float, cost: float | None, **other: Any) -> Row:
    """Return a move at noon of a day."""
    at = on if "T" in on else f"{on}T12:00"
    return (
        PLAIN
        | {
            "kind": kind,
            "occurred_at": at,
            "qty": qty,
            "cost_amount": cost,
            "adjustment_amount": None if cost is None else 0,
        }
        | other
    )


def ledger(*moves: Row) -> pl.LazyFrame:
    """Return the ledger of moves, which stand in order of time."""
    balance: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    value: dict[tuple[str, ...], Decimal | None] = defaultdict(Decimal)
    known: set[tuple[str, ...]] = set()
    rows = []
    for number, given in enumerate(moves, start=1):
        row = given
        place = (row["sku"], row["location_id"])
        pool = (*place, row["bucket"])
        if row["kind"] in SEEN:
            known.add(place)
        balance[pool] += Decimal(str(row["qty"]))
        if place not in known and row["bucket"] == "on_hand":
            row = row | {"cost_amount": None, "adjustment_amount": None}
        else:
            value[pool] = _after(value[pool], row)
        rows.append(
            row
            | {
                "move_id": f"m{number}",
                "sequence": number,
                "balance_qty": balance[pool],
                "is_known": place in known,
                "value_amount": value[pool],
            }
        )
    return frame("ledger", *rows).lazy()


def _after(value: Decimal | None, row: Row) -> Decimal | None:
    """Return the value of a pool after a move; not known when its cost is not."""
    if row["cost_amount"] is None:
        return None if row["qty"] else value
    if value is None:
        return None
    change = Decimal(str(row["cost_amount"])) + Decimal(str(row["adjustment_amount"]))
    return value + change


def products(*rows: Row) -> pl.DataFrame:
    """Return items; ``a`` and ``b`` where none are named."""
    plain = ({"sku": "a", "category": "cups"}, {"sku": "b", "category": "bowls"})
    return frame("products", *(rows or plain))


def sources(*rows: Row) -> pl.DataFrame:
    """Return who supplies what; ``ann`` sells ``a`` where nothing is said."""
    plain = ({"sku": "a", "location_id": "main", "supplier_id": "ann"},)
    return frame("supply_sources", *(rows or plain))


def locations(*rows: Row) -> pl.DataFrame:
    """Return places; ``main`` where none are named."""
    return frame("locations", *(rows or ({"location_id": "main"},)))
