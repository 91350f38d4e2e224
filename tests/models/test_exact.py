from decimal import Decimal

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from models import exact
from models.tables.columns import MONEY, QTY

quantities = st.lists(st.integers(-(10**10), 10**10), max_size=20)


@given(quantities)
def test_scaled_and_back_changes_nothing(thousandths: list[int]) -> None:
    frame = pl.DataFrame({"n": thousandths}, schema={"n": pl.Int64})
    decimals = frame.select(exact.from_scaled("n"))
    assert decimals.schema["n"] == QTY
    assert decimals.select(exact.to_scaled("n")).equals(frame)


def test_a_decimal_becomes_thousandths_without_a_float() -> None:
    frame = pl.DataFrame({"qty": [Decimal("0.1"), Decimal("-7.003"), None]})
    assert frame.select(exact.to_scaled("qty")).to_series().to_list() == [
        100,
        -7003,
        None,
    ]


def test_money_has_four_decimals() -> None:
    frame = pl.DataFrame({"cost": [Decimal("12.3456")]})
    scaled = frame.select(exact.to_scaled("cost", 4))
    assert scaled.item() == 123456
    assert scaled.select(exact.from_scaled("cost", 4)).schema["cost"] == MONEY


def test_no_units_is_an_exact_zero() -> None:
    assert pl.select(exact.no_units().alias("qty")).schema["qty"] == QTY
