"""When the job runs by itself."""

import dagster as dg

from pipelines.jobs import nightly
from pipelines.settings import Settings


def nightly_schedule(settings: Settings) -> dg.ScheduleDefinition:
    """Make the schedule that ``settings`` ask for."""
    return dg.ScheduleDefinition(
        name="nightly",
        job=nightly,
        cron_schedule=settings.schedule.cron_line,
        execution_timezone=settings.schedule_zone,
        description="Runs the plan every day at the time that the settings name.",
        default_status=dg.DefaultScheduleStatus.RUNNING,
    )
