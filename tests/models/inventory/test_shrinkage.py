"""What was lost, why, and which of it stands out."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy import stats

from models import tables
from models.company import Company
from models.inventory.reconciliation import shrinkage, stock_reconciliation
from models.inventory.unusual import (
    FALSE_DISCOVERIES,
    FEWEST_CELLS,
    Cells,
    chances_of,
    discoveries,
    expected_losses,
)
from tests.factories import frame
from tests.models.inventory.ledgers import ledger

PRODUCTS = frame(
    "products",
    {"sku": "a", "unit_cost": 2, "category": "cups"},
    {"sku": "b", "unit_cost": 3},
)
Row = dict[str, Any]


def lost(
    *moves: Row,
    adjustments: Sequence[Row] = (),
    products: pl.DataFrame = PRODUCTS,
    **location: str,
) -> pl.DataFrame:
    """Return the shrinkage of moves; adjustments are moves too."""
    adjusted = [
        {
            "kind": "adjustment",
            "document": row["adjustment_id"],
            "occurred_at": row["adjusted_at"],
            **{
                name: row[name] for name in ("sku", "location_id", "qty") if name in row
            },
        }
        for row in adjustments
    ]
    rows = [
        {
            "sku": "a",
            "location_id": "main",
            "bucket": "on_hand",
            "move_id": f"m{number}",
            **move,
        }
        for number, move in enumerate((*moves, *adjusted))
    ]
    book = ledger(frame("stock_moves", *rows).lazy(), products=products)
    made = shrinkage(
        book,
        stock_reconciliation(book, products),
        frame(
            "stock_adjustments", *({"sku": "a", **row} for row in adjustments)
        ).lazy(),
        products,
        frame("locations", {"location_id": "main", **location}),
        Company(time_zone="UTC"),
    )
    tables.TABLES["shrinkage"].validate(made)
    return made


def seen(at: str, units: int, kind: str = "count", **more: Any) -> Row:
    return {
        "kind": kind,
        "counted_qty": units,
        "occurred_at": f"2026-{at}T20:00",
        **more,
    }


def sold(at: str, units: int, **more: Any) -> Row:
    return {
        "kind": "shipment",
        "qty": -units,
        "occurred_at": f"2026-{at}T10:00",
        **more,
    }


def adjusted(number: int, at: str, qty: int, reason: str, **more: Any) -> Row:
    return {
        "adjustment_id": f"A{number}",
        "adjusted_at": f"2026-{at}T10:00",
        "qty": qty,
        "reason": reason,
        **more,
    }


def test_nothing_lost_is_no_shrinkage() -> None:
    assert lost().is_empty()
    assert lost(seen("01-01", 9), sold("01-05", 2), seen("01-09", 7)).is_empty()


def test_counts_lose_and_find_by_place_month_and_category() -> None:
    made = lost(
        seen("01-01", 10),
        seen("01-05", 7),
        seen("01-20", 9),
        seen("01-28", 5, "snapshot"),
    )
    columns = ("location_id", "month_on", "category", "reason")
    assert made.select(columns).rows() == [
        ("main", dt.date(2026, 1, 1), "cups", "count")
    ]
    assert made.select("lost_qty", "found_qty", "net_amount").rows() == [(3, 2, -2)]


def test_adjustments_say_why() -> None:
    made = lost(
        seen("01-01", 90),
        adjustments=[
            adjusted(1, "01-05", -3, "damage"),
            adjusted(2, "01-06", -1, "damage"),
            adjusted(3, "01-07", -2, "theft"),
            adjusted(4, "01-08", 4, "found"),
            adjusted(5, "02-08", -5, "expiry"),
            adjusted(6, "01-09", -6, "own_use", sku="b"),
        ],
    )
    found = made.select("month_on", "category", "reason", "lost_qty", "found_qty")
    january, february = dt.date(2026, 1, 1), dt.date(2026, 2, 1)
    assert found.rows() == [
        (january, "cups", "damage", 4, 0),
        (january, "cups", "found", 0, 4),
        (january, "cups", "theft", 2, 0),
        (january, "none", "own_use", 6, 0),
        (february, "cups", "expiry", 5, 0),
    ]
    assert made["net_amount"].to_list() == [-8, 8, -4, -18, -10]


def test_cut_off_errors_and_kits_are_no_losses() -> None:
    kit = {"kind": "kit_consume", "qty": -4, "occurred_at": "2026-01-04T10:00"}
    moves = seen("01-01", 10), seen("01-05", 7), seen("01-09", 10)
    assert lost(*moves[:1], kit).is_empty()
    assert lost(*moves).is_empty()


def test_an_adjustment_whose_row_is_not_there_is_something_other() -> None:
    row = {"kind": "adjustment", "qty": -4, "document": "A9"}
    made = lost(seen("01-01", 10), row | {"occurred_at": "2026-01-04T10:00"})
    assert made.select("reason", "lost_qty").rows() == [("other", 4)]


def test_late_documents_of_closed_periods_change_what_was_counted() -> None:
    common = {"sku": "a", "location_id": "main", "bucket": "on_hand", "is_known": True}
    rows: list[Row] = [
        {"kind": "count", "qty": 10, "balance_qty": 10, "occurred_at": "2026-01-01"},
        {"kind": "count", "qty": -3, "balance_qty": 7, "occurred_at": "2026-01-09"},
        {"kind": "shipment", "qty": -3, "balance_qty": 4, "cause": "S9"},
        {"kind": "count", "qty": 3, "balance_qty": 7, "cause": "S9"},
        {"kind": "adjustment", "qty": -2, "balance_qty": 5, "cause": "A1"},
    ]
    book = frame(
        "ledger",
        *(
            {
                **common,
                "occurred_at": "2026-02-01",
                "document": row.get("cause", ""),
                "move_id": str(number),
                "sequence": number,
                **row,
            }
            for number, row in enumerate(rows)
        ),
    ).lazy()
    made = shrinkage(
        book,
        stock_reconciliation(book, PRODUCTS),
        frame("stock_adjustments", {"adjustment_id": "A1", "reason": "theft"}).lazy(),
        PRODUCTS,
        frame("locations", {"location_id": "main"}),
        Company(time_zone="UTC"),
    )
    assert made.select(
        "month_on", "reason", "lost_qty", "found_qty", "net_amount"
    ).rows() == [
        (dt.date(2026, 1, 1), "count", 3, 0, -6),
        (dt.date(2026, 2, 1), "count", 0, 3, 6),
        (dt.date(2026, 2, 1), "theft", 2, 0, -4),
    ]


def test_months_are_those_of_the_place() -> None:
    made = lost(
        seen("01-01", 10),
        {**seen("01-31", 7), "occurred_at": "2026-01-31T20:00"},
        time_zone="Asia/Tokyo",
    )
    assert made["month_on"].to_list() == [dt.date(2026, 2, 1)]


def test_handled_is_what_was_issued_in_the_month_and_lost() -> None:
    made = lost(
        seen("01-01", 90),
        sold("01-04", 6),
        sold("01-08", 4),
        sold("02-08", 30),
        adjustments=[adjusted(1, "01-05", -3, "damage")],
    )
    assert made["handled_qty"].to_list() == [13]


def test_counts_answer_for_all_that_was_issued_since_the_look_before() -> None:
    made = lost(
        seen("01-01", 90),
        sold("01-04", 6),
        seen("01-20", 84),
        sold("01-24", 5),
        sold("02-08", 30),
        seen("02-20", 40),
        sold("02-24", 1),
        {**seen("02-20", 7), "sku": "b", "move_id": "b1"},
        {**seen("02-21", 7), "sku": "b", "move_id": "b2"},
    )
    assert made.select("month_on", "lost_qty", "handled_qty").rows() == [
        (dt.date(2026, 2, 1), 9, 44)
    ]


def test_few_cells_are_not_compared() -> None:
    (row,) = lost(seen("01-01", 90), sold("01-04", 6), seen("01-20", 4)).to_dicts()
    assert (row["expected_qty"], row["p_value"]) == (None, None)
    assert not row["is_unusual"]


def company_of(
    stolen: int, *, at: tuple[int, int] = (3, 2)
) -> tuple[list[Row], list[Row]]:
    """Return a year of six places that lose 1 of 100; one loses as told in a month."""
    moves: list[Row] = []
    adjustments: list[Row] = []
    draw = np.random.default_rng(3)
    for place in range(6):
        location = {"location_id": f"p{place}"}
        moves.append({**seen("01-01", 9000), **location})
        for month in range(1, 13):
            moves.append(sold(f"{month:02}-10", 400 + 30 * place, **location))
            units = stolen if (place, month) == at else int(draw.poisson(4))
            adjustments += [
                adjusted(
                    len(adjustments) + n, f"{month:02}-15", -1, "theft", **location
                )
                for n in range(units)
            ]
    return moves, adjustments


def test_a_month_of_tenfold_losses_stands_out_and_alone() -> None:
    moves, adjustments = company_of(40)
    made = lost(*moves, adjustments=adjustments)
    (row,) = made.filter("is_unusual").to_dicts()
    assert (row["location_id"], row["month_on"]) == ("p3", dt.date(2026, 2, 1))
    assert (row["lost_qty"], row["reason"]) == (40, "theft")
    assert row["expected_qty"] == pytest.approx(4, rel=0.3)
    assert row["p_value"] < 1e-4


def test_a_company_that_loses_evenly_has_nothing_unusual() -> None:
    moves, adjustments = company_of(4)
    made = lost(*moves, adjustments=adjustments)
    assert made.height > 60
    assert not made["is_unusual"].any()
    assert made["p_value"].null_count() == 0


def test_reasons_are_compared_with_themselves() -> None:
    """What is a usual loss by theft is a rare one by damage."""
    moves, adjustments = company_of(4)
    broken = [
        adjusted(10_000 + n, f"{month:02}-16", -1, "damage", location_id=f"p{place}")
        for place in range(6)
        for month in range(1, 13)
        for n in range(40)
    ]
    made = lost(*moves, adjustments=[*adjustments, *broken])
    assert not made["is_unusual"].any()


CELLS = 240
CATEGORIES = 4


def drawn(
    draw: np.random.Generator, spread: float, lump: float, places: int = CELLS
) -> Cells:
    """Draw cells whose rates vary by ``spread`` and whose losses come in lumps."""
    handled = draw.lognormal(np.log(300), 0.8, CELLS)
    category = draw.integers(0, CATEGORIES, CELLS)
    rate = np.array([0.005, 0.01, 0.02, 0.04])[category]
    factor = draw.gamma(1 / spread, spread, CELLS) if spread else np.ones(CELLS)
    lumps = draw.poisson(handled * rate * factor / lump)
    sizes = [draw.geometric(1 / lump, count).astype(float) for count in lumps]
    units = np.array([size.sum() for size in sizes])
    squares = np.array([(size**2).sum() for size in sizes])
    own = np.arange(CELLS) % places
    return Cells(units, handled + units, squares, category, own)


@pytest.mark.parametrize("places", [CELLS, 8])
@pytest.mark.parametrize(
    ("spread", "lump"), [(0.0, 1.0), (0.3, 1.0), (1.0, 1.0), (0.3, 4.0)]
)
def test_where_nothing_is_wrong_runs_with_an_alarm_are_rare(
    spread: float, lump: float, places: int
) -> None:
    draw = np.random.default_rng(20260401)
    alarms = sum(
        bool(discoveries(chances_of(drawn(draw, spread, lump, places))).any())
        for _ in range(200)
    )
    assert alarms <= FALSE_DISCOVERIES * 200


@pytest.mark.parametrize(("spread", "least"), [(0.0, 95), (0.3, 75)])
def test_a_planted_tenfold_loss_is_found(spread: float, least: int) -> None:
    draw = np.random.default_rng(7)
    found = 0
    for _ in range(100):
        cells = drawn(draw, spread, 1.0)
        expected = expected_losses(cells)
        planted = int(np.argsort(expected)[CELLS // 2])
        units = cells.lost.copy()
        units[planted] = np.ceil(10 * expected[planted])
        marked = dataclasses.replace(cells, lost=units, squares=units)
        found += bool(discoveries(chances_of(marked))[planted])
    assert found >= least


def test_a_place_that_always_loses_more_does_not_hide_itself() -> None:
    draw = np.random.default_rng(11)
    cells = drawn(draw, 0.3, 1.0, places=8)
    units = np.where(cells.own == 0, 10 * cells.lost, cells.lost)
    worse = dataclasses.replace(cells, lost=units, squares=units)
    found = discoveries(chances_of(worse))
    assert found[cells.own == 0].mean() > 0.5
    assert not found[cells.own != 0].any()


def test_without_dispersion_and_lumps_chances_come_near_those_of_poisson() -> None:
    draw = np.random.default_rng(1)
    cells = drawn(draw, 0.0, 1.0)
    exact = stats.poisson.sf(cells.lost - 1, expected_losses(cells))
    chances = chances_of(cells)
    lost = cells.lost > 0
    assert np.corrcoef(chances[lost], exact[lost])[0, 1] > 0.98
    assert (chances[~lost] == 1).all()


def test_a_cell_is_not_compared_with_itself() -> None:
    draw = np.random.default_rng(2)
    cells = drawn(draw, 0.3, 1.0)
    more = cells.lost.copy()
    more[5] += 1000
    changed = dataclasses.replace(cells, lost=more)
    assert expected_losses(changed)[5] == pytest.approx(expected_losses(cells)[5])
    together = dataclasses.replace(changed, own=np.arange(CELLS) // 10)
    before = dataclasses.replace(cells, own=np.arange(CELLS) // 10)
    assert expected_losses(together)[:10] == pytest.approx(expected_losses(before)[:10])


def test_a_first_loss_ever_of_one_unit_is_not_unusual() -> None:
    units = np.zeros(60)
    units[0] = 1
    cells = Cells(
        units, np.full(60, 300.0), units, np.zeros(60, np.int64), np.arange(60)
    )
    assert not discoveries(chances_of(cells)).any()


def test_discoveries_are_those_of_benjamini_and_hochberg() -> None:
    """Their example: fifteen hypotheses, four rejected (section 3.3)."""
    chances = np.array(
        [
            *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
            *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
        ]
    )
    assert discoveries(chances).sum() == 4
    draw = np.random.default_rng(4)
    for _ in range(20):
        drawn_chances = draw.beta(0.4, 1, 50)
        adjusted_chances = stats.false_discovery_control(drawn_chances)
        expected = adjusted_chances <= FALSE_DISCOVERIES
        assert np.array_equal(discoveries(drawn_chances), expected)


def test_no_cells_no_discoveries() -> None:
    assert discoveries(np.array([])).tolist() == []
    assert not discoveries(np.array([np.nan, np.nan])).any()
    assert FEWEST_CELLS > 2
