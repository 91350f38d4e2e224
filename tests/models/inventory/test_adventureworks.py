"""Real receipts and rejects balance to what was stocked."""

import datetime as dt
import os
from pathlib import Path

import polars as pl
import pytest

from models.inventory.ledger import balances_match, values_add_up
from models.inventory.moves.purchasing import receipts
from models.tables import column_names
from models.tables.columns import INSTANT, MONEY, QTY
from tests.factories import frame
from tests.models.inventory.ledgers import ledger

ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("BACKSTOCK_TEST_DATA", ROOT.parent / "shared" / "data"))
LINES = DATA / "adventureworks" / "PurchaseOrderDetail.csv"


@pytest.mark.skipif(not LINES.exists(), reason=f"{LINES} is not there")
def test_receipts_less_rejects_are_what_was_stocked() -> None:
    lines = pl.read_csv(LINES, infer_schema_length=None)
    moves = receipts(_receipt_lines(lines).lazy(), dt.date(2030, 1, 1)).select(
        column_names("stock_moves")
    )
    stocked = moves.filter(pl.col("qty") != 0)
    seen = frame(
        "stock_moves",
        *(
            {
                "move_id": f"opening:{sku}",
                "sku": sku,
                "location_id": "main",
                "bucket": "on_hand",
                "kind": "opening",
                "counted_qty": 0,
                "occurred_at": "2000-01-01T00:00",
            }
            for sku in lines["ProductID"].unique().cast(pl.String)
        ),
    )
    every = pl.concat([stocked, seen.lazy()])
    costs = stocked.select(
        "move_id",
        kind=pl.lit("expected"),
        document="document",
        amount=(pl.col("qty") * pl.col("unit_cost"))
        .cast(pl.Float64)
        .round(2)
        .cast(MONEY),
        recorded_at="recorded_at",
        superseded_at=pl.lit(None, INSTANT),
    )
    book = ledger(every, move_costs=costs.collect()).collect()
    assert balances_match(every, book.lazy()).collect().is_empty()
    assert values_add_up(book.lazy()).collect().is_empty()
    ours = book.group_by("sku").agg(pl.col("balance_qty").last()).sort("sku")
    theirs = (
        lines.group_by(sku=pl.col("ProductID").cast(pl.String))
        .agg(pl.col("StockedQty").sum().cast(QTY))
        .sort("sku")
    )
    assert ours["balance_qty"].to_list() == theirs["StockedQty"].to_list()


def _receipt_lines(lines: pl.DataFrame) -> pl.DataFrame:
    """Return lines of purchase orders as what was received, and refused."""
    shape = frame("receipt_lines")
    told = lines.select(
        receipt_id=pl.col("PurchaseOrderID").cast(pl.String),
        line_no=pl.col("PurchaseOrderDetailID").cast(pl.Int64),
        sku=pl.col("ProductID").cast(pl.String),
        location_id=pl.lit("main"),
        received_qty=pl.col("ReceivedQty").cast(QTY),
        rejected_qty=pl.col("RejectedQty").cast(QTY),
        unit_cost=pl.col("UnitPrice").cast(MONEY),
        received_at=pl.col("DueDate")
        .str.to_datetime(time_unit="us")
        .dt.replace_time_zone("UTC"),
    )
    return told.with_columns(
        pl.lit(None, kind).alias(name)
        for name, kind in shape.schema.items()
        if name not in told.columns
    ).select(shape.columns)
