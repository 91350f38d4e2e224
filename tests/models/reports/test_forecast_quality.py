import datetime as dt

import polars as pl

from models.reports import forecast_quality
from tests.factories import frame
from tests.models.reports.plans import plan
from tests.models.reports.plans_behind import AS_OF


def fans(**changes: pl.DataFrame) -> list[tuple[str, pl.DataFrame, pl.DataFrame]]:
    tables = plan(20) | changes
    return list(
        forecast_quality.fans(
            tables["suggestions"],
            tables["item_classes"],
            tables["demand_daily"].lazy(),
            tables["forecasts"].lazy(),
            AS_OF,
        )
    )


def test_every_grade_is_counted_even_when_none_has_it() -> None:
    readiness = frame(
        "readiness", {"sku": "a", "grade": "B"}, {"sku": "b", "grade": "B"}
    )
    counts = dict(forecast_quality.grades(readiness).iter_rows())
    assert counts == {"A": 0, "B": 2, "C": 0, "D": 0}


def test_what_would_raise_the_worst_grade_stands_first() -> None:
    table = forecast_quality.raising(plan()["readiness"], "en")
    assert table.rows["grade"].to_list() == ["D", "C", "B"]
    assert (
        table.rows["items"].sum()
        == plan()["readiness"].filter(pl.col("grade") != "A").height
    )


def test_fans_show_the_frames_and_nothing_of_the_future_as_past() -> None:
    tables = plan(20)
    shown = fans()
    assert shown
    for name, past, coming in shown:
        title = name.split(" · ")[0]
        sku = tables["suggestions"].filter(pl.col("title") == title)["sku"]
        of_item = tables["forecasts"].filter(pl.col("sku").is_in(sku.implode()))
        assert past["on"].max() == AS_OF
        assert coming["on"].min() == AS_OF + dt.timedelta(days=1)
        assert set(coming["mean"]) <= set(of_item["mean"])


def test_streams_of_one_day_are_added_up() -> None:
    first = plan(1)["suggestions"].row(0, named=True)
    day = {"sku": first["sku"], "location_id": first["location_id"], "on": AS_OF}
    demand = frame(
        "demand_daily",
        day | {"stream": "retail", "demanded_qty": 2},
        day | {"stream": "wholesale", "demanded_qty": 5},
    )
    (_, past, _), *_ = fans(suggestions=plan(1)["suggestions"], demand_daily=demand)
    assert past["demanded_qty"].to_list() == [7.0]


def test_items_without_a_forecast_have_no_fan() -> None:
    assert fans(forecasts=frame("forecasts")) == []


def test_days_sold_out_in_a_row_are_one_shade() -> None:
    past = pl.DataFrame(
        {
            "on": [AS_OF - dt.timedelta(days=back) for back in (5, 4, 3, 1, 0)],
            "demanded_qty": [0.0] * 5,
            "in_stock_share": [0.0, 0.2, 1.0, 0.0, None],
        }
    )
    (_, _, coming), *_ = fans()
    drawn = forecast_quality.fan_chart(past, coming, "da")
    assert len(drawn.layout.shapes) == 2


def test_accuracy_is_that_of_all_item_locations_together_the_best_first() -> None:
    rows = [
        {"sku": sku, "method": method, "horizon_days": 28, "rmsse": rmsse}
        for sku, method, rmsse in (
            ("a", "ours", 0.5),
            ("b", "ours", 0.7),
            ("", "ours", 0.65),
            ("a", "naive", 1.1),
            ("", "naive", 1.2),
        )
    ]
    shown = forecast_quality.accuracy(frame("forecast_accuracy", *rows)).rows
    assert shown["method"].to_list() == ["ours", "naive"]
    assert shown["rmsse"].to_list() == [0.65, 1.2]
    assert shown["items"].to_list() == [2, 1]


def test_accuracy_without_a_total_shows_nothing() -> None:
    item = {"sku": "a", "method": "ours", "horizon_days": 28, "rmsse": 0.5}
    assert forecast_quality.accuracy(frame("forecast_accuracy", item)).rows.is_empty()


def test_what_was_added_is_shown_for_all_items_by_weeks_ahead_and_step() -> None:
    rows = [
        {"step": step, "weeks_ahead": ahead, "segment": segment}
        for step in ("planner", "model", "naive")
        for ahead in ("5-13", "2-4", "1")
        for segment in ("all", "A")
    ]
    table = frame("forecast_value_added", *rows)
    shown = forecast_quality.value_added(table, "en").rows
    assert shown["weeks_ahead"].to_list() == ["1"] * 3 + ["2-4"] * 3 + ["5-13"] * 3
    assert shown["step"].to_list()[:3] == [
        *("Average of four weeks", "Our forecast", "With planners' numbers"),
    ]


def test_promises_are_shown_class_by_class_beside_what_was_kept() -> None:
    row = {"method": "backstock", "horizon_days": 28, "sums": 10, "covered_95": 0.9}
    table = frame(
        "forecast_segments",
        {**row, "kind": "abc", "segment": "B"},
        {**row, "kind": "all", "segment": ""},
        {**row, "kind": "abc", "segment": "A", "covered_95": 0.97},
        {**row, "kind": "location", "segment": "main"},
        {**row, "kind": "abc", "segment": "A", "horizon_days": 7},
        {**row, "kind": "abc", "segment": "A", "method": "naive"},
    )
    shown = forecast_quality.promises(table).rows
    assert shown["segment"].to_list() == ["A–C", "A", "B"]
    assert shown["covered_95"].to_list() == [0.9, 0.97, 0.9]
