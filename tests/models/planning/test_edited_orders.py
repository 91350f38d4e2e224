import polars as pl

from models.planning.edited_orders import budget_left, edited_orders
from tests.factories import frame

LINE = {
    "supplier_id": "acme",
    "location_id": "main",
    "part": 1,
    "order_on": "2026-11-23",
    "arrive_on": "2026-12-03",
    "currency": "EUR",
    "unit_cost": 10,
}
LINES = frame(
    "suggestions",
    {**LINE, "suggestion_id": "1", "sku": "a", "suggested_qty": 30, "amount": 2250},
    {**LINE, "suggestion_id": "2", "sku": "b", "suggested_qty": 20, "amount": 1500},
)
PRODUCTS = frame(
    "products",
    {"sku": "a", "category": "toys", "weight_kg": 2.0, "volume_m3": 0.5},
    {"sku": "b", "category": "cups", "weight_kg": 1.0, "volume_m3": 0.25},
)
SUPPLIERS = frame(
    "suppliers",
    {
        "supplier_id": "acme",
        "name": "Acme",
        "min_order_amount": 600,
        "min_order_qty": 40,
        "container_volume_m3": 40.0,
    },
)


def order(lines: pl.DataFrame) -> dict[str, object]:
    return edited_orders(lines, SUPPLIERS, PRODUCTS).row(0, named=True)


def test_totals_and_what_lacks_follow_the_edited_lines() -> None:
    made = order(LINES)
    assert (made["lines"], made["units"], made["order_amount"]) == (2, 50, 500)
    assert (made["amount"], made["weight_kg"], made["volume_m3"]) == (3750, 80, 20)
    assert (made["short_amount"], made["short_qty"]) == (100, 0)
    assert (made["is_reached"], made["containers"]) == (False, 0.5)
    more = LINES.with_columns(suggested_qty=pl.col("suggested_qty") + 10)
    assert order(more)["is_reached"] is True


def test_a_line_turned_down_is_not_in_its_order() -> None:
    no = LINES.with_columns(
        suggested_qty=pl.when(pl.col("sku") == "a").then(0).otherwise("suggested_qty"),
        amount=pl.when(pl.col("sku") == "a").then(0).otherwise("amount"),
    ).cast(LINES.schema)
    made = order(no)
    assert (made["lines"], made["short_qty"], made["short_amount"]) == (1, 20, 400)


def test_a_budget_says_what_the_lines_leave_of_it() -> None:
    limits = pl.DataFrame(
        {
            "scope": ["company", "category", "space"],
            "key": ["", "toys", "main"],
            "left": [4000.0, 2000.0, 3.0],
        }
    )
    left = budget_left(LINES, PRODUCTS, limits)
    assert left.select("scope", "left_amount").rows() == [
        ("company", 250.0),
        ("category", -250.0),
    ]
