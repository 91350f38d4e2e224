from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.planning.plans import (
    GRADE,
    LEVELS,
    SOURCE,
    demand,
    stock,
    suggested_transfers,
)

SHOPS = ("s1", "s2")
NO_OWN_CUSTOMERS = pl.concat(
    [demand(rate=0), *(demand(location_id=name) for name in SHOPS)]
)


def moved(
    there: float,
    *on_hand: float,
    known: pl.DataFrame = NO_OWN_CUSTOMERS,
    **more: object,
) -> dict[str, int]:
    shops: list[dict[str, Any]] = [
        {"location_id": name, "replenished_from": "main"} for name in SHOPS
    ]
    served = {
        **SOURCE,
        "kind": "location",
        "supplier_id": None,
        "from_location_id": "main",
    }
    table = suggested_transfers(
        known,
        locations=[{"location_id": "main"}, *shops],
        supply_sources=[SOURCE, *({**served, "location_id": name} for name in SHOPS)],
        reorder_points=[LEVELS, *({**LEVELS, "location_id": name} for name in SHOPS)],
        readiness=[GRADE, *({**GRADE, "location_id": name} for name in SHOPS)],
        stock_positions=[
            stock(there, **more),
            *(
                stock(qty, location_id=name)
                for name, qty in zip(SHOPS, on_hand, strict=True)
            ),
        ],
    )
    return {
        row["to_location_id"]: int(row["qty"]) for row in table.iter_rows(named=True)
    }


def test_each_place_below_its_point_is_filled_when_there_is_enough() -> None:
    assert moved(500, 5, 61) == {"s1": 75}
    assert moved(500, 5, 60) == {"s1": 75, "s2": 20}


def test_when_short_each_gets_its_fair_share() -> None:
    assert moved(60, 20, 50) == {"s1": 40, "s2": 20}
    assert sum(moved(61, 20, 50).values()) == 61


def test_the_sources_own_customers_have_their_share_too() -> None:
    own = pl.concat([demand(), *(demand(location_id=name) for name in SHOPS)])
    given_away = moved(69, 20, 50, known=own)
    assert sum(given_away.values()) == pytest.approx(69 * 90 / (90 + 48), abs=1)


def test_nothing_leaves_a_place_whose_stock_is_unknown_or_gone() -> None:
    assert moved(500, 5, 5, is_stock_known=False) == {}
    assert moved(0, 5, 5) == {}


@settings(max_examples=15, deadline=None)
@given(there=st.integers(0, 200), first=st.integers(0, 60), second=st.integers(0, 60))
def test_never_more_than_is_available_nor_than_is_needed(
    there: int, first: int, second: int
) -> None:
    given_away = moved(there, first, second)
    assert sum(given_away.values()) <= there
    assert given_away.get("s1", 0) <= 80 - first
    assert given_away.get("s2", 0) <= 80 - second
