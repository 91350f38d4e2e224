"""Intervals of differences, and choices judged on weeks they had not seen."""

import numpy as np
import pytest

from models.simulation import tuning
from models.simulation.candidates import CANDIDATES
from models.simulation.certainty import interval


def test_no_difference_is_never_sure() -> None:
    none = interval(np.zeros((20, 8)))
    assert (none.value, none.low, none.high) == (0, 0, 0)
    assert not none.is_sure


def test_what_one_item_alone_decides_is_not_sure() -> None:
    one = np.zeros((40, 30))
    one[:, 3] = 100
    found = interval(one)
    assert found.value == pytest.approx(4000)
    assert found.low == 0
    assert not found.is_sure


def test_what_one_week_alone_decides_is_not_sure() -> None:
    one = np.zeros((40, 30))
    one[7] = 100
    assert interval(one).low == 0


def test_what_holds_for_most_items_and_weeks_is_sure() -> None:
    rng = np.random.default_rng(3)
    found = interval(rng.normal(1.0, 2.0, (40, 60)))
    assert 0 < found.low < found.value < found.high
    assert found.better_rate == 1


def test_nine_of_ten_intervals_hold_the_truth() -> None:
    """Of independent cells, an interval that draws weeks and items is never short."""
    rng = np.random.default_rng(5)
    held = 0
    for trial in range(60):
        found = interval(rng.normal(1.0, 3.0, (16, 25)), draws=200, seed=trial)
        held += found.low <= 16 * 25 <= found.high
    assert held >= 54


def costs(*by_candidate: float, weeks: int = 40, places: int = 30) -> list[np.ndarray]:
    """Return costs that are the same every week, and noise."""
    rng = np.random.default_rng(9)
    return [
        np.full((weeks, places), one) + rng.normal(0, 0.1, (weeks, places))
        for one in by_candidate
    ]


def test_the_cheapest_candidate_is_chosen_and_sure_where_it_always_is() -> None:
    amounts = [5.0] * len(CANDIDATES)
    amounts[4] = 3.0
    tried, planned = costs(*amounts), costs(4.0)[0]
    classes = np.array(["A"] * 15 + ["B"] * 15)
    a, b = tuning.tuned(tried, planned, classes, 4)
    assert (a.abc, b.abc) == ("A", "B")
    assert a.candidate == b.candidate == CANDIDATES[4]
    assert a.is_sure
    assert a.same_rate == 1
    assert a.ahead.value == pytest.approx(27 * 15, rel=0.01)


def test_a_choice_that_fails_on_later_weeks_is_not_sure() -> None:
    """A candidate that was cheap until each choice and dear after it."""
    rng = np.random.default_rng(2)
    tried = [rng.normal(5, 4, (40, 30)) for _ in CANDIDATES]
    planned = np.full((40, 30), 5.0)
    (one,) = tuning.tuned(tried, planned, np.array(["C"] * 30), 0)
    assert one.amount < one.planned_amount
    assert not one.is_sure
