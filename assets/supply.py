"""Where goods come from and how long they take."""

from assets.tables import table
from models.supply import lead_times as times
from models.supply import open_supply as still_to_come
from models.supply import sources

lead_times = table()(times.lead_times)
open_supply = table()(still_to_come.open_supply)
supply_sources = table()(sources.supply_sources)
