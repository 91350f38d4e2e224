"""Suggested lines as they are decided by now: what an order comes to."""

import polars as pl

from models.deciding.states import PART

TERMS = ("supplier_sku", "unit_cost", "currency")


def as_decided(
    suggestions: pl.DataFrame, states: pl.DataFrame, offers: pl.DataFrame
) -> pl.DataFrame:
    """Return the lines with what was decided in place of what was suggested.

    Columns are those of ``suggestions``, and ``state`` and ``split_no``; a split line
    has a row per part, a line turned down or put off a quantity of 0, and one moved
    the terms of its new supplier. What is open or waiting stands as it would be
    ordered.
    """
    decided = states.filter(pl.col("parts").is_not_null()).select(
        "suggestion_id",
        pl.col("parts").list.eval(
            pl.element().struct.rename_fields([f"{name}_now" for name in PART])
        ),
    )
    said = decided.explode("parts").unnest("parts")
    moved = offers.select(
        "sku", "supplier_id", **{f"{name}_offer": name for name in TERMS}
    )
    names = {
        "suggested_qty": "decided_qty_now",
        **{
            name: f"{name}_now"
            for name in ("order_on", "arrive_on", "supplier_id", "amount")
        },
    }
    is_moved = pl.col("supplier_id_now") != pl.col("supplier_id")
    return (
        suggestions.join(
            states.select("suggestion_id", "state"),
            on="suggestion_id",
            maintain_order="left",
        )
        .join(said, on="suggestion_id", how="left", maintain_order="left")
        .join(
            moved,
            left_on=["sku", "supplier_id_now"],
            right_on=["sku", "supplier_id"],
            how="left",
            maintain_order="left",
        )
        .with_columns(
            pl.when(is_moved).then(f"{name}_offer").otherwise(name).alias(name)
            for name in TERMS
        )
        .with_columns(pl.coalesce(now, name).alias(name) for name, now in names.items())
        .select(
            *suggestions.columns, "state", split_no=pl.col("split_no_now").fill_null(1)
        )
    )
