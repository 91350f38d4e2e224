"""Lead times: what suppliers declare, what was observed, what planning uses."""

import datetime as dt

import polars as pl

from models import parameters, tables
from models.company import Company
from models.supply import deliveries as evidence
from models.supply import trends
from models.supply.survival import kaplan_meier

ENOUGH = 3
"""Deliveries from which an observed lead time counts."""

DEFAULT_DAYS = 14
DECLARED_SD_SHARE = 0.25
"""Standard deviation of a lead time nobody has observed, as a share of it."""

DEFAULT_LATE_DAYS = 30.0
"""Lateness that only 5 % exceed, where none was observed."""

OBSERVED = {
    "observed_days": "median_days",
    "observed_low_days": "low_days",
    "observed_high_days": "high_days",
}
ITEM = ["supplier_id", "sku", "medium"]
SUPPLIER = ["supplier_id", "medium"]


def lead_times(
    purchase_order_lines: pl.DataFrame,
    receipt_lines: pl.LazyFrame,
    supplier_items: pl.DataFrame,
    suppliers: pl.DataFrame,
    products: pl.DataFrame,
    calendars: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Make the lead time of each supplier, item and way of travel, in open days.

    One observation per purchase order and delivery of the last 30 orders, those overdue
    censored. Planning uses the parameter, else the median and standard deviation of at
    least three deliveries of the item, else of the supplier, else what is declared,
    else 14 days. Where lead times drift the median is that of the last five orders.
    """
    lines = evidence.ordered_lines(purchase_order_lines, company)
    receipts = evidence.accepted_receipts(receipt_lines, company)
    columns = [
        *ITEM,
        "po_id",
        "receipt_id",
        "ordered_on",
        "promised_on",
        "days",
        "late_days",
        "is_event",
    ]
    seen = pl.concat(
        [
            evidence.deliveries(lines, receipts, calendars).select(columns),
            evidence.overdue(lines, receipts, calendars, as_of).select(columns),
        ]
    )
    observed = _with_observations(_keys(lines, supplier_items, suppliers), seen)
    declared = _with_declared(observed, supplier_items, suppliers, as_of)
    said = parameters.resolved(
        declared.join(products.select("sku", "category"), on="sku", how="left"),
        parameters.in_force(planning_parameters, decisions, as_of),
        ["lead_time_days"],
    )
    return _used(said).select(tables.column_names("lead_times")).sort(ITEM)


def current_terms(supplier_items: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Return the terms of each supplier and item that hold on ``as_of``."""
    return (
        supplier_items.filter(
            pl.col("gone_at").is_null(), pl.col("valid_from") <= as_of
        )
        .sort("supplier_id", "sku", "valid_from")
        .unique(["supplier_id", "sku"], keep="last", maintain_order=True)
    )


def _keys(
    lines: pl.DataFrame, supplier_items: pl.DataFrame, suppliers: pl.DataFrame
) -> pl.DataFrame:
    """Return every supplier, item and way of travel; a supplier alone has no item."""
    bought = lines.select(ITEM).unique()
    offered = (
        supplier_items.select("supplier_id", "sku", medium=pl.lit(""))
        .unique()
        .join(bought, on=["supplier_id", "sku"], how="anti")
    )
    ways = lines.select("supplier_id", pl.lit("").alias("sku"), "medium").unique()
    known = suppliers.select("supplier_id", sku=pl.lit(""), medium=pl.lit(""))
    alone = known.join(ways, on="supplier_id", how="anti")
    return pl.concat([bought, offered, ways, alone]).unique()


def _with_observations(keys: pl.DataFrame, seen: pl.DataFrame) -> pl.DataFrame:
    """Add what was observed of the item, and of its supplier as ``all_…``."""
    by_order = seen.group_by(
        *SUPPLIER, "po_id", "ordered_on", "receipt_id", "is_event"
    ).agg(pl.col("days").min(), pl.col("late_days").max())
    whole = _observed(by_order, SUPPLIER)
    item = _observed(seen, ITEM)
    figures = [name for name in whole.columns if name not in SUPPLIER]
    whole_of_items = whole.select(*SUPPLIER, pl.lit("").alias("sku"), *figures)
    return keys.join(
        pl.concat([item, whole_of_items.select(item.columns)]), on=ITEM, how="left"
    ).join(
        _most_observed(whole).rename({name: f"all_{name}" for name in figures}),
        on=SUPPLIER,
        how="left",
    )


def _observed(seen: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Summarise durations and lateness by group.

    Where no day was promised, what took longer than the median is late.
    """
    lately = trends.latest(seen, by)
    times = kaplan_meier(lately, by)
    late = pl.coalesce("late_days", pl.col("days") - pl.col("median_days")).clip(0)
    lateness = (
        lately.filter("is_event")
        .join(times, on=by)
        .group_by(by)
        .agg(
            (pl.col("late_days") <= 0).mean().alias("on_time_rate"),
            late.quantile(0.95, "higher").cast(pl.Float64).alias("late_p95_days"),
        )
    )
    drift = trends.drifts(lately, by)
    return times.join(lateness, on=by, how="left").join(drift, on=by, how="left")


def _most_observed(whole: pl.DataFrame) -> pl.DataFrame:
    """Return each supplier's figures, and its most observed way where none is said."""
    unsaid = (
        whole.sort(
            "supplier_id", "observations", "medium", descending=[False, True, False]
        )
        .unique("supplier_id", keep="first", maintain_order=True)
        .with_columns(medium=pl.lit(""))
        .join(whole, on=SUPPLIER, how="anti")
    )
    return pl.concat([whole, unsaid])


def _with_declared(
    keys: pl.DataFrame,
    supplier_items: pl.DataFrame,
    suppliers: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Add the declared lead time: the item's own, else the supplier's."""
    whole = suppliers.filter(pl.col("gone_at").is_null()).select(
        "supplier_id", pl.col("lead_time_days").alias("declared_by_supplier")
    )
    item = current_terms(supplier_items, as_of).select(
        "supplier_id", "sku", pl.col("lead_time_days").alias("declared_of_item")
    )
    return (
        keys.join(item, on=["supplier_id", "sku"], how="left")
        .join(whole, on="supplier_id", how="left")
        .with_columns(
            pl.coalesce("declared_of_item", "declared_by_supplier").alias(
                "declared_days"
            )
        )
    )


def _used(said: pl.DataFrame) -> pl.DataFrame:
    """Choose the lead time that planning uses, and say where it comes from."""
    candidates = {
        "parameter": pl.col("lead_time_days"),
        "observed": pl.when(_evidence("is_drifting"))
        .then(_evidence("recent_days"))
        .otherwise(_evidence("median_days")),
        "declared": pl.col("declared_days").cast(pl.Float64),
        "default": pl.lit(float(DEFAULT_DAYS)),
    }
    used = pl.coalesce(candidates.values())
    source = pl.coalesce(
        pl.when(days.is_not_null()).then(pl.lit(name))
        for name, days in candidates.items()
    )
    spread = pl.coalesce(_evidence("sd_days"), used * DECLARED_SD_SHARE)
    late = pl.coalesce(_evidence("late_p95_days"), pl.lit(DEFAULT_LATE_DAYS))
    return said.select(
        *ITEM,
        "declared_days",
        *(pl.col(figure).alias(name) for name, figure in OBSERVED.items()),
        pl.col("observations", "censored").fill_null(0),
        used.alias("used_days"),
        spread.alias("used_sd_days"),
        source.alias("used_source"),
        "on_time_rate",
        late.alias("late_p95_days"),
        *("recent_days", "trend_days_a_year", "trend_chance_rate"),
        pl.col("is_drifting").fill_null(value=False),
    )


def _evidence(figure: str) -> pl.Expr:
    """Return what was observed often enough: of the item, else of its supplier."""
    own, all_of = pl.col("observations") >= ENOUGH, pl.col("all_observations") >= ENOUGH
    return pl.coalesce(pl.when(own).then(figure), pl.when(all_of).then(f"all_{figure}"))
