"""Customer orders: how far they are."""

from assets.tables import table
from models.orders import status

order_status = table(checks=[status.every_line_has_a_status])(status.order_status)
