"""How the demand of whole categories has moved, day by day."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.forecasting.damped import LEAST_EXPOSURE, compiled, follow
from models.forecasting.panel import Matrix

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

GAIN = 0.05
TREND_SHARE = 0.25
"""Gain of the trend as a share of the level's."""
LEAST_LEVEL = 0.01
"""Of a category's usual demand."""


@dataclass(frozen=True)
class Course:
    """Level and trend a day of each category, before each day and after the last.

    The level is units over what the category's items usually sell; where nothing is
    known it is 1.
    """

    level: Matrix
    trend: Matrix


def category_course(demand: Matrix, exposure: Matrix, categories: Whole) -> Course:
    """Follow what all items of a category sold beside what they usually sell.

    What an item usually sells is its own mean, so that a category does not seem to fall
    where a bestseller is sold out or slow items come.
    """
    shape = (int(categories.max(initial=-1)) + 1, demand.shape[1])
    sold, usual = np.zeros(shape), np.zeros(shape)
    _add_up(demand, exposure, categories, sold, usual)
    level = np.ones((shape[0], shape[1] + 1), np.float32)
    trend = np.zeros_like(level)
    _walk(sold, usual, level, trend)
    return Course(level, trend)


@compiled
def _add_up(
    demand: Matrix, exposure: Matrix, categories: Whole, sold: Floats, usual: Floats
) -> None:
    """Add up units, and mean rates times exposure, of each category on each day."""
    days = demand.shape[1]
    for row in range(len(demand)):
        units, shown = 0.0, 0.0
        for day in range(days):
            if exposure[row, day] > LEAST_EXPOSURE:
                units += demand[row, day]
                shown += exposure[row, day]
        if not units > 0.0:
            continue
        pool, rate = categories[row], units / shown
        for day in range(days):
            if exposure[row, day] > LEAST_EXPOSURE:
                sold[pool, day] += demand[row, day]
                usual[pool, day] += rate * exposure[row, day]


@compiled
def _walk(sold: Floats, usual: Floats, level: Matrix, trend: Matrix) -> None:
    """Follow each category; a day weighs by how much of it could be seen."""
    state = np.zeros((2, 1))
    for pool in range(len(sold)):
        state[:] = 0.0
        seen, days = 0.0, 0
        for day in range(sold.shape[1]):
            if usual[pool, day] > 0.0:
                seen += usual[pool, day]
                days += 1
                weight = usual[pool, day] / (seen / days)
                gain = max(min(GAIN * weight, 1.0), usual[pool, day] / seen)
                follow(
                    state,
                    0,
                    gain,
                    GAIN,
                    TREND_SHARE,
                    sold[pool, day] / usual[pool, day],
                )
            if days:
                level[pool, day + 1] = max(state[0, 0], LEAST_LEVEL)
                trend[pool, day + 1] = state[1, 0]
