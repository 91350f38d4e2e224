"""What to look at in an order: its minimum, thin data, and items that need a person."""

import datetime as dt

import polars as pl

from models.reports.order_concerns import with_concerns
from tests.factories import frame

DAY = dt.date(2026, 7, 6)
KEY = {"supplier_id": "s", "location_id": "main", "order_on": DAY, "part": 1}
LINE = {**KEY, "state_code": "open", "grade": "A"}
ROWS = pl.DataFrame(
    [
        {**LINE, "suggestion_id": "a", "sku": "A"},
        {**LINE, "suggestion_id": "b", "sku": "B", "grade": "C"},
        {**LINE, "suggestion_id": "c", "sku": "C", "grade": "C"},
    ]
)


def orders(short: float = 0.0, advice: str | None = None) -> pl.DataFrame:
    """Return the order, as far as it is looked at."""
    lacks = dict.fromkeys(("amount", "qty", "weight_kg", "volume_m3"), 0.0)
    named = {f"short_{name}": value for name, value in lacks.items()}
    row = KEY | named | {"short_amount": short, "advice": advice}
    return pl.DataFrame([row], schema_overrides={"advice": pl.String})


def exception(kind: str, sku: str) -> pl.DataFrame:
    """Return an exception of an item at the place."""
    return frame("exceptions", {"kind": kind, "sku": sku, "location_id": "main"})


def concerns(
    made: pl.DataFrame, rows: pl.DataFrame, exceptions: pl.DataFrame
) -> list[str]:
    """Return what is to be looked at."""
    found: list[str] = with_concerns(made, rows, exceptions, "en")["concerns"][0]
    return list(found)


def test_an_order_with_nothing_to_look_at_has_no_concern() -> None:
    well = ROWS.filter(grade="A")
    assert concerns(orders(), well, frame("exceptions")) == []


def test_a_missed_minimum_is_told_with_what_to_do_about_it() -> None:
    well = ROWS.filter(grade="A")
    none = frame("exceptions")
    assert concerns(orders(30), well, none) == ["The minimum is not reached."]
    assert concerns(orders(30, "Wait until 9 Jul."), well, none) == [
        "Wait until 9 Jul."
    ]
    assert concerns(orders(0, "Wait until 9 Jul."), well, none) == []


def test_lines_on_little_data_and_items_that_need_a_person_are_counted() -> None:
    found = concerns(orders(), ROWS, exception("overstock", "A"))
    assert found[0] == "Rests on little data: 2 lines."
    assert found[1].endswith(": 1 line.")
    assert concerns(orders(), ROWS.filter(grade="A"), exception("late", "A")) == []


def test_what_is_decided_is_looked_at_no_more() -> None:
    decided = ROWS.with_columns(state_code=pl.lit("approved"))
    assert concerns(orders(), decided, exception("overstock", "A")) == []
