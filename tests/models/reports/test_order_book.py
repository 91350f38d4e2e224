"""Orders as they stand: totals and states follow what was decided of their lines."""

import datetime as dt
from decimal import Decimal

import polars as pl
import pytest

from models.deciding.lines import as_decided
from models.deciding.states import states
from models.planning.edited_orders import edited_orders
from models.reports import order_book
from tests.factories import frame

DAY = dt.date(2026, 7, 6)
OFFERS = pl.DataFrame(
    schema={
        "sku": pl.String,
        "supplier_id": pl.String,
        "supplier_sku": pl.String,
        "unit_cost": pl.Decimal(18, 4),
        "currency": pl.String,
    }
)
LINES = frame(
    "suggestions",
    *(
        {
            "suggestion_id": name,
            "supplier_id": "s",
            "location_id": "main",
            "sku": name.upper(),
            "title": f"Thing {name}",
            "suggested_qty": qty,
            "order_on": DAY,
            "arrive_on": DAY + dt.timedelta(days=10),
            "unit_cost": 5,
            "currency": "DKK",
            "amount": qty * 5,
            "daily_mean_qty": 2.0,
            "cover_days": 20.0,
            "lost_margin_per_day_amount": 10,
            "rank": rank,
            "part": 1,
            "reason": "Order it",
            "reason_da": "Bestil det",
        }
        for rank, (name, qty) in enumerate({"a": 10, "b": 20}.items(), start=1)
    ),
)
SUPPLIERS = frame(
    "suppliers",
    {"supplier_id": "s", "name": "Sand", "currency": "DKK", "min_order_amount": 120},
)
PRODUCTS = frame(
    "products",
    {"sku": "A", "weight_kg": 2.0, "volume_m3": 0.5},
    {"sku": "B", "weight_kg": 1.0, "volume_m3": 0.1},
)


def entry(number: int, line: str, action: str, qty: int | None = None) -> pl.DataFrame:
    """Return a decision about a line."""
    made = frame(
        "decisions",
        {
            "decision_id": f"d{number}",
            "edit_id": f"d{number}",
            "decided_at": dt.datetime(2026, 7, 1, 8, number, tzinfo=dt.UTC),
            "author": "Ann",
            "run": "r",
            "suggestion_id": line,
            "action": action,
            "decided_qty": qty,
            "order_on": DAY,
            "arrive_on": DAY + dt.timedelta(days=10),
            "supplier_id": "s",
            "amount": None if qty is None else qty * 5,
        },
    )
    return made.with_columns(entry_no=pl.lit(number, pl.Int64))


def standing(*entries: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the lines and the orders after ``entries``."""
    known = pl.concat([entry(59, "nothing", "approve", 1).clear(), *entries])
    stand = states(LINES, known)
    decided = as_decided(LINES, stand, OFFERS)
    rows = order_book.lines(decided, stand, LINES, PRODUCTS, {"s": "Sand"}, "en").rows
    edited = edited_orders(decided.drop("state", "split_no"), SUPPLIERS, PRODUCTS)
    published = frame("suggested_orders")
    return rows, order_book.orders(rows, edited, published, SUPPLIERS, "en")


def test_an_untouched_order_is_open_and_sums_its_lines() -> None:
    rows, orders = standing()
    order = orders.row(0, named=True)
    assert order["state_code"] == "open"
    assert order["state"] == "Open"
    assert (
        order["order_name"]
        == "Sand s, main, 6\N{NO-BREAK SPACE}Jul\N{NO-BREAK SPACE}2026"
    )
    assert (order["lines"], order["units"], order["amount"]) == (2, 30, 150)
    assert order["weight_kg"] == pytest.approx(10 * 2 + 20 * 1)
    assert order["short_amount"] == 0
    assert order["risk_amount"] == 20
    assert rows["unit_amount"].to_list() == [5.0, 5.0]


def test_a_change_moves_totals_minimum_and_the_days_it_lasts() -> None:
    rows, orders = standing(entry(1, "b", "change", 12))
    order = orders.row(0, named=True)
    assert order["amount"] == 10 * 5 + 12 * 5
    assert order["short_amount"] == 120 - 110
    assert order["state_code"] == "partly"
    line = rows.filter(suggestion_id="b").row(0, named=True)
    assert (line["quantity"], line["suggested_qty"]) == (12, 20)
    assert line["cover_days"] == pytest.approx(20 + (12 - 20) / 2)
    assert line["author"] == "Ann"


@pytest.mark.parametrize(
    ("actions", "state"),
    [
        (("approve", "approve"), "approved"),
        (("approve", "reject"), "approved"),
        (("reject", "snooze"), "left_out"),
        (("approve", None), "partly"),
    ],
)
def test_an_order_stands_as_its_lines_do(
    actions: tuple[str, str | None], state: str
) -> None:
    made = [
        entry(number, line, action, 0 if action in {"reject", "snooze"} else 10)
        for number, (line, action) in enumerate(
            zip("ab", actions, strict=True), start=1
        )
        if action
    ]
    _, orders = standing(*made)
    assert orders["state_code"].to_list() == [state]


def test_an_order_of_which_nothing_is_left_stays_with_totals_of_zero() -> None:
    _, orders = standing(entry(1, "a", "reject", 0), entry(2, "b", "reject", 0))
    order = orders.row(0, named=True)
    assert (order["lines"], order["amount"], order["all_lines"]) == (0, Decimal(0), 2)


def test_a_split_line_is_a_row_per_part() -> None:
    first = entry(1, "a", "split", 4).with_columns(split_no=pl.lit(1, pl.Int64))
    second = entry(2, "a", "split", 6).with_columns(
        split_no=pl.lit(2, pl.Int64), edit_id=pl.lit("d1")
    )
    rows, _ = standing(first, second)
    parts = rows.filter(suggestion_id="a")
    assert parts["line_id"].to_list() == ["a/1", "a/2"]
    assert parts["quantity"].to_list() == [4, 6]
    assert parts["parts_count"].to_list() == [2, 2]
