"""Freight, duty and the like, spread over the goods of a receipt."""

import polars as pl

from models.company import Company
from models.inventory.costs.amounts import (
    in_minor_units,
    local_day,
    part_between,
    running_total,
)
from models.inventory.costs.measures import told_anew, with_measure
from models.inventory.costs.rates import with_rates
from models.inventory.costs.spans import overlapped
from models.inventory.moves.shape import documented


def charged(
    received: pl.LazyFrame,
    charges: pl.LazyFrame,
    exchange_rate_versions: pl.DataFrame,
    company: Company,
) -> pl.LazyFrame:
    """Return the charges of receipts that brought goods, in minor units.

    Converted at the rate of the day of the charge, else of the receipt as it was first
    recorded, span by span (see ``spans``); empty as long as none was known to hold.
    Receipts and ``charges`` come in every version; a ``charge`` is one of them.
    """
    came = (
        received.filter("is_ours")
        .sort("recorded_at", "on")
        .group_by("receipt_id", maintain_order=True)
        .agg(came_on=pl.col("on").first(), came_at=pl.col("recorded_at").first())
    )
    named = documented(charges, "charge_id", no="receipt_id")
    known = named.join(came, on="receipt_id").select(
        *("receipt_id", "document", "kind", "allocate_by", "amount", "superseded_at"),
        pl.col("currency").fill_null(pl.lit(company.currency)),
        on=pl.coalesce(local_day("charged_at", company), "came_on"),
        recorded_at=pl.coalesce("recorded_at", "charged_at", "came_at"),
    )
    is_left = pl.col("until") > pl.coalesce("since", "recorded_at")
    return (
        with_rates(known.with_row_index("charge"), exchange_rate_versions, company)
        .with_columns(
            amount=in_minor_units(pl.col("amount"), company, pl.col("rate")),
            until=pl.min_horizontal("until", "superseded_at"),
        )
        .filter(is_left.fill_null(value=True))
    )


def spread(
    charged: pl.LazyFrame,
    expected: pl.DataFrame,
    invoice_differences: pl.DataFrame,
    measures: pl.LazyFrame,
) -> pl.LazyFrame:
    """Return the share of each move in each charge; they add up to the charge.

    By value, quantity, weight or volume. By value where a weight or volume is missing,
    by quantity where there is no value. The value is the one known when the charge was
    recorded: an invoice that comes later does not spread it anew, while a weight or
    volume that is told later does.
    """
    amounts = charged.filter(pl.col("amount").is_not_null())
    goods = _goods(amounts, expected, invoice_differences)
    so_far, part = pl.col("so_far"), pl.col("part")
    amount = part_between(pl.col("amount"), so_far - part, so_far, pl.col("whole"))
    borne = amounts.join(_shares(goods.lazy(), measures), on="charge")
    return (
        overlapped(borne, "spread")
        .with_columns(amount=amount)
        .filter(pl.col("amount") != 0)
        .select(
            *("move_id", "document", "kind", "amount", "told_by"),
            recorded_at=pl.coalesce("since", "recorded_at"),
            superseded_at="until",
        )
    )


def _goods(
    charged: pl.LazyFrame, expected: pl.DataFrame, invoice_differences: pl.DataFrame
) -> pl.DataFrame:
    """Return each ``charge`` beside each move of its receipt, with its ``value``.

    That is the expected cost and the invoices which were known when the charge was, of
    goods that were booked later as soon as they were.
    """
    charges = charged.select("charge", "receipt_id", "recorded_at", "allocate_by")
    moves = (
        expected.lazy()
        .filter("is_ours")
        .select(
            *("receipt_id", "move_id", "sku", "since", "until"),
            expected_amount="amount",
            qty=pl.col("qty").cast(pl.Int128),
            came_at="recorded_at",
            gone_at="superseded_at",
        )
    )
    pairs = (
        charges.unique("charge")
        .join(moves, on="receipt_id")
        .with_columns(both_at=pl.max_horizontal("recorded_at", "came_at"))
        .filter(_was_known("since", "until"))
        .collect(engine="streaming")
    )
    invoices = invoice_differences.lazy().select(
        *("move_id", "superseded_at"), invoiced="amount", invoiced_at="recorded_at"
    )
    invoiced = (
        pairs.lazy()
        .select("charge", "move_id", "both_at")
        .join(invoices, on="move_id")
        .filter(_was_known("invoiced_at", "superseded_at"))
        .group_by("charge", "move_id")
        .agg(pl.col("invoiced").sum())
    )
    value = pl.col("expected_amount").fill_null(0) + pl.col("invoiced").fill_null(0)
    return (
        pairs.lazy()
        .join(invoiced, on=["charge", "move_id"], how="left")
        .select(
            *("charge", "recorded_at", "allocate_by", "move_id", "sku", "qty"),
            *("came_at", "gone_at"),
            value=value.clip(0).cast(pl.Int128),
        )
        .collect(engine="streaming")
    )


def _was_known(since: str, until: str) -> pl.Expr:
    """Say whether something was known when the charge and the goods were."""
    at = pl.col("both_at")
    began = (pl.col(since) <= at).fill_null(value=True)
    return began & (pl.col(until) > at).fill_null(value=True)


def _shares(goods: pl.LazyFrame, measures: pl.LazyFrame) -> pl.LazyFrame:
    """Return the ``part`` of the ``whole`` that each move bears, span by span.

    ``so_far`` is the sum of the parts of a charge up to the move's own.
    """
    by, measure = pl.col("allocate_by"), pl.col("measure")
    has_all = measure.is_not_null().all().over("spread")
    has_value = (pl.col("value").sum() > 0).over("spread")
    part = (
        pl.when(has_all)
        .then(measure * pl.col("qty"))
        .when((by == "qty") | ~has_value)
        .then("qty")
        .otherwise("value")
    )
    spans = _spans(goods, measures)
    stood = (pl.col("gone_at") > pl.col("at")).fill_null(value=True)
    rows = goods.join(spans, on="charge").filter(
        (pl.col("came_at") <= pl.col("at")) & stood
    )
    return (
        with_measure(rows, measures)
        .sort("spread", "move_id")
        .with_columns(part=part)
        .select(
            *("charge", "move_id", "part", "spread_since", "spread_until"),
            "spread_told_by",
            so_far=running_total(pl.col("part"), "spread"),
            whole=pl.col("part").sum().over("spread"),
        )
    )


def _spans(goods: pl.LazyFrame, measures: pl.LazyFrame) -> pl.LazyFrame:
    """Return in turn how each charge is spread.

    It is spread anew when a measure is told, and when goods are booked or corrected.
    """
    later = [
        goods.filter(pl.col(name) > pl.col("recorded_at")).select("charge", at=name)
        for name in ("came_at", "gone_at")
    ]
    instants = [goods.select("charge", at="recorded_at"), *later]
    return (
        pl.concat([*instants, told_anew(goods, measures)], how="diagonal")
        .group_by("charge", "at")
        .agg(spread_told_by=pl.col("told_by").min())
        .sort("charge", "at")
        .with_columns(
            spread_since="at", spread_until=pl.col("at").shift(-1).over("charge")
        )
        .with_row_index("spread")
    )
