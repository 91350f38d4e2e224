from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.planning.plans import (
    GRADE,
    LEVELS,
    PLACE,
    SOURCE,
    Given,
    demand,
    parameter,
    stock,
    suggested_orders,
    suggestions,
)


def line(items: dict[str, dict[str, Any]], **given_rows: Given) -> pl.DataFrame:
    """Suggestions of a supplier's whole line; an item says what is special of it.

    ``here`` is its position (200: not due), ``price`` what it sells for, ``rate`` what
    it sells a day; else it is the item of ``plans``.
    """
    own = {sku: {**PLACE, "sku": sku} for sku in items}
    rates = {sku: item.get("rate", 3.0) for sku, item in items.items()}
    rows: dict[str, Any] = {
        "reorder_points": [
            {
                **LEVELS,
                **own[sku],
                "daily_mean_qty": rate,
                "reorder_point_qty": round(20 * rate),
                "order_up_to_qty": round(27 * rate),
            }
            for sku, rate in rates.items()
        ],
        "supply_sources": [
            {**SOURCE, **own[sku], **items[sku].get("terms", {})} for sku in items
        ],
        "stock_positions": [
            stock(items[sku].get("here", 5), **own[sku]) for sku in items
        ],
        "readiness": [{**GRADE, **own[sku]} for sku in items],
        "products": [
            {
                "sku": sku,
                "unit_price": items[sku].get("price", 12),
                **items[sku].get("goods", {}),
            }
            for sku in items
        ],
        "supplier_items": [
            {
                "supplier_id": "s",
                "sku": sku,
                "unit_cost": 2,
                **items[sku].get("offer", {}),
            }
            for sku in items
        ],
        **given_rows,
    }
    known = pl.concat(
        [demand(rate=max(rate, 1e-6), sku=sku) for sku, rate in rates.items()]
    )
    return suggestions(known, **rows).sort("sku")


def minimum(**terms: object) -> list[dict[str, Any]]:
    return [{"supplier_id": "s", **terms}]


def of(table: pl.DataFrame, column: str) -> dict[str, Any]:
    return dict(zip(table["sku"], table[column], strict=True))


def test_an_order_is_filled_to_its_minimum_with_what_earns_most() -> None:
    """76 of a are due for 152; 124 more of the two others at 2 each, b sells dearer."""
    items = {"a": {}, "b": {"here": 75, "price": 15}, "c": {"here": 75, "price": 3}}
    table = line(items, suppliers=minimum(min_order_amount=400))
    assert table["amount"].sum() == 400
    assert of(table, "top_up_qty")["b"] > of(table, "top_up_qty").get("c", 0)
    assert of(table, "waiting_qty")["b"] == -of(table, "need_qty")["b"]
    assert suggested_orders(table, suppliers=minimum(min_order_amount=400))[
        "short_amount"
    ].to_list() == [0]


@pytest.mark.parametrize(
    ("terms", "reached"),
    [
        ({"min_order_qty": 150}, pl.col("suggested_qty")),
        ({"min_order_weight_kg": 300}, 2 * pl.col("suggested_qty")),
        ({"min_order_volume_m3": 15}, pl.col("suggested_qty") / 10),
    ],
)
def test_units_weight_and_volume_are_filled_too(terms: Given, reached: pl.Expr) -> None:
    goods = {"goods": {"weight_kg": 2, "volume_m3": 0.1}}
    table = line({"a": goods, "b": {"here": 75, **goods}}, suppliers=minimum(**terms))
    total = table.select(reached.sum()).item()
    wanted = next(iter(terms.values()))
    assert wanted <= total < wanted + 2


def test_a_minimum_alone_never_causes_an_order() -> None:
    assert line({"a": {"here": 75}}, suppliers=minimum(min_order_qty=500)).is_empty()


@pytest.mark.parametrize(
    "dead",
    [
        {"rate": 0.0},
        {"price": 2},
        {"price": None},
        {"goods": {"shelf_life_days": 20}},
        {"here": 2000},
    ],
)
def test_dead_stock_never_fills_an_order(dead: Given) -> None:
    """No demand, no margin, no known price, too short a life, too much of it."""
    table = line(
        {"a": {"goods": {"shelf_life_days": 27}}, "b": {"here": 75, **dead}},
        suppliers=minimum(min_order_amount=400),
    )
    assert table["sku"].to_list() == ["a"]
    assert of(table, "top_up_qty") == {"a": 0}


def test_what_comes_to_its_end_fills_no_more_than_still_sells() -> None:
    """The last order of b is for 80; it stands at 75."""
    end = {
        **PLACE,
        "sku": "b",
        "ends_on": "2026-03-01",
        "last_order_on": "2026-02-02",
        "state": "last",
        "total_qty": 80,
    }
    items = {"a": {}, "b": {"here": 75, "price": 15}}
    terms = minimum(min_order_amount=400)
    assert of(line(items, suppliers=terms), "top_up_qty")["b"] > 5
    ending = line(items, suppliers=terms, last_orders=[end])
    assert of(ending, "top_up_qty").get("b", 0) <= 5


def test_what_cannot_be_filled_sensibly_is_shown_short_with_what_else_to_do() -> None:
    terms = minimum(min_order_amount=4000)
    table = line({"a": {}}, suppliers=terms)
    assert of(table, "top_up_qty") == {"a": 0}
    order = suggested_orders(table, suppliers=terms).row(0, named=True)
    assert order["short_amount"] == 4000 - 152
    assert str(order["wait_until_on"]) == "2027-11-06"
    assert order["skip_loss_amount"] == pytest.approx(Decimal(30), abs=1)
    assert order["advice"] == (
        "Short of the minimum by 3,848 DKK; nothing else there earns its holding. Wait "
        "until 6 November, when the needs reach it, or skip this chance: 30 kr of "
        "margin is expected to be lost."
    )
    assert order["advice_da"].startswith("Under mindstekøbet med 3.848 DKK")


def test_packs_and_minimums_of_lines_hold_for_what_fills() -> None:
    terms = {"pack_qty": 12, "min_order_qty": 30}
    table = line(
        {"a": {}, "b": {"here": 75, "terms": terms}},
        suppliers=minimum(min_order_amount=200),
    )
    added = of(table, "top_up_qty")
    assert added["b"] in {0, 36} or added["b"] % 12 == 0
    assert table["amount"].sum() >= 200


def test_a_container_that_is_begun_is_filled_within_top_up_days() -> None:
    """76 due of 0.1 m³ each; four weeks more of both items fill 20 m³."""
    goods = {"goods": {"volume_m3": 0.1}}
    items: Given = {"a": goods, "b": {"here": 75, **goods}}
    table = line(items, suppliers=minimum(container_volume_m3=20))
    volume = float(table["suggested_qty"].sum()) / 10
    assert 18 <= volume <= 20
    order = suggested_orders(
        table,
        suppliers=minimum(container_volume_m3=20),
        products=[{"sku": sku, "volume_m3": 0.1} for sku in items],
    )
    assert order["containers"].item() == pytest.approx(volume / 20)


def test_a_container_that_would_stay_half_empty_is_not_filled() -> None:
    goods = {"goods": {"volume_m3": 0.1}}
    for days, container in ((28, 50), (0, 20)):
        table = line(
            {"a": goods, "b": {"here": 75, **goods}},
            suppliers=minimum(container_volume_m3=container),
            planning_parameters=parameter("top_up_days", days),
        )
        assert of(table, "top_up_qty") == {"a": 0}


def test_weight_stops_a_container_before_its_volume() -> None:
    goods = {"goods": {"volume_m3": 0.1, "weight_kg": 10}}
    table = line(
        {"a": goods, "b": {"here": 75, **goods}},
        suppliers=minimum(container_volume_m3=100, container_weight_kg=1500),
    )
    assert 1350 <= float(table["suggested_qty"].sum()) * 10 <= 1500


GROUP = {"offer": {"min_order_group": "red", "min_order_qty": 120}}
GROUPED = {**GROUP, "terms": {"min_order_qty": 120}}


def test_a_minimum_is_shared_by_its_group() -> None:
    """76 of a are due; the minimum of 120 is met by a and b together."""
    table = line({"a": GROUPED, "b": {"here": 75, "price": 20, **GROUPED}, "c": {}})
    assert table.filter(pl.col("sku") != "c")["suggested_qty"].sum() == 120
    assert of(table, "group_qty")["b"] > 0
    assert of(table, "minimum_qty") == {"a": 0, "b": 0, "c": 0}


def test_a_group_with_enough_due_or_nothing_due_gets_nothing_more() -> None:
    both = line({"a": GROUPED, "b": GROUPED})
    assert of(both, "group_qty") == {"a": 0, "b": 0}
    assert line({"a": {"here": 75, **GROUPED}, "b": {"here": 75, **GROUPED}}).is_empty()


def test_the_minimum_of_a_group_is_met_whatever_it_costs() -> None:
    """As that of a line: it is shown how long it lasts, not left out."""
    alone = line({"a": {**GROUP, "terms": {"min_order_qty": 1000}}})
    assert of(alone, "suggested_qty") == {"a": 1000}
    assert alone["cover_days"].item() == pytest.approx(335)


def test_what_was_approved_is_not_suggested_again() -> None:
    items: Given = {"a": {}, "b": {"here": 75}, "c": {"here": 75, "price": 30}}
    terms = minimum(min_order_amount=400)
    table = line(items, suppliers=terms)
    approved = [
        {
            **PLACE,
            "sku": row["sku"],
            "suggestion_id": row["suggestion_id"],
            "supplier_id": "s",
            "state": "approved",
            "arrive_on": row["arrive_on"],
            "decided_qty": row["suggested_qty"],
            "counted_qty": row["suggested_qty"],
        }
        for row in table.iter_rows(named=True)
    ]
    assert line(items, suppliers=terms, supply_matches=approved).is_empty()


@settings(max_examples=25, deadline=None)
@given(
    heres=st.lists(st.integers(0, 90), min_size=3, max_size=3),
    prices=st.lists(st.integers(1, 30), min_size=3, max_size=3),
    packs=st.lists(st.integers(1, 25), min_size=3, max_size=3),
    least=st.integers(1, 2000),
)
def test_orders_are_filled_in_packs_whatever_the_order_of_rows(
    heres: list[int], prices: list[int], packs: list[int], least: int
) -> None:
    items = {
        sku: {"here": here, "price": price, "terms": {"pack_qty": pack}}
        for sku, here, price, pack in zip("abc", heres, prices, packs, strict=True)
    }
    terms = minimum(min_order_amount=least)
    table = line(items, suppliers=terms)
    back = line(dict(reversed(items.items())), suppliers=terms)
    assert table.equals(back)
    size = dict(zip("abc", packs, strict=True))
    for row in table.iter_rows(named=True):
        assert row["suggested_qty"] % size[row["sku"]] == 0
        assert row["top_up_qty"] >= 0
        assert row["top_up_qty"] == 0 or row["cover_days"] <= 180
    if table["top_up_qty"].sum():
        assert table["amount"].sum() >= least
