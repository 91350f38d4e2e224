from typing import Any

import pytest

from tests.models.planning.plans import (
    LEVELS,
    PLACE,
    SOURCE,
    Given,
    demand,
    stock,
    suggested_transfers,
    suggestions,
)

PAST = {**PLACE, "order_id": "old", "placed_on": "2026-01-10", "state": "shipped"}
HERE = {"location_id": "here", "kind": "warehouse"}


def wanted(qty: float, on: str, stream: str = "project", **more: object) -> Given:
    """An order placed in January for a later day; 3 a day are expected anyway."""
    return {
        **PLACE,
        "order_id": f"{stream} {on}",
        "placed_on": "2026-01-15",
        "requested_on": on,
        "stream": stream,
        "state": "open",
        "ordered_qty": qty,
        "open_qty": qty,
        "demand_qty": 0,
        **more,
    }


def owed(*lines: dict[str, Any], **given: Given) -> float:
    """What is owed beyond what is there; a need of 75 is there in any case."""
    table = suggestions(order_status=list(lines), **given)
    row = table.row(0, named=True)
    assert row["need_qty"] == 80 - (5 - row["backordered_qty"])
    return float(row["backordered_qty"])


def test_a_project_counts_in_full_on_its_day() -> None:
    assert owed(wanted(40, "2026-02-10")) == 40


@pytest.mark.parametrize(("day", "counted"), [("2026-02-17", 40), ("2026-02-18", 0)])
def test_it_counts_when_the_next_order_would_be_too_late(
    day: str, counted: float
) -> None:
    assert owed(wanted(40, day)) == counted


def test_what_was_due_by_today_is_already_in_the_position() -> None:
    assert owed(wanted(40, "2026-02-01")) == 0


@pytest.mark.parametrize(("qty", "beyond"), [(40, 0), (48, 0), (60, 12)])
def test_an_order_consumes_the_forecast_of_its_stream(
    qty: float, beyond: float
) -> None:
    """Sixteen days of 3 are expected, all of them in retail."""
    past = {**PAST, "stream": "retail", "demand_qty": 9}
    assert owed(wanted(qty, "2026-02-10", "retail"), past) == beyond


def test_it_does_not_consume_that_of_another_stream() -> None:
    retail = {**PAST, "stream": "retail", "demand_qty": 9}
    wholesale = {**PAST, "stream": "wholesale", "demand_qty": 3, "line_no": 2}
    line = wanted(40, "2026-02-10", "wholesale")
    assert owed(line, retail) == 40
    assert owed(line, retail, wholesale) == 40 - 12
    assert owed(line, wanted(5, "2026-02-11"), retail, wholesale) == 33


def test_a_kit_is_owed_as_its_components() -> None:
    recipe = {"kit_sku": "set", "component_sku": "a", "qty": 2, "is_virtual": True}
    assert owed(wanted(10, "2026-02-10", sku="set"), kit_components=[recipe]) == 20


def test_a_project_triggers_an_order_that_stock_alone_would_not() -> None:
    plenty = [stock(70)]
    assert suggestions(stock_positions=plenty).is_empty()
    row = suggestions(
        stock_positions=plenty, order_status=[wanted(40, "2026-02-10")]
    ).row(0, named=True)
    assert row["position_qty"] == 30
    assert "40 owed" in row["reason"]


def test_a_warehouse_counts_the_projects_of_the_places_it_serves() -> None:
    places = [HERE, {"location_id": "main", "replenished_from": "here"}]
    warehouse = {**SOURCE, "location_id": "here"}
    table = suggestions(
        demand(),
        locations=places,
        supply_sources=[warehouse],
        stock_positions=[stock(5, location_id="here")],
        reorder_points=[{**LEVELS, "location_id": "here"}],
        readiness=[{**PLACE, "location_id": "here", "grade": "A"}],
        order_status=[wanted(40, "2026-02-10")],
    )
    assert table["backordered_qty"].to_list() == [40]


def test_a_project_is_moved_to_where_it_is_wanted() -> None:
    ours = {**SOURCE, "kind": "location", "from_location_id": "here"}
    rows: Given = {
        "locations": [HERE, {"location_id": "main", "replenished_from": "here"}],
        "supply_sources": [{**ours, "supplier_id": None}],
        "stock_positions": [stock(70), stock(500, location_id="here")],
    }
    assert suggested_transfers(demand(), **rows).is_empty()
    moved = suggested_transfers(
        demand(), order_status=[wanted(40, "2026-02-10")], **rows
    )
    assert moved["qty"].to_list() == [50]
