"""A run from the first asset to the published plan."""

from functools import partial
from pathlib import Path

import dagster as dg
import polars as pl
import pytest

from assets.tables import table
from pipelines.creation import create
from pipelines.definitions import build_definitions
from pipelines.locking import Busy, held
from pipelines.publishing import NothingPublished, published
from pipelines.run import run
from pipelines.warehouse import Warehouse
from pipelines.workspace import Workspace
from tests.factories import frame
from tests.pipelines.rooms import DAY, rooms_of, scope, small_build, write_note


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = create(tmp_path / "shop")
    workspace.settings_file.write_text("large_table_rows = 1000\n")
    return workspace


def test_a_run_publishes_what_the_assets_made(workspace: Workspace) -> None:
    snapshot = run(workspace, build=small_build)
    assert snapshot.run == f"{DAY}-1"
    assert snapshot.read("watermarks")["held_days"].to_list() == [2_000]
    assert snapshot.scan("stock_levels").select(pl.len()).collect().item() == 2_000
    assert (workspace.outbox / snapshot.run / "note.txt").exists()


def test_a_run_again_gives_the_same_bytes(workspace: Workspace) -> None:
    first, second = (run(workspace, build=small_build).folder for _ in "ab")
    names = sorted(path.relative_to(first) for path in first.rglob("*.parquet"))
    assert len(names) == 5
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_row_counts_and_runs_are_kept_where_dagster_shows_them(
    workspace: Workspace,
) -> None:
    run(workspace, build=small_build)
    with dg.DagsterInstance.from_config(str(workspace.dagster_home)) as instance:
        (record,) = instance.get_run_records()
        assert record.dagster_run.status == dg.DagsterRunStatus.SUCCESS
        event = instance.get_latest_materialization_event(dg.AssetKey("stock_levels"))
    assert event
    assert event.asset_materialization
    metadata = event.asset_materialization.metadata
    assert metadata["dagster/row_count"].value == 2_000


def test_a_held_workspace_is_not_run(workspace: Workspace) -> None:
    with held(workspace), pytest.raises(dg.DagsterError) as fault:
        run(workspace, build=small_build)
    assert isinstance(fault.value.__cause__, Busy)


def has_no_suppliers(suppliers: pl.DataFrame) -> pl.DataFrame:
    """There are no suppliers."""
    return suppliers


@table(checks=[has_no_suppliers])
def suppliers() -> pl.DataFrame:
    """A table that breaks its check."""
    return frame("suppliers", {"supplier_id": "s1"})


def test_a_failed_check_replaces_and_publishes_nothing(workspace: Workspace) -> None:
    before = run(workspace, build=small_build)
    build = partial(
        build_definitions, rooms=[*rooms_of(1), suppliers], papers=write_note
    )
    with pytest.raises(dg.Failure, match="There are no suppliers"):
        run(workspace, build=build)
    assert published(workspace) == before
    assert "suppliers" not in Warehouse.of(workspace).names()


def test_a_run_that_fails_first_publishes_nothing(workspace: Workspace) -> None:
    @dg.asset
    def stock_levels() -> pl.DataFrame:
        message = "broken"
        raise RuntimeError(message)

    build = partial(build_definitions, rooms=[scope, stock_levels], papers=write_note)
    with pytest.raises(RuntimeError, match="broken"):
        run(workspace, build=build)
    with pytest.raises(NothingPublished):
        published(workspace)


def test_a_killed_run_is_marked_as_failed_by_the_next(workspace: Workspace) -> None:
    run(workspace, build=small_build)
    home = str(workspace.dagster_home)
    with dg.DagsterInstance.from_config(home) as instance:
        killed = instance.create_run_for_job(
            small_build(workspace).resolve_job_def("nightly"),
            status=dg.DagsterRunStatus.STARTED,
        )
    run(workspace, build=small_build)
    with dg.DagsterInstance.from_config(home) as instance:
        found = instance.get_run_by_id(killed.run_id)
    assert found
    assert found.status == dg.DagsterRunStatus.FAILURE


def test_the_listener_hears_every_step_start_and_end(workspace: Workspace) -> None:
    heard: list[tuple[str, str]] = []
    definitions = small_build(workspace, listener=lambda *said: heard.append(said))
    assert definitions.loggers
    job = definitions.resolve_job_def("nightly")
    job.execute_in_process(run_config={"loggers": {"progress": {}}})
    assert [what for happening, what in heard if happening == "start"] == [
        what for happening, what in heard if happening == "done"
    ]
    assert heard[-1] == ("done", "published_plan")
