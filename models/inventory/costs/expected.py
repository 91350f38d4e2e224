"""What receipts are expected to cost before anybody charges them."""

import polars as pl

from models import exact
from models.company import Company
from models.inventory.costs.amounts import cost_of, in_minor_units, with_rate
from models.inventory.costs.offers import ASKED, offers
from models.inventory.costs.orders import TERMS, resolved
from models.inventory.costs.own import with_own_cost

COLUMNS = (
    *("move_id", "document", "sku", "on", "occurred_at", "recorded_at", "qty"),
    *("receipt_id", "order_line", "ordered_qty", "is_ours", "carries"),
    *("unit_cost", "currency", "rate", "amount", "said_by", "told_at"),
)


def expected(
    received: pl.LazyFrame,
    order_lines: pl.DataFrame,
    supplier_items: pl.DataFrame,
    suppliers: pl.DataFrame,
    products: pl.DataFrame,
    item_cost_versions: pl.DataFrame,
    exchange_rates: pl.DataFrame,
    company: Company,
) -> pl.DataFrame:
    """Return what was ``received`` with its expected cost and the document of it.

    Quantity × (receipt's cost, else order's, else supplier's, else the product's of
    that time) × rate of the day, in minor units; empty where no cost is known or no
    rate holds. Where it was told only after the goods came ``told_at`` says when.
    """
    lines = order_lines.lazy().select("order_line", "line_no", *TERMS)
    ordered = (
        resolved(received, order_lines)
        .join(lines, on="order_line", how="left")
        .with_columns(supplier_id=pl.coalesce("supplier_id", "order_supplier_id"))
        .collect(engine="streaming")  # once: it is asked for offers, and answered
        .lazy()
    )
    offered = ordered.join(
        offers(ordered.filter(_said().is_null()), supplier_items),
        on=ASKED,
        how="left",
        nulls_equal=True,
    )
    known = with_own_cost(offered, products, item_cost_versions)
    priced = _with_cost(known, suppliers, company)
    foreign = cost_of(pl.col("unit_cost"), exact.from_scaled("qty"))
    worth = in_minor_units(foreign, company, pl.col("rate"))
    return (
        with_rate(priced, exchange_rates, company)
        .with_columns(amount=pl.when("is_ours").then(worth).otherwise(0))
        .select(COLUMNS)
        .collect(engine="streaming")
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
            told_at=pl.when(~(is_said | is_offered)).then("own_known_at"),
        )
    )


def _said_by() -> pl.Expr:
    """Return the document that says the cost of a unit, or who owns the goods."""
    order_line = pl.format("po:{}:{}", "po_id", "line_no")
    is_ours = pl.col("is_ours")
    return (
        pl.when(is_ours & pl.col("unit_cost").is_not_null())
        .then("document")
        .when(is_ours & pl.col("order_unit_cost").is_not_null())
        .then(order_line)
        .when(is_ours & pl.col("offer_unit_cost").is_not_null())
        .then("offer_document")
        .otherwise(pl.format("products:{}", "sku"))
    )
