"""What goods were known to weigh and measure when charges were spread over them."""

import polars as pl

NAMES = {"weight_kg": "weight", "volume_m3": "volume"}
"""Columns of products, and what charges that go by them are allocated by."""

FINE = 1_000_000
"""Weights are spread by in milligrams, volumes in cubic centimetres."""


def measures(products: pl.DataFrame, item_cost_versions: pl.DataFrame) -> pl.LazyFrame:
    """Return every measure of an item that was told: of the known ones the last counts.

    By ``sku`` and ``allocate_by``, as whole ``measure``, with ``version`` and
    ``known_from`` (empty: known all along). One of nothing tells nothing.
    """
    versions = item_cost_versions.select("sku", "version", "known_from", *NAMES)
    constant = products.join(versions, on="sku", how="anti").select(
        "sku",
        pl.lit(0, versions.schema["version"]).alias("version"),
        pl.lit(None, versions.schema["known_from"]).alias("known_from"),
        *NAMES,
    )
    what = ["sku", "allocate_by"]
    fine = (pl.col("measure") * FINE).round().cast(pl.Int128)
    is_same = pl.col("measure") == pl.col("measure").shift(1).over(what)
    return (
        pl.concat([constant, versions])
        .lazy()
        .unpivot(
            on=list(NAMES),
            index=["sku", "version", "known_from"],
            variable_name="allocate_by",
            value_name="measure",
        )
        .with_columns(pl.col("allocate_by").replace_strict(NAMES), measure=fine)
        .filter(pl.col("measure") > 0)
        .sort(*what, "version")
        .filter(~is_same.fill_null(value=False))
    )


def with_measure(rows: pl.LazyFrame, measures: pl.LazyFrame) -> pl.LazyFrame:
    """Add the ``measure`` that was known ``at`` an instant, by ``allocate_by``.

    ``rows`` are told apart by ``spread`` and ``move_id``.
    """
    row = ["spread", "move_id"]
    what = ["sku", "allocate_by"]
    is_known = (pl.col("known_from") <= pl.col("at")).fill_null(value=True)
    known = (
        rows.select(*row, *what, "at")
        .join(measures, on=what)
        .filter(is_known)
        .sort("version")
        .group_by(row)
        .agg(pl.col("measure").last())
    )
    return rows.join(known, on=row, how="left")


def told_anew(goods: pl.LazyFrame, measures: pl.LazyFrame) -> pl.LazyFrame:
    """Return when a measure that a ``charge`` goes by was told after the charge.

    That is ``at`` an instant, ``told_by`` the product.
    """
    return (
        goods.join(measures, on=["sku", "allocate_by"])
        .filter(pl.col("known_from") > pl.col("recorded_at"))
        .group_by("charge", at="known_from")
        .agg(told_by=pl.format("products:{}", pl.col("sku").min()))
    )
