"""What to order, from whom, by when, why, and what changed since yesterday."""

import dataframely as dy
import polars as pl

from models.tables import columns as c
from models.tables.planning import POLICIES

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
