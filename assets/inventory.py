"""Stock: its moves, its ledger, where it stands, what to look at."""

from assets.tables import table
from models.inventory import alerts, daily, positions, reconciliation
from models.inventory import ledger as ledgers
from models.inventory.moves import every_move

stock_moves = table()(every_move.stock_moves)
ledger = table(checks=[ledgers.balances_match])(ledgers.ledger)
stock_positions = table(checks=[positions.positions_add_up])(positions.stock_positions)
stock_daily = table()(daily.stock_daily)
stock_reconciliation = table()(reconciliation.stock_reconciliation)
shrinkage = table()(reconciliation.shrinkage)
stock_alerts = table()(alerts.stock_alerts)
