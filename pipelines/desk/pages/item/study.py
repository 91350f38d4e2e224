"""The textbook's diagnostics of an item, made when they are asked for.

statsmodels takes seconds to load and to fit: a page that is only looked at never
waits for it.
"""

import dash
from dash import Input, Output, State, dcc, html
from dash._callback import NoUpdate
from dash.development.base_component import Component

from pipelines.desk import elements
from pipelines.desk.pages.item.subject import Item, item
from pipelines.desk.view import View, view


def asking(of: Item) -> Component:
    """Return what a study is, and the button that makes it."""
    say = of.view.say
    return elements.section(
        say("item_study", place=of.main_place),
        dcc.Store(id="study-of", data={"sku": of.sku, "place": of.main_place}),
        dcc.Loading(
            html.Div(
                html.Button(
                    say("item_study_start"),
                    id="study-start",
                    className="button button-main",
                ),
                id="study",
            ),
            custom_spinner=html.P(
                say("item_study_wait"), className="study-wait", role="status"
            ),
            overlay_style={"visibility": "visible", "opacity": 0.5},
        ),
        note=say("item_study_note"),
    )


def study(of: Item) -> list[Component]:
    """Return the study: figures, each with its reading."""
    from pipelines.desk.pages.item import studied  # noqa: PLC0415  # takes seconds

    return studied.steps(of)


def register(app: dash.Dash) -> None:
    """Make the study when its button is pressed."""

    @app.callback(
        Output("study", "children"),
        Input("study-start", "n_clicks"),
        State("study-of", "data"),
        prevent_initial_call=True,
    )
    def answer(clicks: int | None, of: dict[str, str]) -> list[Component] | NoUpdate:
        return made(view(), of) if clicks else dash.no_update


def made(seen: View, of: dict[str, str]) -> list[Component]:
    """Return the study of the item that a page asks about."""
    return study(item(seen, of["sku"], of["place"]))
