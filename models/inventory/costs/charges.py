"""Freight, duty and the like, spread over the goods of a receipt."""

import polars as pl

from models.company import Company
from models.inventory.costs.amounts import (
    in_minor_units,
    local_day,
    part_between,
    running_total,
    with_rate,
)
from models.inventory.moves.shape import documented

CHARGE = ["charge_id", "receipt_id"]
BASES = ("value", "qty", "weight", "volume")
FINE = 1_000_000
"""Weights are spread by in milligrams, volumes in cubic centimetres."""


def charged(
    received: pl.LazyFrame,
    landed_costs: pl.DataFrame,
    exchange_rates: pl.DataFrame,
    company: Company,
) -> pl.LazyFrame:
    """Return the charges of receipts that brought goods, in minor units.

    Converted at the rate of the day of the charge, else of the receipt; empty where
    none holds.
    """
    came = (
        received.filter("carries")
        .group_by("receipt_id")
        .agg(came_on=pl.col("on").min(), came_at=pl.col("recorded_at").min())
    )
    charges = documented(landed_costs.lazy(), "charge_id", no="receipt_id")
    known = charges.join(came, on="receipt_id").select(
        *(*CHARGE, "document", "kind", "allocate_by", "amount"),
        pl.col("currency").fill_null(pl.lit(company.currency)),
        on=pl.coalesce(local_day("charged_at", company), "came_on"),
        recorded_at=pl.coalesce("recorded_at", "charged_at", "came_at"),
    )
    return with_rate(known, exchange_rates, company).with_columns(
        amount=in_minor_units(pl.col("amount"), company, pl.col("rate"))
    )


def spread(
    charged: pl.LazyFrame,
    expected: pl.DataFrame,
    invoice_differences: pl.DataFrame,
    products: pl.DataFrame,
) -> pl.LazyFrame:
    """Return the share of each move in each charge; they add up to the charge.

    By value, quantity, weight or volume. By value where a weight or volume is missing,
    by quantity where there is no value. The value is the one known when the charge was
    recorded: an invoice that comes later does not spread it anew.
    """
    borne = _borne(charged, expected, invoice_differences, products).lazy()
    totals = borne.group_by("charge").agg(
        *(pl.col(basis).sum().alias(f"all_{basis}") for basis in BASES),
        *(pl.col(basis).min().alias(f"least_{basis}") for basis in BASES),
    )
    so_far, part = pl.col("so_far"), pl.col("part")
    return (
        borne.join(totals, on="charge")
        .with_columns(basis=_basis())
        .sort("charge", "move_id")
        .with_columns(part=_by_basis(""), whole=_by_basis("all_"))
        .with_columns(so_far=running_total(part, "charge"))
        .with_columns(
            amount=part_between(
                pl.col("amount"), so_far - part, so_far, pl.col("whole")
            )
        )
        .filter(pl.col("amount") != 0)
        .select("move_id", "recorded_at", "document", "amount", "kind")
    )


def _borne(
    charged: pl.LazyFrame,
    expected: pl.DataFrame,
    invoice_differences: pl.DataFrame,
    products: pl.DataFrame,
) -> pl.DataFrame:
    """Return each charge beside each move of its receipt, with all it may go by."""
    pairs = (
        charged.filter(pl.col("amount").is_not_null())
        .with_row_index("charge")
        .join(_goods(expected, products), on="receipt_id")
        .collect(engine="streaming")
    )
    invoices = invoice_differences.lazy().select(
        "move_id", invoiced="amount", invoiced_at="recorded_at"
    )
    invoiced = (
        pairs.lazy()
        .select("charge", "move_id", "recorded_at")
        .join(invoices, on="move_id")
        .filter(pl.col("invoiced_at") <= pl.col("recorded_at"))
        .group_by("charge", "move_id")
        .agg(pl.col("invoiced").sum())
    )
    was_told = (pl.col("told_at") <= pl.col("recorded_at")).fill_null(value=True)
    expected_then = pl.when(was_told).then("expected_amount").fill_null(0)
    value = expected_then + pl.col("invoiced").fill_null(0)
    return (
        pairs.lazy()
        .join(invoiced, on=["charge", "move_id"], how="left")
        .with_columns(value=value.clip(0).cast(pl.Int128))
        .collect(engine="streaming")
    )


def _goods(expected: pl.DataFrame, products: pl.DataFrame) -> pl.LazyFrame:
    """Return the goods of receipts with their quantity, weight and volume."""
    items = products.lazy().select("sku", "weight_kg", "volume_m3")
    return (
        expected.lazy()
        .filter(pl.col("carries") & pl.col("receipt_id").is_not_null())
        .join(items, on="sku", how="left")
        .select(
            *("receipt_id", "move_id", "told_at"),
            expected_amount="amount",
            qty=pl.col("qty").cast(pl.Int128),
            weight=_times_units("weight_kg"),
            volume=_times_units("volume_m3"),
        )
    )


def _times_units(measure: str) -> pl.Expr:
    """Return a measure of a product × its units; 0 where it is missing."""
    fine = (pl.col(measure).fill_null(0) * FINE).round().cast(pl.Int64)
    return fine.cast(pl.Int128) * pl.col("qty")


def _basis() -> pl.Expr:
    """Return what a charge is spread by, as far as the goods of its receipt allow."""
    by = pl.col("allocate_by")
    has_all = {
        basis: (by == basis) & (pl.col(f"least_{basis}") > 0)
        for basis in ("weight", "volume")
    }
    return (
        pl.when((by == "qty") | has_all["weight"] | has_all["volume"])
        .then(by)
        .when(pl.col("all_value") > 0)
        .then(pl.lit("value"))
        .otherwise(pl.lit("qty"))
    )


def _by_basis(prefix: str) -> pl.Expr:
    """Return the column of what a charge is spread by."""
    chosen = [
        pl.when(pl.col("basis") == basis).then(f"{prefix}{basis}") for basis in BASES
    ]
    return pl.coalesce(*chosen)
