"""Snapshots: whole, unchanging, switched in one step, tidied up."""

import datetime as dt
import json
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from models.planning.stability import BEFORE
from pipelines.creation import create
from pipelines.plan_archive import PlanArchive
from pipelines.publishing import (
    NothingPublished,
    Snapshot,
    heal,
    plan_before,
    publish,
    published,
    remove_old,
)
from pipelines.vintages import Vintages
from pipelines.warehouse import Warehouse
from pipelines.workspace import Workspace
from tests.factories import frame

DAY = dt.date(2026, 3, 1)
ONE = frame("suppliers", {"supplier_id": "s1"})
TWO = frame("suppliers", {"supplier_id": "s1"}, {"supplier_id": "s2"})
LATER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return create(tmp_path / "shop")


def filled(workspace: Workspace, large: int = 1_000_000) -> Warehouse:
    warehouse = Warehouse(workspace.root, large)
    warehouse.replace("suppliers", TWO)
    return warehouse


def test_a_snapshot_holds_every_table_and_says_what_it_is(workspace: Workspace) -> None:
    snapshot = publish(workspace, filled(workspace), DAY)
    assert snapshot == published(workspace)
    assert snapshot.tables == ["suppliers"]
    assert snapshot.as_of == DAY
    assert snapshot.manifest["row_counts"] == {"suppliers": 2}
    assert_frame_equal(snapshot.read("suppliers"), TWO)


def test_files_of_large_tables_are_shared_not_copied(workspace: Workspace) -> None:
    warehouse = filled(workspace, large=1)
    snapshot = publish(workspace, warehouse, DAY)
    (shard,) = (snapshot.folder / "suppliers").iterdir()
    assert shard.samefile(warehouse.files("suppliers")[0])
    warehouse.replace("suppliers", ONE)
    assert_frame_equal(snapshot.read("suppliers"), TWO)


def test_a_reader_keeps_the_snapshot_it_opened(workspace: Workspace) -> None:
    warehouse = filled(workspace)
    before = publish(workspace, warehouse, DAY)
    warehouse.replace("suppliers", ONE)
    publish(workspace, warehouse, DAY)
    assert_frame_equal(before.read("suppliers"), TWO)
    assert_frame_equal(published(workspace).read("suppliers"), ONE)


def test_the_same_tables_give_the_same_bytes(workspace: Workspace) -> None:
    warehouse = filled(workspace)
    files = [
        publish(workspace, warehouse, DAY).folder / "suppliers.parquet" for _ in "ab"
    ]
    assert files[0].read_bytes() == files[1].read_bytes()


def test_nothing_is_shown_until_the_papers_are_written(workspace: Workspace) -> None:
    warehouse = filled(workspace)
    first = publish(workspace, warehouse, DAY)

    def fails(snapshot: Snapshot, folder: Path) -> None:
        assert published(workspace) == first
        assert snapshot.run == folder.name
        folder.mkdir()
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  # any fault of the papers
        publish(workspace, warehouse, DAY, fails)
    assert published(workspace) == first
    heal(workspace)
    assert [path.name for path in workspace.outbox.iterdir()] == []
    assert publish(workspace, warehouse, DAY).run == "2026-03-01-2"


def test_before_the_first_run_nothing_is_published(workspace: Workspace) -> None:
    with pytest.raises(NothingPublished, match="backstock run"):
        published(workspace)


def test_leftovers_of_killed_runs_are_removed(workspace: Workspace) -> None:
    snapshot = publish(workspace, filled(workspace), DAY)
    for leftover in (
        workspace.published / ".tmp-2026-03-01-2",
        workspace.outbox / ".2026-03-01-2.77",
    ):
        leftover.mkdir(parents=True)
        (leftover / "half").touch()
    (workspace.published / ".tmp-current").symlink_to("nowhere")
    heal(workspace)
    assert {path.name for path in workspace.published.iterdir()} == {
        snapshot.run,
        "current",
    }
    assert list(workspace.outbox.iterdir()) == []


def forecast(workspace: Workspace, units: float, as_of: dt.date = DAY) -> Warehouse:
    """Return a warehouse that forecasts so many units on each of seven days."""
    warehouse = Warehouse(workspace.root)
    days = (as_of + dt.timedelta(days=ahead) for ahead in range(1, 8))
    rows = ({"sku": "a", "on": on, "baseline": 1, "mean": units} for on in days)
    warehouse.replace("forecasts", frame("forecasts", *rows))
    return warehouse


def kept(workspace: Workspace) -> dict[dt.date, float]:
    """Return the units of the only week of each vintage."""
    vintages = Vintages(workspace.vintages).vintages()
    return {on: made.collect()["said_qty"].item() for on, made in vintages.items()}


def test_forecasts_are_kept_as_they_were_made_one_file_a_day(
    workspace: Workspace,
) -> None:
    publish(workspace, forecast(workspace, 2), DAY)
    publish(workspace, forecast(workspace, 3), DAY)
    assert kept(workspace) == {DAY: 21}
    tomorrow = DAY + dt.timedelta(days=1)
    for _ in range(4):
        publish(workspace, forecast(workspace, 4, tomorrow), tomorrow)
    remove_old(workspace, LATER)
    assert kept(workspace) == {DAY: 21, tomorrow: 28}, "though the snapshot went"


def test_a_plan_that_was_shown_and_not_kept_is_kept_by_the_next_run(
    workspace: Workspace,
) -> None:
    publish(workspace, forecast(workspace, 2), DAY)
    file = workspace.vintages / f"{DAY}.parquet"
    file.rename(workspace.vintages / f".tmp-{DAY}.parquet")
    assert kept(workspace) == {}
    heal(workspace)
    assert kept(workspace) == {DAY: 14}
    assert list(workspace.vintages.iterdir()) == [file]


def test_forecasts_that_were_never_shown_replace_none(workspace: Workspace) -> None:
    publish(workspace, forecast(workspace, 2), DAY)

    def fails(snapshot: Snapshot, folder: Path) -> None:
        del snapshot, folder
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  # any fault of the papers
        publish(workspace, forecast(workspace, 3), DAY, fails)
    heal(workspace)
    assert kept(workspace) == {DAY: 14}


def test_old_snapshots_go_by_number_and_age(workspace: Workspace) -> None:
    warehouse = filled(workspace)
    for _ in range(5):
        publish(workspace, warehouse, DAY)
    assert len(list(workspace.published.glob("*/manifest.json"))) == 6, "all are young"
    remove_old(workspace, LATER)
    kept = {path.parent.name for path in workspace.published.glob("*/manifest.json")}
    assert kept == {"2026-03-01-3", "2026-03-01-4", "2026-03-01-5", "current"}


def test_the_newest_plan_of_an_earlier_day_stays_to_be_laid_beside(
    workspace: Workspace,
) -> None:
    warehouse = filled(workspace)
    tomorrow = DAY + dt.timedelta(days=1)
    for day in (DAY, DAY, *[tomorrow] * 5):
        publish(workspace, warehouse, day)
    remove_old(workspace, LATER)
    kept = {path.parent.name for path in workspace.published.glob("*/manifest.json")}
    assert {"2026-03-01-2", "2026-03-02-5"} <= kept
    assert "2026-03-01-1" not in kept
    before = plan_before(workspace, tomorrow)
    assert before is not None
    assert before.run == "2026-03-01-2"
    assert plan_before(workspace, DAY) is None


def test_a_plan_whose_tables_say_less_is_not_laid_beside(workspace: Workspace) -> None:
    publish(workspace, filled(workspace), DAY)
    assert PlanArchive(workspace).before(DAY + dt.timedelta(days=1)) == {}
    warehouse = filled(workspace)
    for table in BEFORE:
        warehouse.replace(table, frame(table))
    publish(workspace, warehouse, DAY)
    plan = PlanArchive(workspace).before(DAY + dt.timedelta(days=1))
    assert set(plan) == set(BEFORE)


def test_the_manifest_names_no_place_on_this_machine(workspace: Workspace) -> None:
    snapshot = publish(workspace, filled(workspace), DAY)
    text = (snapshot.folder / "manifest.json").read_text()
    assert str(workspace.root) not in text
    assert set(json.loads(text)) == {
        *("run", "as_of", "created_at", "schema_version", "row_counts"),
    }
