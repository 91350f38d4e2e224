"""Item: everything about one item at one or all places."""

import dash

from pipelines.desk.page import Page
from pipelines.desk.pages.item import picker, saying, study
from pipelines.desk.pages.item.layout import layout
from pipelines.desk.pages.item.tables import LISTINGS


def register(app: dash.Dash) -> None:
    """Find items as one types, keep what is said of one, and study one."""
    picker.register(app)
    saying.register(app)
    study.register(app)


PAGE = Page("item", layout, LISTINGS, register)
