from typing import Any

import pytest

from tests.models.planning.plans import SOURCE, Given, parameter, stock, suggestions

OFFER: Any = {"supplier_id": "s", "sku": "a", "unit_cost": 2}
DEARER = {**OFFER, "unit_cost": 2.1, "valid_from": "2026-02-03"}
"""5 % more from the day of the next but one chance to order."""

USUAL = 75
WORTH = 273
"""3 a day for 365 x 5 % / 20 % a year = 91.25 days, in whole units."""


def test_what_a_price_rise_pays_to_hold_is_bought_before_it() -> None:
    """Silver, Pyke & Thomas: demand x (v2 - v1) / (v1 x r) beyond the usual order."""
    row = suggestions(supplier_items=[OFFER, DEARER]).row(0, named=True)
    assert (row["ahead_qty"], row["suggested_qty"]) == (WORTH, USUAL + WORTH)


def test_it_is_bought_even_if_it_is_not_due_yet() -> None:
    row = suggestions(supplier_items=[OFFER, DEARER], stock_positions=[stock(79)]).row(
        0, named=True
    )
    assert (row["need_qty"], row["waiting_qty"]) == (1, -1)
    assert row["suggested_qty"] == row["ahead_qty"] == WORTH + 1


def test_a_saving_smaller_than_an_order_causes_none() -> None:
    assert suggestions(
        supplier_items=[OFFER, DEARER],
        stock_positions=[stock(79)],
        planning_parameters=parameter("order_cost", 500),
    ).is_empty()


@pytest.mark.parametrize(
    "other",
    [
        {**DEARER, "unit_cost": 1.9},
        {**DEARER, "valid_from": "2026-02-04"},
        {**DEARER, "valid_from": "2026-02-02"},
        {**DEARER, "currency": "EUR"},
        {**DEARER, "supplier_id": "t"},
    ],
)
def test_only_the_last_chance_before_a_rise_buys_ahead(other: Given) -> None:
    row = suggestions(supplier_items=[OFFER, other]).row(0, named=True)
    assert (row["ahead_qty"], row["suggested_qty"]) == (0, USUAL)


def test_cover_shelf_life_maximum_and_packs_bound_it() -> None:
    bounds: list[Any] = [
        {"planning_parameters": parameter("cover_limit_days", 90)},
        {"products": [{"sku": "a", "unit_price": 12, "shelf_life_days": 90}]},
        {"supply_sources": [{**SOURCE, "max_order_qty": 265}]},
    ]
    for bound in bounds:
        row = suggestions(supplier_items=[OFFER, DEARER], **bound).row(0, named=True)
        assert row["suggested_qty"] == 265
    packs = [{**SOURCE, "pack_qty": 50}]
    row = suggestions(supplier_items=[OFFER, DEARER], supply_sources=packs).row(
        0, named=True
    )
    assert (row["pack_qty"], row["ahead_qty"]) == (25, 250)
