from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.planning.sizing import STEPS, with_order_quantity
from models.tables.columns import QTY

Limits = tuple[Decimal | int, Decimal | int | None, Decimal | int, Decimal | int]
"""Need, maximum, minimum and pack."""

UNITS = st.decimals(0, 500, places=3)
LIMITS = st.tuples(
    st.decimals("0.001", 500, places=3),
    st.none() | UNITS,
    UNITS,
    st.decimals("0.5", 500, places=3),
)
TOLERANCES = st.floats(0, 0.99)
CHOICES = st.sampled_from(["up", "down"])


def sized(
    *needs: Limits,
    tolerance: float = 0.0,
    over: str = "down",
    splits: bool = False,
    layer: int | None = None,
    pallet: int | None = None,
) -> pl.DataFrame:
    names = ("need_qty", "max_order_qty", "min_order_qty", "order_pack_qty")
    exact = [
        [None if unit is None else Decimal(unit) for unit in need] for need in needs
    ]
    rows = pl.DataFrame(exact, schema=dict.fromkeys(names, QTY), orient="row")
    return with_order_quantity(
        rows.with_columns(
            instead_qty=pl.lit(0, QTY),
            layer_qty=pl.lit(layer, QTY),
            pallet_qty=pl.lit(pallet, QTY),
            pallet_tolerance_rate=pl.lit(0.1),
            pack_tolerance_rate=pl.lit(tolerance),
            pack_over_max=pl.lit(over),
            splits_orders=pl.lit(splits),
        )
    )


def test_business_centrals_modifiers_apply_in_order() -> None:
    """Cap at the maximum, raise to the minimum, round up to the multiple."""
    row = sized((130, 100, 25, 30)).row(0, named=True)
    assert [row[f"{step}_qty"] for step in STEPS] == [0, -30, 0, -10]
    row = sized((5, 100, 25, 3)).row(0, named=True)
    assert [row[f"{step}_qty"] for step in STEPS] == [0, 0, 20, 2]


@pytest.mark.parametrize(
    ("need", "tolerance", "ordered"), [(272, 0, 500), (272, 0.1, 250), (294, 0.1, 500)]
)
def test_a_crumb_does_not_buy_a_pack(need: int, tolerance: float, ordered: int) -> None:
    """OCA ddmrp, test_27_qty_multiple_tolerance: multiples of 250."""
    row = sized((need, None, 0, 250), tolerance=tolerance).row(0, named=True)
    assert row["suggested_qty"] == ordered
    assert row["pack_qty"] == ordered - need


def test_a_crumb_never_cuts_below_the_minimum_or_one_pack() -> None:
    assert sized((1, None, 0, 250), tolerance=0.1)["suggested_qty"].item() == 250
    assert sized((272, None, 260, 250), tolerance=0.1)["suggested_qty"].item() == 500


def test_a_pack_more_than_the_maximum_is_settled_by_a_setting() -> None:
    assert sized((130, 100, 0, 30))["suggested_qty"].item() == 90
    assert sized((130, 100, 0, 30), over="up")["suggested_qty"].item() == 120


@pytest.mark.parametrize(
    ("need", "most", "ordered"),
    [
        (40, None, 48),
        (44, None, 48),
        (36, None, 36),
        (172, None, 192),
        (150, None, 156),
        (172, 180, 180),
    ],
)
def test_a_layer_or_pallet_of_which_little_is_missing_is_bought_whole(
    need: int, most: int | None, ordered: int
) -> None:
    """Packs of 12, layers of 48 (4 may be missing), pallets of 192 (19 may be)."""
    row = sized((need, most, 0, 12), layer=48, pallet=192)
    assert row["suggested_qty"].item() == ordered


def test_a_pallet_that_packs_do_not_fill_is_no_measure() -> None:
    assert sized((97, None, 0, 12), pallet=100)["suggested_qty"].item() == 108


def test_what_is_above_the_maximum_becomes_further_orders_where_asked() -> None:
    """Business Central: 250 with a maximum of 100: 100, 100 and 50."""
    rows = sized((250, 100, 0, 1), splits=True)
    assert rows["part"].to_list() == [1, 2, 3]
    assert rows["suggested_qty"].to_list() == [100, 100, 50]
    assert rows["split_qty"].to_list() == [0, -100, -200]
    assert rows["cap_qty"].to_list() == [-150, -50, 0]


def test_the_last_of_several_orders_keeps_minimum_and_pack() -> None:
    rows = sized((95, 40, 25, 20), splits=True)
    assert rows["suggested_qty"].to_list() == [40, 40, 40]


def test_thousandths_of_a_unit_are_exact() -> None:
    row = sized((Decimal("0.301"), None, 0, Decimal("0.1"))).row(0, named=True)
    assert row["suggested_qty"] == Decimal("0.4")


@given(
    needs=st.lists(LIMITS, min_size=1, max_size=20),
    tolerance=TOLERANCES,
    over=CHOICES,
    splits=st.booleans(),
)
def test_quantities_obey_packs_and_limits_and_add_up(
    *, needs: list[Limits], tolerance: float, over: str, splits: bool
) -> None:
    table = sized(*needs, tolerance=tolerance, over=over, splits=splits)
    for row in table.iter_rows(named=True):
        quantity, pack = row["suggested_qty"], row["order_pack_qty"]
        most, least = row["max_order_qty"], row["min_order_qty"]
        assert quantity > 0
        assert quantity % pack == 0
        assert quantity >= least
        assert quantity == row["need_qty"] + sum(row[f"{step}_qty"] for step in STEPS)
        fits = most and pack <= most and least <= most // pack * pack
        if over == "down" and fits:
            assert quantity <= most


@given(LIMITS, TOLERANCES, CHOICES)
def test_orders_of_a_split_need_hold_all_of_it(
    need: Limits, tolerance: float, over: str
) -> None:
    rows = sized(need, tolerance=tolerance, over=over, splits=True)
    short = Decimal(need[0]) - sum(rows["suggested_qty"].to_list(), Decimal(0))
    assert short <= Decimal(need[3]) * Decimal(tolerance) or rows.height == 100
    assert rows["part"].to_list() == list(range(1, rows.height + 1))


@given(
    st.lists(LIMITS, min_size=1, max_size=20),
    st.decimals("0.001", 100, places=3),
    TOLERANCES,
    CHOICES,
)
def test_a_smaller_need_never_orders_more(
    needs: list[Limits], more: Decimal, tolerance: float, over: str
) -> None:
    whole: Any = {"tolerance": tolerance, "over": over, "layer": 20, "pallet": 100}
    small = sized(*needs, **whole)["suggested_qty"]
    more_of_each = (
        (need + more, most, least, pack) for need, most, least, pack in needs
    )
    large = sized(*more_of_each, **whole)["suggested_qty"]
    assert (small <= large).all()
