"""The record of runs: kept by Dagster's own storage, and there for the next process."""

from pathlib import Path

import dagster as dg
from dagster import DagsterEventType, DagsterInstance

from pipelines.creation import create
from pipelines.history import RunHistory


@dg.op
def counted() -> int:
    return 1


@dg.job
def small() -> None:
    counted()


def test_what_a_run_did_is_there_for_the_next_process(tmp_path: Path) -> None:
    home = str(create(tmp_path / "a $hop").dagster_home)
    with DagsterInstance.from_config(home) as instance:
        assert isinstance(instance.event_log_storage, RunHistory)
        run = small.execute_in_process(instance=instance).run_id
    with DagsterInstance.from_config(home) as later:
        ended = later.all_logs(run, of_type=DagsterEventType.RUN_SUCCESS)
        assert [entry.run_id for entry in ended] == [run]
    assert Path(home, "history", "runs", f"{run}.db").is_file()
