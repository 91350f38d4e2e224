"""Levels that planners set themselves and that cost more than computed ones."""

import polars as pl

from models import parameters
from models.company import Company
from models.planning.matters import PLACE, matters, money_in
from models.planning.wording import of, quantity, told


def costly_levels(
    reorder_points: pl.DataFrame,
    costs: pl.DataFrame,
    force: pl.DataFrame,
    company: Company,
) -> pl.DataFrame:
    """List planners' own levels with what they cost more a year than computed ones.

    Less than ``dampener_amount`` (20) is left alone. The quantity is their level.
    """
    dear = reorder_points.filter(pl.col("own_levels_cost_amount") > 0).join(
        costs.drop("unit_cost_amount"), on=PLACE, how="left"
    )
    damped = (
        parameters.resolved(dear, force, ["dampener_amount"])
        .with_columns(
            unit_cost_amount=pl.col("own_levels_cost_amount").cast(pl.Float64),
            once=pl.lit(1),
        )
        .filter(pl.col("unit_cost_amount") >= pl.col("dampener_amount"))
    )
    sentences = told(
        "Its own levels, {} to {}, cost {} more a year than the computed ones, {} to "
        "{}. Remove them, or say why they stay.",
        "Dens egne niveauer, {} til {}, koster {} mere om året end de beregnede, {} "
        "til {}. Fjern dem, eller sig hvorfor de bliver.",
        of(quantity, "reorder_point_qty"),
        of(quantity, "order_up_to_qty"),
        money_in("once", company),
        of(quantity, "computed_point_qty"),
        of(quantity, "computed_up_to_qty"),
    )
    return matters(damped, "costly_levels", sentences, qty="once").with_columns(
        qty=damped["order_up_to_qty"]
    )
