"""Decisions as they were known on a day: a plan of the past knows none made later."""

import polars as pl


def known_decisions(decisions: pl.DataFrame, scope: pl.DataFrame) -> pl.DataFrame:
    """Return the decisions that count for the run.

    Where the day was taken from the data, all of them. Where it was given, those about
    plans up to that day; one about no plan is of the day it was made.
    """
    run = scope.row(0, named=True)
    if run["is_default"]:
        return decisions
    plan_on = pl.col("run").str.slice(0, 10).str.to_date("%F", strict=False)
    made_on = pl.col("decided_at").dt.convert_time_zone(run["time_zone"]).dt.date()
    return decisions.filter(pl.coalesce(plan_on, made_on) <= run["as_of"])
