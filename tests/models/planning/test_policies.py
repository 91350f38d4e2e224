"""What each policy orders, and what every policy keeps to."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.planning.plans import (
    LEVELS,
    SOURCE,
    demand,
    parameter,
    reorder_points,
    stock,
    suggestions,
)


def levels(policy: str, point: float, up_to: float) -> list[dict[str, Any]]:
    return [
        {
            **LEVELS,
            "policy": policy,
            "reorder_point_qty": point,
            "order_up_to_qty": up_to,
        }
    ]


@pytest.mark.parametrize(
    ("policy", "on_hand", "ordered"),
    [
        ("order_up_to", 59, 1),
        ("order_up_to", 20, 40),
        ("s_S", 61, None),
        ("s_S", 60, 40),
        ("s_S", 10, 90),
        ("s_Q", 61, None),
        ("s_Q", 60, 40),
        ("s_Q", 21, 40),
        ("s_Q", 20, 80),
        ("s_Q", 0, 80),
        ("min_max", 60, 40),
        ("do_not_stock", 0, None),
    ],
)
def test_what_each_policy_orders(
    policy: str, on_hand: float, ordered: int | None
) -> None:
    """Level 60; up to 100, or in lots of 40 (Hadley & Whitin 1963, chapter 5)."""
    up_to = 60 if policy == "order_up_to" else 100
    made = suggestions(
        reorder_points=levels(policy, 60, up_to), stock_positions=[stock(on_hand)]
    )
    quantities = made["suggested_qty"].to_list()
    assert quantities == ([] if ordered is None else [ordered])


def test_lot_for_lot_orders_what_is_owed_and_nothing_ahead() -> None:
    row = reorder_points(planning_parameters=parameter("policy", "lot_for_lot"))
    assert row["order_up_to_qty"][0] == 0
    point = levels("lot_for_lot", 0, 0)
    owed = stock(0, backordered_qty=7)
    made = suggestions(reorder_points=point, stock_positions=[owed])
    assert made["suggested_qty"].to_list() == [7]
    nothing = suggestions(reorder_points=point, stock_positions=[stock(0)])
    assert nothing.is_empty()


@settings(max_examples=15)
@given(
    kind=st.sampled_from(["cycle", "fill_rate"]),
    targets=st.lists(st.floats(0.5, 0.99), min_size=2, max_size=2),
    rate=st.floats(0.05, 20),
    on_hand=st.integers(0, 400),
    pack=st.sampled_from([1, 6, 24]),
)
def test_a_higher_target_never_orders_less(
    kind: str, targets: list[float], rate: float, on_hand: int, pack: int
) -> None:
    source = [{**SOURCE, "pack_qty": pack, "min_order_qty": pack}]
    ordered = []
    for target in sorted(targets):
        said = parameter("service_target_kind", kind)
        said += parameter("service_target_rate", target)
        points = reorder_points(
            demand(rate), supply_sources=source, planning_parameters=said
        )
        made = suggestions(
            demand(rate),
            reorder_points=points.to_dicts(),
            supply_sources=source,
            stock_positions=[stock(on_hand)],
        )
        ordered.append(made["suggested_qty"].sum())
    assert ordered[0] <= ordered[1]


def test_a_second_run_gives_the_same() -> None:
    assert reorder_points(demand()).equals(reorder_points(demand()))


def test_a_fixed_quantity_is_bought_in_whole_packs() -> None:
    said = parameter("reorder_qty", 50) + parameter("service_target_kind", "fill_rate")
    source = [{**SOURCE, "pack_qty": 12}]
    row = reorder_points(supply_sources=source, planning_parameters=said)
    assert row["policy"][0] == "s_Q"
    assert row["order_up_to_qty"][0] - row["reorder_point_qty"][0] == 50
    plain = reorder_points(
        supply_sources=source,
        planning_parameters=parameter("service_target_kind", "fill_rate"),
    )
    assert row["reorder_point_qty"][0] <= plain["reorder_point_qty"][0]
