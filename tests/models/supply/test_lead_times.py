from typing import Any

import polars as pl

from tests.factories import frame
from tests.models.supply.purchases import lead_times, order, receipt

ORDERS = [order(n, f"2026-03-{n:02d}") for n in (1, 2, 3)]
RECEIPTS = [
    receipt(1, 1, "2026-03-11"),
    receipt(2, 2, "2026-03-14"),
    receipt(3, 3, "2026-03-23"),
]


def of_item(table: pl.DataFrame, sku: str = "a", medium: str = "") -> dict[str, Any]:
    rows = table.filter(pl.col("sku") == sku, pl.col("medium") == medium)
    return rows.row(0, named=True)


def test_three_deliveries_make_the_observed_median_the_one_used() -> None:
    row = of_item(lead_times(ORDERS, RECEIPTS, "2026-04-01"))
    assert (row["used_days"], row["used_source"]) == (12.0, "observed")
    assert (row["observations"], row["censored"]) == (3, 0)
    assert row["declared_days"] == 9


def test_with_fewer_deliveries_what_is_declared_is_used() -> None:
    row = of_item(lead_times(ORDERS[:2], RECEIPTS[:2], "2026-04-01"))
    assert (row["used_days"], row["used_source"]) == (9.0, "declared")
    assert row["observed_days"] == 11.0


def test_the_items_own_declaration_comes_before_the_suppliers() -> None:
    terms = frame(
        "supplier_items",
        {"supplier_id": "s", "sku": "a", "unit_cost": 1, "lead_time_days": 21},
    )
    row = of_item(lead_times([], [], "2026-04-01", supplier_items=terms))
    assert (row["used_days"], row["used_source"]) == (21.0, "declared")


def test_nothing_known_is_fourteen_days_by_default() -> None:
    row = of_item(
        lead_times(
            [], [], "2026-04-01", suppliers=frame("suppliers", {"supplier_id": "s"})
        ),
        sku="",
    )
    assert (row["used_days"], row["used_source"]) == (14.0, "default")


def test_a_parameter_comes_before_everything() -> None:
    said = frame(
        "planning_parameters",
        {
            "scope": "supplier",
            "key": "s",
            "parameter": "lead_time_days",
            "value": "30",
        },
    )
    row = of_item(lead_times(ORDERS, RECEIPTS, "2026-04-01", planning_parameters=said))
    assert (row["used_days"], row["used_source"]) == (30.0, "parameter")


def test_a_new_item_takes_what_was_observed_of_its_supplier() -> None:
    orders = [*ORDERS, order(4, "2026-03-20", sku="b")]
    row = of_item(lead_times(orders, RECEIPTS, "2026-03-21"), sku="b")
    assert (row["used_days"], row["used_source"]) == (12.0, "observed")


def test_partial_receipts_are_several_deliveries_and_refused_ones_are_none() -> None:
    receipts = [
        receipt(1, 1, "2026-03-11", received_qty=4),
        receipt(2, 1, "2026-03-21", received_qty=6),
        receipt(3, 2, "2026-03-05", received_qty=5, rejected_qty=5),
        receipt(4, 2, "2026-03-14"),
    ]
    row = of_item(lead_times(ORDERS[:2], receipts, "2026-04-01"))
    assert (row["observations"], row["observed_days"]) == (3, 12.0)


def test_it_ends_when_the_goods_are_available() -> None:
    put_away = [
        receipt(n, n, f"2026-03-{n + 5:02d}", available_at=f"2026-03-{n + 8:02d}T12:00")
        for n in (1, 2, 3)
    ]
    assert of_item(lead_times(ORDERS, put_away, "2026-04-01"))["used_days"] == 8.0


def test_overdue_open_orders_are_censored_not_left_out() -> None:
    overdue = [
        order(number, "2026-03-01", expected_on="2026-03-12") for number in (4, 5, 6)
    ]
    row = of_item(lead_times([*ORDERS, *overdue], RECEIPTS, "2026-04-30"))
    assert row["censored"] == 3
    assert row["used_days"] > 12.0


def test_a_year_of_silence_says_nothing() -> None:
    old = order(9, "2024-01-01", expected_on="2024-01-12")
    row = of_item(lead_times([*ORDERS, old], RECEIPTS, "2026-04-01"))
    assert row["censored"] == 0


def test_sea_and_air_are_kept_apart() -> None:
    sea = [{**one, "medium": "sea"} for one in ORDERS]
    air = [order(n, "2026-03-01", medium="air") for n in (4, 5, 6)]
    flown = [receipt(n, n, "2026-03-04") for n in (4, 5, 6)]
    table = lead_times(sea + air, RECEIPTS + flown, "2026-04-01")
    assert of_item(table, medium="sea")["used_days"] == 12.0
    assert of_item(table, medium="air")["used_days"] == 3.0


def test_closures_pause_the_clock() -> None:
    closed = frame(
        "calendars",
        {"party_id": "s", "starts_on": "2026-03-04", "ends_on": "2026-03-08"},
    )
    row = of_item(lead_times(ORDERS, RECEIPTS, "2026-04-01", calendars=closed))
    assert row["used_days"] == 7.0


def test_punctuality_is_measured_against_the_day_promised() -> None:
    promised = [{**one, "confirmed_on": "2026-03-14"} for one in ORDERS]
    row = of_item(lead_times(promised, RECEIPTS, "2026-04-01"))
    assert row["on_time_rate"] == 2 / 3
    assert row["late_p95_days"] == 9.0


def test_the_order_of_rows_is_nothing() -> None:
    forth = lead_times(ORDERS, RECEIPTS, "2026-04-01")
    back = lead_times(ORDERS[::-1], RECEIPTS[::-1], "2026-04-01")
    assert forth.equals(back)
