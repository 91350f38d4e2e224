"""Suppliers: lead times, punctuality, the coming weeks, open orders and prices."""

from functools import partial

import polars as pl
from dash import html
from dash.development.base_component import Component

from models.reports import formats, narrowing, order_calendar, supplier_terms
from models.reports.report_table import ReportTable
from pipelines.desk import choices, elements
from pipelines.desk.grid import grid
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.narrowing import chosen, selects
from pipelines.desk.page import Page, Query
from pipelines.desk.view import View

SUPPLIER = "supplier_id"


def of(view: View, table: str, choice: Scope) -> pl.DataFrame:
    """Return the rows of a table about the supplier that was chosen."""
    return narrowing.narrowed(view.frame(table), choice)


def _purchases(view: View, scope: Scope) -> ReportTable:
    """Return every open purchase order line."""
    return supplier_terms.purchases(
        of(view, "open_supply", scope),
        view.frame("supply_sources"),
        view.frame("suppliers"),
        view.frame("products"),
        view.language,
    )


def _prices(view: View, scope: Scope) -> ReportTable:
    """Return every change of a price."""
    return supplier_terms.price_changes(
        of(view, "supplier_items", scope),
        view.frame("suppliers"),
        view.frame("products"),
        view.snapshot.as_of,
        view.language,
    )


def _coming(view: View, choice: Scope) -> pl.DataFrame:
    """Return the days of the coming weeks on which something is to do."""
    return order_calendar.coming_days(
        of(view, "supply_sources", choice),
        of(view, "suggested_orders", choice),
        view.frame("calendars"),
        of(view, "suppliers", choice),
        view.snapshot.as_of,
    )


def _closed(view: View, choice: Scope) -> pl.DataFrame:
    """Return when suppliers are closed in the coming weeks."""
    return order_calendar.closed_spans(
        view.frame("calendars"), of(view, "suppliers", choice), view.snapshot.as_of
    )


def _to_do(view: View, scope: Scope) -> ReportTable:
    """Return what is to do when."""
    return order_calendar.calendar_table(
        _coming(view, scope), _closed(view, scope), view.language
    )


def _kept(view: View, choice: Scope) -> pl.DataFrame:
    """Return how suppliers keep their lead times, the least punctual first."""
    return supplier_terms.kept_times(
        of(view, "lead_times", choice), view.frame("suppliers")
    )


def _times(view: View, scope: Scope) -> ReportTable:
    """Return the lead times of every supplier."""
    return supplier_terms.lead_time_table(_kept(view, scope), view.language)


CALENDAR = Listing("order_calendar", _to_do)
LEAD_TIMES = Listing("lead_times", _times)
PURCHASES = Listing("purchases", _purchases)
PRICES = Listing("price_changes", _prices)


def layout(view: View, query: Query) -> Component:
    """Return how suppliers keep their word, what is to do, and what is open."""
    choice = chosen(view, query, SUPPLIER)
    kept = _kept(view, choice)
    open_lines = _purchases(view, choice).rows
    return html.Div(
        [
            elements.heading(
                view.say("desk_page_suppliers"), _lead(view, kept, open_lines)
            ),
            choices.row(view, *selects(view, query, SUPPLIER)),
            _facts(view, kept, open_lines, choice),
            _calendar(view, choice, query),
            _lead_times(view, kept, choice, query),
            elements.section(
                view.say("section_purchases"),
                grid(
                    view,
                    PURCHASES,
                    choice,
                    query.get("purchases_state"),
                    height=480,
                ),
            ),
            elements.section(
                view.say("section_prices"),
                grid(
                    view,
                    PRICES,
                    choice,
                    query.get("price_changes_state"),
                    height=420,
                ),
            ),
        ]
    )


def _lead(view: View, kept: pl.DataFrame, lines: pl.DataFrame) -> str:
    """Return in a sentence what is late and what drifts."""
    late = lines.filter(pl.col("state") != "on_time")
    number = partial(formats.number, language=view.language)
    return view.say(
        "suppliers_lead",
        late=number(late.height),
        open=number(lines.height),
        amount=_money(view, late["worth_amount"].sum()),
        drifting=number(kept["is_drifting"].sum()),
    )


def _money(view: View, amount: formats.Number) -> str:
    """Write an amount."""
    return formats.money(amount, view.company.currency, view.language)


def _facts(
    view: View, kept: pl.DataFrame, lines: pl.DataFrame, choice: Scope
) -> Component:
    """Return what matters most in numbers."""
    number = partial(formats.number, language=view.language)
    on_time, count = supplier_terms.on_time(kept)
    coming = of(view, "supplier_items", choice).filter(
        pl.col("valid_from") > view.snapshot.as_of
    )
    by_state = dict(lines["state"].value_counts().iter_rows())
    return elements.facts(
        elements.fact(view.say("fact_open_lines"), number(lines.height)),
        elements.fact(
            view.say("fact_open_worth"), _money(view, lines["worth_amount"].sum())
        ),
        elements.fact(view.say("fact_late_lines"), number(by_state.get("late", 0))),
        elements.fact(
            view.say("fact_doubtful_lines"), number(by_state.get("doubtful", 0))
        ),
        elements.fact(
            view.say("fact_on_time"),
            formats.rate(on_time, view.language),
            view.say("fact_on_time_note", n=number(count)),
        ),
        elements.fact(view.say("fact_prices"), number(coming.height)),
    )


def _calendar(view: View, choice: Scope, query: Query) -> Component:
    """Return the coming weeks."""
    days, closed = _coming(view, choice), _closed(view, choice)
    drawn = order_calendar.calendar_chart(
        days, closed, view.snapshot.as_of, view.language
    )
    count = len({*days["supplier_name"], *closed["supplier_name"]})
    return elements.section(
        view.say("section_calendar"),
        elements.figure(
            view,
            drawn,
            view.say("chart_calendar"),
            _of_many(view, "busiest", order_calendar.MOST_ROWS, count),
        ),
        html.H3(view.say("table_order_calendar")),
        grid(
            view,
            CALENDAR,
            choice,
            query.get("order_calendar_state"),
        ),
        note=view.say("calendar_note"),
    )


def _lead_times(
    view: View, kept: pl.DataFrame, choice: Scope, query: Query
) -> Component:
    """Return lead times as declared and as seen."""
    return elements.section(
        view.say("section_lead_times"),
        elements.figure(
            view,
            supplier_terms.lead_time_chart(kept, view.language),
            view.say("chart_lead_times"),
            _of_many(view, "least_punctual", supplier_terms.MOST_ROWS, kept.height),
        ),
        html.H3(view.say("table_lead_times")),
        grid(
            view,
            LEAD_TIMES,
            choice,
            query.get("lead_times_state"),
        ),
        note=view.say("lead_times_note"),
    )


def _of_many(view: View, which: str, shown: int, count: int) -> str:
    """Return which suppliers a picture shows; nothing where it shows all."""
    return view.say(f"shown_{which}", n=shown, all=count) if count > shown else ""


PAGE = Page(
    "suppliers", layout, (PURCHASES, PRICES, CALENDAR, LEAD_TIMES), is_kept=True
)
