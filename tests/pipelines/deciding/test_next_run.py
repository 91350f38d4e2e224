"""What the next run makes of what planners decided, changed in place, and sent."""

import datetime as dt
from decimal import Decimal

import polars as pl
import pytest

from models.deciding.edits import Edit, Part
from models.deciding.limits import Limits
from models.deciding.steering import ForecastSaid, ParameterSaid
from pipelines.deciding.desk import decide, plan_of
from pipelines.deciding.sending import send
from pipelines.deciding.steering import Speaker, override_forecast, set_parameter
from pipelines.deciding.store import Store
from pipelines.publishing import Snapshot
from pipelines.workspace import Workspace
from tests.pipelines import documented
from tests.pipelines.documented_days import DAY
from tests.pipelines.shops import drop, plan, row_of, rows_of

LATE = DAY + dt.timedelta(days=40)
OTHER = {"supplier_id": "other", "unit_cost": 12, "lead_time_days": 5, "priority": 5}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a shop in which another supplier offers two items as well."""
    made = documented.make(tmp_path_factory.mktemp("sent") / "shop")
    offers = [{**OTHER, "sku": sku} for sku in ("steady", "cut")]
    drop(made, "suppliers/other.csv", [{"supplier_id": "other", "lead_time_days": 5}])
    drop(made, "supplier_items/other.csv", offers)
    return made


@pytest.fixture(scope="module")
def first(shop: Workspace) -> Snapshot:
    return plan(shop)


@pytest.fixture(scope="module")
def later(shop: Workspace, first: Snapshot) -> Snapshot:
    """Decide and send on the first plan, and run again two days later."""
    store, decided = Store(shop.decisions_url), plan_of(first, shop.settings)
    ids = {
        sku: row_of(first, "suggestions", sku=sku)["suggestion_id"]
        for sku in ("steady", "cut", "rejected")
    }
    parts = (
        Part(Decimal(30)),
        Part(Decimal(18), order_on=LATE, supplier_id="other"),
    )
    moved = (Part(Decimal(36), supplier_id="other"),)
    asked = [
        Edit("e1", ids["steady"], "split", parts=parts),
        Edit("e2", ids["cut"], "move", parts=moved),
        Edit("e3", ids["rejected"], "reject"),
    ]
    answer = decide(store, decided, asked, author="ane", limits=Limits())
    assert answer.recorded == {"move": 1, "reject": 1, "split": 1}
    send(shop, author="ane", everything=True)
    by = Speaker("ane")
    safety = ParameterSaid("sku", "late", "safety_qty", "500")
    set_parameter(store, first, safety, by)
    days = (DAY + dt.timedelta(days=3), DAY + dt.timedelta(days=9))
    override_forecast(store, first, ForecastSaid("late", "main", *days, qty=700), by)
    documented.two_days_later(shop)
    return plan(shop)


def test_the_parts_of_a_split_line_are_supply_on_their_days_from_their_suppliers(
    first: Snapshot, later: Snapshot
) -> None:
    number = row_of(first, "suggestions", sku="steady")["suggestion_id"]
    arrives = row_of(first, "suggestions", sku="steady")["arrive_on"]
    found = later.read("supply_matches").filter(pl.col("sku") == "steady")
    names = ("suggestion_id", "supplier_id", "counted_qty", "arrive_on", "state")
    assert found.select(names).rows() == [
        (number, "near", 30, arrives, "sent"),
        (f"{number}/2", "other", 18, LATE + dt.timedelta(days=5), "sent"),
    ]
    # the second part comes too late to hide a need
    standing = row_of(later, "planning_positions", sku="steady", location_id="main")
    assert standing["approved_qty"] == 30


def test_a_moved_line_is_supply_from_its_new_supplier(later: Snapshot) -> None:
    match = row_of(later, "supply_matches", sku="cut")
    assert (match["supplier_id"], match["counted_qty"]) == ("other", 36)
    standing = row_of(later, "planning_positions", sku="cut", location_id="main")
    assert standing["approved_qty"] == 36


def test_a_rejected_line_is_none(later: Snapshot) -> None:
    assert not rows_of(later, "supply_matches", sku="rejected")


def test_orders_went_to_the_suppliers_decided(shop: Workspace, later: Snapshot) -> None:
    assert later.as_of > DAY
    folders = sorted(path.name for path in shop.sent_orders.iterdir())
    assert folders == ["PO-00001-near", "PO-00002-other"]


def test_a_parameter_set_in_place_holds(first: Snapshot, later: Snapshot) -> None:
    before = row_of(first, "reorder_points", sku="late", location_id="main")
    after = row_of(later, "reorder_points", sku="late", location_id="main")
    assert before["safety_stock_qty"] < 500 <= after["safety_stock_qty"]


def test_an_own_forecast_stands_in_for_the_forecast(later: Snapshot) -> None:
    days = later.read("forecasts").filter(
        pl.col("sku") == "late",
        pl.col("location_id") == "main",
        pl.col("on").is_between(DAY + dt.timedelta(days=3), DAY + dt.timedelta(days=9)),
    )
    assert days["mean"].sum() == pytest.approx(700)


def test_what_became_of_each_decision_is_published(later: Snapshot) -> None:
    made = later.read("decision_outcomes")
    kinds = dict(made.select("sku", "kind").iter_rows())
    assert kinds["rejected"] == "rejected"
    assert set(kinds) == {"steady", "cut", "rejected"}
