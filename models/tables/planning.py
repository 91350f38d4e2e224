"""Levels, positions, what else planning finds, and what it would have earned."""

import dataframely as dy
import polars as pl

from models.tables import columns as c

POLICIES = ("order_up_to", "s_S", "s_Q", "min_max", "lot_for_lot", "do_not_stock")


class ReorderPoints(dy.Schema):
    """When to order each item-location, and up to which level."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    policy = c.choice("Policy", *POLICIES, required=True)
    policy_source = c.text("Where it comes from.", required=True)
    service_target_kind = c.choice(
        "Target", "fill_rate", "cycle", "economic", required=True
    )
    service_target_rate = c.rate("Its level.", required=True)
    service_target_source = c.text("Where it comes from.", required=True)
    daily_mean_qty = c.number("Expected demand a day.", required=True)
    lead_time_days = c.number("Days until available.", required=True, high=3650)
    lead_time_source = c.text("Where that comes from.", required=True)
    review_days = c.days("Days between two chances to order.", required=True)
    review_source = c.text("Where that comes from.", required=True)
    protection_days = c.days("Days the reorder point covers.", required=True)
    order_cycle_days = c.days("Days an order should last.", required=True)
    order_cycle_source = c.text("Where that comes from.", required=True)
    expected_demand_qty = c.qty("Expected over the protection interval.", required=True)
    safety_stock_qty = c.qty(
        "Reorder point − expected demand − units on display.",
        required=True,
        signed=True,
    )
    presentation_qty = c.qty(
        "Units on display there and where it replenishes, no safety stock.",
        required=True,
    )
    reorder_point_qty = c.qty("Order at or below it.", required=True)
    order_up_to_qty = c.qty("Position after ordering.", required=True)
    cover_days = c.number("Days the order-up-to level lasts.", high=1e6)
    expected_fill_rate = c.rate("Share of demand these levels serve.")
    computed_point_qty = c.qty("Reorder point without a planner's own.", required=True)
    computed_up_to_qty = c.qty("Level without a planner's own.", required=True)
    own_levels_cost_amount = c.amount(
        "What a planner's own levels cost more a year than computed ones; empty: none "
        "are set, or no price is known."
    )
    demand_basis = c.text("What the forecast rests on.", required=True)

    @dy.rule()
    def levels_in_order(cls) -> pl.Expr:
        """The order-up-to level is at or above the reorder point."""
        return pl.col("order_up_to_qty") >= pl.col("reorder_point_qty")


class PlanningPositions(dy.Schema):
    """The position of every item-location, with the places it serves."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    is_stock_known = c.flag("A stock row exists.", required=True)
    on_hand_qty = c.qty("Units there.", required=True)
    reserved_qty = c.qty("Of these promised.", required=True)
    held_qty = c.qty("Of these held.", required=True)
    backordered_qty = c.qty(
        "Owed beyond what is there, dated orders included.", required=True
    )
    in_transit_qty = c.qty("On the way from our own places.", required=True)
    on_order_qty = c.qty("Bought, arriving in time to count.", required=True)
    approved_qty = c.qty("Approved or sent, not yet imported.", required=True)
    expected_returns_qty = c.qty("Expected back from customers.", required=True)
    expiring_qty = c.qty("Will expire before use.", required=True)
    position_qty = c.qty(
        "On hand − reserved − held − backordered + in transit + on order + approved "
        "+ expected returns − expiring.",
        required=True,
        signed=True,
    )
    late_qty = c.qty("Of on order: late.", required=True)
    far_qty = c.qty("On order, but too far away to count.", required=True)
    doubtful_qty = c.qty("Old remainders that are not counted.", required=True)

    @dy.rule()
    def position_adds_up(cls) -> pl.Expr:
        """The position is the sum of its parts."""
        plus = ("on_hand", "in_transit", "on_order", "approved", "expected_returns")
        minus = ("reserved", "held", "backordered", "expiring")
        return pl.col("position_qty") == pl.sum_horizontal(
            *(pl.col(f"{part}_qty") for part in plus)
        ) - pl.sum_horizontal(*(pl.col(f"{part}_qty") for part in minus))


class LastOrders(dy.Schema):
    """Items whose end is in sight, and what is still bought of them."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    ends_on = c.day("Last day of sale.", required=True)
    last_order_on = c.day("Last chance to order.", required=True)
    state = c.choice(
        "The last chance is ahead, the next one, gone, or goods would come too late",
        "early",
        "last",
        "late",
        "over",
        required=True,
    )
    expected_qty = c.qty("Expected to sell until then.", required=True)
    total_rate = c.rate("Level of that demand to buy for.", required=True)
    rate_source = c.text("Where it comes from.", required=True)
    total_qty = c.qty("Position that meets it.", required=True)
    commit_rate = c.rate("Level to commit to before the last chance.", required=True)
    commit_qty = c.qty("Position that meets it.", required=True)
    reserve_qty = c.qty("Left for the last chance.", required=True)
    markdown_price = c.price("What a unit left over is sold for.")


class SafetyPlacement(dy.Schema):
    """Safety stock of places that replenish each other, where it costs least."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    from_location_id = c.text("Place that replenishes it, or empty.")
    inbound_days = c.days("Days its source promises to send in.", required=True)
    promised_days = c.days(
        "Days in which it sends to the places it replenishes; customers wait for none.",
        required=True,
    )
    covered_days = c.days("Days its own safety stock must cover.", required=True)
    service_target_rate = c.rate("Level it is for.", required=True)
    safety_stock_qty = c.qty("Safety stock that lies there.", required=True)
    holding_amount = c.amount("What a year of it costs.", required=True)
    apart_amount = c.amount(
        "What it would cost if every place sent at once.", required=True
    )


class SuggestedBuilds(dy.Schema):
    """Kits to put together ahead, and the components they take."""

    kit_sku = c.text("Kit.", key=True)
    location_id = c.text("Place.", key=True)
    component_sku = c.text("Component.", key=True)
    need_qty = c.qty("Kits short of the order-up-to level.", required=True)
    build_qty = c.qty("Kits that can be built now.", required=True)
    why = c.choice("Why it is built", "only_way", "cheaper", "faster", required=True)
    parts_cost = c.price("What the components of one kit cost.")
    unit_cost_amount = c.price("What one costs to buy, company currency.")
    per_kit_qty = c.qty("Units of the component in one kit.", required=True)
    component_qty = c.qty("Units of the component wanted for it.", required=True)
    component_available_qty = c.qty("Of these available.", required=True, signed=True)
    missing_qty = c.qty("Units to be bought before the rest is built.", required=True)
    short_component_sku = c.text("The component that allows the fewest.")
    reason = c.text("Why, in words.", required=True)
    reason_da = c.text("The same in Danish.", required=True)


class SuggestedTransfers(dy.Schema):
    """What to move between our own places before buying."""

    from_location_id = c.text("From.", key=True)
    to_location_id = c.text("To.", key=True)
    sku = c.text("Item.", key=True)
    qty = c.qty("Units.", required=True, positive=True)
    ship_on = c.day("Ship by.", required=True)
    arrive_on = c.day("Arrives.", required=True)
    from_available_qty = c.qty("Available where it leaves.", required=True, signed=True)
    to_position_qty = c.qty("Position where it goes.", required=True, signed=True)
    to_order_up_to_qty = c.qty("Level aimed at there.", required=True)
    kind = c.choice(
        "Excess moved instead of buying, or replenishment from its source",
        "excess",
        "replenishment",
        required=True,
    )
    cost_amount = c.amount("What moving excess costs on its lane.", required=True)
    saved_amount = c.amount("What buying the same would cost.", required=True)
    reason = c.text("Why.", required=True)
    reason_da = c.text("The same in Danish.", required=True)


class Exceptions(dy.Schema):
    """What needs a person."""

    kind = c.choice(
        "What it is",
        "expedite",
        "postpone",
        "reduce",
        "cancel",
        "overstock",
        "discontinued_stock",
        "price_up",
        "lead_time_drift",
        "costly_levels",
        "late",
        "doubtful",
        "unmatched",
        "negative_stock",
        "unknown_stock",
        "minimum_too_long",
        "unreliable_data",
        "closure",
        key=True,
    )
    sku = c.text("Item; empty: not about one.", key=True)
    location_id = c.text("Place; empty: not about one.", key=True)
    document = c.text("Document; empty: none.", key=True)
    qty = c.qty("Units concerned.", required=True, signed=True)
    amount = c.amount("Money at stake.", required=True)
    sentence = c.text("What it is, and what to do.", required=True, max_length=1000)
    sentence_da = c.text("The same in Danish.", required=True, max_length=1000)
    rank = c.whole("1 is worth most.", required=True)


class PolicyBacktest(dy.Schema):
    """What a policy would have earned on the user's own past, in total and by class."""

    policy = c.choice(
        "Policy: as planned week by week; as it really was; mean and deviation alone; "
        "planner's minimum and maximum, else levels set once; perfect foresight",
        "recommended",
        "as_it_was",
        "z_sigma_root_l",
        "min_max",
        "foresight",
        key=True,
    )
    segment = c.choice("Items by revenue", "all", "A", "B", "C", key=True)
    starts_on = c.day("First day judged.", required=True)
    ends_on = c.day("Last day judged.", required=True)
    item_locations = c.whole("Item-locations.", required=True)
    demanded_qty = c.qty("Units asked for, estimated lost ones too.", required=True)
    fill_rate = c.rate("Share of them served from stock; empty: none asked for.")
    stockout_days = c.whole(
        "Days on which an item-location could not be sold, summed.", required=True
    )
    average_stock_amount = c.amount("Average stock value.", required=True)
    orders = c.whole("Orders placed with suppliers; of a class its share by lines.")
    holding_amount = c.amount("Cost of holding stock.", required=True)
    ordering_amount = c.amount("Cost of placing orders.", required=True)
    lost_margin_amount = c.amount("Margin of what was not served.", required=True)
    total_cost_amount = c.amount("Holding + ordering + lost margin.", required=True)
    saving_amount = c.amount("Total cost below what it really was.", required=True)
    saving_low_amount = c.amount("Nine times of ten it is above this …", required=True)
    saving_high_amount = c.amount("… and below this.", required=True)
    verdict = c.choice(
        "Whether it would have cost less",
        "less",
        "more",
        "cannot_tell",
        required=True,
    )


class PolicyFrontier(dy.Schema):
    """What the plan would have served with how much stock, one target for all items."""

    step = c.whole("Order of the targets, the lowest first.", key=True)
    target_rate = c.rate("Service aimed at for every item.", required=True)
    average_stock_amount = c.amount("Average stock value.", required=True)
    fill_rate = c.rate("Share of demanded units served from stock.", required=True)
