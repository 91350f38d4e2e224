"""Every notebook runs from top to bottom on a published plan, and its numbers hold."""

import datetime as dt
import os
import runpy
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from models import tables
from pipelines.creation import create
from pipelines.notebooks import folder_named
from pipelines.publishing import publish
from pipelines.warehouse import Warehouse
from pipelines.workspace import Workspace
from tests.factories import frame
from tests.models.reports.plans import item, plan
from tests.models.reports.plans_behind import AS_OF, DAY

HOME = Path(__file__).parents[2]
NOTEBOOKS = HOME / "notebooks"
NAMES = sorted(path.name for path in NOTEBOOKS.glob("*.py"))
SKU, PLACE = str(item(8)["sku"]), str(item(8)["location_id"])


def ran(
    *command: object, folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # our own notebooks
        [sys.executable, *map(str, command)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(HOME)} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def script(
    name: str, *arguments: object, folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    return ran(
        "-W", "error", NOTEBOOKS / name, *arguments, folder=folder, **environment
    )


def cells(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: object
) -> Mapping[str, Any]:
    """Return what the cells of a notebook define."""
    monkeypatch.setattr(sys, "argv", [name, *map(str, arguments)])
    monkeypatch.chdir(folder)
    _, defined = runpy.run_path(str(NOTEBOOKS / name))["app"].run()
    return dict(defined)


@pytest.mark.parametrize("name", NAMES)
def test_a_script_shows_its_figures_in_a_page_that_needs_nothing(
    name: str, workspace: Workspace, tmp_path: Path
) -> None:
    done = script(name, workspace.root, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert f"{AS_OF}-1" in done.stdout
    page = (tmp_path / name).with_suffix(".html").read_text("utf-8")
    assert page.count('class="plotly-graph-div"') >= 2
    assert '<script src="' not in page


def test_marimo_finds_nothing_to_object_to(tmp_path: Path) -> None:
    done = ran("-m", "marimo", "check", "--strict", NOTEBOOKS, folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_every_part_of_a_notebook_begins_with_words(name: str) -> None:
    text = (NOTEBOOKS / name).read_text("utf-8")
    assert text.count('mo.md("""') >= 5
    assert "http://" not in text
    assert "https://" not in text


def test_the_first_argument_names_the_workspace(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("BACKSTOCK_WORKSPACE", raising=False)
    assert folder_named(["a.py"]) == Path("demo")
    monkeypatch.setenv("BACKSTOCK_WORKSPACE", "there")
    assert folder_named(["a.py"]) == Path("there")
    assert folder_named(["a.py", "shop"]) == Path("shop")


def test_the_workspace_may_come_from_the_environment(
    workspace: Workspace, tmp_path: Path
) -> None:
    named = {"BACKSTOCK_WORKSPACE": str(workspace.root)}
    done = script("explore_demand.py", folder=tmp_path, **named)
    assert done.returncode == 0, done.stderr


def test_what_is_no_workspace_is_told(tmp_path: Path) -> None:
    done = script("explore_demand.py", tmp_path, folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{tmp_path} is no workspace")


def test_demand_is_that_of_the_published_plan(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = cells("explore_demand.py", tmp_path, monkeypatch, workspace.root)
    demanded = plan(42)["demand_daily"]
    monday = AS_OF + DAY - dt.timedelta(days=(AS_OF + DAY).weekday())
    whole = demanded.filter(pl.col("on") < monday)["demanded_qty"].sum()
    assert found["weeks"]["demanded_qty"].sum() == pytest.approx(float(whole))
    assert found["weekday_means"].height == 7
    assert len(found["fans"]) == 6


def test_moves_name_the_line_they_came_from_and_add_up(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = cells("item_ledger.py", tmp_path, monkeypatch, workspace.root, SKU, PLACE)
    moves = found["moves"]
    assert moves["file_and_line"].to_list() == ["", "receipt_lines.csv:7", ""]
    of_books = found["audit"].filter(
        ~pl.col("check").is_in(["position_qty", "last_day_qty"])
    )
    assert of_books["is_kept"].all()
    assert of_books.height == 6


def test_an_unknown_item_is_told_with_what_is_near(
    workspace: Workspace, tmp_path: Path
) -> None:
    done = script("item_ledger.py", workspace.root, SKU.lower(), folder=tmp_path)
    assert done.returncode == 1
    assert f"no item {SKU.lower()}; skus are case-sensitive; near it: " in done.stderr
    assert SKU in done.stderr


def test_an_item_is_not_looked_for_where_it_is_not(
    workspace: Workspace, tmp_path: Path
) -> None:
    done = script("item_ledger.py", workspace.root, SKU, "moon", folder=tmp_path)
    assert done.returncode == 1
    assert f"no {SKU} at moon; it is known at {PLACE}" in done.stderr


def test_policies_are_weighed_with_the_prices_that_are_asked_for(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = cells("compare_policies.py", tmp_path, monkeypatch, workspace.root)
    whole = found["weighed"].filter(pl.col("segment") == "all")
    costs = dict(whole.select("policy", "total_cost_amount").iter_rows())
    assert costs == {"recommended": 150.0, "as_it_was": 200.0, "foresight": 70.0}
    turns = dict(found["turning"].iter_rows())
    assert turns == {"as_it_was": pytest.approx(10 / 60), "foresight": None}


def test_before_a_back_test_the_notebook_says_what_comes_first(
    tmp_path: Path,
) -> None:
    workspace = create(tmp_path / "shop")
    warehouse = Warehouse(workspace.root)
    for name in tables.TABLES:
        warehouse.replace(name, frame(name))
    publish(workspace, warehouse, AS_OF)
    done = script("compare_policies.py", workspace.root, folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("No back-test is published")


def test_the_engine_and_both_models_are_judged_on_the_same_weeks(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = cells("study_item.py", tmp_path, monkeypatch, workspace.root, SKU, PLACE)
    scores = found["scores"]
    assert "arima" in scores["method"].to_list()
    assert scores["asked_qty"].n_unique() == 1
    assert scores["rmse"].is_sorted()
