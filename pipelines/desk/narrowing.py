"""The choices that pages about stock share: place, category, supplier, time."""

import datetime as dt

import polars as pl
from dash.development.base_component import Component

from models.reports.narrowing import Choice
from models.reports.stock_value import GROUPS, NOBODY
from pipelines.desk import choices
from pipelines.desk.page import Query
from pipelines.desk.view import View

TABLES = {
    "location_id": "locations",
    "supplier_id": "suppliers",
    "channel": "channels",
}
"""The table that names the members of a group."""
MONTHS = ("12", "3", "6", "24")
"""How far back one looks; the first at first."""
DAYS_OF_A_MONTH = 365 / 12


def chosen(view: View, query: Query, *groups: str) -> Choice:
    """Return what the address narrows to, of ``groups`` and of what there is."""
    return {
        group: value
        for group, value in choices.kept(query, *(groups or GROUPS)).items()
        if value in names(view, group)
    }


def names(view: View, group: str) -> dict[str, str]:
    """Return what there is to choose of a group, in words, in their order."""
    return view.remember(("names", group), lambda: _names(view, group))


def _names(view: View, group: str) -> dict[str, str]:
    """Read what there is to choose."""
    if group == "category":
        found = view.frame("stock_turnover")["category"].unique().sort().to_list()
        nobody = view.say("no_category")
        return {value: nobody if value == NOBODY else value for value in found}
    table = TABLES[group]
    rows = view.frame(table).select(group, pl.coalesce("name", group)).unique(group)
    return dict(sorted(rows.iter_rows(), key=lambda row: (row[1].lower(), row[0])))


def selects(view: View, query: Query, *groups: str) -> list[Component]:
    """Return a list for each group of which there is more than one."""
    return [
        choices.select(
            query, group, names(view, group), view.say(group), view.say(f"all_{group}")
        )
        for group in (groups or GROUPS)
        if len(names(view, group)) > 1
    ]


def past(query: Query) -> dt.timedelta:
    """Return how far back one looks."""
    months = int(choices.one_of(query, "months", MONTHS))
    return dt.timedelta(days=round(months * DAYS_OF_A_MONTH))


def time_select(view: View, query: Query) -> Component:
    """Return the list of how far back one looks."""
    words = {months: view.say("months_back", n=months) for months in MONTHS[1:]}
    every = view.say("months_back", n=MONTHS[0])
    return choices.select(query, "months", words, view.say("look_back"), every)
