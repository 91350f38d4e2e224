"""Rates, weights, charges and handling that come late, and the days that are closed."""

import datetime as dt

import polars as pl
import pytest

from models.inventory.moves.shape import told_name
from pipelines.publishing import Snapshot
from pipelines.workspace import Workspace
from tests.pipelines.shops import Row, days, drop, plan, rows_of, shop, sold

START, END = dt.date(2026, 1, 5), dt.date(2026, 3, 10)
FEBRUARY = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
SETTINGS = '[company]\ntime_zone = "UTC"\ncurrency = "DKK"\n'
FIRST, LATE = "2026-02-01.csv", "2026-03-01.csv"
EXPORTED = ("bowl", "mug", "vase", "urn")
"""Items whose receipts are exported whole every night; the urn was never looked at."""
FIGURES = ("sku", "location_id", "move_id", "cost_amount", "value_amount")


def rate(on: str, value: float) -> Row:
    return {"currency": "EUR", "on": on, "rate": value}


def weighs(cup: float, pot: float) -> list[Row]:
    weights = {"cup": cup, "pot": pot, "jar": 1, "pan": 1}
    weights |= dict.fromkeys(EXPORTED, 1)
    return [{"sku": sku, "weight_kg": weight} for sku, weight in weights.items()]


def receipt(line_no: int, sku: str, cost: int) -> Row:
    return {
        "receipt_id": "R1",
        "line_no": line_no,
        "supplier_id": "S",
        "sku": sku,
        "location_id": "main",
        "received_qty": 100,
        "received_at": "2026-01-04 08:00",
        "unit_cost": cost,
    }


def places(handling_cost: float) -> list[Row]:
    return [
        {"location_id": "main", "handling_cost": None},
        {"location_id": "store", "handling_cost": handling_cost},
    ]


JAR = {**receipt(1, "jar", 0), "receipt_id": "R2", "unit_cost": None}


def asks(unit_cost: int) -> Row:
    offer = {"supplier_id": "S", "sku": "jar", "currency": "DKK"}
    return offer | {"unit_cost": unit_cost}


PAN = {**JAR, "receipt_id": "R3", "sku": "pan", "po_id": "P", "po_line_no": 1}


def order(unit_cost: int) -> Row:
    return {
        "po_id": "P",
        "line_no": 1,
        "supplier_id": "S",
        "sku": "pan",
        "location_id": "main",
        "ordered_qty": 100,
        "ordered_at": "2026-01-03",
        "unit_cost": unit_cost,
        "currency": "DKK",
    }


def exported(**costs: int) -> list[Row]:
    """Return what the export of a night holds: one receipt of an item, and its cost."""
    by_name = {"receipt_id": "N", "currency": "DKK"}
    return [
        receipt(EXPORTED.index(sku) + 1, sku, cost) | by_name
        for sku, cost in costs.items()
    ]


FREIGHT = {
    "charge_id": "F",
    "receipt_id": "R1",
    "kind": "freight",
    "amount": 100,
    "allocate_by": "weight",
    "charged_at": "2026-01-06",
}


def duty(amount: int) -> Row:
    by_units = {"charge_id": "D", "kind": "duty", "allocate_by": "qty"}
    return FREIGHT | by_units | {"amount": amount}


def bought(workspace: Workspace) -> None:
    """Buy for euros with freight by weight, and send some on; close January."""
    cups = sold("cup", days(START, END), location_id="main")
    drop(workspace, f"order_lines/{FIRST}", cups)
    drop(workspace, f"suppliers/{FIRST}", [{"supplier_id": "S", "currency": "EUR"}])
    drop(
        workspace,
        f"receipt_lines/{FIRST}",
        [receipt(1, "cup", 2), receipt(2, "pot", 3), JAR, PAN],
    )
    looks = [
        {"sku": sku, "location_id": place, "counted_at": "2026-01-02 08:00"}
        | {"on_hand_qty": 0, "kind": "opening"}
        for sku in ("cup", "pot", "jar", "pan", *EXPORTED[:3])
        for place in ("main", "store")
    ]
    drop(workspace, f"stock_levels/{FIRST}", looks)
    first = exported(bowl=2, mug=3, vase=4, urn=5)
    drop(workspace, "receipt_lines/every night.csv", first)
    drop(workspace, f"landed_costs/{FIRST}", [FREIGHT, duty(50)])
    sent = {"transfer_id": "T", "line_no": 1, "sku": "pot", "qty": 10}
    way = {"from_location_id": "main", "to_location_id": "store"}
    when = {"shipped_at": "2026-01-08 08:00", "received_at": "2026-01-09 08:00"}
    drop(workspace, f"transfer_lines/{FIRST}", [sent | way | when])
    drop(workspace, f"exchange_rates/{FIRST}", [rate("2026-01-02", 7)])
    drop(workspace, f"products/{FIRST}", weighs(1, 4))
    drop(workspace, f"locations/{FIRST}", places(1))
    drop(workspace, "supplier_items.csv", [asks(5)])
    drop(workspace, f"purchase_order_lines/{FIRST}", [order(4)])
    closed = {"ends_on": "2026-01-31", "closed_at": "2026-02-05 12:00"}
    drop(workspace, "closed_periods/2026-02-06.csv", [closed])


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[pl.DataFrame, Snapshot]:
    """Return closed January as it was, and what is published after all came late."""
    workspace = shop(tmp_path_factory.mktemp("late") / "shop", SETTINGS)
    bought(workspace)
    before = closed_days(plan(workspace))
    drop(workspace, f"exchange_rates/{LATE}", [rate("2026-01-04", 8)])
    drop(workspace, f"products/{LATE}", weighs(4, 1))
    drop(workspace, f"locations/{LATE}", places(2))
    drop(workspace, f"landed_costs/{LATE}", [duty(70)])
    drop(workspace, "supplier_items.csv", [asks(6)])
    drop(workspace, f"purchase_order_lines/{LATE}", [order(5)])
    drop(workspace, "receipt_lines/every night.csv", exported(mug=5, bowl=2))
    return before, plan(workspace)


def closed_days(snapshot: Snapshot) -> pl.DataFrame:
    book = snapshot.read("ledger").filter(pl.col("occurred_at") < FEBRUARY)
    return book.with_columns(told_name(pl.col("move_id"))).select(FIGURES).sort(FIGURES)


def test_closed_days_stay_as_they_were(
    books: tuple[pl.DataFrame, Snapshot],
) -> None:
    before, snapshot = books
    assert closed_days(snapshot).rows() == before.rows()
    costs = dict(before.select("move_id", "cost_amount").iter_rows())
    assert costs["receipt:R1:1"] == 100 * 2 * 7 + 20 + 25
    assert costs["receipt:R2:1"] == 100 * 5
    assert costs["receipt:R3:1"] == 100 * 4


def test_the_first_open_day_makes_up_for_it_and_names_the_causes(
    books: tuple[pl.DataFrame, Snapshot],
) -> None:
    _, snapshot = books
    late = snapshot.read("ledger").filter(
        pl.col("cause").is_not_null(), ~pl.col("sku").is_in(EXPORTED)
    )
    assert late["occurred_at"].unique().to_list() == [FEBRUARY]
    causes = set(late["cause"].str.split(", ").explode())
    assert causes == {
        *("exchange_rates:EUR:2026-01-04", "products:cup", "D:R1", "po:P:1"),
    }
    made_up = late.filter(pl.col("kind") == "receipt").group_by("sku")
    sums = made_up.agg(pl.col("cost_amount").sum()).sort("sku").rows()
    assert sums == [
        ("cup", 100 * 2 + 60 + 10),
        ("pan", 100),
        ("pot", 100 * 3 - 60 + 10),
    ]


def test_stock_is_worth_what_is_known_now(
    books: tuple[pl.DataFrame, Snapshot],
) -> None:
    _, snapshot = books
    layers = snapshot.read("cost_layers").filter(
        (pl.col("sku") == "pot") & (pl.col("remaining_qty") > 0)
    )
    worth = layers.group_by("location_id").agg(pl.col("remaining_amount").sum())
    pot = 3 * 8 + 20 / 100 + 35 / 100
    assert {place: float(amount) for place, amount in worth.rows()} == {
        "main": 90 * pot,
        "store": 10 * pot + 10 * 1,
    }


def test_what_a_cost_was_before_can_be_told(
    books: tuple[pl.DataFrame, Snapshot],
) -> None:
    _, snapshot = books
    facts = snapshot.read("move_costs").filter(pl.col("move_id") == "receipt:R1:1")
    told = facts.sort("kind", "recorded_at").select(
        "kind", pl.col("amount").cast(pl.Int64), "told_by"
    )
    assert told.rows() == [
        ("duty", 25, None),
        ("duty", 35, None),
        ("expected", 1400, None),
        ("expected", 1600, "exchange_rates:EUR:2026-01-04"),
        ("freight", 20, None),
        ("freight", 80, "products:cup"),
    ]


def test_an_overwritten_export_corrects_only_what_it_tells_otherwise(
    books: tuple[pl.DataFrame, Snapshot],
) -> None:
    """The bowl is as it was, the mug costs 5 and not 3, the others never came."""
    _, snapshot = books
    told = snapshot.read("ledger").filter(pl.col("document").str.starts_with("N:"))
    rows = told.sort("document", "occurred_at", "cost_amount").select(
        "sku",
        "cause",
        pl.col("occurred_at") == FEBRUARY,
        pl.col("qty", "cost_amount").cast(pl.Int64),
    )
    assert rows.rows() == [
        ("bowl", None, False, 100, 2 * 7 * 100),
        ("mug", None, False, 100, 3 * 7 * 100),
        ("mug", "N:2", True, -100, -3 * 7 * 100),
        ("mug", "N:2", True, 100, 5 * 8 * 100),
        ("vase", None, False, 100, 4 * 7 * 100),
        ("vase", "N:3", True, -100, -4 * 7 * 100),
        ("urn", None, False, 100, None),
        ("urn", "N:4", True, -100, None),
    ]


def test_a_row_that_is_exported_again_was_known_since_it_was_first_told(
    books: tuple[pl.DataFrame, Snapshot],
) -> None:
    _, snapshot = books
    (bowl,) = rows_of(snapshot, "receipt_lines", sku="bowl")
    assert bowl["recorded_at"] == bowl["received_at"]
    assert bowl["source"] == "receipt_lines/every night.csv"
    assert bowl["source_line"] == 3
    gone = {row["sku"] for row in rows_of(snapshot, "superseded_receipt_lines")}
    assert gone == {"mug", "vase", "urn"}
