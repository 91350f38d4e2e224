import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Literal

import polars as pl
import pytest

from models import tables
from models.company import Company
from models.demand.classes import item_classes
from tests.factories import frame

AS_OF = dt.date(2026, 3, 31)
COMPANY = Company()


def days(sku: str, demand: Sequence[float], **columns: object) -> list[dict[str, Any]]:
    last = len(demand) - 1
    return [
        {
            "sku": sku,
            "location_id": "main",
            "on": AS_OF - dt.timedelta(days=last - number),
            "stream": "retail",
            "demanded_qty": units,
            **columns,
        }
        for number, units in enumerate(demand)
    ]


def classes(
    *series: list[dict[str, Any]], price: float = 1, company: Company = COMPANY
) -> pl.DataFrame:
    skus = sorted({row["sku"] for rows in series for row in rows})
    products = frame("products", *({"sku": sku, "unit_price": price} for sku in skus))
    demand = frame("demand_daily", *(row for rows in series for row in rows))
    found = item_classes(demand.lazy(), products, company, AS_OF)
    tables.TABLES["item_classes"].validate(found)
    return found


def one(demand: Sequence[float]) -> dict[str, Any]:
    return classes(days("a", demand)).row(0, named=True)


def test_the_first_eighty_percent_of_revenue_is_a_the_next_fifteen_b() -> None:
    found = classes(
        *(
            days(sku, [units])
            for sku, units in zip("abcde", [70, 15, 10, 5, 0], strict=True)
        )
    )
    assert found["abc"].to_list() == ["A", "A", "B", "C", "C"]


def test_classes_stand_for_a_month_but_of_what_is_new() -> None:
    """To February b brings 295 of 354; what a brings in March tells from April on."""
    rising, steady = days("a", [*[1.0] * 59, *[9.0] * 31]), days("b", [5.0] * 90)
    new = days("c", [50.0] * 30)

    def abc(as_of: dt.date, *series: list[dict[str, Any]]) -> list[str]:
        rows = [row for each in series for row in each if row["on"] <= as_of]
        demand = frame("demand_daily", *rows).lazy()
        wares = frame("products", *({"sku": sku, "unit_price": 1} for sku in "abc"))
        return item_classes(demand, wares, COMPANY, as_of)["abc"].to_list()

    assert abc(dt.date(2026, 3, 1), rising, steady) == ["B", "A"]
    assert abc(AS_OF, rising, steady) == ["B", "A"]
    assert abc(AS_OF + dt.timedelta(days=1), rising, steady) == ["A", "A"]
    assert abc(AS_OF, rising, steady, new) == ["C", "B", "A"]


def test_revenue_is_the_price_paid_and_of_one_year_only() -> None:
    year = days("a", [100.0, *[0.0] * 399, 2.0], unit_price=5)
    assert float(classes(year)["revenue_amount"][0]) == 10


def test_the_price_is_what_was_paid_in_the_last_quarter() -> None:
    dear = days("a", [1.0, 3.0], unit_price=10) + days("b", [0.0])
    before = [{**row, "on": row["on"] - dt.timedelta(days=200)} for row in dear]
    cheap = [{**row, "unit_price": 2} for row in before if row["sku"] == "a"]
    found = classes(dear, cheap)
    assert found["unit_price"].to_list() == [Decimal(10), None]
    assert classes(cheap)["unit_price"].to_list() == [Decimal(2)]


@pytest.mark.parametrize(
    ("demand", "pattern"),
    [
        ([2, 2, 2, 2] * 30, "smooth"),
        ([1, 1, 1, 20] * 30, "erratic"),
        ([0, 0, 0, 2] * 30, "intermittent"),
        ([0, 0, 1, 0, 0, 20, 0, 1] * 15, "lumpy"),
        ([0] * 120, "none"),
    ],
)
def test_patterns_part_at_the_published_bounds(
    demand: list[float], pattern: str
) -> None:
    assert one(demand)["pattern"] == pattern


def test_variation_of_weeks_decides_xyz() -> None:
    assert one([1] * 200)["xyz"] == "X"
    assert one([*[0] * 7, *[2] * 7] * 14)["xyz"] == "Z"
    assert one([1] * 5)["xyz"] == "Z"


@pytest.mark.parametrize(
    ("demand", "lifecycle"),
    [
        ([1] * 30, "new"),
        ([1] * 200 + [0] * 200, "dead"),
        ([1] * 200 + [3] * 90, "growing"),
        ([3] * 200 + [1] * 90, "fading"),
        ([2] * 300, "mature"),
    ],
)
def test_age_is_told_from_the_last_two_quarters(
    demand: list[float], lifecycle: str
) -> None:
    assert one(demand)["lifecycle"] == lifecycle


def test_a_stock_out_is_not_fading() -> None:
    seen = days("a", [2.0] * 200, in_stock_share=1.0)
    out = [{**row, "demanded_qty": 0, "in_stock_share": 0.0} for row in seen[150:]]
    found = classes([*seen[:150], *out]).row(0, named=True)
    assert found["lifecycle"] == "mature"
    assert found["daily_qty"] == pytest.approx(2.0)


def test_empty_in_empty_out() -> None:
    assert classes().is_empty()


@pytest.mark.parametrize(
    ("abc_by", "best"), [("revenue", "dear"), ("margin", "wide"), ("hits", "often")]
)
def test_a_company_ranks_by_revenue_margin_or_hits(
    abc_by: Literal["revenue", "margin", "hits"], best: str
) -> None:
    products = frame(
        "products",
        {"sku": "dear", "unit_price": 100, "unit_cost": 99},
        {"sku": "wide", "unit_price": 50, "unit_cost": 1},
        {"sku": "often", "unit_price": 1, "unit_cost": 1},
    )
    rows = [
        *days("dear", [0] * 20 + [10]),
        *days("wide", [0] * 20 + [2]),
        *days("often", [1] * 21),
    ]
    demand = frame("demand_daily", *rows).lazy()
    found = item_classes(demand, products, Company(abc_by=abc_by), AS_OF)
    assert found.filter(pl.col("abc") == "A")["sku"].to_list() == [best]
