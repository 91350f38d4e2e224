"""What to order, from whom, by when, and why."""

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


STEPS = (
    *("instead", "waiting", "split", "cap", "minimum", "pack", "steady"),
    *("group", "price_break", "ahead", "top_up", "budget"),
)
"""What changes a need to a quantity, in order; each is a column ``<step>_qty``."""


class Suggestions(dy.Schema):
    """Recommended order lines; their columns add up."""

    suggestion_id = c.text("Hash of as_of, supplier, place, item, number.", key=True)
    supplier_id = c.text("Supplier.", required=True)
    location_id = c.text("Place.", required=True)
    sku = c.text("Item.", required=True)
    title = c.text("Its name.")
    supplier_sku = c.text("The supplier's own item number.")
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
    reorder_point_qty = c.qty("Ordered because at or below it.", required=True)
    order_up_to_qty = c.qty("Ordered up to it.", required=True)
    need_qty = c.qty("Order-up-to − position.", required=True, signed=True)
    instead_qty = c.qty(
        "Change by what stands in for buying: excess moved here, kits built, what a "
        "predecessor still covers.",
        required=True,
        signed=True,
    )
    part = c.whole("1, 2, …: which order of a need that is split.", required=True)
    waiting_qty = c.qty(
        "Change because it is not due by itself.", required=True, signed=True
    )
    split_qty = c.qty(
        "Change by what the orders before it hold of the same need.",
        required=True,
        signed=True,
    )
    cap_qty = c.qty("Change by the maximum.", required=True, signed=True)
    minimum_qty = c.qty("Change by the minimum.", required=True, signed=True)
    pack_qty = c.qty(
        "Change by rounding to packs, layers and pallets.", required=True, signed=True
    )
    steady_qty = c.qty(
        "Change to what the plan before said, where that still does.",
        required=True,
        signed=True,
    )
    group_qty = c.qty("Change by the minimum of its group.", required=True, signed=True)
    price_break_qty = c.qty(
        "Change for a lower total cost.", required=True, signed=True
    )
    ahead_qty = c.qty(
        "Change to buy ahead of a price rise.", required=True, signed=True
    )
    top_up_qty = c.qty("Change to fill the order.", required=True, signed=True)
    budget_qty = c.qty("Change by a budget or by space.", required=True, signed=True)
    suggested_qty = c.qty(
        "The need and every change to it.", required=True, positive=True
    )
    order_on = c.day("Order by.", required=True)
    arrive_on = c.day("Arrives.", required=True)
    next_arrive_on = c.day("Else the next could arrive.", required=True)
    unit_cost = c.price("Price per unit, supplier currency.", required=True)
    currency = c.text("Currency of the price.", required=True, max_length=3)
    amount = c.amount("Quantity × price, company currency.", required=True)
    daily_mean_qty = c.number("Expected demand a day.", required=True)
    stockout_risk_rate = c.rate("Risk of running out without it.", required=True)
    lost_margin_per_day_amount = c.amount("What a day without it costs.", required=True)
    cover_days = c.number("Days the position lasts afterwards.", required=True)
    late_qty = c.qty("Of on order: late.", required=True)
    doubtful_qty = c.qty("Old remainders that are not counted.", required=True)
    far_qty = c.qty("On order, but too far away to count.", required=True)
    grade = c.choice("Readiness", "A", "B", "C", required=True)
    assumptions = c.text("What it rests on that the data do not say.", fill="")
    rank = c.whole("1 is worth most.", required=True)
    reason = c.text("The arithmetic in one sentence.", required=True, max_length=1000)
    reason_da = c.text("The same in Danish.", required=True, max_length=1000)

    @dy.rule()
    def position_adds_up(cls) -> pl.Expr:
        """The position is the sum of its parts."""
        plus = ("on_hand", "in_transit", "on_order", "approved", "expected_returns")
        minus = ("reserved", "held", "backordered", "expiring")
        return pl.col("position_qty") == pl.sum_horizontal(
            *(pl.col(f"{part}_qty") for part in plus)
        ) - pl.sum_horizontal(*(pl.col(f"{part}_qty") for part in minus))

    @dy.rule()
    def need_adds_up(cls) -> pl.Expr:
        """The need is the order-up-to level less the position."""
        return pl.col("need_qty") == pl.col("order_up_to_qty") - pl.col("position_qty")

    @dy.rule()
    def quantity_adds_up(cls) -> pl.Expr:
        """The quantity is the need and the change of each step."""
        return pl.col("suggested_qty") == pl.sum_horizontal(
            *(pl.col(f"{step}_qty") for step in ("need", *STEPS))
        )

    @dy.rule()
    def at_or_below_its_reorder_point(cls) -> pl.Expr:
        """What is above its reorder point has no need that counts."""
        is_due = pl.col("position_qty") <= pl.col("reorder_point_qty")
        return is_due | (
            pl.col("need_qty") + pl.col("instead_qty") + pl.col("waiting_qty") == 0
        )


class PlanBefore(dy.Schema):
    """What the plan before suggested of each item-location, and on which terms."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    made_on = c.day("Last day that plan knew.", required=True)
    line_qty = c.qty(
        "Units suggested, without what filled the order.", required=True, positive=True
    )
    bought_qty = c.qty("The same with what a price break added.", required=True)
    position_qty = c.qty("The position it started from.", required=True, signed=True)
    policy = c.choice("Policy", *POLICIES, required=True)
    service_target_kind = c.choice(
        "Target", "fill_rate", "cycle", "economic", required=True
    )
    service_target_rate = c.rate("Its level, empty where it follows from costs.")
    order_cycle_days = c.days(
        "Days an order should last, empty where they follow from costs."
    )
    supplier_id = c.text("Supplier, or empty.")
    order_pack_qty = c.qty("Units are bought in multiples of it.", required=True)


class LeftOut(dy.Schema):
    """What a budget or a space did not reach for, and what that costs."""

    supplier_id = c.text("Supplier.", key=True)
    location_id = c.text("Place.", key=True)
    sku = c.text("Item.", key=True)
    part = c.whole("Which order of a need that is split.", key=True)
    order_on = c.day("Order by.", required=True)
    scope = c.choice(
        "What was too little",
        *("company", "supplier", "category", "location", "space"),
        required=True,
    )
    key = c.text("Which supplier, category or place.", required=True)
    wanted_qty = c.qty("Units wanted.", required=True)
    left_out_qty = c.qty("Of these left out.", required=True, positive=True)
    amount = c.amount("What they would have cost, company currency.", required=True)
    lost_margin_amount = c.amount(
        "Margin they would have earned until a cycle after the next arrival.",
        required=True,
    )
    earns_rate = c.number(
        "What a unit of the next portion earns per unit of money or m³.",
        required=True,
        low=-1e9,
    )
    least_in_rate = c.number(
        "The least that anything bought within the same limit earns so.", low=-1e9
    )
    next_portion = c.number("Money or m³ that the next portion takes.", required=True)
    left_of_limit = c.number("What is left of the limit.", required=True, high=1e12)
    sentence = c.text("What, why and what it costs.", required=True, max_length=1000)
    sentence_da = c.text("The same in Danish.", required=True, max_length=1000)

    @dy.rule()
    def earns_less_or_does_not_fit(cls) -> pl.Expr:
        """What is out earns no more than what is in, or does not fit the rest."""
        fits = pl.col("next_portion") <= pl.col("left_of_limit")
        earns_less = pl.col("earns_rate") <= pl.col("least_in_rate") + 1e-9
        return ~fits | earns_less.fill_null(value=True)


class CashDue(dy.Schema):
    """What a suggestion costs by the day it is to be paid, company currency."""

    suggestion_id = c.text("Suggestion.", key=True)
    kind = c.choice("What is paid", "deposit", "balance", "freight", "duty", key=True)
    supplier_id = c.text("Supplier.", required=True)
    location_id = c.text("Place.", required=True)
    sku = c.text("Item.", required=True)
    order_on = c.day("Order by.", required=True)
    due_on = c.day("When it is due.", required=True)
    amount = c.amount("Amount.", required=True)


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


CAUSES_OF_CHANGE = (
    *("unchanged", "demand", "ordered", "supply_late", "correction", "forecast"),
    *("lead_time", "calendar", "parameter", "terms", "order_size", "decided", "data"),
)


class SuggestionChanges(dy.Schema):
    """Suggestions of the plan before beside those of today, and why they differ."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    since_on = c.day("Last day that the plan before knew.", required=True)
    supplier_id = c.text("Supplier.", required=True)
    before_qty = c.qty("Suggested then; 0: nothing.", required=True)
    suggested_qty = c.qty("Suggested now; 0: nothing.", required=True)
    change_qty = c.qty("Now − then.", required=True, signed=True)
    demand_qty = c.qty(
        "Change by customers: sold, promised or owed since.", required=True, signed=True
    )
    supply_qty = c.qty(
        "Change by supply: above zero, less counts than did and came.",
        required=True,
        signed=True,
    )
    correction_qty = c.qty(
        "Change by counts, adjustments, holds, expiry and late documents.",
        required=True,
        signed=True,
    )
    level_qty = c.qty("Change of the order-up-to level.", required=True, signed=True)
    order_size_qty = c.qty(
        "Change of what packs, minimums, top-up and the other steps make of the need.",
        required=True,
        signed=True,
    )
    due_qty = c.qty(
        "What was needed then and not due yet; below zero: is no longer due.",
        required=True,
        signed=True,
    )
    order_pack_qty = c.qty("Units are bought in multiples of it.", required=True)
    is_small = c.flag("It changed by less than a pack.", required=True)
    cause = c.choice("Why", *CAUSES_OF_CHANGE, required=True)
    sentence = c.text("The change in words.", required=True, max_length=1000)
    sentence_da = c.text("The same in Danish.", required=True, max_length=1000)

    @dy.rule()
    def change_adds_up(cls) -> pl.Expr:
        """The change is the difference, and the sum of its parts."""
        parts = ("demand", "supply", "correction", "level", "order_size", "due")
        change = pl.col("change_qty")
        return (change == pl.col("suggested_qty") - pl.col("before_qty")) & (
            change == pl.sum_horizontal(*(pl.col(f"{part}_qty") for part in parts))
        )

    @dy.rule()
    def change_has_a_cause(cls) -> pl.Expr:
        """Only what is the same has no cause."""
        return (pl.col("cause") == "unchanged") == (pl.col("change_qty") == 0)


class SuggestedOrders(dy.Schema):
    """Suggestions put together: one order per supplier, place and day."""

    supplier_id = c.text("Supplier.", key=True)
    location_id = c.text("Place.", key=True)
    order_on = c.day("Order by.", key=True)
    part = c.whole("1; more where needs are split into several orders.", key=True)
    supplier_name = c.text("Its name.")
    lines = c.whole("Lines.", required=True)
    units = c.qty("Units.", required=True)
    currency = c.text("Currency of the supplier.", required=True, max_length=3)
    order_amount = c.amount("Total, supplier currency.", required=True)
    amount = c.amount("Total, company currency.", required=True)
    weight_kg = c.number("Weight.", unit="kg")
    volume_m3 = c.number("Volume.", unit="m³")
    short_amount = c.amount("Short of the least amount.", required=True)
    short_qty = c.qty("Short of the least units.", required=True)
    short_weight_kg = c.number("Short of the least weight.", required=True, unit="kg")
    short_volume_m3 = c.number("Short of the least volume.", required=True, unit="m³")
    wait_until_on = c.day("When its needs will have grown to what it is short of.")
    skip_loss_amount = c.amount(
        "Margin expected to be lost if it waits for the next chance.", required=True
    )
    containers = c.number("Containers filled.")
    arrive_on = c.day("Arrives.", required=True)
    cash_due_on = c.day("Last payment due.")
    advice = c.text("What to do where it is short; empty: nothing.", max_length=1000)
    advice_da = c.text("The same in Danish.", max_length=1000)
    lost_margin_per_day_amount = c.amount("What a day without it costs.", required=True)
    rank = c.whole("1 is worth most.", required=True)


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


class Decisions(dy.Schema):
    """What planners decided, oldest first; append-only.

    A line that was split has one row per part. The newest edit of a line says all of
    it, unless it was taken back.
    """

    decision_id = c.text("Decision.", key=True)
    decided_at = c.instant("When.", required=True)
    author = c.text("Who; a rule is named as rule:<name>.", required=True)
    run = c.text("Run it was about.", required=True)
    suggestion_id = c.text("Suggestion it was about, or empty.", required=True)
    action = c.choice(
        "What",
        "approve",
        "change",
        "split",
        "move",
        "reject",
        "snooze",
        "send",
        "undo",
        "confirm_outlier",
        "set_parameter",
        "override_forecast",
        "match",
        required=True,
    )
    edit_id = c.text("Edit it belongs to; empty: it is one by itself.")
    split_no = c.whole("Which part of a line that is split; empty: all of it.", low=1)
    status = c.choice(
        "Why it does not count: another person has to approve it too, or somebody "
        "else had decided first; empty: it counts",
        "waiting",
        "conflicting",
    )
    proposed_by = c.text("Who proposed what a second person approved.")
    undoes = c.text("Edit that it takes back; empty on an undo: all before it.")
    supplier_id = c.text("Supplier of the line.")
    location_id = c.text("Place of the line.")
    sku = c.text("Item of the line.")
    suggested_qty = c.qty("Units suggested.")
    decided_qty = c.qty("Units decided.")
    order_on = c.day("When they should be ordered.")
    arrive_on = c.day("When they should arrive.")
    amount = c.amount("What the units decided cost, company currency.")
    stockout_risk_rate = c.rate("Risk at the time.")
    holds_until = c.day("Holds until; empty: until the risk doubles.")
    before = c.text("The line before, as JSON.", max_length=20_000)
    after = c.text("The line after, as JSON.", max_length=20_000)
    reason = c.text("Why.", max_length=2_000)


class SupplyMatches(dy.Schema):
    """Approved and sent suggestions beside the purchase orders that carry them out."""

    suggestion_id = c.text("Suggestion; /2, /3: further parts of one.", key=True)
    decision_id = c.text("Decision that approved it.", required=True)
    supplier_id = c.text("Supplier.", required=True)
    sku = c.text("Item.", required=True)
    location_id = c.text("Place.", required=True)
    decided_qty = c.qty("Units decided.", required=True)
    decided_on = c.day("When.", required=True)
    arrive_on = c.day("When they should arrive.", required=True)
    state = c.choice(
        "What became of it", "approved", "sent", "imported", "expired", required=True
    )
    po_id = c.text("Purchase order, once imported.")
    po_line_no = c.whole("Its line.")
    matched_by = c.choice("How it was found", "suggestion_id", "likeness", "person")
    counted_qty = c.qty("Units that count as supply from it.", required=True)
