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

LINE = "order_line"


def covered_receipts(
    priced: pl.DataFrame,
    expected: pl.DataFrame,
    order_lines: pl.DataFrame,
    supplier_invoice_lines: pl.LazyFrame,
    suppliers: pl.DataFrame,
    exchange_rate_versions: pl.DataFrame,
    company: Company,
) -> pl.LazyFrame:
    """Return every receipt that an invoice line covers, with the difference it makes.

    Invoiced amount of the units covered − their expected cost, in minor units, span by
    span as both were known (see ``spans``); empty as long as no rate was known to hold
    on the day of the invoice.
    """
    came = _queued(priced.lazy()).collect(engine="streaming").lazy()
    cost = expected.lazy().select(
        "move_id",
        expected_amount="amount",
        **{f"cost_{name}": name for name in ("since", "until", "told_by")},
    )
    invoices = _invoices(supplier_invoice_lines, order_lines, suppliers, company)
    covering = _covering(invoices, came)
    charged = in_minor_units(pl.col("amount"), company, pl.col("rate"))
    start = pl.max_horizontal("start_qty", "from_qty")
    end = pl.min_horizontal("end_qty", "to_qty")
    covered = (
        with_rates(covering, exchange_rate_versions, company)
        .with_columns(charged=charged)
        .join(came, on=LINE)
        .filter(start < end)
        .with_columns(start=start, end=end)
        .join(cost, on="move_id")
    )
    return overlapped(covered, "cost").with_columns(amount=_difference())


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


def _queued(priced: pl.LazyFrame) -> pl.LazyFrame:
    """Return the receipts of each order line in turn: ``from_qty`` … ``to_qty``.

    They are in the order in which they became known, then in which they came, so that
    one that is booked late leaves what was covered before it as it was.
    """
    return (
        priced.filter(pl.col("carries") & pl.col(LINE).is_not_null())
        .sort(LINE, "recorded_at", "occurred_at", "move_id")
        .with_columns(to_qty=_total("qty"))
        .select(
            *(LINE, "move_id", "qty", "to_qty", "ordered_qty"),
            from_qty=pl.col("to_qty") - pl.col("qty"),
        )
    )


def _invoices(
    supplier_invoice_lines: pl.LazyFrame,
    order_lines: pl.DataFrame,
    suppliers: pl.DataFrame,
    company: Company,
) -> pl.LazyFrame:
    """Return invoice lines with their order line, currency and signed quantity."""
    usual = suppliers.lazy().select("supplier_id", usual_currency="currency")
    own = pl.lit(company.currency)
    qty = exact.to_scaled("qty").fill_null(0)
    is_credit = pl.col("amount") < 0
    named = supplier_invoice_lines.filter(pl.col("po_id").is_not_null())
    day = pl.col("invoiced_on").cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    return (
        resolved(documented(named, "invoice_id"), order_lines)
        .join(usual, on="supplier_id", how="left")
        .select(
            *(LINE, "invoice_id", "line_no", "document", "amount"),
            on="invoiced_on",
            recorded_at=pl.coalesce("recorded_at", day),
            currency=pl.coalesce("currency", "usual_currency", own),
            signed_qty=pl.when(is_credit).then(-qty).otherwise(qty),
        )
    )


def _covering(invoices: pl.LazyFrame, came: pl.LazyFrame) -> pl.LazyFrame:
    """Add the quantity of the order line that each invoice covers.

    ``start_qty`` … ``end_qty``, and ``direction``: 1 covers, −1 gives back, 0 only
    changes the price of what is covered, or of the whole line.
    """
    whole = came.group_by(LINE).agg(
        whole_qty=pl.max_horizontal(pl.col("to_qty", "ordered_qty").max())
    )
    before, after = pl.col("before_qty"), pl.col("after_qty")
    is_price_only = before == after
    priced = pl.when(after > 0).then(after).otherwise("whole_qty")
    lower, upper = pl.min_horizontal(before, after), pl.max_horizontal(before, after)
    return (
        invoices.join(whole, on=LINE)
        .sort(LINE, "recorded_at", "on", "invoice_id", "line_no")
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
    is_first = is_open & (running_total(is_open.cast(pl.Int64), LINE) == 1)
    rest = (pl.col("whole_qty") - _total("signed_qty")).clip(0)
    return pl.when(is_first).then(rest).otherwise(0)


def _total(column: str) -> pl.Expr:
    """Return the running total of an order line, in the order of the rows."""
    return running_total(pl.col(column), LINE)


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
