"""Worked examples from textbooks and manuals, to the last cent.

The source stands with each; numbers are theirs, what they round per unit we do not.
Those of Business Central and Odoo are in files of their own.
"""

from decimal import Decimal

import pytest

from tests.models.inventory.costing.comparison import agreed, money
from tests.models.inventory.costing.rows import (
    history,
    issue,
    receipt,
)

# OpenStax, Principles of Accounting 1, sections 10.2 and 10.3: The Spy Who Loves You
# begins with 150 at $21, buys 225 at $27 and 210 at $33, and sells 120 and 180.
SPY = [
    receipt(150, 3150),
    issue(120),
    receipt(225, 6075),
    issue(180),
    receipt(210, 6930),
]


def test_openstax_fifo() -> None:
    made = agreed(history(*SPY, method="fifo"))
    assert made.costs == money("3150 -2520 6075 -4680 6930")
    assert made.values[-1] == 8955
    assert [layer[4] for layer in made.layers] == [75, 210]


def test_openstax_moving_average() -> None:
    made = agreed(history(*SPY, method="moving_average"))
    assert made.costs == money("3150 -2520 6075 -4732.94 6930")
    assert round(made.values[-1]) == 8902


def test_openstax_specific_identification() -> None:
    begun, july = {"lot": "beginning"}, {"lot": "july"}
    made = agreed(
        history(
            receipt(150, 3150, **begun),
            issue(120, **begun),
            receipt(225, 6075, **july),
            issue(20, **begun),
            issue(160, **july),
            receipt(210, 6930),
            method="specific",
        )
    )
    assert sum(made.costs[i] for i in (1, 3, 4)) == -7260
    assert made.values[-1] == 8895


def test_openstax_periodic_weighted_average() -> None:
    made = agreed(history(*SPY, method="monthly_average"))
    sold = made.costs[1] + made.costs[3]
    assert round(-sold / 300, 2) == Decimal("27.62")
    assert made.values[-1] == 16155 + sold


# ERPNext, Calculation of valuation rate in FIFO and moving average: ten at 100, ten at
# 120, fifteen sold.


@pytest.mark.parametrize(
    ("method", "sold", "left"),
    [("fifo", 1600, 600), ("moving_average", 1650, 550)],
)
def test_erpnext_valuation_of_fifteen(method: str, sold: int, left: int) -> None:
    made = agreed(
        history(receipt(10, 1000), receipt(10, 1200), issue(15), method=method)
    )
    assert made.costs[-1] == -sold
    assert made.values[-1] == left


# SAP help: Material with moving average price. A hundred at 10 and planned freight.
def test_sap_freight_is_part_of_the_receipt() -> None:
    made = agreed(history(receipt(100, 1000 + 200), issue(1), method="moving_average"))
    assert made.costs == money("1200 -12")


# solvingdynamics365.com, Item charges in Business Central: a thousand at 50, freight
# 3,500 and duty 4,200.
@pytest.mark.parametrize("method", ["fifo", "moving_average"])
def test_landed_cost_per_unit(method: str) -> None:
    landed = 50_000 + 3_500 + 4_200
    made = agreed(history(receipt(1000, landed), issue(1), method=method))
    assert made.costs[-1] == Decimal("-57.70")


# D365 SCM moving average (dynamicsax-silverbullet.blogspot.com): 100 at 100 and 150 at
# 120.
def test_dynamics_365_moving_average() -> None:
    bought = [receipt(100, 10_000), receipt(150, 18_000)]
    made = agreed(history(*bought, issue(1), method="moving_average"))
    assert made.costs[-1] == -112


# Dynamics AX inventory models (bikash-dynamicsax.blogspot.com): ten for 100, ten for
# 200, ten issued, ten for 300. "Weighted average date" is what a day knows.
@pytest.mark.parametrize(
    ("method", "issued"),
    [("fifo", 100), ("monthly_average", 200), ("moving_average", 150)],
)
def test_dynamics_ax_inventory_models(method: str, issued: int) -> None:
    bought = [receipt(10, 100), receipt(10, 200)]
    made = agreed(history(*bought, issue(10), receipt(10, 300), method=method))
    assert made.costs[2] == -issued


# Quick study 6-1 of an introductory course (coursehero.com/file/5920295): ten at 6 and
# twenty at 12, fifteen sold, fifteen at 14.
def test_quick_study_perpetual_fifo() -> None:
    bought = [receipt(10, 60), receipt(20, 240)]
    made = agreed(history(*bought, issue(15), receipt(15, 210)))
    assert made.costs[2] == -120
    assert made.values[-2:] == money("180 390")


# Laker Company (justaaa.com/accounting/142137): 145 of the beginning, 75 of January 20
# and 260 of January 30 are left.
def test_laker_specific_identification() -> None:
    begun, bought = {"lot": "beginning"}, {"lot": "20 January"}
    made = agreed(
        history(
            receipt(320, 3328, **begun),
            issue(175, **begun),
            receipt(390, 3666, **bought),
            issue(315, **bought),
            receipt(260, 2184),
            method="specific",
        )
    )
    assert made.costs[1] + made.costs[3] == -4781
    assert made.values[-1] == 4397
    assert [layer[4] for layer in made.layers] == [145, 75, 260]
    assert [layer[5] for layer in made.layers] == [1508, 705, 2184]


# Sweet Acacia Industries (tutorsglobe.com, question 52814588): 8 at 71, six sold, 3 at
# 76, three sold, 5 at 82, three sold; averages of 71, 74 and 79.71.
ACACIA = [
    receipt(8, 568),
    issue(6),
    receipt(3, 228),
    issue(3),
    receipt(5, 410),
    issue(3),
]


def test_acacia_perpetual_moving_average() -> None:
    made = agreed(history(*ACACIA, method="moving_average"))
    assert made.costs[1::2] == money("-426 -222 -239.14")
    assert made.values[-1] == Decimal("318.86")


def test_acacia_perpetual_fifo() -> None:
    made = agreed(history(*ACACIA, method="fifo"))
    assert made.costs[1::2] == money("-426 -218 -234")
    assert made.values[-1] == 4 * 82
