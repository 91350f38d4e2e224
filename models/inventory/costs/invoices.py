"""What suppliers charge for goods, beside what these were expected to cost."""

import polars as pl

from models import exact
from models.company import Company
from models.inventory.costs.amounts import (
    in_minor_units,
    part_between,
    running_total,
)
from models.inventory.costs.orders import resolved
from models.inventory.costs.rates import with_rates
from models.inventory.costs.spans import overlapped
from models.inventory.moves.shape import documented

QUEUE = "queue"
"""Receipts and invoices of an order line, as they were known for a while."""


def covered_receipts(
    priced: pl.DataFrame,
    expected: pl.DataFrame,
    order_lines: pl.DataFrame,
    invoice_lines: pl.LazyFrame,
    suppliers: pl.DataFrame,
    exchange_rate_versions: pl.DataFrame,
    company: Company,
) -> pl.LazyFrame:
    """Return every receipt that an invoice line covers, with the difference it makes.

    Invoiced amount of the units covered − their expected cost, in minor units, span by
    span as it was known (see ``spans``); empty as long as no rate was known to hold on
    the day of the invoice. Receipts and ``invoice_lines`` come in every version.
    """
    came = priced.lazy().filter(pl.col("is_ours") & pl.col("order_line").is_not_null())
    invoices = _invoices(invoice_lines, order_lines, suppliers, company)
    invoices = invoices.collect(engine="streaming").lazy()
    queues = _queues(came, invoices).lazy()
    receipts = _queued(_standing(came, queues)).collect(engine="streaming").lazy()
    covering = _covering(_standing(invoices, queues), receipts)
    cost = expected.lazy().select(
        "move_id",
        expected_amount="amount",
        **{f"cost_{name}": name for name in ("since", "until", "told_by")},
    )
    charged = in_minor_units(pl.col("amount"), company, pl.col("rate"))
    start = pl.max_horizontal("start_qty", "from_qty")
    end = pl.min_horizontal("end_qty", "to_qty")
    covered = (
        with_rates(covering, exchange_rate_versions, company)
        .with_columns(charged=charged)
        .join(receipts, on=QUEUE)
        .filter(start < end)
        .with_columns(start=start, end=end)
        .join(cost, on="move_id")
    )
    both = overlapped(covered, "cost")
    return overlapped(both, QUEUE).with_columns(amount=_difference())


def invoice_differences(covered_receipts: pl.LazyFrame) -> pl.DataFrame:
    """Return what invoices change in the cost of receipts."""
    is_news = (pl.col("amount") != 0) | pl.col("expected_amount").is_null()
    return (
        covered_receipts.filter(pl.col("amount").is_not_null() & is_news)
        .select(
            *("move_id", "document", "amount", "told_by"),
            kind=pl.lit("invoice"),
            recorded_at=pl.coalesce("since", "recorded_at"),
            superseded_at="until",
        )
        .collect(engine="streaming")
    )


def _queues(came: pl.LazyFrame, invoices: pl.LazyFrame) -> pl.DataFrame:
    """Return the instants at which receipts or invoices of an order line changed.

    Each makes a ``queue`` that stands until the next. No document of their own told it:
    the ones that did are known by their own.
    """
    told = [
        rows.select("order_line", at=name)
        for rows in (came.join(invoices, on="order_line", how="semi"), invoices)
        for name in ("recorded_at", "superseded_at")
    ]
    return (
        pl.concat(told)
        .drop_nulls()
        .unique()
        .sort("order_line", "at")
        .with_columns(
            queue_since="at",
            queue_until=pl.col("at").shift(-1).over("order_line"),
            queue_told_by=pl.lit(None, pl.String),
        )
        .with_row_index(QUEUE)
        .collect(engine="streaming")
    )


def _standing(rows: pl.LazyFrame, queues: pl.LazyFrame) -> pl.LazyFrame:
    """Return the rows that stood in each queue of their order line."""
    at = pl.col("at")
    stood = (pl.col("superseded_at") > at).fill_null(value=True)
    known = rows.join(queues, on="order_line")
    return known.filter((pl.col("recorded_at") <= at) & stood)


def _queued(came: pl.LazyFrame) -> pl.LazyFrame:
    """Return the receipts of each queue in turn: ``from_qty`` … ``to_qty``.

    They are in the order in which they became known, then in which they came, so that
    one that is booked late leaves what was covered before it as it was.
    """
    return (
        came.sort(QUEUE, "recorded_at", "occurred_at", "move_id")
        .with_columns(to_qty=_total("qty"))
        .select(
            *(QUEUE, "move_id", "qty", "to_qty", "ordered_qty"),
            from_qty=pl.col("to_qty") - pl.col("qty"),
        )
    )


def _invoices(
    invoice_lines: pl.LazyFrame,
    order_lines: pl.DataFrame,
    suppliers: pl.DataFrame,
    company: Company,
) -> pl.LazyFrame:
    """Return invoice lines with their order line, currency and signed quantity."""
    usual = suppliers.lazy().select("supplier_id", usual_currency="currency")
    own = pl.lit(company.currency)
    qty = exact.to_scaled("qty").fill_null(0)
    is_credit = pl.col("amount") < 0
    named = invoice_lines.filter(pl.col("po_id").is_not_null())
    day = pl.col("invoiced_on").cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    return (
        resolved(documented(named, "invoice_id"), order_lines)
        .join(usual, on="supplier_id", how="left")
        .select(
            *("order_line", "invoice_id", "line_no", "document", "amount"),
            "superseded_at",
            on="invoiced_on",
            recorded_at=pl.coalesce("recorded_at", day),
            currency=pl.coalesce("currency", "usual_currency", own),
            signed_qty=pl.when(is_credit).then(-qty).otherwise(qty),
        )
        .drop_nulls("order_line")
    )


def _covering(invoices: pl.LazyFrame, came: pl.LazyFrame) -> pl.LazyFrame:
    """Add the quantity of the queue that each invoice covers.

    ``start_qty`` … ``end_qty``, and ``direction``: 1 covers, −1 gives back, 0 only
    changes the price of what is covered, or of the whole line.
    """
    whole = came.group_by(QUEUE).agg(
        whole_qty=pl.max_horizontal(pl.col("to_qty", "ordered_qty").max())
    )
    before, after = pl.col("before_qty"), pl.col("after_qty")
    is_price_only = before == after
    priced = pl.when(after > 0).then(after).otherwise("whole_qty")
    lower, upper = pl.min_horizontal(before, after), pl.max_horizontal(before, after)
    return (
        invoices.join(whole, on=QUEUE)
        .sort(QUEUE, "recorded_at", "on", "invoice_id", "line_no")
        .with_columns(filled_qty=_filled())
        .with_columns(after_qty=_total("signed_qty") + _total("filled_qty"))
        .with_columns(before_qty=after - pl.col("signed_qty") - pl.col("filled_qty"))
        .with_columns(
            direction=(after - before).sign(),
            start_qty=pl.when(is_price_only).then(0).otherwise(lower),
            end_qty=pl.when(is_price_only).then(priced).otherwise(upper),
        )
    )


def _filled() -> pl.Expr:
    """Return what the first invoice of a line without a quantity fills up."""
    is_open = (pl.col("signed_qty") == 0) & (pl.col("amount") >= 0)
    is_first = is_open & (running_total(is_open.cast(pl.Int64), QUEUE) == 1)
    rest = (pl.col("whole_qty") - _total("signed_qty")).clip(0)
    return pl.when(is_first).then(rest).otherwise(0)


def _total(column: str) -> pl.Expr:
    """Return the running total of a queue, in the order of the rows."""
    return running_total(pl.col(column), QUEUE)


def _difference() -> pl.Expr:
    """Return the invoiced amount of the units covered − their expected cost."""
    start, end = pl.col("start"), pl.col("end")
    first, last, offset = pl.col("start_qty"), pl.col("end_qty"), pl.col("from_qty")
    charged = part_between(pl.col("charged"), start - first, end - first, last - first)
    cost = part_between(
        pl.col("expected_amount").fill_null(0),
        start - offset,
        end - offset,
        pl.col("qty"),
    )
    return charged - cost * pl.col("direction")
