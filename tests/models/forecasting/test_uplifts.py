import datetime as dt
from typing import Any

import numpy as np
import polars as pl
import pytest

from models import tables
from models.forecasting.basis import forecast_basis
from models.forecasting.effects import demand_uplifts
from models.forecasting.profile import demand_profiles
from tests.factories import frame
from tests.models.forecasting.sales import (
    AS_OF,
    history,
    no_exceptions,
    no_uplifts,
    products_of,
    several,
)
from tests.models.forecasting.test_lead_time_demand import basis, over, sums

DAYS = 600
SPANS = range(40, DAYS, 60)
"""First days of promotions; each lasts ten days."""


def promoted(
    lifts: list[float], discounts: list[float | None], items: int = 20
) -> pl.LazyFrame:
    """Return items that sell four a day, and more while they are promoted."""
    rate, event = np.full(DAYS, 4.0), np.zeros(DAYS, bool)
    discount = np.full(DAYS, np.nan)
    for start, lift, cut in zip(SPANS, lifts, discounts, strict=True):
        days = slice(start, start + 10)
        rate[days] *= lift
        event[days] = True
        discount[days] = np.nan if cut is None else cut
    random = np.random.default_rng(3)
    told = pl.Series(["promotion" if marked else None for marked in event])
    return several(
        *(
            history([float(u) for u in random.poisson(rate)], sku=f"s{n}").with_columns(
                event=told, discount_rate=pl.Series(discount).fill_nan(None)
            )
            for n in range(items)
        )
    )


def measured(demand: pl.LazyFrame) -> pl.DataFrame:
    made = demand_uplifts(demand, no_exceptions(), products_of(demand), AS_OF)
    return tables.TABLES["demand_uplifts"].validate(made)


def factor(found: pl.DataFrame, kind: str, category: str = "") -> float:
    is_meant = (pl.col("kind") == kind) & (pl.col("category") == category)
    return float(found.filter(is_meant)["factor"].item())


def level(demand: pl.LazyFrame, uplifts: pl.DataFrame) -> float:
    """Return the mean of all levels."""
    products = products_of(demand)
    given = (demand, no_exceptions(), uplifts)
    profiles = demand_profiles(*given, products, AS_OF)
    said = (frame("forecast_overrides"), frame("decisions"), AS_OF)
    made = forecast_basis(*given, profiles, products, *said)
    return float(made.select(pl.col("daily_mean").mean()).item())


def test_an_event_without_a_price_has_a_factor_and_the_baseline_is_free_of_it() -> None:
    demand = promoted([2.5] * 10, [None] * 10)
    found = measured(demand)
    assert factor(found, "event") == pytest.approx(2.5, rel=0.06)
    assert factor(found, "event", "shoes") == pytest.approx(2.5, rel=0.06)
    assert level(demand, found) == pytest.approx(4, rel=0.03)
    assert level(demand, no_uplifts()) > 4.2


def test_the_price_speaks_before_the_event() -> None:
    cuts: list[float | None] = [0.1, 0.2, 0.3, 0.4, 0.1, 0.2, 0.3, 0.4, 0.3, 0.2]
    lifts = [(1 - (cut or 0)) ** -3 for cut in cuts]
    found = measured(promoted(lifts, cuts))
    assert factor(found, "price") == pytest.approx(-3, abs=0.2)
    assert factor(found, "event") == pytest.approx(1, abs=0.05)


def test_what_occasions_do_not_agree_on_is_not_trusted() -> None:
    found = measured(promoted([0.4, 2.5] * 5, [None] * 10))
    assert factor(found, "event") == pytest.approx(1, abs=0.1)


def test_dearer_days_that_sell_more_say_nothing_of_price() -> None:
    cuts: list[float | None] = [0.3] * 10
    assert factor(measured(promoted([0.5] * 10, cuts)), "price") == 0


def test_without_events_nothing_is_measured() -> None:
    assert measured(several(history([1.0] * 60))).is_empty()
    assert measured(several(history([]))).is_empty()


def uplift(kind: str, name: str, value: float, category: str = "") -> dict[str, Any]:
    return {"kind": kind, "name": name, "category": category, "factor": value}


PROMOTION = uplift("event", "promotion", 1.5)
ELASTICITY = uplift("price", "elasticity", -2.0)


def event(first: int, last: int, **more: Any) -> dict[str, Any]:
    return {
        "event_id": f"e{first}",
        "kind": "promotion",
        "starts_on": AS_OF + dt.timedelta(days=first),
        "ends_on": AS_OF + dt.timedelta(days=last),
        **more,
    }


def coming(*events: dict[str, Any], days: int = 3, **columns: Any) -> float:
    found = sums(
        basis(**columns),
        events=list(events),
        demand_uplifts=[PROMOTION, ELASTICITY],
    )
    return float(over(found, days)["mean"])


def test_planned_events_lift_their_days() -> None:
    assert coming(event(2, 2)) == pytest.approx(2 + 3 + 2)
    assert coming(event(-5, 1)) == pytest.approx(3 + 2 + 2)
    assert coming(event(2, 2, kind="parade")) == 6


def test_a_planned_discount_lifts_by_its_elasticity() -> None:
    assert coming(event(1, 1, discount_rate=0.5)) == pytest.approx(3 * 4 + 2 + 2)


def test_only_what_is_in_reach_of_an_event_is_lifted() -> None:
    assert coming(event(1, 1, sku="other")) == 6
    assert coming(event(1, 1, category="hats"), category="shoes") == 6
    assert coming(event(1, 1, category="shoes"), category="shoes") == 7
    assert coming(event(1, 1, location_id="elsewhere")) == 6


def test_the_narrowest_event_of_a_day_counts() -> None:
    wide, narrow = event(1, 1, kind="parade"), event(1, 1, sku="a", event_id="n")
    assert coming(wide, narrow) == 7
    assert coming(narrow | {"kind": "parade"}, wide | {"kind": "promotion"}) == 6
