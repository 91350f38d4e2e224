import datetime as dt
import math
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import tables
from models.company import Company
from models.inventory.positions import positions_add_up, stock_positions
from tests.factories import frame
from tests.models.inventory.ledgers import ledger

AS_OF = dt.date(2026, 3, 31)
PLACE = {"sku": "a", "location_id": "main"}
INPUTS = (
    *("order_status", "stock_holds", "stock_lots", "open_supply", "products"),
    *("locations", "kit_components", "item_classes"),
)


def positions(
    *moves: dict[str, Any], company: Company | None = None, **given: pl.DataFrame
) -> list[dict[str, Any]]:
    rows = [
        PLACE | {"move_id": f"m{number}", "bucket": "on_hand"} | move
        for number, move in enumerate(moves)
    ]
    frames: dict[str, Any] = {name: given.get(name, frame(name)) for name in INPUTS}
    frames["order_status"] = frames["order_status"].lazy()
    made = stock_positions(
        ledger=ledger(frame("stock_moves", *rows).lazy()),
        **frames,
        as_of=AS_OF,
        company=company or Company(),
    )
    tables.TABLES["stock_positions"].validate(made)
    assert positions_add_up(made).is_empty()
    return made.to_dicts()


def seen(units: int) -> dict[str, Any]:
    return {
        "kind": "snapshot",
        "counted_qty": units,
        "occurred_at": "2026-03-30T20:00",
    }


def open_order(units: int, **order: object) -> pl.DataFrame:
    line = {"order_id": "o", "line_no": 1, "state": "open", "placed_on": "2026-03-30"}
    return frame("order_status", PLACE | line | {"open_qty": units} | order)


def supply(**line: object) -> dict[str, Any]:
    return PLACE | {"po_id": "p", "open_qty": 6, "is_counted": True} | line


def test_available_is_what_is_there_less_promised_and_held() -> None:
    holds = frame("stock_holds", PLACE | {"hold_id": "h", "qty": 2})
    (row,) = positions(seen(10), order_status=open_order(3), stock_holds=holds)
    assert (row["on_hand_qty"], row["reserved_qty"], row["held_qty"]) == (10, 3, 2)
    assert (row["available_qty"], row["backordered_qty"]) == (5, 0)
    assert row["position_qty"] == 5


def test_orders_beyond_what_is_free_are_backordered() -> None:
    holds = frame("stock_holds", PLACE | {"hold_id": "h", "qty": 2})
    (row,) = positions(seen(4), order_status=open_order(5), stock_holds=holds)
    assert (row["reserved_qty"], row["backordered_qty"]) == (2, 3)
    assert row["position_qty"] == -3


def test_negative_stock_counts_only_as_far_as_open_orders_explain_it() -> None:
    (row,) = positions(seen(-4), order_status=open_order(1))
    assert (row["ledger_qty"], row["on_hand_qty"]) == (-4, 0)
    assert (row["backordered_qty"], row["position_qty"]) == (1, -1)


def test_stock_nobody_looked_at_is_unknown_and_listed() -> None:
    (row,) = positions(order_status=open_order(0, state="shipped"))
    assert not row["is_stock_known"]
    assert row["last_seen_at"] is None
    moved = {"kind": "receipt", "qty": 9}
    (row,) = positions(moved)
    assert (row["is_stock_known"], row["ledger_qty"]) == (False, 0)


def test_stock_is_known_to_be_none_where_files_are_complete() -> None:
    complete = Company(stock_files_complete=True)
    (row,) = positions(order_status=open_order(0), company=complete)
    assert (row["is_stock_known"], row["on_hand_qty"]) == (True, 0)


def test_released_and_vanished_holds_hold_nothing() -> None:
    hold = PLACE | {"qty": 2}
    holds = frame(
        "stock_holds",
        hold | {"hold_id": "h1", "released_at": "2026-03-01"},
        hold | {"hold_id": "h2", "gone_at": "2026-03-01"},
    )
    assert positions(seen(5), stock_holds=holds)[0]["available_qty"] == 5


def test_no_more_is_held_than_is_there() -> None:
    holds = frame("stock_holds", PLACE | {"hold_id": "h", "qty": 9})
    (row,) = positions(seen(5), stock_holds=holds)
    assert (row["held_qty"], row["available_qty"]) == (5, 0)


def test_purchases_count_unless_they_are_doubtful() -> None:
    open_supply = frame(
        "open_supply",
        supply(line_no=1, arrive_on="2026-04-09"),
        supply(line_no=2, arrive_on="2026-04-05", open_qty=4),
        supply(line_no=3, arrive_on="2026-04-01", open_qty=9, is_counted=False),
    )
    (row,) = positions(seen(1), open_supply=open_supply)
    assert (row["on_order_qty"], row["doubtful_qty"]) == (10, 9)
    assert row["next_arrival_on"] == dt.date(2026, 4, 5)
    assert row["position_qty"] == 11


def test_goods_from_our_own_places_are_in_transit_never_on_order() -> None:
    way = {"kind": "transfer_out", "bucket": "in_transit", "qty": 7}
    (row,) = positions(seen(1), way)
    assert (row["in_transit_qty"], row["on_order_qty"]) == (7, 0)
    assert (row["on_hand_qty"], row["position_qty"]) == (1, 8)


def test_goods_under_inspection_are_not_on_hand() -> None:
    (row,) = positions(seen(1), {"kind": "return", "bucket": "inspect", "qty": 7})
    assert row["position_qty"] == 1


def test_open_orders_for_a_later_day_reserve_nothing_today() -> None:
    later = open_order(3, requested_on=dt.date(2026, 4, 10))
    assert positions(seen(5), order_status=later)[0]["open_qty"] == 0
    due = open_order(3, requested_on=AS_OF)
    assert positions(seen(5), order_status=due)[0]["open_qty"] == 3


def test_open_orders_for_a_virtual_kit_reserve_its_components() -> None:
    kit = frame("kit_components", {"kit_sku": "k", "component_sku": "a", "qty": 2})
    (row,) = positions(seen(5), order_status=open_order(2, sku="k"), kit_components=kit)
    assert (row["sku"], row["reserved_qty"]) == ("a", 4)


def test_dropshipped_items_and_services_have_no_position() -> None:
    products = frame("products", {"sku": "a", "fulfilment": "dropship"})
    assert not positions(order_status=open_order(1), products=products)


def test_consigned_goods_have_a_position() -> None:
    products = frame("products", {"sku": "a", "owner": "someone"})
    assert positions(seen(5), products=products)[0]["available_qty"] == 5


def lot(name: str, units: int, days: int | None, take_no: int = 1) -> dict[str, Any]:
    """Return a lot that can be used for so many more days."""
    last = None if days is None else AS_OF + dt.timedelta(days=days)
    expired = {"is_expired": days is not None and days <= 0}
    what = {"lot": name, "qty": units, "take_no": take_no, "expires_on": last}
    return PLACE | what | expired


def wanted(daily: float, place: str = "main") -> pl.DataFrame:
    return frame("item_classes", PLACE | {"daily_qty": daily, "location_id": place})


def test_expired_units_are_on_hand_but_held() -> None:
    lots = frame("stock_lots", lot("good", 7, 90), lot("gone", 3, 0, take_no=2))
    (row,) = positions(seen(10), stock_lots=lots, order_status=open_order(9))
    assert (row["on_hand_qty"], row["held_qty"], row["reserved_qty"]) == (10, 3, 7)
    assert (row["available_qty"], row["backordered_qty"]) == (0, 2)


@pytest.mark.parametrize(
    ("held_lot", "units", "expected"),
    [
        ("gone", 2, 3),
        ("gone", 9, 9),
        ("good", 2, 5),
        (None, 2, 3),
        (None, 5, 5),
        ("", 2, 3),
        ("other", 2, 5),
        (None, 50, 10),
    ],
)
def test_expired_units_on_hold_are_held_once(
    held_lot: str | None, units: int, expected: int
) -> None:
    lots = frame("stock_lots", lot("good", 7, 90), lot("gone", 3, 0, take_no=2))
    hold = PLACE | {"hold_id": "h", "qty": units, "lot": held_lot}
    holds = frame("stock_holds", hold)
    (row,) = positions(seen(10), stock_lots=lots, stock_holds=holds)
    assert (row["held_qty"], row["available_qty"]) == (expected, 10 - expected)


TWO_LOTS = frame("stock_lots", lot("l1", 8, 4), lot("l2", 6, 10, take_no=2))


@pytest.mark.parametrize(
    ("daily", "expected"), [(1, 4), (1.2, 3), (0.5, 9), (1.4, 2), (2, 0), (0, 14)]
)
def test_what_demand_does_not_get_to_before_it_expires_is_expiring(
    daily: float, expected: int
) -> None:
    (row,) = positions(seen(14), stock_lots=TWO_LOTS, item_classes=wanted(daily))
    assert (row["available_qty"], row["expiring_qty"]) == (14, expected)
    assert row["position_qty"] == 14, "planning takes it off, see planning.positions"


def test_without_demand_what_expires_within_30_days_is_expiring() -> None:
    lots = frame("stock_lots", lot("l1", 8, 30), lot("l2", 6, 31), lot("l3", 1, None))
    assert positions(seen(15), stock_lots=lots)[0]["expiring_qty"] == 8


def test_promised_units_leave_before_they_expire_and_held_ones_do_not_expire() -> None:
    order = open_order(5)
    (row,) = positions(seen(14), stock_lots=TWO_LOTS, order_status=order)
    assert (row["available_qty"], row["expiring_qty"]) == (9, 9)
    for held_lot, expected in (("l1", 1), ("l2", 4), (None, 1)):
        hold = frame("stock_holds", PLACE | {"hold_id": "h", "qty": 3, "lot": held_lot})
        (row,) = positions(
            seen(14), stock_lots=TWO_LOTS, stock_holds=hold, item_classes=wanted(1)
        )
        assert (row["available_qty"], row["expiring_qty"]) == (11, expected)


def test_goods_of_a_warehouse_are_used_by_the_places_it_replenishes() -> None:
    locations = frame(
        "locations",
        {"location_id": "main"},
        {"location_id": "store", "replenished_from": "main"},
    )
    stores = wanted(2, place="store")
    (row,) = positions(
        seen(14), stock_lots=TWO_LOTS, item_classes=stores, locations=locations
    )
    assert row["expiring_qty"] == 0


def taken(shelf: list[list[int]], units: int) -> None:
    """Take units off the first batches of a shelf."""
    for batch in shelf:
        now = min(batch[1], units)
        batch[1] -= now
        units -= now


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(-3, 40)), max_size=6),
    st.integers(0, 20),
    st.integers(0, 9),
    st.floats(0, 3),
)
def test_expiring_units_are_what_is_left_day_by_day(
    kept: list[tuple[int, int]], owed: int, held: int, daily: float
) -> None:
    in_turn = sorted(kept, key=lambda lot: (lot[1] <= 0, lot[1]))
    lots = frame(
        "stock_lots",
        *(lot(f"{no}", units, days, no) for no, (units, days) in enumerate(in_turn)),
    )
    (row,) = positions(
        seen(sum(units for units, _ in kept)),
        stock_lots=lots,
        order_status=open_order(owed),
        stock_holds=frame("stock_holds", PLACE | {"hold_id": "h", "qty": held}),
        item_classes=wanted(daily),
    )
    shelf = [[days, units] for units, days in in_turn if days > 0]
    spoken_for = sum(units for _, units in shelf) - int(row["available_qty"])
    taken(shelf, spoken_for)
    lost = sum(units for days, units in shelf if daily == 0 and days <= 30)
    for day in range(1, 41 if daily > 0 else 0):
        begun = [math.ceil(daily * until - 1e-9) for until in (day - 1, day)]
        taken(shelf, begun[1] - begun[0])
        lost += sum(units for days, units in shelf if days == day)
        shelf = [batch for batch in shelf if batch[0] > day]
    assert row["expiring_qty"] == lost


def test_a_position_that_does_not_add_up_is_found() -> None:
    wrong = frame("stock_positions", PLACE | {"on_hand_qty": 5, "position_qty": 5})
    assert positions_add_up(wrong).height == 1
