"""Recording what a planner says of a sale that was called exceptional."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass

import polars as pl

from models import tables
from pipelines.deciding.store import CONTRACT, Store
from pipelines.publishing import published
from pipelines.workspace import Workspace, WorkspaceFault

ACTION = "confirm_outlier"


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
    store = Store(workspace.decisions_url)
    after = json.dumps({"on": str(sale.on), "is_exceptional": is_exceptional})
    said = _said(store.decisions(), sale)
    if said.is_empty() or said["after"][-1] != after:
        parts = (snapshot.run, *(str(part) for part in vars(sale).values()), after)
        told = "\x1f".join((*parts, str(said.height)))
        store.append(
            _entry(
                decision_id=hashlib.sha256(told.encode()).hexdigest()[:32],
                decided_at=dt.datetime.now(dt.UTC),
                author=author,
                run=snapshot.run,
                suggestion_id="",
                action=ACTION,
                sku=sale.sku,
                location_id=sale.location_id,
                after=after,
                reason=reason,
            )
        )
    return listed


def _said(decisions: pl.DataFrame, sale: Sale) -> pl.DataFrame:
    """Return what was said of ``sale`` before, oldest first."""
    day = pl.col("after").str.json_path_match("$.on")
    return decisions.filter(
        pl.col("action") == ACTION,
        pl.col("sku") == sale.sku,
        pl.col("location_id") == sale.location_id,
        day == str(sale.on),
    )


def _entry(**values: object) -> pl.DataFrame:
    """Return one row of ``decisions``; what is not given is empty."""
    columns = CONTRACT.columns()
    return pl.DataFrame(
        {name: [values.get(name)] for name in tables.column_names("decisions")},
        schema={name: columns[name].dtype for name in tables.column_names("decisions")},
    )
