"""Recording what a planner says of a sale that was called exceptional."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from pipelines.deciding.steering import Speaker, Word, say
from pipelines.deciding.store import Store
from pipelines.publishing import published
from pipelines.workspace import Workspace, WorkspaceFault


@dataclass(frozen=True)
class Sale:
    """A day of an item at a place."""

    sku: str
    location_id: str
    on: dt.date


def confirm(
    workspace: Workspace,
    sale: Sale,
    *,
    is_exceptional: bool,
    author: str,
    reason: str | None = None,
) -> pl.DataFrame:
    """Record what ``author`` says of ``sale``, and return its published rows.

    The sale must be one that the published plan lists. What stands already is not
    recorded again.
    """
    snapshot = published(workspace)
    is_meant = (
        (pl.col("sku") == sale.sku)
        & (pl.col("location_id") == sale.location_id)
        & (pl.col("on") == sale.on)
    )
    listed = snapshot.read("exceptional_sales").filter(is_meant)
    if listed.is_empty():
        message = (
            f"no exceptional sale of {sale.sku} at {sale.location_id} on {sale.on} is "
            "listed; backstock export exceptional_sales writes those that are"
        )
        raise WorkspaceFault(message)
    word = Word(
        "confirm_outlier",
        {"sku": sale.sku, "location_id": sale.location_id, "on": str(sale.on)},
        {"is_exceptional": is_exceptional},
    )
    store = Store(workspace.decisions_url)
    say(store, snapshot.run, word, Speaker(author, reason))
    return listed
