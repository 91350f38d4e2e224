"""What goods, and places that handle them, were said to cost at the time."""

import polars as pl


def with_own_cost(
    rows: pl.LazyFrame, products: pl.DataFrame, item_cost_versions: pl.DataFrame
) -> pl.LazyFrame:
    """Add the product's cost per unit as it was known at ``recorded_at``.

    That is ``own_unit_cost``; see ``with_own_price``.
    """
    return with_own_price(rows, products, item_cost_versions, ("sku", "unit_cost"))


def with_own_price(
    rows: pl.LazyFrame,
    stands: pl.DataFrame,
    versions: pl.DataFrame,
    named: tuple[str, str],
) -> pl.LazyFrame:
    """Add a price that ``stands`` by key, as it was known at ``recorded_at``.

    ``named`` are the columns of the key and of the price, which is added as
    ``own_<price>``. Where none was known yet it is the first that was told, and
    ``own_known_at`` says when; else that is empty. What is said to cost something else
    later is no news of what came before.
    """
    key, price = named
    changed = versions[key].unique()
    constant = stands.filter(~pl.col(key).is_in(changed.implode()))
    own = constant.lazy().select(key, _own=price)
    if changed.is_empty():
        never = pl.lit(None, versions.schema["known_from"])
        with_own = rows.join(own, on=key, how="left")
        return with_own.with_columns(own_known_at=never).rename(
            {"_own": f"own_{price}"}
        )
    told = (
        versions.drop_nulls(price)
        .sort(key, "version")
        .select(key, "known_from", _told=price)
        .lazy()
    )
    first = (
        told.group_by(key, maintain_order=True)
        .first()
        .rename({"known_from": "_first_at", "_told": "_first"})
    )
    later = told.drop_nulls("known_from").sort("known_from")
    is_first = pl.col("_told").is_null()
    return (
        rows.sort("recorded_at")
        .join_asof(
            later,
            left_on="recorded_at",
            right_on="known_from",
            by=key,
            check_sortedness=False,  # both are sorted just above
        )
        .join(first, on=key, how="left")
        .join(own, on=key, how="left")
        .with_columns(
            pl.coalesce("_told", "_first", "_own").alias(f"own_{price}"),
            own_known_at=pl.when(
                is_first & (pl.col("_first_at") > pl.col("recorded_at"))
            ).then("_first_at"),
        )
        .drop("known_from", "_told", "_first_at", "_first", "_own")
    )
