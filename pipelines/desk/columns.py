"""The columns of a long table: what they are called and how each kind is shown."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from models.reports.report_table import NUMERIC, Kind
from models.reports.texts import TEXTS
from pipelines.desk import rows
from pipelines.desk.listing import Rows
from pipelines.desk.view import View

WIDTHS: dict[Kind, int] = {
    "item": 250,
    "sentence": 420,
    "text": 150,
    "code": 240,
    "grade": 90,
    "date": 130,
    "instant": 170,
    "flag": 100,
}
NUMBER_WIDTH = 125
NARROWEST, WIDEST = 110, 280
"""Between these a column of text is as wide as its words need."""
LETTER, AROUND = 7.6, 36
"""Pixels of a letter, and of what is left and right of them in a cell."""
READ_FIRST = 500
"""Rows that tell how much room a column needs."""
DEFAULT_COLUMN = {
    "sortable": True,
    "resizable": True,
    "filter": True,
    "floatingFilter": False,
    "suppressHeaderMenuButton": False,
    "wrapHeaderText": True,
    "minWidth": 80,
}


def column_definitions(view: View, of: Rows) -> list[dict[str, Any]]:
    """Return how a grid shows rows; one more column, hidden, stands for the search."""
    wide, needed = widest(of.columns), text_widths(of)
    shown = []
    for name, kind in of.columns.items():
        made = column_definition(view, name, kind)
        width = needed.get(name, made["width"])
        takes_rest = {"flex": 1, "minWidth": width} if name == wide else {}
        shown.append(made | {"width": width} | takes_rest)
    return [*shown, {"field": rows.ANY, "hide": True, "filter": "agTextColumnFilter"}]


def text_widths(of: Rows) -> dict[str, int]:
    """Return how wide each column of text must be for its words, in pixels.

    Rows that lie in files are not read for it.
    """
    if not isinstance(of.source, pl.DataFrame):
        return {}
    names = [name for name, kind in of.columns.items() if kind == "text"]
    longest = of.source.head(READ_FIRST).select(
        pl.col(name).cast(pl.String).str.len_chars().max() for name in names
    )
    return {
        name: round(min(max(AROUND + LETTER * (letters or 0), NARROWEST), WIDEST))
        for row in longest.iter_rows(named=True)
        for name, letters in row.items()
    }


def column_definition(view: View, name: str, kind: Kind) -> dict[str, Any]:
    """Return how a grid shows one column."""
    made: dict[str, Any] = {
        "field": name,
        "headerName": header(view, name),
        "headerTooltip": header(view, name),
        "width": WIDTHS.get(kind, NUMBER_WIDTH),
        "filter": _filter(kind),
        "cellClass": f"cell-{kind}",
    }
    if kind in NUMERIC:
        made |= {"type": "rightAligned", "cellClass": f"cell-number cell-{kind}"}
    if kind in FORMATTED or kind in NUMERIC:
        made["valueFormatter"] = {"function": f"deskFormat(params, '{kind}')"}
    if kind in RENDERED:
        made["cellRenderer"] = RENDERED[kind]
    if kind in {"sentence", "text", "code"}:
        made["tooltipField"] = name
    return made


def widest(columns: Mapping[str, Kind]) -> str | None:
    """Return the column that takes the room which the others leave.

    >>> widest({"sku": "item", "reason": "sentence", "qty": "qty"})
    'reason'
    """
    return next(
        (
            name
            for taking in ("sentence", "item", "text", "code")
            for name, kind in columns.items()
            if kind == taking
        ),
        None,
    )


FORMATTED = frozenset({"date", "instant", "flag"})
RENDERED: dict[Kind, str] = {"item": "DeskItem", "grade": "DeskGrade"}


def header(view: View, name: str) -> str:
    """Return what a column is called; one without words has the name of its table."""
    if name in TEXTS:
        return view.say(name)
    return name.replace("_", " ").capitalize()


def _filter(kind: Kind) -> str:
    """Return the filter for a kind of column."""
    if kind in NUMERIC:
        return "agNumberColumnFilter"
    return "agDateColumnFilter" if kind in {"date", "instant"} else "agTextColumnFilter"
