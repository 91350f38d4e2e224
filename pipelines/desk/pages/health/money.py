"""What stock is worth, over time and by place, category or supplier."""

import datetime as dt

from dash import html
from dash.development.base_component import Component

from models.reports import narrowing, stock_value
from pipelines.desk import choices, elements
from pipelines.desk.page import Query
from pipelines.desk.pages.health.stock import Stock
from pipelines.desk.view import View

BY = ("category", "location_id", "supplier_id")


def section(view: View, stock: Stock, query: Query, past: dt.timedelta) -> Component:
    """Return the value day by day, beside its parts."""
    by = choices.one_of(query, "by", BY)
    words = {group: view.say(f"by_{group}") for group in BY}
    parts = stock_value.value_by(
        stock.of("stock_valuation"), by, view.frame("suppliers"), view.language
    )
    return elements.section(
        view.say("health_value"),
        html.Div(
            [
                over_time(view, stock, past),
                html.Div(
                    [
                        choices.tabs("/health", query, "by", words, view.say("by")),
                        elements.small_table(view, parts, rows=parts.limit),
                    ]
                ),
            ],
            className="pair",
        ),
    )


def over_time(view: View, stock: Stock, past: dt.timedelta) -> Component:
    """Return the figure of the value, day by day."""
    chosen = (f"{name}={value}" for name, value in sorted(stock.choice.items()))
    days = view.remember(
        ("value_over_time", str(past.days), *chosen),
        lambda: stock_value.value_over_time(
            narrowing.narrowed(view.scan("stock_value_daily"), stock.choice),
            view.snapshot.as_of,
            past,
        ),
        spoken=False,
    )
    if days.is_empty():
        return elements.empty(view.say("empty_value_by_location_id"))
    return elements.figure(
        view,
        stock_value.value_chart(days, view.language),
        view.say("chart_value", currency=view.company.currency),
    )
