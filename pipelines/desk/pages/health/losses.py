"""What counts say is lost, month by month and one by one."""

import datetime as dt

from dash.development.base_component import Component

from models.reports import narrowing, stock_losses
from models.reports.report_table import ReportTable
from pipelines.desk import elements
from pipelines.desk.grid import grid
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.page import Query
from pipelines.desk.pages.health.stock import Stock
from pipelines.desk.view import View


def _losses(view: View, scope: Scope) -> ReportTable:
    """Return every loss."""
    rows = narrowing.narrowed(view.frame("shrinkage"), scope)
    past = dt.timedelta(days=int(scope["days"]))
    return stock_losses.losses(rows, view.snapshot.as_of, view.language, past)


LOSSES = Listing("every_loss", _losses)
LISTINGS = (LOSSES,)


def section(view: View, stock: Stock, query: Query, past: dt.timedelta) -> Component:
    """Return losses by month, then every one."""
    months = stock_losses.losses_by_month(
        stock.of("shrinkage"), view.snapshot.as_of, past
    )
    currency = view.company.currency
    drawn = stock_losses.losses_chart(months, currency, view.language)
    scope = {**stock.choice, "days": str(past.days)}
    return elements.section(
        view.say("health_lost"),
        elements.figure(view, drawn, view.say("chart_lost", currency=currency))
        if months.height
        else None,
        grid(view, LOSSES, scope, query.get("every_loss_state"), height=380),
        note=view.say("health_lost_note"),
    )
