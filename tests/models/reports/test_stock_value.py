import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl

from models.reports import stock_losses, stock_turns, stock_value
from tests.factories import frame

AS_OF = dt.date(2026, 11, 22)
PLACE = {"sku": "a", "location_id": "main", "bucket": "on_hand", "qty": 1}
GROUP = {"location_id": "main", "category": "cups", "supplier_id": "ann"}


def valuation(*rows: dict[str, Any]) -> pl.DataFrame:
    return frame("stock_valuation", *(PLACE | GROUP | row for row in rows))


def months(*rows: dict[str, Any]) -> pl.DataFrame:
    columns = [
        name for name in frame("cost_of_goods_sold").columns if name.endswith("_amount")
    ]
    nothing = dict.fromkeys(columns, 0)
    return frame("cost_of_goods_sold", *(GROUP | nothing | row for row in rows))


def test_stock_is_worth_the_sum_of_what_is_known() -> None:
    found = stock_value.worth(
        valuation(
            {"value_amount": 10},
            {"bucket": "in_transit", "value_amount": 4},
            {"sku": "b", "value_amount": -3},
            {"sku": "c", "value_amount": None},
        )
    )
    assert (found.value_amount, found.on_the_way_amount) == (Decimal(11), Decimal(4))
    assert (found.negative_amount, found.unvalued) == (Decimal(-3), 1)


def test_stock_of_which_no_cost_is_known_is_worth_nobody_knows_what() -> None:
    assert stock_value.worth(valuation({"value_amount": None})).value_amount is None


def test_groups_have_their_share_and_say_what_is_not_known() -> None:
    rows: list[dict[str, Any]] = [
        {"value_amount": 1},
        {"bucket": "in_transit", "value_amount": 2},
        {"sku": "b", "supplier_id": "none", "value_amount": 1},
        {"sku": "c", "supplier_id": "none", "value_amount": None},
        {"sku": "d", "supplier_id": "bob", "value_amount": None},
    ]
    suppliers = frame("suppliers", {"supplier_id": "ann", "name": "Ann A/S"})
    shown = stock_value.value_by(valuation(*rows), "supplier_id", suppliers, "en")
    assert shown.rows.select(*shown.columns).rows() == [
        ("Ann A/S", 1, 3, 0.75, 0),
        ("Nobody offers it", 2, 1, 0.25, 1),
        ("bob", 1, None, None, 1),
    ]


def test_the_year_is_drawn_from_days_with_a_value() -> None:
    daily = frame(
        "stock_value_daily",
        GROUP | {"on": AS_OF, "value_amount": 5},
        GROUP | {"on": AS_OF, "category": "bowls", "value_amount": 6},
        GROUP | {"on": AS_OF - dt.timedelta(days=1), "value_amount": None},
        GROUP | {"on": AS_OF - dt.timedelta(days=366), "value_amount": 7},
    )
    found = stock_value.value_over_time(daily.lazy(), AS_OF)
    assert found.rows() == [(AS_OF, 11.0)]
    assert stock_value.value_chart(found, "da").data[0].y == (11.0,)


def test_months_stand_side_by_side_and_add_up() -> None:
    shown = stock_value.roll_forward(
        months(
            {"month_on": "2026-09-01", "closing_amount": 4, "opened_amount": 4},
            {
                "month_on": "2026-11-01",
                "opening_amount": 4,
                "received_amount": 3,
                "cost_of_goods_sold_amount": 2,
                "closing_amount": 5,
            },
            {"month_on": "2026-11-01", "category": "bowls", "closing_amount": 1},
            {"month_on": "2026-08-01", "closing_amount": 9},
        ),
        AS_OF,
        "en",
    )
    assert shown.rows.select("line", *stock_value.MONTHS).rows() == [
        ("Value at the start", 0, 0, 4),
        ("+ First looked at", 4, 0, 0),
        ("+ From suppliers", 0, 0, 3),
        ("− Cost of goods sold", 0, 0, -2),
        ("= Value at the end", 4, 0, 6),
    ]


def test_cost_of_goods_sold_is_told_in_parts() -> None:
    parts = {"shipped_amount": 9, "returned_amount": 2, "counted_loss_amount": 1}
    shown = stock_value.sold_and_lost(
        months({"month_on": "2026-10-01"} | parts), AS_OF, "en"
    )
    assert shown.rows.select("line", "last_month").rows() == [
        ("Sold: shipped", 9),
        ("Sold: put back", -2),
        ("Lost: counts", 1),
    ]


def test_months_without_a_value_show_nothing() -> None:
    unknown = frame("cost_of_goods_sold", GROUP | {"month_on": "2026-11-01"})
    assert not stock_value.roll_forward(unknown, AS_OF, "en").total
    assert not stock_value.roll_forward(unknown.clear(), AS_OF, "en").total


def turnover(*turns: tuple[str, float | None, int]) -> pl.DataFrame:
    return frame(
        "stock_turnover",
        *(
            {
                **GROUP,
                "sku": sku,
                "turns_per_year": rate,
                "average_value_amount": value,
            }
            for sku, rate, value in turns
        ),
    )


def test_fastest_and_slowest_are_of_what_matters_and_is_known() -> None:
    rows = turnover(
        *(("a", 2.0, 50), ("b", None, 900), ("c", 0.0, 30), ("d", 0.0, 19)),
        ("trifle", 99.0, 1),
    )
    products = frame("products", {"sku": "a", "title": "Mug"})
    order = {
        name: stock_turns.turnover_of_items(name, rows, products).rows["sku"].to_list()
        for name in ("fastest", "slowest")
    }
    assert order == {"fastest": ["a", "c", "d"], "slowest": ["c", "d", "a"]}


def test_ages_are_named_by_their_days() -> None:
    place = {"sku": "a", "location_id": "main"}
    ages = stock_turns.ages(
        frame(
            "stock_ageing",
            place | {"bucket_days": 3650, "value_amount": 1},
            place | {"bucket_days": 60, "value_amount": 2},
            place | {"bucket_days": 30, "value_amount": 4},
            place | {"sku": "b", "bucket_days": 30, "value_amount": None},
        )
    )
    chart = stock_turns.ages_chart(ages, "DKK", "en")
    assert chart.layout.yaxis.ticktext == ("0–30 days", "31–60 days", "over 60 days")
    young = stock_turns.ages_chart(ages.head(2), "DKK", "da")
    assert young.layout.yaxis.ticktext == ("0–30 dage", "31–60 dage")
    assert chart.data[0].x == (4.0, 2.0, 1.0)


def test_most_dead_money_comes_first() -> None:
    rows = frame(
        "dead_and_excess",
        {"sku": "a", "kind": "dead", "value_amount": None},
        {"sku": "b", "kind": "excess", "value_amount": 3},
        {"sku": "c", "kind": "dead", "value_amount": 5},
    )
    shown = stock_turns.stuck(rows, frame("products"), "da")
    assert shown.rows.select("sku", "kind").rows() == [
        ("c", "Dødt"),
        ("b", "For meget"),
        ("a", "Dødt"),
    ]
    assert stock_turns.money_in(rows, "dead") == 5
    assert stock_turns.money_in(rows.clear(), "dead") == 0


def test_unusual_losses_come_first_and_old_ones_are_left_out() -> None:
    loss = {"location_id": "main", "category": "none", "month_on": "2026-10-01"}
    shown = stock_losses.losses(
        frame(
            "shrinkage",
            loss | {"reason": "theft", "net_amount": -5},
            loss | {"reason": "damage", "net_amount": -1, "is_unusual": True},
            loss | {"reason": "count", "net_amount": -9, "month_on": "2025-01-01"},
        ),
        AS_OF,
        "en",
    )
    assert shown.rows.select("reason", "net_amount", "is_unusual").rows() == [
        ("Damage", -1, "Unusual"),
        ("Theft", -5, None),
    ]
    assert shown.rows["category"][0] == "Without a category"


def test_places_whose_books_part_most_from_the_shelves_come_first() -> None:
    gap = {"sku": "a", "explanation": "shrinkage", "gap_qty": -1}
    shown = stock_losses.gaps_of_places(
        frame(
            "stock_reconciliation",
            gap | {"location_id": "x", "gap_amount": -3},
            gap | {"location_id": "y", "gap_amount": -9},
            gap | {"location_id": "y", "gap_amount": 8},
            gap | {"location_id": "z", "gap_amount": None},
            gap | {"location_id": "z", "gap_qty": 0},
        ),
        "en",
    )
    assert shown.rows.rows() == [
        ("y", "Shrinkage", 2, 17, -1),
        ("x", "Shrinkage", 1, 3, -3),
        ("z", "Shrinkage", 1, None, None),
    ]


def test_months_are_summed_over_all_groups() -> None:
    key = {"month_on": "2026-10-01", "category": "cups", "supplier_id": "ann"}
    rows = frame(
        "cost_of_goods_sold",
        {**key, "location_id": "main", "shipped_amount": 4, "closing_amount": 9},
        {**key, "location_id": "shop", "shipped_amount": 3, "closing_amount": 1},
    )
    (month,) = stock_value.sums_by_month(rows.lazy()).iter_rows(named=True)
    assert (month["shipped_amount"], month["closing_amount"]) == (7, 10)
