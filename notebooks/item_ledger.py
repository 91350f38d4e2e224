"""One item: every move of its stock, its balance day by day, and what is suggested.

Run it cell by cell in an editor, or whole: ``python notebooks/item_ledger.py shop SKU``
prints the tables and puts the figures into ``item_ledger.html``; without SKU it takes
the item that is worth most.
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
given = sys.argv[1:] if is_script else []
named = Path(given[0]) if given else workspace_from_environment()
workspace = open_workspace(named or Path("demo"))
plan = published(workspace)
language = workspace.settings.company.language
pl.Config.set_tbl_rows(60)

# %% The item and the place: change them here
worth_most = forecast_quality.most_important(
    plan.read("suggestions"), plan.read("item_classes")
)
wanted = given[1] if given[1:] else worth_most["sku"].item(0)
places = (
    plan.scan("stock_positions")
    .filter(pl.col("sku") == wanted)
    .sort("on_hand_qty", "location_id", descending=[True, False])
    .select("sku", "location_id")
    .collect()
)
if places.is_empty():
    sys.exit(f"no item {wanted} in plan {plan.run}")
sku, location_id = places.row(0)
is_item = (pl.col("sku") == sku) & (pl.col("location_id") == location_id)
print(f"{plan.run}: {sku} at {location_id}, known up to {plan.as_of}")

# %% Every move, with the balance after it: documents, counts and what they explain
moves = plan.scan("ledger").filter(is_item).sort("bucket", "sequence").collect()
print(moves.select("occurred_at", "bucket", "kind", "document", "qty", "balance_qty"))

# %% What moved it, in sum
by_kind = moves.group_by("bucket", "kind").agg(pl.len(), pl.col("qty").sum())
print(by_kind.sort("bucket", "kind"))

# %% Where it stands, and how the position is made
position = plan.scan("stock_positions").filter(is_item).collect()
print(position.unpivot())

# %% Stock at the end of each day of the last half year
since = plan.as_of - dt.timedelta(days=182)
days = (
    plan.scan("stock_daily")
    .filter(is_item, pl.col("on") >= since)
    .select("on", pl.col("closing_qty").cast(pl.Float64), "in_stock_share")
    .sort("on")
    .collect()
)
stock = figures.figure(
    language,
    320,
    go.Scatter(
        x=days["on"].to_list(),
        y=days["closing_qty"].to_list(),
        line={"color": figures.ACCENT, "width": 2, "shape": "hv"},
        name="on hand",
    ),
)
stock.update_yaxes(rangemode="tozero")
stock = figures.dated(stock, language)
stock

# %% Demand so far and to come
of_item = plan.scan("demand_daily").filter(is_item, pl.col("on") >= since)
past = (
    of_item.group_by("on")
    .agg(pl.col("demanded_qty").sum().cast(pl.Float64), pl.col("in_stock_share").max())
    .sort("on")
    .collect()
)
coming = plan.scan("forecasts").filter(is_item).sort("on").collect()
fan = forecast_quality.fan_chart(past, coming, language)
fan

# %% What is suggested, and why
suggested = plan.scan("suggestions").filter(is_item).collect()
for suggestion in suggested.iter_rows(named=True):
    print(suggestion["reason"])
    print(suggested.unpivot())
if suggested.is_empty():
    print("Nothing is to be ordered.")

# %% How far to trust it
print(plan.scan("readiness").filter(is_item).collect().unpivot())

# %% As a script: all figures in one page
if is_script:
    page = Path("item_ledger.html")
    titled = {f"Stock of {sku} at {location_id}": stock, "Demand": fan}
    page.write_text(figures.page(titled), "utf-8")
    print(f"figures: {page.absolute()}")
