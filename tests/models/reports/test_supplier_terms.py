import datetime as dt
from collections.abc import Sequence
from typing import Any

import polars as pl

from models.reports import order_calendar, supplier_terms
from tests.factories import frame

Rows = Sequence[dict[str, Any]]
AS_OF = dt.date(2026, 11, 22)  # a Sunday
DAY = dt.timedelta(days=1)
SUPPLIERS = frame(
    "suppliers",
    {"supplier_id": "ann", "name": "Ann A/S"},
    {"supplier_id": "bob", "name": None},
)
NO_PRODUCTS = frame("products")


def sources(**more: Any) -> pl.DataFrame:
    row = {"sku": "a", "location_id": "main", "kind": "supplier", "supplier_id": "ann"}
    row |= {"lead_time_source": "observed", "order_weekdays": "1000000"}
    return frame("supply_sources", row | more)


def days(
    supply_sources: pl.DataFrame, *, orders: Rows = (), closed: Rows = ()
) -> dict[dt.date, str]:
    found = order_calendar.coming_days(
        supply_sources,
        frame("suggested_orders", *orders),
        frame("calendars", *closed),
        SUPPLIERS,
        AS_OF,
    )
    return dict(found.select("on", "what").iter_rows())


def test_a_price_that_stays_is_no_change() -> None:
    offers = [
        {"supplier_id": "ann", "sku": "a", "currency": "DKK", "supplier_sku": "1"}
        | {"valid_from": AS_OF + shift * DAY, "unit_cost": cost}
        for shift, cost in ((-90, 10), (-60, 10), (-30, 12), (10, 9))
    ]
    shown = supplier_terms.price_changes(
        frame("supplier_items", *offers), SUPPLIERS, NO_PRODUCTS, AS_OF, "en"
    ).rows
    assert shown["price_before"].to_list() == [12, 10]
    assert [round(rate, 2) for rate in shown["change_rate"]] == [-0.25, 0.2]
    assert shown["when"].to_list() == ["To come", None]
    assert shown["supplier_name"].to_list() == ["Ann A/S", "Ann A/S"]


def test_the_latest_purchase_comes_first_with_what_it_is_worth() -> None:
    lines = [
        {"po_id": po, "line_no": 1, "supplier_id": "bob", "sku": "a"}
        | {"location_id": "main", "open_qty": 3, "days_late": late, "state": state}
        | {"due_source": "expected"}
        for po, late, state in (("P1", 0, "on_time"), ("P2", 9, "late"))
    ]
    shown = supplier_terms.purchases(
        frame("open_supply", *lines),
        sources(unit_cost_amount=20),
        SUPPLIERS,
        NO_PRODUCTS,
        "da",
    ).rows
    assert shown["po_id"].to_list() == ["P2", "P1"]
    assert shown["worth_amount"].to_list() == [60.0, 60.0]
    assert shown["supply_state"].to_list() == ["Forsinket", "Til tiden"]
    assert shown["supplier_name"].to_list() == ["bob", "bob"]


def test_the_least_punctual_supplier_comes_first() -> None:
    kept = supplier_terms.kept_times(
        frame(
            "lead_times",
            {"supplier_id": "ann", "sku": "", "medium": "", "on_time_rate": 0.9},
            {"supplier_id": "bob", "sku": "", "medium": "sea", "on_time_rate": 0.2},
            {"supplier_id": "bob", "sku": "a", "medium": "sea", "on_time_rate": 0.1},
        ),
        SUPPLIERS,
    )
    assert kept["supplier_name"].to_list() == ["bob", "Ann A/S"]
    shown = supplier_terms.lead_time_table(kept, "en").rows
    assert shown["medium"].to_list() == ["sea", "any way"]


def test_chances_are_the_weekdays_of_the_supplier() -> None:
    assert days(sources()) == {
        AS_OF + (1 + 7 * week) * DAY: "chance" for week in range(6)
    }


def test_a_closure_takes_the_chances_in_it_and_says_which_is_the_last() -> None:
    closed: dict[str, Any] = {"party_id": "ann", "kind": "closure"}
    closed |= {"starts_on": AS_OF + 7 * DAY, "ends_on": AS_OF + 16 * DAY}
    found = days(sources(last_order_on=AS_OF + DAY), closed=[closed])
    assert found[AS_OF + DAY] == "last"
    assert AS_OF + 8 * DAY not in found
    assert AS_OF + 15 * DAY not in found
    assert found[AS_OF + 22 * DAY] == "chance"


def test_what_the_plan_orders_is_on_its_day() -> None:
    order: dict[str, Any] = {
        "supplier_id": "ann",
        "location_id": "main",
        "lines": 2,
        "amount": 50,
    }
    order |= {"order_on": AS_OF + DAY}
    assert days(sources(), orders=[order])[AS_OF + DAY] == "order"


def test_punctuality_is_weighed_by_deliveries() -> None:
    kept = pl.DataFrame({"on_time_rate": [1.0, 0.5, None], "observations": [30, 10, 0]})
    assert supplier_terms.on_time(kept) == (0.875, 40)
    assert supplier_terms.on_time(kept.clear()) == (None, 0)
