"""Worked examples in the documentation of Microsoft Dynamics 365 Business Central.

The design details on learn.microsoft.com, one by one; ``cost amount (actual)`` is our
cost, their rounding and variance entries are our adjustment.
"""

import datetime as dt

import pytest

from tests.models.inventory.costing.comparison import agreed, money
from tests.models.inventory.costing.rows import (
    arriving,
    history,
    issue,
    receipt,
    returned,
    revaluation,
    sent_back,
    sent_on,
)

JANUARY, FEBRUARY = dt.date(2023, 1, 1), dt.date(2023, 2, 1)

# Business Central, Design details: costing methods. One each at 10, 20 and 30, and
# three sales of one.
THREE = [receipt(1, 10), receipt(1, 20), receipt(1, 30), issue(1), issue(1), issue(1)]


@pytest.mark.parametrize(
    ("method", "sold"),
    [
        ("fifo", "-10 -20 -30"),
        ("moving_average", "-20 -20 -20"),
        ("monthly_average", "-20 -20 -20"),
        ("standard", "-15 -15 -15"),
    ],
)
def test_business_central_costing_methods(method: str, sold: str) -> None:
    made = agreed(history(*THREE, method=method, standard_cost=15))
    assert made.costs == money(f"10 20 30 {sold}")
    assert made.values[-1] == 0


def test_business_central_standard_values_increases_at_standard() -> None:
    made = agreed(history(*THREE, method="standard", standard_cost=15))
    assert made.values == money("15 30 45 30 15 0")
    assert made.adjustments == money("5 -5 -15 0 0 0")


def test_business_central_specific() -> None:
    bought = THREE[:3]
    sold = [sent_back(1, of) for of in ("m2", "m1", "m3")]
    made = agreed(history(*bought, *sold, method="specific"))
    assert made.costs[3:] == money("-20 -10 -30")


# Business Central, Design details: rounding. Three for 10.00, sold one by one.
TEN_FOR_THREE = [receipt(3, 10), issue(1), issue(1), issue(1)]


def test_business_central_rounds_an_average_entry_by_entry() -> None:
    made = agreed(history(*TEN_FOR_THREE, method="moving_average"))
    assert made.costs == money("10 -3.33 -3.34 -3.33")
    assert made.adjustments == money("0 0 0 0")


@pytest.mark.parametrize("method", ["fifo", "specific"])
def test_business_central_has_one_residual_per_increase(method: str) -> None:
    made = agreed(history(*TEN_FOR_THREE, method=method))
    assert made.costs == money("10 -3.33 -3.33 -3.33")
    assert made.adjustments == money("0 0 0 -0.01")
    assert made.values[-1] == 0


# Business Central, Design details: item application.


def test_business_central_purchase_return_of_the_second_purchase() -> None:
    made = agreed(history(receipt(10, 10), receipt(10, 20), sent_back(10, "m2")))
    assert made.costs[-1] == -20
    assert [layer[-1] for layer in made.layers] == ["m1"]
    assert made.values[-1] == 10


def test_business_central_purchase_return_without_application() -> None:
    made = agreed(history(receipt(10, 10), receipt(10, 20), issue(10)))
    assert made.costs[-1] == -10


# Two purchases, the second at a wrong price, credited and bought again, then both sold.
@pytest.mark.parametrize("method", ["moving_average", "monthly_average"])
def test_business_central_credits_a_wrong_price_by_fixed_application(
    method: str,
) -> None:
    made = agreed(
        history(
            receipt(1, 200),
            receipt(1, 1000),
            sent_back(1, "m2"),
            receipt(1, 100),
            issue(2),
            method=method,
        )
    )
    assert made.costs == money("200 1000 -1000 100 -300")
    assert made.values[-1] == 0


def test_business_central_without_application_the_wrong_price_is_averaged() -> None:
    made = agreed(
        history(
            receipt(1, 200),
            receipt(1, 1000),
            issue(1),
            receipt(1, 100),
            issue(2),
            method="monthly_average",
        )
    )
    assert made.costs == money("200 1000 -433.33 100 -866.67")


@pytest.mark.parametrize("freight", [0, 100])
def test_business_central_sales_return_reverses_the_exact_cost(freight: int) -> None:
    cost = 1000 + freight
    made = agreed(history(receipt(1, cost), issue(1), returned(1, "m2")))
    assert made.costs == [cost, -cost, cost]


def test_business_central_transfer_at_average() -> None:
    made = agreed(
        history(
            receipt(1, 10, location_id="blue"),
            receipt(1, 20, location_id="blue"),
            sent_on(1, location_id="blue"),
            arriving(1, "m3", location_id="red"),
            method="moving_average",
        )
    )
    assert made.costs == money("10 20 -15 15")


# Business Central, Design details: average cost.


def test_business_central_average_cost_period_month() -> None:
    made = agreed(
        history(
            receipt(1, 20, month=JANUARY),
            receipt(1, 40, month=JANUARY),
            issue(1, month=JANUARY),
            issue(1, month=FEBRUARY),
            receipt(1, 100, month=FEBRUARY),
            issue(1, month=FEBRUARY),
            method="monthly_average",
        )
    )
    assert made.costs == money("20 40 -30 -65 100 -65")
    assert made.values[-1] == 0


def test_business_central_average_cost_period_day() -> None:
    """No day has both: a moving average gives the same."""
    made = agreed(
        history(
            receipt(1, 20),
            receipt(1, 40),
            issue(1),
            issue(1),
            receipt(1, 100),
            issue(1),
            method="moving_average",
        )
    )
    assert made.costs == money("20 40 -30 -30 100 -100")


def test_business_central_recalculated_average_cost() -> None:
    bought = [receipt(1, 10), receipt(1, 20), receipt(1, 21)]
    made = agreed(history(*bought, issue(1), issue(1), method="moving_average"))
    assert made.costs[3:] == money("-17 -17")


# Business Central, Design details: revaluation.


def test_business_central_revalues_what_is_there() -> None:
    """Six at 10, two sold; the four left are revalued to 8 and sold."""
    sold_later = [issue(1)] * 4
    made = agreed(
        history(receipt(6, 60), issue(1), issue(1), revaluation(8), *sold_later)
    )
    assert made.costs == money("60 -10 -10 -8 -8 -8 -8 -8")
    assert made.values[-1] == 0


def test_business_central_chain_of_links() -> None:
    """What is built costs what was used: 150 links, one chain."""
    made = agreed(
        history(
            receipt(150, 150, sku="link"),
            issue(150, sku="link", assembly="chain 1"),
            receipt(1, sku="chain", assembly="chain 1", assembly_weight=1),
        )
    )
    assert made.costs == money("150 -150 150")


# Business Central, Design details: variance. Bought for 90, the standard cost is 100;
# an item charge of 20; then the standard cost is 70.


@pytest.mark.parametrize(("cost", "variance"), [(90, 10), (110, -10)])
def test_business_central_purchase_variance(cost: int, variance: int) -> None:
    at_100 = {"method": "standard", "standard_cost": 100}
    at_70 = {"method": "standard", "standard_cost": 70}
    made = agreed(history(receipt(1, cost, **at_100), revaluation(None, **at_70)))
    assert made.costs == [cost, 0]
    assert made.adjustments == [variance, -30]
    assert made.values == [100, 70]
