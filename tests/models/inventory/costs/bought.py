"""A shop that buys, and the facts that its documents tell of costs."""

import datetime as dt
from typing import Any

import polars as pl

from models import tables
from models.company import Company
from models.currencies import minor_digits
from models.inventory.costs import unsettled
from models.inventory.costs.move_costs import move_costs
from models.inventory.moves.every_move import stock_moves
from tests.factories import frame

AS_OF = dt.date(2026, 3, 31)
LAZY = (
    *("stock_moves", "receipt_lines", "purchase_order_lines"),
    *("supplier_invoice_lines", "move_costs"),
)
DOCUMENTS = (
    *("stock_levels", "receipt_lines", "purchase_order_lines"),
    *("purchase_return_lines", "shipment_lines", "order_status", "return_lines"),
    *("transfer_lines", "stock_adjustments", "stock_revaluations"),
)
COSTS = (
    *("receipt_lines", "superseded_receipt_lines", "purchase_order_lines"),
    *("order_price_versions", "supplier_items", "supplier_price_versions"),
    *("suppliers", "supplier_invoice_lines", "superseded_invoice_lines"),
    *("landed_costs", "superseded_landed_costs", "locations", "products"),
    *("item_cost_versions", "handling_cost_versions", "exchange_rate_versions"),
)
MOVES = ("stock_moves", "superseded_moves")
DAY = "2026-03-02"
AT = "2026-03-02T10:00"
LATER = "2026-03-03T10:00"

Row = dict[str, Any]
RECEIVED: Row = {
    "receipt_id": "r",
    "sku": "a",
    "received_qty": 10,
    "received_at": AT,
    "recorded_at": AT,
}
ORDERED: Row = {
    "po_id": "p",
    "line_no": 1,
    "supplier_id": "s",
    "sku": "a",
    "ordered_qty": 10,
    "ordered_at": "2026-02-20T10:00",
}


def shop(company: Company | None = None, **given: list[Row]) -> dict[str, Any]:
    """Return every table of the shop, and the moves that its documents make."""
    names = {*DOCUMENTS, *COSTS, "kit_components"}
    frames = {name: frame(name, *given.get(name, [])) for name in names}
    company = company or Company(time_zone="UTC")
    moves = stock_moves(
        **{name: frames[name].lazy() for name in DOCUMENTS},
        kit_components=frames["kit_components"],
        products=frames["products"],
        as_of=AS_OF,
        company=company,
    ).collect()
    known = {
        name: rows.lazy() if name in LAZY else rows for name, rows in frames.items()
    }
    none = frame("superseded_moves")
    versions = {"stock_moves": moves.lazy(), "superseded_moves": none}
    return {**known, **versions, "company": company}


def costs_of(known: dict[str, Any]) -> pl.DataFrame:
    """Return the facts, and see that they keep their contract and every check."""
    made = move_costs(
        **{name: known[name] for name in (*COSTS, *MOVES, "company")}
    ).collect()
    tables.TABLES["move_costs"].validate(made)
    assert broken(known, made).is_empty()
    digits = minor_digits(known["company"].currency)
    minor = made["amount"].cast(pl.Decimal(18, digits)).cast(pl.Decimal(18, 4))
    assert made["amount"].equals(minor)
    return made


def broken(known: dict[str, Any], made: pl.DataFrame) -> pl.DataFrame:
    """Return the charges that were not spread whole."""
    names = (
        *("landed_costs", "stock_moves", "superseded_moves", "receipt_lines"),
        *("superseded_receipt_lines", "purchase_order_lines"),
        *("products", "exchange_rate_versions", "company"),
    )
    return unsettled.charges_are_spread_whole(
        made.lazy(), **{name: known[name] for name in names}
    ).collect()


def facts(
    company: Company | None = None, **given: list[Row]
) -> list[tuple[str, str, float]]:
    """Return move, kind and amount of every fact."""
    made = costs_of(shop(company, **given)).select("move_id", "kind", "amount")
    return [(move, kind, float(amount)) for move, kind, amount in made.iter_rows()]


def amounts(
    company: Company | None = None, **given: list[Row]
) -> dict[tuple[str, str], float]:
    """Return what facts of a kind add up to, by document of the move and kind."""
    added: dict[tuple[str, str], float] = {}
    for move, kind, amount in facts(company, **given):
        key = (move.partition(":")[2], kind)
        added[key] = round(added.get(key, 0) + amount, 4)
    return added


UNUSED = (
    *("stock_moves", "receipt_lines", "purchase_order_lines"),
    *("order_price_versions", "supplier_items", "supplier_price_versions"),
    *("suppliers", "supplier_invoice_lines", "landed_costs", "products"),
    *("item_cost_versions", "exchange_rate_versions", "company"),
)
"""What tells which costs could not be used."""


def rateless(**given: list[Row]) -> list[tuple[Any, ...]]:
    """Return the documents whose cost no rate converts."""
    known = shop(None, **given)
    rows = unsettled.costs_without_rate(**{name: known[name] for name in UNUSED})
    return rows.collect().rows()
