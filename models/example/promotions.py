"""Promotions, Black Friday and holidays of the example company."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from models.example.arrays import Ints
from models.example.days import Days

ANY = -1


@dataclass(frozen=True)
class Promotion:
    """A span of days with more (or no) demand; ``ANY`` leaves a level open."""

    kind: str
    starts: int
    ends: int
    item: int
    category: int
    channel: int
    discount: float
    lift: float


def promotions(
    days: Days, categories: Ints, rng: np.random.Generator
) -> list[Promotion]:
    """Draw a year-round calendar, running on for two months after the last day."""
    horizon = days.count + 60
    drawn = [_drawn(start, categories, rng) for start in range(9, horizon, 11)]
    fridays = [_black_friday(days, n) for n in range(horizon) if _is_friday(days, n)]
    holidays = [
        Promotion("holiday", n, n, ANY, ANY, 2, 0.0, 0.0)
        for n in range(horizon)
        if (days.all[n].month, days.all[n].day) in {(12, 25), (12, 26), (1, 1), (6, 5)}
    ]
    return [*drawn, *fridays, *holidays]


def _drawn(start: int, categories: Ints, rng: np.random.Generator) -> Promotion:
    """Draw one promotion of a category or an item."""
    discount = float(rng.choice([0.1, 0.15, 0.2, 0.25, 0.3]))
    is_item = rng.random() < 0.4  # noqa: PLR2004 (share of promotions for one item)
    item = int(rng.integers(0, len(categories)))
    return Promotion(
        kind="promotion",
        starts=start,
        ends=start + int(rng.integers(3, 11)),
        item=item if is_item else ANY,
        category=ANY if is_item else int(rng.integers(0, categories.max() + 1)),
        channel=int(rng.choice([ANY, ANY, 0, 2])),
        discount=discount,
        lift=1 + discount * float(rng.uniform(3, 6)),
    )


def _is_friday(days: Days, number: int) -> bool:
    """Tell whether a day is the last Friday but one weekend of November."""
    day = days.all[number]
    first = dt.date(day.year, 11, 1)
    return day == first + dt.timedelta(days=(4 - first.weekday()) % 7 + 21)


def _black_friday(days: Days, number: int) -> Promotion:
    """Return the weekend that begins on Black Friday."""
    return Promotion(
        "promotion", number, min(number + 3, len(days.all) - 1), ANY, ANY, ANY, 0.2, 2.2
    )
