"""An explanation on a page: its steps, each with its figures and their sources."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from models.reports.explanation.facts import Line, Section
from pipelines.desk.pages.item.subject import Item


def why(of: Item, steps: Sequence[Section]) -> Component:
    """Return the steps below each other."""
    place = of.view.say("item_at", place=of.main_place)
    return html.Section(
        [
            html.P(place, className="note") if len(of.everywhere) > 1 else None,
            html.Div([_step(step) for step in steps], className="why"),
        ]
    )


def _step(step: Section) -> Component:
    """Return one step: a table of what, how much and from where."""
    rows = [_row(line) for line in step.lines]
    return html.Div(
        [
            html.H3(step.title),
            html.Table(html.Tbody(rows), **{"aria-label": step.title}),
        ],
        className="why-step",
    )


def _row(line: Line) -> Component:
    """Return one figure; a total stands below a line, a remark runs through."""
    label = html.Th(line.label.strip(), scope="row")
    if not line.value and not line.source:
        return html.Tr(html.Td(line.label.strip(), colSpan=3, className="why-remark"))
    return html.Tr(
        [label, html.Td(line.value, className="number"), html.Td(line.source)],
        className="why-total" if line.value.startswith("=") else "",
    )
