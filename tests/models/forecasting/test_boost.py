"""The boost: what it learns, what it must not see, and that it stays out of the way."""

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest

from models.forecasting import blend, boost, boost_features, boost_trees
from models.forecasting.boost import Boosted, boosted
from models.forecasting.boost_features import Days
from models.forecasting.boost_trees import MissingBoostError
from models.forecasting.circumstances import FAR, circumstances
from models.forecasting.fit import Fit, fitted
from models.forecasting.panel import Panel
from models.forecasting.profile import profiles_of

FIRST = dt.date(2025, 3, 3)
DAYS, AHEAD, ITEMS = 330, 28, 150
FALL = 0.6
"""Demand is this share of itself while the price is a quarter higher."""


def prices() -> npt.NDArray[np.float64]:
    """Prices by item and day; each item is dear every other month, in turn."""
    day = np.arange(DAYS + AHEAD)
    is_dear = (day[None, :] + 7 * np.arange(ITEMS)[:, None]) // 30 % 2 == 1
    return np.where(is_dear, 1.25, 1.0) * (1 + np.arange(ITEMS)[:, None] % 9)


def shop(seed: int = 1) -> Panel:
    """Two places and two categories of items that sell less while they are dear."""
    rng = np.random.default_rng(seed)
    is_dear = prices() > prices().min(axis=1, keepdims=True)
    rate = np.exp(rng.normal(0.5, 0.8, (ITEMS, 1))) * np.where(is_dear, FALL, 1.0)
    series = pl.DataFrame(
        {
            "sku": [f"item-{at:03}" for at in range(ITEMS)],
            "location_id": ["north" if at % 2 else "south" for at in range(ITEMS)],
            "category": ["tea" if at % 3 else "cups" for at in range(ITEMS)],
            "first_on": [FIRST] * ITEMS,
        }
    )
    demand = rng.poisson(rate[:, :DAYS]).astype(np.float32)
    weights = np.ones_like(demand)
    return Panel(series, FIRST, demand, weights, np.ones(ITEMS, np.bool_))


def plans(known: Panel, until: int = DAYS + AHEAD) -> pl.LazyFrame:
    """Rows with a price for each item and day, and a fair every 35 days."""
    day = np.arange(until)
    return pl.LazyFrame(
        {
            "sku": np.repeat(known.series["sku"].to_numpy(), until),
            "location_id": np.repeat(known.series["location_id"].to_numpy(), until),
            "on": np.tile(np.datetime64(FIRST, "D") + day, ITEMS),
            "unit_price": prices()[:, :until].ravel(),
            "event": np.tile(np.where(day % 35 == 0, "fair", ""), ITEMS),
        }
    )


def made(known: Panel) -> tuple[Fit, pl.DataFrame]:
    profiles = profiles_of(known)
    return fitted(known, profiles), profiles


def boost_of(known: Panel, told: pl.LazyFrame, seed: int = 0) -> Boosted:
    fit, profiles = made(known)
    around = circumstances(told, known, AHEAD)
    return boosted(known, fit, profiles, around, 40, seed)


@pytest.fixture(scope="module", autouse=True)
def _few_trees() -> Iterator[None]:
    """Take few trees: what they do shows with few."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(boost_trees, "TREES", 40)
        patch.setattr(boost_trees, "NOISE_TREES", 10)
        yield


@pytest.fixture(scope="module")
def told() -> Boosted:
    known = shop()
    return boost_of(known, plans(known))


def test_it_learns_what_a_price_does(told: Boosted) -> None:
    was_dear = prices()[:, DAYS - 1] > prices().min(axis=1)
    will_be = prices()[:, DAYS + 20] > prices().min(axis=1)
    correction = told.correction[:, 20]
    rising = np.median(correction[~was_dear & will_be])
    falling = np.median(correction[was_dear & ~will_be])
    assert rising < 0.85
    assert falling > 1.1


def test_the_same_seed_gives_the_same_numbers(told: Boosted) -> None:
    known = shop()
    again = boost_of(known, plans(known))
    np.testing.assert_array_equal(again.correction, told.correction)
    assert again.segments.equals(told.segments)


def test_planted_sales_of_the_future_change_nothing(told: Boosted) -> None:
    known = shop()
    planted = plans(known).with_columns(sold_qty=pl.lit(1e6), in_stock_share=pl.lit(0))
    np.testing.assert_array_equal(boost_of(known, planted).correction, told.correction)


def test_features_of_an_origin_see_nothing_after_it() -> None:
    known = shop()
    fit, profiles = made(known)
    told_now = plans(known, DAYS)
    around = circumstances(told_now, known, AHEAD)
    course = boost._course(known, fit, profiles)  # noqa: SLF001
    origin = len(course.origins) - 3
    seen = course.origins[origin]
    later = replace(course, demand=course.demand.copy(), weights=course.weights.copy())
    later.demand[:, seen:] = 1e6
    rng = np.random.default_rng(0)
    dearer = replace(around, prices=around.prices.copy(), events=around.events.copy())
    dearer.prices[:, seen:] = rng.normal(size=dearer.prices[:, seen:].shape)
    dearer.events[:, seen:] = 1
    days = Days(np.arange(ITEMS), np.full(ITEMS, origin), np.arange(ITEMS) % AHEAD)
    np.testing.assert_array_equal(
        boost_features.features(later, dearer).of(days),
        boost_features.features(course, around).of(days),
    )


def test_hidden_days_are_neither_learned_from_nor_judged() -> None:
    known = shop()
    hidden = known.weights.copy()
    hidden[:, 200:215] = 0.0
    wild = known.demand.copy()
    wild[:, 200:215] = 1.0
    masked = replace(known, weights=hidden)
    one, other = (
        boost_of(panel, plans(known))
        for panel in (masked, replace(masked, demand=wild))
    )
    np.testing.assert_array_equal(one.correction, other.correction)
    assert one.segments.equals(other.segments)


def test_a_correction_serves_only_where_it_helped(told: Boosted) -> None:
    helps = told.segments["loss"] > told.segments["corrected_loss"]
    assert told.segments["is_used"].any()
    agrees = (helps == told.segments["is_used"]).to_numpy()
    assert agrees.mean() > 0.5
    known = shop()
    fit, _ = made(known)
    segment = pl.DataFrame(
        {
            "volume_class": blend.volume_classes(fit.level),
            "category": known.series["category"],
        }
    )
    is_used = segment.join(
        told.segments,
        on=["volume_class", "category"],
        how="left",
        maintain_order="left",
    )["is_used"].fill_null(value=False)
    assert (told.correction[~is_used.to_numpy()] == 1).all()


def test_noise_alone_is_hardly_corrected() -> None:
    known = shop()
    rate = known.demand.mean(axis=1, keepdims=True)
    noise = np.random.default_rng(5).poisson(rate, known.demand.shape)
    calm = replace(known, demand=noise.astype(np.float32))
    assert float(np.abs(np.log(boost_of(calm, plans(known)).correction)).mean()) < 0.1


def test_without_prices_events_and_categories_there_is_still_a_correction() -> None:
    known = shop()
    bare = replace(known, series=known.series.with_columns(category=pl.lit("")))
    told_little = plans(known).select("sku", "location_id", "on")
    result = boost_of(bare, told_little)
    assert result.correction.shape == (ITEMS, 40)
    assert np.isfinite(result.correction).all()


def test_late_days_are_corrected_like_the_last_week(told: Boosted) -> None:
    week = told.correction[:, 21:28].mean(axis=1)
    np.testing.assert_allclose(told.correction[:, 39], week, rtol=1e-5)


def test_a_short_history_is_left_alone() -> None:
    known = shop()
    short = replace(
        known, demand=known.demand[:, :90].copy(), weights=known.weights[:, :90].copy()
    )
    result = boost_of(short, plans(known, 90))
    assert (result.correction == 1).all()
    assert result.segments.is_empty()


def test_a_missing_installation_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "lightgbm", None)
    known = shop()
    with pytest.raises(MissingBoostError, match=r"pip install 'backstock\[boost\]'"):
        boost_of(known, plans(known))


def test_the_last_price_stands_until_the_next() -> None:
    known = shop()
    few = plans(known).filter(pl.col("on").dt.day() == 1)
    around = circumstances(few, known, AHEAD)
    assert np.isnan(around.prices[:, :28]).all()
    np.testing.assert_allclose(np.exp(around.prices[:, 40]), prices()[:, 29], rtol=1e-5)


def test_events_are_counted_towards_and_from() -> None:
    known = shop()
    around = circumstances(plans(known), known, AHEAD)
    assert around.events_are_planned
    assert around.events[0, [0, 1, 35]].tolist() == [1, 0, 1]
    assert around.to_event[0, [33, 35, 36]].tolist() == [2, 0, FAR]
    assert around.since_event[1, [3, 35, 69]].tolist() == [3, 0, FAR]
