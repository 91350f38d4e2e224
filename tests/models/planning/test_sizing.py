from decimal import Decimal

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from models.planning.sizing import STEPS, with_order_quantity
from models.tables.columns import QTY

UNITS = st.decimals(0, 500, places=3)
NEEDS = st.lists(
    st.tuples(
        st.decimals("0.001", 500, places=3), st.none() | UNITS, UNITS, st.none() | UNITS
    ),
    min_size=1,
    max_size=20,
)


def sized(
    *needs: tuple[Decimal | int, Decimal | int | None, Decimal | int, Decimal | int],
) -> pl.DataFrame:
    names = ("need_qty", "max_order_qty", "min_order_qty", "order_pack_qty")
    schema = dict.fromkeys(names, QTY)
    exact = [
        [None if unit is None else Decimal(unit) for unit in need] for need in needs
    ]
    return with_order_quantity(pl.DataFrame(exact, schema=schema, orient="row"))


def test_business_centrals_modifiers_apply_in_order() -> None:
    """Cap at the maximum, raise to the minimum, round up to the multiple."""
    row = sized((130, 100, 25, 30)).row(0, named=True)
    assert [row[f"{step}_qty"] for step in STEPS] == [-30, 0, -10, 0]
    row = sized((5, 100, 25, 3)).row(0, named=True)
    assert [row[f"{step}_qty"] for step in STEPS] == [0, 20, 2, 0]


def test_thousandths_of_a_unit_are_exact() -> None:
    row = sized((Decimal("0.301"), None, 0, Decimal("0.1"))).row(0, named=True)
    assert row["suggested_qty"] == Decimal("0.4")


@given(NEEDS)
def test_quantities_obey_packs_and_limits_and_add_up(
    needs: list[tuple[Decimal, Decimal | None, Decimal, Decimal | None]],
) -> None:
    table = sized(
        *((need, most, least, pack or Decimal(1)) for need, most, least, pack in needs)
    )
    for row in table.iter_rows(named=True):
        quantity, pack = row["suggested_qty"], row["order_pack_qty"]
        most, least = row["max_order_qty"], row["min_order_qty"]
        assert quantity > 0
        assert quantity % pack == 0
        assert quantity >= least
        assert quantity == row["need_qty"] + sum(row[f"{step}_qty"] for step in STEPS)
        if most and pack <= most and least <= most // pack * pack:
            assert quantity <= most


@given(NEEDS, st.decimals("0.001", 100, places=3))
def test_a_smaller_need_never_orders_more(
    needs: list[tuple[Decimal, Decimal | None, Decimal, Decimal | None]],
    more: Decimal,
) -> None:
    rows = [
        (need, most, least, pack or Decimal(1)) for need, most, least, pack in needs
    ]
    small = sized(*rows)["suggested_qty"]
    more_of_each = (
        (need + more, most, least, pack) for need, most, least, pack in rows
    )
    large = sized(*more_of_each)["suggested_qty"]
    assert (small <= large).all()
