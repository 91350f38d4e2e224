"""Stock ahead of one item: what is there, what comes, and what demand may take."""

import datetime as dt

import polars as pl
import pytest

from models.planning.line_outlook import line_outlook, runs_out_on
from models.tables.columns import QUANTILE_COLUMNS, QUANTILES
from tests.factories import frame

AS_OF = dt.date(2026, 6, 30)
SERVED = pl.DataFrame({"location_id": ["main"], "served_id": ["main"]})
NOTHING = pl.DataFrame(schema={"on": pl.Date, "qty": pl.Float64})


def sums() -> pl.DataFrame:
    """Return demand of ten a day, known over one and ten days, from half to double."""
    return frame(
        "lead_time_demand",
        *(
            {
                "sku": "A",
                "location_id": "main",
                "made_on": AS_OF,
                "days": days,
                "mean": 10.0 * days,
                "sd": 1.0,
                **{
                    name: 10.0 * days * (0.5 + level)
                    for name, level in zip(QUANTILE_COLUMNS, QUANTILES, strict=True)
                },
            }
            for days in (1, 10)
        ),
    )


def arriving(day: int, qty: float) -> pl.DataFrame:
    """Return units that arrive so many days from now."""
    return pl.DataFrame({"on": [AS_OF + dt.timedelta(days=day)], "qty": [qty]})


def test_stock_is_what_was_there_and_came_less_demand_until_then() -> None:
    days = line_outlook(
        sums(),
        SERVED,
        arriving(3, 20),
        arriving(5, 50),
        start_qty=60,
        as_of=AS_OF,
        days=10,
    )
    assert days["on"].to_list() == [AS_OF + dt.timedelta(days=n) for n in range(1, 11)]
    assert days["without_middle"].to_list() == pytest.approx(
        [50, 40, 50, 40, 30, 20, 10, 0, 0, 0]
    )
    assert days["with_middle"].to_list() == pytest.approx(
        [50, 40, 50, 40, 80, 70, 60, 50, 40, 30]
    )
    assert days["with_high"][9] == pytest.approx(130 - 100 * 0.6)
    assert days["with_low"][9] == 0


def test_the_risk_is_the_chance_that_demand_is_above_what_was_there() -> None:
    days = line_outlook(
        sums(), SERVED, NOTHING, arriving(10, 30), start_qty=100, as_of=AS_OF, days=10
    )
    assert days["risk_without"][9] == pytest.approx(0.5)
    assert days["risk_with"][9] == pytest.approx(0.2)
    assert (days["risk_with"] <= days["risk_without"]).all()


def test_it_runs_out_on_the_first_day_on_which_that_is_more_likely_than_not() -> None:
    days = line_outlook(
        sums(), SERVED, NOTHING, arriving(4, 100), start_qty=45, as_of=AS_OF, days=10
    )
    assert runs_out_on(days) == AS_OF + dt.timedelta(days=5)
    assert runs_out_on(days, "with") is None
