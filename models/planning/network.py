"""Places that replenish others plan for all of them together: echelons.

A warehouse's own stock is of no use without what its stores hold and sell, so its
demand, its position and its levels are those of the places it serves and its own
(Clark & Scarf 1960, Management Science 6, 475-490).
"""

import polars as pl

from models import distributions
from models.tables.columns import QUANTILE_COLUMNS, QUANTILES

PLACE = ["sku", "location_id"]
LEVELS_OF_PLACES = 3
FIGURES = ("mean", "sd", *QUANTILE_COLUMNS)


def served_places(locations: pl.DataFrame) -> pl.DataFrame:
    """Return each place beside itself and all it replenishes (``served_id``)."""
    alive = locations.filter(pl.col("gone_at").is_null())
    below = alive.drop_nulls("replenished_from").select(
        pl.col("replenished_from").alias("served_id"),
        pl.col("location_id").alias("next_id"),
    )
    reached = [
        locations.select("location_id", pl.col("location_id").alias("served_id"))
    ]
    for _ in range(LEVELS_OF_PLACES):
        deeper = reached[-1].join(below, on="served_id")
        reached.append(
            deeper.select("location_id", pl.col("next_id").alias("served_id"))
        )
    return pl.concat(reached).unique().sort("location_id", "served_id")


def own_place(locations: pl.DataFrame) -> pl.DataFrame:
    """Return each place beside itself alone."""
    return locations.select("location_id", pl.col("location_id").alias("served_id"))


def roots(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return each place beside the one at the top of those that replenish it."""
    tops = pairs.join(
        pairs.filter(pl.col("location_id") != pl.col("served_id")).select(
            pl.col("served_id").alias("location_id")
        ),
        on="location_id",
        how="anti",
    )
    return (
        tops.sort("served_id", "location_id")
        .unique("served_id", keep="first", maintain_order=True)
        .select(pl.col("served_id").alias("location_id"), root_id="location_id")
    )


def demand_over(lead_time_demand: pl.DataFrame, wanted: pl.DataFrame) -> pl.DataFrame:
    """Add demand over ``days`` to ``wanted``, from the sums over fixed numbers of days.

    Linear between two known sums; beyond the last one the mean grows with the days and
    what is above it with their root.
    """
    sums = (
        lead_time_demand.filter(pl.col("days") > 0)
        .select(*PLACE, "days", *FIGURES)
        .with_columns(pl.col("days").alias("known_days"))
        .sort("days")
    )
    asked = wanted.with_columns(pl.col("days").cast(pl.Int64)).sort("days", *PLACE)
    both = asked.join_asof(
        sums, on="days", by=PLACE, strategy="backward", check_sortedness=False
    ).join_asof(
        sums,
        on="days",
        by=PLACE,
        strategy="forward",
        suffix="_up",
        check_sortedness=False,
    )
    return both.with_columns(_figure(name) for name in FIGURES).select(
        *wanted.columns, *FIGURES
    )


def _figure(name: str) -> pl.Expr:
    """Return one figure at ``days`` between the sums around it."""
    days, low, high = pl.col("days"), pl.col("known_days"), pl.col("known_days_up")
    share = pl.when(high > low).then((days - low) / (high - low)).otherwise(0.0)
    between = pl.col(name) + share * (pl.col(f"{name}_up") - pl.col(name))
    growth = days / low
    mean = pl.col("mean") * growth
    scaled = {
        "mean": mean,
        "sd": pl.col("sd") * growth.sqrt(),
    }.get(name, mean + (pl.col(name) - pl.col("mean")) * growth.sqrt())
    shrunk = pl.col(f"{name}_up") * days / high
    return (
        pl.when(low.is_null())
        .then(shrunk)
        .when(high.is_null())
        .then(scaled.clip(0))
        .otherwise(between)
        .alias(name)
    )


def protection_demand(
    lead_time_demand: pl.DataFrame, supply_sources: pl.DataFrame, pairs: pl.DataFrame
) -> pl.DataFrame:
    """Return demand over the protection interval of each place and all it serves.

    Its own demand is the row of days = 0. A place that it serves adds the demand until
    goods ordered after it could be there too: the interval and its own lead time.
    """
    spans = _spans(supply_sources, pairs)
    others = spans.filter(pl.col("location_id") != pl.col("served_id"))
    own = lead_time_demand.filter(pl.col("days") == 0).select(*PLACE, *FIGURES)
    parts = _demand_of(others, lead_time_demand)
    at_once = pl.col("rate") * pl.col("lead_time_sd_days")
    theirs = parts.group_by(PLACE).agg(
        pl.col("mean").sum(),
        (pl.col("sd").pow(2).sum() + at_once.sum().pow(2)).alias("variance"),
    )
    return _pooled(spans.select(PLACE).unique(), own, theirs)


def fixed_demand(
    lead_time_demand: pl.DataFrame,
    supply_sources: pl.DataFrame,
    pairs: pl.DataFrame,
    extra_days: pl.DataFrame,
) -> pl.DataFrame:
    """Return demand over a sure interval and ``extra_days`` more, of all it serves."""
    spans = (
        _spans(supply_sources, pairs)
        .join(extra_days, on=PLACE)
        .with_columns(pl.col("days") + pl.col("extra_days"))
    )
    own = demand_over(
        lead_time_demand,
        spans.filter(pl.col("location_id") == pl.col("served_id")).select(
            *PLACE, "days"
        ),
    ).select(*PLACE, *FIGURES)
    others = spans.filter(pl.col("location_id") != pl.col("served_id"))
    theirs = (
        _demand_of(others, lead_time_demand)
        .group_by(PLACE)
        .agg(pl.col("mean").sum(), pl.col("sd").pow(2).sum().alias("variance"))
    )
    return _pooled(spans.select(PLACE).unique(), own, theirs)


def demand_through(
    lead_time_demand: pl.DataFrame, pairs: pl.DataFrame, days: pl.DataFrame
) -> pl.DataFrame:
    """Return demand of each place and all it serves over its next ``days`` days."""
    spans = days.join(pairs, on="location_id").with_columns(
        pl.lit(0.0).alias("lead_time_sd_days")
    )
    is_own = pl.col("location_id") == pl.col("served_id")
    own = demand_over(lead_time_demand, spans.filter(is_own).select(*PLACE, "days"))
    theirs = (
        _demand_of(spans.filter(~is_own), lead_time_demand)
        .group_by(PLACE)
        .agg(pl.col("mean").sum(), pl.col("sd").pow(2).sum().alias("variance"))
    )
    return _pooled(days.select(PLACE), own.select(*PLACE, *FIGURES), theirs)


def _spans(supply_sources: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the days each place must cover for each place it serves."""
    extra = supply_sources.select(
        "sku",
        pl.col("location_id").alias("served_id"),
        pl.col("lead_time_days").ceil().cast(pl.Int64).alias("served_days"),
    )
    is_own = pl.col("location_id") == pl.col("served_id")
    return (
        supply_sources.select(*PLACE, "protection_days", "lead_time_sd_days")
        .join(pairs, on="location_id")
        .join(extra, on=["sku", "served_id"])
        .with_columns(
            (
                pl.col("protection_days")
                + pl.when(is_own).then(0).otherwise("served_days")
            ).alias("days")
        )
    )


def _demand_of(others: pl.DataFrame, lead_time_demand: pl.DataFrame) -> pl.DataFrame:
    """Return the demand of served places over the days of who serves them."""
    wanted = others.select(
        "sku",
        pl.col("served_id").alias("location_id"),
        pl.col("location_id").alias("owner_id"),
        *("days", "lead_time_sd_days"),
    )
    return (
        demand_over(lead_time_demand, wanted)
        .drop_nulls("mean")
        .drop("location_id")
        .rename({"owner_id": "location_id"})
        .with_columns((pl.col("mean") / pl.col("days")).alias("rate"))
        .sort(*PLACE, "days", "mean", "sd")
    )


def _pooled(
    places: pl.DataFrame, own: pl.DataFrame, theirs: pl.DataFrame
) -> pl.DataFrame:
    """Add own and served demand: means add and variances add.

    A place that serves nobody keeps its own quantiles.
    """
    joined = (
        places.join(own, on=PLACE, how="left")
        .join(theirs, on=PLACE, how="left", suffix="_served")
        .with_columns(
            pl.col(*FIGURES, "mean_served", "variance").fill_null(0.0),
            (pl.col("mean_served") > 0).fill_null(value=False).alias("serves"),
        )
    )
    alone = joined.filter(~pl.col("serves")).select(*PLACE, *FIGURES)
    pooled = joined.filter("serves").select(
        *PLACE,
        pl.col("mean") + pl.col("mean_served"),
        (pl.col("sd").pow(2) + pl.col("variance")).sqrt().alias("sd"),
    )
    quantiles = distributions.quantiles(
        pooled["mean"].to_numpy(), pooled["sd"].to_numpy() ** 2, QUANTILES
    )
    shaped = pl.DataFrame(quantiles, schema=list(QUANTILE_COLUMNS))
    return pl.concat([alone, pooled.hstack(shaped)]).sort(PLACE)
