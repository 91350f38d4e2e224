"""What to order, from whom, by when, and why."""

from assets.tables import table, together
from models.planning import cash, matches, supplier_orders, transfers
from models.planning import exceptions as flagged
from models.planning import last_orders as endings
from models.planning import readiness as grades
from models.planning import reorder_points as levels
from models.planning import suggestions as recommended

supply_matches = table()(matches.supply_matches)
last_orders = table()(endings.last_orders)
reorder_points = table()(levels.reorder_points)
readiness = table()(grades.readiness)
suggestions = together("suggestions", "left_out")(recommended.suggestions)
cash_due = table()(cash.cash_due)
suggested_orders = table()(supplier_orders.suggested_orders)
suggested_transfers = table()(transfers.suggested_transfers)
exceptions = table()(flagged.exceptions)
