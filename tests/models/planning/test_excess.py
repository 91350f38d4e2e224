from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.planning.plans import (
    GRADE,
    LEVELS,
    SOURCE,
    Rows,
    demand,
    stock,
    suggested_transfers,
    suggestions,
)

PLACES = ("main", "north", "east")
"""Three places that buy for themselves; each sells 3 a day and is filled up to 80."""

LANE = {
    "from_location_id": "north",
    "to_location_id": "main",
    "lead_time_days": 2,
    "cost_per_unit": 1,
}
WARES = [{"sku": "a", "unit_price": 12}]


def planned(on_hand: dict[str, float], lanes: Rows, **given: Rows) -> dict[str, Any]:
    """Tables of places that each buy at 2 a unit and need 60 to 80 units."""
    return {
        "locations": [{"location_id": name} for name in on_hand],
        "supply_sources": [{**SOURCE, "location_id": name} for name in on_hand],
        "reorder_points": [{**LEVELS, "location_id": name} for name in on_hand],
        "readiness": [{**GRADE, "location_id": name} for name in on_hand],
        "stock_positions": [
            stock(qty, location_id=name) for name, qty in on_hand.items()
        ],
        "products": WARES,
        "transfer_lanes": lanes,
        **given,
    }


def moves(on_hand: dict[str, float], lanes: Rows, **given: Rows) -> pl.DataFrame:
    known = pl.concat([demand(location_id=name) for name in on_hand])
    return suggested_transfers(known, **planned(on_hand, lanes, **given))


def units(table: pl.DataFrame) -> dict[tuple[str, str], int]:
    return {
        (row["from_location_id"], row["to_location_id"]): int(row["qty"])
        for row in table.iter_rows(named=True)
    }


def test_what_another_place_has_too_much_of_is_moved() -> None:
    row = moves({"main": 10, "north": 200}, [LANE]).row(0, named=True)
    assert (row["qty"], row["kind"]) == (70, "excess")
    assert (row["cost_amount"], row["saved_amount"]) == (70, 140)
    assert "instead of buying" in row["reason"]


def test_a_place_gives_away_only_what_is_above_its_own_level() -> None:
    assert units(moves({"main": 10, "north": 95}, [LANE])) == {("north", "main"): 15}
    assert moves({"main": 10, "north": 80}, [LANE]).is_empty()


def test_what_is_only_on_order_is_not_given_away() -> None:
    coming = {
        "po_id": "p",
        "line_no": 1,
        "supplier_id": "s",
        "sku": "a",
        "location_id": "north",
        "ordered_qty": 100,
        "open_qty": 100,
        "due_on": "2026-02-10",
        "arrive_on": "2026-02-10",
        "due_source": "expected",
        "state": "on_time",
        "is_counted": True,
    }
    table = moves({"main": 10, "north": 75}, [LANE], open_supply=[coming])
    assert units(table) == {("north", "main"): 15}


def test_without_a_lane_nothing_is_moved() -> None:
    assert moves({"main": 10, "north": 200}, []).is_empty()
    back = {**LANE, "from_location_id": "main", "to_location_id": "north"}
    assert moves({"main": 10, "north": 200}, [back]).is_empty()


@pytest.mark.parametrize(("cost", "moved"), [(2, 70), (3, 0)])
def test_what_costs_more_to_move_than_to_buy_is_bought(cost: int, moved: int) -> None:
    slow = {**LANE, "lead_time_days": 14, "cost_per_unit": cost}
    table = moves({"main": 10, "north": 200}, [slow])
    assert units(table).get(("north", "main"), 0) == moved


def test_margin_that_would_be_lost_while_waiting_pays_for_a_dear_lane() -> None:
    dear = {**LANE, "cost_per_unit": 5}
    assert units(moves({"main": 10, "north": 200}, [dear])) == {("north", "main"): 70}
    unpriced = moves({"main": 10, "north": 200}, [dear], products=[{"sku": "a"}])
    assert unpriced.is_empty()


def test_a_shipment_must_save_what_sending_it_costs() -> None:
    slow = {**LANE, "lead_time_days": 14}
    worth_it = {**slow, "cost_per_transfer": 70}
    assert not moves({"main": 10, "north": 200}, [worth_it]).is_empty()
    not_worth_it = {**slow, "cost_per_transfer": 71}
    assert moves({"main": 10, "north": 200}, [not_worth_it]).is_empty()


def test_it_must_be_there_before_the_next_but_one_order() -> None:
    late = {**LANE, "lead_time_days": 16}
    assert moves({"main": 10, "north": 200}, [late]).is_empty()


def test_a_lane_waits_for_its_weekday_and_for_closed_places() -> None:
    weekly = {**LANE, "weekdays": "wed"}
    row = moves({"main": 10, "north": 200}, [weekly]).row(0, named=True)
    assert (row["ship_on"].isoformat(), row["arrive_on"].isoformat()) == (
        "2026-02-04",
        "2026-02-06",
    )
    closed = {"party_id": "north", "starts_on": "2026-02-04", "ends_on": "2026-02-04"}
    row = moves({"main": 10, "north": 200}, [weekly], calendars=[closed]).row(
        0, named=True
    )
    assert row["ship_on"].isoformat() == "2026-02-11"


def test_the_cheapest_lane_comes_first_and_the_next_fills_up() -> None:
    near = {**LANE, "from_location_id": "east", "cost_per_unit": "0.5"}
    table = moves({"main": 10, "north": 200, "east": 110}, [LANE, near])
    assert units(table) == {("east", "main"): 30, ("north", "main"): 40}


def test_too_little_excess_for_two_is_shared_by_need() -> None:
    other = {**LANE, "to_location_id": "east"}
    table = moves({"main": 20, "north": 140, "east": 50}, [LANE, other])
    assert units(table) == {("north", "main"): 40, ("north", "east"): 20}


def test_what_a_transfer_covers_is_not_bought_as_well() -> None:
    given = planned({"main": 10, "north": 95}, [LANE])
    known = pl.concat([demand(location_id=name) for name in ("main", "north")])
    transfers = suggested_transfers(known, **given).to_dicts()
    given.pop("transfer_lanes")
    line = suggestions(known, **given, suggested_transfers=transfers).row(0, named=True)
    assert line["location_id"] == "main"
    assert (line["need_qty"], line["instead_qty"]) == (70, -15)
    assert line["suggested_qty"] == 55
    covered = [{**transfers[0], "qty": 70}]
    assert suggestions(known, **given, suggested_transfers=covered).is_empty()


STORES: Rows = [
    {"location_id": "main"},
    {"location_id": "s1", "replenished_from": "main"},
    {"location_id": "s2", "replenished_from": "main"},
]
FROM_MAIN = {
    **SOURCE,
    "kind": "location",
    "supplier_id": None,
    "from_location_id": "main",
}


def among_stores(main: float, first: float, second: float, lanes: Rows) -> pl.DataFrame:
    """Two stores under one warehouse; its levels are for all three."""
    known = pl.concat(
        [demand(rate=0), *(demand(location_id=name) for name in ("s1", "s2"))]
    )
    return suggested_transfers(
        known,
        locations=STORES,
        supply_sources=[
            SOURCE,
            *({**FROM_MAIN, "location_id": name} for name in ("s1", "s2")),
        ],
        reorder_points=[
            {**LEVELS, "reorder_point_qty": 200, "order_up_to_qty": 240},
            *({**LEVELS, "location_id": name} for name in ("s1", "s2")),
        ],
        readiness=[{**GRADE, "location_id": name} for name in ("main", "s1", "s2")],
        stock_positions=[
            stock(main),
            stock(first, location_id="s1"),
            stock(second, location_id="s2"),
        ],
        products=WARES,
        transfer_lanes=lanes,
    )


def test_a_store_is_helped_by_its_neighbour_then_by_its_warehouse() -> None:
    lane = {**LANE, "from_location_id": "s2", "to_location_id": "s1"}
    table = among_stores(100, 10, 120, [lane])
    assert units(table) == {("s2", "s1"): 40, ("main", "s1"): 30}
    assert set(table["kind"]) == {"excess", "replenishment"}


def test_moves_inside_a_warehouses_own_stores_are_no_supply_for_it() -> None:
    lane = {**LANE, "from_location_id": "s2", "to_location_id": "main"}
    table = among_stores(0, 61, 120, [lane])
    assert table.is_empty()


@settings(max_examples=15, deadline=None)
@given(
    main=st.integers(0, 250),
    north=st.integers(0, 250),
    east=st.integers(0, 250),
    cost=st.integers(0, 3),
)
def test_no_place_gives_what_it_needs_and_none_gets_more_than_it_needs(
    main: int, north: int, east: int, cost: int
) -> None:
    stand = {"main": main, "north": north, "east": east}
    lanes = [
        {**LANE, "from_location_id": a, "to_location_id": b, "cost_per_unit": cost}
        for a in stand
        for b in stand
        if a != b
    ]
    after = {name: float(qty) for name, qty in stand.items()}
    table = moves(dict(stand), lanes)
    for (giver, getter), qty in units(table).items():
        after[giver] -= qty
        after[getter] += qty
    for name, qty in stand.items():
        low, high = sorted((80.0, float(qty)))
        assert low <= after[name] <= high
    backwards = moves(dict(reversed(stand.items())), lanes[::-1])
    assert units(backwards) == units(table)
