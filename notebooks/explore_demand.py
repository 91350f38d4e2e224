"""Demand: how much, of what, how even, and how well it was foreseen.

Run it cell by cell in an editor, or whole: ``python notebooks/explore_demand.py shop``
prints the tables and puts the figures into ``explore_demand.html``.
"""

# %% The published plan of a workspace: named here, else by BACKSTOCK_WORKSPACE
import datetime as dt
import sys
from pathlib import Path

import plotly.graph_objects as go
import polars as pl

from models.reports import figures, forecast_quality
from pipelines.publishing import published
from pipelines.settings import workspace_from_environment
from pipelines.workspace import open_workspace

is_script = "ipykernel" not in sys.modules
named = (
    Path(sys.argv[1]) if is_script and sys.argv[1:] else workspace_from_environment()
)
workspace = open_workspace(named or Path("demo"))
plan = published(workspace)
language = workspace.settings.company.language
pl.Config.set_tbl_rows(60)
print(f"{plan.run}: known up to {plan.as_of}")

# %% Demand by whole week and stream; what could not be sold for lack of stock is in it
next_day = plan.as_of + dt.timedelta(days=1)
this_week = next_day - dt.timedelta(days=next_day.weekday())
weekly = (
    plan.scan("demand_daily")
    .filter(pl.col("on") < this_week)
    .group_by(pl.col("on").dt.truncate("1w").alias("week"), "stream")
    .agg(pl.col("demanded_qty", "sold_qty", "lost_qty").sum().cast(pl.Float64))
    .sort("week", "stream")
    .collect()
)
print(weekly.tail(8))

# %% The same as a figure: all that was asked for, and the part that was lost
by_week = weekly.group_by("week").agg(pl.col("demanded_qty", "lost_qty").sum())
weeks = by_week.sort("week")
demand = figures.figure(
    language,
    320,
    go.Scatter(
        x=weeks["week"].to_list(),
        y=weeks["demanded_qty"].to_list(),
        line={"color": figures.ACCENT, "width": 2},
        name="demand",
    ),
    go.Bar(
        x=weeks["week"].to_list(),
        y=weeks["lost_qty"].to_list(),
        marker={"color": figures.SOFT},
        name="lost",
    ),
)
demand = figures.dated(demand, language)
demand

# %% What kinds of item there are: value (A to C) by pattern of demand
kinds = (
    plan.scan("item_classes")
    .group_by("abc", "pattern")
    .agg(
        pl.len().alias("items"),
        pl.col("daily_qty").sum().cast(pl.Float64),
        pl.col("revenue_amount").sum().cast(pl.Float64),
    )
    .sort("abc", "pattern")
    .collect()
)
print(kinds)

# %% On what the forecasts rest
basis = (
    plan.scan("forecast_basis")
    .group_by("basis", "method")
    .agg(pl.len().alias("items"), pl.col("demand_days").mean().round(0))
    .sort("basis", "method")
    .collect()
)
print(basis)

# %% How well they would have done: errors of each method, horizon by horizon
errors = (
    plan.scan("forecast_accuracy")
    .filter(pl.col("sku") == "")
    .select("method", "horizon_days", "rmsse", "wape", "bias", "pinball", "coverage")
    .sort("horizon_days", "rmsse", "method", nulls_last=True)
    .collect()
)
print(errors)

# %% What is to come for the items worth most
fans = {
    name: forecast_quality.fan_chart(past, coming, language)
    for name, past, coming in forecast_quality.fans(
        plan.read("suggestions"),
        plan.read("item_classes"),
        plan.scan("demand_daily"),
        plan.scan("forecasts"),
        plan.as_of,
    )
}
first = next(iter(fans.values()), None)
first

# %% As a script: all figures in one page
if is_script:
    page = Path("explore_demand.html")
    page.write_text(figures.page({"Demand by week": demand} | fans), "utf-8")
    print(f"figures: {page.absolute()}")
