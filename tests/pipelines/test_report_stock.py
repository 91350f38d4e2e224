import html
import re
from typing import Any, Literal

import polars as pl
import pytest

from models.company import Company
from models.reports.published import Tables
from pipelines import report
from tests.factories import frame
from tests.models.reports.plans import plan
from tests.models.reports.plans_behind import AS_OF, DAY

GROUP = {"location_id": "main", "category": "none", "supplier_id": "nordlys"}
ITEM = GROUP | {"sku": "HW-1000"}


def stock(value: int | None = 1234) -> dict[str, pl.DataFrame]:
    """Return the tables that the section is made of."""
    month: dict[str, Any] = {"month_on": AS_OF.replace(day=1), "closing_amount": value}
    return {
        "stock_valuation": frame(
            "stock_valuation",
            ITEM | {"bucket": "on_hand", "qty": 4, "value_amount": value},
        ),
        "stock_value_daily": frame(
            "stock_value_daily",
            *(
                GROUP | {"on": AS_OF - back * DAY, "value_amount": value}
                for back in range(20)
            ),
        ),
        "cost_of_goods_sold": frame("cost_of_goods_sold", GROUP | month),
        "stock_turnover": frame(
            "stock_turnover",
            ITEM
            | {"average_value_amount": value, "known_days": 90}
            | (
                {"turns_per_year": 4.5, "cost_of_goods_sold_amount": 9} if value else {}
            ),
        ),
        "stock_ageing": frame(
            "stock_ageing", ITEM_ONLY | {"bucket_days": 30, "value_amount": value}
        ),
        "dead_and_excess": frame(
            "dead_and_excess", ITEM | {"kind": "dead", "qty": 4, "value_amount": value}
        ),
    }


ITEM_ONLY = {"sku": "HW-1000", "location_id": "main"}


def page(tables: Tables, language: Literal["en", "da"] = "en") -> str:
    return report.page(tables, Company("Hus & Hjem", language=language), AS_OF)


def section(source: str) -> str:
    """Return what people read of the section."""
    start = source.index('<section id="value">')
    of_section = source[start : source.index("</section>", start)]
    without = re.sub(r"<script\b.*?</script>", "", of_section, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", without))


def test_a_plan_without_values_has_no_such_section() -> None:
    for tables in ({}, plan(20)):
        assert 'id="value"' not in page(tables)
        assert 'href="#value"' not in page(tables)


def test_the_section_tells_what_stock_is_worth() -> None:
    source = page(plan(20) | stock())
    assert source.count('href="#value"') == 1
    read = section(source)
    for words in (
        "1,234",
        "Nordlys Keramik ApS",
        "Without a category",
        "= Value at the end",
        "Turns slowest",
        "Value of stock by the age of the goods, DKK",
        "DKK\N{NO-BREAK SPACE}1,234 in stock of which nothing was taken",
        "Where books and shelves part",
    ):
        assert words in read


def test_the_section_reads_danish() -> None:
    read = section(page(plan(20) | stock(), "da"))
    assert "1.234" in read
    assert "Lagerets værdi efter varernes alder" in read
    assert not re.search(r"\b(stock|value|days)\b", read)


def test_values_that_are_not_known_are_said_and_not_zero() -> None:
    read = section(page(plan(20) | stock(None)))
    assert "an unknown amount" in read
    assert "Left out, for want of a known cost: 1 item-location." in read
    assert "The value of stock is not known month by month." in read


@pytest.mark.parametrize("missing", sorted(stock()))
def test_any_table_may_be_missing(missing: str) -> None:
    tables = plan(20) | stock()
    source = page({name: one for name, one in tables.items() if name != missing})
    assert ('id="value"' in source) == (missing != "stock_valuation")


def test_only_the_valuation_is_enough() -> None:
    read = section(page({"stock_valuation": stock()["stock_valuation"]}))
    assert "1,234" in read
    assert "No stock is dead" in read
