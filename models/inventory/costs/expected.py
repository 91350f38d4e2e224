"""What receipts are expected to cost before anybody charges them."""

import polars as pl

from models import exact
from models.company import Company
from models.inventory.costs.amounts import cost_of, in_minor_units
from models.inventory.costs.offers import ASKED, offers
from models.inventory.costs.orders import order_terms, resolved, with_terms
from models.inventory.costs.own import with_own_cost
from models.inventory.costs.rates import with_rates
from models.inventory.costs.spans import overlapped
from models.tables.columns import INSTANT

COLUMNS = (
    *("move_id", "document", "sku", "on", "occurred_at", "recorded_at", "qty"),
    *("receipt_id", "order_line", "ordered_qty", "is_ours", "superseded_at"),
    *("unit_cost", "currency", "said_by", "told_at"),
)
TERMS = ("since", "until", "told_by")


def priced(
    received: pl.LazyFrame,
    order_lines: pl.DataFrame,
    order_price_versions: pl.DataFrame,
    supplier_items: pl.DataFrame,
    supplier_price_versions: pl.DataFrame,
    suppliers: pl.DataFrame,
    products: pl.DataFrame,
    item_cost_versions: pl.DataFrame,
    company: Company,
) -> pl.DataFrame:
    """Return what was ``received``, what a unit costs and the document that says so.

    That is the receipt's cost, else the order's, else the supplier's, else the
    product's of that time, in its ``currency``; empty where none is known. Where it was
    told only after the goods came ``told_at`` says when. There is a row for each thing
    that the order was known to say, one after the other: ``terms_since``,
    ``terms_until`` and ``terms_told_by``, see ``spans``.
    """
    quantities = order_lines.lazy().select("order_line", "ordered_qty")
    came = resolved(received, order_lines).join(quantities, on="order_line", how="left")
    ordered = (
        with_terms(came, order_terms(order_price_versions, order_lines))
        .with_columns(supplier_id=pl.coalesce("supplier_id", "order_supplier_id"))
        .collect(engine="streaming")  # once: it is asked for offers, and answered
        .lazy()
    )
    unsaid = ordered.filter(_said().is_null())
    offered = ordered.join(
        offers(unsaid, supplier_items, supplier_price_versions),
        on=ASKED,
        how="left",
        nulls_equal=True,
    )
    known = with_own_cost(offered, products, item_cost_versions)
    chosen = _first_known(known)
    costed = _with_cost(chosen, suppliers, company)
    terms = {f"terms_{name}": name for name in TERMS}
    return costed.select(*COLUMNS, **terms).collect(engine="streaming")


def each_once(priced: pl.DataFrame) -> pl.DataFrame:
    """Return what was received as it is known by now, once."""
    return priced.filter(pl.col("terms_until").is_null())


def expected(
    priced: pl.DataFrame, exchange_rate_versions: pl.DataFrame, company: Company
) -> pl.DataFrame:
    """Return what goods were expected to cost, span by span (see ``spans``).

    Quantity × cost of a unit × rate of the day, in minor units; empty as long as no
    cost was told or no rate was known to hold.
    """
    foreign = cost_of(pl.col("unit_cost"), exact.from_scaled("qty"))
    worth = in_minor_units(foreign, company, pl.col("rate"))
    told_at = pl.col("told_at")
    converted = with_rates(priced.lazy(), exchange_rate_versions, company)
    spans = converted.with_columns(amount=pl.when("is_ours").then(worth).otherwise(0))
    said = spans.with_columns(
        cost_since="told_at",
        cost_until=pl.lit(None, INSTANT),
        cost_told_by="said_by",
    )
    told = overlapped(said, "cost").select(spans.collect_schema().names())
    is_first = told_at.is_not_null() & pl.col("since").is_null()
    before = spans.filter(is_first).with_columns(
        until=told_at, amount=pl.lit(None, pl.Int64)
    )
    every = overlapped(pl.concat([told, before]), "terms")
    return every.collect(engine="streaming")


def _first_known(offered: pl.LazyFrame) -> pl.LazyFrame:
    """Leave out an offer that was told only after the product's own cost was."""
    late_at, own_at = pl.col("offer_known_at"), pl.col("own_known_at")
    has_own = pl.col("own_unit_cost").is_not_null()
    own_is_known = own_at.is_null() | (own_at < late_at)
    own_is_first = has_own & late_at.is_not_null() & own_is_known
    return offered.with_columns(
        pl.when(~own_is_first).then(name).alias(name)
        for name in ("offer_unit_cost", "offer_currency", "offer_known_at")
    )


def _said() -> pl.Expr:
    """Return the cost that a receipt or its order line says."""
    return pl.coalesce("unit_cost", "order_unit_cost")


def _with_cost(
    offered: pl.LazyFrame, suppliers: pl.DataFrame, company: Company
) -> pl.LazyFrame:
    """Choose the cost of a unit, its currency, and the document that says it."""
    usual = suppliers.lazy().select("supplier_id", usual_currency="currency")
    theirs = pl.coalesce("order_currency", "usual_currency")
    asked = pl.coalesce("offer_currency", "seller_currency")
    is_said = _said().is_not_null()
    is_offered = pl.col("offer_unit_cost").is_not_null()
    currency = pl.when(is_said).then(theirs).otherwise(pl.when(is_offered).then(asked))
    return (
        offered.join(usual, on="supplier_id", how="left")
        .join(
            usual.rename({"usual_currency": "seller_currency"}),
            left_on="seller_id",
            right_on="supplier_id",
            how="left",
        )
        .with_columns(
            unit_cost=pl.coalesce(_said(), "offer_unit_cost", "own_unit_cost"),
            currency=currency.fill_null(pl.lit(company.currency)),
            said_by=_said_by(),
            told_at=pl.when(~is_said).then(
                pl.when(is_offered).then("offer_known_at").otherwise("own_known_at")
            ),
        )
    )


def _said_by() -> pl.Expr:
    """Return the document that says the cost of a unit, or who owns the goods."""
    is_ours = pl.col("is_ours")
    return (
        pl.when(is_ours & pl.col("unit_cost").is_not_null())
        .then("document")
        .when(is_ours & pl.col("order_unit_cost").is_not_null())
        .then("order_told_by")
        .when(is_ours & pl.col("offer_unit_cost").is_not_null())
        .then("offer_document")
        .otherwise(pl.format("products:{}", "sku"))
    )
