"""A past laid out day by day."""

import datetime as dt

import numpy as np
import polars as pl
import pytest

from models.simulation.lead_times import arrivals
from models.simulation.past import Evidence, Past, Span, past

FIRST = dt.date(2026, 1, 5)
SPAN = Span(FIRST, 2)
DAY = dt.timedelta(days=1)


def plans() -> pl.DataFrame:
    """Return two weekly plans: a cup at a warehouse and its store, later a plate."""
    rows = [
        ("cup", "main", "maker", None, SPAN.origins[0], 8.0),
        ("cup", "store", None, "main", SPAN.origins[0], 3.0),
        ("cup", "main", "maker", None, SPAN.origins[1], 9.0),
        ("cup", "store", None, "main", SPAN.origins[1], 3.0),
        ("plate", "main", "maker", None, SPAN.origins[0], 0.0),
        ("plate", "main", "maker", None, SPAN.origins[1], 5.0),
    ]
    names = ["sku", "location_id", "supplier_id", "from_location_id", "made_on"]
    return pl.DataFrame(rows, schema=[*names, "up_to"], orient="row").with_columns(
        policy=pl.lit("s_S"),
        order_on=pl.col("made_on") + DAY,
        review_days=pl.lit(7),
        lead_days=pl.lit(3),
        pack=pl.lit(1.0),
        least=pl.lit(0.0),
        most=pl.lit(None, pl.Float64),
        cost=pl.lit(10.0),
    )


def units(rows: list[tuple[object, ...]], *names: str) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=[*names, "units"], orient="row")


@pytest.fixture
def laid() -> Past:
    place = ("sku", "location_id")
    demand = [
        ("cup", "main", "retail", FIRST, 2.0, 0.4),
        ("cup", "main", "retail", FIRST + DAY, 1.0, 0.7),
        ("cup", "main", "wholesale", FIRST, 6.0, 0.0),
    ]
    names = [*place, "stream", "on", "demanded_qty", "lost_qty"]
    return past(
        Evidence(
            plans=plans(),
            demand_daily=pl.LazyFrame(demand, schema=names, orient="row"),
            stock_daily=pl.LazyFrame(
                [
                    ("cup", "main", FIRST - DAY, 7.0),
                    ("cup", "store", FIRST - DAY, -1.0),
                    ("plate", "main", FIRST + 3 * DAY, 4.0),
                ],
                schema=[*place, "on", "closing_qty"],
                orient="row",
            ),
            moves=units(
                [
                    ("cup", "main", "receipt", FIRST + DAY, 20.0),
                    ("cup", "main", "return", FIRST + DAY, 1.0),
                    ("cup", "main", "shipment", FIRST, -2.0),
                    ("cup", "main", "transfer_out", FIRST + 8 * DAY, -5.0),
                    ("cup", "store", "transfer_in", FIRST + 9 * DAY, 5.0),
                ],
                *(*place, "kind", "on"),
            ),
            deliveries=units(
                [
                    ("maker", "cup", "main", FIRST - 4 * DAY, FIRST + DAY, 20.0),
                    ("maker", "cup", "main", FIRST + 2 * DAY, FIRST + 9 * DAY, 30.0),
                    ("maker", "plate", "main", FIRST + DAY, FIRST + 4 * DAY, 6.0),
                ],
                *("supplier_id", *place, "ordered_on", "come_on"),
            ),
            transfers=units(
                [("cup", "main", "store", FIRST + 8 * DAY, FIRST + 9 * DAY, 5.0)],
                *("sku", "from_id", "to_id", "shipped_on", "come_on"),
            ),
            least_amounts=pl.DataFrame(
                {"supplier_id": ["maker"], "least_amount": [75.0]}
            ),
            patient=pl.DataFrame({"location_id": ["main"], "stream": ["wholesale"]}),
        ),
        SPAN,
    )


def on_days(matrix: np.ndarray, cell: int) -> dict[int, float]:
    """Return the days on which something is not zero."""
    return {
        int(day): float(matrix[day, cell]) for day in np.flatnonzero(matrix[:, cell])
    }


def test_places_stand_by_supplier_and_know_who_replenishes_them(laid: Past) -> None:
    assert laid.cells.select("sku", "location_id").rows() == [
        ("cup", "main"),
        ("cup", "store"),
        ("plate", "main"),
    ]
    terms = laid.ground.terms
    assert terms.parent.tolist() == [-1, 0, -1]
    assert terms.buyer.tolist() == [0, -1, 0]
    assert laid.ground.blocks.tolist() == [0, 3]
    assert laid.ground.least_amount.tolist() == [75]


def test_stock_begins_as_it_stood_and_lost_units_add_up(laid: Past) -> None:
    assert laid.ground.stock.tolist() == [7, 0, 0]
    assert laid.ground.sold_from.tolist() == [0, 0, 3]
    assert on_days(laid.ground.demand, 0) == {0: 2, 1: 2}
    assert on_days(laid.ground.patient, 0) == {0: 6}


def test_only_what_was_ordered_before_a_place_is_planned_comes_in(laid: Past) -> None:
    """The plate is planned from the second week on; its order of day 1 still comes."""
    assert laid.ground.planned_from.tolist() == [0, 0, 7]
    assert on_days(laid.ground.given, 0) == {1: 20}
    assert on_days(laid.ground.given, 2) == {4: 6}
    assert on_days(laid.ground.other, 0) == {1: 1}


def test_reality_has_every_receipt_and_transfer(laid: Past) -> None:
    really = laid.really
    assert on_days(really.given, 0) == {1: 20}
    assert on_days(really.given, 1) == {9: 5}
    assert on_days(really.other, 0) == {1: 1, 8: -5}
    assert (really.planned_from == SPAN.days).all()


def test_orders_can_be_placed_on_the_days_each_plan_saw(laid: Past) -> None:
    assert np.flatnonzero(laid.ground.chance[:, 0]).tolist() == [0, 7]


def test_an_order_takes_as_long_as_the_nearest_real_one() -> None:
    deliveries = units(
        [
            ("maker", "cup", FIRST, FIRST + 4 * DAY, 1.0),
            ("maker", "cup", FIRST + 4 * DAY, FIRST + 6 * DAY, 1.0),
            ("maker", "cup", FIRST + 10 * DAY, FIRST + 19 * DAY, 1.0),
        ],
        *("supplier_id", "sku", "ordered_on", "come_on"),
    )
    cells = pl.DataFrame(
        {
            "supplier_id": ["maker", "maker", None, "other"],
            "sku": ["cup", "plate", "cup", "cup"],
            "lead_days": [3, 3, 2, 5],
        }
    )
    found = arrivals(deliveries, cells, FIRST, 12)
    took = (found - np.arange(12)[:, None]).T.tolist()
    assert took[0] == [4, 4, 4, 2, 2, 2, 2, 2, 9, 9, 9, 9]
    assert took[1] == took[0]
    assert took[2] == [2] * 12
    assert took[3] == [5] * 12
