"""What the page answers: decisions made, lines opened, workbooks taken in."""

from collections.abc import Mapping
from typing import Any

import dash
from dash import ALL, ClientsideFunction, Input, Output, State
from dash._callback import NoUpdate
from dash.development.base_component import Component

from pipelines.desk.pages.orders import asking, news, panel, sending, uploading
from pipelines.desk.pages.orders.book import book
from pipelines.desk.pages.orders.deciding import answer
from pipelines.desk.pages.orders.telling import not_done
from pipelines.desk.view import View, view


def register(app: dash.Dash) -> None:
    """Let the page begin, decide, open lines and take in workbooks."""
    app.clientside_callback(
        ClientsideFunction("orders", "begin"),
        Output("orders-done", "data"),
        Input("orders-beginning", "data"),
    )
    app.clientside_callback(
        ClientsideFunction("orders", "answered"),
        Output("orders-done", "data", allow_duplicate=True),
        Input("orders-answer", "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("orders", "find"),
        Output("orders-done", "data", allow_duplicate=True),
        Input("orders-find", "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("orders", "saved"),
        Output("orders-done", "data", allow_duplicate=True),
        Input("orders-save", "data"),
        State({"part-qty": ALL}, "value"),
        State({"part-day": ALL}, "value"),
        State({"move-to": ALL}, "value"),
        State({"snooze-until": ALL}, "value"),
        prevent_initial_call=True,
    )

    @app.callback(
        Output("orders-answer", "data"),
        Output("orders-conflict-body", "children"),
        Output("orders-conflict", "opened"),
        Input("orders-ask", "data"),
        prevent_initial_call=True,
    )
    def decided(ask: asking.Ask | None) -> tuple[Any, Any, Any]:
        if not ask:
            return dash.no_update, dash.no_update, dash.no_update
        seen = view()
        said = answer(seen, ask)
        shown = not_done(seen, said, ask)
        return said, shown or dash.no_update, bool(shown)

    @app.callback(
        Output("orders-panel-body", "children"),
        Input("orders-open", "data"),
        prevent_initial_call=True,
    )
    def opened(line: dict[str, Any] | None) -> Component | NoUpdate:
        if not line:
            return dash.no_update
        return panel.panel(view(), str(line["line_id"]))

    @app.callback(
        Output("orders-uploaded-body", "children"),
        Output("orders-uploaded", "opened"),
        Output("orders-answer", "data", allow_duplicate=True),
        Input("orders-upload", "contents"),
        State("orders-upload", "filename"),
        prevent_initial_call=True,
    )
    def uploaded(contents: str | None, name: str | None) -> tuple[Any, Any, Any]:
        if not contents:
            return dash.no_update, dash.no_update, dash.no_update
        seen = view()
        shown = uploading.taken_in(seen, name or "", contents)
        return shown, True, _afterwards(seen)

    @app.callback(
        Output("orders-sending-body", "children"),
        Output("orders-sending", "opened"),
        Output("orders-answer", "data", allow_duplicate=True),
        Input("orders-send-ask", "data"),
        prevent_initial_call=True,
    )
    def sent(ask: dict[str, Any] | None) -> tuple[Any, Any, Any]:
        if not ask:
            return dash.no_update, dash.no_update, dash.no_update
        seen = view()
        return _sent(seen, ask), True, _afterwards(seen)

    sending.serve_papers(app.server)
    news.serve(app.server)


def _sent(seen: View, ask: Mapping[str, Any]) -> Component:
    """Return what sending would do, did, or what was said of an unclear order."""
    if ask.get("resolve"):
        arrived = ask["resolve"] == "arrived"
        return sending.settled(seen, str(ask["order"]), has_arrived=arrived)
    orders = tuple(map(str, ask.get("orders") or ()))
    if ask.get("now"):
        return sending.done(seen, orders, everything=ask["now"] == "all")
    return sending.preview(seen, orders)


def _afterwards(seen: View) -> dict[str, Any]:
    """Return how the orders stand after what was not asked line by line."""
    rest: dict[str, Any] = {"told": "", "faults": [], "conflicts": [], "left": []}
    return rest | book(seen).for_browser()
