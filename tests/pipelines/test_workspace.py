"""A workspace: made, opened, refused, held by one."""

import csv
import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from models import tables
from pipelines.creation import create, user_columns
from pipelines.locking import Busy, held
from pipelines.migrations import migrate
from pipelines.workspace import (
    SCHEMA_VERSION,
    Workspace,
    WorkspaceFault,
    open_workspace,
)

HOLDER = """
import sys
from pathlib import Path
from pipelines.locking import held
from pipelines.workspace import Workspace
with held(Workspace(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_init_writes_settings_templates_and_an_empty_inbox(tmp_path: Path) -> None:
    workspace = create(tmp_path / "shop")
    assert list(workspace.inbox.iterdir()) == []
    assert workspace.settings.company.currency == "DKK"
    assert {path.stem for path in workspace.templates.iterdir()} == set(tables.SOURCES)
    assert "enabled: false" in (workspace.dagster_home / "dagster.yaml").read_text()
    assert workspace.schema_version == SCHEMA_VERSION


def test_a_template_has_every_column_a_user_may_fill(tmp_path: Path) -> None:
    folder = create(tmp_path / "shop").templates
    with (folder / "order_lines.csv").open(encoding="utf-8") as file:
        (header,) = csv.reader(file)
    assert header == user_columns("order_lines")
    assert header[:2] == ["order_id", "line_no"]
    assert "recorded_at" in header
    assert not {"source", "source_line", "gone_at"} & set(header)


def test_init_keeps_what_is_there(tmp_path: Path) -> None:
    workspace = create(tmp_path / "shop")
    workspace.settings_file.write_text("keep_snapshots = 9\n")
    (workspace.inbox / "products.csv").write_text("sku\na\n")
    assert create(workspace.root).settings.keep_snapshots == 9
    assert (workspace.inbox / "products.csv").exists()


def test_init_refuses_a_folder_that_holds_something_else(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").touch()
    with pytest.raises(WorkspaceFault, match="neither empty nor a workspace"):
        create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_folder_without_settings_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceFault, match="backstock init"):
        open_workspace(tmp_path)


def test_an_older_backstock_refuses_a_newer_workspace(tmp_path: Path) -> None:
    workspace = create(tmp_path / "shop")
    workspace.schema_file.write_text(f"{SCHEMA_VERSION + 1}\n")
    with pytest.raises(WorkspaceFault, match="newer Backstock"):
        open_workspace(workspace.root)


def test_an_older_workspace_is_taken_along_step_by_step(tmp_path: Path) -> None:
    workspace = create(tmp_path / "shop")
    workspace.schema_file.write_text("1\n")
    taken: list[int] = []
    steps = {1: lambda _: taken.append(1), 2: lambda _: taken.append(2)}
    migrate(workspace, steps, newest=3)
    assert taken == [1, 2]
    assert workspace.schema_version == 3
    assert (workspace.root / "backup-version-1.tar.gz").exists()
    migrate(workspace, steps, newest=3)
    assert taken == [1, 2]


def test_a_migration_that_fails_goes_on_where_it_stopped(tmp_path: Path) -> None:
    workspace = create(tmp_path / "shop")
    workspace.schema_file.write_text("1\n")

    def fails(_: Workspace) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        migrate(workspace, {1: lambda _: None, 2: fails}, newest=3)
    assert workspace.schema_version == 2
    migrate(workspace, {2: lambda _: None}, newest=3)
    assert workspace.schema_version == 3


def test_runs_of_a_day_are_numbered(tmp_path: Path) -> None:
    workspace = create(tmp_path / "shop")
    day = dt.date(2026, 3, 1)
    assert workspace.new_run(day) == "2026-03-01-1"
    (workspace.published / "2026-03-01-9").mkdir(parents=True)
    (workspace.outbox / "2026-03-01-10").mkdir(parents=True)
    (workspace.outbox / "2026-03-01-x").mkdir()
    assert workspace.new_run(day) == "2026-03-01-11"
    assert workspace.new_run(dt.date(2026, 3, 2)) == "2026-03-02-1"


def test_one_run_at_a_time(tmp_path: Path) -> None:
    workspace = create(tmp_path / "shop")
    with subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-c", HOLDER, str(workspace.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Busy, match=rf"pid {holder.pid}, since 2"), held(workspace):
            pass
        holder.kill()
    with held(workspace):
        pass
