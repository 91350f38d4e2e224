"""What happened in past runs: how they ended, what each made of what, and its checks.

It is read from the record that Dagster keeps; importing Dagster takes a while, so this
is imported by who needs it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import dagster as dg
import polars as pl
from dagster import AssetCheckEvaluation, DagsterInstance, RunRecord

from pipelines.jobs import NIGHTLY, PUBLISHED_PLAN
from pipelines.workspace import Workspace

INPUT = "dagster/input_data_version/"
ROWS = "dagster/row_count"
OUTCOMES: Mapping[dg.DagsterRunStatus, str] = {
    dg.DagsterRunStatus.SUCCESS: "done",
    dg.DagsterRunStatus.FAILURE: "failed",
    dg.DagsterRunStatus.CANCELED: "stopped",
    dg.DagsterRunStatus.CANCELING: "stopped",
}
"""How a run ended; every other is still going on, or was killed."""
RUNS = pl.Schema(
    {
        "run_id": pl.String(),
        "started_at": pl.Datetime("us", "UTC"),
        "minutes": pl.Float64(),
        "outcome": pl.String(),
        "published_run": pl.String(),
        "fault": pl.String(),
    }
)
MADE = pl.Schema({"table": pl.String, "rows": pl.Int64, "seconds": pl.Float64})
CHECKS = pl.Schema(
    {
        "table": pl.String,
        "check": pl.String,
        "sentence": pl.String,
        "is_passed": pl.Boolean,
        "breaches": pl.Int64,
    }
)


@dataclass(frozen=True)
class PastRun:
    """What one run made: tables, from what each was made, and what was checked."""

    tables: pl.DataFrame
    made_from: Mapping[str, tuple[str, ...]]
    checks: pl.DataFrame


@contextmanager
def _record(workspace: Workspace) -> Iterator[DagsterInstance | None]:
    """Open the record of runs; none where nothing ever ran."""
    if not (workspace.dagster_home / "dagster.yaml").exists():
        yield None
        return
    with dg.DagsterInstance.from_config(str(workspace.dagster_home)) as instance:
        yield instance


def past_runs(workspace: Workspace, most: int = 30) -> pl.DataFrame:
    """Return the newest runs, newest first: ``RUNS`` names the columns.

    ``published_run`` is the snapshot that a run made, ``fault`` what stopped it.
    """
    with _record(workspace) as instance:
        if instance is None:
            return pl.DataFrame(schema=RUNS)
        records = instance.get_run_records(dg.RunsFilter(job_name=NIGHTLY), limit=most)
        snapshots = _snapshots(instance, most)
        rows = [_run(instance, record, snapshots) for record in records]
    return pl.DataFrame(rows, schema=RUNS, orient="row")


def _run(
    instance: DagsterInstance, record: RunRecord, snapshots: Mapping[str, str]
) -> tuple[object, ...]:
    """Return one row of ``past_runs``."""
    run, start, end = record.dagster_run, record.start_time, record.end_time
    outcome = OUTCOMES.get(run.status, "going_on")
    return (
        run.run_id,
        dt.datetime.fromtimestamp(start, dt.UTC) if start else None,
        (end - start) / 60 if start and end else None,
        outcome,
        snapshots.get(run.run_id),
        _fault(instance, run.run_id) if outcome == "failed" else None,
    )


def _snapshots(instance: DagsterInstance, most: int) -> dict[str, str]:
    """Return the snapshot that each run published."""
    found = instance.fetch_materializations(dg.AssetKey(PUBLISHED_PLAN), limit=most)
    return {
        event.run_id: str(event.asset_materialization.metadata["run"].value)
        for event in found.records
        if event.asset_materialization
    }


def _fault(instance: DagsterInstance, run_id: str) -> str | None:
    """Return the step that failed, and why, in one line."""
    failures = instance.all_logs(run_id, of_type=dg.DagsterEventType.STEP_FAILURE)
    for entry in failures:
        event = entry.dagster_event
        if event and event.step_failure_data.error:
            error = event.step_failure_data.error
            cause = error.cause or error
            return f"{event.step_key}: {cause.message.strip().splitlines()[0]}"
    return None


def past_run(workspace: Workspace, run_id: str | None = None) -> PastRun:
    """Return what a run made, by default the newest that reached its end."""
    nothing = PastRun(pl.DataFrame(schema=MADE), {}, pl.DataFrame(schema=CHECKS))
    with _record(workspace) as instance:
        if instance is None:
            return nothing
        chosen = run_id or _newest(instance)
        return _past_run(instance, chosen) if chosen else nothing


def _newest(instance: DagsterInstance) -> str | None:
    """Return the newest run that reached its end."""
    done = dg.RunsFilter(job_name=NIGHTLY, statuses=[dg.DagsterRunStatus.SUCCESS])
    return next((run.run_id for run in instance.get_runs(done, limit=1)), None)


def _past_run(instance: DagsterInstance, run_id: str) -> PastRun:
    """Read the record of one run."""
    seconds = _seconds(instance, run_id)
    made = [
        materialization
        for entry in instance.all_logs(
            run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION
        )
        if (materialization := entry.asset_materialization)
        and materialization.asset_key.to_user_string() != PUBLISHED_PLAN
    ]
    return PastRun(
        pl.DataFrame([_made(one, seconds) for one in made], schema=MADE, orient="row"),
        {one.asset_key.to_user_string(): _inputs(one) for one in made},
        pl.DataFrame(_checks(instance, run_id), schema=CHECKS, orient="row"),
    )


def _seconds(instance: DagsterInstance, run_id: str) -> dict[str, float]:
    """Return how long each step took."""
    done = instance.all_logs(run_id, of_type=dg.DagsterEventType.STEP_SUCCESS)
    return {
        event.step_key: event.step_success_data.duration_ms / 1_000
        for entry in done
        if (event := entry.dagster_event) and event.step_key
    }


def _made(
    made: dg.AssetMaterialization, seconds: Mapping[str, float]
) -> tuple[str, object, float | None]:
    """Return a table, how many rows it got and how long that took."""
    name, rows = made.asset_key.to_user_string(), made.metadata.get(ROWS)
    return name, rows.value if rows else None, seconds.get(name)


def _inputs(made: dg.AssetMaterialization) -> tuple[str, ...]:
    """Return the tables that one was made from."""
    tags = made.tags or {}
    return tuple(
        sorted(tag.removeprefix(INPUT) for tag in tags if tag.startswith(INPUT))
    )


def _checks(instance: DagsterInstance, run_id: str) -> list[tuple[object, ...]]:
    """Return every check, those that failed first."""
    entries = instance.all_logs(
        run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION
    )
    found = [
        data
        for entry in entries
        if entry.dagster_event
        and isinstance(
            data := entry.dagster_event.event_specific_data, AssetCheckEvaluation
        )
    ]
    rows = [
        (
            check.asset_key.to_user_string(),
            check.check_name,
            check.description or "",
            check.passed,
            check.metadata["breaches"].value if "breaches" in check.metadata else None,
        )
        for check in found
    ]
    return sorted(rows, key=lambda row: (row[3], row[0], row[1]))


def upstream(made_from: Mapping[str, tuple[str, ...]], table: str) -> dict[str, int]:
    """Return every table that ``table`` goes back to, and in how many steps at least.

    >>> upstream({"c": ("b",), "b": ("a",)}, "c")
    {'b': 1, 'a': 2}
    """
    steps: dict[str, int] = {}
    reached, step = {table}, 0
    while reached:
        step += 1
        behind = {name for one in reached for name in made_from.get(one, ())}
        reached = behind - steps.keys() - {table}
        steps |= dict.fromkeys(sorted(reached), step)
    return steps


def downstream(made_from: Mapping[str, tuple[str, ...]], table: str) -> list[str]:
    """Return the tables that are made from ``table`` directly.

    >>> downstream({"c": ("b",), "b": ("a",)}, "b")
    ['c']
    """
    return sorted(name for name, given in made_from.items() if table in given)
