import datetime as dt
from collections.abc import Sequence
from typing import Any

import polars as pl
from hypothesis import assume, given
from hypothesis import strategies as st

from models import tables
from models.company import Company
from models.inventory.promises import available_to_promise, promises_add_up
from tests.factories import frame

AS_OF = dt.date(2026, 3, 31)
PLACE = {"sku": "a", "location_id": "main"}
LAZY = ("order_status", "transfer_lines")
INPUTS = (
    *("stock_lots", "stock_holds", "open_supply", "order_status", "transfer_lines"),
    *("transfer_lanes", "kit_components"),
)


def after(days: int) -> dt.date:
    return AS_OF + dt.timedelta(days=days)


def table(position: dict[str, Any], **given: pl.DataFrame) -> pl.DataFrame:
    frames: dict[str, Any] = {name: given.get(name, frame(name)) for name in INPUTS}
    made = available_to_promise(
        frame("stock_positions", PLACE | {"is_stock_known": True} | position),
        **{
            name: rows.lazy() if name in LAZY else rows for name, rows in frames.items()
        },
        as_of=AS_OF,
        company=Company(time_zone="UTC"),
    )
    tables.TABLES["available_to_promise"].validate(made)
    assert promises_add_up(made).is_empty()
    return made


def supply(*lines: tuple[int, int], **line: Any) -> pl.DataFrame:
    return frame(
        "open_supply",
        *(
            PLACE
            | {"po_id": "p", "line_no": number, "open_qty": units}
            | {"arrive_on": after(day), "is_counted": True, "state": "on_time"}
            | line
            for number, (day, units) in enumerate(lines, start=1)
        ),
    )


def orders(*lines: tuple[int, int], **line: Any) -> pl.DataFrame:
    return frame(
        "order_status",
        *(
            PLACE
            | {"order_id": "o", "line_no": number, "state": "open"}
            | {"requested_on": after(day), "open_qty": units, "placed_on": AS_OF}
            | line
            for number, (day, units) in enumerate(lines, start=1)
        ),
    )


def lots(*kept: tuple[int, int]) -> pl.DataFrame:
    """Return lots by units and days of use that are left."""
    return frame(
        "stock_lots",
        *(
            PLACE | {"take_no": number, "qty": units, "expires_on": after(days)}
            for number, (units, days) in enumerate(kept, start=1)
        ),
    )


def days(made: pl.DataFrame, column: str) -> dict[int, int]:
    return {
        (on - AS_OF).days: int(units)
        for on, units in made.select("on", column).iter_rows()
    }


def on(made: pl.DataFrame, day: int, column: str = "promise_qty") -> int:
    """Return a figure of a day: that of the last change until then."""
    known = days(made, column)
    return known[max(change for change in known if change <= day)]


def test_the_pumps_of_stevenson() -> None:
    """Stevenson, *Operations Management*, master scheduling, industrial pumps.

    64 pumps, orders of 33, 20, 10, 4 and 2, lots of 70 in weeks 3, 5, 7 and 8: the book
    promises 11, 56, 68, 70 and 70 in weeks 1, 3, 5, 7 and 8; cumulative here.
    """
    made = table(
        {"available_qty": 64},
        order_status=orders(*zip(range(1, 6), (33, 20, 10, 4, 2), strict=True)),
        open_supply=supply((3, 70), (5, 70), (7, 70), (8, 70)),
    )
    weeks = [on(made, week) for week in range(1, 9)]
    assert weeks == [11, 11, 11 + 56, 67, 67 + 68, 135, 135 + 70, 205 + 70]


def test_cumulative_available_to_promise_of_jd_edwards() -> None:
    """Oracle JD Edwards EnterpriseOne Requirements Planning, cumulative ATP.

    80 there, orders of 30, 25, 30, 10 and, in period 6, 35; 60 come in 3 and in 6.
    """
    made = table(
        {"available_qty": 80},
        order_status=orders((1, 30), (2, 25), (3, 30), (4, 10), (6, 35)),
        open_supply=supply((3, 60), (6, 60)),
    )
    periods = [on(made, period) for period in range(1, 9)]
    assert periods == [25, 25, 45, 45, 45, 70, 70, 70]


def test_the_projected_balance_of_oracle_inventory() -> None:
    """Oracle Inventory, ATP: supply 6 4 2 4 8 4 4 4, demand 6 2 3 6 6 1 2 2.

    Its projected quantity on hand is 0 2 1 -1 1 4 6 8; a shortage is carried on here.
    """
    made = table(
        {},
        order_status=orders(*enumerate((6, 2, 3, 6, 6, 1, 2, 2), start=1)),
        open_supply=supply(*enumerate((6, 4, 2, 4, 8, 4, 4, 4), start=1)),
    )
    assert [on(made, day, "projected_qty") for day in range(1, 9)] == [
        *(0, 2, 1, -1, 1, 4, 6, 8)
    ]
    assert [on(made, day) for day in range(1, 9)] == [0, 0, 0, 0, 1, 4, 6, 8]


def test_an_item_of_which_nothing_changes_has_one_row() -> None:
    (row,) = table({"available_qty": 5}).to_dicts()
    assert (row["on"], row["in_qty"], row["out_qty"]) == (AS_OF, 5, 0)
    assert (row["projected_qty"], row["promise_qty"]) == (5, 5)


def test_a_promise_does_not_break_one_made_for_a_later_day() -> None:
    made = table({"available_qty": 5}, order_status=orders((4, 3)))
    assert days(made, "projected_qty") == {0: 5, 4: 2}
    assert days(made, "promise_qty") == {0: 2, 4: 2}


def test_what_is_backordered_is_served_first() -> None:
    made = table({"backordered_qty": 4}, open_supply=supply((3, 6)))
    assert days(made, "projected_qty") == {0: -4, 3: 2}
    assert days(made, "promise_qty") == {0: 0, 3: 2}


def test_late_supply_comes_tomorrow_and_doubtful_supply_never() -> None:
    late = supply((0, 5), state="late")
    assert days(table({}, open_supply=late), "in_qty") == {0: 0, 1: 5}
    doubtful = supply((3, 5), state="doubtful", is_counted=False)
    assert days(table({}, open_supply=doubtful), "in_qty") == {0: 0}


def test_orders_that_are_due_are_reserved_and_do_not_count_again() -> None:
    made = table({"available_qty": 5, "reserved_qty": 3}, order_status=orders((0, 3)))
    assert days(made, "promise_qty") == {0: 5}


def test_reversals_take_nothing_and_virtual_kits_their_components() -> None:
    gone = orders((4, 3), state="reversal")
    assert days(table({"available_qty": 5}, order_status=gone), "out_qty") == {0: 0}
    recipe = {"kit_sku": "k", "component_sku": "a", "qty": 2}
    made = table(
        {"available_qty": 5},
        order_status=orders((4, 2), sku="k"),
        kit_components=frame("kit_components", recipe),
    )
    assert days(made, "out_qty") == {0: 0, 4: 4}


def test_items_without_a_position_are_not_promised_from_stock() -> None:
    dropshipped = supply((3, 6), sku="b")
    made = table({"available_qty": 5}, open_supply=dropshipped)
    assert made.get_column("sku").unique().to_list() == ["a"]


def transfers(*sent: tuple[int, int], **line: Any) -> pl.DataFrame:
    """Return transfers by the day on which they left and their units."""
    return frame(
        "transfer_lines",
        *(
            {"transfer_id": f"t{number}", "sku": "a", "qty": units}
            | {"from_location_id": "hub", "to_location_id": "main"}
            | {"shipped_at": f"{after(day)}T10:00"}
            | line
            for number, (day, units) in enumerate(sent)
        ),
    )


LANE = frame(
    "transfer_lanes",
    {"from_location_id": "hub", "to_location_id": "main", "lead_time_days": 4},
)


def test_goods_on_the_way_come_when_their_lane_says_else_tomorrow() -> None:
    moving = transfers((-1, 6), (-9, 2))
    made = table({"in_transit_qty": 10}, transfer_lines=moving, transfer_lanes=LANE)
    assert days(made, "in_qty") == {0: 0, 1: 4, 3: 6}
    made = table({"in_transit_qty": 10}, transfer_lines=moving)
    assert days(made, "in_qty") == {0: 0, 1: 10}


def test_no_more_comes_than_is_on_the_way() -> None:
    moving = transfers((-1, 6), (-3, 2))
    made = table({"in_transit_qty": 7}, transfer_lines=moving, transfer_lanes=LANE)
    assert days(made, "in_qty") == {0: 0, 1: 1, 3: 6}
    came = transfers((-1, 6), received_at="2026-03-31T09:00")
    made = table({}, transfer_lines=came, transfer_lanes=LANE)
    assert days(made, "in_qty") == {0: 0}


def test_stock_that_expires_is_promised_until_its_last_day() -> None:
    made = table({"available_qty": 10}, stock_lots=lots((6, 5), (4, 90)))
    assert days(made, "out_qty") == {0: 0, 6: 6, 91: 4}
    assert days(made, "promise_qty") == {0: 10, 6: 4, 91: 0}


def test_orders_use_what_expires_first() -> None:
    made = table(
        {"available_qty": 10},
        stock_lots=lots((6, 5), (4, 90)),
        order_status=orders((5, 4), (7, 3)),
    )
    assert days(made, "out_qty") == {0: 0, 5: 4, 6: 2, 7: 3, 91: 1}
    assert days(made, "promise_qty") == {0: 3, 5: 3, 6: 1, 7: 1, 91: 0}


def test_reserved_units_do_not_expire() -> None:
    made = table({"available_qty": 4}, stock_lots=lots((6, 5), (4, 90)))
    assert days(made, "promise_qty") == {0: 4, 91: 0}


def test_promises_that_are_not_there_are_found() -> None:
    wrong = frame(
        "available_to_promise", PLACE | {"on": AS_OF, "in_qty": 5, "projected_qty": 4}
    )
    assert promises_add_up(wrong).height == 1


Supplies = list[tuple[int, int, int]]
"""Units, first and last day of use."""


def is_served(supplies: Supplies, wanted: Sequence[tuple[int, int]]) -> bool:
    """Say whether all wants can be served: each day's from what expires first."""
    left = [list(supply) for supply in sorted(supplies, key=lambda one: one[2])]
    for day, units in sorted(wanted):
        missing = units
        for one in left:
            if one[1] <= day <= one[2]:
                taken = min(one[0], missing)
                one[0] -= taken
                missing -= taken
        if missing:
            return False
    return True


PAIRS = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 9)), max_size=4)


@given(PAIRS, PAIRS, PAIRS, st.lists(st.tuples(st.integers(0, 13), st.floats(0, 1))))
def test_no_unit_is_promised_twice_and_none_is_kept_back(
    kept: list[tuple[int, int]],
    coming: list[tuple[int, int]],
    dated: list[tuple[int, int]],
    asked: list[tuple[int, float]],
) -> None:
    stock = sorted(kept, key=lambda lot: lot[0])
    supplies: Supplies = [(units, 0, last) for last, units in stock]
    supplies += [(units, day, 99) for day, units in coming]
    wanted = list(dated)
    assume(is_served(supplies, wanted))
    for day, share in [*asked[:4], (5, 1.0)]:
        made = table(
            {"available_qty": sum(units for _, units in stock)},
            stock_lots=lots(*((units, last) for last, units in stock)),
            open_supply=supply(*coming),
            order_status=orders(*wanted_later(wanted)),
        )
        promise = on(made, day)
        assert is_served(supplies, [*wanted, (day, promise)])
        assert not is_served(supplies, [*wanted, (day, promise + 1)])
        wanted.append((max(day, 1), int(promise * share)))
        assume(is_served(supplies, wanted))


def wanted_later(wanted: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [line for line in wanted if line[1] > 0]
