"""What stock means: first rows, gaps, counts, negatives, what is not ours."""

import datetime as dt
from decimal import Decimal

from pipelines.publishing import Snapshot
from tests.pipelines import three_files
from tests.pipelines.documented_days import DAY
from tests.pipelines.shops import row_of, rows_of, total


def test_old_order_lines_without_shipments_are_not_open_orders(
    danish: Snapshot,
) -> None:
    assert len(rows_of(danish, "order_status", sku="gammel")) == 200
    stand = row_of(danish, "stock_positions", sku="gammel")
    assert stand["ledger_qty"] == 5
    assert (stand["open_qty"], stand["reserved_qty"], stand["backordered_qty"]) == (
        *(0, 0, 0),
    )
    assert row_of(danish, "assumptions", assumption="shipped when placed")


def test_only_a_line_known_to_be_open_is_reserved(danish: Snapshot) -> None:
    stand = row_of(danish, "stock_positions", sku="åben")
    assert (stand["on_hand_qty"], stand["reserved_qty"]) == (8, 2)
    assert stand["available_qty"] == 6


def test_only_lines_after_the_stock_row_reduce_it(danish: Snapshot) -> None:
    assert row_of(danish, "stock_positions", sku="efter")["ledger_qty"] == 20 - 3 * 2


def test_stock_before_its_first_row_is_unknown(danish: Snapshot) -> None:
    stand = row_of(danish, "stock_positions", sku="efter")
    assert stand["known_from_at"].date() == three_files.before(3)
    early = [
        row["in_stock_share"]
        for row in rows_of(danish, "demand_daily", sku="efter")
        if row["on"] <= three_files.before(3)
    ]
    assert set(early) == {None}
    moves = rows_of(danish, "ledger", sku="efter", is_known=False)
    assert len(moves) == 180 - 3


def test_no_stock_row_is_neither_stock_nor_none(danish: Snapshot) -> None:
    assert not row_of(danish, "stock_positions", sku="ukendt")["is_stock_known"]
    assert row_of(danish, "readiness", sku="ukendt")["grade"] == "D"
    assert not rows_of(danish, "suggestions", sku="ukendt")
    listed = row_of(danish, "exceptions", sku="ukendt")
    assert listed["kind"] == "unknown_stock"
    alert = row_of(danish, "stock_alerts", sku="ukendt")
    assert alert["alert"] == "unknown"
    assert row_of(danish, "assumptions", assumption="stock unknown")["affected"] >= 1


def test_the_gap_of_a_snapshot_is_unexplained_and_rebases_stock(
    danish: Snapshot,
) -> None:
    gap = row_of(danish, "stock_reconciliation", sku="hul")
    assert (gap["shop_qty"], gap["ledger_qty"], gap["gap_qty"]) == (12, 22, -10)
    assert gap["explanation"] == "unexplained"
    assert row_of(danish, "stock_positions", sku="hul")["ledger_qty"] == 12 - 2


def test_a_count_posts_a_variance(danish: Snapshot) -> None:
    lost = row_of(danish, "stock_reconciliation", sku="optalt")
    assert (lost["gap_qty"], lost["explanation"]) == (-10, "shrinkage")
    found = row_of(danish, "stock_reconciliation", sku="fundet")
    assert (found["gap_qty"], found["explanation"]) == (4, "found")


def test_shrinkage_holds_what_counts_lost_and_nothing_else(danish: Snapshot) -> None:
    month = row_of(danish, "shrinkage")
    assert (month["lost_qty"], month["found_qty"]) == (10, 4)


def test_a_variance_taken_back_within_days_is_a_cut_off_error(
    danish: Snapshot,
) -> None:
    gaps = rows_of(danish, "stock_reconciliation", sku="forskudt")
    assert [gap["gap_qty"] for gap in gaps] == [-5, 5]
    assert {gap["explanation"] for gap in gaps} == {"cut_off"}


def test_issues_of_a_day_come_before_its_count(danish: Snapshot) -> None:
    day = three_files.before(2)
    kinds = [
        row["kind"]
        for row in rows_of(danish, "ledger", sku="optalt")
        if row["occurred_at"].date() == day
    ]
    assert kinds == ["shipment", "count"]


def test_a_negative_balance_is_planned_as_none_and_listed(danish: Snapshot) -> None:
    stand = row_of(danish, "stock_positions", sku="minus")
    assert (stand["ledger_qty"], stand["on_hand_qty"], stand["position_qty"]) == (
        *(-2, 0, 0),
    )
    listed = row_of(danish, "exceptions", sku="minus", kind="negative_stock")
    assert listed["qty"] == -2
    assert row_of(danish, "suggestions", sku="minus")["position_qty"] == 0


def test_consigned_goods_have_a_quantity_and_no_value(
    documented_plan: Snapshot,
) -> None:
    stand = row_of(documented_plan, "stock_positions", sku="consigned")
    assert stand["on_hand_qty"] == 5
    alerts = rows_of(documented_plan, "stock_alerts", sku="consigned")
    assert [alert["amount"] for alert in alerts] == [Decimal(0)]
    ours = row_of(documented_plan, "stock_alerts", sku="steady", alert="low")
    assert ours["amount"] == 5 * 10


def test_what_suppliers_ship_has_no_stock_and_no_plan(
    documented_plan: Snapshot,
) -> None:
    assert len(rows_of(documented_plan, "order_status", sku="dropped")) == 200
    for table in ("stock_positions", "ledger", "reorder_points", "suggestions"):
        assert not rows_of(documented_plan, table, sku="dropped"), table


def test_a_service_is_kept_and_never_planned(documented_plan: Snapshot) -> None:
    states = rows_of(documented_plan, "order_status", sku="postage")
    assert {row["state"] for row in states} == {"service"}
    for table in ("stock_positions", "ledger", "demand_daily", "suggestions"):
        assert not rows_of(documented_plan, table, sku="postage"), table


def test_marketplace_stock_serves_its_own_channel_only(
    documented_plan: Snapshot,
) -> None:
    here = row_of(documented_plan, "stock_positions", sku="market", location_id="main")
    there = row_of(documented_plan, "stock_positions", sku="market", location_id="fba")
    assert (here["on_hand_qty"], there["on_hand_qty"]) == (9, 70)
    sold_there = total(
        documented_plan, "demand_daily", "demanded_qty", sku="market", location_id="fba"
    )
    sold_here = total(
        documented_plan,
        "demand_daily",
        "demanded_qty",
        sku="market",
        location_id="main",
    )
    assert (sold_here, sold_there) == (61, 400)


def test_what_a_supplier_has_shipped_is_on_order_and_not_in_transit(
    documented_plan: Snapshot,
) -> None:
    for sku in ("shipped", "customs"):
        stand = row_of(documented_plan, "stock_positions", sku=sku)
        assert (stand["on_order_qty"], stand["in_transit_qty"]) == (40, 0)


def test_what_we_moved_is_in_transit_and_not_on_order(
    documented_plan: Snapshot,
) -> None:
    left = row_of(documented_plan, "stock_positions", sku="moved", location_id="main")
    coming = row_of(documented_plan, "stock_positions", sku="moved", location_id="hub")
    assert left["ledger_qty"] == 30 - 12
    assert (coming["in_transit_qty"], coming["on_order_qty"]) == (12, 0)


def test_what_has_come_is_no_more_in_transit(decided_plan: Snapshot) -> None:
    came = row_of(decided_plan, "stock_positions", sku="moved", location_id="hub")
    assert came["in_transit_qty"] == 0
    moves = rows_of(decided_plan, "ledger", sku="moved", location_id="hub")
    balance = [row["balance_qty"] for row in moves if row["bucket"] == "on_hand"]
    assert balance[-1] == 12


def test_held_units_are_there_but_not_available(documented_plan: Snapshot) -> None:
    stand = row_of(documented_plan, "stock_positions", sku="held")
    assert (stand["on_hand_qty"], stand["held_qty"]) == (40, 30)
    assert stand["available_qty"] == 10


def test_an_order_for_a_later_day_is_not_reserved_today(
    documented_plan: Snapshot,
) -> None:
    line = row_of(documented_plan, "order_status", order_id="dated-1")
    assert line["open_qty"] == 25
    assert line["requested_on"] == DAY + dt.timedelta(days=5)
    stand = row_of(documented_plan, "stock_positions", sku="dated")
    assert stand["reserved_qty"] == 0
