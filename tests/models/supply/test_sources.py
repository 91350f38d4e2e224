import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from models import tables
from models.company import Company
from models.supply import sources
from tests.factories import frame
from tests.models.supply.purchases import Given

AS_OF = dt.date(2026, 2, 1)
"""A Sunday."""

ITEM = {"supplier_id": "s", "sku": "a", "unit_cost": 2}


def supply_sources(**given: Given) -> pl.DataFrame:
    usual = {
        "products": [{"sku": "a", "unit_cost": 3}],
        "locations": [{"location_id": "main"}],
        "suppliers": [{"supplier_id": "s"}, {"supplier_id": "t"}],
        "stock_positions": [{"sku": "a", "location_id": "main"}],
        "supplier_items": [ITEM],
    }
    names = (
        *("stock_positions", "item_classes", "open_supply", "lead_times", "products"),
        *("locations", "suppliers", "supplier_items", "purchase_order_lines"),
        *("transfer_lanes", "calendars", "exchange_rates", "planning_parameters"),
        *("decisions", "forecast_overrides"),
    )
    frames = {name: frame(name, *{**usual, **given}.get(name, [])) for name in names}
    made = sources.supply_sources(**frames, as_of=AS_OF, company=Company())
    return tables.TABLES["supply_sources"].validate(made)


def source(location_id: str = "main", **given: Given) -> dict[str, Any]:
    rows = supply_sources(**given).filter(pl.col("location_id") == location_id)
    return rows.row(0, named=True)


def test_an_order_of_tomorrow_protects_until_the_one_after_it_arrives() -> None:
    row = source()
    assert row["order_on"] == dt.date(2026, 2, 2)
    assert row["arrive_on"] == dt.date(2026, 2, 16)
    assert row["next_arrive_on"] == dt.date(2026, 2, 17)
    assert row["protection_days"] == 16
    assert (row["lead_time_source"], row["review_source"]) == ("default", "default")


def test_the_first_priority_comes_before_the_lowest_cost() -> None:
    cheap = {**ITEM, "supplier_id": "t", "unit_cost": 1, "priority": 2}
    assert source(supplier_items=[ITEM, cheap])["supplier_id"] == "s"
    assert source(supplier_items=[ITEM, {**cheap, "priority": 1}])["supplier_id"] == "t"


def test_freight_and_duty_decide_between_suppliers_of_one_priority() -> None:
    """2.00 next door against 1.90 + 9 % freight + 4.5 % duty = 2.1565 from afar."""
    far = {"supplier_id": "t", "freight_rate": 0.09, "duty_rate": 0.045}
    row = source(
        supplier_items=[ITEM, {**ITEM, "supplier_id": "t", "unit_cost": 1.9}],
        suppliers=[{"supplier_id": "s"}, far],
    )
    assert (row["supplier_id"], row["landed_cost_amount"]) == ("s", 2)
    assert row["supplier_reason"] == "landed cost 2.0000 against 2.1565 of t"


def test_the_shorter_lead_time_decides_between_equal_costs() -> None:
    days = {"medium": "", "used_source": "declared", "sku": ""}
    row = source(
        supplier_items=[ITEM, {**ITEM, "supplier_id": "t"}],
        lead_times=[
            {**days, "supplier_id": "s", "used_days": 30},
            {**days, "supplier_id": "t", "used_days": 5},
        ],
    )
    assert row["supplier_id"] == "t"
    assert row["supplier_reason"] == "same landed cost, 5.0 days against 30.0 of s"


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ([], "only offer"),
        ([{**ITEM, "supplier_id": "t", "priority": 2}], "priority 1 against 2 of t"),
        ([{**ITEM, "supplier_id": "t"}], "same terms as t"),
        (
            [{**ITEM, "supplier_id": "t", "currency": "EUR", "unit_cost": 1}],
            "no exchange rate for t",
        ),
    ],
)
def test_the_choice_of_supplier_says_why(other: Given, reason: str) -> None:
    row = source(supplier_items=[ITEM, *other])
    assert (row["supplier_id"], row["supplier_reason"]) == ("s", reason)


def test_priority_zero_is_never_chosen() -> None:
    row = source(supplier_items=[{**ITEM, "priority": 0}])
    assert (row["kind"], row["supplier_reason"]) == ("none", None)


def test_the_newest_terms_that_hold_are_used() -> None:
    terms = [
        {**ITEM, "valid_from": "2025-01-01", "unit_cost": 4},
        {**ITEM, "valid_from": "2026-02-01", "unit_cost": 5},
        {**ITEM, "valid_from": "2026-02-02", "unit_cost": 6},
    ]
    assert source(supplier_items=terms)["unit_cost"] == Decimal(5)


def test_an_item_nobody_offers_is_bought_where_it_was_bought_last() -> None:
    bought = {
        "po_id": "p",
        "supplier_id": "t",
        "sku": "a",
        "ordered_qty": 1,
        "unit_cost": 7,
        "ordered_at": "2026-01-01T10:00",
    }
    row = source(supplier_items=[], purchase_order_lines=[bought])
    assert (row["kind"], row["supplier_id"]) == ("supplier", "t")
    assert row["unit_cost"] == Decimal(7)


@pytest.mark.parametrize(("on", "amount"), [("2026-01-25", 15), ("2026-01-24", None)])
def test_a_rate_holds_for_seven_days(on: str, amount: int | None) -> None:
    row = source(
        suppliers=[{"supplier_id": "s", "currency": "EUR"}],
        exchange_rates=[{"currency": "EUR", "on": on, "rate": 7.5}],
    )
    assert row["currency"] == "EUR"
    assert row["unit_cost_amount"] == amount


def test_a_place_is_served_by_the_one_that_replenishes_it() -> None:
    given = {
        "locations": [
            {"location_id": "main"},
            {"location_id": "shop", "replenished_from": "main"},
        ],
        "stock_positions": [{"sku": "a", "location_id": "shop"}],
    }
    shop = source("shop", **given)
    assert (shop["kind"], shop["from_location_id"]) == ("location", "main")
    assert (shop["lead_time_days"], shop["lead_time_source"]) == (2.0, "default")
    assert source("main", **given)["kind"] == "supplier"


def test_a_lane_says_how_long_and_when() -> None:
    shop = source(
        "shop",
        locations=[
            {"location_id": "main"},
            {"location_id": "shop", "replenished_from": "main"},
        ],
        stock_positions=[{"sku": "a", "location_id": "shop"}],
        transfer_lanes=[
            {
                "from_location_id": "main",
                "to_location_id": "shop",
                "lead_time_days": 1,
                "weekdays": "wed",
            }
        ],
    )
    assert (shop["lead_time_days"], shop["lead_time_source"]) == (1.0, "declared")
    assert shop["order_on"] == dt.date(2026, 2, 4)
    assert shop["review_days"] == 7


def test_order_weekdays_are_the_only_chances() -> None:
    row = source(suppliers=[{"supplier_id": "s", "order_weekdays": "mon,thu"}])
    assert row["order_on"] == dt.date(2026, 2, 2)
    assert row["next_order_on"] == dt.date(2026, 2, 5)
    assert row["review_source"] == "order_weekdays"


@pytest.mark.parametrize(
    ("parameters", "days", "named"),
    [
        ([], 7, "supplier"),
        (
            [{"scope": "company", "parameter": "review_days", "value": "14"}],
            14,
            "parameter: company",
        ),
    ],
)
def test_the_review_period_names_its_source(
    parameters: list[dict[str, str]], days: int, named: str
) -> None:
    row = source(
        suppliers=[{"supplier_id": "s", "review_days": 7}],
        planning_parameters=parameters,
    )
    assert (row["review_days"], row["review_source"]) == (days, named)
    assert (row["next_order_on"] - row["order_on"]).days == days


def test_the_interval_stretches_over_a_closure_and_the_last_order_is_named() -> None:
    given: dict[str, Any] = {
        "suppliers": [{"supplier_id": "s", "lead_time_days": 5, "review_days": 7}],
        "lead_times": [
            {"supplier_id": "s", "sku": "", "used_days": 5, "used_source": "declared"}
        ],
    }
    closed = {"party_id": "s", "starts_on": "2026-02-08", "ends_on": "2026-02-28"}
    usual, stretched = source(**given), source(**given, calendars=[closed])
    assert usual["protection_days"] == 13
    assert stretched["next_order_on"] == dt.date(2026, 3, 1)
    assert stretched["next_arrive_on"] == dt.date(2026, 3, 6)
    assert stretched["protection_days"] == 33
    assert stretched["closure"].startswith("s: 2026-02-08")
    assert stretched["last_order_on"] == dt.date(2026, 2, 7)


def test_a_closure_shows_weeks_ahead() -> None:
    closed = {"party_id": "s", "starts_on": "2026-03-20", "ends_on": "2026-03-28"}
    assert source(calendars=[closed])["last_order_on"] == dt.date(2026, 3, 19)


def test_the_receiving_place_pauses_the_clock_too() -> None:
    closed = {"party_id": "main", "starts_on": "2026-02-10", "ends_on": "2026-02-11"}
    assert source(calendars=[closed])["arrive_on"] == dt.date(2026, 2, 18)


def test_of_several_ways_the_most_travelled_is_the_usual_one() -> None:
    ways = [
        {"supplier_id": "s", "sku": "a", "medium": way, "used_days": days}
        | {"observations": seen, "used_source": "observed"}
        for way, days, seen in (("air", 5, 1), ("sea", 40, 9))
    ]
    row = source(lead_times=ways)
    assert (row["lead_time_days"], row["lead_time_source"]) == (40.0, "observed")


@pytest.mark.parametrize("fulfilment", ["service", "dropship"])
def test_services_and_dropshipped_goods_have_no_source(fulfilment: str) -> None:
    wares = [{"sku": "a", "fulfilment": fulfilment}]
    assert supply_sources(products=wares).is_empty()


def test_a_place_that_is_gone_is_not_planned() -> None:
    gone = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    places = [{"location_id": "main", "gone_at": gone}]
    assert supply_sources(locations=places).is_empty()


def test_whole_purchase_units_are_the_least_pack() -> None:
    assert source(supplier_items=[{**ITEM, "purchase_unit_qty": 12}])[
        "pack_qty"
    ] == Decimal(12)


def test_an_item_without_any_supplier_has_no_source_but_a_row() -> None:
    row = source(supplier_items=[])
    assert (row["kind"], row["supplier_id"]) == ("none", None)


NEW = {"sku": "n", "launched_on": "2026-03-10", "similar_sku": "a"}


@pytest.mark.parametrize(
    ("launched", "rows"),
    [("2026-03-10", 1), ("2026-01-10", 1), ("2026-06-10", 0)],
)
def test_a_launch_is_planned_where_the_item_it_resembles_is_kept(
    launched: str, rows: int
) -> None:
    wares = [{"sku": "a"}, {**NEW, "launched_on": launched}]
    found = supply_sources(
        products=wares, supplier_items=[ITEM, {**ITEM, "sku": "n"}]
    ).filter(pl.col("sku") == "n")
    assert found["supplier_id"].to_list() == ["s"] * rows


def test_a_successor_is_planned_where_its_predecessor_is_kept() -> None:
    wares = [
        {"sku": "a", "successor_sku": "n"},
        {"sku": "n", "launched_on": "2026-03-10"},
    ]
    assert set(supply_sources(products=wares)["sku"]) == {"a", "n"}


def test_an_item_a_planner_gave_a_number_for_is_planned() -> None:
    number = {
        "sku": "n",
        "location_id": "main",
        "starts_on": "2026-03-10",
        "ends_on": "2026-03-31",
        "qty": 60,
    }
    wares = [{"sku": "a"}, {"sku": "n"}]
    found = supply_sources(products=wares, forecast_overrides=[number])
    assert set(found["sku"]) == {"a", "n"}
