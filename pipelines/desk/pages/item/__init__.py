"""Item: everything about one item at one or all places."""

import dash

from pipelines.desk.page import Page
from pipelines.desk.pages.item import picker, saying
from pipelines.desk.pages.item.layout import layout
from pipelines.desk.pages.item.tables import LISTINGS


def register(app: dash.Dash) -> None:
    """Find items as one types, and keep what is said of one."""
    picker.register(app)
    saying.register(app)


PAGE = Page("item", layout, LISTINGS, register)
