"""How good forecasts are: beside simple ones, in money, and as promised."""

from decimal import Decimal

import polars as pl
import pytest

from models.reports import forecast_page
from tests.factories import frame

HERE = {"sku": "a", "location_id": "main"}


def judged(*rows: dict[str, object]) -> pl.DataFrame:
    """Return past forecasts of four weeks."""
    return frame(
        "forecast_accuracy",
        *({**HERE, "horizon_days": 28, "origins": 4, **row} for row in rows),
    )


def test_ours_stands_beside_the_best_simple_forecast() -> None:
    whole = {"sku": "", "location_id": ""}
    found = forecast_page.quality(
        judged(
            {**whole, "method": "backstock", "wape": 0.4, "bias": 0.1, "coverage": 0.9},
            {**whole, "method": "naive", "wape": 1.1},
            {**whole, "method": "moving_average", "wape": 0.5},
        )
    )
    assert found == forecast_page.Quality(0.4, 0.1, 0.9, 0.5, "moving_average")


def test_without_past_forecasts_nothing_is_claimed() -> None:
    assert forecast_page.quality(judged()) is None


def test_money_missed_is_error_times_what_four_weeks_sell() -> None:
    accuracy = judged(
        {"method": "backstock", "wape": 0.5},
        {"method": "moving_average", "wape": 0.6},
        {"sku": "b", "method": "backstock", "wape": 0.9},
    )
    classes = frame(
        "item_classes",
        {**HERE, "daily_qty": 2.0, "unit_price": 10, "abc": "A"},
        {**HERE, "sku": "b", "daily_qty": 0.1, "unit_price": 10, "abc": "C"},
    )
    rows = forecast_page.misses(accuracy, classes, frame("products")).rows
    assert rows.select("sku", "missed_amount", "simple_wape").rows() == [
        ("a", Decimal(280), 0.6),  # 0.5 of 2 a day x 28 days x 10
        ("b", Decimal("25.2"), None),
    ]


def test_segments_are_told_in_words_ours_first() -> None:
    rows = frame(
        "forecast_segments",
        *(
            {"kind": "pattern", "segment": "lumpy", "method": method, "sums": 1}
            | {"horizon_days": 28, "wape": 0.5}
            for method in ("naive", "backstock")
        ),
    )
    found = forecast_page.segments(rows, "pattern", "da")
    assert found.select("segment", "method").rows() == [
        ("klumpet", "Vores prognose"),
        ("klumpet", "Som dagen før"),
    ]
    drawn = forecast_page.segments_chart(found, "da")
    assert list(drawn.data[0].y) == [0.5]


def test_the_map_counts_items_and_shares_revenue() -> None:
    cells = forecast_page.demand_map(
        frame(
            "item_classes",
            {**HERE, "abc": "A", "pattern": "lumpy", "revenue_amount": 75},
            {**HERE, "sku": "b", "abc": "B", "pattern": "smooth", "revenue_amount": 25},
        )
    )
    assert cells.select("abc", "pattern", "items", "revenue_rate").rows() == [
        ("A", "lumpy", 1, 0.75),
        ("B", "smooth", 1, 0.25),
    ]
    drawn = forecast_page.demand_map_chart(cells, "en")
    assert drawn.data[0].text[0][1] == "1 · 75%"


def test_what_is_promised_is_drawn_for_all_and_each_class() -> None:
    common = {"method": "backstock", "horizon_days": 28, "sums": 9}
    common |= {f"covered_{level}": level / 100 for level in forecast_page.LEVELS}
    rows = frame(
        "forecast_segments",
        {**common, "kind": "all", "segment": ""},
        {**common, "kind": "abc", "segment": "A"},
    )
    drawn = forecast_page.promise_chart(rows, "en")
    assert [trace.name for trace in drawn.data] == [
        "As promised",
        "All items",
        "Class A",
    ]
    assert list(drawn.data[1].y) == pytest.approx([0.5, 0.8, 0.9, 0.95, 0.98, 0.99])
