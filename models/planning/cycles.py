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
    An order's cost (``order_cost`` in ``planning_parameters``, else in ``suppliers``)
    is shared by all that the supplier sends to the place: their demand is summed
    (Silver, Pyke & Thomas, 4th ed., §10.4). An order lasts T, of which ``review_days``
    are in the reorder point already.
    """
    costs = suppliers.filter(pl.col("gone_at").is_null()).select(
        "supplier_id", their_order_cost=pl.col("order_cost").cast(pl.Float64)
    )
    yearly = pl.col("daily_mean") * DAYS_A_YEAR * yearly_holding_cost()
    family = yearly.sum().over("supplier_id", "location_id")
    cost = pl.coalesce("order_cost", "their_order_cost")
    days = (2 * cost / family).sqrt() * DAYS_A_YEAR
    beyond = days.clip(0, LONGEST_DAYS) - pl.col("review_days")
    source = pl.coalesce("order_cost_source", pl.lit("supplier"))
    is_said = pl.col("order_cycle_days_source") != "default"
    counts = ~is_said & days.is_finite() & (days > 0)
    return (
        items.join(costs, on="supplier_id", how="left", maintain_order="left")
        .with_columns(
            pl.when(counts)
            .then(beyond.clip(0))
            .otherwise("order_cycle_days")
            .alias("order_cycle_days"),
            pl.when(counts)
            .then(pl.format("economic order quantity: {}", source))
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
