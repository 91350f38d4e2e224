"""What is run: the nightly job, and the plan that it ends with."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

import dagster as dg

from pipelines.publishing import Snapshot

NIGHTLY = "nightly"
PUBLISHED_PLAN = "published_plan"

FRESHNESS = dg.FreshnessPolicy.time_window(
    warn_window=dt.timedelta(hours=26), fail_window=dt.timedelta(days=3)
)

nightly = dg.define_asset_job(
    NIGHTLY,
    selection=dg.AssetSelection.all(),
    description="From the files in the inbox to a published plan.",
    executor_def=dg.in_process_executor,  # DuckDB takes one writing process
)


class Press(Protocol):
    """What turns the tables of a run into the snapshot and papers that people see."""

    def publish(self) -> Snapshot:
        """Publish all tables as they stand."""


def published_plan(tables: Sequence[dg.AssetKey]) -> dg.AssetsDefinition:
    """Make the asset that a run ends with: the plan, once all ``tables`` stand."""

    @dg.asset(
        name=PUBLISHED_PLAN,
        deps=tables,
        group_name="planning",
        owners=["team:planning"],
        kinds={"parquet"},
        description="The snapshot that readers see, with the papers of its run.",
        freshness_policy=FRESHNESS,
        required_resource_keys={"io_manager", "press"},
    )
    def plan(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        """Publish what the run has made."""
        press: Press = context.resources.press
        snapshot = press.publish()
        return dg.MaterializeResult(
            metadata={
                "run": snapshot.run,
                "as_of": snapshot.as_of.isoformat(),
                "tables": len(snapshot.tables),
                "dagster/row_count": sum(snapshot.manifest["row_counts"].values()),
            }
        )

    return plan
