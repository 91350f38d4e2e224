"""Corrected documents, closed periods, and what stock was worth on any past day."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.publishing import Snapshot
from pipelines.workspace import Workspace
from tests.pipelines.shops import Row, days, drop, plan, rows_of, shop, sold

START, END = dt.date(2026, 1, 5), dt.date(2026, 3, 10)
SETTINGS = '[company]\ntime_zone = "UTC"\ncurrency = "DKK"\n'


def receipt(qty: int, cost: int) -> Row:
    return {
        "receipt_id": "R1",
        "line_no": 1,
        "sku": "cup",
        "received_qty": qty,
        "received_at": "2026-01-20 08:00",
        "unit_cost": cost,
    }


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Snapshot]:
    """Run a shop that learned of a wrong receipt after January was closed."""
    workspace = shop(tmp_path_factory.mktemp("value") / "shop", SETTINGS)
    drop(workspace, "order_lines/2026-02-01.csv", sold("cup", days(START, END)))
    opening = {
        "sku": "cup",
        "counted_at": "2026-01-04 09:00",
        "on_hand_qty": 100,
        "unit_cost": 5,
        "kind": "opening",
    }
    drop(workspace, "stock_levels/2026-02-01.csv", [opening])
    drop(workspace, "receipt_lines/2026-02-01.csv", [receipt(50, 6)])
    drop(workspace, "receipt_lines/2026-03-01.csv", [receipt(40, 8)])
    closed = {"ends_on": "2026-01-31", "closed_at": "2026-02-05 12:00"}
    drop(workspace, "closed_periods/2026-02-06.csv", [closed])
    return workspace, plan(workspace)


def test_the_closed_days_say_what_was_known(
    books: tuple[Workspace, Snapshot],
) -> None:
    _, snapshot = books
    frozen = snapshot.read("ledger").filter(
        (pl.col("kind") == "receipt") & pl.col("cause").is_null()
    )
    assert frozen.select("qty", "cost_amount").rows() == [(50, 300)]


def test_the_first_open_day_takes_the_old_version_back_and_names_the_new(
    books: tuple[Workspace, Snapshot],
) -> None:
    _, snapshot = books
    late = snapshot.read("ledger").filter(pl.col("cause").is_not_null())
    assert late["occurred_at"].dt.date().unique().to_list() == [dt.date(2026, 2, 1)]
    told = late.select("qty", "cost_amount", "cause").sort("qty").rows()
    assert told == [(-50, -300, "R1:1"), (40, 320, "R1:1")]


def test_stock_is_what_the_corrected_document_says(
    books: tuple[Workspace, Snapshot],
) -> None:
    _, snapshot = books
    sold_days = (END - START).days + 1
    (position,) = rows_of(snapshot, "stock_positions", sku="cup")
    assert position["ledger_qty"] == 100 + 40 - sold_days
    (layers,) = [snapshot.read("cost_layers").filter(pl.col("remaining_qty") > 0)]
    assert layers["remaining_qty"].sum() == position["ledger_qty"]


def asked(workspace: Workspace, *options: str) -> pl.DataFrame:
    out = workspace.root / "value.csv"
    command = ["value", str(workspace.root), *options, "--out", str(out)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    return pl.read_csv(out)


def test_a_past_day_as_known_then_and_as_the_book_says(
    books: tuple[Workspace, Snapshot],
) -> None:
    workspace, _ = books
    day = ("--as-of", "2026-01-31")
    units = 100 + 50 - 27
    for known in ("2026-02-10", "2026-03-09"):
        values = asked(workspace, *day, "--known-at", known)
        assert values.select("qty", "value_amount").rows() == [(units, 73 * 5 + 300)]


def test_two_methods_side_by_side(books: tuple[Workspace, Snapshot]) -> None:
    workspace, _ = books
    methods = ("--method", "fifo", "--method", "moving_average")
    values = asked(workspace, "--sku", "cup", *methods)
    assert values.columns[-2:] == ["fifo", "moving_average"]
    assert values["fifo"].item() > values["moving_average"].item() > 0


def test_an_unknown_item_is_said(books: tuple[Workspace, Snapshot]) -> None:
    workspace, _ = books
    command = ["value", str(workspace.root), "--sku", "CUP"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 2
    assert "no item CUP; skus are case-sensitive" in result.output


def test_a_book_of_a_file_of_moves(tmp_path: Path) -> None:
    moves = pl.DataFrame(
        {
            "ts": [dt.datetime(2026, 1, day, tzinfo=dt.UTC) for day in (1, 2)],
            "sku": ["cup", "cup"],
            "location": ["main", "main"],
            "qty": [3, -1],
            "unit_cost": [33_333, None],
            "kind": ["receipt", "issue"],
            "applies_to": pl.Series([None, None], dtype=pl.Int64),
        }
    )
    file, out = tmp_path / "moves.parquet", tmp_path / "costed.parquet"
    moves.write_parquet(file)
    command = ["book", str(file), str(tmp_path / "book"), "--out", str(out)]
    result = CliRunner().invoke(main, command)
    assert "2 moves added, 2 posted" in result.output
    assert pl.read_parquet(out)["value"].to_list() == [1000, 667]


def test_a_method_and_a_cost_entered_late_leave_closed_days_alone(
    tmp_path: Path,
) -> None:
    workspace = shop(tmp_path / "shop", SETTINGS)
    drop(workspace, "order_lines/2026-02-01.csv", sold("cup", days(START, END)))
    opening = {
        "sku": "cup",
        "counted_at": "2026-01-04 09:00",
        "on_hand_qty": 100,
        "kind": "opening",
    }
    drop(workspace, "stock_levels/2026-02-01.csv", [opening])
    drop(workspace, "products/2026-02-01.csv", [{"sku": "cup", "unit_cost": 5}])
    closed = {"ends_on": "2026-01-31", "closed_at": "2026-02-05 12:00"}
    drop(workspace, "closed_periods/2026-02-06.csv", [closed])
    closed_days = pl.col("occurred_at") < dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
    figures = ("move_id", "method", "cost_amount", "value_amount")
    before = plan(workspace).read("ledger").filter(closed_days).select(figures)

    drop(workspace, "products/2026-03-01.csv", [{"sku": "cup", "unit_cost": 7}])
    rule = {"scope": "company", "key": "", "valid_from": "2026-01-10"}
    rules = [
        rule | {"parameter": "costing_method", "value": "standard"},
        rule | {"parameter": "standard_cost", "value": "8"},
    ]
    drop(workspace, "planning_parameters/2026-03-01.csv", rules)
    book = plan(workspace).read("ledger")
    assert book.filter(closed_days).select(figures).rows() == before.rows()
    causes = book.filter(pl.col("cause").is_not_null())
    assert causes["occurred_at"].dt.date().unique().to_list() == [dt.date(2026, 2, 1)]
    assert "costing_terms" in causes["cause"].str.join(", ").item()
    last = book.sort("sequence").row(-1, named=True)
    assert last["value_amount"] == 8 * last["balance_qty"]
