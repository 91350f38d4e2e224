"""From a need to a quantity one can order: maximum, minimum, pack, in that order.

Business Central's order modifiers apply in the same order: cap at the maximum (what is
left becomes another order, where that is wanted), raise to the minimum, round to the
multiple. All arithmetic is in whole thousandths of a unit.
"""

import polars as pl

from models.exact import from_scaled, to_scaled

STEPS = ("split", "cap", "minimum", "pack")
"""What changes a need, in order; each is a column ``<step>_qty``."""

UNITS_ABOVE = ("layer_qty", "pallet_qty")
"""What packs are put together into, smaller first."""

MOST_PARTS = 100
"""A need is split into at most this many orders."""


def with_order_quantity(needs: pl.DataFrame) -> pl.DataFrame:
    """Add what each step changes, and ``suggested_qty``, their sum with the need.

    ``needs`` holds ``need_qty``, ``instead_qty`` (what need not be bought of it, below
    zero), ``max_order_qty``, ``min_order_qty``, ``order_pack_qty``, ``layer_qty``,
    ``pallet_qty`` (the last two may be empty) and these settings:

    - ``pack_tolerance_rate``: a remainder over whole packs of at most this share of a
      pack is left unmet instead of buying a pack more (OCA *ddmrp*, test 27: needed
      272, multiple 250, tolerance 10 % → 250). It never goes below the minimum or one
      pack.
    - ``pallet_tolerance_rate``: a layer or a pallet of which at most this share is
      missing is bought whole, if it is made of whole packs and keeps the maximum.
    - ``pack_over_max``: where whole packs would pass the maximum, ``down`` stays within
      it, unless nothing or less than the minimum would be left; ``up`` passes it.
    - ``splits_orders``: what is above the maximum becomes further orders instead of
      being left out. Each is a row of its own, numbered by ``part``, and its
      ``split_qty`` is what the orders before it hold of the same need.
    """
    parts = _in_parts(needs)
    own = _left() + pl.col("_split")
    most = pl.col("_most")
    capped = pl.min_horizontal(own, most)
    raised = pl.max_horizontal(capped, to_scaled("min_order_qty"))
    packed = _packed(capped)
    return parts.with_columns(
        from_scaled("_split").alias("split_qty"),
        from_scaled(capped - own).alias("cap_qty"),
        from_scaled(raised - capped).alias("minimum_qty"),
        from_scaled(packed - raised).alias("pack_qty"),
        from_scaled(packed).alias("suggested_qty"),
    ).drop("_most", "_split")


def _in_parts(needs: pl.DataFrame) -> pl.DataFrame:
    """Return a row per order of each need: one, or as many as the maximum asks for."""
    most = to_scaled("max_order_qty")
    known = needs.with_columns(pl.when(most > 0).then(most).alias("_most"))
    whole = _packed(pl.col("_most"))
    wanted = _left() - _crumb()
    count = (wanted + whole - 1) // whole
    parts = pl.when("splits_orders").then(count).fill_null(1).clip(1, MOST_PARTS)
    return (
        known.with_columns(pl.int_ranges(1, parts + 1).alias("part"), _whole=whole)
        .explode("part")
        .with_columns(
            (-(pl.col("part") - 1) * pl.col("_whole")).fill_null(0).alias("_split")
        )
        .drop("_whole")
    )


def _packed(wanted: pl.Expr) -> pl.Expr:
    """Return the whole packs for what is ``wanted``, at least minimum and one pack."""
    pack = to_scaled("order_pack_qty").clip(1)
    least = pl.max_horizontal(pack, _up(to_scaled("min_order_qty"), pack))
    rounded = pl.max_horizontal(_up(wanted - _crumb(), pack), least)
    within = pl.max_horizontal(pl.col("_most") // pack * pack, least)
    stays = (pl.col("pack_over_max") == "down") & pl.col("_most").is_not_null()
    packed = pl.when(stays).then(pl.min_horizontal(rounded, within)).otherwise(rounded)
    for unit in UNITS_ABOVE:
        packed = _whole(packed, to_scaled(unit))
    return packed


def _whole(packed: pl.Expr, unit: pl.Expr) -> pl.Expr:
    """Return what is packed, or the whole layer or pallet that it almost is."""
    pack, most = to_scaled("order_pack_qty").clip(1), pl.col("_most")
    up = _up(packed, unit)
    crumb = (pl.col("pallet_tolerance_rate") * unit).floor().cast(pl.Int64)
    may = most.is_null() | (up <= most) | (pl.col("pack_over_max") == "up")
    fits = (unit > 0) & (unit % pack == 0) & (up - packed <= crumb) & may
    return pl.when(fits.fill_null(value=False)).then(up).otherwise(packed)


def _left() -> pl.Expr:
    """Return the need that is left to buy."""
    return to_scaled("need_qty") + to_scaled("instead_qty")


def _crumb() -> pl.Expr:
    """Return what may be left unmet instead of buying a pack more."""
    pack = to_scaled("order_pack_qty").clip(1)
    return (pl.col("pack_tolerance_rate") * pack).floor().cast(pl.Int64)


def _up(wanted: pl.Expr, pack: pl.Expr) -> pl.Expr:
    """Return the fewest whole packs that hold what is wanted."""
    return (wanted + pack - 1) // pack * pack
