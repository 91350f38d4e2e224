"""What a back-test comes down to, in one sentence and one figure."""

import datetime as dt

import polars as pl
import pytest

from models.company import Company
from models.reports import backtest

COMPANY = Company(currency="EUR")
SPACE = "\N{NO-BREAK SPACE}"


def figures(verdict: str, saving: float, low: float, high: float) -> pl.DataFrame:
    """Return the figures of the plan and of reality over twenty weeks."""
    return pl.DataFrame(
        [
            {
                "policy": policy,
                "segment": "all",
                "starts_on": dt.date(2026, 1, 5),
                "ends_on": dt.date(2026, 5, 24),
                "fill_rate": fill,
                "stockout_days": 10,
                "average_stock_amount": stock,
                "orders": 7,
                "total_cost_amount": 900.0,
                "saving_amount": saving,
                "saving_low_amount": low,
                "saving_high_amount": high,
                "verdict": verdict,
            }
            for policy, fill, stock in (
                ("recommended", 0.971, 4000.0),
                ("as_it_was", 0.94, 5000.0),
            )
        ]
    )


@pytest.mark.parametrize(
    ("verdict", "saving", "low", "high", "told"),
    [
        ("less", 300, 100, 500, "cost EUR 300 less, nine times of ten between EUR 100"),
        ("more", -300, -500, -100, "cost EUR 300 more, nine times of ten between EUR"),
        ("cannot_tell", 50, -20, 90, "what it saves lies between EUR −20 and EUR 90"),
    ],
)
def test_the_sentence_names_service_stock_and_money(
    verdict: str, saving: float, low: float, high: float, told: str
) -> None:
    said = backtest.sentence(figures(verdict, saving, low, high), COMPANY, "en")
    plain = said.replace(SPACE, " ")
    assert told in plain
    assert "97.1% of demand (you: 94.0%) with EUR 4,000 in stock" in plain
    assert plain.startswith("Your history cannot tell") == (verdict == "cannot_tell")


def test_bounds_of_what_costs_more_run_from_small_to_large() -> None:
    said = backtest.sentence(figures("more", -300, -500, -100), COMPANY, "en")
    assert said.replace(SPACE, " ").endswith("between EUR 100 and EUR 500.")


def test_a_short_past_cannot_tell_whatever_it_shows() -> None:
    short = figures("less", 300, 100, 500).with_columns(
        ends_on=pl.lit(dt.date(2026, 3, 1))
    )
    said = backtest.sentence(short, COMPANY, "da")
    assert said.startswith("Din historik kan ikke sige det: 8 uger er for få")


def test_the_figure_has_a_point_for_each_policy_and_a_line_for_the_plan() -> None:
    table = figures("less", 300, 100, 500)
    drawn = backtest.chart(table, [(0.9, 3000, 0.95), (0.99, 6000, 0.98)], COMPANY)
    line, points = drawn.data
    assert list(line.x) == [3000, 6000]
    assert list(points.text) == ["The plan", "As it was"]
    assert list(points.y) == [0.971, 0.94]
