"""Where goods come from and how long they take."""

import dataframely as dy

from models.tables import columns as c

SOURCES_OF_LEAD_TIME = ("parameter", "observed", "declared", "default")


class LeadTimes(dy.Schema):
    """Lead time of a supplier, an item and a way of travel; empty sku: all items."""

    supplier_id = c.text("Supplier.", key=True)
    sku = c.text("Item; empty: all of the supplier's.", key=True)
    medium = c.text("Sea, air, road; empty: not said.", key=True)
    declared_days = c.days("As declared.")
    observed_days = c.number("Median of what was observed.", high=3650, unit="days")
    observed_low_days = c.number("A tenth were shorter.", high=3650, unit="days")
    observed_high_days = c.number("A tenth were longer.", high=3650, unit="days")
    observations = c.whole("Deliveries observed.", required=True)
    censored = c.whole("Overdue orders still open.", required=True)
    used_days = c.number("What planning uses.", required=True, high=3650, unit="days")
    used_sd_days = c.number("How much it varies.", required=True, high=3650)
    used_source = c.choice("Where it comes from", *SOURCES_OF_LEAD_TIME, required=True)
    on_time_rate = c.rate("Share that came by the promised day.")
    late_p95_days = c.number(
        "95 of 100 deliveries were late by at most this.",
        required=True,
        high=3650,
        unit="days",
    )
    recent_days = c.number(
        "Median of the last five orders that came.", high=3650, unit="days"
    )
    trend_days_a_year = c.number(
        "How much longer it takes every year; below zero: shorter.",
        low=-1e6,
        high=1e6,
        unit="days",
    )
    trend_chance_rate = c.rate("How likely chance alone makes such a trend.")
    is_drifting = c.flag(
        "The trend is real; of those named at most 5 % are chance.", required=True
    )


class SupplySources(dy.Schema):
    """From whom each item-location is served, how long it takes, how often."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    kind = c.choice("Who", "supplier", "location", "none", required=True)
    supplier_id = c.text("Supplier, or empty.")
    from_location_id = c.text("Place that replenishes it, or empty.")
    unit_cost = c.price("Price per stock unit, supplier currency.")
    currency = c.text("Currency of the price.", max_length=3)
    unit_cost_amount = c.price("The same in company currency.")
    landed_cost_amount = c.price("With freight and duty, company currency.")
    supplier_reason = c.text("Why this supplier; empty: no supplier.")
    min_order_qty = c.qty("Least units of a line.", required=True)
    pack_qty = c.qty("Units are bought in multiples of it.", required=True)
    max_order_qty = c.qty("Most units of a line.")
    lead_time_days = c.number("Days until available.", required=True, high=3650)
    lead_time_sd_days = c.number("How much they vary.", required=True, high=3650)
    lead_time_source = c.choice(
        "Where it comes from", *SOURCES_OF_LEAD_TIME, required=True
    )
    review_days = c.days("Days between two chances to order.", required=True)
    review_source = c.text("Where that comes from.", required=True)
    order_weekdays = c.text(
        "Weekdays of the chances, Monday first: 1 where there is one.",
        fill="1111111",
        max_length=7,
    )
    order_on = c.day("Next chance to order.", required=True)
    next_order_on = c.day("The chance after it.", required=True)
    arrive_on = c.day("When an order of the next chance arrives.", required=True)
    next_arrive_on = c.day("When an order of the one after arrives.", required=True)
    protection_days = c.days(
        "Days from the plan's first day to the arrival after next.", required=True
    )
    closure = c.text("The closure that stretches it; empty: none.")
    last_order_on = c.day("Last chance to order before that closure.")
    order_before_on = c.day("Last chance whose goods arrive before that closure.")
    bridge_from_on = c.day("When these arrive.")
    bridge_until_on = c.day("When goods of the chance after it arrive.")


class OpenSupply(dy.Schema):
    """Purchase order lines still to come, and when."""

    po_id = c.text("Purchase order.", key=True)
    line_no = c.whole("Line.", key=True)
    supplier_id = c.text("Supplier.", required=True)
    sku = c.text("Item.", required=True)
    location_id = c.text("Place.", required=True)
    ordered_on = c.day("Ordered.", required=True)
    ordered_qty = c.qty("Units ordered.", required=True)
    received_qty = c.qty("Units received.", required=True)
    open_qty = c.qty("Units still to come.", required=True)
    due_on = c.day("Day it was promised, or worked out.", required=True)
    arrive_on = c.day("Day we count on.", required=True)
    due_source = c.choice(
        "Where the day comes from",
        "expected",
        "confirmed",
        "requested",
        "lead_time",
        required=True,
    )
    days_late = c.whole("Days past its due day.", required=True)
    state = c.choice("Whether it counts", "on_time", "late", "doubtful", required=True)
    is_counted = c.flag("Counts as supply.", required=True)
