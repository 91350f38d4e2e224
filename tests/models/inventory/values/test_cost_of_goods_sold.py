import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from models import tables
from models.inventory.values.cost_of_goods_sold import (
    cost_of_goods_sold,
    roll_forward_adds_up,
)
from models.inventory.values.known_moves import FLOWS
from models.inventory.values.valuation import stock_valuation
from models.tables.inventory import MOVE_KINDS
from tests.models.inventory.values.books import (
    AS_OF,
    COMPANY,
    Row,
    ledger,
    locations,
    move,
    products,
    sources,
)

JANUARY, FEBRUARY, MARCH = (dt.date(2026, month, 1) for month in (1, 2, 3))


def rolled(moves: pl.LazyFrame, as_of: dt.date = AS_OF) -> pl.DataFrame:
    made = cost_of_goods_sold(moves, products(), sources(), locations(), as_of, COMPANY)
    tables.TABLES["cost_of_goods_sold"].validate(made)
    assert roll_forward_adds_up(made).is_empty()
    return made


def amounts(*moves: Row, on: dt.date = JANUARY) -> dict[str, Any]:
    """Return what is not zero in one month."""
    (row,) = rolled(ledger(*moves)).filter(month_on=on).rows(named=True)
    return {
        name.removesuffix("_amount"): value
        for name, value in row.items()
        if name.endswith("_amount") and value
    }


OPENING = move("opening", "2026-01-01", 10, 100)


def test_the_first_look_opens_the_books_and_later_months_begin_with_it() -> None:
    made = rolled(ledger(OPENING))
    assert made.select("month_on", "opening_amount", "closing_amount").rows() == [
        (JANUARY, 0, 100),
        (FEBRUARY, 100, 100),
        (MARCH, 100, 100),
    ]
    assert made["opened_amount"].to_list() == [100, 0, 0]


def test_shipments_cost_what_was_sold_less_what_was_put_back() -> None:
    assert amounts(
        OPENING,
        move("shipment", "2026-01-05", -4, -40),
        move("return", "2026-01-07", 1, 10),
    ) == {
        "opened": 100,
        "shipped": 40,
        "returned": 10,
        "cost_of_goods_sold": 30,
        "closing": 70,
    }


def test_purchases_and_what_goes_back_are_apart() -> None:
    made = amounts(
        OPENING,
        move("receipt", "2026-01-05", 5, 55),
        move("purchase_return", "2026-01-07", -1, -11),
    )
    assert (made["received"], made["sent_back"], made["closing"]) == (55, 11, 144)


def test_losses_are_shrinkage_and_no_cost_of_goods_sold() -> None:
    made = amounts(
        OPENING,
        move("count", "2026-01-05", -1, -10),
        move("adjustment", "2026-01-06", -2, -20),
        move("transfer_loss", "2026-01-07", -1, -10),
    )
    assert (made["counted_loss"], made["adjusted_loss"]) == (10, 20)
    assert (made["transit_loss"], made["shrinkage"]) == (10, 40)
    assert "cost_of_goods_sold" not in made


def test_a_snapshot_explains_nothing_and_is_no_shrinkage() -> None:
    made = amounts(OPENING, move("snapshot", "2026-01-05", -1, -10))
    assert made == {"opened": 100, "unexplained": -10, "closing": 90}


def test_a_settled_shortage_and_a_residual_go_to_the_cost_of_goods_sold() -> None:
    made = amounts(
        OPENING,
        move("receipt", "2026-01-05", 5, 55, adjustment_amount="-2.5"),
        move("shipment", "2026-01-06", -1, -10, adjustment_amount="-0.01"),
    )
    assert made["received"] == 55
    assert made["settled"] == Decimal("2.51")
    assert made["cost_of_goods_sold"] == Decimal("12.51")


def test_paid_beyond_standard_is_a_price_variance() -> None:
    standard = {"method": "standard", "adjustment_amount": -5}
    made = amounts(OPENING, move("receipt", "2026-01-05", 5, 55, **standard))
    assert (made["received"], made["price_variance"]) == (55, 5)
    assert (made["cost_of_goods_sold"], made["closing"]) == (5, 150)


def test_a_revaluation_is_neither_sold_nor_lost() -> None:
    revalued = move("revaluation", "2026-01-05", 0, 7, adjustment_amount=1)
    assert amounts(OPENING, revalued) == {
        "opened": 100,
        "revalued": 8,
        "closing": 108,
    }


def test_a_correction_counts_as_what_it_corrects_and_is_told() -> None:
    made = amounts(
        OPENING,
        move("receipt", "2026-01-05", 2, 20, cause="PO7"),
        move("shipment", "2026-01-05", 0, -3, cause="PO7"),
    )
    assert (made["received"], made["cost_of_goods_sold"]) == (20, 3)
    assert (made["corrected"], made["closing"]) == (17, 117)


def test_goods_between_places_leave_one_and_are_on_the_way_to_the_other() -> None:
    there = {"location_id": "store"}
    made = rolled(
        ledger(
            OPENING,
            move("opening", "2026-01-01", 1, 10, **there),
            move("transfer_out", "2026-01-05", -4, -40),
            move("transfer_out", "2026-01-05", 4, 40, bucket="in_transit", **there),
            move("transfer_in", "2026-02-05", -4, -40, bucket="in_transit", **there),
            move("transfer_in", "2026-02-05", 4, 40, **there),
        )
    )
    assert made.filter(month_on=JANUARY)["transferred_amount"].to_list() == [-40, 40]
    assert made.filter(month_on=FEBRUARY)["transferred_amount"].to_list() == [0, 0]


def test_what_moved_before_the_first_look_is_in_what_it_found() -> None:
    made = rolled(
        ledger(
            move("shipment", "2025-12-05", -4, None),
            move("transfer_out", "2025-12-06", 2, 20, bucket="in_transit"),
            move("snapshot", "2026-01-05", 10, 60, adjustment_amount=-3),
            move("shipment", "2026-01-05T13:00", -1, -10),
        )
    )
    january = made.filter(month_on=JANUARY).row(0, named=True)
    assert made["month_on"].min() == JANUARY
    assert january["opened_amount"] == 77
    assert january["cost_of_goods_sold_amount"] == 10
    assert january["closing_amount"] == 67
    assert january["unvalued_moves"] == 0


def test_every_bin_of_the_first_look_opens_the_books() -> None:
    made = amounts(
        move("count", "2026-01-05", 10, 100, bin="A"),
        move("count", "2026-01-05", 5, 50, bin="B"),
        move("count", "2026-01-06", -1, -10, bin="B"),
    )
    assert (made["opened"], made["counted_loss"]) == (150, 10)


def test_stock_that_nobody_looked_at_is_in_no_month() -> None:
    assert rolled(ledger(move("receipt", "2026-01-01", 1, 5))).is_empty()


def test_a_month_is_that_of_the_place() -> None:
    late = move("shipment", "2026-01-31T23:30", -1, -10)
    made = cost_of_goods_sold(
        ledger(OPENING, late),
        products(),
        sources(),
        locations({"location_id": "main", "time_zone": "Europe/Copenhagen"}),
        AS_OF,
        COMPANY,
    )
    assert made.filter(month_on=FEBRUARY)["shipped_amount"].to_list() == [10]


def test_moves_without_a_cost_are_counted_and_left_out() -> None:
    made = rolled(ledger(OPENING, move("shipment", "2026-01-05", -4, None)))
    row = made.row(0, named=True)
    assert (row["unvalued_moves"], row["shipped_amount"]) == (1, 0)


def test_a_group_without_any_cost_has_no_amounts() -> None:
    made = rolled(ledger(move("opening", "2026-01-05", 4, None)))
    row = made.row(0, named=True)
    assert (row["unvalued_moves"], row["closing_amount"]) == (1, None)
    assert row["cost_of_goods_sold_amount"] is None


def test_every_kind_of_move_is_something_to_the_value() -> None:
    assert set(FLOWS) == set(MOVE_KINDS)


def test_the_check_finds_what_does_not_add_up() -> None:
    made = rolled(ledger(OPENING))
    one = Decimal("0.0001")
    for name in ("opening", "received", "cost_of_goods_sold", "closing"):
        column = pl.col(f"{name}_amount")
        wrong = made.with_columns((column + one).cast(pl.Decimal(18, 4)))
        assert roll_forward_adds_up(wrong).height


def costed(adjustment: int, **other: Any) -> Row:
    row = move(**other)
    is_known = row["cost_amount"] is not None
    return row | {"adjustment_amount": adjustment / 100 if is_known else None}


moves = st.builds(
    costed,
    kind=st.sampled_from(MOVE_KINDS),
    on=st.dates(dt.date(2025, 11, 1), AS_OF).map(dt.date.isoformat),
    qty=st.integers(-9, 9),
    cost=st.one_of(st.none(), st.integers(-900, 900).map(lambda cents: cents / 100)),
    sku=st.sampled_from("abc"),
    location_id=st.sampled_from(["main", "store"]),
    bucket=st.sampled_from(["on_hand", "in_transit"]),
    method=st.sampled_from(["fifo", "standard"]),
    adjustment=st.integers(-90, 90),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(moves, max_size=30))
def test_any_ledger_rolls_forward_to_what_its_stock_is_worth(found: list[Row]) -> None:
    in_order = sorted(found, key=lambda row: row["occurred_at"])
    book = ledger(*in_order)
    made = rolled(book)
    last = made.filter(month_on=MARCH, unvalued_moves=0)
    unknown = made.filter(pl.col("unvalued_moves") > 0)
    group = ["location_id", "category", "supplier_id"]
    worth = (
        stock_valuation(book, products(), sources())
        .group_by(group)
        .agg(pl.col("value_amount").sum())
    )
    beside = (
        last.select(*group, "closing_amount")
        .join(unknown, on=group, how="anti")
        .join(worth, on=group, how="left")
        .with_columns(pl.col("value_amount").fill_null(0))
    )
    assert beside.filter(pl.col("closing_amount") != pl.col("value_amount")).is_empty()
