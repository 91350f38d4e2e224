import datetime as dt
from typing import Any

import polars as pl

from models import tables
from models.company import Company
from models.inventory.ledger import ledger
from models.inventory.positions import positions_add_up, stock_positions
from tests.factories import frame

AS_OF = dt.date(2026, 3, 31)
PLACE = {"sku": "a", "location_id": "main"}
INPUTS = ("order_status", "stock_holds", "open_supply", "products", "kit_components")


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


def test_a_position_that_does_not_add_up_is_found() -> None:
    wrong = frame("stock_positions", PLACE | {"on_hand_qty": 5, "position_qty": 5})
    assert positions_add_up(wrong).height == 1
