"""What demand means: where it ends, what counts, where it belongs."""

import datetime as dt

import pytest

from pipelines.publishing import Snapshot
from pipelines.workspace import Workspace
from tests.pipelines import three_files
from tests.pipelines.documented_days import DAY, before
from tests.pipelines.shops import row_of, rows_of, total


def demanded(snapshot: Snapshot, sku: str, **where: object) -> float:
    """Return all demand of an item."""
    return total(snapshot, "demand_daily", "demanded_qty", sku=sku, **where)


def mean(snapshot: Snapshot, sku: str, location: str = "main") -> float:
    """Return what an item is expected to sell a day."""
    row = row_of(snapshot, "forecast_basis", sku=sku, location_id=location)
    return float(row["daily_mean"])


def test_three_danish_files_give_what_a_hand_calculation_gives(
    danish: Snapshot,
) -> None:
    line = row_of(danish, "suggestions", sku="Kølle-1")
    levels = row_of(danish, "reorder_points", sku="Kølle-1")
    # ordered on the 28th, seven days on the way, and a day until the next chance
    assert line["order_on"] == dt.date(2026, 2, 28)
    assert line["arrive_on"] == dt.date(2026, 3, 7)
    assert levels["protection_days"] == 1 + 7 + 1
    # 1, 2, 3, 1, 2, 3 … are two a day
    assert levels["daily_mean_qty"] == pytest.approx(2, rel=0.02)
    expected = levels["protection_days"] * levels["daily_mean_qty"]
    assert float(levels["expected_demand_qty"]) == pytest.approx(expected, abs=0.2)
    safety = levels["reorder_point_qty"] - levels["expected_demand_qty"]
    assert levels["safety_stock_qty"] == safety
    assert 0 < safety < levels["expected_demand_qty"]
    cycle = levels["order_up_to_qty"] - levels["reorder_point_qty"]
    assert 7 * 2 <= cycle <= 7 * 3
    # ten are there and nothing is coming; packs of six at 1.000,25 each
    assert line["position_qty"] == 10
    need = int(levels["order_up_to_qty"]) - 10
    assert line["need_qty"] == need
    assert line["suggested_qty"] == -(-need // 6) * 6
    assert float(line["amount"]) == pytest.approx(
        float(line["suggested_qty"]) * 1000.25
    )


def test_danish_notation_is_read_as_it_is_written(danish: Snapshot) -> None:
    lines = rows_of(danish, "order_lines", sku="Kølle-1")
    assert {float(line["unit_price"]) for line in lines} == {1249.5}
    stock = row_of(danish, "stock_levels", sku="annulleret")
    assert float(stock["on_hand_qty"]) == 1100.5
    assert danish.read("rejects").is_empty()


def test_without_files_of_them_there_is_one_place_and_one_channel(
    danish: Snapshot,
) -> None:
    assert row_of(danish, "locations")["location_id"] == "main"
    assert row_of(danish, "channels")["channel"] == "shop"
    assert row_of(danish, "assumptions", subject="locations", assumption="one place")


def test_half_a_feed_is_held_back_and_the_day_before_is_the_last(
    danish: Snapshot,
) -> None:
    assert danish.as_of == three_files.DAY
    scope = row_of(danish, "scope")
    assert scope["is_default"]
    mark = row_of(danish, "watermarks")
    assert (mark["last_on"], mark["complete_on"]) == (
        three_files.HALF_DAY,
        three_files.DAY,
    )
    assert mark["held_days"] == 1
    assert mark["reason"]
    assert row_of(danish, "assumptions", assumption="days held back", detail="shop")


def test_days_after_the_last_complete_one_are_unknown_and_not_zero(
    danish: Snapshot,
) -> None:
    assert danish.read("demand_daily")["on"].max() == three_files.DAY
    assert not [
        row
        for row in rows_of(danish, "order_lines", sku="Kølle-1")
        if row["ordered_qty"] == 50
    ]
    assert mean(danish, "travl") == pytest.approx(30, rel=0.02)


def test_a_reversal_minutes_later_never_reaches_demand(danish: Snapshot) -> None:
    taken_back = row_of(danish, "order_status", order_id="581483")
    assert (taken_back["cancelled_qty"], taken_back["demand_qty"]) == (80_995, 0)
    assert demanded(danish, "fortrudt") == 7
    assert mean(danish, "fortrudt") < 1


def test_a_reversal_weeks_later_is_a_return_and_demand_stands(
    danish: Snapshot,
) -> None:
    returned = row_of(danish, "order_status", order_id="581500")
    assert (returned["demand_qty"], returned["returned_qty"]) == (7, 7)
    assert returned["state"] == "returned"


def test_cancelled_for_lack_of_stock_is_demand_and_else_not(danish: Snapshot) -> None:
    lines = rows_of(danish, "order_status", sku="annulleret")
    wanted = {int(line["ordered_qty"]): int(line["demand_qty"]) for line in lines}
    assert wanted == {9: 9, 5: 0, 6: 0}
    assert demanded(danish, "annulleret") == 9


def test_a_day_sold_out_is_not_a_day_without_demand(danish: Snapshot) -> None:
    gone = [
        row
        for row in rows_of(danish, "demand_daily", sku="udsolgt")
        if row["on"] > three_files.before(20)
    ]
    assert len(gone) == 20
    assert {row["demanded_qty"] for row in gone} == {0}
    assert {row["in_stock_share"] for row in gone} == {0}
    assert sum(row["lost_qty"] for row in gone) == pytest.approx(20 * 3, rel=0.1)
    assert mean(danish, "udsolgt") == pytest.approx(3, rel=0.05)


def test_repeats_inside_one_file_are_kept_and_numbered(danish: Snapshot) -> None:
    order = f"gentaget-{three_files.before(5):%y%m%d}"
    lines = rows_of(danish, "order_lines", order_id=order)
    assert [(line["line_no"], line["ordered_qty"]) for line in lines] == [
        (1, 4),
        (2, 4),
    ]
    assert demanded(danish, "gentaget") == 9


def test_persons_are_hashed_and_stand_in_no_file_but_their_own(
    danish_shop: Workspace, danish: Snapshot
) -> None:
    lines = rows_of(danish, "order_lines", sku="Kølle-1")
    (pseudonym,) = {line["customer_id"] for line in lines}
    assert len(pseudonym) == 20
    name = three_files.PERSON.encode()
    outside = [
        path
        for path in danish_shop.root.rglob("*")
        if path.is_file() and danish_shop.inbox not in path.parents
    ]
    assert not [path for path in outside if name in path.read_bytes()]


def test_in_stock_means_by_the_hour(documented_plan: Snapshot) -> None:
    share = {
        row["on"]: row["in_stock_share"]
        for row in rows_of(documented_plan, "demand_daily", sku="noon")
    }
    assert share[before(2)] == 1
    assert 0.3 < share[before(1)] < 0.7
    assert share[DAY] == 0
    assert mean(documented_plan, "noon") == pytest.approx(2, rel=0.05)


def test_backorders_are_demand_on_days_without_stock(
    documented_plan: Snapshot,
) -> None:
    waiting = [
        row
        for row in rows_of(documented_plan, "demand_daily", sku="phoned")
        if row["on"] > before(30)
    ]
    assert {row["demanded_qty"] for row in waiting} == {1}
    assert {row["in_stock_share"] for row in waiting} == {1}
    assert {row["lost_qty"] for row in waiting} == {0}
    assert mean(documented_plan, "phoned", "depot") == pytest.approx(1, rel=0.05)


def test_preorders_are_demand_and_marked(documented_plan: Snapshot) -> None:
    early = rows_of(documented_plan, "demand_daily", sku="launched")
    assert sum(row["demanded_qty"] for row in early) == 30
    assert {row["event"] for row in early} == {"preorder"}


def test_demand_belongs_to_the_place_that_would_serve_it(
    documented_plan: Snapshot,
) -> None:
    here = demanded(documented_plan, "helped", location_id="main")
    there = demanded(documented_plan, "helped", location_id="hub")
    assert (here, there) == (61, 0)
    assert mean(documented_plan, "helped") > 0.9


def test_streams_are_kept_apart(documented_plan: Snapshot) -> None:
    bulk = demanded(documented_plan, "wholesaled", stream="wholesale")
    single = demanded(documented_plan, "wholesaled", stream="retail")
    assert (bulk, single) == (80, 61)


def test_a_project_never_enters_the_baseline(documented_plan: Snapshot) -> None:
    assert demanded(documented_plan, "one-off", stream="retail") == 61
    assert mean(documented_plan, "one-off") == pytest.approx(1, rel=0.05)


def test_an_open_dated_order_counts_on_its_day_and_not_before(
    documented_plan: Snapshot,
) -> None:
    assert demanded(documented_plan, "dated") == 200
    assert mean(documented_plan, "dated") == pytest.approx(1, rel=0.05)


def test_a_line_without_an_exchange_rate_is_refused_by_currency_and_day(
    documented_plan: Snapshot,
) -> None:
    refused = rows_of(documented_plan, "rejects", value="JPY")
    assert len(refused) == 10
    assert [row for row in refused if f"JPY on {DAY}" in row["rule"]]
    assert not rows_of(documented_plan, "order_status", sku="yen")
