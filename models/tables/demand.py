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
    is_closed = c.flag("Nobody could buy.", required=True)


class ItemClasses(dy.Schema):
    """What kind of item it is, place by place."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    abc = c.choice("By revenue", "A", "B", "C", required=True)
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
