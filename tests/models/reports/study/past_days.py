"""Days of one item, made by hand."""

import datetime as dt
from collections.abc import Sequence

import numpy as np
import polars as pl

from models.reports.study.days import Floats, days_of, marked
from tests.factories import frame

FIRST = dt.date(2024, 1, 1)
SKU, PLACE = "cup", "main"
WEEK = (0.6, 0.6, 0.8, 1.0, 1.4, 1.8, 0.8)


def days(
    demanded: Sequence[float] | Floats,
    in_stock: Sequence[float | None] | None = None,
    closed: Sequence[int] = (),
) -> pl.DataFrame:
    """Return marked days from the first of 2024 on, a Monday."""
    shares = in_stock or [1.0] * len(demanded)
    rows = [
        {
            "sku": SKU,
            "location_id": PLACE,
            "on": FIRST + dt.timedelta(days=number),
            "stream": "retail",
            "demanded_qty": float(qty),
            "sold_qty": float(qty),
            "in_stock_share": share,
            "is_closed": number in closed,
        }
        for number, (qty, share) in enumerate(zip(demanded, shares, strict=True))
    ]
    last = FIRST + dt.timedelta(days=len(rows))
    return marked(days_of(frame("demand_daily", *rows).lazy(), SKU, PLACE, last))


def weekly(count: int, level: float = 10.0) -> Floats:
    """Return noisy demand with a strong week."""
    shape = np.resize(np.array(WEEK) * level, count)
    return np.random.default_rng(5).poisson(shape).astype(float)
