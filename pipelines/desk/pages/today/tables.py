"""The tables of today, each made once for all readers."""

import polars as pl

from models.reports import orders_to_place, overview, stock_health, today
from models.reports.report_table import ReportTable
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.view import View


def headline(view: View) -> overview.Headline:
    """Return the numbers that stand first."""
    return view.remember(
        ("today", "headline"),
        lambda: overview.headline(view.tables, view.snapshot.as_of),
        spoken=False,
    )


def freshness(view: View) -> overview.Freshness:
    """Return how new orders, stock and files are."""
    return view.remember(
        ("today", "freshness"), lambda: overview.freshness(view.tables), spoken=False
    )


def orders(view: View) -> pl.DataFrame:
    """Return the orders to place."""
    return view.remember(
        ("today", "orders"),
        lambda: orders_to_place.orders(
            view.frame("suggestions"),
            view.frame("suggested_orders"),
            view.frame("suppliers"),
            view.language,
        ),
    )


def risks(view: View) -> ReportTable:
    """Return what is out or will be before goods come."""
    return view.remember(("today", "risks"), lambda: _risks(view))


def _risks(view: View) -> ReportTable:
    """Make what ``risks`` returns."""
    as_of = view.snapshot.as_of
    outlook = stock_health.outlook(
        view.frame("stock_positions"),
        view.frame("reorder_points"),
        view.frame("suggestions"),
        as_of,
    )
    valued = today.with_margin(
        outlook.drop("lost_margin_per_day_amount"),
        view.frame("item_classes"),
        view.frame("supply_sources"),
    )
    return today.risks(valued, view.frame("products"), as_of, view.language)


def matters(view: View) -> ReportTable:
    """Return the exceptions."""
    return view.remember(
        ("today", "matters"),
        lambda: today.matters(
            view.frame("exceptions"), view.frame("products"), view.language
        ),
    )


def changes(view: View) -> ReportTable:
    """Return what changed since the plan before."""
    return view.remember(
        ("today", "changes"),
        lambda: today.changes(
            view.frame("suggestion_changes"),
            view.frame("supply_sources"),
            view.frame("products"),
            view.language,
        ),
    )


def _risk_rows(view: View, scope: Scope) -> ReportTable:
    """Return all that is out or runs out."""
    del scope
    return risks(view)


def _matter_rows(view: View, scope: Scope) -> ReportTable:
    """Return all exceptions."""
    del scope
    return matters(view)


def _change_rows(view: View, scope: Scope) -> ReportTable:
    """Return all changes."""
    del scope
    return changes(view)


LISTINGS = {
    "risks": Listing("risks", _risk_rows),
    "matters": Listing("matters", _matter_rows),
    "changed": Listing("changed", _change_rows),
}
"""The long tables of today, by the name under which the address shows one whole."""
