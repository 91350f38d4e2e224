import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.forecasting.own_error import MOST, USUAL_SUMS, own_errors
from models.forecasting.past_sums import Sums

CLASS = 0.04
NOISE = 2.0


def sums(errors: list[float], each: int, mean: float = 100.0) -> Sums:
    """Return sums of rows whose levels were off by so much, up and down in turn."""
    row = np.repeat(np.arange(len(errors)), each)
    sign = np.tile([1.0, -1.0], len(row))[: len(row)]
    off = np.sqrt(NOISE * mean + np.repeat(errors, each) * mean**2)
    means = np.full(len(row), mean)
    classes = np.zeros(len(row), np.int64)
    return Sums(row, means, means + sign * off, classes, np.array([len(row)]))


def factors(told: Sums, rows: int) -> np.ndarray:
    return own_errors(told, np.full(rows, NOISE), np.array([CLASS]))


def test_rows_like_their_class_keep_its_error() -> None:
    assert factors(sums([CLASS] * 6, 20), 6) == pytest.approx(np.ones(6))


def test_steady_rows_are_surer_than_wild_ones_the_more_sums_say_so() -> None:
    steady, wild = factors(sums([0.01, 0.07], 30), 2)
    assert steady < 0.8
    assert wild > 1.2
    few = factors(sums([0.01, 0.07], 2), 2)
    assert steady < few[0] < 1 < few[1] < wild


def test_a_ratio_is_that_of_all_squares_pulled_to_one() -> None:
    mean, each = 100.0, 24
    usual = (NOISE * mean + 0.02 * mean**2, NOISE * mean + 0.06 * mean**2)
    promised = NOISE * mean + CLASS * mean**2
    ratio = (each * usual[1] / promised + USUAL_SUMS) / (each + USUAL_SUMS)
    left = (ratio * promised - NOISE * mean) / (CLASS * mean**2)
    found = factors(sums([0.02, 0.06], each), 2)
    assert found[1] == pytest.approx(np.sqrt(left))


def test_a_row_without_past_sums_is_like_its_class() -> None:
    assert factors(sums([CLASS], 4), 3).tolist() == pytest.approx([1, 1, 1])
    assert factors(sums([], 0), 2).tolist() == [1, 1]


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.floats(1e-3, 1e5), st.floats(0, 1e6)),
        max_size=30,
    )
)
def test_factors_are_bounded_whatever_came(
    found: list[tuple[int, float, float]],
) -> None:
    row, mean, units = (
        (np.array(column) for column in zip(*found, strict=True))
        if (found)
        else np.zeros((3, 0))
    )
    told = Sums(
        row.astype(np.int64), mean, units, np.zeros(len(row), np.int64), np.array([1])
    )
    said = factors(told, 4)
    assert ((said >= 0) & (said <= np.sqrt(MOST))).all()
