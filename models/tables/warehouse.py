"""Work in the warehouse."""

import dataframely as dy

from models.tables import columns as c


class Receiving(dy.Schema):
    """What arrived, against what was ordered."""

    receipt_id = c.text("Receipt.", key=True)
    line_no = c.whole("Line.", key=True)
    location_id = c.text("Place.", required=True)
    sku = c.text("Item.", required=True)
    po_id = c.text("Purchase order.")
    received_at = c.instant("When.", required=True)
    received_qty = c.qty("Units.", required=True)
    rejected_qty = c.qty("Of these refused.", required=True)
    outstanding_qty = c.qty("Of the order line still to come.")


class PutAway(dy.Schema):
    """Where received goods should go."""

    receipt_id = c.text("Receipt.", key=True)
    line_no = c.whole("Line.", key=True)
    location_id = c.text("Place.", required=True)
    sku = c.text("Item.", required=True)
    to_bin = c.text("Bin.", required=True)
    qty = c.qty("Units.", required=True)


class PickLists(dy.Schema):
    """What to pick next."""

    location_id = c.text("Place.", key=True)
    wave = c.text("Wave.", key=True)
    step_no = c.whole("Order of the walk.", key=True)
    bin = c.text("Bin.", required=True)
    sku = c.text("Item.", required=True)
    qty = c.qty("Units.", required=True)
    order_id = c.text("Order.", required=True)


class Slotting(dy.Schema):
    """Which bin suits which item."""

    location_id = c.text("Place.", key=True)
    sku = c.text("Item.", key=True)
    current_bin = c.text("Bin now.")
    suggested_bin = c.text("Better bin.", required=True)
    picks_per_day = c.number("Picks a day.", required=True)
    metres_saved_per_day = c.number("Walk saved.", required=True)


class WarehouseActivity(dy.Schema):
    """What a place did on one day."""

    location_id = c.text("Place.", key=True)
    on = c.day("Day.", key=True)
    received_lines = c.whole("Lines received.", required=True)
    picked_lines = c.whole("Lines picked.", required=True)
    packed_lines = c.whole("Lines packed.", required=True)
    shipped_lines = c.whole("Lines shipped.", required=True)
    counted_lines = c.whole("Lines counted.", required=True)


class CountPlan(dy.Schema):
    """What to count next."""

    location_id = c.text("Place.", key=True)
    sku = c.text("Item.", key=True)
    count_on = c.day("When.", required=True)
    reason = c.text("Why.", required=True)


class Space(dy.Schema):
    """How full a place is."""

    location_id = c.text("Place.", key=True)
    on = c.day("Day.", key=True)
    used_m3 = c.number("Used.", required=True)
    capacity_m3 = c.number("There is.")
