"""What Dagster is shown: the job, when it runs, what it ends with."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from models import tables
from pipelines.creation import create
from pipelines.definitions import build_definitions, room_assets
from pipelines.sensors import inbox_sensor
from pipelines.workspace import Workspace
from tests.pipelines.rooms import small_build


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return create(tmp_path / "shop")


def test_everything_loads_without_a_workspace(tmp_path: Path) -> None:
    definitions = build_definitions(Workspace(tmp_path))
    dg.Definitions.validate_loadable(definitions)


def test_every_asset_is_a_table_in_its_room_with_owner_and_columns() -> None:
    for asset in room_assets():
        for key in asset.keys:
            name = key.path[-1]
            assert asset.group_names_by_key[key] == tables.room_of(name)
            assert asset.descriptions_by_key[key]
            assert asset.owners_by_key[key]
            schema = asset.metadata_by_key[key]["dagster/column_schema"]
            assert {column.name for column in schema.columns} == set(
                tables.column_names(name)
            )


AHEAD = {
    "allocations",
    *tables.ROOMS["finance"],
    *tables.ROOMS["warehouse"],
}
"""Contracts that no run fills."""


def test_every_contract_is_filled_by_an_asset_but_those_known() -> None:
    made = {key.path[-1] for asset in room_assets() for key in asset.keys}
    assert made == set(tables.TABLES) - AHEAD


def test_every_room_with_assets_has_checks_that_stop_a_run() -> None:
    checks = [check for asset in room_assets() for check in asset.check_specs]
    assert len(checks) >= len(tables.SOURCES)
    assert all(check.blocking and check.description for check in checks)


def test_the_nightly_job_holds_every_asset_and_check(workspace: Workspace) -> None:
    definitions = build_definitions(workspace)
    graph = definitions.resolve_asset_graph()
    job = definitions.resolve_job_def("nightly").asset_layer
    assert set(job.selected_asset_keys) == set(graph.materializable_asset_keys)
    assert len(job.selected_asset_keys) == len(set(tables.TABLES) - AHEAD) + 1
    assert set(job.asset_graph.asset_check_keys) == set(graph.asset_check_keys)


def test_the_plan_comes_after_every_table(workspace: Workspace) -> None:
    graph = small_build(workspace).resolve_asset_graph()
    plan = graph.get(dg.AssetKey("published_plan"))
    assert {key.path[-1] for key in plan.parent_keys} == {
        *("forecasts", "scope", "stock_levels", "watermarks"),
    }
    assert plan.freshness_policy == dg.FreshnessPolicy.time_window(
        warn_window=dt.timedelta(hours=26), fail_window=dt.timedelta(days=3)
    )


def test_the_schedule_follows_the_settings(workspace: Workspace) -> None:
    workspace.settings_file.write_text(
        '[schedule]\nat = "06:30"\n[company]\ntime_zone = "Asia/Tokyo"\n'
    )
    schedule = small_build(workspace).resolve_schedule_def("nightly")
    assert schedule.cron_schedule == "30 6 * * *"
    assert schedule.execution_timezone == "Asia/Tokyo"


def test_a_cron_line_and_a_zone_of_the_schedule_win(workspace: Workspace) -> None:
    workspace.settings_file.write_text(
        '[schedule]\ncron = "0 5 * * 1-5"\ntime_zone = "UTC"\n'
    )
    schedule = small_build(workspace).resolve_schedule_def("nightly")
    assert schedule.cron_schedule == "0 5 * * 1-5"
    assert schedule.execution_timezone == "UTC"
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING


def test_dagster_of_a_workspace_tells_nobody_and_greets_nobody(
    workspace: Workspace,
) -> None:
    with dg.DagsterInstance.from_config(str(workspace.dagster_home)) as instance:
        assert not instance.telemetry_enabled
        assert not instance.nux_enabled


def test_the_sensor_runs_once_when_files_stand_still(workspace: Workspace) -> None:
    sensor = inbox_sensor(workspace.inbox)
    cursor: str | None = None

    def look() -> int:
        nonlocal cursor
        with dg.build_sensor_context(cursor=cursor) as context:
            tick = sensor.evaluate_tick(context)
        cursor = tick.cursor
        return len(tick.run_requests or [])

    assert look() == 0, "the inbox is empty"
    (workspace.inbox / "products.csv").write_text("sku\na\n")
    assert [look(), look(), look()] == [0, 1, 0]
    (workspace.inbox / "products.csv").write_text("sku\na\nb\n")
    (workspace.inbox / ".partial").touch()
    assert [look(), look(), look()] == [0, 1, 0]


def test_the_module_is_a_code_location(tmp_path: Path) -> None:
    root = create(tmp_path / "shop").root
    code = (
        "import json; from pipelines.definitions import defs; found = defs();"
        "print(json.dumps([one.name for one in [*found.schedules, *found.sensors]]))"
    )
    result = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-c", code],
        env={"BACKSTOCK_WORKSPACE": str(root)},
        capture_output=True,
        check=True,
    )
    assert json.loads(result.stdout) == ["nightly", "inbox"]
