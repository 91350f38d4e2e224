import itertools
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import tables
from models.planning import placement
from models.planning.service_times import service_times
from tests.models.planning.plans import AS_OF, LEVELS, SOURCE, Rows, demand, tables_of


def solved(
    source: list[int],
    days: list[int],
    weight: list[float],
    **more: Any,
) -> tuple[list[int], float]:
    count = len(source)
    _, promised, costs = service_times(
        np.array(source),
        np.array(days),
        np.array(more.get("inbound", [0] * count)),
        np.array(more.get("most", [99] * count)),
        np.array(weight, dtype=float),
        np.array(more.get("own", [0.0] * count), dtype=float),
    )
    return promised.tolist(), float(costs.sum())


def test_the_tree_of_snyder_and_shen() -> None:
    """Example 6.5 of Fundamentals of Supply Chain Theory, 2nd ed.

    Stage 1 feeds 3, which feeds 2 and 4; holding costs 1, 3, 2, 3; processing times 2,
    1, 1, 1; supply takes 1; customers of 2 wait 0 and of 4 wait 1; both have deviation
    1. The best times are 0, 0, 0 and 1, at a cost of 8.278.
    """
    promised, cost = solved(
        [-1, 0, 1, 1],
        [2, 1, 1, 1],
        [1 * np.sqrt(2), 2 * np.sqrt(2), 3, 3],
        inbound=[1, 0, 0, 0],
        most=[99, 99, 0, 1],
    )
    assert promised == [0, 0, 0, 1]
    assert cost == pytest.approx(8.277916867529369)


def test_a_series_holds_all_or_nothing_at_each_stage() -> None:
    """Simpson 1958 (Operations Research 6, 863-873): service times are 0 or whole."""
    promised, _ = solved([-1, 0, 1], [5, 4, 3], [1, 2, 4], most=[99, 99, 0])
    assert set(promised) <= {0, 4, 5, 9}


@settings(max_examples=60, deadline=None)
@given(
    days=st.lists(st.integers(0, 4), min_size=4, max_size=4),
    weight=st.lists(st.floats(0.1, 9), min_size=4, max_size=4),
    own=st.floats(0, 5),
    shape=st.sampled_from([[-1, 0, 0, 0], [-1, 0, 1, 1], [-1, 0, 0, 1], [-1, 0, 1, 2]]),
)
def test_no_other_service_times_cost_less(
    days: list[int], weight: list[float], own: float, shape: list[int]
) -> None:
    leaves = [place for place in range(4) if place not in shape]
    most = [0 if place in leaves else 99 for place in range(4)]
    extra = [own, 0.0, 0.0, 0.0]
    _, cost = solved(shape, days, weight, most=most, own=extra)

    def total(out: tuple[int, ...]) -> float:
        spent = 0.0
        for place, source in enumerate(shape):
            covered = (out[source] if source >= 0 else 0) + days[place] - out[place]
            if covered < 0:
                return np.inf
            spent += weight[place] * np.sqrt(covered) + extra[place] * np.sqrt(
                out[place]
            )
        return float(spent)

    reach = [range(1) if place in leaves else range(17) for place in range(4)]
    assert cost == pytest.approx(min(total(out) for out in itertools.product(*reach)))


STORE = {**SOURCE, "kind": "location", "supplier_id": None, "from_location_id": "main"}


def placed(stores: int, **given: Rows) -> dict[str, dict[str, Any]]:
    names = [f"s{n}" for n in range(stores)]
    own = demand(rate=0)
    known = pl.concat([own, *(demand(location_id=name) for name in names)])
    quick = {"lead_time_days": 2, "protection_days": 4, "unit_cost_amount": 2}
    usual: dict[str, Rows] = {
        "locations": [
            {"location_id": "main"},
            *({"location_id": n, "replenished_from": "main"} for n in names),
        ],
        "supply_sources": [
            SOURCE,
            *({**STORE, **quick, "location_id": n} for n in names),
        ],
        "reorder_points": [LEVELS, *({**LEVELS, "location_id": n} for n in names)],
    }
    made = placement.safety_placement(
        lead_time_demand=known.lazy(),
        as_of=AS_OF,
        **tables_of(
            *("reorder_points", "supply_sources", "products", "locations"),
            *("planning_parameters", "decisions"),
            **{**usual, **given},
        ),
    )
    checked = tables.TABLES["safety_placement"].validate(made)
    return {row["location_id"]: row for row in checked.iter_rows(named=True)}


def test_one_store_holds_all_safety_stock_itself_and_many_pool_it() -> None:
    """The warehouse pays only where demand of several stores evens out in it."""
    alone, many = placed(1), placed(8)
    assert (alone["main"]["promised_days"], alone["main"]["safety_stock_qty"]) == (
        15,
        0,
    )
    assert alone["s0"]["covered_days"] == 18
    assert many["main"]["promised_days"] == 0
    assert many["main"]["safety_stock_qty"] > 0
    assert many["s0"]["covered_days"] == 3


def test_the_best_place_never_costs_more_than_every_place_apart() -> None:
    for stores in (1, 2, 3, 8):
        rows = placed(stores).values()
        best = sum(row["holding_amount"] for row in rows)
        assert best <= sum(row["apart_amount"] for row in rows)


def test_a_place_alone_is_in_no_network() -> None:
    assert placed(0) == {}
