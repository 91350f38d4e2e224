import datetime as dt
from decimal import Decimal

from models.reports import margins
from tests.factories import frame

MONDAY = dt.date(2026, 11, 23)
TURNOVER = frame(
    "stock_turnover",
    {"sku": "a", "location_id": "main", "category": "cups", "supplier_id": "ann"}
    | {"revenue_amount": 100, "cost_of_goods_sold_amount": 60}
    | {"gross_margin_amount": 40},
    {"sku": "b", "location_id": "main", "category": "cups", "supplier_id": "ann"}
    | {"revenue_amount": 100, "cost_of_goods_sold_amount": 90}
    | {"gross_margin_amount": 10},
    {"sku": "c", "location_id": "main", "category": "cups", "supplier_id": "ann"}
    | {"revenue_amount": 70},
)


def test_margin_is_revenue_less_cost_of_what_is_known() -> None:
    row = margins.margins(TURNOVER, ["category"]).row(0, named=True)
    earned = row["revenue_amount"] - row["cost_of_goods_sold_amount"]
    assert row["gross_margin_amount"] == earned == Decimal(50)
    assert (row["margin_rate"], row["items"], row["unknown_items"]) == (0.25, 2, 1)


def test_items_that_earn_most_come_first() -> None:
    rows = margins.margin_of_items(TURNOVER, frame("products")).rows
    assert rows["sku"].to_list() == ["a", "b", "c"]
    assert rows["margin_rate"].to_list() == [0.4, 0.1, None]


def test_cash_is_summed_by_the_week_it_falls_due_in() -> None:
    due = [
        {"suggestion_id": f"{n}", "kind": "balance", "supplier_id": "ann"}
        | {"location_id": "main", "sku": "a", "amount": 10, "order_on": MONDAY}
        | {"due_on": MONDAY + dt.timedelta(days=n)}
        for n in (0, 6, 7)
    ]
    weeks = margins.cash_by_week(frame("cash_due", *due))
    assert weeks.rows() == [
        (MONDAY, 20.0, 20.0),
        (MONDAY + dt.timedelta(days=7), 10.0, 30.0),
    ]
