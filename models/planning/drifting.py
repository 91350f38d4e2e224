"""Lead times that drift, and the goods on the way that this takes or saves."""

import polars as pl

from models.company import Company
from models.planning.matters import PLACE, matters, money_in
from models.planning.wording import name_of, of, quantity, told, whole
from models.tables.columns import QTY

SUPPLIER = ["supplier_id", "medium"]
LEAST_GAP_DAYS = 1.0
"""A lead time that moved by less has not moved a plan."""


def drifting(
    lead_times: pl.DataFrame,
    supply_sources: pl.DataFrame,
    reorder_points: pl.DataFrame,
    costs: pl.DataFrame,
    company: Company,
) -> pl.DataFrame:
    """List the lead times that have become longer or shorter, by a day at least.

    The quantity is what the items concerned are expected to sell in the days between
    the usual and the recent lead time: so much more or less is always on the way
    (Little 1961, Operations Research 9, 383-387). An item is not listed where its
    supplier is.
    """
    gap = (pl.col("recent_days") - pl.col("observed_days")).abs()
    drifted = (
        lead_times.filter("is_drifting")
        .with_columns(gap.alias("gap_days"))
        .filter(pl.col("gap_days") >= LEAST_GAP_DAYS)
    )
    suppliers = drifted.filter(pl.col("sku") == "")
    items = drifted.filter(pl.col("sku") != "").join(suppliers, on=SUPPLIER, how="anti")
    bought = _bought(supply_sources, reorder_points, costs)
    whole_supplier = suppliers.drop("sku").join(bought.drop("sku"), on="supplier_id")
    found = pl.concat(
        [
            _summed(whole_supplier.with_columns(sku=pl.lit(""))),
            _summed(items.join(bought, on=["supplier_id", "sku"])),
        ]
    ).with_columns(location_id=pl.lit(""))
    longer = pl.col("trend_days_a_year") > 0
    document = pl.concat_str(
        "supplier_id",
        pl.when(pl.col("medium") != "").then("medium"),
        separator=" ",
        ignore_nulls=True,
    )
    return pl.concat(
        matters(
            found.filter(which),
            "lead_time_drift",
            said,
            qty="gap_qty",
            document=document,
        )
        for which, said in (
            (longer, _sentences("longer", "længere", "more", "flere", company)),
            (~longer, _sentences("shorter", "kortere", "fewer", "færre", company)),
        )
    )


def _bought(
    supply_sources: pl.DataFrame, reorder_points: pl.DataFrame, costs: pl.DataFrame
) -> pl.DataFrame:
    """Return expected units a day and their cost of what is bought of each supplier."""
    rate, cost = pl.col("daily_mean_qty"), pl.col("unit_cost_amount").cast(pl.Float64)
    return (
        supply_sources.filter(pl.col("kind") == "supplier")
        .select(*PLACE, "supplier_id")
        .join(reorder_points.select(*PLACE, "daily_mean_qty"), on=PLACE)
        .join(costs.select(*PLACE, "unit_cost_amount"), on=PLACE, how="left")
        .group_by("supplier_id", "sku")
        .agg(rate.sum(), (rate * cost.fill_null(0)).sum().alias("daily_amount"))
        .filter(rate > 0)
    )


def _summed(rows: pl.DataFrame) -> pl.DataFrame:
    """Sum what each lead time concerns: units of the gap, and what one costs."""
    units = pl.col("daily_mean_qty").sum()
    return (
        rows.group_by("supplier_id", "sku", "medium")
        .agg(
            pl.col("recent_days", "observed_days", "trend_days_a_year").first(),
            (pl.col("gap_days").first() * units).ceil().cast(QTY).alias("gap_qty"),
            (pl.col("daily_amount").sum() / units).alias("unit_cost_amount"),
        )
        .sort("supplier_id", "sku", "medium")
    )


def _sentences(
    longer: str, laengere: str, more: str, flere: str, company: Company
) -> list[pl.Expr]:
    """Say where the lead time goes, in which direction, and what that binds."""
    return told(
        f"{{}} takes {longer} and {longer}: {{}} days of late, {{}} as a rule. That "
        f"keeps {{}} units {more} on the way, {{}}. Planning counts on the new time; "
        "ask why.",
        f"{{}} er {laengere} og {laengere} tid om det: {{}} dage på det seneste, {{}} "
        f"som regel. Det holder {{}} {flere} undervejs, {{}}. Planen regner med den "
        "nye tid; spørg hvorfor.",
        name_of("supplier_id"),
        of(whole, "recent_days"),
        of(whole, "observed_days"),
        of(quantity, "gap_qty"),
        money_in("gap_qty", company),
    )
