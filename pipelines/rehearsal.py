"""Part of a run, rehearsed in memory: nothing is written and nothing published."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import dagster as dg
import polars as pl

from models.tables import keeping
from pipelines.calling import Frame
from pipelines.definitions import room_assets
from pipelines.progress import LOGGER, listening
from pipelines.resources import Request, resources_of
from pipelines.workspace import Workspace

REHEARSAL = "rehearsal"


@dataclass
class Stage(dg.IOManager):
    """Keeps what a rehearsal makes; what it does not make is as it was ``before``."""

    before: Callable[[str], Frame] | None = None
    made: dict[str, pl.DataFrame] = field(default_factory=dict)

    def put_down(self, table: str, frame: pl.LazyFrame) -> pl.LazyFrame:
        """Compute the rows of ``frame``."""
        return keeping.shaped(table, frame).collect(engine="streaming").lazy()

    def handle_output(self, context: dg.OutputContext, obj: Frame) -> None:
        """Let ``obj`` be the rows of the table."""
        table = context.asset_key.path[-1]
        self.made[table] = keeping.shaped(table, obj.lazy()).collect()

    def load_input(self, context: dg.InputContext) -> Frame:
        """Return the table as the asset that reads it has annotated it."""
        rows = self.table(context.asset_key.path[-1]).lazy()
        is_lazy = context.dagster_type.typing_type is pl.LazyFrame
        return rows if is_lazy else rows.collect()

    def table(self, name: str) -> Frame:
        """Return a table as it stands here."""
        if name in self.made or self.before is None:
            return self.made[name]
        return self.before(name)


def rehearse(
    workspace: Workspace,
    selection: dg.AssetSelection,
    stage: Stage,
    request: Request,
    instead: Mapping[str, object],
) -> None:
    """Make the ``selection`` of tables on ``stage``, as a run with ``request`` would.

    ``instead`` names resources that stand in for those of the workspace.
    """
    definitions = dg.Definitions(
        assets=room_assets(),
        jobs=[dg.define_asset_job(REHEARSAL, selection=selection)],
        resources={
            **resources_of(workspace, workspace.settings, request),
            **instead,
            "io_manager": stage,
        },
        executor=dg.in_process_executor,
        loggers={LOGGER: listening(lambda *_: None)},
    )
    job = definitions.resolve_job_def(REHEARSAL)
    job.execute_in_process(run_config={"loggers": {LOGGER: {}}})


def needed_for(tables: Iterable[str]) -> dg.AssetSelection:
    """Select tables and all that they are made from."""
    needed = dg.AssetSelection.assets(*tables).upstream()
    return needed.required_multi_asset_neighbors()
