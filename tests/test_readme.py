"""What the README says is so: commands, options, targets, tables, and its example."""

import contextlib
import re
import subprocess
import sys
from pathlib import Path

import click
import polars as pl
import pytest
from click.testing import CliRunner, Result

from models import tables
from models.costing_methods import COSTING_METHODS
from models.forecasting import basis
from models.parameters import PARAMETERS
from models.planning import readiness
from pipelines.cli import main
from pipelines.cli.group import EXIT_CODES
from pipelines.publishing import Snapshot, published
from pipelines.settings import Settings
from pipelines.workspace import Workspace

HOME = Path(__file__).parents[1]
COMMAND = "from pipelines.cli import main; main()"
README = (HOME / "README.md").read_text("utf-8")
MAKEFILE = (HOME / "Makefile").read_text("utf-8")

FENCED = re.findall(r"^```(\w*)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
SHELL = [line for kind, text in FENCED if kind == "sh" for line in text.splitlines()]
INLINE = re.findall(
    r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", README, flags=re.DOTALL | re.MULTILINE)
)
SHOWN = [line.partition("#")[0].strip() for line in [*SHELL, *INLINE]]
COMMANDS = sorted({line for line in SHOWN if line.startswith("backstock ")})
ROWS = dict(re.findall(r"^\| `backstock (\w+)([^|]*\|[^|]*)\|$", README, re.MULTILINE))
FILES = dict(re.findall(r"`(\w+\.csv)`\n\n```csv\n(.*?)```", README, re.DOTALL))


def called(line: str) -> Result:
    """Call ``backstock …`` as a reader would type it."""
    return CliRunner().invoke(main, line.split()[1:])


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_shown_exists_and_has_help(line: str) -> None:
    name = line.split()[1]
    assert called(f"backstock {name} --help").exit_code == 0
    assert main.commands[name].help


def test_the_table_has_every_command_with_its_arguments_and_only_real_options() -> None:
    assert set(ROWS) == set(main.commands)
    for name, row in ROWS.items():
        parameters = main.commands[name].params
        required = [
            one.make_metavar(click.Context(main.commands[name]))
            for one in parameters
            if isinstance(one, click.Argument) and one.required
        ]
        options = {
            option for one in parameters for option in (*one.opts, *one.secondary_opts)
        }
        assert row.partition("`")[0].split() == required, name
        assert set(re.findall(r"--[a-z-]+", row)) <= options, name


def test_exit_codes_are_those_of_the_commands() -> None:
    told = README.partition("Exit codes:")[2].partition("\n\n")[0]
    codes = {
        int(code) for code in re.findall(r"(?:^|; )\s*(\d)", told.replace("\n", " "))
    }
    assert codes == {0, *EXIT_CODES.values()}


def test_every_make_target_exists() -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", MAKEFILE, re.MULTILINE))
    shown = {line.split()[1] for line in SHOWN if line.startswith("make ")}
    assert shown >= {"demo", "test", "check"}
    assert shown <= targets


def test_every_script_link_and_folder_exists() -> None:
    scripts = {line.split()[1] for line in SHOWN if line.startswith("python ")}
    links = set(re.findall(r"\]\(([^)#]+)\)", README))
    folders = set(re.findall(r"^\| `(\w+/)` \|", README, re.MULTILINE))
    packages = {path.parent.name for path in HOME.glob("*/__init__.py")}
    assert scripts >= {f"notebooks/{path.name}" for path in HOME.glob("notebooks/*.py")}
    assert folders >= {f"{name}/" for name in packages}
    assert all((HOME / path).exists() for path in scripts | links | folders)


def test_terms_that_are_linked_stand_in_the_glossary() -> None:
    glossary = README.partition("## Glossary")[2].partition("\n## ")[0]
    terms = set(re.findall(r"^\| ([a-z -]+) \|", glossary, re.MULTILINE))
    linked = set(re.findall(r"\[([^\]]+)\]\(#glossary\)", README))
    assert linked
    assert linked <= terms


def test_every_table_column_and_setting_named_exists() -> None:
    named = {word for word in INLINE if re.fullmatch(r"[a-z]+(_[a-z]+)+", word)}
    columns = {name for table in tables.TABLES for name in tables.column_names(table)}
    settable = set(Settings.model_fields) | set(PARAMETERS) | set(COSTING_METHODS)
    choices = {choice for each in PARAMETERS.values() for choice in each.choices}
    assert named <= columns | set(tables.TABLES) | settable | choices
    singles = {"products", "suppliers", "calendars"}
    assert singles <= set(INLINE) & set(tables.SOURCES)


def test_the_history_that_is_asked_for_is_what_the_models_ask_for() -> None:
    told = " ".join(README.split())
    few, sales, enough = (
        basis.FEW_STEPS["1d"],
        basis.FEW_SALES,
        basis.ENOUGH_STEPS["1d"],
    )
    assert f"once {few} days of them are known and it sold on {sales}" in told
    assert f"or {enough} days are known" in told
    assert f"good one from {readiness.LONG_HISTORY_DAYS} days on" in told


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Follow "Your own data in five minutes" word for word, in an empty folder."""
    steps = [line for line in SHOWN[: len(SHELL)] if line.startswith("backstock ")]
    place = tmp_path_factory.mktemp("reader")
    with contextlib.chdir(place):
        init, *others = steps
        done = called(init)
        assert done.exit_code == 0, done.output
        for name, text in FILES.items():
            Path("shop/inbox", name).write_text(text, "utf-8")
        for step in others:
            if "serve" in step:
                open_and_close(step)
                continue
            done = called(step)
            assert done.exit_code == 0, done.output
    return place


def open_and_close(step: str) -> None:
    """Follow a step that goes on until its reader stops it."""
    command = [sys.executable, "-c", COMMAND, *step.split()[1:], "--port", "0"]
    with subprocess.Popen(  # noqa: S603  # our own command
        command, stdout=subprocess.PIPE, encoding="utf-8", cwd=Path.cwd()
    ) as served:
        assert served.stdout is not None
        assert "The desk is open at http://127.0.0.1:" in served.stdout.readline()
        served.terminate()


@pytest.fixture
def snapshot(folder: Path) -> Snapshot:
    return published(Workspace(folder / "shop"))


def test_the_reader_who_follows_it_sees_what_it_promises(snapshot: Snapshot) -> None:
    ((sku, supplier, units),) = (
        snapshot.read("suggestions")
        .select("sku", "supplier_id", pl.col("suggested_qty").cast(pl.Int64))
        .rows()
    )
    assert f"{units} of {sku} from {supplier}" in README
    position = snapshot.read("suggestions").row(0, named=True)
    assert position["position_qty"] <= position["reorder_point_qty"]
    assert snapshot.read("rejects").is_empty()


def test_status_names_the_order_and_says_that_the_data_are_old(folder: Path) -> None:
    told = called(f"backstock status {folder / 'shop'}").output
    assert told.startswith("The data end")
    assert "\nPlace 1 order with 1 supplier." in told
    assert "NORDIC" in told


def test_the_workspace_is_as_described(folder: Path, snapshot: Snapshot) -> None:
    shop = folder / "shop"
    told = README.partition("A workspace is one folder:")[2].partition("\n\n")[0]
    for name in re.findall(r"`([^`]+)`", told):
        places = (name, f"outbox/{snapshot.run}/{name}")
        assert any(
            (shop / place.replace("<run>", snapshot.run)).exists() for place in places
        ), name
    papers = {path.name for path in (shop / "outbox" / snapshot.run).iterdir()}
    assert {"report.html", "suggestions.csv", "NORDIC.xlsx"} <= papers
    templates = {path.stem for path in (shop / "templates").iterdir()}
    assert templates == set(tables.SOURCES)


def test_every_other_command_works_on_it(folder: Path, snapshot: Snapshot) -> None:
    shop, out = folder / "shop", folder / "out.csv"
    for table in snapshot.tables:
        assert called(f"backstock tables {table}").exit_code == 0
    assert called(f"backstock export suggestions {shop} --out {out}").exit_code == 0
    assert pl.read_csv(out)["sku"].to_list() == ["CUP-RED"]
    assert called(f"backstock study {shop} CUP-RED main").exit_code == 0
    assert "1 line approved" in called(f"backstock approve {shop}").output
    assert called(f"backstock backup {shop} {folder / 'b.tgz'}").exit_code == 0
    assert (
        called(f"backstock restore {folder / 'b.tgz'} {folder / 'two'}").exit_code == 0
    )
    told = called(f"backstock status {folder / 'two'}").output
    assert "\nPlace 1 order with 1 supplier." in told
