"""A supplier's orders and receipts, in few words."""

import datetime as dt
from typing import Any, TypeAlias

import polars as pl

from models import tables
from models.company import Company
from models.supply import lead_times as times
from models.supply import open_supply as opened
from tests.factories import frame

COMPANY = Company()
Given: TypeAlias = Any
"""Tables that a test hands on."""


def order(number: int, on: str, **more: object) -> dict[str, Any]:
    return {
        "po_id": f"p{number}",
        "line_no": 1,
        "supplier_id": "s",
        "sku": "a",
        "ordered_qty": 10,
        "ordered_at": f"{on}T10:00",
        **more,
    }


def receipt(number: int, po: int | None, on: str, **more: object) -> dict[str, Any]:
    linked = {} if po is None else {"po_id": f"p{po}", "po_line_no": 1}
    return {
        "receipt_id": f"r{number}",
        "line_no": 1,
        "sku": "a",
        "received_qty": 10,
        "received_at": f"{on}T08:00",
        **linked,
        **more,
    }


def lead_times(
    orders: list[dict[str, Any]],
    receipts: list[dict[str, Any]],
    as_of: str,
    **given: pl.DataFrame,
) -> pl.DataFrame:
    suppliers = frame("suppliers", {"supplier_id": "s", "lead_time_days": 9})
    made = times.lead_times(
        purchase_order_lines=frame("purchase_order_lines", *orders),
        receipt_lines=frame("receipt_lines", *receipts).lazy(),
        supplier_items=given.get("supplier_items", frame("supplier_items")),
        suppliers=given.get("suppliers", suppliers),
        products=given.get("products", frame("products", {"sku": "a"})),
        calendars=given.get("calendars", frame("calendars")),
        planning_parameters=given.get(
            "planning_parameters", frame("planning_parameters")
        ),
        decisions=frame("decisions"),
        as_of=dt.date.fromisoformat(as_of),
        company=COMPANY,
    )
    return tables.TABLES["lead_times"].validate(made)


def open_supply(
    orders: list[dict[str, Any]],
    receipts: list[dict[str, Any]],
    as_of: str,
    **given: pl.DataFrame,
) -> pl.DataFrame:
    known = {"supplier_items", "suppliers", "products"} & given.keys()
    made = opened.open_supply(
        purchase_order_lines=frame("purchase_order_lines", *orders),
        receipt_lines=frame("receipt_lines", *receipts).lazy(),
        lead_times=given.get(
            "lead_times",
            lead_times(
                orders, receipts, as_of, **{name: given[name] for name in known}
            ),
        ),
        calendars=given.get("calendars", frame("calendars")),
        planning_parameters=given.get(
            "planning_parameters", frame("planning_parameters")
        ),
        decisions=frame("decisions"),
        as_of=dt.date.fromisoformat(as_of),
        company=COMPANY,
    )
    return tables.TABLES["open_supply"].validate(made)
