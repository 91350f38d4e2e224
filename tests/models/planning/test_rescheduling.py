"""Open orders that come too late, too early, or are too many; 3 units sell a day."""

import datetime as dt
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from models.planning.arrivals import arrivals
from tests.factories import frame
from tests.models.planning.matters_of import everything, found, one
from tests.models.planning.plans import (
    AS_OF,
    LEVELS,
    PLACE,
    SOURCE,
    coming,
    demand,
    parameter,
    stock,
)

RESCHEDULED = ("expedite", "postpone", "reduce", "cancel")
SAFE = {**LEVELS, "safety_stock_qty": 12}


def kinds(**given: Any) -> list[str]:
    table = everything(**given)
    return table.filter(pl.col("kind").is_in(RESCHEDULED))["kind"].to_list()


def bought(**more: object) -> dict[str, Any]:
    return {
        "po_id": "p1",
        "line_no": 1,
        "supplier_id": "s",
        **PLACE,
        "ordered_qty": 60,
        "ordered_at": "2026-01-20T12:00",
        **more,
    }


def test_an_order_that_comes_after_the_stock_is_gone_is_expedited() -> None:
    """Fifteen units last five days; ten days of sales, at 10 kr each, are lost."""
    row = one(
        "expedite",
        stock_positions=[stock(15)],
        open_supply=[coming(60, "2026-02-16")],
    )
    assert (row["qty"], row["amount"], row["document"]) == (30, 300, "p1 line 1")
    for said in ("6 February", "10 days before", "16 February", "300 kr"):
        assert said in row["sentence"]


def test_sales_lost_before_one_order_do_not_count_again_before_the_next() -> None:
    later = coming(60, "2026-02-22", po_id="p2")
    lines = [coming(60, "2026-02-11"), later]
    table = found("expedite", stock_positions=[stock(0)], open_supply=lines)
    assert table["document"].to_list() == ["p1 line 1"]
    assert table["qty"].to_list() == [30]


def test_hurrying_wins_no_more_than_the_order_brings() -> None:
    row = one(
        "expedite", stock_positions=[stock(0)], open_supply=[coming(6, "2026-02-22")]
    )
    assert row["qty"] == 6


def test_a_little_money_is_left_alone() -> None:
    given = {"stock_positions": [stock(0)], "open_supply": [coming(6, "2026-02-22")]}
    assert kinds(**given) == ["expedite"]
    more = parameter("dampener_amount", 61)
    assert kinds(**given, planning_parameters=more) == []


def test_a_few_days_are_left_alone() -> None:
    early = {"stock_positions": [stock(9)], "open_supply": [coming(60, "2026-02-06")]}
    assert kinds(**early) == []
    keen = parameter("dampener_days", 1, scope="sku", key="a")
    assert kinds(**early, planning_parameters=keen) == ["expedite"]


def test_what_comes_on_top_of_a_full_stock_is_cancelled() -> None:
    row = one(
        "cancel", stock_positions=[stock(200)], open_supply=[coming(60, "2026-02-11")]
    )
    assert (row["qty"], row["amount"]) == (60, 120)
    assert "cancel" in row["sentence"]


def test_what_lifts_stock_above_its_level_is_reduced_by_whole_packs() -> None:
    """Fifty are left when a hundred come: seventy above eighty, five packs of 12."""
    row = one(
        "reduce",
        stock_positions=[stock(80)],
        open_supply=[coming(100, "2026-02-11")],
        supply_sources=[{**SOURCE, "pack_qty": 12}],
    )
    assert (row["qty"], row["amount"]) == (60, 120)


def test_a_minimum_that_had_to_be_bought_is_not_too_much() -> None:
    least = [{**SOURCE, "min_order_qty": 100}]
    given = {"stock_positions": [stock(45)], "open_supply": [coming(100, "2026-02-11")]}
    assert kinds(**given) == ["reduce"]
    assert kinds(**given, supply_sources=least) == []


def test_what_dated_orders_want_beyond_the_forecast_is_not_too_much() -> None:
    project = {
        "order_id": "o",
        **PLACE,
        "state": "open",
        "stream": "project",
        "placed_on": "2026-01-20",
        "requested_on": "2026-02-11",
        "open_qty": 100,
    }
    lines = [coming(100, "2026-02-11")]
    assert kinds(stock_positions=[stock(60)], open_supply=lines) == ["reduce"]
    assert (
        kinds(stock_positions=[stock(60)], open_supply=lines, order_status=[project])
        == []
    )


def test_what_comes_long_before_it_is_needed_is_postponed() -> None:
    """Forty-five left, twelve of safety: eleven days early, 60 × 2 kr × 20 % a year."""
    row = one(
        "postpone",
        stock_positions=[stock(75)],
        reorder_points=[{**SAFE, "order_up_to_qty": 120}],
        open_supply=[coming(60, "2026-02-11")],
        planning_parameters=parameter("dampener_amount", 0),
    )
    assert row["qty"] == 60
    assert float(row["amount"]) == pytest.approx(60 * 2 * 0.2 * 11 / 365, abs=1e-4)
    assert "22 February" in row["sentence"]


def test_what_has_left_the_supplier_can_only_be_hurried() -> None:
    given = {
        "open_supply": [coming(60, "2026-02-11")],
        "purchase_order_lines": [bought(status="shipped")],
    }
    assert kinds(stock_positions=[stock(200)], **given) == []
    assert kinds(stock_positions=[stock(0)], **given) == ["expedite"]


def test_the_order_after_one_that_should_be_cancelled_is_judged_without_it() -> None:
    lines = [coming(60, "2026-02-11"), coming(60, "2026-03-09", po_id="p2")]
    table = everything(stock_positions=[stock(115)], open_supply=lines)
    assert table["kind"].to_list() == ["cancel"]


def test_nothing_is_said_where_stock_or_demand_is_unknown() -> None:
    given = {"open_supply": [coming(60, "2026-02-11")]}
    blind = stock(200, is_stock_known=False)
    assert kinds(stock_positions=[blind], **given) == []
    unheard = {**LEVELS, "demand_basis": "none", "daily_mean_qty": 0}
    assert kinds(stock_positions=[stock(9)], reorder_points=[unheard], **given) == []


def test_an_approval_on_its_way_is_supply_too() -> None:
    approved = {
        **PLACE,
        "suggestion_id": "x",
        "supplier_id": "s",
        "decided_qty": 30,
        "state": "sent",
        "arrive_on": "2026-02-05",
        "counted_qty": 30,
    }
    given = {"open_supply": [coming(30, "2026-02-11")]}
    assert kinds(stock_positions=[stock(0)], **given) == ["expedite"]
    assert kinds(stock_positions=[stock(20)], supply_matches=[approved], **given) == []


def walk(
    stock_qty: float, lines: list[tuple[int, int]], *, is_fixed: bool = False
) -> pl.DataFrame:
    """Lines of (days until it comes, units) at a place that sells three a day."""
    rows = [
        coming(units, (AS_OF + dt.timedelta(days=days)).isoformat(), po_id=f"p{number}")
        for number, (days, units) in enumerate(lines)
    ]
    place = pl.DataFrame(
        {
            **PLACE,
            "stock_qty": stock_qty,
            "daily_mean_qty": 3.0,
            "order_up_to_qty": 80.0,
            "spare_qty": 0.0,
            "pack_qty": 5.0,
            "min_order_qty": 0.0,
            "dampener_qty": 0.0,
        }
    )
    known = frame("open_supply", *rows).with_columns(is_fixed=pl.lit(is_fixed))
    return arrivals(known, place, demand(), AS_OF).sort("arrive_on", "po_id")


LINES = st.lists(
    st.tuples(st.integers(1, 120), st.integers(1, 200)), min_size=1, max_size=6
)


@drawn(st.integers(-50, 300), st.integers(0, 100), LINES)
def test_more_stock_never_loses_more_and_never_needs_more_of_the_next_order(
    little: int, more: int, lines: list[tuple[int, int]]
) -> None:
    poor, rich = (
        walk(units, lines, is_fixed=True) for units in (little, little + more)
    )
    assert rich["lost_qty"].to_numpy().sum() <= poor["lost_qty"].to_numpy().sum() + 1e-6
    poor, rich = (walk(units, lines[:1]) for units in (little, little + more))
    assert rich["surplus_qty"][0] >= poor["surplus_qty"][0]


@drawn(st.integers(-50, 300), LINES)
def test_what_is_there_is_what_was_there_and_came_less_what_was_sold(
    stock_qty: int, lines: list[tuple[int, int]]
) -> None:
    table = walk(stock_qty, lines)
    units = table["open_qty"].cast(pl.Float64).to_numpy()
    kept = units - table["surplus_qty"].to_numpy()
    days = (table["arrive_on"] - AS_OF).dt.total_days().to_numpy()
    came = np.concatenate([[0.0], np.cumsum(kept)[:-1]])
    lost = np.cumsum(table["lost_qty"].to_numpy())
    expected = stock_qty + came - 3 * days + lost
    assert np.allclose(table["before_qty"].to_numpy(), expected, atol=1e-3)
    assert (table["before_qty"] >= min(stock_qty, 0) - 1e-9).all()
    assert ((kept >= 0) & (kept <= units)).all()
