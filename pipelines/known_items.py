"""Which items a published plan knows, and what is near one that it does not."""

from collections.abc import Iterable
from difflib import get_close_matches

import polars as pl

from pipelines.publishing import Snapshot
from pipelines.workspace import WorkspaceFault

KNOWING = ("demand_daily", "forecast_basis", "item_classes", "stock_positions")
"""Tables that name the item-locations there are."""
NEAR = 5
LEAST_LIKENESS = 0.5


def refuse_unknown(snapshot: Snapshot, sku: str, location_id: str) -> None:
    """Refuse what nothing is published of, naming what is near."""
    key = ("sku", "location_id")
    known = pl.concat(snapshot.scan(table).select(key) for table in KNOWING)
    places = known.filter(pl.col("sku") == sku).select("location_id").unique().collect()
    if location_id in places["location_id"]:
        return
    if places.height:
        there = ", ".join(sorted(places["location_id"]))
        message = f"no {sku} at {location_id}; it is known at {there}"
        raise WorkspaceFault(message)
    skus = known.select("sku").unique().collect()["sku"].sort()
    message = f"no item {sku}; skus are case-sensitive{_near(sku, skus)}"
    raise WorkspaceFault(message)


def _near(sku: str, skus: Iterable[str]) -> str:
    """Return the skus that may have been meant, in words."""
    by_fold = {known.casefold(): known for known in skus}
    found = get_close_matches(sku.casefold(), by_fold, NEAR, LEAST_LIKENESS)
    return f"; near it: {', '.join(by_fold[name] for name in found)}" if found else ""
