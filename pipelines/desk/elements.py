"""The pieces that pages are put together from: headings, facts, figures, tables."""

import json
import re
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

import plotly.graph_objects as go
from dash import dcc, html
from dash.development.base_component import Component

from models.reports import figures
from models.reports.report_table import NUMERIC, Kind, ReportTable, cell
from pipelines.desk.columns import header
from pipelines.desk.grid import no_rows
from pipelines.desk.view import View

DARK = {
    figures.INK: "#e9ebea",
    figures.MUTED: "#9ca3a3",
    figures.RULE: "#303536",
    figures.ACCENT: "#5cc4b1",
    figures.BAND: "#2c665d",
    figures.BAND_WIDE: "#1f413c",
    figures.SHADE: "#2a2d2f",
    figures.SOFT: "#6d7477",
}
"""What each colour of a figure becomes on a dark page."""
COLOUR = re.compile("|".join(DARK), re.IGNORECASE)


def heading(title: str, lead: str = "", *actions: Component) -> Component:
    """Return the title of a page, what it says in one sentence, and its actions."""
    return html.Div(
        className="page-head",
        children=[
            html.Div(
                [html.H1(title), html.P(lead, className="lead") if lead else None]
            ),
            html.Div(list(actions), className="actions") if actions else None,
        ],
    )


def section(title: str, *children: Component | None, note: str = "") -> Component:
    """Return a part of a page under its own heading."""
    head = [html.H2(title), html.P(note, className="note") if note else None]
    return html.Section([*head, *children])


def fact(name: str, value: str, note: str = "", href: str | None = None) -> Component:
    """Return one number that matters, with what it is and a note below it."""
    inside = [
        html.Span(name, className="fact-name"),
        html.Span(value, className="fact-value"),
        html.Span(note, className="fact-note"),
    ]
    if href:
        return dcc.Link(inside, href=href, className="fact")
    return html.Div(inside, className="fact")


def facts(*shown: Component | None) -> Component:
    """Return numbers beside each other."""
    return html.Div([one for one in shown if one], className="facts")


def empty(words: str) -> Component:
    """Return what stands where there is nothing to show, and why."""
    return html.P(words, className="empty")


def figure(view: View, drawn: go.Figure, caption: str, note: str = "") -> Component:
    """Return a figure in the colours of the reader's theme, named for all readers."""
    height = drawn.layout.height or figures.BAR_HEIGHT * 10
    return html.Figure(
        [
            html.Figcaption(caption),
            html.Div(
                dcc.Graph(
                    figure=themed(view, drawn),
                    config=figures.BARE,
                    responsive=True,
                    style={"height": f"{height}px"},
                ),
                role="img",
                **{"aria-label": caption},
            ),
            html.P(note, className="note") if note else None,
        ]
    )


def themed(view: View, drawn: go.Figure) -> go.Figure | dict[str, object]:
    """Return a figure in the colours of the reader's theme."""
    if view.theme == "light":
        return drawn
    written = COLOUR.sub(lambda found: DARK[found[0].lower()], drawn.to_json())
    dark: dict[str, object] = json.loads(written)
    return dark


Links = Mapping[str, Callable[[Mapping[str, object]], str]]
"""Where cells of a column lead to, by the row."""


def small_table(
    view: View, table: ReportTable, rows: int = 8, links: Links | None = None
) -> Component:
    """Return the first rows of a table, as plain text that needs no grid."""
    if not table.total:
        return empty(no_rows(view, table.name))
    head = html.Tr(
        [
            html.Th(header(view, name), scope="col", className=_side(kind))
            for name, kind in table.columns.items()
        ]
    )
    body = [
        html.Tr(
            [
                html.Td(
                    _cell(view, row, name, kind, links or {}), className=_side(kind)
                )
                for name, kind in table.columns.items()
            ]
        )
        for row in table.rows.head(rows).iter_rows(named=True)
    ]
    return html.Div(
        html.Table([html.Thead(head), html.Tbody(body)]),
        className="wide",
        tabIndex="0",
        role="region",
        **{"aria-label": view.say(f"table_{table.name}")},
    )


def _cell(
    view: View, row: dict[str, object], name: str, kind: Kind, links: Links
) -> Component | str:
    """Return what stands in one cell."""
    if kind == "item":
        return item(row)
    shown = cell(row[name], kind, view.language)
    return dcc.Link(shown, href=links[name](row)) if name in links else shown


def item(row: dict[str, object]) -> Component:
    """Return an item with its number and place, linked to its page."""
    sku, place = str(row.get("sku") or ""), row.get("location_id")
    title = str(row.get("title") or sku)
    below = " · ".join(str(part) for part in (sku, place) if part)
    return html.Span(
        [
            dcc.Link(title, href=item_link(sku, str(place or ""))),
            html.Small(below),
        ],
        className="item",
    )


def item_link(sku: str, location_id: str = "") -> str:
    """Return the address of the page of an item, at a place if one is given."""
    given = {"sku": sku, "location": location_id}
    return "/item?" + urlencode({key: value for key, value in given.items() if value})


def order_link(row: Mapping[str, object]) -> str:
    """Return the address of an order to place: that of ``row``, or of its line."""
    chosen = {
        "supplier": row["supplier_id"],
        "location": row["location_id"],
        "order_on": row["order_on"],
        "part": row["part"],
    }
    return f"/orders?{urlencode(chosen)}"


def _side(kind: str) -> str:
    """Return the class of cells of ``kind``."""
    return "number" if kind in NUMERIC else f"shows-{kind}"
