"""The command: every part of it has help, and ends with a code that means something."""

import csv
import errno
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import fastexcel
import polars as pl
import pytest
from click.testing import CliRunner, Result

from models import tables
from pipelines.cli import main
from pipelines.cli.group import EXIT_CODES, CarefulGroup
from pipelines.creation import create
from pipelines.deciding.returned_workbooks import WorkbookFault
from pipelines.locking import Busy, held
from pipelines.publishing import publish
from pipelines.settings import SettingsFault
from pipelines.warehouse import ContractBroken, Warehouse
from pipelines.workspace import Workspace
from tests.factories import frame
from tests.pipelines.rooms import DAY


def called(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = create(tmp_path / "shop")
    warehouse = Warehouse(workspace.root)
    warehouse.replace(
        "suppliers",
        frame(
            "suppliers",
            {"supplier_id": "s1", "name": "=HYPERLINK(1)", "recorded_at": "2026-01-01"},
            {"supplier_id": "-s2", "name": 'Å "b";c', "recorded_at": "2026-01-01"},
        ),
    )
    warehouse.replace(
        "scope",
        frame("scope", {"as_of": DAY, "is_default": True, "currency": "DKK"}),
    )
    publish(workspace, warehouse, DAY)
    return workspace


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_and_option_has_help(name: str) -> None:
    command = main.commands[name]
    assert command.help
    assert called(name, "--help").exit_code == 0
    for parameter in command.params:
        assert not isinstance(parameter, click.Option) or parameter.help


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from pipelines.cli import main;"
        "print([m for m in ('polars', 'dagster', 'pydantic') if m in sys.modules])"
    )
    shown = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-c", code], capture_output=True, check=True
    )
    assert shown.stdout.strip() == b"[]"


def test_init_says_what_to_do_next(tmp_path: Path) -> None:
    result = called("init", tmp_path / "shop")
    assert result.exit_code == 0
    assert "order_lines" in result.output
    assert "backstock run" in result.output
    assert (tmp_path / "shop" / "inbox").is_dir()


def test_a_foreign_folder_ends_with_2_and_one_message(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").touch()
    result = called("init", tmp_path)
    assert result.exit_code == 2
    assert result.output.startswith(f"backstock: {tmp_path} is neither empty")


def test_a_wrong_setting_ends_with_2_and_its_key(workspace: Workspace) -> None:
    workspace.settings_file.write_text("keep = 3\n")
    result = called("run", workspace.root)
    assert result.exit_code == 2
    assert "keep: unknown key" in result.output
    assert "Traceback" not in result.output


def test_a_held_workspace_ends_with_5(workspace: Workspace, tmp_path: Path) -> None:
    with held(workspace):
        result = called("backup", workspace.root, tmp_path / "b.tar.gz")
    assert result.exit_code == 5
    assert "another run (pid" in result.output
    assert "holds the workspace" in result.output


def nested(inner: Exception) -> Exception:
    """Return ``inner`` as the cause of another fault, as Dagster raises it."""
    outer = RuntimeError("step failed")
    outer.__cause__ = inner
    inner.__context__ = outer
    return outer


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (SettingsFault("wrong"), 2),
        (WorkbookFault("wrong"), 2),
        (ContractBroken("ledger", "wrong"), 4),
        (Busy("pid 1"), 5),
        (OSError(errno.ENOSPC, "No space left on device"), 2),
        (pl.exceptions.ComputeError("No space left on device (os error 28)"), 2),
    ],
)
def test_a_known_fault_ends_with_its_code_however_deep(
    fault: Exception, code: int
) -> None:
    @click.command()
    def fails() -> None:
        raise nested(fault)

    result = CliRunner().invoke(CarefulGroup(commands=[fails]), ["fails"])
    assert result.exit_code == code
    assert "Traceback" not in result.output


def test_an_unknown_fault_is_not_hidden() -> None:
    @click.command()
    def fails() -> None:
        raise KeyError

    result = CliRunner().invoke(CarefulGroup(commands=[fails]), ["fails"])
    assert isinstance(result.exception, KeyError)


def test_exit_codes_are_those_of_the_help() -> None:
    assert set(EXIT_CODES.values()) == {2, 3, 4, 5}


def test_status_before_the_first_run_says_what_to_do(tmp_path: Path) -> None:
    result = called("status", create(tmp_path / "shop").root)
    assert result.exit_code == 2
    assert "backstock run" in result.output


def test_status_warns_of_old_data(workspace: Workspace) -> None:
    result = called("status", workspace.root)
    assert result.exit_code == 0
    assert "The data end" in result.output


def test_the_workspace_may_come_from_the_environment(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKSTOCK_WORKSPACE", str(workspace.root))
    assert called("status").exit_code == 0


def test_csv_is_neutralised_and_read_back(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    assert called("export", "suppliers", workspace.root, "--out", file).exit_code == 0
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["name"] for row in rows] == ["'=HYPERLINK(1)", 'Å "b";c']
    assert [row["supplier_id"] for row in rows] == ["s1", "'-s2"]


def test_a_workbook_is_neutralised(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    arguments = ("export", "suppliers", workspace.root, "--format", "xlsx")
    assert called(*arguments, "--out", file).exit_code == 0
    rows = fastexcel.read_excel(file).load_sheet(0).to_polars()
    assert rows["name"].to_list() == ["'=HYPERLINK(1)", 'Å "b";c']


def test_parquet_is_exported_as_it_is(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "out.parquet"
    arguments = ("export", "suppliers", workspace.root, "--format", "parquet")
    assert called(*arguments, "--out", file).exit_code == 0
    assert pl.read_parquet(file)["name"].to_list() == ["=HYPERLINK(1)", 'Å "b";c']


def test_an_unknown_table_is_named_with_those_there_are(workspace: Workspace) -> None:
    result = called("export", "supplier", workspace.root)
    assert result.exit_code == 2
    assert "scope, suppliers" in result.output


def test_the_dictionary_lists_every_table() -> None:
    listed = called("tables").output
    assert all(f" {table} " in listed for table in tables.TABLES)


def test_the_dictionary_of_a_table_has_types_units_bounds_and_meaning() -> None:
    text = called("tables", "order_lines").output
    assert text.startswith("order_lines (sources)\nLines of customer orders")
    assert "ordered_qty" in text
    assert "required · stock units · ≥ -10,000,000, ≤ 10,000,000" in text


def test_the_dictionary_is_also_a_table() -> None:
    rows: list[dict[str, Any]] = list(
        csv.DictReader(called("tables", "--format", "csv").output.splitlines())
    )
    assert {row["table"] for row in rows} == set(tables.TABLES)
    assert all(row["description"] and row["grain"] for row in rows)
    assert called("tables", "ledger", "--format", "md").output.startswith("## ledger\n")


def test_backup_and_restore_end_where_they_began(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "b.tar.gz"
    assert called("backup", workspace.root, file).exit_code == 0
    assert called("restore", file, tmp_path / "again").exit_code == 0
    manifest = tmp_path / "again" / "published" / "current" / "manifest.json"
    assert json.loads(manifest.read_text())["as_of"] == "2026-03-01"
    assert called("restore", file, workspace.root).exit_code == 2
