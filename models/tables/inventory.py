"""Stock: its moves, its ledger, where it stands."""

import dataframely as dy
import polars as pl

from models.costing_methods import COSTING_METHODS
from models.tables import columns as c
from models.tables.knowledge import Knowledge
from models.tables.sources.purchasing import (
    LandedCosts,
    ReceiptLines,
    SupplierInvoiceLines,
)

MOVE_KINDS = (
    "opening",
    "snapshot",
    "receipt",
    "return",
    "kit_consume",
    "kit_build",
    "transfer_out",
    "transfer_in",
    "inspected",
    "adjustment",
    "shipment",
    "purchase_return",
    "transfer_loss",
    "count",
    "revaluation",
)
"""In the order in which moves of one instant take effect."""


BEYOND_DAYS = 3650
"""The bucket of ages that holds all that is older than the others."""


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


class SupersededMoves(StockMoves):
    """Moves that documents told of before they were corrected."""

    superseded_at = c.instant("When we learned better.", required=True)


class SupersededReceiptLines(ReceiptLines):
    """Lines of receipts as they were before they were corrected."""

    superseded_at = c.instant("When we learned better.", required=True, key=True)


class SupersededInvoiceLines(SupplierInvoiceLines):
    """Lines of invoices as they were before they were corrected."""

    superseded_at = c.instant("When we learned better.", required=True, key=True)


class SupersededLandedCosts(LandedCosts):
    """Charges as they were before they were corrected."""

    superseded_at = c.instant("When we learned better.", required=True, key=True)


class ItemCostVersions(Knowledge):
    """What was known of costs of an item, of items that were ever known otherwise."""

    sku = c.text("Item.", key=True)
    category = c.text("Product group it was in.")
    unit_cost = c.price("Cost per stock unit.")
    owner = c.text("Owner of consigned goods; empty when they were ours.")
    weight_kg = c.number("Weight per stock unit; charges go by it.", unit="kg")
    volume_m3 = c.number("Volume per stock unit; charges go by it.", unit="m³")


class HandlingCostVersions(Knowledge):
    """What handling was known to cost, of places that were ever known otherwise."""

    location_id = c.text("Place.", key=True)
    handling_cost = c.price("Cost of handling one unit.")


class OrderPriceVersions(Knowledge):
    """What order lines said that a unit costs, and since when."""

    po_id = c.text("Purchase order.", key=True)
    line_no = c.whole("Line.", key=True)
    supplier_id = c.text("Supplier.")
    unit_cost = c.price("Price per stock unit.")
    currency = c.text("Currency; empty: the supplier's.", max_length=3)


class SupplierPriceVersions(Knowledge):
    """What suppliers were known to ask, of prices ever known otherwise."""

    supplier_id = c.text("Supplier.", key=True)
    sku = c.text("Item.", key=True)
    valid_from = c.day("First day of the price.", key=True)
    unit_cost = c.price("Price per stock unit, supplier currency.")
    currency = c.text("Currency; empty: the supplier's.")
    priority = c.whole("1 is preferred; 0 is never chosen by itself.")


class ExchangeRateVersions(Knowledge):
    """Every exchange rate that was ever told, with when it was known."""

    currency = c.text("Currency.", key=True)
    on = c.day("Day.", key=True)
    rate = c.number("Company currency per one unit.", required=True)


class CostingRuleVersions(Knowledge):
    """What was known of costing rules; empty where it was always what is now."""

    scope = c.text("Level.", key=True)
    key = c.text("Which one of the level; empty for the company.", key=True)
    parameter = c.choice("What it sets", "costing_method", "standard_cost", key=True)
    valid_from = c.day("First day.", key=True)
    value = c.text("Its value.", required=True)
    valid_to = c.day("Last day; empty: until further notice.")


class MoveCosts(dy.Schema):
    """What documents say a move costs; its cost is the sum of the facts that stand."""

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
    recorded_at = c.instant("When we learned it.", required=True, key=True)
    superseded_at = c.instant("When we learned better; empty: it stands.")
    told_by = c.text("The rate or product that changed it; empty: the document.")


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
    bucket = c.choice("Which stock", "on_hand", "in_transit", "inspect", key=True)
    layer_no = c.whole("Next to leave first.", key=True)
    received_at = c.instant("When the goods came, kept over transfers.", required=True)
    remaining_qty = c.qty(
        "Units left; negative: taken out before they came.", required=True, signed=True
    )
    remaining_amount = c.amount("What they cost; empty: not known.")
    unit_cost = c.price("Cost per unit.")
    move_id = c.text("The move that brought the goods in first.", required=True)
    lot = c.text("Lot.", fill="")


class StockLots(dy.Schema):
    """What is left on hand of each lot, in the order in which it leaves."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    take_no = c.whole(
        "1 leaves first: first to expire, then first to come; expired lots come last.",
        key=True,
    )
    lot = c.text("Lot; empty: units whose lot nobody wrote.", fill="")
    expires_on = c.day("Last day of use; empty: none is known.")
    received_on = c.day("Day on which the first of it came.", required=True)
    qty = c.qty("Units left.", required=True, positive=True)
    is_expired = c.flag("Its last day of use is over.", required=True)
    is_expiring = c.flag(
        "Not expired, but some of it will be before mean demand gets to it; without "
        "demand, within 30 days.",
        required=True,
    )


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
    held_qty = c.qty(
        "On hand, not to be sold: on hold, or expired and not on hold.", required=True
    )
    available_qty = c.qty("On hand − reserved − held.", required=True, signed=True)
    backordered_qty = c.qty("Open orders beyond what is on hand.", required=True)
    in_transit_qty = c.qty(
        "On the way from our own places, or received and not put away.", required=True
    )
    on_order_qty = c.qty("Bought, not received, not doubtful.", required=True)
    doubtful_qty = c.qty("Old remainders that are not counted.", required=True)
    next_arrival_on = c.day("Next expected arrival.")
    expiring_qty = c.qty(
        "Available units that expire before they are used at the mean daily demand of "
        "the place and those it replenishes, first to expire first; without demand, "
        "those that expire within 30 days.",
        required=True,
    )
    position_qty = c.qty(
        "Available + on order + in transit − backordered.", required=True, signed=True
    )


class AvailableToPromise(dy.Schema):
    """What can still be promised for a day: a row where something changes."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    on = c.day("Day; the first one is the day the plan is made.", key=True)
    in_qty = c.qty(
        "Units that come; on the first day, what is available.", required=True
    )
    out_qty = c.qty(
        "Units wanted by dated orders, or expired without use since the day before; on "
        "the first day, what is backordered.",
        required=True,
    )
    projected_qty = c.qty(
        "All that came − all that went by then.", required=True, signed=True
    )
    promise_qty = c.qty(
        "Units that can be promised for the day without breaking another promise.",
        required=True,
    )


class KitAvailability(dy.Schema):
    """How many of a kit can be had at a place."""

    kit_sku = c.text("Kit.", key=True)
    location_id = c.text("Place.", key=True)
    kind = c.choice(
        "Put together at sale, or ahead", "virtual", "stocked", required=True
    )
    on_hand_qty = c.qty("Units of the kit itself on hand.", required=True)
    buildable_qty = c.qty(
        "Whole kits that the components available at the place make.", required=True
    )
    available_qty = c.qty(
        "Buildable; of a stocked kit also those available, less those backordered.",
        required=True,
    )
    together_qty = c.qty(
        "Available when the kits before it in this table take theirs from the same "
        "stock of the place.",
        required=True,
    )
    short_component_sku = c.text("The component that allows the fewest.", required=True)


class StockDaily(dy.Schema):
    """Stock of an item-location on one day."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    on = c.day("Day of the place's time zone.", key=True)
    opening_qty = c.qty("At the start.", signed=True)
    in_qty = c.qty("Came in.", required=True)
    out_qty = c.qty("Went out.", required=True)
    closing_qty = c.qty("At the end.", signed=True)
    in_stock_share = c.rate(
        "Share of the day's orders that come while more is on hand than held; empty: "
        "never stocked, or unknown."
    )
    value_amount = c.amount("Value on hand at the end; empty: not known.")


class StockReconciliation(dy.Schema):
    """The shop's own on-hand beside ours, gap by gap, the dearest first."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    seen_at = c.instant("When the shop saw it.", key=True)
    rank = c.whole("1 is worth most.", required=True)
    kind = c.choice("What it was", "snapshot", "count", required=True)
    shop_qty = c.qty("The shop's number.", required=True, signed=True)
    ledger_qty = c.qty("Ours just before.", required=True, signed=True)
    gap_qty = c.qty("Shop − ledger.", required=True, signed=True)
    explanation = c.choice(
        "What the gap is", "shrinkage", "found", "unexplained", "cut_off", required=True
    )
    gap_amount = c.amount("What the ledger posted for it, else at the item's cost.")


class StockComparison(dy.Schema):
    """What the shop saw last, what moved since and what we hold now."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    rank = c.whole("1 has the dearest gap.", required=True)
    seen_at = c.instant("When the shop saw it last.", required=True)
    kind = c.choice("What it was", "opening", "snapshot", "count", required=True)
    shop_qty = c.qty("The shop's number.", required=True, signed=True)
    received_qty = c.qty(
        "+ Came from suppliers since, less what went back.", required=True, signed=True
    )
    shipped_qty = c.qty("+ Went to customers: negative.", required=True, signed=True)
    returned_qty = c.qty("+ Came back and was put back.", required=True, signed=True)
    transferred_qty = c.qty(
        "+ Came from other places, less what went there.", required=True, signed=True
    )
    adjusted_qty = c.qty(
        "+ Adjusted, put together, taken apart.", required=True, signed=True
    )
    corrected_qty = c.qty(
        "+ Late documents of closed periods.", required=True, signed=True
    )
    ledger_qty = c.qty("= Ours now.", required=True, signed=True)
    gap_qty = c.qty(
        "Shop − ledger at that look; empty: nothing was expected.", signed=True
    )
    late_qty = c.qty(
        "Of it, documents from before the look that were recorded after it.",
        signed=True,
    )
    cut_off_qty = c.qty("Of it, taken back within seven days.", signed=True)
    counted_qty = c.qty("Of it, lost or found in a count.", signed=True)
    unexplained_qty = c.qty("Of it, what is left.", signed=True)
    gap_amount = c.amount("The gap in money.")

    @dy.rule()
    def moves_add_up(cls) -> pl.Expr:
        """What was seen and what moved since are what we hold."""
        moved = ("received", "shipped", "returned", "transferred")
        parts = [f"{name}_qty" for name in (*moved, "adjusted", "corrected")]
        return pl.sum_horizontal("shop_qty", *parts) == pl.col("ledger_qty")

    @dy.rule()
    def gap_adds_up(cls) -> pl.Expr:
        """A gap is the sum of its parts."""
        names = ("late", "cut_off", "counted", "unexplained")
        parts = pl.sum_horizontal(f"{name}_qty" for name in names)
        return pl.col("gap_qty").is_null() | (parts == pl.col("gap_qty"))


class StockValuation(dy.Schema):
    """What stock is worth now: every item, place and bucket that is not empty."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    bucket = c.choice("Which stock", "on_hand", "in_transit", "inspect", key=True)
    category = c.text("Category; none: not said.", required=True)
    supplier_id = c.text("Preferred supplier; none: nobody.", required=True)
    is_own = c.flag("Ours; what another owns is worth nothing here.", required=True)
    method = c.choice("How its cost is found", *COSTING_METHODS)
    qty = c.qty(
        "Units; negative: taken out before they came.", required=True, signed=True
    )
    value_amount = c.amount("What they cost; empty: not known.")
    unit_cost = c.price("Value per unit.")


class StockValueDaily(dy.Schema):
    """Value of the stock on hand at the end of each day."""

    on = c.day("Day of the place's time zone.", key=True)
    location_id = c.text("Place.", key=True)
    category = c.text("Category; none: not said.", key=True)
    supplier_id = c.text("Preferred supplier; none: nobody.", key=True)
    value_amount = c.amount("Value of what has one; empty: nothing has.")
    unvalued_items = c.whole("Items in stock whose value is not known.", required=True)


class CostOfGoodsSold(dy.Schema):
    """Value of stock rolled forward over each month: where it came from and went."""

    month_on = c.day("First day of the month, of the place's time zone.", key=True)
    location_id = c.text("Place.", key=True)
    category = c.text("Category; none: not said.", key=True)
    supplier_id = c.text("Preferred supplier; none: nobody.", key=True)
    opening_amount = c.amount("Value at the start; all amounts empty: no cost known.")
    opened_amount = c.amount("+ What was there when stock was first looked at.")
    received_amount = c.amount("+ Came from suppliers.")
    sent_back_amount = c.amount("− Went back to suppliers.")
    transferred_amount = c.amount(
        "+ Came from other places, with what the way cost, less what went there."
    )
    kits_amount = c.amount("+ Kits put together, less their components.")
    revalued_amount = c.amount("+ Revalued.")
    unexplained_amount = c.amount("+ Found by snapshots, less what they missed.")
    shipped_amount = c.amount("Cost of what customers got.")
    returned_amount = c.amount("Cost of what customers sent back and was put back.")
    settled_amount = c.amount(
        "Shortages settled, residuals of rounding, changes of standard."
    )
    price_variance_amount = c.amount("Paid beyond standard cost.")
    cost_of_goods_sold_amount = c.amount(
        "− Shipped − returned + settled + price variance."
    )
    counted_loss_amount = c.amount("Missing in counts, less what they found.")
    adjusted_loss_amount = c.amount("Written off, less what was written up.")
    transit_loss_amount = c.amount("Lost between places.")
    shrinkage_amount = c.amount("− Sum of these three losses.")
    closing_amount = c.amount("= Value at the end.")
    corrected_amount = c.amount(
        "Of all these: what late documents of closed periods changed the value by."
    )
    unvalued_moves = c.whole(
        "Moves without a known cost, left out of the amounts.", required=True
    )


class StockTurnover(dy.Schema):
    """How fast stock turns and what it earns: the year to date, or since known."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    category = c.text("Category; none: not said.", required=True)
    supplier_id = c.text("Preferred supplier; none: nobody.", required=True)
    since_on = c.day("First day counted.", required=True)
    known_days = c.days("Days counted; rates are for a year of them.", required=True)
    opening_qty = c.qty("On hand at the start.", required=True, signed=True)
    received_qty = c.qty(
        "Came from suppliers and other places, less what went there.",
        required=True,
        signed=True,
    )
    sold_qty = c.qty("Shipped, less what came back.", required=True, signed=True)
    average_value_amount = c.amount("Mean value on hand over the days; empty: unknown.")
    cost_of_goods_sold_amount = c.amount("In these days; empty: not known.")
    revenue_amount = c.amount("Net of discount and tax; empty: not known.")
    gross_margin_amount = c.amount(
        "Revenue − cost of goods sold; of goods of another owner: not known."
    )
    turns_per_year = c.number("Cost of goods sold in a year ÷ average value.", low=-1e9)
    inventory_days = c.number(
        "Average value ÷ cost of goods sold in a day.", low=-1e9, unit="days"
    )
    gmroi = c.number("Gross margin of a year ÷ average value.", low=-1e9)
    sell_through = c.number("Sold ÷ (opening + received).", low=-1e9)


class StockAgeing(dy.Schema):
    """Stock by age of the goods, kept over transfers; what is owed has no age."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    bucket_days = c.days(
        "Oldest age of the bucket; the last one holds all that is older.", key=True
    )
    qty = c.qty("Units, on hand or on the way.", required=True)
    value_amount = c.amount("What they cost; empty: not known.")


class DeadAndExcess(dy.Schema):
    """Stock that nothing is taken from, and stock beyond a year's demand."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    category = c.text("Category; none: not said.", required=True)
    supplier_id = c.text("Preferred supplier; none: nobody.", required=True)
    kind = c.choice("What it is", "dead", "excess", required=True)
    qty = c.qty("Units that are dead or too much.", required=True)
    value_amount = c.amount("What they cost; empty: not known.")
    on_hand_qty = c.qty("Units on hand.", required=True, signed=True)
    daily_qty = c.number("Mean units a day when in stock.")
    cover_days = c.number("Days the stock on hand lasts.", high=1e12, unit="days")
    last_issue_on = c.day("Last day on which something was taken.")
    oldest_days = c.whole("Age of the oldest goods on hand.", unit="days")


class Shrinkage(dy.Schema):
    """What was lost and found, by place, month, category and reason."""

    location_id = c.text("Place.", key=True)
    month_on = c.day("First day of the month.", key=True)
    category = c.text("Category; none: not said.", key=True)
    reason = c.choice(
        "What says so: a count, or an adjustment and why",
        "count",
        "damage",
        "theft",
        "expiry",
        "own_use",
        "found",
        "other",
        key=True,
    )
    lost_qty = c.qty("Units missing.", required=True)
    found_qty = c.qty("Units found.", required=True)
    net_amount = c.amount("Net value; empty: not known.")
    handled_qty = c.number(
        "Units issued in the month, of counts since the look before, and those lost.",
        required=True,
        high=1e12,
    )
    expected_qty = c.number(
        "Units lost at the rate of the category elsewhere and at other times; empty: "
        "too little to compare with.",
        high=1e12,
    )
    p_value = c.rate("Chance to lose as many units or more if nothing is wrong.")
    is_unusual = c.flag(
        "Stands out: of all cells called so, 5 % at most are false alarms.",
        required=True,
    )


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
        "expired",
        "unknown",
        key=True,
    )
    qty = c.qty("Units concerned.", required=True, signed=True)
    amount = c.amount("Money concerned.")
    since_on = c.day("Since when; of what expires: the first expiry date.")
