import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.creation import create
from pipelines.deciding.store import Store
from pipelines.publishing import publish
from pipelines.warehouse import Warehouse
from pipelines.workspace import Workspace
from tests.factories import frame
from tests.pipelines.rooms import DAY

ON = dt.date(2026, 2, 3)
CALL = {"rule": "alone", "decision": "none"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = create(tmp_path / "shop")
    warehouse = Warehouse(workspace.root)
    sale = {"sku": "CUP", "location_id": "main", "on": ON, "stream": "retail"}
    warehouse.replace(
        "exceptional_sales",
        frame("exceptional_sales", {**sale, "demanded_qty": 5000, **CALL}),
    )
    scope = {"as_of": DAY, "is_default": True, "currency": "DKK"}
    warehouse.replace("scope", frame("scope", scope))
    publish(workspace, warehouse, DAY)
    return workspace


def said(workspace: Workspace, *told: str, on: dt.date = ON) -> Result:
    sale = ("CUP", "main", str(on))
    words = ["confirm", str(workspace.root), *sale, *told]
    return CliRunner().invoke(main, words)


def kept(workspace: Workspace) -> pl.DataFrame:
    return Store(workspace.decisions_url).decisions()


def test_what_a_planner_says_is_kept_once(workspace: Workspace) -> None:
    told = said(workspace, "--exceptional", "--author", "Ida", "--reason", "wedding")
    assert told.exit_code == 0
    assert "5,000 of CUP at main on 2026-02-03 are exceptional" in told.output
    assert said(workspace, "--exceptional").exit_code == 0
    row = kept(workspace).row(0, named=True)
    assert (row["action"], row["author"], row["sku"], row["reason"]) == (
        *("confirm_outlier", "Ida", "CUP"),
        "wedding",
    )
    assert row["after"] == '{"on": "2026-02-03", "is_exceptional": true}'
    assert kept(workspace).height == 1


def test_a_planner_may_change_their_mind_and_back(workspace: Workspace) -> None:
    for word in ("--exceptional", "--ordinary", "--exceptional"):
        assert said(workspace, word).exit_code == 0
    assert kept(workspace)["decision_id"].n_unique() == 3


def test_only_listed_sales_can_be_decided(workspace: Workspace) -> None:
    told = said(workspace, "--ordinary", on=ON + dt.timedelta(days=1))
    assert told.exit_code == 2
    assert "no exceptional sale of CUP at main on 2026-02-04 is listed" in told.output
    assert kept(workspace).is_empty()


def test_one_of_both_must_be_said(workspace: Workspace) -> None:
    assert said(workspace).exit_code == 2
