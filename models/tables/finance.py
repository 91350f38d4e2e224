"""Money: journal, matching, payables, cash."""

import dataframely as dy

from models.tables import columns as c


class JournalLines(dy.Schema):
    """Lines of a balanced journal."""

    entry_id = c.text("Entry.", key=True)
    line_no = c.whole("Line.", key=True)
    posted_on = c.day("Day.", required=True)
    account = c.text("Account.", required=True)
    debit_amount = c.amount("Debit.", required=True, signed=False)
    credit_amount = c.amount("Credit.", required=True, signed=False)
    document = c.text("Document.", required=True)


class InvoiceMatches(dy.Schema):
    """Invoices beside orders and receipts."""

    invoice_id = c.text("Invoice.", key=True)
    line_no = c.whole("Line.", key=True)
    po_id = c.text("Purchase order.")
    receipt_id = c.text("Receipt.")
    qty_gap = c.qty("Units invoiced − received.", required=True, signed=True)
    amount_gap = c.amount("Amount invoiced − expected.", required=True)
    state = c.choice("Result", "matched", "gap", "unmatched", required=True)


class Payables(dy.Schema):
    """What we owe, and when."""

    invoice_id = c.text("Invoice.", key=True)
    supplier_id = c.text("Supplier.", required=True)
    due_on = c.day("Due.", required=True)
    amount = c.amount("Owed, company currency.", required=True)


class CashPlan(dy.Schema):
    """Cash needed by the plan, day by day."""

    on = c.day("Day.", key=True)
    kind = c.text("What for.", key=True)
    amount = c.amount("Company currency.", required=True)
