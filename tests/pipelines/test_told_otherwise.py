"""Shipments, suppliers and owners told otherwise once their days are closed."""

import datetime as dt
from typing import Any

import polars as pl
import pytest

from models.inventory.moves.shape import told_name
from pipelines.publishing import Snapshot
from pipelines.workspace import Workspace
from tests.pipelines.shops import Row, days, drop, plan, shop, sold

START, END = dt.date(2026, 1, 5), dt.date(2026, 3, 10)
FEBRUARY = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
SETTINGS = '[company]\ntime_zone = "UTC"\ncurrency = "DKK"\n'
FIRST, LATE = "2026-02-01.csv", "2026-03-01.csv"
FIGURES = ("sku", "location_id", "move_id", "cost_amount", "value_amount")
MENDED = ("cup", "mug", "pot", "pan")
SKUS = ("cup", "mug", "pot", "pan", "jar", "urn")


def receipt(sku: str, cost: int, day: int = 4, **more: object) -> Row:
    return {
        "receipt_id": f"R-{sku}-{day}",
        "line_no": 1,
        "supplier_id": "S",
        "sku": sku,
        "location_id": "main",
        "received_qty": 10,
        "received_at": f"2026-01-{day:02} 08:00",
        "unit_cost": cost,
        **more,
    }


def shipped(shipment_id: str, sku: str, day: int) -> Row:
    return {
        "shipment_id": shipment_id,
        "line_no": 1,
        "order_id": f"{sku}-260105",
        "order_line_no": 1,
        "sku": sku,
        "location_id": "main",
        "qty": 1,
        "shipped_at": f"2026-01-{day:02} 12:00",
    }


def came_back(sku: str) -> Row:
    return {
        "return_id": f"B-{sku}",
        "line_no": 1,
        "order_id": f"{sku}-260105",
        "order_line_no": 1,
        "sku": sku,
        "location_id": "main",
        "qty": 1,
        "received_at": "2026-01-20 12:00",
        "disposition": "restock",
    }


def order(sku: str, supplier: str) -> Row:
    return {
        "po_id": f"P-{sku}",
        "line_no": 1,
        "supplier_id": supplier,
        "sku": sku,
        "location_id": "main",
        "ordered_qty": 10,
        "ordered_at": "2026-01-03",
        "unit_cost": 5,
    }


def bought(workspace: Workspace) -> None:
    """Buy, send and take back; close January."""
    cups = sold("cup", days(START, END), location_id="main")
    mugs = sold("mug", days(START, START), location_id="main")
    drop(workspace, f"order_lines/{FIRST}", cups + mugs)
    looks = [
        {"sku": sku, "location_id": "main", "counted_at": "2026-01-02 08:00"}
        | {"on_hand_qty": 0, "kind": "opening"}
        for sku in SKUS
    ]
    drop(workspace, f"stock_levels/{FIRST}", looks)
    on_order: dict[str, Any] = {"po_line_no": 1, "unit_cost": None, "supplier_id": None}
    lines = [
        receipt(sku, cost, day) for sku in SKUS[:2] for cost, day in [(2, 4), (9, 6)]
    ]
    lines += [receipt("pot", 5, **on_order | {"po_id": "P-pot"})]
    lines += [receipt("pan", 5, po_id="P-pan", po_line_no=1, supplier_id=None)]
    lines += [receipt("jar", 5, supplier_id="U"), receipt("urn", 5)]
    drop(workspace, f"receipt_lines/{FIRST}", lines)
    drop(
        workspace,
        f"purchase_order_lines/{FIRST}",
        [order("pot", "S"), order("pan", "S")],
    )
    drop(workspace, f"suppliers/{FIRST}", suppliers(usual="EUR"))
    drop(
        workspace,
        f"exchange_rates/{FIRST}",
        [{"currency": "EUR", "on": "2026-01-02", "rate": 7}],
    )
    drop(workspace, f"products/{FIRST}", [{"sku": sku, "owner": None} for sku in SKUS])
    gone = [shipped("S1", "cup", 5), shipped("S2", "mug", 5), shipped("S3", "mug", 8)]
    drop(workspace, "shipment_lines/every night.csv", gone)
    drop(workspace, f"return_lines/{FIRST}", [came_back("cup"), came_back("mug")])
    closed = {"ends_on": "2026-01-31", "closed_at": "2026-02-05 12:00"}
    drop(workspace, "closed_periods/2026-02-06.csv", [closed])


def suppliers(usual: str) -> list[Row]:
    currencies = {"S": "DKK", "T": "EUR", "U": usual}
    return [
        {"supplier_id": name, "currency": currency}
        for name, currency in currencies.items()
    ]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[pl.DataFrame, Snapshot]:
    """Return closed January as it was, and what is published after all was changed."""
    workspace = shop(tmp_path_factory.mktemp("otherwise") / "shop", SETTINGS)
    bought(workspace)
    before = closed_days(plan(workspace))
    drop(workspace, "shipment_lines/every night.csv", [shipped("S3", "mug", 8)])
    drop(
        workspace,
        f"purchase_order_lines/{LATE}",
        [order("pot", "T"), order("pan", "T")],
    )
    drop(workspace, f"suppliers/{LATE}", suppliers(usual="DKK"))
    owners = {"urn": "T"}
    drop(
        workspace,
        f"products/{LATE}",
        [{"sku": sku, "owner": owners.get(sku)} for sku in SKUS],
    )
    return before, plan(workspace)


def closed_days(snapshot: Snapshot) -> pl.DataFrame:
    book = snapshot.read("ledger").filter(pl.col("occurred_at") < FEBRUARY)
    return book.with_columns(told_name(pl.col("move_id"))).select(FIGURES).sort(FIGURES)


@pytest.mark.parametrize("sku", MENDED)
def test_closed_days_stay_as_they_were(
    books: tuple[pl.DataFrame, Snapshot], sku: str
) -> None:
    before, snapshot = books
    is_asked = pl.col("sku") == sku
    assert (
        closed_days(snapshot).filter(is_asked).rows() == before.filter(is_asked).rows()
    )


def test_a_return_takes_back_another_shipment_on_the_first_open_day(
    books: tuple[pl.DataFrame, Snapshot],
) -> None:
    _, snapshot = books
    late = snapshot.read("ledger").filter(
        pl.col("document") == "B-cup:1", pl.col("cause").is_not_null()
    )
    assert late["occurred_at"].unique().to_list() == [FEBRUARY]
    amounts = late.select("cause", pl.col("cost_amount").cast(pl.Float64))
    assert sorted(amounts.rows()) == [("B-cup:1", -2.0), ("B-cup:1", 5.5)]


def test_another_supplier_of_an_order_is_named_as_the_cause(
    books: tuple[pl.DataFrame, Snapshot],
) -> None:
    _, snapshot = books
    late = snapshot.read("ledger").filter(
        pl.col("sku").is_in(["pot", "pan"]), pl.col("cause").is_not_null()
    )
    rows = late.sort("sku").select(
        pl.col("occurred_at") == FEBRUARY,
        "cause",
        pl.col("cost_amount").cast(pl.Float64),
    )
    assert rows.rows() == [(True, "po:P-pan:1", 300.0), (True, "po:P-pot:1", 300.0)]
