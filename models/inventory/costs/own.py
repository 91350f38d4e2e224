"""What a product was said to cost when goods came."""

import polars as pl


def with_own_cost(
    rows: pl.LazyFrame, products: pl.DataFrame, item_cost_versions: pl.DataFrame
) -> pl.LazyFrame:
    """Add the product's cost per unit as it was known at ``recorded_at``.

    Where none was known yet it is the first that was told, and ``own_known_at`` says
    when; else that is empty. What a product is said to cost later is no news of goods
    that came before.
    """
    changed = item_cost_versions["sku"].unique()
    constant = products.filter(~pl.col("sku").is_in(changed.implode()))
    own = constant.lazy().select("sku", own_unit_cost="unit_cost")
    if changed.is_empty():
        never = pl.lit(None, item_cost_versions.schema["known_from"])
        return rows.join(own, on="sku", how="left").with_columns(own_known_at=never)
    told = (
        item_cost_versions.drop_nulls("unit_cost")
        .sort("sku", "version")
        .select("sku", "known_from", told_unit_cost="unit_cost")
        .lazy()
    )
    first = (
        told.group_by("sku", maintain_order=True)
        .first()
        .rename({"known_from": "first_known_at", "told_unit_cost": "first_unit_cost"})
    )
    later = told.drop_nulls("known_from").sort("known_from")
    is_first = pl.col("told_unit_cost").is_null()
    return (
        rows.sort("recorded_at")
        .join_asof(
            later,
            left_on="recorded_at",
            right_on="known_from",
            by="sku",
            check_sortedness=False,  # both are sorted just above
        )
        .join(first, on="sku", how="left")
        .join(own, on="sku", how="left")
        .with_columns(
            own_unit_cost=pl.coalesce(
                "told_unit_cost", "first_unit_cost", "own_unit_cost"
            ),
            own_known_at=pl.when(
                is_first & (pl.col("first_known_at") > pl.col("recorded_at"))
            ).then("first_known_at"),
        )
        .drop("known_from", "told_unit_cost", "first_known_at", "first_unit_cost")
    )
