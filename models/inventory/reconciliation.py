"""The shop's own on-hand beside ours: every gap, and what counts say was lost."""

import datetime as dt

import polars as pl

from models import exact, tables, zones
from models.company import Company
from models.ownership import own_costs

LOOKS = ("snapshot", "count")
REVERSED_WITHIN = dt.timedelta(days=7)
NO_CATEGORY = "none"


def stock_reconciliation(ledger: pl.LazyFrame, products: pl.DataFrame) -> pl.DataFrame:
    """Return every gap between what the shop saw and what the ledger expected.

    The first look at an item-location is no gap: nothing was expected. A gap that the
    next one takes back within seven days is a document booked on the wrong side of the
    look; else counts found or lost units, and snapshots say nothing about why.
    """
    place = ["sku", "location_id"]
    looks = _looks(ledger).filter(pl.col("gap_qty") != 0)
    costs = own_costs(products).lazy().select("sku", unit_value="unit_cost")
    value = exact.to_scaled("gap_qty").cast(pl.Float64) / 10**3
    return (
        looks.sort(*place, "seen_at", "kind")
        .with_columns(
            is_taken_back=_is_opposite(-1).over(place),
            takes_back=_is_opposite(1).over(place),
        )
        .join(costs, on="sku", how="left")
        .with_columns(
            explanation=_explanation(),
            gap_amount=exact.money(
                (value * pl.col("unit_value").cast(pl.Float64)).round(4)
            ),
        )
        .select(tables.column_names("stock_reconciliation"))
        .sort(*place, "seen_at", "kind")
        .collect()
    )


def shrinkage(
    stock_reconciliation: pl.DataFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
    company: Company,
) -> pl.DataFrame:
    """Return what counts lost and found, by place, month and category."""
    names = zones.zone_names(locations, default=company.time_zone)
    zone = pl.coalesce("time_zone", pl.lit(company.time_zone))
    gap = pl.col("gap_qty")
    return (
        stock_reconciliation.filter(pl.col("explanation").is_in(["shrinkage", "found"]))
        .join(
            locations.select("location_id", "time_zone"), on="location_id", how="left"
        )
        .join(products.select("sku", "category"), on="sku", how="left")
        .group_by(
            "location_id",
            zones.local_day(pl.col("seen_at"), zone, names)
            .dt.month_start()
            .alias("month_on"),
            pl.col("category").fill_null(NO_CATEGORY),
        )
        .agg(
            lost_qty=exact.qty(exact.no_units() - gap.filter(gap < 0).sum()),
            found_qty=exact.qty(gap.filter(gap > 0).sum()),
            net_amount=exact.money(pl.col("gap_amount").sum()),
        )
        .select(tables.column_names("shrinkage"))
        .sort("location_id", "month_on", "category")
    )


def _looks(ledger: pl.LazyFrame) -> pl.LazyFrame:
    """Return each look at an item-location whose stock was known before."""
    place = ["sku", "location_id"]
    seen = ledger.filter(pl.col("kind").is_in(("opening", *LOOKS)))
    return (
        seen.with_columns(first_seen_at=pl.col("occurred_at").min().over(place))
        .filter(
            pl.col("kind").is_in(LOOKS)
            & (pl.col("occurred_at") > pl.col("first_seen_at"))
        )
        .sort(*place, "sequence")
        .group_by(*place, seen_at="occurred_at", kind="kind")
        .agg(
            gap_qty=exact.qty(pl.col("qty").sum()),
            shop_qty=pl.col("balance_qty").last(),
        )
        .with_columns(ledger_qty=exact.qty(pl.col("shop_qty") - pl.col("gap_qty")))
    )


def _is_opposite(step: int) -> pl.Expr:
    """Say whether the gap ``step`` rows before is this one's opposite, days apart."""
    other_qty, other_at = pl.col("gap_qty").shift(step), pl.col("seen_at").shift(step)
    apart = (pl.col("seen_at") - other_at).abs()
    is_opposite = (pl.col("gap_qty") + other_qty) == 0
    return (is_opposite & (apart <= REVERSED_WITHIN)).fill_null(value=False)


def _explanation() -> pl.Expr:
    """Name what a gap is."""
    return (
        pl.when(pl.col("is_taken_back") | pl.col("takes_back"))
        .then(pl.lit("cut_off"))
        .when(pl.col("kind") == "snapshot")
        .then(pl.lit("unexplained"))
        .when(pl.col("gap_qty") < 0)
        .then(pl.lit("shrinkage"))
        .otherwise(pl.lit("found"))
    )
