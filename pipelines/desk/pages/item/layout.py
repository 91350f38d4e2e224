"""What stands on the page of an item, and where."""

from dash import dcc, html
from dash.development.base_component import Component

from models.reports import orders_to_place
from pipelines.desk import elements
from pipelines.desk.choices import address, kept, one_of, tabs
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
    chosen = one_of(query, "tab", tuple(sections.SECTIONS))
    at = kept(query, "sku", "location", "tab")
    words = {name: view.say(f"item_tab_{name}") for name in sections.SECTIONS}
    return html.Div(
        [
            _head(view, of.title, head.lead(of)),
            _places(of, chosen),
            head.facts(of),
            tabs("/item", at, "tab", words, view.say("item_tabs")),
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


def _places(of: Item, tab: str) -> Component | None:
    """Return links to each place and to all; none where there is only one."""
    if len(of.everywhere) < 2:  # noqa: PLR2004  # one place leaves nothing to choose
        return None
    words = {"": of.view.say("item_all_places"), **{one: one for one in of.everywhere}}
    links = [
        dcc.Link(
            word,
            href=address("/item", {"sku": of.sku, "location": place, "tab": tab}),
            className="pill is-here" if place == of.place else "pill",
        )
        for place, word in words.items()
    ]
    return html.Nav(
        links, className="pills", **{"aria-label": of.view.say("location_id")}
    )
