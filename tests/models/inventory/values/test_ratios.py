"""Published examples of the ratios."""

import polars as pl
import pytest

from models.inventory.values import ratios


def value(ratio: pl.Expr) -> float | None:
    found: float | None = pl.select(ratio).item()
    return found


def lit(number: float) -> pl.Expr:
    return pl.lit(number)


@pytest.mark.parametrize(
    ("cost", "held", "turns", "days"),
    [
        # Williams et al., Financial and Managerial Accounting: Walmart 2010 and 2009,
        # with inventory at the year's end (millions of dollars)
        (304_657, 33_160, 9.19, 39.73),
        (304_056, 34_511, 8.81, 41.43),
        # cost 50,000 + 460,000 − 30,000; inventory of 50,000 and 30,000 on average
        (480_000, 40_000, 12.0, 30.42),
    ],
)
def test_inventory_turnover_and_days(
    cost: float, held: float, turns: float, days: float
) -> None:
    assert value(ratios.turns(lit(cost), lit(held))) == pytest.approx(turns, abs=5e-3)
    found = value(ratios.inventory_days(lit(cost), lit(held), lit(365)))
    assert found == pytest.approx(days, abs=2e-2)  # 365 by the rounded turns


@pytest.mark.parametrize(
    ("sales", "cost", "held", "expected"),
    [
        # supplychainpedia.com/gmroi-calculator: inventory of 40,000 and 60,000
        (500_000, 300_000, 50_000, 4.0),
        # askfoxes.com: 100 million sold that cost 35, inventory of 20
        (100, 35, 20, 3.25),
    ],
)
def test_gross_margin_return_on_inventory(
    sales: float, cost: float, held: float, expected: float
) -> None:
    assert value(ratios.gmroi(lit(sales - cost), lit(held))) == expected


def test_gmroi_is_the_margin_rate_times_sales_to_stock() -> None:
    # Lusch, Dunne and Carver, Introduction to Retailing, chapter 9
    sales, margin, held = 800.0, 200.0, 160.0
    found = value(ratios.gmroi(lit(margin), lit(held)))
    assert found == pytest.approx((margin / sales) * (sales / held))


@pytest.mark.parametrize(
    ("sold", "opening", "received", "expected"),
    [
        # calculatordoc.com/sell-through-rate-calculator
        (150, 200, 100, 0.5),
        # swstock.com: company Alpha begins with nothing
        (650_000, 0, 1_000_000, 0.65),
    ],
)
def test_sell_through(
    sold: float, opening: float, received: float, expected: float
) -> None:
    found = value(ratios.sell_through(lit(sold), lit(opening), lit(received)))
    assert found == expected


@pytest.mark.parametrize("held", [0.0, -5.0])
def test_nothing_is_divided_by_nothing_or_by_debts(held: float) -> None:
    assert value(ratios.turns(lit(1), lit(held))) is None
    assert value(ratios.gmroi(lit(1), lit(held))) is None


def test_a_month_is_a_twelfth_of_a_year() -> None:
    assert value(ratios.of_a_year(lit(100), lit(73))) == 500
