"""How fast stock turns, how old it is, what stands still, and what sells."""

from dash import html
from dash.development.base_component import Component

from models.inventory.values.turnover import pooled_turnover
from models.reports import stock_classes, stock_turns
from models.reports.report_table import ReportTable
from pipelines.desk import choices, elements
from pipelines.desk.grid import grid
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.page import Query
from pipelines.desk.pages.health.money import BY
from pipelines.desk.pages.health.stock import Stock
from pipelines.desk.view import View


def _turning(view: View, scope: Scope) -> ReportTable:
    """Return how fast every item turns."""
    rows = Stock(view, scope).of("stock_turnover")
    return stock_turns.turnover_of_every_item(rows, view.frame("products"))


def _dead(view: View, scope: Scope) -> ReportTable:
    """Return what stands still."""
    rows = Stock(view, scope).stuck
    return stock_turns.stuck(rows, view.frame("products"), view.language)


TURNING, DEAD = Listing("turning", _turning), Listing("dead", _dead)
LISTINGS = (TURNING, DEAD)


def turns(view: View, stock: Stock, query: Query) -> Component:
    """Return the turnover of groups, then of every item."""
    by = choices.one_of(query, "by", BY)
    groups = stock_turns.turnover_of_groups(
        pooled_turnover(stock.of("stock_turnover"), [by]),
        view.frame("suppliers"),
        view.language,
        by,
    )
    return elements.section(
        view.say("health_turns"),
        elements.small_table(view, groups, rows=groups.limit),
        html.H3(view.say("table_turning")),
        grid(view, TURNING, stock.choice, query.get("turning_state"), height=420),
        note=view.say("turnover_lead"),
    )


def age(view: View, stock: Stock, query: Query) -> Component:
    """Return how old stock is, and all that stands still."""
    ages = stock_turns.ages(stock.among("stock_ageing"))
    currency = view.company.currency
    chart = (
        elements.figure(
            view,
            stock_turns.ages_chart(ages, currency, view.language),
            view.say("chart_ages", currency=currency),
        )
        if ages.height
        else None
    )
    return elements.section(
        view.say("health_age"),
        chart,
        html.H3(view.say("table_stuck")),
        grid(view, DEAD, stock.choice, query.get("dead_state"), height=420),
    )


def classes(view: View, stock: Stock) -> Component:
    """Return where the money lies between what sells much and what sells steadily."""
    cells = stock_classes.class_map(
        stock.among("item_classes"), stock.of("stock_valuation")
    )
    currency = view.company.currency
    return elements.section(
        view.say("health_classes"),
        elements.figure(
            view,
            stock_classes.class_chart(cells, currency, view.language),
            view.say("chart_classes", currency=currency),
        ),
        note=view.say("health_classes_note"),
    )
