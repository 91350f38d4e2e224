"""What suppliers asked for an item on a day, as it was known."""

import polars as pl

ASKED = ["sku", "on", "supplier_id", "recorded_at"]
KEY = ("supplier_id", "sku", "valid_from")
PRICE = ("unit_cost", "currency", "priority")


def offers(
    asked: pl.LazyFrame,
    supplier_items: pl.DataFrame,
    supplier_price_versions: pl.DataFrame,
) -> pl.LazyFrame:
    """Return the price in force for every item, day and supplier in ``asked``.

    It is the supplier's own, else that of the preferred one (priority 1 first, 0
    never) whose price had not gone from its file by then; as they were known at
    ``recorded_at``. Where none was known yet it is the first that was told, and
    ``offer_known_at`` says when; else that is empty.
    """
    prices = _prices(supplier_items, supplier_price_versions).rename(
        {"unit_cost": "offer_unit_cost", "currency": "offer_currency"}
    )
    is_own = (pl.col("seller_id") == pl.col("supplier_id")).fill_null(value=False)
    stood = (pl.col("known_until").dt.date() > pl.col("on")).fill_null(value=True)
    known_from = pl.col("known_from")
    late_at = pl.when(known_from > pl.col("recorded_at")).then(known_from)
    told = ("offer_unit_cost", "offer_currency", "offer_known_at")
    return (
        asked.select(ASKED)
        .unique()
        .join(prices, on="sku")
        .filter(pl.col("valid_from") <= pl.col("on"))
        .with_columns(is_own=is_own, offer_known_at=late_at)
        .sort(
            *("offer_known_at", "valid_from", "version"),
            descending=[False, True, True],
            nulls_last=False,
        )
        .unique([*ASKED, "seller_id"], keep="first", maintain_order=True)
        .filter(pl.col("is_own") | (stood & (pl.col("priority") > 0)))
        .sort(
            *("offer_known_at", "is_own", "priority", "seller_id"),
            descending=[False, True, False, False],
            nulls_last=False,
        )
        .unique(ASKED, keep="first", maintain_order=True)
        .select(*ASKED, "seller_id", *told, _document())
    )


def _prices(
    supplier_items: pl.DataFrame, supplier_price_versions: pl.DataFrame
) -> pl.LazyFrame:
    """Return every version of a price; of most there is only the one that stands."""
    versions = supplier_price_versions.select(
        *KEY, *PRICE, "version", "known_from", "known_until"
    )
    kinds = versions.schema
    constant = supplier_items.join(versions, on=KEY, how="anti").select(
        *(*KEY, *PRICE),
        pl.lit(0, kinds["version"]).alias("version"),
        pl.lit(None, kinds["known_from"]).alias("known_from"),
        pl.col("gone_at").alias("known_until"),
    )
    return pl.concat([constant, versions]).lazy().rename({"supplier_id": "seller_id"})


def _document() -> pl.Expr:
    """Return the name of the row that says the price."""
    day = pl.col("valid_from").dt.to_string("iso")
    row = pl.concat_str("seller_id", "sku", day, separator=":")
    return pl.concat_str(pl.lit("supplier_items:"), row).alias("offer_document")
