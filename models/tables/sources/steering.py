"""What planners set: rates, events, parameters, their own numbers."""

import dataframely as dy
import polars as pl

from models.tables import columns as c
from models.tables.sources.lineage import Lineage


class ExchangeRates(Lineage):
    """Company currency per one unit of a currency, by day."""

    currency = c.text("Currency.", key=True, required=True, max_length=3)
    on = c.day("Day.", key=True, required=True, event=True)
    rate = c.number("Company currency per one unit.", required=True, low=1e-9, high=1e9)


class Events(Lineage):
    """Promotions, holidays and closures that move demand."""

    event_id = c.text("Event.", key=True, required=True)
    kind = c.text("Promotion, holiday, closure, …", required=True)
    starts_on = c.day("First day.", required=True)
    ends_on = c.day("Last day.", required=True)
    sku = c.text("Item; empty: all.", references="products.sku")
    category = c.text("Category; empty: all.")
    channel = c.text("Channel; empty: all.", references="channels.channel")
    location_id = c.text("Place; empty: all.", references="locations.location_id")
    discount_rate = c.rate("Discount.")

    @dy.rule()
    def ends_after_start(cls) -> pl.Expr:
        """An event ends on or after the day it starts."""
        return pl.col("ends_on") >= pl.col("starts_on")


class PlanningParameters(Lineage):
    """A parameter of planning at one level, from a date on."""

    scope = c.choice(
        "Level",
        "company",
        "category",
        "class",
        "supplier",
        "location",
        "sku",
        "sku_location",
        key=True,
        required=True,
    )
    key = c.text(
        "Which one of the level, as sku|location_id; empty for the company.",
        key=True,
        fill="",
    )
    parameter = c.text("Name of the parameter.", key=True, required=True)
    valid_from = c.day("First day.", key=True, fill=c.EARLIEST)
    value = c.text("Its value.", required=True)
    valid_to = c.day("Last day; empty: until further notice.")


class ForecastOverrides(Lineage):
    """A planner's own number for an item, a place and a span of days."""

    sku = c.text("Item.", key=True, required=True, references="products.sku")
    location_id = c.text(
        "Place.", key=True, fill="location", references="locations.location_id"
    )
    starts_on = c.day("First day.", key=True, required=True)
    ends_on = c.day("Last day.", key=True, required=True)
    qty = c.qty("Units over the whole span.")
    factor = c.number("Or: times the forecast.", high=1000)
    reason = c.text("Why.")
    author = c.text("Who.", personal=True)

    @dy.rule()
    def says_qty_or_factor(cls) -> pl.Expr:
        """An override gives a quantity or a factor, not both."""
        return pl.col("qty").is_null() != pl.col("factor").is_null()
