"""What was known when: dated drops, versions, full files, and no look ahead."""

import datetime as dt

import polars as pl
import pytest

from pipelines.publishing import Snapshot
from pipelines.workspace import Workspace
from tests.pipelines.drops import DAY, SKUS, TOMORROW, before
from tests.pipelines.shops import row_of, rows_of

ABOUT_FILES = ("source_files", "source_accounts")


def test_what_came_later_changes_no_table_of_an_earlier_day(
    then: Snapshot, then_again: Snapshot
) -> None:
    changed = [
        table
        for table in then.tables
        if table not in ABOUT_FILES
        and not then.read(table).equals(then_again.read(table))
    ]
    assert not changed
    assert then_again.read("suggestions").height


def test_suggestions_of_the_same_day_are_the_same_to_the_byte(
    dropped_shop: Workspace, then: Snapshot, then_again: Snapshot
) -> None:
    first, second = (
        (dropped_shop.outbox / snapshot.run / "suggestions.csv").read_bytes()
        for snapshot in (then, then_again)
    )
    assert then.run != then_again.run
    assert first == second


def test_what_a_planner_set_later_is_not_known(
    then_again: Snapshot, next_day: Snapshot
) -> None:
    cycles = [
        row_of(snapshot, "reorder_points", sku="plain")["order_cycle_days"]
        for snapshot in (then_again, next_day)
    ]
    assert cycles == [7, 60]


def test_overwritten_columns_are_known_as_they_were(then_again: Snapshot) -> None:
    bought = row_of(then_again, "purchase_order_lines", po_id="P1")
    assert (bought["ordered_qty"], bought["status"]) == (30, "sent")
    offer = row_of(then_again, "supplier_items", sku="plain")
    assert (offer["unit_cost"], offer["pack_qty"]) == (10, 12)
    assert row_of(then_again, "products", sku="plain")["unit_price"] == 40
    lines = rows_of(then_again, "order_lines", sku="rewritten")
    assert {line["ordered_qty"] for line in lines} == {2}


def test_the_later_version_of_a_row_wins_and_the_older_stays_staged(
    next_day: Snapshot,
) -> None:
    bought = row_of(next_day, "purchase_order_lines", po_id="P1")
    assert (bought["ordered_qty"], bought["status"]) == (7, "confirmed")
    lines = rows_of(next_day, "order_lines", sku="rewritten")
    assert sum(line["ordered_qty"] == 50 for line in lines) == 21
    accounts = next_day.read("source_accounts")
    (account,) = accounts.filter(pl.col("table") == "order_lines").to_dicts()
    assert account["rows_staged"] == account["rows_kept"]
    assert account["rows_superseded"] == 5 + 21 + 1


def test_a_row_in_two_drops_counts_once(then: Snapshot) -> None:
    for sku in SKUS[1:]:
        assert len(rows_of(then, "order_lines", sku=sku)) == 120
        assert row_of(then, "stock_positions", sku=sku)["ledger_qty"] == 12 - 2


def test_a_full_file_closes_what_it_does_not_hold(then: Snapshot) -> None:
    gone = row_of(then, "purchase_order_lines", po_id="P2")
    assert gone["gone_at"].date() == DAY
    (open_line,) = rows_of(then, "open_supply", sku="bought")
    assert open_line["po_id"] == "P1"
    assert row_of(then, "stock_positions", sku="bought")["on_order_qty"] == 30


def test_recorded_at_is_taken_from_the_file_where_it_is_there(then: Snapshot) -> None:
    row = row_of(then, "stock_levels", sku="steady")
    assert row["recorded_at"] == dt.datetime(2026, 2, 26, 6, 30, tzinfo=dt.UTC)


def test_the_first_load_is_known_when_it_happened_and_that_is_said(
    then: Snapshot,
) -> None:
    oldest = rows_of(then, "order_lines", sku="steady")[0]
    assert oldest["recorded_at"] == oldest["placed_at"]
    said = row_of(
        then, "assumptions", subject="order_lines", assumption="history assumed"
    )
    assert said["affected"] == 570


@pytest.mark.parametrize(("order_id", "on"), [("late-1", DAY), ("late-2", TOMORROW)])
def test_a_later_drop_is_known_from_its_arrival(
    next_day: Snapshot, order_id: str, on: dt.date
) -> None:
    line = row_of(next_day, "order_lines", order_id=order_id)
    assert line["placed_at"].date() < on
    assert line["recorded_at"].date() == on


def test_an_entry_booked_late_counts_where_it_happened(
    then: Snapshot, next_day: Snapshot
) -> None:
    for snapshot, qty in ((then, 2), (next_day, 702)):
        day = row_of(snapshot, "demand_daily", sku="plain", on=before(9))
        assert day["demanded_qty"] == qty


def test_the_default_day_comes_from_the_data_and_not_from_the_clock(
    next_day: Snapshot,
) -> None:
    assert next_day.as_of == TOMORROW
    assert row_of(next_day, "scope")["is_default"]


def test_milestones_ahead_of_the_day_are_not_known(
    then_again: Snapshot, next_day: Snapshot
) -> None:
    assert then_again.read("receipt_lines").is_empty()
    assert row_of(then_again, "stock_positions", sku="steady")["ledger_qty"] == 10
    assert row_of(next_day, "stock_positions", sku="steady")["ledger_qty"] == 308


def test_without_receipts_orders_are_received_by_status_or_by_date(
    then: Snapshot,
) -> None:
    assert [row["po_id"] for row in rows_of(then, "open_supply")] == ["P1"]
    (came,) = rows_of(then, "ledger", sku="steady", kind="receipt")
    assert (came["qty"], came["document"]) == (11, "po:P3:1")
    assert row_of(then, "stock_positions", sku="arrived")["ledger_qty"] == 12 + 13


def test_of_two_drops_of_one_day_the_later_name_wins(then: Snapshot) -> None:
    order = f"counted-{before(3):%y%m%d}"
    assert row_of(then, "order_lines", order_id=order)["ordered_qty"] == 3
