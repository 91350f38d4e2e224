"""Looks at the shelves: what the shop saw beside what the ledger expected."""

import polars as pl

from models import exact

LOOKS = ("snapshot", "count")
SEEN = ("opening", *LOOKS)
PLACE = ("sku", "location_id")


def looks(ledger: pl.LazyFrame) -> pl.LazyFrame:
    """Return every look at an item-location, bins and lots of one instant as one look.

    ``gap_qty`` is what it changed, empty where nothing was expected: at the first look,
    and where an opening is stated. ``gap_cost`` is what the ledger posted for it. The
    look is about all rows up to ``sequence``, of which those up to ``after_sequence``
    came before the previous look. Late corrections of closed periods are no looks.
    """
    moved = pl.col("qty") != 0
    cost = pl.col("cost_amount").filter(moved)
    first_at = pl.col("occurred_at").min().over(PLACE)
    is_expected = (pl.col("seen_at") > pl.col("first_at")) & pl.col("kind").is_in(LOOKS)
    return (
        on_hand(ledger)
        .filter(pl.col("kind").is_in(SEEN) & pl.col("cause").is_null())
        .with_columns(first_at=first_at)
        .sort(*PLACE, "sequence")
        .group_by(*PLACE, "kind", seen_at="occurred_at")
        .agg(
            pl.col("first_at").first(),
            gap_qty=exact.qty(pl.col("qty").sum()),
            gap_cost=pl.when(cost.null_count() == 0).then(exact.money(cost.sum())),
            shop_qty=pl.col("balance_qty").last(),
            known_at=pl.max_horizontal(
                pl.col("occurred_at").max(), pl.col("recorded_at").max()
            ),
            sequence=pl.col("sequence").last(),
        )
        .sort(*PLACE, "sequence")
        .with_columns(
            after_sequence=pl.col("sequence").shift(fill_value=0).over(PLACE),
            gap_qty=pl.when(is_expected).then("gap_qty"),
            gap_cost=pl.when(is_expected).then("gap_cost"),
        )
        .with_columns(ledger_qty=exact.qty(pl.col("shop_qty") - pl.col("gap_qty")))
    )


def on_hand(ledger: pl.LazyFrame) -> pl.LazyFrame:
    """Return the rows of the ledger that are about stock on hand."""
    return ledger.filter(pl.col("bucket") == "on_hand")
