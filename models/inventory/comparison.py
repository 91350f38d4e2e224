"""The shop's last look at each item-location, what moved since, and our balance."""

import functools
import operator

import polars as pl

from models import exact, tables
from models.inventory.looks import PLACE, SEEN, looks, on_hand
from models.inventory.reconciliation import worst_first

FLOWS = {
    "received": ("receipt", "purchase_return"),
    "shipped": ("shipment",),
    "returned": ("return", "inspected"),
    "transferred": ("transfer_in", "transfer_out", "transfer_loss"),
    "adjusted": ("adjustment", "kit_build", "kit_consume", "revaluation", *SEEN),
}
LATE = "corrected"


def stock_comparison(
    ledger: pl.LazyFrame, stock_reconciliation: pl.DataFrame
) -> pl.DataFrame:
    """Return for each item-location what was last seen, moved since and is there now.

    The gap of the last look is taken apart. Of a snapshot, which repeats the books of
    the shop, documents that happened before it and were recorded after it explain as
    much as they can; a gap that is taken back is a matter of cut-off; a count is right
    by itself. What is left is unexplained.
    """
    gaps = stock_reconciliation.lazy().select(
        *PLACE, "seen_at", "kind", "explanation", "gap_amount"
    )
    last = looks(ledger).group_by(PLACE, maintain_order=True).last().collect().lazy()
    return (
        last.join(gaps, on=[*PLACE, "seen_at", "kind"], how="left")
        .join(_since(ledger, last), on=PLACE, how="left")
        .join(_late(ledger, last), on=PLACE, how="left")
        .with_columns(
            exact.qty(pl.col(f"{flow}_qty").fill_null(0)) for flow in (*FLOWS, LATE)
        )
        .with_columns(ledger_qty=exact.qty(_now()), **_parts())
        .with_columns(unexplained_qty=exact.qty(_rest()))
        .sort(worst_first())
        .with_columns(rank=pl.int_range(1, pl.len() + 1))
        .select(tables.column_names("stock_comparison"))
        .collect()
    )


def _since(ledger: pl.LazyFrame, last: pl.LazyFrame) -> pl.LazyFrame:
    """Return the units that moved since the last look, by what moved them."""
    is_correction = pl.col("cause").is_not_null()
    units = pl.col("qty")
    return (
        on_hand(ledger)
        .join(last.select(*PLACE, last_sequence="sequence"), on=PLACE)
        .filter(pl.col("sequence") > pl.col("last_sequence"))
        .group_by(PLACE)
        .agg(
            *(
                units.filter(~is_correction & pl.col("kind").is_in(kinds))
                .sum()
                .alias(f"{flow}_qty")
                for flow, kinds in FLOWS.items()
            ),
            units.filter(is_correction).sum().alias(f"{LATE}_qty"),
        )
    )


def _late(ledger: pl.LazyFrame, last: pl.LazyFrame) -> pl.LazyFrame:
    """Return the units of documents that a snapshot cannot have known of."""
    spans = last.filter(pl.col("kind") == "snapshot").select(
        *PLACE, "known_at", "after_sequence", last_sequence="sequence"
    )
    return (
        on_hand(ledger)
        .filter(~pl.col("kind").is_in(SEEN) & pl.col("cause").is_null())
        .join(spans, on=PLACE)
        .filter(
            (pl.col("sequence") > pl.col("after_sequence"))
            & (pl.col("sequence") < pl.col("last_sequence"))
            & (pl.col("recorded_at") > pl.col("known_at"))
        )
        .group_by(PLACE)
        .agg(unknown_qty=exact.qty(pl.col("qty").sum()))
    )


def _now() -> pl.Expr:
    """Return what was seen and all that moved since."""
    flows = (pl.col(f"{flow}_qty") for flow in (*FLOWS, LATE))
    return functools.reduce(operator.add, flows, pl.col("shop_qty"))


def _parts() -> dict[str, pl.Expr]:
    """Return the parts of a gap that have an explanation."""
    gap, none = pl.col("gap_qty"), exact.no_units()
    missing = none - pl.col("unknown_qty").fill_null(none)
    explained = (
        pl.when(gap > 0)
        .then(pl.min_horizontal(gap, pl.max_horizontal(missing, none)))
        .otherwise(pl.max_horizontal(gap, pl.min_horizontal(missing, none)))
    )

    def only(part: pl.Expr, *explanations: str) -> pl.Expr:
        is_so = pl.col("explanation").is_in(explanations)
        return pl.when(is_so).then(part).otherwise(none)

    parts = {
        "late_qty": only(explained, "unexplained"),
        "cut_off_qty": only(gap, "cut_off"),
        "counted_qty": only(gap, "shrinkage", "found"),
    }
    return {
        name: exact.qty(pl.when(gap.is_not_null()).then(part))
        for name, part in parts.items()
    }


def _rest() -> pl.Expr:
    """Return what is left of a gap."""
    explained = (pl.col(f"{part}_qty") for part in ("late", "cut_off", "counted"))
    return functools.reduce(operator.sub, explained, pl.col("gap_qty"))
