"""Costs and rules as they were known at an instant."""

import datetime as dt
from typing import Any

import polars as pl

from models.company import Company
from models.inventory.costing.known import known_parameters, known_products
from models.inventory.costing.versions import (
    costing_rule_versions,
    exchange_rate_versions,
    handling_cost_versions,
    item_cost_versions,
    order_price_versions,
    supplier_price_versions,
)
from tests.factories import frame


def day(number: int) -> dt.datetime:
    return dt.datetime(2026, 1, number, tzinfo=dt.UTC)


def told(*versions: tuple[int | None, int | None, dt.datetime | None]) -> pl.LazyFrame:
    """Return the history of one product: cost, from and until which day."""
    rows = [
        {"version": number, "unit_cost": cost, "known_until": until}
        | {"sku": "a", "category": None, "owner": None}
        | {"known_from": None if since is None else day(since)}
        for number, (cost, since, until) in enumerate(versions)
    ]
    shape = frame("item_cost_versions").schema
    return pl.DataFrame(rows, schema=shape).lazy()


def test_an_item_that_never_changed_has_no_versions() -> None:
    same = told((5, None, day(3)), (5, 3, day(4)), (5, 4, None))
    assert item_cost_versions(same).is_empty()


def test_versions_that_tell_the_same_are_one() -> None:
    found = item_cost_versions(told((5, None, day(3)), (5, 3, day(4)), (6, 4, None)))
    since = [None, day(4)]
    assert found["unit_cost"].to_list() == [5, 6]
    assert found["known_from"].to_list() == since
    assert found["known_until"].to_list() == [day(4), None]


def test_a_product_costs_what_was_said_last() -> None:
    products = frame("products", {"sku": "a", "unit_cost": 6}, {"sku": "b"})
    versions = item_cost_versions(told((5, None, None), (6, 4, None)))
    costs = [
        dict(
            known_products(products, versions, day(at))
            .select("sku", "unit_cost")
            .rows()
        )
        for at in (3, 4)
    ]
    assert costs == [{"a": 5, "b": None}, {"a": 6, "b": None}]


def test_a_product_that_was_not_known_yet_costs_nothing_anyone_knows() -> None:
    products = frame("products", {"sku": "a", "unit_cost": 6})
    versions = item_cost_versions(told((6, 4, None)))
    then = known_products(products, versions, day(3))
    assert then.select("sku", "unit_cost").rows() == [("a", None)]


def rule(value: str, since: int | None) -> dict[str, Any]:
    """Return a version of the company's costing method."""
    return {
        "scope": "company",
        "key": "",
        "parameter": "costing_method",
        "valid_from": dt.date(2026, 1, 1),
        "value": value,
        "version": since or 0,
        "known_from": None if since is None else day(since),
    }


def test_rules_are_those_that_were_known() -> None:
    now = frame("planning_parameters")
    history = frame("costing_rule_versions", rule("fifo", None), rule("standard", 5))
    versions = costing_rule_versions(history.lazy())
    then = [known_parameters(now, versions, day(at))["value"].item() for at in (4, 5)]
    assert then == ["fifo", "standard"]


def test_rules_that_were_always_there_need_no_versions() -> None:
    history = frame("costing_rule_versions", rule("fifo", None))
    assert costing_rule_versions(history.lazy()).is_empty()


def rates(*versions: tuple[float, dt.datetime | None, dt.datetime | None]) -> list[Any]:
    """Return what is kept of versions of a rate of the third, from and until when."""
    rows = [
        {"currency": "EUR", "on": dt.date(2026, 1, 3), "rate": rate}
        | {"version": number, "known_from": since, "known_until": until}
        for number, (rate, since, until) in enumerate(versions)
    ]
    history = frame("exchange_rate_versions", *rows).lazy()
    copenhagen = Company(time_zone="Europe/Copenhagen")
    kept = exchange_rate_versions(history, copenhagen)
    return kept.select("rate", "known_from", "known_until").rows()


def test_rates_that_are_told_again_are_one() -> None:
    assert rates((7, day(4), day(5)), (7, day(5), None), (8, day(6), None)) == [
        (7, day(4), None),
        (8, day(6), None),
    ]
    assert rates((7, day(4), day(5)), (7, day(6), None)) == [
        (7, day(4), day(5)),
        (7, day(6), None),
    ]


def test_a_rate_of_history_is_known_since_its_day_began() -> None:
    began = dt.datetime(2026, 1, 2, 23, tzinfo=dt.UTC)
    assert rates((7, day(3), None)) == [(7, began, None)]


def test_places_where_handling_always_cost_the_same_have_no_versions() -> None:
    cost = {"handling_cost": 2}
    same = [
        cost | {"location_id": "a", "version": 0, "known_until": day(4)},
        cost | {"location_id": "a", "version": 1, "known_from": day(4)},
        cost | {"location_id": "b", "version": 2},
        {"location_id": "b", "handling_cost": 3, "version": 3, "known_from": day(5)},
    ]
    kept = handling_cost_versions(frame("handling_cost_versions", *same).lazy())
    assert kept.select("location_id", "handling_cost", "known_from").rows() == [
        ("b", 2, None),
        ("b", 3, day(5)),
    ]


def test_prices_that_suppliers_never_changed_have_no_versions() -> None:
    offer = {"supplier_id": "s", "sku": "a", "valid_from": "2026-01-01", "priority": 1}
    other = offer | {"sku": "b"}
    told_twice = [
        offer | {"version": 0, "unit_cost": 2, "known_until": day(4)},
        offer | {"version": 1, "unit_cost": 2, "known_from": day(4)},
        other | {"version": 2, "unit_cost": 2},
        other | {"version": 3, "unit_cost": 3, "known_from": day(5)},
    ]
    history = frame("supplier_price_versions", *told_twice).lazy()
    kept = supplier_price_versions(history).select("sku", "unit_cost", "known_from")
    assert kept.rows() == [("b", 2, None), ("b", 3, day(5))]


def test_order_lines_have_a_version_for_each_price_that_they_said() -> None:
    told = [
        {
            "po_id": "p",
            "line_no": 1,
            "version": 0,
            "unit_cost": 2,
            "known_from": day(2),
        },
        {
            "po_id": "p",
            "line_no": 1,
            "version": 1,
            "unit_cost": 2,
            "known_from": day(4),
        },
        {
            "po_id": "p",
            "line_no": 2,
            "version": 2,
            "unit_cost": 2,
            "known_from": day(2),
        },
        {
            "po_id": "p",
            "line_no": 2,
            "version": 3,
            "unit_cost": 3,
            "known_from": day(5),
        },
    ]
    kept = order_price_versions(frame("order_price_versions", *told).lazy())
    rows = kept.select("line_no", "unit_cost", "known_from").rows()
    assert rows == [(1, 2, day(2)), (2, 2, day(2)), (2, 3, day(5))]
