"""From a need to a quantity one can order: maximum, minimum, pack, in that order.

Business Central's order modifiers apply in the same order: cap at the maximum, raise to
the minimum, round up to the multiple. All arithmetic is in whole thousandths of a unit.
"""

import polars as pl

from models.exact import from_scaled, to_scaled

STEPS = ("cap", "minimum", "pack", "top_up")


def with_order_quantity(needs: pl.DataFrame) -> pl.DataFrame:
    """Add what each step changes, and their sum with the need.

    ``needs`` holds ``need_qty`` (above zero), ``max_order_qty``, ``min_order_qty`` and
    ``order_pack_qty``. Where a whole pack more would pass the maximum it is rounded
    down instead, unless nothing or less than the minimum would be left.
    """
    need = to_scaled("need_qty")
    most = to_scaled("max_order_qty")
    least = to_scaled("min_order_qty")
    pack = to_scaled("order_pack_qty").clip(1)
    capped = pl.min_horizontal(need, pl.when(most > 0).then(most))
    raised = pl.max_horizontal(capped, least)
    up = (raised + pack - 1) // pack * pack
    down = raised // pack * pack
    too_much = (up > most).fill_null(value=False) & (most > 0)
    fits = (down > 0) & (down >= least)
    packed = pl.when(too_much & fits).then(down).otherwise(up)
    return needs.with_columns(
        from_scaled(capped - need).alias("cap_qty"),
        from_scaled(raised - capped).alias("minimum_qty"),
        from_scaled(packed - raised).alias("pack_qty"),
        from_scaled(pl.lit(0, pl.Int64)).alias("top_up_qty"),
        from_scaled(packed).alias("suggested_qty"),
    )
