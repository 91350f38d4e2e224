"""The orders of the published plan as they stand by now, for all readers."""

import threading
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.deciding.decide import Plan
from models.deciding.lines import as_decided
from models.planning.edited_orders import budget_left, edited_orders
from models.reports import order_book
from models.reports.order_concerns import with_concerns
from models.reports.orders_to_place import supplier_names
from models.reports.report_table import ReportTable
from pipelines.deciding.desk import Standing, budgets_of
from pipelines.desk.grid import records
from pipelines.desk.standings import standings
from pipelines.desk.view import View


@dataclass(frozen=True)
class Book:
    """Orders and lines as they stand after the entry ``standing.entry_no``.

    ``budgets`` has what the lines leave of each budget: scope, key, left,
    spent_amount, left_amount.
    """

    plan: Plan
    standing: Standing
    lines: ReportTable
    orders: pl.DataFrame
    budgets: pl.DataFrame

    def for_browser(self) -> dict[str, Any]:
        """Return orders and budgets as the page's script reads them."""
        return {
            "seen": self.standing.entry_no,
            "orders": records(self.orders, 0),
            "budgets": self.budgets.to_dicts(),
        }


class Bookkeeper:
    """Keeps the newest book; makes another one when something was decided."""

    def __init__(self) -> None:
        """Start without a book."""
        self._book: Book | None = None
        self._lock = threading.Lock()

    def now(self, view: View) -> Book:
        """Return the book as it is now."""
        with self._lock:
            known = standings(view)
            newest = known.now()
            if self._book is None or self._book.standing is not newest:
                self._book = _book(view, known.plan, newest)
            return self._book


def book(view: View) -> Book:
    """Return the orders as they stand, in the language of the reader."""
    keeper = view.remember(("orders", "book"), Bookkeeper)
    return keeper.now(view)


def names(view: View) -> dict[str, str]:
    """Return the name of each supplier that has one."""
    return view.remember(
        ("supplier_names",),
        lambda: supplier_names(view.frame("suppliers"), view.frame("suggested_orders")),
        spoken=False,
    )


def _book(view: View, plan: Plan, standing: Standing) -> Book:
    """Put the book together."""
    suppliers, products = view.frame("suppliers"), view.frame("products")
    decided = as_decided(plan.suggestions, standing.states, plan.offers)
    lines = order_book.lines(
        decided,
        standing.states,
        plan.suggestions,
        products,
        names(view),
        view.language,
    )
    orders = order_book.orders(
        lines.rows,
        edited_orders(decided.drop("state", "split_no"), suppliers, products),
        view.frame("suggested_orders"),
        suppliers,
        view.language,
    )
    looked_at = with_concerns(
        orders, lines.rows, view.frame("exceptions"), view.language
    )
    budgets = view.remember(
        ("budgets",),
        lambda: budgets_of(view.snapshot, standings(view).store),
        spoken=False,
    )
    left = budget_left(decided, products, budgets)
    return Book(plan, standing, lines, looked_at, left)
