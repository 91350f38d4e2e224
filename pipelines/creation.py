"""Making a new workspace: settings with comments, templates, an empty inbox."""

import csv
import json
from importlib import resources
from pathlib import Path
from string import Template

from models import tables
from models.company import Company
from pipelines.workspace import (
    SCHEMA_VERSION,
    Workspace,
    WorkspaceFault,
    write_atomically,
)

DAGSTER = """\
# Dagster keeps its run history here; it tells nobody about it.
telemetry:
  enabled: false
nux:
  enabled: false
concurrency:
  runs:
    max_concurrent_runs: 1
run_monitoring:
  enabled: true
  max_runtime_seconds: 43200
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
event_log_storage:
  module: pipelines.history
  class: RunHistory
  config:
    base_dir: $history
"""


def create(
    root: Path, company: Company | None = None, services: tuple[str, ...] = ()
) -> Workspace:
    """Make ``root`` a workspace; one that is there already gets what it lacks."""
    workspace = Workspace(root.absolute())
    is_new = not workspace.settings_file.exists()
    if is_new and root.exists() and (not root.is_dir() or any(root.iterdir())):
        message = f"{root} is neither empty nor a workspace; name a new folder"
        raise WorkspaceFault(message)
    for folder in (workspace.inbox, workspace.templates, workspace.dagster_home):
        folder.mkdir(parents=True, exist_ok=True)
    history = json.dumps(str(workspace.dagster_home / "history" / "runs"))
    dagster = Template(DAGSTER).substitute(history=history)
    write_atomically(workspace.dagster_home / "dagster.yaml", dagster)
    write_templates(workspace.templates)
    if is_new:
        write_atomically(workspace.schema_file, f"{SCHEMA_VERSION}\n")
        text = settings_text(company or Company(), services)
        write_atomically(workspace.settings_file, text)
    return workspace


def settings_text(company: Company, services: tuple[str, ...] = ()) -> str:
    """Return the commented settings of ``company``."""
    text = resources.files("pipelines").joinpath("templates", "backstock.toml")
    given = {**vars(company), "services": list(services)}
    return Template(text.read_text(encoding="utf-8")).substitute(
        {key: json.dumps(value, ensure_ascii=False) for key, value in given.items()}
    )


def write_templates(folder: Path) -> None:
    """Write an empty file with every column a user may fill, for each source table."""
    for table in tables.SOURCES:
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerow(user_columns(table))


def user_columns(table: str) -> list[str]:
    """Return the columns of ``table`` that a file may hold."""
    columns = tables.SOURCES[table].columns()
    return [
        name
        for name in tables.column_names(table)
        if (columns[name].metadata or {}).get("given", True)
    ]
