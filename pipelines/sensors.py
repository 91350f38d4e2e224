"""What the job waits for besides the clock: files dropped into the inbox."""

import hashlib
import json
from pathlib import Path

import dagster as dg

from pipelines.jobs import nightly

LOOK_EVERY_SECONDS = 60
HIDDEN = "."


def inbox_sensor(inbox: Path) -> dg.SensorDefinition:
    """Make the sensor that starts a run once new files in ``inbox`` stand still."""

    @dg.sensor(
        name="inbox",
        job=nightly,
        minimum_interval_seconds=LOOK_EVERY_SECONDS,
        description="Runs the plan when files were dropped and no longer change.",
    )
    def sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        now = listing(inbox)
        before, ran = json.loads(context.cursor) if context.cursor else (None, None)
        if now in (None, ran):
            return dg.SkipReason("No new files in the inbox.")
        if now != before:
            context.update_cursor(json.dumps([now, ran]))
            return dg.SkipReason("Files are arriving; waiting until they stand still.")
        return dg.SensorResult(
            run_requests=[dg.RunRequest(run_key=now)], cursor=json.dumps([now, now])
        )

    return sensor


def listing(inbox: Path) -> str | None:
    """Return a digest of names, sizes and times below ``inbox``; None: no files."""
    files = sorted(
        (path.relative_to(inbox).as_posix(), stat.st_size, stat.st_mtime_ns)
        for path in inbox.rglob("*")
        if path.is_file() and not path.name.startswith(HIDDEN)
        for stat in (path.stat(),)
    )
    return hashlib.sha256(json.dumps(files).encode()).hexdigest() if files else None
