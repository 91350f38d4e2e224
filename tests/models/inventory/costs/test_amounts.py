from decimal import ROUND_HALF_UP, Decimal, localcontext

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.inventory.costs.amounts import part_between, running_total, share

AMOUNT, PART, WHOLE = pl.col("amount"), pl.col("part"), pl.col("whole")
amounts = st.integers(-(10**15), 10**15)
wholes = st.integers(1, 10**18)


def shared(amount: int, part: int, whole: int) -> int:
    row = {"amount": amount, "part": part, "whole": whole}
    return int(pl.DataFrame(row).select(share(AMOUNT, PART, WHOLE)).item())


@given(amounts, st.floats(0, 1), wholes)
def test_a_share_is_exact_and_half_is_rounded_away_from_zero(
    amount: int, rate: float, whole: int
) -> None:
    part = round(whole * rate)
    with localcontext(prec=60):
        exact = Decimal(amount) * part / whole
        assert shared(amount, part, whole) == exact.quantize(1, ROUND_HALF_UP)


def test_halves_go_away_from_zero() -> None:
    assert [shared(n, 1, 2) for n in (1, -1, 3, -3, 0)] == [1, -1, 2, -2, 0]


def test_what_is_too_large_is_refused_and_never_wrapped() -> None:
    with pytest.raises(pl.exceptions.PolarsError, match="overflow"):
        pl.DataFrame({"n": [10**18]}).select(
            share(pl.col("n").cast(pl.Int128) * 1000, pl.col("n"), pl.lit(1))
        )


@given(amounts, st.lists(st.integers(0, 10**6), min_size=1, max_size=8))
def test_neighbouring_parts_add_up_to_the_whole(amount: int, parts: list[int]) -> None:
    rows = pl.DataFrame({"line": 1, "part": [*parts, 1]})
    so_far = running_total(PART, "line")
    spread = rows.select(
        part_between(pl.lit(amount), so_far - PART, so_far, PART.sum())
    ).to_series()
    assert spread.sum() == amount


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(-9, 9)), max_size=12))
def test_running_totals_start_anew_with_each_group(rows: list[tuple[int, int]]) -> None:
    frame = pl.DataFrame(
        sorted(rows), {"line": pl.Int64, "part": pl.Int64}, orient="row"
    )
    made = frame.select(running_total(PART, "line").alias("total"))
    assert made.equals(frame.select(total=PART.cum_sum().over("line")))
