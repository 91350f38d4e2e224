"""Finding an item as one types."""

import dash
from dash import Input, Output, dcc, html
from dash.development.base_component import Component

from models.reports import item_search
from pipelines.desk import elements
from pipelines.desk.view import View, view


def picker(view: View) -> Component:
    """Return the field to find an item in, and where what is found stands."""
    return html.Div(
        [
            html.Label(
                [
                    html.Span(view.say("item_find"), className="unseen"),
                    dcc.Input(
                        id="item-find",
                        type="search",
                        placeholder=view.say("item_find"),
                        className="search-box",
                        debounce=0.2,
                        autoComplete="off",
                    ),
                ]
            ),
            html.Div(id="item-found", className="item-found", role="status"),
        ],
        className="item-picker",
    )


def found(view: View, asked: str) -> Component | None:
    """Return links to what is found; nothing where nothing is asked."""
    if not asked.strip():
        return None
    rows = item_search.found(view.frame("products"), asked)
    if rows.is_empty():
        return html.P(view.say("item_not_found", asked=asked), className="none-found")
    return html.Ul(
        [
            html.Li(
                dcc.Link(
                    [html.Span(title or sku), html.Small(sku)],
                    href=elements.item_link(sku),
                )
            )
            for sku, title in rows.iter_rows()
        ]
    )


def register(app: dash.Dash) -> None:
    """Answer as one types."""

    @app.callback(
        Output("item-found", "children"),
        Input("item-find", "value"),
        prevent_initial_call=True,
    )
    def answer(asked: str | None) -> Component | None:
        return found(view(), asked or "")
