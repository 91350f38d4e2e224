"""What customers asked for, got, sent back and paid."""

import dataframely as dy
import polars as pl

from models.tables import columns as c
from models.tables.sources.lineage import Lineage

STATUS_WORDS = {
    "pending": "open",
    "processing": "open",
    "placed": "open",
    "unfulfilled": "open",
    "on_hold": "open",
    "åben": "open",
    "afventer": "open",
    "offen": "open",
    "fulfilled": "shipped",
    "complete": "shipped",
    "completed": "shipped",
    "closed": "shipped",
    "afsendt": "shipped",
    "sendt": "shipped",
    "versendet": "shipped",
    "leveret": "delivered",
    "geliefert": "delivered",
    "canceled": "cancelled",
    "voided": "cancelled",
    "annulleret": "cancelled",
    "storniert": "cancelled",
    "returneret": "returned",
    "refunded": "returned",
}


class OrderLines(Lineage):
    """Lines of customer orders; a negative quantity reverses an earlier line."""

    order_id = c.text(
        "Order.", key=True, required=True, aliases=("order_no", "invoice")
    )
    line_no = c.whole(
        "Line; absent: its ordinal in the order.", key=True, fill="ordinal"
    )
    channel = c.text("Where it was sold.", references="channels.channel")
    customer_id = c.text("Customer, hashed on arrival.", personal=True)
    placed_at = c.instant(
        "When the customer ordered.", required=True, event=True, day_part="noon"
    )
    sku = c.text("Item.", required=True, references="products.sku")
    ordered_qty = c.qty(
        "Units asked for.", required=True, signed=True, aliases=("qty",)
    )
    cancelled_qty = c.qty("Units cancelled since.", overwritten=True)
    cancel_reason = c.choice(
        "Why", "customer", "fraud", "no_stock", "other", overwritten=True
    )
    cancelled_at = c.instant(
        "When it was cancelled.",
        milestone=True,
        day_part="end",
        tells=("cancelled_qty", "cancel_reason", "status"),
    )
    unit_price = c.price("Price per unit before discount.", aliases=("price",))
    discount_amount = c.amount("Discount on the line.")
    tax_amount = c.amount("Tax on the line.")
    currency = c.text("Currency; empty: the company's.", max_length=3)
    status = c.choice(
        "How far it is",
        "open",
        "shipped",
        "delivered",
        "cancelled",
        "returned",
        words=STATUS_WORDS,
        lenient=True,
        overwritten=True,
    )
    stream = c.choice(
        "Kind of demand", "retail", "wholesale", "project", fill="retail", lenient=True
    )
    requested_on = c.day("Day on which the customer wants it shipped.")
    promised_on = c.day("Day promised to the customer.", overwritten=True)
    ship_to_country = c.text("Country code.")
    ship_to_postcode = c.text("Postcode.", personal=True)
    location_id = c.text(
        "Place it was ordered from; empty: by channel.",
        references="locations.location_id",
    )

    @dy.rule()
    def asks_for_something(cls) -> pl.Expr:
        """A line orders something or takes something back, never 0."""
        return pl.col("ordered_qty") != 0

    @dy.rule()
    def cancels_at_most_what_was_ordered(cls) -> pl.Expr:
        """No more is cancelled than was ordered."""
        return pl.col("cancelled_qty").is_null() | (
            pl.col("cancelled_qty") <= pl.col("ordered_qty").abs()
        )

    @dy.rule()
    def amount_fits(cls) -> pl.Expr:
        """Quantity times price is an amount a shop can have."""
        product = pl.col("ordered_qty").cast(pl.Float64) * pl.col("unit_price").cast(
            pl.Float64
        )
        return product.is_null() | (product.abs() <= float(c.MAX_AMOUNT))


class SalesHistory(Lineage):
    """Units sold per item, place and period, where single orders are not known."""

    sku = c.text("Item.", key=True, required=True, references="products.sku")
    location_id = c.text(
        "Place.", key=True, fill="location", references="locations.location_id"
    )
    starts_on = c.day("First day of the period.", key=True, required=True)
    ends_on = c.day("Last day of the period.", key=True, required=True, event=True)
    sold_qty = c.qty("Units sold.", required=True, aliases=("qty", "sales"))
    in_stock_share = c.rate("Share of the period in which it could be sold.")
    revenue_amount = c.amount("Revenue.")

    @dy.rule()
    def ends_after_start(cls) -> pl.Expr:
        """A period ends on or after the day it starts."""
        return pl.col("ends_on") >= pl.col("starts_on")


class ShipmentLines(Lineage):
    """Lines of shipments to customers, from the moment they are allocated."""

    shipment_id = c.text("Shipment.", key=True, required=True)
    line_no = c.whole("Line.", key=True, fill="ordinal")
    order_id = c.text("Order it fulfils.")
    order_line_no = c.whole("Line of that order.")
    sku = c.text("Item.", required=True, references="products.sku")
    location_id = c.text(
        "Place it leaves.", fill="location", references="locations.location_id"
    )
    qty = c.qty("Units.", required=True)
    allocated_at = c.instant("Stock set aside.", milestone=True, day_part="noon")
    picked_at = c.instant("Picked.", milestone=True, day_part="noon")
    packed_at = c.instant("Packed.", milestone=True, day_part="noon")
    shipped_at = c.instant("Left the place.", milestone=True, day_part="noon")
    delivered_at = c.instant("Reached the customer.", milestone=True, day_part="end")
    carrier = c.text("Carrier.")
    shipping_cost = c.price("What the carrier charged.")
    packed_by = c.text("Who packed it.", personal=True)
    bin = c.text("Bin it was picked from.")
    lot = c.text("Lot.")
    short_pick_reason = c.text("Why fewer units were picked than asked for.")


class ReturnLines(Lineage):
    """Goods that customers send back or have announced."""

    return_id = c.text("Return.", key=True, required=True)
    line_no = c.whole("Line.", key=True, fill="ordinal")
    order_id = c.text("Order it comes from.")
    order_line_no = c.whole("Line of that order.")
    sku = c.text("Item.", required=True, references="products.sku")
    location_id = c.text(
        "Place it comes back to.", fill="location", references="locations.location_id"
    )
    qty = c.qty("Units.", required=True)
    announced_at = c.instant("Announced.", milestone=True, day_part="noon")
    received_at = c.instant("Came back.", milestone=True, day_part="start")
    disposition = c.choice(
        "What becomes of it", "restock", "scrap", "inspect", overwritten=True
    )
    decided_at = c.instant(
        "When that was decided.",
        milestone=True,
        day_part="noon",
        tells=("disposition",),
    )
    reason = c.text("Why it came back.")
    refund_amount = c.amount("Refunded.")
    refunded_at = c.instant(
        "When it was refunded.",
        milestone=True,
        day_part="end",
        tells=("refund_amount",),
    )


class Payments(Lineage):
    """Payments and refunds of customers."""

    payment_id = c.text("Payment.", key=True, required=True)
    order_id = c.text("Order it pays.")
    paid_at = c.instant("When.", required=True, event=True, day_part="noon")
    amount = c.amount("Paid; negative: refunded.", required=True)
    currency = c.text("Currency; empty: the company's.", max_length=3)
    method = c.text("How it was paid.")
    fee_amount = c.amount("Fee of the payment provider.")
    settled_at = c.instant("When the money arrived.", milestone=True, day_part="end")
