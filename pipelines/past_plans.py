"""Plans as they would have been made on past days, from what was recorded by then."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import polars as pl

from models import parameters
from models.planning.reorder_points import reorder_points
from models.simulation import vintages
from models.simulation.candidates import CANDIDATES, asked_for
from pipelines.calling import Frame, called
from pipelines.known_then import KnownThen
from pipelines.publishing import UNFINISHED
from pipelines.rehearsal import Stage, needed_for, rehearse
from pipelines.resources import Request
from pipelines.sources.store import InboxStore
from pipelines.workspace import Workspace

NEEDED = ("reorder_points", "item_classes", "demand_daily")
EVIDENCE = "evidence.txt"


@dataclass(frozen=True)
class PastPlans:
    """The plans of past days in one folder, made once for the same files."""

    workspace: Workspace

    @property
    def folder(self) -> Path:
        """Where they are kept, one file for each day they were made on."""
        return self.workspace.backtest / "plans"

    def of(self, days: Sequence[dt.date]) -> Iterator[pl.DataFrame]:
        """Yield the plan of each of ``days``; make what is not there."""
        self._forget_other_evidence()
        for day in days:
            file = self.folder / f"{day}.parquet"
            if not file.exists():
                beside = file.with_name(f"{UNFINISHED}{file.name}")
                plan_of(self.workspace, day).write_parquet(beside)
                beside.replace(file)
            yield pl.read_parquet(file)

    def _forget_other_evidence(self) -> None:
        """Remove plans that were made from other files, settings or another version."""
        self.folder.mkdir(parents=True, exist_ok=True)
        evidence = _evidence(self.workspace)
        seen = self.folder / EVIDENCE
        if seen.exists() and seen.read_text("utf-8") == evidence:
            return
        for file in self.folder.glob("*.parquet"):
            file.unlink()
        seen.write_text(evidence, "utf-8")


def plan_of(workspace: Workspace, day: dt.date) -> pl.DataFrame:
    """Return the plan that a run as of ``day`` would have made, candidates beside it.

    The tables are made as a run makes them, from rows recorded by the end of that day.
    """
    stage = Stage()
    store = KnownThen(InboxStore(workspace, workspace.settings))
    request = Request(day)
    rehearse(workspace, needed_for(NEEDED), stage, request, {"source_store": store})
    said = parameters.resolved(
        stage.made["supply_sources"].select("sku", "location_id", "supplier_id"),
        parameters.in_force(
            stage.made["planning_parameters"], stage.made["decisions"], day
        ),
        ["min_qty", "max_qty"],
    )
    special = {"as_of": day, "said": said, "company": workspace.settings.as_company}
    (plan,) = called(vintages.vintage, stage.table, special)
    return _with_candidates(plan.lazy().collect(), stage, special)


def _with_candidates(
    plan: pl.DataFrame, stage: Stage, special: dict[str, object]
) -> pl.DataFrame:
    """Add the levels that each candidate would have given."""
    said, day = stage.made["planning_parameters"], plan["made_on"]
    as_of: dt.date = special["as_of"]  # type: ignore[assignment]  # it is a day
    if day.is_empty():
        return plan
    for number, candidate in enumerate(CANDIDATES):
        asked = asked_for(said, candidate, as_of)

        def table(name: str, asked: pl.DataFrame = asked) -> Frame:
            return asked if name == "planning_parameters" else stage.table(name)

        (levels,) = called(reorder_points, table, special)
        tried = vintages.tried(levels.lazy().collect(), number)
        plan = plan.join(tried, on=vintages.PLACE, how="left", maintain_order="left")
    return plan


def _evidence(workspace: Workspace) -> str:
    """Return a digest of all that past plans are made from."""
    files = InboxStore(workspace, workspace.settings).files()
    told = {
        "version": version("backstock"),
        "settings": workspace.settings.model_dump(mode="json"),
        "files": files.select("path", "content_hash", "arrived_at")
        .sort("path", "content_hash")
        .cast(pl.String)
        .rows(),
    }
    text = json.dumps(told, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
