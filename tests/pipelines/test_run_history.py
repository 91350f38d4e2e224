"""What the record of runs tells: how they ended, what each made of what, its checks."""

from pathlib import Path

import polars as pl
import pytest

from pipelines.creation import create
from pipelines.run import run
from pipelines.run_history import downstream, past_run, past_runs, upstream
from pipelines.workspace import Workspace
from tests.pipelines.rooms import DAY, small_build


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = create(tmp_path_factory.mktemp("runs") / "shop")
    run(workspace, build=small_build)
    return workspace


def test_a_run_is_told_with_its_end_and_the_plan_it_made(ran: Workspace) -> None:
    told = past_runs(ran).row(0, named=True)
    assert (told["outcome"], told["published_run"]) == ("done", f"{DAY}-1")
    assert told["minutes"] > 0
    assert told["fault"] is None


def test_every_table_is_told_with_its_rows_and_what_it_was_made_from(
    ran: Workspace,
) -> None:
    told = past_run(ran)
    rows = dict(told.tables.select("table", "rows").iter_rows())
    assert (rows["stock_levels"], rows["watermarks"]) == (2_000, 1)
    assert told.made_from["watermarks"] == ("scope", "stock_levels")
    assert upstream(told.made_from, "watermarks") == {"scope": 1, "stock_levels": 1}
    assert "watermarks" in downstream(told.made_from, "stock_levels")


def test_every_check_is_told(ran: Workspace) -> None:
    checks = past_run(ran).checks.filter(pl.col("table") == "watermarks")
    assert checks.select("check", "is_passed", "breaches").rows() == [
        ("keeps_contract", True, 0)
    ]


def test_where_nothing_ran_nothing_is_told(tmp_path: Path) -> None:
    empty = Workspace(tmp_path)
    assert past_runs(empty).is_empty()
    assert past_run(empty).made_from == {}
