"""A run that is killed, wherever it is, leaves the plan before whole and readable."""

import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from pipelines.creation import create
from pipelines.publishing import Snapshot, published
from pipelines.run import run
from pipelines.vintages import Vintages
from pipelines.workspace import Workspace
from tests.pipelines.rooms import small_build

ROOT = Path(__file__).parents[2]
ROWS = 1_500
"""Enough to be kept as files under a limit of a thousand."""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = create(tmp_path / "shop")
    workspace.settings_file.write_text("large_table_rows = 1000\nkeep_snapshots = 2\n")
    return workspace


def started(workspace: Workspace, rows: int) -> subprocess.Popen[bytes]:
    """Start a run in another process and wait until it begins."""
    process = subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-m", "tests.pipelines.rooms", str(workspace.root), str(rows)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline() == b"begins\n"
    return process


def seconds_of_a_run(workspace: Workspace) -> float:
    """Return how long a run takes when nobody kills it."""
    with started(workspace, ROWS) as process:
        begun = time.monotonic()
        assert process.wait() == 0
    return time.monotonic() - begun


def rows_of(snapshot: Snapshot) -> int:
    """Return how many rows a snapshot has, having made sure that it is whole."""
    assert snapshot.tables == ["forecasts", "scope", "stock_levels", "watermarks"]
    rows: int = snapshot.scan("stock_levels").collect().height
    assert snapshot.read("watermarks")["held_days"].to_list() == [rows]
    assert snapshot.manifest["row_counts"]["stock_levels"] == rows
    return rows


def expected(workspace: Workspace) -> float:
    """Return the units that each day was forecast to show, as it is kept."""
    (made,) = Vintages(workspace.vintages).vintages().values()
    days: float = made.collect()["said_qty"].item() / 7
    return days


def kill_and_heal(workspace: Workspace, after: float, rows: int) -> None:
    """Kill a run ``after`` seconds; look at what readers see; run again."""
    before = rows_of(published(workspace))
    with started(workspace, rows) as process:
        time.sleep(after)
        process.kill()
    assert rows_of(published(workspace)) in {before, rows}
    assert expected(workspace) in {before, rows}
    healed = run(workspace, build=partial(small_build, rows=rows))
    assert rows_of(healed) == rows
    assert (workspace.outbox / healed.run / "note.txt").exists()
    assert expected(workspace) == rows
    places = (workspace.published, workspace.outbox, workspace.vintages)
    assert [left for place in places for left in place.glob(".*")] == []
    assert len(list((workspace.root / "warehouse" / "stock_levels").iterdir())) == 1


def kill_often(workspace: Workspace, times: int) -> None:
    """Kill runs at moments spread evenly over their length."""
    whole = seconds_of_a_run(workspace)
    for number in range(times):
        kill_and_heal(workspace, whole * (number + 0.5) / times, ROWS + number + 1)


def test_a_killed_run_leaves_the_plan_before(workspace: Workspace) -> None:
    kill_often(workspace, 4)


def test_after_a_kill_the_result_is_that_of_a_run_nobody_killed(
    workspace: Workspace, tmp_path: Path
) -> None:
    run(workspace, build=partial(small_build, rows=ROWS + 1))
    kill_and_heal(workspace, 0.4, ROWS)
    calm = create(tmp_path / "calm")
    calm.settings_file.write_text(workspace.settings_file.read_text())
    never_killed = run(calm, build=partial(small_build, rows=ROWS))
    for table in never_killed.tables:
        assert published(workspace).read(table).equals(never_killed.read(table))


@pytest.mark.long
def test_two_hundred_killed_runs_leave_the_plan_before(workspace: Workspace) -> None:
    kill_often(workspace, 200)
