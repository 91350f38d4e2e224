import datetime as dt
import json
from typing import Any

import numpy as np
import polars as pl
import pytest

from models import tables
from models.demand.exceptional import exceptional_sales
from tests.factories import frame
from tests.models.forecasting.sales import AS_OF, history, poisson, products_of, several

SPIKE = 200
"""Days before the last one."""


def found(demand: pl.LazyFrame, as_of: dt.date = AS_OF, **given: Any) -> pl.DataFrame:
    made = exceptional_sales(
        demand,
        frame("order_status", *given.get("lines", [])).lazy(),
        frame("kit_components"),
        products_of(demand).with_columns(
            unit_price=pl.lit("2.5").cast(pl.Decimal(18, 4))
        ),
        frame("decisions", *given.get("decisions", [])),
        as_of,
    )
    return tables.TABLES["exceptional_sales"].validate(made)


def spiked(
    units: float, days: int = 1, rate: float = 3, length: int = 400
) -> pl.LazyFrame:
    series = poisson(rate, length)
    first = length - 1 - SPIKE
    series[first : first + days] = [units] * days
    return several(
        history(series),
        *(history(poisson(3, length, n), sku=f"b{n}") for n in range(1, 5)),
    )


def said(*, is_exceptional: bool, number: int = 1, **what: str) -> dict[str, Any]:
    on = str(AS_OF - dt.timedelta(days=SPIKE))
    return {
        "decision_id": str(number),
        "decided_at": f"2026-03-0{number}T10:00",
        "author": "Ida",
        "action": "confirm_outlier",
        "sku": "a",
        "location_id": "main",
        "after": json.dumps({"on": on, "is_exceptional": is_exceptional, **what}),
    }


def line(on: dt.date, qty: float, order_id: str) -> dict[str, Any]:
    return {
        "order_id": order_id,
        "sku": "a",
        "location_id": "main",
        "stream": "retail",
        "placed_on": on,
        "demand_qty": qty,
        "shipped_qty": qty,
        "state": "shipped",
    }


def test_one_towering_day_is_found_and_counts_for_the_most_that_is_usual() -> None:
    made = found(spiked(500)).row(0, named=True)
    assert made["on"] == AS_OF - dt.timedelta(days=SPIKE)
    assert (made["demanded_qty"], made["rule"]) == (500, "alone")
    assert 2 < made["usual_qty"] < 4 < made["most_qty"] < 20
    assert made["counted_qty"] == made["most_qty"]
    assert made["amount"] == (500 - made["most_qty"]) * 5 / 2
    assert made["reason"].startswith("500 asked for; days with sales show")
    assert made["reason_da"].startswith("500 efterspurgt; dage med salg viser højst")
    assert found(spiked(500)).height == 1


@pytest.mark.parametrize("rate", [0.02, 0.3, 3, 40])
def test_nothing_is_called_where_nothing_is(rate: float) -> None:
    calm = (history(poisson(rate, 900, n), sku=f"s{n}") for n in range(60))
    assert found(several(*calm)).is_empty()


def test_more_varied_sales_give_less_than_one_false_call_in_a_thousand_years() -> None:
    random = np.random.default_rng(7)
    varied = random.negative_binomial(0.75, 0.2, (400, 1000))  # variance 5 x mean
    calls = [
        found(several(*(history(list(one), sku=f"s{n}") for n, one in enumerate(part))))
        for part in np.array_split(varied, 8)
    ]
    assert sum(part.height for part in calls) <= 1


@pytest.mark.parametrize("days", [2, 5, 100])
def test_a_burst_and_a_new_level_pass(days: int) -> None:
    made = found(spiked(60, days))
    assert made["passed_on"].to_list() == [AS_OF - dt.timedelta(days=SPIKE - 1)]
    assert made["counted_qty"].to_list() == [60]


def test_a_day_on_which_everything_sells_is_not_exceptional() -> None:
    series = [poisson(5, 300, n) for n in range(30)]
    for one in series:
        one[150] *= 6
    assert found(
        several(*(history(s, sku=f"s{n}") for n, s in enumerate(series)))
    ).is_empty()


def test_events_and_sold_out_days_are_not_called() -> None:
    demand = spiked(500)
    on = AS_OF - dt.timedelta(days=SPIKE)
    is_spike = pl.col("on") == on
    event = pl.when(is_spike).then(pl.lit("promotion")).otherwise("event")
    assert found(demand.with_columns(event=event)).is_empty()
    share = pl.when(is_spike).then(0.0).otherwise("in_stock_share")
    assert found(demand.with_columns(in_stock_share=share)).is_empty()


def test_what_is_called_depends_on_days_up_to_then_only() -> None:
    demand = spiked(60, 5)
    on = AS_OF - dt.timedelta(days=SPIKE)
    until = found(demand, on)
    cut = found(demand.filter(pl.col("on") <= on), on)
    assert until.equals(cut)
    assert until["passed_on"].to_list() == [None]
    assert until["counted_qty"].to_list() == until["most_qty"].to_list()


def test_one_order_line_stands_whatever_follows() -> None:
    on = AS_OF - dt.timedelta(days=SPIKE)
    usual = [line(on - dt.timedelta(days=n), 2, f"u{n}") for n in range(1, 40)]
    made = found(spiked(60, 2), lines=[*usual, line(on, 4, "x"), line(on, 56, "big")])
    called = made.row(0, named=True)
    assert (called["rule"], called["order_id"], called["order_qty"]) == (
        *("one_order", "big"),
        56,
    )
    assert called["passed_on"] is None
    assert "Order big alone asks for 56." in called["reason"]


def test_the_last_word_of_a_planner_decides() -> None:
    demand = spiked(500)
    confirmed = found(demand, decisions=[said(is_exceptional=True)]).row(0, named=True)
    assert confirmed["counted_qty"] == confirmed["usual_qty"]
    assert (confirmed["decision"], confirmed["decided_by"]) == ("confirmed", "Ida")
    both = [said(is_exceptional=False, number=2), said(is_exceptional=True)]
    ordinary = found(demand, decisions=both).row(0, named=True)
    assert (ordinary["decision"], ordinary["counted_qty"]) == ("ordinary", 500)
    other = found(demand, decisions=[said(is_exceptional=True, stream="wholesale")])
    assert other["decision"].to_list() == ["none"]


def test_nothing_in_nothing_out() -> None:
    assert found(several(history([]))).is_empty()
    assert found(several(history([0.0, 0.0]))).is_empty()
