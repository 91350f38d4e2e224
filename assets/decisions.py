"""What planners decided, from outside the run."""

import dagster as dg
import polars as pl

from assets.ports import DecisionStore
from assets.tables import column_schema, table
from models import tables
from models.deciding import outcomes
from models.planning.known_decisions import known_decisions


@dg.asset(
    group_name=tables.room_of("decisions"),
    owners=[f"team:{tables.room_of('decisions')}"],
    kinds={"polars", "duckdb"},
    metadata={"dagster/column_schema": column_schema(tables.TABLES["decisions"])},
)
def decisions(
    scope: pl.DataFrame, decision_store: dg.ResourceParam[DecisionStore]
) -> pl.DataFrame:
    """What planners approved, changed, snoozed, rejected and sent."""
    return known_decisions(decision_store.decisions(), scope)


decision_outcomes = table()(outcomes.decision_outcomes)
