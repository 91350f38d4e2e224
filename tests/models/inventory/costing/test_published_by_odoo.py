"""Worked examples in the documentation and the tests of Odoo."""

from decimal import Decimal

import pytest

from tests.models.inventory.costing.comparison import agreed, money
from tests.models.inventory.costing.rows import (
    history,
    issue,
    receipt,
    returned,
    revaluation,
    sent_back,
)

# Odoo, Average price on returned goods: eight tables at 10, four at 16, ten delivered.
TABLES = [receipt(8, 80), receipt(4, 64), issue(10)]


def test_odoo_average_cost_of_tables() -> None:
    made = agreed(history(*TABLES, method="moving_average"))
    assert made.values == money("80 144 24")
    assert made.costs[-1] == -120


def test_odoo_no_table_left_is_worth_nothing() -> None:
    """One is shipped at 12, one goes back at its 10: what they call an error of 2."""
    made = agreed(
        history(*TABLES, issue(1), sent_back(1, "m1"), method="moving_average")
    )
    assert made.costs[-2:] == money("-12 -10")
    assert made.adjustments[-1] == -2
    assert made.values[-1] == 0


# Odoo 16, addons/stock_account/tests/test_stockvaluationlayer.py, by name of the test.
TEN_AND_TEN = [receipt(10, 100), receipt(10, 200)]


@pytest.mark.parametrize(
    ("method", "sold", "left"),
    [("fifo", 200, 100), ("moving_average", 225, 75)],
)
def test_odoo_normal_1(method: str, sold: int, left: int) -> None:
    made = agreed(history(*TEN_AND_TEN, issue(15), method=method))
    assert made.costs[-1] == -sold
    assert made.values[-1] == left


@pytest.mark.parametrize(
    ("method", "sold", "settled"),
    [("fifo", 500, -100), ("moving_average", 450, -150)],
)
def test_odoo_negative_1(method: str, sold: int, settled: int) -> None:
    """Thirty of twenty are sold; ten at 30 cover them, ten at 40 stay."""
    later = [receipt(10, 300), receipt(10, 400)]
    made = agreed(history(*TEN_AND_TEN, issue(30), *later, method=method))
    assert made.costs[2] == -sold
    assert made.adjustments == [0, 0, 0, settled, 0]
    assert made.values[-2:] == [0, 400]


@pytest.mark.parametrize("method", ["fifo", "moving_average", "specific"])
def test_odoo_negative_2(method: str) -> None:
    """One is sold at the price of the item, 10, before it comes for 15."""
    sold = issue(1, given_amount=10)
    made = agreed(history(sold, receipt(1, 15), method=method))
    assert made.costs == money("-10 15")
    assert made.values[-1] == 0


@pytest.mark.parametrize("method", ["fifo", "moving_average", "specific"])
def test_odoo_negative_3(method: str) -> None:
    """Two are sold at nothing; of twenty at 3.33 eighteen stay."""
    made = agreed(history(issue(2), receipt(20, "66.60"), method=method))
    assert made.adjustments == money("0 -6.66")
    assert made.values[-1] == Decimal("59.94")


@pytest.mark.parametrize(
    ("price", "of_one"), [("1.00 1.00 1.01", "-3.01"), ("1.02 1.00 1.00", "-3.02")]
)
def test_odoo_rounding_slv_1_and_2(price: str, of_one: str) -> None:
    bought = [receipt(1, amount) for amount in money(price)]
    made = agreed(history(*bought, issue(3), method="moving_average"))
    assert made.costs[-1] == Decimal(of_one)
    assert made.values[-1] == 0


def test_odoo_rounding_svl_3() -> None:
    made = agreed(
        history(
            receipt(1000, 170),
            receipt(800, 184),
            issue(1000),
            issue(800),
            method="moving_average",
        )
    )
    assert made.costs[2:] == money("-196.67 -157.33")


def test_odoo_rounding_svl_4() -> None:
    """Seven units leave by tenths, and nothing is left."""
    bought = [receipt(2, "9.26"), receipt(5, "15.20")]
    made = agreed(history(*bought, *[issue("0.1")] * 70, method="moving_average"))
    assert set(made.costs[2:]) == set(money("-0.34 -0.35"))
    assert made.values[-1] == 0


def test_odoo_return_delivery_1() -> None:
    made = agreed(
        history(
            receipt(1, 10),
            receipt(1, 20),
            issue(1),
            returned(1, "m3"),
            method="moving_average",
        )
    )
    assert made.values == money("10 30 15 30")


@pytest.mark.parametrize("method", ["fifo", "moving_average", "specific"])
def test_odoo_return_delivery_2(method: str) -> None:
    """What left at 1 before it came for 2 comes back at 2."""
    made = agreed(
        history(
            issue(10, given_amount=10),
            receipt(10, 20),
            returned(10, "m1"),
            method=method,
        )
    )
    assert made.costs == money("-10 20 20")
    assert made.adjustments == money("0 -10 0")
    assert made.values[-1] == 20


def test_odoo_return_delivery_rounding() -> None:
    made = agreed(
        history(
            receipt(1, "13.13"),
            receipt(1, "12.20"),
            issue(2),
            returned(2, "m3"),
            method="moving_average",
        )
    )
    assert made.costs[2:] == money("-25.33 25.33")


def test_odoo_change_standard_price_1() -> None:
    at_15 = {"method": "standard", "standard_cost": 15}
    made = agreed(
        history(
            *TEN_AND_TEN,
            issue(15),
            revaluation(None, **at_15),
            method="standard",
            standard_cost=10,
        )
    )
    assert made.values[-2:] == money("50 75")
    assert made.adjustments[-1] == 25


def test_odoo_currency_without_minor_units() -> None:
    """Half a unit at a standard cost of 3 comes and goes."""
    rows = history(receipt("0.5"), issue("0.5"), method="standard", standard_cost=3)
    made = agreed(rows, minor_digits=0)
    assert made.values == money("2 0")
