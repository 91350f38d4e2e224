"""What stands on the page of an item, and where."""

from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from models.reports import orders_to_place
from pipelines.desk import elements
from pipelines.desk.page import Query
from pipelines.desk.pages.item import head, sections
from pipelines.desk.pages.item.picker import picker
from pipelines.desk.pages.item.subject import Item, item
from pipelines.desk.view import View
from pipelines.workspace import WorkspaceFault

SHOWN_FIRST = 10


def layout(view: View, query: Query) -> Component:
    """Return the item that the query names, or what to find one with."""
    sku = query.get("sku", "")
    if not sku:
        return _start(view)
    try:
        of = item(view, sku, query.get("location", ""))
    except WorkspaceFault:
        missing = elements.empty(view.say("item_unknown", sku=sku))
        return html.Div([_head(view, view.say("desk_page_item")), missing])
    tab = query.get("tab", "")
    chosen = tab if tab in sections.SECTIONS else next(iter(sections.SECTIONS))
    return html.Div(
        [
            _head(view, of.title, head.lead(of)),
            _choices(of, chosen),
            head.facts(of),
            _tabs(of, chosen),
            *sections.SECTIONS[chosen](of, query),
        ],
        className="item-page",
    )


def _head(view: View, title: str, lead: Component | str = "") -> Component:
    """Return the title beside the field that finds another item."""
    return html.Div(
        [html.Div([html.H1(title), html.P(lead, className="lead")]), picker(view)],
        className="page-head item-head",
    )


def _start(view: View) -> Component:
    """Return what stands there until an item is chosen: what is worth most to order."""
    table = orders_to_place.lines(view.frame("suggestions"), view.language)
    return html.Div(
        [
            _head(view, view.say("desk_page_item"), view.say("item_start")),
            elements.section(
                view.say("item_first"),
                elements.small_table(view, table, rows=SHOWN_FIRST),
            ),
        ]
    )


def address(of: Item, **chosen: str) -> str:
    """Return the address of an item with a place and a section."""
    asked = {"sku": of.sku, "location": of.place, **chosen}
    return "/item?" + urlencode({key: value for key, value in asked.items() if value})


def _choices(of: Item, tab: str) -> Component | None:
    """Return links to each place and to all; none where there is only one."""
    if len(of.everywhere) < 2:  # noqa: PLR2004  # one place leaves nothing to choose
        return None
    words = {"": of.view.say("item_all_places"), **{one: one for one in of.everywhere}}
    links = [
        dcc.Link(
            word,
            href=address(of, location=place, tab=tab),
            className="pill is-here" if place == of.place else "pill",
        )
        for place, word in words.items()
    ]
    return html.Nav(
        links, className="pills", **{"aria-label": of.view.say("location_id")}
    )


def _tabs(of: Item, chosen: str) -> Component:
    """Return links to each section."""
    links = [
        dcc.Link(
            of.view.say(f"item_tab_{name}"),
            href=address(of, tab=name),
            className="tab is-here" if name == chosen else "tab",
        )
        for name in sections.SECTIONS
    ]
    return html.Nav(
        links, className="tabs", **{"aria-label": of.view.say("item_tabs")}
    )
