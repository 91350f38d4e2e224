from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.planning.price_breaks import (
    tiers,
    with_price_breaks,
    with_prices_of_quantity,
)
from models.tables.columns import MONEY, QTY
from tests.factories import frame
from tests.models.planning.plans import PLACE, SOURCE, Given, parameter, suggestions

DAYS_A_YEAR = 365
Breaks = list[tuple[float, float]]


def offer(kind: str, breaks: Breaks) -> list[dict[str, Any]]:
    return [
        {
            "supplier_id": "s",
            "sku": "a",
            "min_qty": qty,
            "unit_cost": cost,
            "kind": kind,
        }
        for qty, cost in breaks
    ]


def ordered(  # noqa: PLR0913 # the symbols of the textbooks
    kind: str,
    breaks: Breaks,
    *,
    yearly: float,
    fixed: float,
    holding: float,
    cost: float,
    need: int = 1,
    pack: int = 1,
    room: float = 1e6,
    before: int | None = None,
) -> dict[str, Any]:
    """One line, raised to its cheapest quantity and priced."""
    money = pl.lit(cost).cast(MONEY)
    line = pl.DataFrame({**PLACE, "supplier_id": "s", "part": 1}).with_columns(
        base_cost=money,
        base_cost_amount=money,
        landed_cost_amount=money,
        unit_cost=money,
        unit_cost_amount=money,
        suggested_qty=pl.lit(need).cast(QTY),
        bought_qty=pl.lit(before).cast(QTY),
        order_pack_qty=pl.lit(pack).cast(QTY),
        room_qty=pl.lit(room),
        daily_mean_qty=pl.lit(yearly / DAYS_A_YEAR),
        line_order_cost=pl.lit(fixed),
        holding_rate=pl.lit(holding),
    )
    steps = tiers(frame("supplier_price_breaks", *offer(kind, breaks)), line)
    raised = with_price_breaks(line, steps)
    return with_prices_of_quantity(raised, steps).row(0, named=True)


@pytest.mark.parametrize(("before", "kept"), [(816, 816), (796, 800), (1200, 800)])
def test_what_was_bought_before_stays_where_it_costs_as_good_as_the_least(
    before: int, kept: int
) -> None:
    """At 800 a year costs 978.6, at 816 1.4 more; 1200 cost more, 796 each unit."""
    row = ordered(
        "all_units",
        [(400, 0.72), (800, 0.68)],
        yearly=1300,
        fixed=8,
        holding=0.3,
        cost=0.75,
        before=before,
    )
    assert row["suggested_qty"] == kept


def test_all_units_discount_of_snyder_and_shen() -> None:
    """Fundamentals of Supply Chain Theory, 2nd ed., example 3.6: Q* = 800."""
    row = ordered(
        "all_units",
        [(400, 0.72), (800, 0.68)],
        yearly=1300,
        fixed=8,
        holding=0.3,
        cost=0.75,
    )
    assert (row["suggested_qty"], row["unit_cost"]) == (800, Decimal("0.68"))
    assert row["price_break_qty"] == 799


def test_incremental_discount_of_snyder_and_shen() -> None:
    """Example 3.7, the same prices on further units only: Q* = 304.05."""
    row = ordered(
        "incremental",
        [(400, 0.72), (800, 0.68)],
        yearly=1300,
        fixed=8,
        holding=0.3,
        cost=0.75,
    )
    assert (row["suggested_qty"], row["unit_cost"]) == (304, Decimal("0.75"))


def test_incremental_discount_that_reaches_the_last_price() -> None:
    """stockpyl, docstring of EOQ with incremental discounts: Q* = 1481.89."""
    row = ordered(
        "incremental",
        [(300, 90), (600, 80)],
        yearly=2400,
        fixed=150,
        holding=0.25,
        cost=100,
    )
    assert row["suggested_qty"] == 1482
    total = 300 * 100 + 300 * 90 + 882 * 80
    assert row["unit_cost"] == pytest.approx(Decimal(total / 1482), abs=Decimal("1e-4"))


def test_discounts_of_nahmias_trash_bags() -> None:
    """Production and Operations Analysis, examples 4.4 and 4.5: 500 and 400 bags."""
    bags: Any = {"yearly": 600, "fixed": 8, "holding": 0.2, "cost": 0.3}
    breaks: Breaks = [(500, 0.29), (1000, 0.28)]
    assert ordered("all_units", breaks, **bags)["suggested_qty"] == 500
    assert ordered("incremental", breaks, **bags)["suggested_qty"] == 400


def test_whole_packs_reach_the_price() -> None:
    few: Any = {"yearly": 1300, "fixed": 8, "holding": 0.3, "cost": 0.75}
    breaks: Breaks = [(400, 0.72), (800, 0.68)]
    assert ordered("all_units", breaks, pack=36, **few)["suggested_qty"] == 828


def test_cover_and_shelf_life_cap_a_cheaper_price() -> None:
    few: Any = {"yearly": 1300, "fixed": 8, "holding": 0.3, "cost": 0.75}
    breaks: Breaks = [(400, 0.72), (800, 0.68)]
    assert ordered("all_units", breaks, room=799, **few)["suggested_qty"] == 400
    assert ordered("all_units", breaks, room=0, **few)["suggested_qty"] == 1


def test_a_lower_price_that_costs_more_to_hold_is_left() -> None:
    few: Any = {"yearly": 100, "fixed": 0, "cost": 10}
    assert ordered("all_units", [(50, 9)], holding=0.2, **few)["suggested_qty"] == 50
    assert ordered("all_units", [(50, 9)], holding=0.5, **few)["suggested_qty"] == 1


BREAKS = offer("all_units", [(100, 1.5)])
"""The line of ``plans`` needs 75 at 2.00 and sells 3 a day."""


def test_a_suggestion_shows_what_a_cheaper_price_changed() -> None:
    row = suggestions(supplier_price_breaks=BREAKS).row(0, named=True)
    assert (row["price_break_qty"], row["suggested_qty"]) == (25, 100)
    assert (row["unit_cost"], row["amount"]) == (Decimal("1.5"), 150)


ENDING = {
    **PLACE,
    "ends_on": "2026-03-01",
    "last_order_on": "2026-02-02",
    "state": "last",
    "total_qty": 80,
}


@pytest.mark.parametrize(
    "less_room",
    [
        {"products": [{"sku": "a", "unit_price": 12, "shelf_life_days": 30}]},
        {"planning_parameters": parameter("cover_limit_days", 30)},
        {"supply_sources": [{**SOURCE, "max_order_qty": 90}]},
        {"planning_parameters": parameter("max_qty", 90)},
        {"last_orders": [ENDING]},
    ],
)
def test_no_price_is_worth_what_spoils_or_passes_a_limit(less_room: Given) -> None:
    row = suggestions(supplier_price_breaks=BREAKS, **less_room).row(0, named=True)
    assert (row["price_break_qty"], row["unit_cost"]) == (0, 2)


@given(
    needs=st.lists(st.integers(1, 900), min_size=2, max_size=2, unique=True),
    kind=st.sampled_from(["all_units", "incremental"]),
    fixed=st.floats(0, 50),
    pack=st.integers(1, 40),
    room=st.integers(1, 3000),
)
def test_a_larger_need_never_orders_less_for_a_price(
    needs: list[int], kind: str, fixed: float, pack: int, room: int
) -> None:
    small, large = (
        ordered(
            kind,
            [(150, 9), (400, 8)],
            yearly=1300,
            fixed=fixed,
            holding=0.3,
            cost=10,
            need=need * pack,
            pack=pack,
            room=room,
        )["suggested_qty"]
        for need in sorted(needs)
    )
    assert small <= large
    assert small % pack == 0
