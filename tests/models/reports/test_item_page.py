"""One item: how it stands, and the tables behind it."""

import datetime as dt
from decimal import Decimal

import polars as pl
import pytest

from models.reports import item_page, item_standing, item_timeline
from tests.factories import frame

AS_OF = dt.date(2026, 11, 22)
DAY = dt.timedelta(days=1)
BOTH = ({"location_id": "main"}, {"location_id": "shop"})


def test_an_item_stands_as_the_sum_of_its_places() -> None:
    now = item_standing.standing(
        frame(
            "stock_positions",
            *(
                {**here, "sku": "a", "is_stock_known": True, "available_qty": 3}
                | {"on_order_qty": 2}
                for here in BOTH
            ),
        ),
        frame(
            "planning_positions",
            *({**here, "position_qty": 5, "approved_qty": 6} for here in BOTH),
        ),
        frame(
            "reorder_points",
            *({**here, "reorder_point_qty": 4, "daily_mean_qty": 1.5} for here in BOTH),
        ),
        frame("suggestions", {"suggested_qty": 12, "stockout_risk_rate": 0.4}),
        frame("stock_valuation"),
    )
    assert (now.position_qty, now.reorder_point_qty) == (Decimal(10), Decimal(8))
    assert (now.on_order_qty, now.approved_qty) == (Decimal(16), Decimal(12))
    assert now.days_left == pytest.approx(2.0)
    assert now.risk_rate == 0.4


def test_what_nobody_buys_lasts_for_nobody_knows_how_long() -> None:
    nothing = item_standing.standing(
        *(
            frame(name)
            for name in (
                *("stock_positions", "planning_positions", "reorder_points"),
                *("suggestions", "stock_valuation"),
            )
        )
    )
    assert nothing.days_left is None
    assert not nothing.is_known


def test_moves_are_told_in_words_with_file_and_line_in_local_time() -> None:
    at = dt.datetime(2026, 6, 30, 22, 30, tzinfo=dt.UTC)
    common = {"sku": "a", "location_id": "main", "bucket": "on_hand"}
    ledger = frame(
        "ledger",
        {**common, "move_id": "1", "sequence": 1, "kind": "opening"}
        | {"occurred_at": at, "document": "a:main:2026"},
        {**common, "move_id": "2", "sequence": 2, "kind": "transfer_out"}
        | {"occurred_at": at + DAY, "document": "order:T1:2"},
    )
    shown = item_page.moves(ledger, {"T1:2": "x.csv:7"}, "Europe/Copenhagen", "en").rows
    assert shown.select("move_kind", "document", "file_and_line").rows() == [
        ("transfer out", "order:T1:2", "x.csv:7"),
        ("opening", "", ""),
    ]
    assert shown["occurred_at"][1] == dt.datetime(2026, 7, 1, 0, 30)  # noqa: DTZ001  # local


def test_weeks_add_up_and_count_days_with_too_little() -> None:
    monday = dt.date(2026, 11, 16)
    rows = frame(
        "demand_daily",
        *(
            {"sku": "a", "location_id": "main", "stream": "retail", "on": day}
            | {"demanded_qty": 2, "lost_qty": 1, "in_stock_share": share}
            for day, share in ((monday, 1.0), (monday + DAY, 0.25))
        ),
    )
    (week,) = item_page.weeks(rows, "en").rows.iter_rows(named=True)
    assert (week["week"], week["demanded_qty"], week["lost_qty"]) == (
        monday,
        Decimal(4),
        2,
    )
    assert week["out_days"] == 1


def test_a_delivery_took_the_days_from_order_to_goods() -> None:
    ordered = dt.datetime(2026, 5, 1, 8, tzinfo=dt.UTC)
    lines = frame(
        "purchase_order_lines",
        {"po_id": "P1", "line_no": 1, "supplier_id": "s", "ordered_at": ordered},
    )
    came = frame(
        "receipt_lines",
        {"receipt_id": "R", "line_no": 1, "po_id": "P1", "po_line_no": 1}
        | {"received_at": ordered + 9 * DAY, "available_at": ordered + 10 * DAY},
    )
    (row,) = item_page.deliveries(lines, came, {"s": "Nordlys"}).rows.iter_rows(
        named=True
    )
    assert (row["lead_days"], row["supplier_id"]) == (10, "Nordlys")


def test_places_are_added_up_and_out_only_where_all_are_out() -> None:
    stock = pl.DataFrame(
        {
            "on": [AS_OF, AS_OF],
            "closing_qty": [0, 4],
            "in_stock_share": [0.0, 1.0],
        }
    )
    days = item_timeline.stock_days(stock)
    assert days.rows() == [(AS_OF, 4.0, 1.0)]


def test_quantiles_of_several_places_are_not_added_up() -> None:
    two = frame(
        "forecasts",
        *({**here, "sku": "a", "on": AS_OF + DAY, "mean": 1.5} for here in BOTH),
    )
    assert item_timeline.coming_days(two).rows() == [(AS_OF + DAY, 3.0)]
    one = two.filter(location_id="main")
    assert "q0.5" in item_timeline.coming_days(one).columns


def test_the_timeline_shades_what_was_out_and_shows_what_was_said() -> None:
    stock = pl.DataFrame(
        {"on": [AS_OF - DAY, AS_OF], "closing_qty": [3.0, 0.0]}
        | {"in_stock_share": [1.0, 0.0]}
    )
    nothing = pl.DataFrame(schema={"on": pl.Date, "qty": pl.Float64})
    said = pl.DataFrame({"week": [AS_OF - 7 * DAY], "qty": [14.0]})
    drawn = item_timeline.timeline(
        item_timeline.Timeline(
            stock=stock,
            demand=stock.select("on", demanded_qty=pl.lit(1.0), lost_qty=pl.lit(0.0)),
            coming=stock.select("on", mean=pl.lit(1.0)),
            receipts=nothing,
            supply=nothing,
            said=said,
            reorder_point_qty=5,
            as_of=AS_OF,
        ),
        "en",
    )
    shades = [shape for shape in drawn.layout.shapes if shape.type == "rect"]
    assert len(shades) == 1
    (before,) = [
        trace for trace in drawn.data if trace.name == "Expected a week before"
    ]
    assert list(before.y) == [2.0]


def test_what_is_worth_most_stands_first() -> None:
    shown = item_page.values(
        frame(
            "stock_valuation",
            *(
                {**here, "sku": "a", "bucket": "on_hand", "value_amount": worth}
                for here, worth in zip(BOTH, (10, 30), strict=True)
            ),
        ),
        "en",
    )
    assert shown.rows["location_id"].to_list() == ["shop", "main"]
    assert set(shown.rows["bucket"]) == {"on hand"}
