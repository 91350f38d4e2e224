"""The tables of one item, each filtered, sorted and downloaded like any other."""

from collections.abc import Callable

from models.reports import item_page
from models.reports.report_table import ReportTable
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.pages.item.subject import Item, item
from pipelines.desk.view import View

Make = Callable[[Item], ReportTable]


def _listing(name: str, make: Make) -> Listing:
    """Return a long table of the item that its scope names."""

    def made(view: View, scope: Scope) -> ReportTable:
        return make(item(view, scope["sku"], scope.get("location", "")))

    return Listing(name, made)


def scope(of: Item) -> Scope:
    """Return what narrows a table to an item."""
    place = {"location": of.place} if of.place else {}
    return {"sku": of.sku, **place}


def _moves(of: Item) -> ReportTable:
    """Return the ledger, the newest move first."""
    return item_page.moves(
        of.rows("ledger"),
        of.files(),
        of.view.workspace.settings.as_company.time_zone,
        of.view.language,
    )


def _weeks(of: Item) -> ReportTable:
    """Return demand by week."""
    return item_page.weeks(of.rows("demand_daily"), of.view.language)


def _deliveries(of: Item) -> ReportTable:
    """Return the deliveries."""
    return item_page.deliveries(
        of.rows("purchase_order_lines"), of.rows("receipt_lines"), of.supplier_names
    )


def _layers(of: Item) -> ReportTable:
    """Return what the stock cost."""
    return item_page.layers(of.rows("cost_layers"), of.view.language)


MOVES = _listing("item_moves", _moves)
WEEKS = _listing("item_weeks", _weeks)
DELIVERIES = _listing("item_deliveries", _deliveries)
LAYERS = _listing("item_layers", _layers)
LISTINGS = (MOVES, WEEKS, DELIVERIES, LAYERS)
