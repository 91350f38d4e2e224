"""What was planned on a past day: the levels and terms of each item-location."""

import datetime as dt

import polars as pl

PLACE = ["sku", "location_id"]
MEMORY_DAYS = 56
"""Days of demand that the textbook's mean and deviation are taken from."""
LEVELS = {"reorder_point_qty": "point", "order_up_to_qty": "up_to"}
KINDS = ("supplier", "location")


def vintage(
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    item_classes: pl.DataFrame,
    demand_daily: pl.LazyFrame,
    said: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return the plan of a day: one row per item-location that someone replenishes.

    ``said`` holds the planner's own ``min_qty`` and ``max_qty``. ``mean`` and ``sd``
    are those of daily demand in the last eight weeks, days sold out not set apart.
    """
    sources = supply_sources.filter(pl.col("kind").is_in(KINDS)).select(
        *PLACE,
        *("supplier_id", "from_location_id", "order_on"),
        pl.col("review_days").cast(pl.Int32),
        pl.col("lead_time_days").ceil().cast(pl.Int32).alias("lead_days"),
        pl.col("protection_days").cast(pl.Int32),
        *(
            pl.col(name).cast(pl.Float64).alias(short)
            for name, short in (
                ("pack_qty", "pack"),
                ("min_order_qty", "least"),
                ("max_order_qty", "most"),
                ("unit_cost_amount", "cost"),
            )
        ),
    )
    levels = reorder_points.select(
        *PLACE,
        *("policy", "service_target_kind", "service_target_rate"),
        pl.col("daily_mean_qty").cast(pl.Float32).alias("daily"),
        pl.col("order_cycle_days").cast(pl.Int32).alias("cycle_days"),
        *_levels(),
    )
    return (
        sources.join(levels, on=PLACE)
        .join(item_classes.select(*PLACE, "abc"), on=PLACE, how="left")
        .join(_memory(demand_daily, as_of), on=PLACE, how="left")
        .join(said.select(*PLACE, "min_qty", "max_qty"), on=PLACE, how="left")
        .with_columns(
            pl.col("abc").fill_null("C"),
            pl.col("mean", "sd").fill_null(0.0),
            pl.lit(as_of).alias("made_on"),
        )
        .sort(PLACE)
    )


def tried(reorder_points: pl.DataFrame, number: int) -> pl.DataFrame:
    """Return the levels that a candidate gives, as columns of its number."""
    return reorder_points.select(*PLACE, *_levels(f"_{number}"))


def _levels(suffix: str = "") -> list[pl.Expr]:
    """Return both levels, in single precision."""
    return [
        pl.col(name).cast(pl.Float32).alias(f"{short}{suffix}")
        for name, short in LEVELS.items()
    ]


def _memory(demand_daily: pl.LazyFrame, as_of: dt.date) -> pl.DataFrame:
    """Return mean and standard deviation of daily demand, of all streams together."""
    recent = pl.col("on") > as_of - dt.timedelta(days=MEMORY_DAYS)
    return (
        demand_daily.filter(recent, pl.col("on") <= as_of)
        .group_by(*PLACE, "on")
        .agg(pl.col("demanded_qty").sum().cast(pl.Float64))
        .group_by(PLACE)
        .agg(
            mean=pl.col("demanded_qty").sum() / MEMORY_DAYS,
            sd=(
                pl.col("demanded_qty").pow(2).sum() / MEMORY_DAYS
                - (pl.col("demanded_qty").sum() / MEMORY_DAYS).pow(2)
            )
            .clip(0)
            .sqrt(),
        )
        .collect(engine="streaming")
    )
