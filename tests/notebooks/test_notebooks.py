"""Every notebook runs from top to bottom on a small published plan."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from models import tables
from pipelines.creation import create
from pipelines.publishing import publish
from pipelines.warehouse import Warehouse
from pipelines.workspace import Workspace
from tests.factories import frame
from tests.models.reports.plans import item, plan
from tests.models.reports.plans_behind import AS_OF

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = create(tmp_path_factory.mktemp("notebooks") / "shop")
    warehouse = Warehouse(workspace.root)
    made = plan(30) | {
        "scope": frame(
            "scope", {"as_of": AS_OF, "currency": "DKK", "time_zone": "UTC"}
        ),
    }
    for name in tables.TABLES:
        warehouse.replace(name, made.get(name, frame(name)))
    publish(workspace, warehouse, AS_OF)
    return workspace


def ran(
    name: str, *arguments: object, folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # our own notebooks
        [sys.executable, "-W", "error", NOTEBOOKS / name, *map(str, arguments)],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("name", sorted(path.name for path in NOTEBOOKS.glob("*.py")))
def test_a_notebook_shows_its_figures_in_a_page_that_needs_nothing(
    name: str, workspace: Workspace, tmp_path: Path
) -> None:
    done = ran(name, workspace.root, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert f"{AS_OF}-1" in done.stdout
    page = (tmp_path / name).with_suffix(".html").read_text("utf-8")
    assert page.count('class="plotly-graph-div"') >= 2
    assert '<script src="' not in page


def test_the_workspace_may_come_from_the_environment(
    workspace: Workspace, tmp_path: Path
) -> None:
    named = {"BACKSTOCK_WORKSPACE": str(workspace.root)}
    done = ran("explore_demand.py", folder=tmp_path, **named)
    assert done.returncode == 0, done.stderr


def test_any_item_can_be_looked_at(workspace: Workspace, tmp_path: Path) -> None:
    sku = item(41)["sku"]
    done = ran("item_ledger.py", workspace.root, sku, folder=tmp_path)
    assert f"{sku} at " in done.stdout, done.stderr


def test_an_unknown_item_is_told(workspace: Workspace, tmp_path: Path) -> None:
    done = ran("item_ledger.py", workspace.root, "nope", folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr == f"no item nope in plan {AS_OF}-1\n"
