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
    places = known_places(snapshot, sku)
    if location_id not in places:
        there = ", ".join(sorted(places))
        message = f"no {sku} at {location_id}; it is known at {there}"
        raise WorkspaceFault(message)


def known_places(snapshot: Snapshot, sku: str) -> list[str]:
    """Return the places that know an item, the one that holds most first.

    An item that none knows is refused, naming what is near.
    """
    key = ("sku", "location_id")
    known = pl.concat(snapshot.scan(table).select(key) for table in KNOWING)
    held = snapshot.scan("stock_positions").select(*key, "on_hand_qty")
    places = (
        known.filter(pl.col("sku") == sku)
        .unique()
        .join(held, on=key, how="left")
        .sort("on_hand_qty", "location_id", descending=[True, False], nulls_last=True)
        .collect()
    )
    if places.height:
        return places["location_id"].to_list()
    skus = known.select("sku").unique().collect()["sku"].sort()
    message = f"no item {sku}; skus are case-sensitive{_near(sku, skus)}"
    raise WorkspaceFault(message)


def _near(sku: str, skus: Iterable[str]) -> str:
    """Return the skus that may have been meant, in words."""
    by_fold = {known.casefold(): known for known in skus}
    found = get_close_matches(sku.casefold(), by_fold, NEAR, LEAST_LIKENESS)
    return f"; near it: {', '.join(by_fold[name] for name in found)}" if found else ""
