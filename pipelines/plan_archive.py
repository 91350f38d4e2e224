"""Published plans, as the next one is laid beside them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from models import tables
from models.planning.stability import BEFORE
from pipelines.publishing import Snapshot, plan_before
from pipelines.workspace import Workspace


@dataclass(frozen=True)
class PlanArchive:
    """The plans published in one workspace."""

    workspace: Workspace

    def before(self, as_of: dt.date) -> Mapping[str, pl.LazyFrame]:
        """Return the tables of the newest plan of the last day before ``as_of``.

        A plan of an older Backstock, whose tables say less, counts as none.
        """
        snapshot = plan_before(self.workspace, as_of)
        if snapshot is None or not all(_is_whole(snapshot, name) for name in BEFORE):
            return {}
        return {name: snapshot.scan(name) for name in BEFORE}


def _is_whole(snapshot: Snapshot, table: str) -> bool:
    """Tell whether a snapshot has a table with every column that it has today."""
    if table not in snapshot.tables:
        return False
    there = snapshot.scan(table).collect_schema().names()
    return set(tables.column_names(table)) <= set(there)
