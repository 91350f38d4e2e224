"""The books must follow from the documents, and the truth from the books."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import pytest

from models.example import truth
from models.example.documents import documents
from models.example.simulation import Story, simulate
from models.example.sizes import Size
from models.example.world import world

ZONE = ZoneInfo("Europe/Copenhagen")
SIZE = Size(150, 240, 2, 1, 1, 500, 0.8)
Move = tuple[datetime, int, str, str, int]
Written = dict[str, pl.DataFrame]
CHANGE, SET = 0, 1


@pytest.fixture(scope="module")
def story() -> Story:
    return simulate(world(SIZE, 1))


@pytest.fixture(scope="module")
def written(story: Story) -> Written:
    return {
        name: pl.concat(list(parts), how="vertical_relaxed")
        for name, parts in documents(story)
    }


def sold_and_sent_back(written: Written) -> Iterator[Move]:
    parts = recipes(written, virtual=True)
    columns = ("sku", "location_id", "qty", "shipped_at")
    for sku, place, qty, at in rows(written, "shipment_lines", *columns):
        for component, per in parts.get(sku, [(sku, 1)]) if at else []:
            yield at, CHANGE, component, place, -qty * per
    for sku, place, qty, at in rows(written, "purchase_return_lines", *columns):
        yield at, CHANGE, sku, place, -qty


def received(written: Written) -> Iterator[Move]:
    supplied = ("sku", "location_id", "received_qty", "rejected_qty", "available_at")
    for sku, place, came, refused, at in rows(written, "receipt_lines", *supplied):
        if at:
            yield at, CHANGE, sku, place, came - (refused or 0)
    back = ("sku", "location_id", "qty", "disposition", "received_at", "decided_at")
    for sku, place, qty, fate, came, decided in rows(written, "return_lines", *back):
        if fate == "restock":
            yield decided or came, CHANGE, sku, place, qty


def moved(written: Written) -> Iterator[Move]:
    left = ("sku", "from_location_id", "qty", "shipped_at")
    for sku, place, qty, at in rows(written, "transfer_lines", *left):
        yield at, CHANGE, sku, place, -qty
    came = ("sku", "to_location_id", "qty", "received_qty", "received_at")
    for sku, place, sent, qty, at in rows(written, "transfer_lines", *came):
        if at:
            yield at, CHANGE, sku, place, sent if qty is None else qty


def corrected(written: Written) -> Iterator[Move]:
    parts = recipes(written, virtual=False)
    columns = ("sku", "location_id", "qty", "reason", "adjusted_at")
    for sku, place, qty, reason, at in rows(written, "stock_adjustments", *columns):
        yield at, CHANGE, sku, place, qty
        is_kit_work = reason in {"kit_build", "kit_break"}
        for component, per in parts[sku] if is_kit_work else []:
            yield at, CHANGE, component, place, -qty * per
    seen = ("sku", "location_id", "on_hand_qty", "counted_at")
    for sku, place, qty, at in rows(written, "stock_levels", *seen):
        yield at, SET, sku, place, qty


def recipes(written: Written, *, virtual: bool) -> dict[str, list[tuple[str, int]]]:
    parts = defaultdict(list)
    columns = ("kit_sku", "component_sku", "qty", "is_virtual")
    for kit, component, qty, is_virtual in rows(written, "kit_components", *columns):
        if is_virtual == virtual:
            parts[kit].append((component, qty))
    return parts


def moves(written: Written) -> Iterator[Move]:
    """Read every document by itself, row by row, as a clerk would."""
    yield from sold_and_sent_back(written)
    yield from received(written)
    yield from moved(written)
    yield from corrected(written)


def rows(written: Written, table: str, *names: str) -> Iterator[Any]:
    return iter(written[table].select(names).iter_rows())


def balances(written: Written) -> dict[tuple[str, str, date], int]:
    """Return the balance at the end of each day on which it changed."""
    balance: dict[tuple[str, str], int] = defaultdict(int)
    closing: dict[tuple[str, str, date], int] = {}
    for at, how, sku, place, qty in sorted(moves(written)):
        key = sku, place
        balance[key] = qty if how == SET else balance[key] + qty
        closing[*key, at.astimezone(ZONE).date()] = balance[key]
    return closing


def test_documents_give_the_book_of_every_item_location_and_day(
    story: Story, written: Written
) -> None:
    closing = balances(written)
    rest = [(*key, qty) for key, qty in closing.items()]
    schema = {
        "sku": pl.String,
        "location_id": pl.String,
        "on": pl.Date,
        "qty": pl.Int64,
    }
    found = pl.DataFrame(rest, schema=schema, orient="row")
    true = pl.concat(list(truth.stock_daily(story)))
    both = true.join(found, on=["sku", "location_id", "on"], how="left", coalesce=True)
    key = ["sku", "location_id"]
    filled = both.sort(*key, "on").with_columns(
        pl.col("qty").forward_fill().over(key).fill_null(0)
    )
    wrong = filled.filter(pl.col("qty") != pl.col("book_qty"))
    assert wrong.is_empty(), wrong.head()
    assert found.join(true, on=[*key, "on"], how="anti").is_empty()


def test_what_is_there_and_what_was_lost_make_the_book(story: Story) -> None:
    past = story.past
    np.testing.assert_array_equal(past.physical + past.lost, past.book)
    assert past.physical.min() >= 0
    assert past.lost.min() >= 0
    assert past.lost.max() > 0


def test_demand_is_sold_or_lost(story: Story) -> None:
    demand = pl.concat(list(truth.demand_daily(story)))
    sums = pl.col("sold_qty") + pl.col("lost_qty") == pl.col("demanded_qty")
    assert demand.select(sums.all()).item()
    assert demand["sold_qty"].min() >= 0  # type: ignore[operator] # an integer column
    assert demand["lost_qty"].sum() > 0
    assert demand["sold_qty"].sum() > 5 * demand["lost_qty"].sum()


def test_the_naive_buyer_leaves_gaps_and_mountains(story: Story) -> None:
    past = story.past
    sold = (past.demanded - past.unserved)[-90:].mean(axis=0)
    stocked = sold > 0
    assert (past.book[-90:, stocked] == 0).mean() > 0.01
    cover = past.book[-1, stocked] / sold[stocked]
    assert (cover > 180).mean() > 0.01


def test_physical_goods_come_from_somewhere(story: Story) -> None:
    good = story.receipts["qty"] - story.receipts["refused"]
    ready = story.receipts["available"] < story.days * 24 * 60
    back = story.returns["fate"]
    came_back = story.world.days.known(story.returns["decided"]) & np.isin(back, (0, 2))
    assert good[ready].sum() > 0
    assert came_back.sum() > 0
    assert len(story.purchase_returns["qty"]) > 0
    assert (story.transfers["lost"] > 0).any()
