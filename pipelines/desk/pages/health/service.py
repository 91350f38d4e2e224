"""What stock serves: days without it, and policies on the shop's own past."""

from dash import html
from dash.development.base_component import Component

from models.reports import backtest, stock_health
from pipelines.desk import elements
from pipelines.desk.pages.health.stock import Stock
from pipelines.desk.view import View


def section(view: View, stock: Stock) -> Component:
    """Return service against stock, and the days without it."""
    return elements.section(
        view.say("health_service"),
        html.Div([_policies(view), _out(view, stock)], className="pair"),
        note=_sentence(view),
    )


def _sentence(view: View) -> str:
    """Return what the back-test comes down to."""
    table = view.frame("policy_backtest")
    if table.is_empty():
        return view.say("health_service_none")
    return backtest.sentence(table, view.company, view.language)


def _policies(view: View) -> Component | None:
    """Return a point for each policy, and the line that the plan could be on."""
    table = view.frame("policy_backtest")
    if table.is_empty():
        return None
    curve = backtest.curve(view.frame("policy_frontier"))
    return elements.figure(
        view,
        backtest.chart(table, curve, view.company),
        view.say("chart_backtest", currency=view.company.currency),
    )


def _out(view: View, stock: Stock) -> Component | None:
    """Return the share of time without stock, day by day."""
    if stock.out_days.is_empty():
        return None
    drawn = stock_health.stockout_chart(stock.out_days, view.language)
    return elements.figure(view, drawn, view.say("chart_out"))
