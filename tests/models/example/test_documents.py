"""Every source table is written, holds what its contract asks, and tells no future."""

from typing import Any

import numpy as np
import polars as pl
import pytest

from models import tables
from models.example.buyer import Observed, Purchase
from models.example.documents import documents
from models.example.simulation import Story, simulate
from models.example.sizes import Size
from models.example.world import world

SIZE = Size(150, 200, 2, 1, 1, 500, 0.8)
Written = dict[str, pl.DataFrame]


def written_by(story: Story) -> Written:
    return {
        name: pl.concat(list(parts), how="vertical_relaxed")
        for name, parts in documents(story)
    }


@pytest.fixture(scope="module")
def story() -> Story:
    return simulate(world(SIZE, 1))


@pytest.fixture(scope="module")
def written(story: Story) -> Written:
    return written_by(story)


def typed(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Cast to the contract and fill what a reader fills."""
    contract = tables.TABLES[table].columns()
    cast = []
    for name in tables.column_names(table):
        column = contract[name]
        given = pl.col(name) if name in frame.columns else pl.lit(None)
        fill = (column.metadata or {}).get("fill")
        if fill is not None and fill not in {"location", "ordinal"}:
            given = given.fill_null(pl.lit(fill))
        if name == "recorded_at":
            given = pl.datetime(2026, 7, 1, time_zone="UTC")
        cast.append(given.cast(column.dtype).alias(name))
    return frame.select(cast)


@pytest.mark.parametrize("table", sorted(tables.SOURCES))
def test_every_source_table_has_rows_that_keep_its_contract(
    written: Written, table: str
) -> None:
    assert written[table].height > 0
    tables.SOURCES[table].validate(typed(table, written[table]))


def test_references_lead_somewhere(written: Written) -> None:
    names = {
        "sku": set(written["products"]["sku"]) | set(written["sku_aliases"]["alias"]),
        "location_id": set(written["locations"]["location_id"]),
        "supplier_id": set(written["suppliers"]["supplier_id"]),
        "channel": set(written["channels"]["channel"]),
        "order_id": set(written["order_lines"]["order_id"]),
        "po_id": set(written["purchase_order_lines"]["po_id"]),
        "receipt_id": set(written["receipt_lines"]["receipt_id"]),
    }
    for table, frame in written.items():
        for column, known in names.items():
            if column in frame.columns:
                unknown = set(frame[column].drop_nulls()) - known
                assert not unknown, (table, column)


def test_no_document_is_dated_after_the_last_day(
    story: Story, written: Written
) -> None:
    end = story.world.days.all[story.days]
    for table, frame in written.items():
        for name, kind in tables.SOURCES[table].columns().items():
            is_past = {"event", "milestone"} & set(kind.metadata or {})
            if is_past and name in frame.columns:
                latest: Any = frame[name].cast(pl.Date).max()
                assert latest is None or latest <= end, (table, name)


def test_sales_history_ends_before_the_first_order(written: Written) -> None:
    first = written["order_lines"]["placed_at"].cast(pl.Date).min()
    assert (written["sales_history"]["ends_on"] < first).all()


def test_the_last_day_is_whole_and_leaves_work_open(
    story: Story, written: Written
) -> None:
    last = story.world.days.all[story.days - 1]
    lines, pos = written["order_lines"], written["purchase_order_lines"]
    local = lines["placed_at"].dt.convert_time_zone("Europe/Copenhagen")
    assert local.max() > pl.Series([last]).cast(pl.Datetime("us")).dt.offset_by("20h")[
        0
    ].replace(tzinfo=local.max().tzinfo)  # type: ignore[union-attr] # instants
    assert (lines["status"] == "open").any()
    assert {"draft", "sent", "closed"} <= set(pos["status"])
    assert (pos.filter(pl.col("status") != "closed")["expected_on"] > last).any()
    returns = written["return_lines"]
    assert returns["received_at"].is_null().any()
    assert {"restock", "scrap", "inspect"} <= set(returns["disposition"].drop_nulls())


def test_lines_cancelled_as_out_of_stock_are_written(written: Written) -> None:
    reasons = set(written["order_lines"]["cancel_reason"].drop_nulls())
    assert {"customer", "no_stock"} <= reasons


def test_rates_cover_every_currency_and_day(written: Written) -> None:
    rates = written["exchange_rates"].sort("on")
    foreign = written["order_lines"].filter(pl.col("currency") != "DKK")
    wanted = foreign.select("currency", on=pl.col("placed_at").dt.date()).unique()
    rated = wanted.sort("on").join_asof(
        rates, on="on", by="currency", tolerance="7d", check_sortedness=False
    )
    assert rated["rate"].is_not_null().all()


def test_the_same_seed_tells_the_same_story_and_another_does_not() -> None:
    size = Size(100, 100, 1, 0, 1, 200, 0.5)
    once, again, other = (simulate(world(size, seed)) for seed in (1, 1, 2))
    for table, frame in written_by(once).items():
        assert frame.equals(written_by(again)[table]), table
    assert not np.array_equal(once.past.book, other.past.book)


def test_a_shorter_story_is_the_beginning_of_the_longer_one(story: Story) -> None:
    """Nobody acts on what has not happened yet."""
    short = simulate(world(SIZE, 1), days=90)
    for name in ("book", "physical", "lost", "demanded"):
        early, full = getattr(short.past, name), getattr(story.past, name)
        np.testing.assert_array_equal(early[:90], full[:90])
    ordered = story.purchases["minute"] < 90 * 24 * 60
    assert ordered.sum() == len(short.purchases["qty"])
    np.testing.assert_array_equal(
        story.purchases["qty"][ordered], short.purchases["qty"]
    )


def test_another_policy_can_take_the_buyers_place() -> None:
    small = world(Size(100, 80, 1, 0, 1, 200, 0.5), 1)
    item = np.flatnonzero(small.items.launched < 0)[:1]
    seen: list[Observed] = []

    def a_dozen_a_day(state: Observed) -> Purchase:
        seen.append(state)
        return Purchase(item, np.zeros(1, np.int64), np.array([12]))

    story = simulate(small, a_dozen_a_day)
    bought = story.purchases["qty"][story.purchases["item"] == item]
    assert (bought == 12).all()
    assert len(bought) == 80
    with pytest.raises(ValueError, match="read-only"):
        seen[0].book_qty[0, 0] = 1
