"""What is found of a season, and what is not taken for one."""

import datetime as dt

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.forecasting.own_season import HALVES, own_seasons
from models.forecasting.panel import Panel, Step, dates
from models.forecasting.season import between_halves, season, year_factors

Floats = npt.NDArray[np.float64]
FIRST = dt.date(2024, 7, 1)


def panel(demand: Floats, step: Step = "1d", categories: str = "garden") -> Panel:
    values = np.atleast_2d(demand).astype(np.float32)
    count = len(values)
    return Panel(
        series=pl.DataFrame(
            {
                "sku": [f"s{row}" for row in range(count)],
                "location_id": ["main"] * count,
                "category": [categories] * count,
            }
        ),
        first_on=FIRST,
        demand=values,
        weights=np.isfinite(values).astype(np.float32),
        is_whole=np.ones(count, np.bool_),
        step=step,
    )


def wave(days: int, strength: float, peak: int = 181, step: Step = "1d") -> Floats:
    """Return demand that is highest on one day of the year, with mean about 1."""
    on = dates(FIRST, days, step).astype("datetime64[D]")
    of_year = (on - on.astype("datetime64[Y]")).astype(np.int64)
    return np.asarray(np.exp(strength * np.cos(2 * np.pi * (of_year - peak) / 365.25)))


def factors(known: Panel) -> Floats:
    flat = np.ones((1, known.days), np.float32)
    rows = np.zeros(len(known.series), np.int64)
    found = year_factors(known, flat, rows).filter(sku="")
    return found.sort("position")["factor"].to_numpy()


def drawn(rate: Floats, seed: int = 1) -> Floats:
    return np.random.default_rng(seed).poisson(rate).astype(np.float64)


@pytest.mark.parametrize("days", [425, 600, 728, 1100])
def test_a_strong_season_is_found_soon_after_its_first_year(days: int) -> None:
    known = panel(drawn(np.tile(2 * wave(days, 0.7), (40, 1))))
    found = factors(known)
    expected = wave(365, 0.7)
    by_half = [
        expected[int(15.2 * at) : int(15.2 * at) + 15].mean() for at in range(24)
    ]
    expected_from_january = np.roll(by_half, 12) / np.mean(by_half)
    assert found == pytest.approx(expected_from_january, rel=0.13)
    assert found.mean() == pytest.approx(1.0, abs=0.02)


def test_a_year_and_three_weeks_tell_no_season() -> None:
    assert not len(factors(panel(50 * wave(365 + 12, 0.7))))


@pytest.mark.parametrize("known", [730, 728])
def test_a_december_that_both_years_show_is_believed(known: int) -> None:
    """Also in 104 weeks, as shops export two years."""
    on = dates(FIRST, known).astype("datetime64[M]").astype(int) % 12
    year = factors(panel(np.where(on == 11, 30.0, 10.0)))
    assert year[23] / year[10] == pytest.approx(3.0, rel=0.15)


def test_what_only_one_year_shows_is_noise() -> None:
    months = dates(FIRST, 730).astype("datetime64[M]").astype(int)
    year = factors(panel(np.where(months == months[400], 40.0, 10.0)))
    assert not len(year) or year.max() < 1.5


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("days", [425, 600, 800])
def test_noise_is_no_season(days: int, seed: int) -> None:
    level = np.exp(np.cumsum(np.random.default_rng(seed).normal(0, 0.005, days)))
    known = panel(drawn(np.tile(0.4 * level, (30, 1)), seed))
    found = factors(known)
    assert not len(found) or np.abs(np.log(found)).mean() < 0.06


@pytest.mark.parametrize("yearly", [3.0, 1.5, 0.5])
def test_growth_is_no_season(yearly: float) -> None:
    """A shop that triples in its first year must not expect to start again."""
    rate = 20 * yearly ** (np.arange(430) / 365)
    found = factors(panel(drawn(rate)))
    assert not len(found) or np.abs(np.log(found)).max() < 0.1


def test_launches_are_no_season() -> None:
    """Half of the items come after half a year and sell ten times as much."""
    demand = drawn(np.full((40, 430), 1.0))
    late = drawn(np.full((40, 430), 10.0), 2)
    late[:, :180] = np.nan
    known = panel(np.vstack([demand, late]))
    found = factors(known)
    assert not len(found) or np.abs(np.log(found)).max() < 0.05


def test_days_move_evenly_between_the_middles_of_halves() -> None:
    on = dates(dt.date(2026, 1, 1), 365)
    given = np.exp(np.sin(np.arange(HALVES) * 2 * np.pi / HALVES))[None, :]
    found = between_halves(on, given)[0]
    assert found[7] == pytest.approx(given[0, 0])
    assert np.abs(np.diff(np.log(found))).max() < 0.08
    assert found.mean() == pytest.approx(given.mean(), rel=0.01)


def test_nothing_stands_out_of_equal_halves() -> None:
    assert not season(np.full(30, 100.0), np.full(30, 100.0)).any()


@pytest.mark.parametrize(("step", "count"), [("1w", 110), ("1mo", 30)])
def test_weeks_and_months_have_seasons_too(step: Step, count: int) -> None:
    found = factors(panel(100 * wave(count, 0.5, step=step), step))
    assert found.max() / found.min() == pytest.approx(np.exp(1.0), rel=0.2)
    assert found.argmax() in {11, 12, 13}


def own_factors(known: Panel) -> dict[str, Floats]:
    flat = np.ones((1, known.days), np.float32)
    found = year_factors(known, flat, np.zeros(len(known.series), np.int64))
    return {
        str(sku): part.sort("position")["factor"].to_numpy()
        for (sku,), part in found.filter(pl.col("sku") != "").group_by("sku")
    }


def test_an_item_with_a_season_of_its_own_keeps_it() -> None:
    """Thirty items sell in summer, three in winter."""
    summer = drawn(np.tile(3 * wave(760, 0.6), (30, 1)))
    winter = drawn(np.tile(3 * wave(760, 0.6, peak=0), (3, 1)), 2)
    found = own_factors(panel(np.vstack([summer, winter])))
    assert {"s30", "s31", "s32"} <= found.keys()
    for sku in ("s30", "s31", "s32"):
        assert found[sku][[0, 23]].mean() > 1.3
        assert found[sku][[11, 12]].mean() < 0.75
    others = [one for sku, one in found.items() if sku < "s3"]
    assert all(one[[11, 12]].mean() > 1.3 for one in others)


@pytest.mark.parametrize("yearly", [1.0, 2.5])
def test_an_item_that_grows_or_wanders_has_no_season_of_its_own(yearly: float) -> None:
    grows = yearly ** (np.arange(760) / 365)
    rng = np.random.default_rng(4)
    wander = np.exp(np.cumsum(rng.normal(0, 0.01, (40, 760)), axis=1))
    rates = 2 * np.tile(wave(760, 0.5), (40, 1)) * wander
    rates[0] *= grows
    known = panel(drawn(rates))
    usual = factors(known)
    for one in own_factors(known).values():
        assert np.abs(np.log(one / usual)).mean() < 0.12


def test_own_seasons_need_two_years() -> None:
    mixed = np.vstack([np.tile(wave(700, 0.6), (9, 1)), wave(700, 0.6, peak=0)])
    assert not own_factors(panel(drawn(9 * mixed)))


@given(
    sold=st.lists(st.integers(0, 50), min_size=48, max_size=48),
    usual=st.lists(st.integers(0, 50), min_size=48, max_size=48),
)
def test_own_seasons_are_never_wild(sold: list[int], usual: list[int]) -> None:
    rows = np.array([sold, usual, sold[::-1]], float)
    found = own_seasons(rows, np.array([usual, usual, sold], float))
    assert np.isfinite(found).all()
    assert np.abs(found).max() < 6.1
