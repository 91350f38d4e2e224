"""What assets are given: the tables they read and write, and the workspace."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import dagster as dg
import polars as pl

from pipelines import outbox
from pipelines.deciding.rules import obey
from pipelines.deciding.store import Store
from pipelines.last_backtest import LastBacktest
from pipelines.locking import held
from pipelines.migrations import migrate
from pipelines.plan_archive import PlanArchive
from pipelines.publishing import Snapshot, heal, publish
from pipelines.settings import Settings
from pipelines.sources.store import InboxStore
from pipelines.vintages import Vintages
from pipelines.warehouse import PARTS, Frame, Warehouse
from pipelines.workspace import Workspace

MEMORY_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True)
class Request:
    """What a run is asked for: a day, and sources to be read again."""

    as_of: dt.date | None = None
    reread: tuple[str, ...] = ()


Papers = Callable[[Workspace, Snapshot, Path], None]
"""Writes the papers of a snapshot of a workspace as a folder of the given name."""


def write_outbox(workspace: Workspace, snapshot: Snapshot, folder: Path) -> None:
    """Write all lines, a workbook per supplier and the report into ``folder``."""
    rows = {table: snapshot.scan(table) for table in snapshot.tables}
    outbox.write(folder, rows, workspace.settings.as_company, snapshot.as_of)


def resources_of(
    workspace: Workspace,
    settings: Settings,
    request: Request,
    papers: Papers = write_outbox,
) -> dict[str, object]:
    """Return what the assets of ``workspace`` are given, by name."""
    return {
        "io_manager": shelf_of(workspace),
        "company": settings.as_company,
        "source_store": InboxStore(workspace, settings, request.reread),
        "question": request,
        "decision_store": Store(settings.decisions or workspace.own_decisions_url),
        "forecast_archive": Vintages(workspace.vintages),
        "backtest_archive": LastBacktest(workspace.backtest),
        "plan_archive": PlanArchive(workspace),
        "press": PlanPress(workspace, papers),
    }


def shelf_of(workspace: Workspace) -> dg.IOManagerDefinition:
    """Make the shelf of ``workspace``: a run that uses it holds the workspace alone."""

    def shelf(context: dg.InitResourceContext) -> Iterator[Shelf]:
        with held(workspace):
            if context.instance and context.run:
                _bury_killed_runs(context.instance, context.run.run_id)
            migrate(workspace)
            heal(workspace)
            warehouse = Warehouse.of(workspace)
            with warehouse.kept_open():
                yield Shelf(warehouse)

    return dg.IOManagerDefinition(
        shelf,  # type: ignore[arg-type]  # it may be a generator, its type omits that
        description="DuckDB, and Parquet for large tables.",
    )


def _bury_killed_runs(instance: dg.DagsterInstance, own: str) -> None:
    """Mark runs that were killed as failed: who holds the workspace is the only one."""
    going = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED])
    for run in instance.get_runs(going):
        if run.run_id != own:
            instance.report_run_failed(run, "The run was killed.")


@dataclass(frozen=True)
class PlanPress:
    """Turns the tables of ``workspace`` into what people see."""

    workspace: Workspace
    papers: Papers = write_outbox

    def publish(self) -> Snapshot:
        """Publish all tables as they stand, with the papers; then rules have a say."""
        warehouse = Warehouse.of(self.workspace)
        as_of: dt.date = warehouse.read("scope").lazy().collect()["as_of"].item()
        papers = partial(self.papers, self.workspace)
        snapshot = publish(self.workspace, warehouse, as_of, papers)
        obey(self.workspace)
        return snapshot


class Shelf(dg.IOManager):
    """Keeps every asset as the table of its name; small ones of a run stay at hand."""

    def __init__(self, warehouse: Warehouse) -> None:
        """Stand before ``warehouse``."""
        self.warehouse = warehouse
        self._put_down: dict[str, Path] = {}
        self._at_hand: OrderedDict[str, pl.DataFrame] = OrderedDict()

    def put_down(self, table: str, frame: pl.LazyFrame) -> pl.LazyFrame:
        """Compute and write the rows of ``frame``; return a scan of them."""
        folder = self.warehouse.put_down(table, frame)
        self._put_down[table] = folder
        return pl.scan_parquet(folder / PARTS)

    def handle_output(self, context: dg.OutputContext, obj: Frame) -> None:
        """Let ``obj`` be the rows of the table, unless they break its contract."""
        table = context.asset_key.path[-1]
        self._at_hand.pop(table, None)
        if isinstance(obj, pl.LazyFrame):
            put_down = self._put_down.pop(table, None)
            folder = put_down or self.warehouse.put_down(table, obj)
            stands = self.warehouse.replace_by_files(table, folder)
        else:
            stands = self.warehouse.replace(table, obj)
        if isinstance(stands, pl.DataFrame):
            self._keep_at_hand(table, stands)
        context.add_output_metadata({"dagster/row_count": height(stands)})

    def load_input(self, context: dg.InputContext) -> Frame:
        """Return the table as the asset that reads it has annotated it."""
        table = context.asset_key.path[-1]
        found = self._at_hand.get(table)
        rows = self.warehouse.read(table) if found is None else found
        if context.dagster_type.typing_type is pl.LazyFrame:
            return rows.lazy()
        return rows.lazy().collect()

    def _keep_at_hand(self, table: str, rows: pl.DataFrame) -> None:
        """Remember ``rows``, forgetting the oldest beyond the memory set aside."""
        self._at_hand[table] = rows
        while sum(map(_bytes, self._at_hand.values())) > MEMORY_BYTES:
            self._at_hand.popitem(last=False)


def height(rows: Frame) -> int:
    """Return the number of ``rows``."""
    count: int = rows.lazy().select(pl.len()).collect().item()
    return count


def _bytes(rows: pl.DataFrame) -> int:
    """Return the memory that ``rows`` take."""
    return int(rows.estimated_size())
