"""What we buy: orders, receipts, returns, charges and invoices."""

import dataframely as dy
import polars as pl

from models.tables import columns as c
from models.tables.sources.lineage import Lineage

STATUS_WORDS = {
    "kladde": "draft",
    "entwurf": "draft",
    "rfq": "draft",
    "open": "sent",
    "ordered": "sent",
    "placed": "sent",
    "bestilt": "sent",
    "sendt": "sent",
    "bestellt": "sent",
    "bekræftet": "confirmed",
    "bestätigt": "confirmed",
    "in production": "in_production",
    "in transit": "shipped",
    "received": "closed",
    "done": "closed",
    "completed": "closed",
    "complete": "closed",
    "modtaget": "closed",
    "lukket": "closed",
    "canceled": "cancelled",
    "annulleret": "cancelled",
    "storniert": "cancelled",
}


class PurchaseOrderLines(Lineage):
    """Lines of purchase orders."""

    po_id = c.text("Purchase order.", key=True, required=True, aliases=("po_no",))
    line_no = c.whole("Line.", key=True, fill="ordinal")
    supplier_id = c.text("Supplier.", required=True, references="suppliers.supplier_id")
    sku = c.text("Item.", required=True, references="products.sku")
    location_id = c.text(
        "Place it is bought for.", fill="location", references="locations.location_id"
    )
    ordered_qty = c.qty("Units ordered.", required=True, aliases=("qty",))
    cancelled_qty = c.qty("Units cancelled since.", overwritten=True)
    unit_cost = c.price("Price per stock unit.")
    currency = c.text("Currency; empty: the supplier's.", max_length=3)
    ordered_at = c.instant(
        "When it was ordered.", required=True, event=True, day_part="noon"
    )
    requested_on = c.day("Day we asked for.")
    confirmed_on = c.day("Day the supplier confirmed.", overwritten=True)
    expected_on = c.day("Day it is expected now.", overwritten=True)
    status = c.choice(
        "How far it is",
        "draft",
        "sent",
        "confirmed",
        "in_production",
        "shipped",
        "customs",
        "closed",
        "cancelled",
        words=STATUS_WORDS,
        lenient=True,
        overwritten=True,
    )
    medium = c.choice("How it travels", "sea", "air", "road", lenient=True)
    suggestion_id = c.text("Suggestion it was made from.")

    @dy.rule()
    def amount_fits(cls) -> pl.Expr:
        """Quantity times cost is an amount a shop can have."""
        product = pl.col("ordered_qty").cast(pl.Float64) * pl.col("unit_cost").cast(
            pl.Float64
        )
        return product.is_null() | (product <= float(c.MAX_AMOUNT))


class ReceiptLines(Lineage):
    """Lines of what arrived from suppliers."""

    receipt_id = c.text("Receipt.", key=True, required=True)
    line_no = c.whole("Line.", key=True, fill="ordinal")
    po_id = c.text("Purchase order.")
    po_line_no = c.whole("Line of that order.")
    supplier_id = c.text("Supplier.", references="suppliers.supplier_id")
    sku = c.text("Item.", required=True, references="products.sku")
    location_id = c.text(
        "Place that received it.", fill="location", references="locations.location_id"
    )
    received_qty = c.qty("Units that came.", required=True, aliases=("qty",))
    rejected_qty = c.qty("Of these, units refused at the door.")
    received_at = c.instant(
        "When they came.", required=True, event=True, day_part="start"
    )
    available_at = c.instant(
        "When they could be sold.", milestone=True, day_part="start"
    )
    unit_cost = c.price("Cost per stock unit as known at receipt.")
    lot = c.text("Lot.")
    expires_on = c.day("Expiry of the lot.")
    bin = c.text("Bin it was put into.")

    @dy.rule()
    def rejects_at_most_what_came(cls) -> pl.Expr:
        """No more is refused than came."""
        return pl.col("rejected_qty").is_null() | (
            pl.col("rejected_qty") <= pl.col("received_qty")
        )


class PurchaseReturnLines(Lineage):
    """Goods sent back to suppliers."""

    return_id = c.text("Return.", key=True, required=True)
    line_no = c.whole("Line.", key=True, fill="ordinal")
    receipt_id = c.text("Receipt it came with.")
    sku = c.text("Item.", required=True, references="products.sku")
    location_id = c.text(
        "Place it leaves.", fill="location", references="locations.location_id"
    )
    qty = c.qty("Units.", required=True)
    shipped_at = c.instant("When it left.", required=True, event=True, day_part="noon")
    credit_amount = c.amount("Credited.")


class LandedCosts(Lineage):
    """Charges that belong to the cost of a receipt."""

    charge_id = c.text("Charge.", key=True, required=True)
    receipt_id = c.text("Receipt it belongs to.", key=True, required=True)
    kind = c.choice("What it is", "freight", "duty", "insurance", "other", fill="other")
    amount = c.amount("Charged.", required=True)
    currency = c.text("Currency; empty: the company's.", max_length=3)
    allocate_by = c.choice(
        "How it is spread over the lines",
        "value",
        "qty",
        "weight",
        "volume",
        fill="value",
    )
    charged_at = c.instant("When.", event=True, day_part="end")


class SupplierInvoiceLines(Lineage):
    """Lines of what suppliers charge us."""

    invoice_id = c.text("Invoice.", key=True, required=True)
    line_no = c.whole("Line.", key=True, fill="ordinal")
    supplier_id = c.text("Supplier.", required=True, references="suppliers.supplier_id")
    po_id = c.text("Purchase order.")
    po_line_no = c.whole("Line of that order.")
    sku = c.text("Item.", references="products.sku")
    qty = c.qty("Units.")
    amount = c.amount("Charged.", required=True)
    currency = c.text("Currency; empty: the supplier's.", max_length=3)
    invoiced_on = c.day("Date of the invoice.", required=True, event=True)
    due_on = c.day("When it is to be paid.")
    paid_on = c.day("When it was paid.", milestone=True)
