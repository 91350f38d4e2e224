"""What policies cost, and what that hangs on."""

import polars as pl
import pytest

from models.company import Company
from models.reports import policy_costs

COSTS = {
    "recommended": (100.0, 10.0, 40.0),
    "as_it_was": (80.0, 20.0, 100.0),
    "foresight": (50.0, 10.0, 10.0),
    "min_max": (90.0, 10.0, 40.0),
}


def policies() -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "policy": policy,
                "segment": "all",
                "holding_amount": held,
                "ordering_amount": placed,
                "lost_margin_amount": lost,
                "total_cost_amount": held + placed + lost,
            }
            for policy, (held, placed, lost) in COSTS.items()
        ]
    )


def test_at_the_prices_of_the_back_test_nothing_changes() -> None:
    assert policy_costs.weighed(policies()).equals(policies())


def test_dearer_lost_sales_add_to_who_loses_them() -> None:
    costs = policy_costs.weighed(policies(), holding=0.5, lost_margin=2)
    assert costs["total_cost_amount"].to_list() == [140.0, 260.0, 55.0, 135.0]


def test_at_the_break_even_both_cost_the_same() -> None:
    turns = dict(policy_costs.break_even(policies()).iter_rows())
    factor = turns["as_it_was"]
    costs = dict(
        policy_costs.weighed(policies(), lost_margin=factor)
        .select("policy", "total_cost_amount")
        .iter_rows()
    )
    assert costs["recommended"] == pytest.approx(costs["as_it_was"])


def test_where_no_price_makes_them_equal_none_is_named() -> None:
    turns = dict(policy_costs.break_even(policies()).iter_rows())
    assert turns["foresight"] is None
    assert turns["min_max"] is None


def test_the_cheapest_policy_is_drawn_on_top_with_its_parts() -> None:
    drawn = policy_costs.cost_chart(policies(), Company(currency="EUR"))
    names = [trace.y[0] for trace in drawn.data]
    assert names == ["Perfect foresight"] * 3
    assert [trace.x[0] for trace in drawn.data] == [50.0, 10.0, 10.0]
    assert [trace.name for trace in drawn.data] == [
        "Holding",
        "Ordering",
        "Margin lost",
    ]
