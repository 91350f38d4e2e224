import re
from typing import Any

import polars as pl
import pytest

from models.company import Company
from models.planning import wording
from models.planning.wording import MONTHS, Language
from tests.models.planning.plans import (
    LEVELS,
    SOURCE,
    Given,
    coming,
    demand,
    parameter,
    stock,
    suggestions,
)


def only(company: Company | None = None, **given: Given) -> dict[str, Any]:
    table = suggestions(company=company, **given)
    assert table.height == 1
    return table.row(0, named=True)


RICH: dict[str, Any] = {
    "stock_positions": [
        stock(1250, reserved_qty=20, held_qty=5, backordered_qty=3, in_transit_qty=2)
    ],
    "open_supply": [
        coming(30, "2026-02-08", state="late"),
        coming(40, "2026-06-01", po_id="p2"),
        coming(50, "2026-02-08", po_id="p3", is_counted=False, state="doubtful"),
    ],
    "reorder_points": [
        {
            **LEVELS,
            "reorder_point_qty": 2000,
            "order_up_to_qty": 3000,
            "daily_mean_qty": 93.5,
        }
    ],
    "lead_time_demand": demand(rate=93.5),
}


def test_it_is_the_sentence_a_planner_reads() -> None:
    row = only(supply_sources=[{**SOURCE, "next_arrive_on": "2026-08-09"}])
    assert row["reason"] == (
        "Order 75: 5 here, 0 coming; you sell 3 a day; the next delivery could be here "
        "on 9 August; without it 99 % risk of running out, 30 kr a day"
    )
    assert row["reason_da"] == (
        "Bestil 75: 5 her, 0 på vej; du sælger 3 om dagen; den næste levering kan være "
        "her 9. august; uden den er der 99 % risiko for at løbe tør, 30 kr om dagen"
    )


def test_it_says_what_fills_the_order_and_what_money_did_not_reach_for() -> None:
    filled = only(
        suppliers=[{"supplier_id": "s", "min_order_amount": 200}],
        supplier_items=[{"supplier_id": "s", "sku": "a", "unit_cost": 2}],
    )
    assert "; 25 of it fill the order" in filled["reason"]
    assert "; 25 af dem fylder ordren op" in filled["reason_da"]
    cut = only(planning_parameters=parameter("budget_amount", 100))
    assert "; 25 less than wanted for want of money or space" in cut["reason"]


def number(text: str, language: Language) -> float:
    thousands, point = wording.MARKS[language]
    return float(text.replace(thousands, "").replace(point, "."))


def numbers(sentence: str, language: Language) -> list[float]:
    found = re.findall(r"\d[\d.,]*", sentence)
    return [number(text.rstrip(".,"), language) for text in found]


@pytest.mark.parametrize(
    ("language", "column"), [("en", "reason"), ("da", "reason_da")]
)
def test_every_number_in_it_comes_from_the_columns(
    language: Language, column: str
) -> None:
    row = only(**RICH)
    here = row["on_hand_qty"] - row["reserved_qty"] - row["held_qty"]
    on_the_way = (
        row["on_order_qty"]
        + row["in_transit_qty"]
        + row["approved_qty"]
        + row["expected_returns_qty"]
    )
    expected = [
        row["suggested_qty"],
        here - row["expiring_qty"],
        on_the_way,
        row["backordered_qty"],
        round(row["daily_mean_qty"]),
        row["next_arrive_on"].day,
        round(row["stockout_risk_rate"] * 100),
        round(float(row["lost_margin_per_day_amount"])),
        row["late_qty"],
        row["far_qty"],
        row["doubtful_qty"],
    ]
    assert numbers(row[column], language) == [float(each) for each in expected]
    assert here + on_the_way - row["backordered_qty"] == row["position_qty"]
    month = MONTHS[language][row["next_arrive_on"].month - 1]
    assert month in row[column]


def test_each_language_writes_numbers_its_own_way() -> None:
    row = only(**RICH)
    assert "1,225 here" in row["reason"]
    assert "1.225 her" in row["reason_da"]


def test_money_is_in_the_companys_currency() -> None:
    assert "30 EUR a day" in only(company=Company(currency="EUR"))["reason"]


@pytest.mark.parametrize(
    ("value", "english", "danish"),
    [
        ("0", "0", "0"),
        ("1.5", "1.5", "1,5"),
        ("0.125", "0.125", "0,125"),
        ("1234.5", "1,234.5", "1.234,5"),
        ("1000000", "1,000,000", "1.000.000"),
        ("-30", "-30", "-30"),
        ("1005.05", "1,005.05", "1.005,05"),
    ],
)
def test_quantities(value: str, english: str, danish: str) -> None:
    column = pl.DataFrame({"qty": [value]}).cast(pl.Decimal(18, 3))
    written = [
        column.select(wording.quantity(pl.col("qty"), language)).item()
        for language in wording.LANGUAGES
    ]
    assert written == [english, danish]


@pytest.mark.parametrize(
    ("rate", "said"),
    [(0.034, "0.03"), (0.5, "0.5"), (3.04, "3"), (3.16, "3.2"), (12.6, "13")],
)
def test_rates_show_as_many_digits_as_they_are_worth(rate: float, said: str) -> None:
    column = pl.DataFrame({"rate": [rate]})
    assert column.select(wording.rate_a_day(pl.col("rate"), "en")).item() == said
