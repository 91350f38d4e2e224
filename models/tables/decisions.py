"""What planners decided on suggestions, and the orders that came of it."""

import dataframely as dy

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
