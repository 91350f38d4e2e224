"""What suppliers asked for an item on a day."""

import polars as pl

ASKED = ["sku", "on", "supplier_id"]


def offers(asked: pl.LazyFrame, supplier_items: pl.DataFrame) -> pl.LazyFrame:
    """Return the price in force for every item, day and supplier in ``asked``.

    It is the supplier's own, else that of the preferred one (priority 1 first, 0
    never) whose price had not gone from its file by then.
    """
    prices = supplier_items.lazy().select(
        *("sku", "valid_from", "priority", "gone_at"),
        seller_id="supplier_id",
        offer_unit_cost="unit_cost",
        offer_currency="currency",
    )
    is_own = (pl.col("seller_id") == pl.col("supplier_id")).fill_null(value=False)
    stood = (pl.col("gone_at").dt.date() > pl.col("on")).fill_null(value=True)
    return (
        asked.select(ASKED)
        .unique()
        .join(prices, on="sku")
        .filter(pl.col("valid_from") <= pl.col("on"))
        .sort("valid_from")
        .unique([*ASKED, "seller_id"], keep="last", maintain_order=True)
        .with_columns(is_own=is_own)
        .filter(is_own | (stood & (pl.col("priority") > 0)))
        .sort("is_own", "priority", "seller_id", descending=[True, False, False])
        .unique(ASKED, keep="first", maintain_order=True)
        .select(*ASKED, "seller_id", "offer_unit_cost", "offer_currency", _document())
    )


def _document() -> pl.Expr:
    """Return the name of the row that says the price."""
    day = pl.col("valid_from").dt.to_string("iso")
    row = pl.concat_str("seller_id", "sku", day, separator=":")
    return pl.concat_str(pl.lit("supplier_items:"), row).alias("offer_document")
