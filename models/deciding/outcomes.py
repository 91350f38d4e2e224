"""What became of decisions: whether what planners changed helped.

Stock is laid beside what it would have been without the change. Of units that were
added, those that stock never fell below were left, the others were sold before the next
order could arrive. Of units that were taken away, those that customers asked for in
vain were missed, the others were saved.
"""

import datetime as dt

import polars as pl

from models import tables
from models.company import Company
from models.standing import APPROVING, last_edits, not_taken_back
from models.tables import columns as c

PLACE = ["sku", "location_id"]
DEFAULT_DAYS = 28
"""Days until the next order, where the line does not say."""


def decision_outcomes(
    decisions: pl.DataFrame,
    stock_daily: pl.LazyFrame,
    demand_daily: pl.LazyFrame,
    item_classes: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Return each decision on a suggestion that stands, and what then happened.

    A split line is one decision. The days judged are those from the arrival to the day
    before the next order could arrive; what is ahead, or on a place whose stock is not
    known, is not judged.
    """
    made = _made(decisions, company)
    known = made.join(
        _least_stock(made, stock_daily), on="decision_id", how="left"
    ).join(_lost(made, demand_daily), on="decision_id", how="left")
    classes = item_classes.select(*PLACE, "abc").unique(PLACE)
    is_over = pl.col("until_on") <= as_of
    state = (
        pl.when(~is_over)
        .then(pl.lit("ahead"))
        .when(pl.col("least_qty").is_null())
        .then(pl.lit("unknown"))
        .otherwise(pl.lit("judged"))
    )
    return (
        known.join(classes, on=PLACE, how="left")
        .with_columns(state=state)
        .with_columns(
            pl.when(pl.col("state") == "judged").then(name).alias(name)
            for name in ("least_qty", "lost_qty")
        )
        .with_columns(_hurt())
        .with_columns(
            (pl.col("change_qty").abs() - pl.col("hurt_qty"))
            .cast(c.QTY)
            .alias("helped_qty")
        )
        .with_columns(
            (pl.col(f"{what}_qty").cast(pl.Float64) * pl.col("unit_amount"))
            .round(c.MONEY_SCALE)
            .cast(c.MONEY)
            .alias(f"{what}_amount")
            for what in ("helped", "hurt")
        )
        .select(tables.column_names("decision_outcomes"))
        .sort("decided_on", "decision_id")
    )


def _made(decisions: pl.DataFrame, company: Company) -> pl.DataFrame:
    """Return the decision that stands on each suggestion, with its days."""
    about = decisions.filter(pl.col("suggestion_id") != "")
    rows = last_edits(not_taken_back(about)).filter(
        pl.col("action") != "send", pl.col("status").is_null()
    )
    on = pl.col("decided_at").dt.convert_time_zone(company.time_zone).dt.date()
    before = pl.col("before").str.json_path_match
    next_on = before("$.next_arrive_on").str.to_date("%F", strict=False)
    return (
        rows.group_by("suggestion_id", maintain_order=True)
        .agg(
            pl.col("decision_id", "action", "reason", *PLACE, "suggested_qty").first(),
            pl.coalesce("proposed_by", "author").first().alias("author"),
            on.first().alias("decided_on"),
            pl.coalesce(before("$.supplier_id"), "supplier_id")
            .first()
            .alias("supplier_id"),
            pl.coalesce("decided_qty", "suggested_qty").sum().alias("decided_qty"),
            pl.coalesce("arrive_on", on).first().alias("arrive_on"),
            next_on.first().alias("next_on"),
            _unit_amount(before("$.amount"), before("$.suggested_qty")),
        )
        .drop_nulls(["suggested_qty", *PLACE, "supplier_id"])
        .with_columns(
            pl.col("decided_qty").cast(c.QTY),
            change_qty=(pl.col("decided_qty") - pl.col("suggested_qty")).cast(c.QTY),
            until_on=_until(),
        )
        .with_columns(_kind())
    )


def _unit_amount(amount: pl.Expr, units: pl.Expr) -> pl.Expr:
    """Return what a unit of the line costs."""
    qty = units.cast(pl.Float64, strict=False)
    each = amount.cast(pl.Float64, strict=False) / pl.when(qty > 0).then(qty)
    return each.first().alias("unit_amount")


def _until() -> pl.Expr:
    """Return the day before the next order could arrive."""
    usual = pl.col("arrive_on") + pl.duration(days=DEFAULT_DAYS)
    return pl.max_horizontal(
        pl.coalesce("next_on", usual) - pl.duration(days=1), "arrive_on"
    )


def _kind() -> pl.Expr:
    """Return what was decided in one word."""
    change = pl.col("change_qty")
    return (
        pl.when(pl.col("action") == "reject")
        .then(pl.lit("rejected"))
        .when(pl.col("action") == "snooze")
        .then(pl.lit("snoozed"))
        .when(pl.col("action").is_in(APPROVING) & (change > 0))
        .then(pl.lit("more"))
        .when(change < 0)
        .then(pl.lit("less"))
        .when(pl.col("action") == "approve")
        .then(pl.lit("untouched"))
        .otherwise(pl.lit("other"))
        .alias("kind")
    )


def _hurt() -> pl.Expr:
    """Return what of a change was left over, or missed."""
    change = pl.col("change_qty")
    left = pl.col("least_qty").clip(0)
    found = pl.when(change > 0).then(left).otherwise(pl.col("lost_qty").fill_null(0))
    return (
        pl.when(pl.col("state") == "judged")
        .then(pl.min_horizontal(found, change.abs()))
        .cast(c.QTY)
        .alias("hurt_qty")
    )


def _least_stock(made: pl.DataFrame, stock_daily: pl.LazyFrame) -> pl.DataFrame:
    """Return the least stock at the end of a day of each decision, if all are known."""
    days = _of_days(made, stock_daily, "closing_qty")
    return days.group_by("decision_id").agg(
        pl.when(pl.col("closing_qty").null_count() == 0)
        .then(pl.col("closing_qty").min())
        .alias("least_qty")
    )


def _lost(made: pl.DataFrame, demand_daily: pl.LazyFrame) -> pl.DataFrame:
    """Return what was asked for in vain on the days of each decision."""
    days = _of_days(made, demand_daily, "lost_qty")
    return days.group_by("decision_id").agg(pl.col("lost_qty").sum().cast(c.QTY))


def _of_days(made: pl.DataFrame, daily: pl.LazyFrame, name: str) -> pl.DataFrame:
    """Return a daily figure of the place and the days of each decision."""
    windows = made.lazy().select("decision_id", *PLACE, "arrive_on", "until_on")
    return (
        daily.select(*PLACE, "on", name)
        .join(windows, on=PLACE)
        .filter(pl.col("on").is_between("arrive_on", "until_on"))
        .select("decision_id", name)
        .collect(engine="streaming")
    )
