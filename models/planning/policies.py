"""Which policy decides for each item-location, and what its orders are made of.

* ``order_up_to`` (R,S): at every chance up to the level.
* ``s_S`` (R,s,S): up to the level when at or below the reorder point.
* ``s_Q`` (s,nQ): the fixed quantity, as often as it takes to be above the point.
* ``min_max``: the same as ``s_S`` with levels that a planner set.
* ``lot_for_lot``: what dated orders want, nothing ahead of them.
* ``do_not_stock``: nothing.
"""

import numpy as np
import polars as pl

from models.exact import from_scaled, to_scaled
from models.planning.projection import Lots
from models.planning.quantiles import Numbers


def with_policy(items: pl.DataFrame) -> pl.DataFrame:
    """Choose the policy: what is said first, then what other parameters imply."""
    said = pl.col("policy_source") != "default"
    ended = pl.col("is_gone") | (pl.col("discontinued_on") < pl.col("order_on"))
    implied = {
        "do_not_order": ("do_not_stock", pl.col("do_not_order")),
        "min_qty": ("min_max", ~said & pl.col("min_qty").is_not_null()),
        "reorder_qty": ("s_Q", ~said & pl.col("reorder_qty").is_not_null()),
    }
    policy, source = pl.col("policy"), pl.col("policy_source")
    made = ~said & (pl.col("fulfilment") == "made_to_order")
    policy = pl.when(made).then(pl.lit("lot_for_lot")).otherwise(policy)
    source = pl.when(made).then(pl.lit("product: made to order")).otherwise(source)
    for name, (meant, holds) in reversed(implied.items()):
        policy = pl.when(holds).then(pl.lit(meant)).otherwise(policy)
        source = pl.when(holds).then(f"{name}_source").otherwise(source)
    return items.with_columns(
        pl.when(ended).then(pl.lit("do_not_stock")).otherwise(policy).alias("policy"),
        pl.when(ended)
        .then(pl.lit("product: discontinued"))
        .otherwise(source)
        .alias("policy_source"),
    )


def fixed_lots() -> pl.Expr:
    """Return the level that an order goes up to, in fixed quantities where they are.

    Under ``s_Q`` the least number of quantities that lifts the position above the
    reorder point is ordered (Hadley & Whitin 1963, §5.3); their size is what the
    order-up-to level is above the point.
    """
    point, level, position = (
        to_scaled(f"{name}_qty")
        for name in ("reorder_point", "order_up_to", "position")
    )
    lot = level - point
    times = (point - position) // lot.clip(1) + 1
    is_low = (pl.col("policy") == "s_Q") & (position <= point) & (lot > 0)
    return (
        pl.when(is_low)
        .then(from_scaled(position + times * lot))
        .otherwise("order_up_to_qty")
    )


def lots(items: pl.DataFrame, growth: Numbers) -> Lots:
    """Return what orders are made of where they last for ``growth`` units."""
    fixed = (pl.col("policy") == "s_Q") & (pl.col("reorder_qty") > 0)
    pack = pl.col("pack_qty").cast(pl.Float64)
    least = pl.col("min_order_qty").cast(pl.Float64)
    whole_packs = (pl.col("reorder_qty") / pack).ceil() * pack
    columns = items.with_columns(pl.Series("growth", growth)).select(
        pl.when(fixed | (pl.col("policy") == "order_up_to"))
        .then(0.0)
        .otherwise("growth")
        .alias("growth"),
        pl.when(fixed).then(pl.max_horizontal(whole_packs, least)).otherwise(least),
        pl.when(fixed).then(whole_packs).otherwise(pack).alias("pack"),
    )
    growths, leasts, packs = (
        np.ascontiguousarray(each.fill_null(0.0).to_numpy(), dtype=np.float64)
        for each in columns.get_columns()
    )
    return Lots(growths, leasts, packs)
