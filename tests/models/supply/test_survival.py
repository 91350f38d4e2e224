import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.supply.survival import kaplan_meier


def durations(*rows: tuple[int, bool]) -> pl.DataFrame:
    days, ended = zip(*rows, strict=True)
    return pl.DataFrame({"who": "s", "days": days, "is_event": ended})


def test_freireich_1963_the_textbook_example() -> None:
    """6-mercaptopurine in leukaemia: median 23 weeks (Kleinbaum & Klein, ch. 2)."""
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    running = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    rows = [(day, True) for day in ended] + [(day, False) for day in running]
    summary = kaplan_meier(durations(*rows), ["who"]).row(0, named=True)
    assert summary["median_days"] == 23
    assert (summary["observations"], summary["censored"]) == (9, 12)


def test_without_censoring_it_is_the_plain_median_and_deviation() -> None:
    days = [10, 20, 30, 40]
    summary = kaplan_meier(durations(*((day, True) for day in days)), ["who"])
    assert summary["median_days"].to_list() == [25]
    assert summary["sd_days"][0] == pytest.approx(np.std(days, ddof=1))


def test_what_still_runs_makes_it_longer() -> None:
    came = [(10, True), (12, True), (14, True)]
    patient = kaplan_meier(durations(*came), ["who"])["median_days"][0]
    honest = kaplan_meier(durations(*came, (40, False), (40, False)), ["who"])
    assert honest["median_days"][0] > patient


def test_groups_do_not_mix() -> None:
    mixed = pl.DataFrame({"who": ["a", "b"], "days": [5, 50], "is_event": [True, True]})
    assert kaplan_meier(mixed, ["who"])["median_days"].to_list() == [5, 50]


@given(
    st.lists(
        st.tuples(st.integers(1, 60), st.booleans()), min_size=1, max_size=30
    ).filter(lambda rows: any(ended for _, ended in rows))
)
def test_quantiles_are_in_order_and_row_order_is_nothing(
    rows: list[tuple[int, bool]],
) -> None:
    summary = kaplan_meier(durations(*rows), ["who"])
    low, middle, high = summary.select("low_days", "median_days", "high_days").row(0)
    assert low <= middle <= high <= max(day for day, _ in rows)
    assert summary.equals(kaplan_meier(durations(*rows[::-1]), ["who"]))
