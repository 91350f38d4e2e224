"""Stock: its moves, its ledger, where it stands."""

import dataframely as dy

from models.tables import columns as c

MOVE_KINDS = (
    "opening",
    "snapshot",
    "receipt",
    "return",
    "transfer_in",
    "kit_build",
    "adjustment",
    "shipment",
    "kit_consume",
    "purchase_return",
    "transfer_out",
    "transfer_loss",
    "inspected",
    "count",
    "revaluation",
    "correction",
)
"""In the order in which moves of one instant take effect."""

COSTING_METHODS = (
    "fifo",
    "moving_average",
    "monthly_average",
    "standard",
    "specific",
)


class StockMoves(dy.Schema):
    """Changes of stock, from documents: append-only facts."""

    move_id = c.text("Kind, document, line and leg.", key=True)
    occurred_at = c.instant("When it happened.", required=True)
    recorded_at = c.instant("When we learned it.", required=True)
    sku = c.text("Item.", required=True)
    location_id = c.text("Place.", required=True)
    bucket = c.choice("Which stock", "on_hand", "in_transit", "inspect", required=True)
    qty = c.qty("Units, signed; empty where counted_qty stands.", signed=True)
    counted_qty = c.qty("Units seen; the ledger posts the difference.", signed=True)
    kind = c.choice("What it is", *MOVE_KINDS, required=True)
    document = c.text("Document and line.", required=True)
    bin = c.text("Bin.", fill="")
    lot = c.text("Lot.", fill="")
    unit_cost = c.price("Cost given by the document.")
    applies_to = c.text("The move whose cost it takes back or carries on.")
    superseded_at = c.instant("When its document was corrected; empty: it stands.")


class MoveCosts(dy.Schema):
    """What documents say a move costs, fact by fact; its cost is their sum."""

    move_id = c.text("The move.", key=True)
    kind = c.choice(
        "What it is",
        "expected",
        "invoice",
        "freight",
        "duty",
        "insurance",
        "other",
        "handling",
        key=True,
    )
    document = c.text("Document and line that says so.", key=True)
    amount = c.amount("Company currency, whole minor units.", required=True)
    recorded_at = c.instant("When we learned it.", required=True)


class Ledger(dy.Schema):
    """Every move with the balance after it."""

    move_id = c.text("The move.", key=True)
    sequence = c.whole("Order of the move in its item-location.", required=True)
    occurred_at = c.instant("When it happened.", required=True)
    recorded_at = c.instant("When we learned it.", required=True)
    sku = c.text("Item.", required=True)
    location_id = c.text("Place.", required=True)
    bucket = c.choice("Which stock", "on_hand", "in_transit", "inspect", required=True)
    kind = c.choice("What it is", *MOVE_KINDS, required=True)
    document = c.text("Document and line.", required=True)
    bin = c.text("Bin.", fill="")
    lot = c.text("Lot.", fill="")
    qty = c.qty("Units, signed.", required=True, signed=True)
    balance_qty = c.qty(
        "Units of the item in this bucket of the place after it.",
        required=True,
        signed=True,
    )
    is_known = c.flag("At or after the first stock row.", required=True)
    applies_to = c.text("The move whose cost it takes back or carries on.")
    method = c.choice("How its cost was found", *COSTING_METHODS)
    unit_cost = c.price("Cost per unit of the move.")
    cost_amount = c.amount("Cost of the move, signed as its units.")
    adjustment_amount = c.amount(
        "What the value changes by beside the cost: a settled shortage, a residual of "
        "rounding, a variance from standard; it goes to the cost of goods sold."
    )
    value_amount = c.amount("Value of this bucket of the item-location after it.")
    cause = c.text("Of a correction: the late documents that made it.")


class CostLayers(dy.Schema):
    """Open layers of cost."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    bucket = c.choice(
        "Which stock", "on_hand", "in_transit", "inspect", key=True
    )
    layer_no = c.whole("Next to leave first.", key=True)
    received_at = c.instant("When the goods came, kept over transfers.", required=True)
    remaining_qty = c.qty(
        "Units left; negative: taken out before they came.", required=True, signed=True
    )
    remaining_amount = c.amount("What they cost.", required=True)
    unit_cost = c.price("Cost per unit.", required=True)
    move_id = c.text("The move that brought the goods in first.", required=True)
    lot = c.text("Lot.", fill="")


class StockPositions(dy.Schema):
    """Where stock stands at the end of the day the plan is made."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    is_stock_known = c.flag("A stock row exists.", required=True)
    known_from_at = c.instant("First stock row.")
    last_seen_at = c.instant("Last stock row.")
    ledger_qty = c.qty("Balance of the ledger.", required=True, signed=True)
    on_hand_qty = c.qty("Units for planning: never below zero.", required=True)
    open_qty = c.qty("Units of open customer orders.", required=True)
    reserved_qty = c.qty("On hand, promised to open orders.", required=True)
    held_qty = c.qty("On hand, not to be sold.", required=True)
    available_qty = c.qty("On hand − reserved − held.", required=True, signed=True)
    backordered_qty = c.qty("Open orders beyond what is on hand.", required=True)
    in_transit_qty = c.qty(
        "On the way from our own places, or received and not put away.", required=True
    )
    on_order_qty = c.qty("Bought, not received, not doubtful.", required=True)
    doubtful_qty = c.qty("Old remainders that are not counted.", required=True)
    next_arrival_on = c.day("Next expected arrival.")
    expiring_qty = c.qty("Units that expire before use.", required=True)
    position_qty = c.qty(
        "Available + on order + in transit − backordered.", required=True, signed=True
    )


class StockDaily(dy.Schema):
    """Stock of an item-location on one day."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    on = c.day("Day of the place's time zone.", key=True)
    opening_qty = c.qty("At the start.", signed=True)
    in_qty = c.qty("Came in.", required=True)
    out_qty = c.qty("Went out.", required=True)
    closing_qty = c.qty("At the end.", signed=True)
    in_stock_share = c.rate("Share of the day it could be sold; empty: unknown.")
    value_amount = c.amount("Value at the end.")


class StockReconciliation(dy.Schema):
    """The shop's own on-hand beside ours, gap by gap."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    seen_at = c.instant("When the shop saw it.", key=True)
    kind = c.choice("What it was", "snapshot", "count", required=True)
    shop_qty = c.qty("The shop's number.", required=True, signed=True)
    ledger_qty = c.qty("Ours just before.", required=True, signed=True)
    gap_qty = c.qty("Shop − ledger.", required=True, signed=True)
    explanation = c.choice(
        "What the gap is", "shrinkage", "found", "unexplained", "cut_off", required=True
    )
    gap_amount = c.amount("In money.")


class StockAgeing(dy.Schema):
    """Stock by the age of its layers."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    bucket_days = c.days("Oldest age of the bucket.", key=True)
    qty = c.qty("Units.", required=True)
    value_amount = c.amount("Value.")


class Shrinkage(dy.Schema):
    """Count variances by place and month."""

    location_id = c.text("Place.", key=True)
    month_on = c.day("First day of the month.", key=True)
    category = c.text("Category.", key=True)
    lost_qty = c.qty("Units missing.", required=True)
    found_qty = c.qty("Units found.", required=True)
    net_amount = c.amount("Net value.")


class StockAlerts(dy.Schema):
    """What planners and managers should look at."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    alert = c.choice(
        "What it is",
        "out",
        "low",
        "over",
        "dead",
        "negative",
        "expiring",
        "unknown",
        key=True,
    )
    qty = c.qty("Units concerned.", required=True, signed=True)
    amount = c.amount("Money concerned.")
    since_on = c.day("Since when.")
