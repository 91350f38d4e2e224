"""Customer orders: how far they are."""

import dataframely as dy

from models.tables import columns as c


class OrderStatus(dy.Schema):
    """Order lines with what became of them."""

    order_id = c.text("Order.", key=True)
    line_no = c.whole("Line.", key=True)
    channel = c.text("Channel.", required=True)
    location_id = c.text("Place that would normally serve it.", required=True)
    stream = c.choice("Stream", "retail", "wholesale", "project", required=True)
    sku = c.text("Item.", required=True)
    placed_at = c.instant("When the customer ordered.", required=True)
    placed_on = c.day("Business day of the channel.", required=True)
    requested_on = c.day("Day on which the customer wants it shipped.")
    ordered_qty = c.qty("Units ordered; a reversal asks for none.", required=True)
    cancelled_qty = c.qty("Units cancelled, reversals included.", required=True)
    shipped_qty = c.qty("Units shipped.", required=True)
    returned_qty = c.qty("Units that came back.", required=True)
    open_qty = c.qty("Units still owed.", required=True)
    demand_qty = c.qty("Units that count as demand.", required=True)
    unit_price = c.price("Price per unit, company currency.")
    state = c.choice(
        "How far it is",
        "open",
        "partly_shipped",
        "shipped",
        "cancelled",
        "returned",
        "reversal",
        "service",
        required=True,
    )
    age_days = c.days("Days since it was placed.", required=True)
    days_late = c.days("Days past the promise.", required=True)
    is_inferred = c.flag("State inferred, no shipment says so.", required=True)


class Allocations(dy.Schema):
    """Which place ships what."""

    order_id = c.text("Order.", key=True)
    line_no = c.whole("Line.", key=True)
    location_id = c.text("Place.", key=True)
    qty = c.qty("Units it ships.", required=True)
    backordered_qty = c.qty("Units that must wait.", required=True)
    reason = c.text("Why this place.", required=True)
