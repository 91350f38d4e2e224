"""Whose goods they are: what another owns costs us nothing before it is sold."""

import polars as pl


def own_costs(products: pl.DataFrame) -> pl.DataFrame:
    """Return the cost of a unit of each item to us: none of consigned goods.

    >>> own_costs(
    ...     pl.DataFrame(
    ...         {"sku": ["a", "b"], "unit_cost": [3, 4], "owner": [None, "maker"]}
    ...     )
    ... )["unit_cost"].to_list()
    [3, 0]
    """
    is_ours = pl.col("owner").is_null()
    cost = pl.when(is_ours).then("unit_cost").otherwise(0)
    return products.select("sku", cost.cast(products.schema["unit_cost"]))
