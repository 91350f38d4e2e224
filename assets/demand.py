"""Demand: what customers wanted, and what kind of item each one is."""

from assets.tables import table
from models.demand import classes, daily

demand_daily = table()(daily.demand_daily)
item_classes = table()(classes.item_classes)
