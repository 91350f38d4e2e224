"""How many days an order should last: what ordering and holding cost, weighed."""

import polars as pl

DAYS_A_YEAR = 365
LONGEST_DAYS = 365.0


def with_order_cycle(items: pl.DataFrame, suppliers: pl.DataFrame) -> pl.DataFrame:
    """Add the days an order should last beyond the reorder point, and their source.

    What a planner or a file says of ``order_cycle_days`` counts; else, where ordering
    costs money, the economic order quantity in days,

        T = √(2 A / (h Σ c D))

    for A an order's cost, D demand a year, c cost and h the holding rate (Harris 1913).
    The cost of an order to a supplier is shared by all that it sends to a place, whose
    demand is summed (Silver, Pyke & Thomas, 4th ed., §10.4); ``order_cost`` in
    ``planning_parameters`` is what a line of the item adds, and the longer of the two
    cycles holds. The chances to order are part of the cycle: an order lasts T, of which
    ``review_days`` are in the reorder point.
    """
    costs = suppliers.filter(pl.col("gone_at").is_null()).select(
        "supplier_id", their_order_cost=pl.col("order_cost").cast(pl.Float64)
    )
    yearly = pl.col("daily_mean") * DAYS_A_YEAR * yearly_holding_cost()
    family = yearly.sum().over("supplier_id", "location_id")
    shared = (2 * pl.col("their_order_cost") / family).sqrt()
    own = (2 * pl.col("order_cost") / yearly).sqrt()
    years = pl.max_horizontal(shared, own)
    days = (years * DAYS_A_YEAR).clip(0, LONGEST_DAYS) - pl.col("review_days")
    named = (
        pl.when(own.is_not_null() & (own >= shared.fill_null(0)))
        .then(pl.format("economic order quantity: {}", "order_cost_source"))
        .otherwise(pl.lit("economic order quantity: supplier"))
    )
    is_said = pl.col("order_cycle_days_source") != "default"
    counts = ~is_said & years.is_finite() & (years > 0)
    return (
        items.join(costs, on="supplier_id", how="left", maintain_order="left")
        .with_columns(
            pl.when(counts)
            .then(days.clip(0))
            .otherwise("order_cycle_days")
            .alias("order_cycle_days"),
            pl.when(counts)
            .then(named)
            .otherwise("order_cycle_days_source")
            .alias("order_cycle_days_source"),
        )
        .drop("their_order_cost")
    )


def yearly_holding_cost() -> pl.Expr:
    """Return what a unit costs to hold for a year.

    ``holding_cost`` is money a unit and year; else the holding rate of what it costs.
    """
    cost = pl.coalesce("landed_cost_amount", "unit_cost_amount").cast(pl.Float64)
    return pl.coalesce("holding_cost", pl.col("holding_rate") * cost)
