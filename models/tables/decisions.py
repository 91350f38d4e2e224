"""What planners decided on suggestions, and the orders that came of it."""

import dataframely as dy
import polars as pl

from models.tables import columns as c


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


class DecisionOutcomes(dy.Schema):
    """What became of each decision on a suggestion that stands, once its days are over.

    Its days are those from the arrival to the day before the next order could arrive.
    """

    decision_id = c.text("Decision.", key=True)
    suggestion_id = c.text("Suggestion.", required=True)
    author = c.text("Who decided; who proposed it, where a second approved.", fill="")
    decided_on = c.day("When.", required=True)
    supplier_id = c.text("Supplier of the suggestion.", required=True)
    location_id = c.text("Place.", required=True)
    sku = c.text("Item.", required=True)
    abc = c.choice("Class", "A", "B", "C")
    kind = c.choice(
        "What was decided",
        *("untouched", "more", "less", "other", "rejected", "snoozed"),
        required=True,
    )
    reason = c.text("Why, in the planner's words.", max_length=2_000)
    suggested_qty = c.qty("Units suggested.", required=True)
    decided_qty = c.qty("Units decided.", required=True)
    change_qty = c.qty("Decided − suggested.", required=True, signed=True)
    arrive_on = c.day("First day.", required=True)
    until_on = c.day("Last day.", required=True)
    state = c.choice(
        "Whether it can be judged: its days are over and stock is known",
        *("ahead", "unknown", "judged"),
        required=True,
    )
    least_qty = c.qty("Least stock at the end of one of its days.", signed=True)
    lost_qty = c.qty("Estimate of what was asked for in vain on its days.")
    helped_qty = c.qty(
        "More: what of it was sold before the next order. Less: what of it was not "
        "missed."
    )
    hurt_qty = c.qty("More: what of it was left. Less: what of it was missed.")
    helped_amount = c.amount("The same at the price of the line, company currency.")
    hurt_amount = c.amount("The same at the price of the line, company currency.")

    @dy.rule()
    def parts_make_up_the_change(cls) -> pl.Expr:
        """What helped and what hurt are together what was changed."""
        parts = pl.col("helped_qty") + pl.col("hurt_qty")
        return (parts == pl.col("change_qty").abs()) | pl.col("helped_qty").is_null()
