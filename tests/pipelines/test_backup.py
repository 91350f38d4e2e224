"""A workspace put away and brought back."""

import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from pipelines.backup import back_up, restore
from pipelines.creation import create
from pipelines.locking import Busy, held
from pipelines.publishing import publish, published
from pipelines.warehouse import Warehouse
from pipelines.workspace import SCHEMA_VERSION, Workspace, WorkspaceFault
from tests.pipelines.test_publishing import DAY, ONE, TWO, forecast, kept


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = create(tmp_path / "shop")
    warehouse = Warehouse(workspace.root, large_table_rows=1)
    warehouse.replace("suppliers", ONE)
    publish(workspace, warehouse, DAY)
    warehouse.replace("suppliers", TWO)
    forecast(workspace, 2)
    publish(workspace, warehouse, DAY)
    (workspace.inbox / "suppliers.csv").write_text("supplier_id\ns1\n")
    workspace.staged.mkdir()
    (workspace.staged / "kept").write_text("rows")
    with closing(sqlite3.connect(workspace.decisions_file)) as db:
        db.execute("create table decisions (reason text)")
        db.execute("insert into decisions values ('because')")
        db.commit()
    return workspace


def test_what_was_backed_up_comes_back(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "shop.tar.gz"
    back_up(workspace, file)
    again = restore(file, tmp_path / "elsewhere")
    assert again.settings == workspace.settings
    assert published(again).read("suppliers").equals(TWO)
    assert published(again).run == published(workspace).run
    assert Warehouse(again.root).read("suppliers").lazy().collect().equals(TWO)
    assert (again.staged / "kept").read_text() == "rows"
    assert kept(again) == {DAY: 14}
    with closing(sqlite3.connect(again.decisions_file)) as db:
        assert db.execute("select reason from decisions").fetchall() == [("because",)]


def test_only_the_current_snapshot_is_kept_and_the_inbox_is_not(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "shop.tar.gz"
    back_up(workspace, file)
    again = restore(file, tmp_path / "elsewhere")
    assert {path.name for path in again.published.iterdir()} == {
        "2026-03-01-2",
        "current",
    }
    assert list(again.inbox.iterdir()) == []


def test_a_restored_warehouse_finds_its_files_at_the_new_place(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "shop.tar.gz"
    back_up(workspace, file)
    again = restore(file, tmp_path / "elsewhere")
    workspace.root.rename(tmp_path / "gone")
    with duckdb.connect(str(again.database)) as db:
        db.execute(f"set file_search_path = '{again.root}'")
        assert db.sql("select count(*) from suppliers").fetchall() == [(2,)]


def test_a_run_that_goes_on_is_waited_for_by_the_user(
    workspace: Workspace, tmp_path: Path
) -> None:
    with held(workspace), pytest.raises(Busy):
        back_up(workspace, tmp_path / "shop.tar.gz")


def test_restore_overwrites_nothing(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "shop.tar.gz"
    back_up(workspace, file)
    with pytest.raises(WorkspaceFault, match="not empty"):
        restore(file, workspace.root)


def test_half_a_backup_is_refused_and_leaves_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "shop.tar.gz"
    back_up(workspace, file)
    file.write_bytes(file.read_bytes()[:-2000])
    with pytest.raises(WorkspaceFault, match="no whole backup"):
        restore(file, tmp_path / "elsewhere")
    assert {path.name for path in tmp_path.iterdir()} == {"shop", "shop.tar.gz"}


def test_a_backup_of_a_newer_backstock_is_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.schema_file.write_text(f"{SCHEMA_VERSION + 1}")
    file = tmp_path / "shop.tar.gz"
    back_up(workspace, file)
    with pytest.raises(WorkspaceFault, match="newer Backstock"):
        restore(file, tmp_path / "elsewhere")
