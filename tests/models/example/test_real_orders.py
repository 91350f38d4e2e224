"""A business around real order lines."""

import datetime as dt

import numpy as np
import polars as pl
import pytest

from models.example import real_documents, truth
from models.example.real_orders import Orders, orders, story_of

FIRST = dt.datetime(2010, 12, 1, 9)  # noqa: DTZ001 - the file has no zone either


def retail() -> pl.DataFrame:
    """Four months of Online Retail in small, with the paper crafts of 581483."""
    days = [FIRST + dt.timedelta(days=n) for n in range(120)]
    rows = [
        {"InvoiceNo": f"{536365 + n}", "StockCode": code, "Quantity": qty + n % 3,
         "InvoiceDate": day, "UnitPrice": 2.55, "CustomerID": 17850.0}
        for n, day in enumerate(days)
        for code, qty in (("85123A", 6), ("71053", 2), ("POST", 1))
    ]  # fmt: skip
    rows.append({**rows[30]})
    craft = {"StockCode": "23843", "UnitPrice": 2.08, "CustomerID": 16446.0}
    at = days[100]
    rows += [
        {"InvoiceNo": "581483", "Quantity": 80_995, "InvoiceDate": at, **craft},
        {"InvoiceNo": "C581484", "Quantity": -80_995,
         "InvoiceDate": at + dt.timedelta(minutes=12), **craft},
        {"InvoiceNo": "C540000", "StockCode": "71053", "Quantity": -1,
         "InvoiceDate": days[60], "UnitPrice": 2.55, "CustomerID": 17850.0},
    ]  # fmt: skip
    frame = pl.DataFrame(rows, infer_schema_length=None)
    return frame.with_columns(Description=pl.lit("THING"), Country=pl.lit("France"))


@pytest.fixture(scope="module")
def taken() -> Orders:
    return orders(retail(), "DKK", "Europe/Copenhagen")


def test_lines_come_in_as_they_are(taken: Orders) -> None:
    story = story_of(taken, 1)
    lines = pl.concat(list(dict(real_documents.documents(taken, story))["order_lines"]))
    assert lines.height == retail().height
    assert lines["ordered_qty"].to_list() == retail()["Quantity"].to_list()
    assert lines["order_id"].to_list() == retail()["InvoiceNo"].to_list()
    assert lines["customer_id"][0] == "17850"
    assert "line_no" not in lines.columns
    assert (taken.currency, taken.time_zone) == ("GBP", "Europe/London")


def test_a_line_taken_back_at_once_leaves_the_stock_alone(taken: Orders) -> None:
    story = story_of(taken, 1)
    item = story.world.items.skus.index("23843")
    assert story.past.demanded[:, item].sum() == 0
    assert story.past.book[:, item].max() < 1_000


def test_stock_never_runs_below_zero_and_follows_the_orders(taken: Orders) -> None:
    story = story_of(taken, 1)
    past = story.past
    assert past.book.min() >= 0
    np.testing.assert_array_equal(past.physical + past.lost, past.book)
    item = story.world.items.skus.index("85123A")
    sold = retail().filter(pl.col("StockCode") == "85123A")["Quantity"].sum()
    assert past.demanded[:, item].sum() == sold
    assert len(story.receipts["qty"]) > 0


def test_services_are_no_goods(taken: Orders) -> None:
    story = story_of(taken, 1)
    written = {
        name: pl.concat(list(parts))
        for name, parts in real_documents.documents(taken, story)
    }
    kinds = dict(written["products"].select("sku", "fulfilment").iter_rows())
    assert kinds == {
        "23843": "stocked",
        "71053": "stocked",
        "85123A": "stocked",
        "POST": "service",
    }
    assert "POST" not in written["stock_levels"]["sku"].to_list()
    assert "POST" not in pl.concat(list(truth.stock_daily(story)))["sku"].to_list()
    assert set(written["suppliers"]["currency"]) >= {"GBP"}


def test_our_own_column_names_are_understood() -> None:
    found = pl.DataFrame(
        {
            "order_id": ["1", "2"],
            "sku": ["a", "b"],
            "placed_at": ["2026-01-02T10:00:00", "2026-02-20T10:00:00"],
            "ordered_qty": ["2", "3"],
            "currency": ["EUR", "EUR"],
        }
    )
    mine = orders(found, "DKK", "Europe/Copenhagen")
    story = story_of(mine, 1)
    assert mine.currency == "EUR"
    assert story.days == 50
    assert story.past.demanded.sum() == 5
