"""What was known of costs and costing methods: the versions that may count.

Most items were never known to cost anything else, and most rules were there from the
beginning: of these nothing is kept, they are known from what stands now.
"""

import polars as pl

from models import tables
from models.inventory.costing.methods import NAMES

TOLD = ("category", "unit_cost", "owner")
"""What products tell of costs."""

RULE = ("scope", "key", "parameter", "valid_from")


def item_cost_versions(products: pl.LazyFrame) -> pl.DataFrame:
    """Return what items were known to cost, from their history in ``products``.

    Versions that follow each other and tell the same are one. An item that was known
    all along as it is now has none.
    """
    told = pl.struct(TOLD)
    run = (told != told.shift(1).over("sku")).fill_null(value=True).cum_sum()
    runs = (
        products.select("sku", *TOLD, "version", "known_from", "known_until")
        .sort("sku", "version")
        .with_columns(run=run.over("sku"))
        .group_by("sku", "run", maintain_order=True)
        .agg(
            pl.col(*TOLD, "version", "known_from").first(),
            pl.col("known_until").last(),
        )
    )
    is_constant = (pl.len() == 1) & pl.col("known_from").is_null().all()
    return (
        runs.filter(~is_constant.over("sku"))
        .select(tables.column_names("item_cost_versions"))
        .collect()
    )


def costing_rule_versions(planning_parameters: pl.LazyFrame) -> pl.DataFrame:
    """Return what was known of costing rules, from the history of the parameters.

    Where all that was ever said was known all along and still stands there is none.
    """
    versions = (
        planning_parameters.filter(pl.col("parameter").is_in(NAMES))
        .select(tables.column_names("costing_rule_versions"))
        .sort(*RULE, "version")
        .collect()
    )
    always = versions["known_from"].is_null() & versions["known_until"].is_null()
    return versions.clear() if always.all() else versions
