"""The example company's documents against its truth."""

import polars as pl
import pytest

from models import tables
from models.company import Company
from models.example import truth
from models.example.documents import documents
from models.example.simulation import Story, simulate
from models.example.sizes import SIZES
from models.example.world import world
from models.inventory.daily import stock_daily
from models.inventory.ledger import balances_match
from models.inventory.moves.every_move import stock_moves
from models.inventory.reconciliation import stock_reconciliation
from tests.factories import frame
from tests.models.inventory.ledgers import ledger

KEY = ["sku", "location_id", "on"]


@pytest.fixture(scope="module")
def story() -> Story:
    return simulate(world(SIZES["small"], 7), days=120)


def typed(table: str, parts: list[pl.DataFrame]) -> pl.DataFrame:
    """Give written rows the types of their contract and the fills of staging."""
    columns = tables.TABLES[table].columns()
    given = pl.concat([frame(table), *(_cast(table, part) for part in parts)])
    return given.with_columns(
        pl.col(name).fill_null(pl.lit((column.metadata or {})["fill"]))
        for name, column in columns.items()
        if (column.metadata or {}).get("fill") not in {None, "location", "ordinal"}
    )


def _cast(table: str, part: pl.DataFrame) -> pl.DataFrame:
    columns = tables.TABLES[table].columns()
    return part.select(
        (pl.col(name) if name in part.columns else pl.lit(None))
        .cast(columns[name].dtype)
        .alias(name)
        for name in tables.column_names(table)
    )


def test_the_ledger_is_the_book_of_every_place_on_every_day(story: Story) -> None:
    company = Company(time_zone=story.world.days.time_zone)
    as_of = story.world.days.all[story.days - 1]
    files = {name: typed(name, list(parts)) for name, parts in documents(story)}
    moves = stock_moves(
        files["stock_levels"].lazy(),
        files["receipt_lines"].lazy(),
        files["purchase_order_lines"].lazy(),
        files["purchase_return_lines"].lazy(),
        files["shipment_lines"].lazy(),
        frame("order_status").lazy(),
        files["return_lines"].lazy(),
        files["transfer_lines"].lazy(),
        files["stock_adjustments"].lazy(),
        frame("stock_revaluations").lazy(),
        files["kit_components"],
        files["products"],
        as_of,
        company,
    )
    book = ledger(moves).collect().lazy()
    assert balances_match(moves, book).collect().is_empty()
    days = stock_daily(
        book,
        frame("order_status").lazy(),
        files["stock_holds"],
        files["locations"],
        as_of,
        company,
    ).collect()
    wanted = pl.concat(list(truth.stock_daily(story))).select(*KEY, "book_qty")
    found = wanted.join(days, on=KEY, how="left")
    is_equal = pl.col("closing_qty").cast(pl.Int64) == pl.col("book_qty")
    assert found.filter(~is_equal.fill_null(value=False)).is_empty()
    gaps = stock_reconciliation(book, files["products"])
    assert set(gaps["explanation"]) <= {"shrinkage", "found", "cut_off"}
