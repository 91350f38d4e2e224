"""A shop's own three files, from the inbox to a plan, with every command on the way."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.publishing import published
from pipelines.workspace import Workspace

DAYS = 60
FIRST = dt.date(2026, 1, 1)


def called(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("own") / "shop"
    assert called("init", root).exit_code == 0
    orders = [
        f"o{day}{sku},{FIRST + dt.timedelta(day)},{sku},{1 + day % 3},kunde{day % 7}"
        for day in range(DAYS)
        for sku in "ab"
    ]
    files = {
        "order_lines": [
            "order_id,placed_at,sku,ordered_qty,customer_id",
            *orders,
        ],
        "stock_levels": [
            "sku,counted_at,on_hand_qty",
            *("a,2026-02-25,5", "b,2026-02-25,4"),
        ],
        "supplier_items": [
            "supplier_id,sku,unit_cost,pack_qty,lead_time_days",
            *("acme,a,4.2,6,10", "acme,b,3.1,6,10"),
        ],
    }
    for table, lines in files.items():
        text = "\n".join(lines) + "\n"
        (root / "inbox" / f"{table}.csv").write_text(text)
    ran = called("run", root)
    assert ran.exit_code == 0, ran.output
    return root


def test_the_plan_orders_what_runs_out(shop: Path) -> None:
    snapshot = published(Workspace(shop))
    assert snapshot.as_of == FIRST + dt.timedelta(DAYS - 1)
    assert snapshot.read("suggestions")["sku"].sort().to_list() == ["a", "b"]
    papers = {path.name for path in (shop / "outbox" / snapshot.run).iterdir()}
    assert {"report.html", "suggestions.csv"} <= papers


def test_status_tells_what_was_read_and_what_to_order(shop: Path) -> None:
    told = called("status", shop).output
    assert "Place 1 order with 1 supplier" in told
    assert "2 lines" in told
    assert "0 rows refused of 124 read" in told
    assert "report.html" in told


def test_a_file_at_fault_ends_with_2_and_the_plan_before_stands(shop: Path) -> None:
    before = published(Workspace(shop))
    bad = shop / "inbox" / "products.csv"
    bad.write_text("colour\nred\n")
    told = called("run", shop)
    bad.unlink()
    assert told.exit_code == 2
    assert "products.csv" in told.output
    assert "Traceback" not in told.output
    assert published(Workspace(shop)) == before


def test_approved_lines_are_recorded_once(shop: Path) -> None:
    assert "2 lines approved" in called("approve", shop, "--author", "ane").output
    assert "2 lines decided before" in called("approve", shop, "--author", "ane").output


def test_a_customer_is_forgotten_but_not_what_was_sold(shop: Path) -> None:
    before = published(Workspace(shop))
    lines = before.read("order_lines")
    told = called("forget", shop, "kunde3")
    assert told.exit_code == 0, told.output
    assert "inbox/order_lines.csv still has the customer" in told.output
    after = published(Workspace(shop)).read("order_lines")
    hashes = set(lines["customer_id"]) - set(after["customer_id"])
    assert len(hashes) == 1
    assert after["customer_id"].n_unique() == lines["customer_id"].n_unique()
    assert after.drop("customer_id").equals(lines.drop("customer_id"))
    assert not before.folder.exists()
    staged = pl.concat(
        pl.read_parquet(path) for path in shop.glob("staged/order_lines/**/*.parquet")
    )
    assert not hashes & set(staged["customer_id"])
