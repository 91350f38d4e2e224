"""What a person says of a policy, apart from what is worked out each day."""

import polars as pl

SAID = (*("policy", "service_target_kind", "service_target_rate", "order_cycle_days"),)
"""Columns of ``reorder_points`` in which a person may have a say."""


def as_said() -> list[pl.Expr]:
    """Return the columns of ``SAID``, empty where they follow from costs and demand.

    That is the rate of an economic target and the days of an economic order quantity.
    """
    is_economic = pl.col("service_target_kind") == "economic"
    is_worked_out = pl.col("order_cycle_source").str.starts_with("economic")
    worked_out = {
        "service_target_rate": is_economic,
        "order_cycle_days": is_worked_out,
    }
    return [
        pl.when(~worked_out[name]).then(name).alias(name)
        if name in worked_out
        else pl.col(name)
        for name in SAID
    ]
