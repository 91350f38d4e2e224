"""Demand: what customers wanted, and what kind of item each one is."""

from assets.tables import table
from models.demand import classes, daily, exceptional

demand_daily = table()(daily.demand_daily)
exceptional_sales = table()(exceptional.exceptional_sales)
item_classes = table()(classes.item_classes)
