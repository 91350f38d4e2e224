"""The code location: ``dagster dev -m pipelines.definitions``."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import dagster as dg

import assets
from pipelines.jobs import nightly, published_plan
from pipelines.progress import LOGGER, Listener, listening
from pipelines.resources import Papers, Request, resources_of, write_outbox
from pipelines.schedules import nightly_schedule
from pipelines.sensors import inbox_sensor
from pipelines.settings import FILE_NAME, Settings, workspace_from_environment
from pipelines.workspace import Workspace


def room_assets() -> list[dg.AssetsDefinition]:
    """Return the assets of all rooms."""
    found = dg.load_assets_from_package_module(assets)
    return [asset for asset in found if isinstance(asset, dg.AssetsDefinition)]


def build_definitions(
    workspace: Workspace,
    *,
    rooms: Sequence[dg.AssetsDefinition] | None = None,
    papers: Papers = write_outbox,
    request: Request | None = None,
    listener: Listener | None = None,
) -> dg.Definitions:
    """Wire every asset, the job, its schedule and its sensor to one workspace."""
    tables = room_assets() if rooms is None else list(rooms)
    is_workspace = (workspace.root / FILE_NAME).exists()
    settings = workspace.settings if is_workspace else Settings()
    return dg.Definitions(
        assets=[*tables, published_plan(_keys(tables))],
        jobs=[nightly],
        schedules=[nightly_schedule(settings)],
        sensors=[inbox_sensor(workspace.inbox)],
        resources=resources_of(workspace, settings, request or Request(), papers),
        executor=dg.in_process_executor,  # DuckDB takes one writing process
        loggers={LOGGER: listening(listener)} if listener else {},
    )


@dg.definitions
def defs() -> dg.Definitions:
    """Wire the workspace that BACKSTOCK_WORKSPACE names, else the folder we are in."""
    root = workspace_from_environment() or Path()
    return build_definitions(Workspace(root.absolute()))


def _keys(tables: Iterable[dg.AssetsDefinition]) -> list[dg.AssetKey]:
    """Return the keys of all ``tables``, in a fixed order."""
    return sorted(key for asset in tables for key in asset.keys)
