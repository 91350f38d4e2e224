"""The moves of stock that is known, each with its day and what it does to the value."""

import datetime as dt

import polars as pl

from models import exact, zones
from models.company import Company
from models.inventory.positions import SEEN
from models.tables.columns import MONEY_SCALE
from models.tables.inventory import MOVE_KINDS

PLACE = ["sku", "location_id"]
KIND = pl.Enum(MOVE_KINDS)

FLOWS = {
    "opening": "opened",
    "snapshot": "unexplained",
    "receipt": "received",
    "purchase_return": "sent_back",
    "transfer_in": "transferred",
    "transfer_out": "transferred",
    "inspected": "transferred",
    "kit_build": "kits",
    "kit_consume": "kits",
    "revaluation": "revalued",
    "shipment": "shipped",
    "return": "returned",
    "count": "counted_loss",
    "adjustment": "adjusted_loss",
    "transfer_loss": "transit_loss",
}
"""What a move of each kind is to the value of the stock, once that is known."""

OPENED = "opened"
WHOLE = (OPENED, "revalued")
"""Flows whose adjustments belong to them; those of others go to what was sold."""


def flow() -> pl.Expr:
    """Return what a known move is to the value of the stock."""
    kind = pl.col("kind").cast(pl.String)
    return (
        pl.when("is_opening")
        .then(pl.lit(OPENED))
        .otherwise(kind.replace_strict(FLOWS, return_dtype=pl.String))
    )


def is_flow(*flows: str) -> pl.Expr:
    """Say whether a known move is one of ``flows``; opening is none of them."""
    kinds = pl.Series([kind for kind, name in FLOWS.items() if name in flows])
    return pl.col("kind").is_in(kinds.cast(KIND).implode()) & ~pl.col("is_opening")


def known_moves(
    ledger: pl.LazyFrame,
    looks: pl.DataFrame,
    locations: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.LazyFrame:
    """Return the moves of every item-location that was looked at.

    What moved before the first look, and the look itself, ``is_opening`` on its day.
    ``cost`` and ``adjustment`` are whole ten-thousandths, empty where not known. What
    late documents of closed periods changed is of the kind of those documents. What
    else ``looks`` tells of an item-location is there too.
    """
    names = zones.zone_names(locations, default=company.time_zone)
    places = locations.lazy().select("location_id", "time_zone")
    zone = pl.coalesce("time_zone", pl.lit(company.time_zone))
    items = looks.lazy().join(places, on="location_id", how="left")
    at = pl.when("is_opening").then("first_seen_at").otherwise("occurred_at")
    told = [name for name in looks.columns if name not in (*PLACE, "first_seen_at")]
    return (
        ledger.with_columns(pl.col("kind").cast(KIND))
        .join(items, on=PLACE)
        .with_columns(is_opening=_is_opening())
        .select(
            *(*PLACE, *told, "bucket", "qty", "kind", "is_opening"),
            day=pl.min_horizontal(zones.local_day(at, zone, names), pl.lit(as_of)),
            cost=exact.to_scaled("cost_amount", MONEY_SCALE),
            adjustment=exact.to_scaled("adjustment_amount", MONEY_SCALE),
            is_variance=_is_variance(),
            is_correction=pl.col("cause").is_not_null(),
            is_unvalued=_is_unvalued(),
        )
    )


def first_looks(ledger: pl.LazyFrame) -> pl.DataFrame:
    """Return when each item-location was first looked at."""
    return (
        ledger.filter(pl.col("kind").is_in(SEEN))
        .group_by(PLACE)
        .agg(first_seen_at=pl.col("occurred_at").min())
        .collect(engine="streaming")
    )


def _is_opening() -> pl.Expr:
    """Say whether a move is the first look or came before it."""
    is_first = pl.col("occurred_at") == pl.col("first_seen_at")
    looks = pl.Series(SEEN, dtype=KIND)
    return (is_first & pl.col("kind").is_in(looks.implode())) | ~pl.col("is_known")


def _is_variance() -> pl.Expr:
    """Say whether the adjustment is what was paid beside standard cost."""
    is_standard = (pl.col("method") == "standard").fill_null(value=False)
    return is_standard & (pl.col("kind") == "receipt")


def _is_unvalued() -> pl.Expr:
    """Say whether units moved at a cost that is not known."""
    has_cost = pl.col("cost_amount").is_not_null() | is_unknown()
    return ~has_cost & (pl.col("qty") != 0)


def is_unknown() -> pl.Expr:
    """Say whether a move was on hand before the first look: such ones have no cost."""
    return ~pl.col("is_known") & (pl.col("bucket") == "on_hand")
