"""What customers wanted."""

import dataframely as dy

from models.tables import columns as c


class DemandDaily(dy.Schema):
    """Demand of an item-location on one day, in one stream."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place that would normally serve it.", key=True)
    on = c.day("Day of the place's time zone.", key=True)
    stream = c.choice("Stream", "retail", "wholesale", "project", key=True)
    demanded_qty = c.qty("Units asked for.", required=True)
    sold_qty = c.qty("Units served.", required=True)
    lost_qty = c.qty("Estimate of what was not asked for in vain.", required=True)
    in_stock_share = c.rate("Share of the day it could be sold; empty: unknown.")
    unit_price = c.price("Mean price paid.")
    event = c.text("Event of the day.")
    discount_rate = c.rate("Discount of that event.")
    is_closed = c.flag("Nobody could buy.", required=True)


class ExceptionalSales(dy.Schema):
    """A day that shows far more than usual, and what of it the baseline counts."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    on = c.day("Day.", key=True)
    stream = c.choice("Stream", "retail", "wholesale", key=True)
    demanded_qty = c.qty("Units asked for.", required=True)
    usual_qty = c.qty("What a day usually shows.", required=True)
    most_qty = c.qty(
        "The most that is usual: one day with sales in 100 shows more.", required=True
    )
    counted_qty = c.qty("What the baseline counts.", required=True)
    amount = c.amount("Money at stake: what is beyond the most, at its price.")
    rule = c.choice(
        "Why it is exceptional: no day near it is like it, or one order",
        "alone",
        "one_order",
        required=True,
    )
    order_id = c.text("Order with its largest line, where known.")
    order_qty = c.qty("Units of that line.")
    passed_on = c.day(
        "Day that was like it soon after: a burst or a new level, counted whole; "
        "empty: it stands."
    )
    decision = c.choice(
        "What a planner said", "none", "confirmed", "ordinary", required=True
    )
    decided_by = c.text("Who said so.")
    decided_at = c.instant("When.")
    reason = c.text("Why, in words.", required=True, max_length=1000)
    reason_da = c.text("The same in Danish.", required=True, max_length=1000)


class ItemClasses(dy.Schema):
    """What kind of item it is, place by place."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    abc = c.choice("By revenue, margin or hits", "A", "B", "C", required=True)
    xyz = c.choice("By variability", "X", "Y", "Z", required=True)
    pattern = c.choice(
        "Shape of demand",
        "smooth",
        "erratic",
        "intermittent",
        "lumpy",
        "none",
        required=True,
    )
    lifecycle = c.choice(
        "Age", "new", "growing", "mature", "fading", "dead", required=True
    )
    daily_qty = c.number("Mean units a day when in stock.", required=True)
    revenue_amount = c.amount("Revenue of the last year.", required=True)
    unit_price = c.price("Mean price paid in the last quarter, else the last year.")
