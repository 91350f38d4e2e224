"""What the page answers: decisions made, lines opened, workbooks taken in."""

from typing import Any

import dash
from dash import ALL, ClientsideFunction, Input, Output, State, html
from dash._callback import NoUpdate
from dash.development.base_component import Component

from models.reports import formats, order_book
from pipelines.deciding.desk import Answer, decide
from pipelines.desk.pages.orders import asking, panel, sending, uploading
from pipelines.desk.pages.orders.book import book
from pipelines.desk.standings import standings
from pipelines.desk.view import View, view

TOLD = ("approve", "change", "split", "move", "reject", "snooze", "undo")


def answer(seen: View, ask: asking.Ask) -> dict[str, Any]:
    """Decide what a planner asks for, and return how the orders stand afterwards.

    ``told`` says in words what was done; ``faults`` why nothing was; ``conflicts``
    which lines another person had decided, each with the entry to name when the
    planner insists; ``lines`` which suggestions were decided.
    """
    known = standings(seen)
    asked = asking.edits(ask, book(seen))
    made = decide(
        known.store,
        known.plan,
        asked,
        author=seen.planner,
        limits=seen.workspace.settings.approvals.as_limits,
    )
    now = book(seen)
    zone = seen.workspace.settings.zone
    rows = now.lines.rows
    kept = {*made.repeated, *made.conflicts["edit_id"], *made.faults["edit_id"]}
    return {
        "id": ask.get("id"),
        "lines": [one.suggestion_id for one in asked if one.edit_id not in kept],
        "told": told(seen, made),
        "faults": [
            seen.say(f"orders_fault_{rule}")
            for rule in made.faults["rule"].unique(maintain_order=True)
        ],
        "conflicts": order_book.conflicts(made.conflicts, rows, seen.language, zone),
        **now.for_browser(),
    }


def told(seen: View, made: Answer) -> str:
    """Say in a few words what was done."""

    def said(key: str, count: int) -> str:
        return seen.say(key, n=formats.number(count, seen.language))

    parts = [
        said(f"orders_told_{action}", made.recorded[action])
        for action in TOLD
        if made.recorded.get(action)
    ]
    if made.waiting:
        parts.append(said("orders_told_waiting", len(made.waiting)))
    nothing = made.conflicts.is_empty() and made.faults.is_empty()
    return ", ".join(parts) or (seen.say("orders_told_nothing") if nothing else "")


def yours(seen: View, ask: asking.Ask) -> str:
    """Say what the planner asked for."""
    parts = [
        " ".join(str(value) for value in part.values() if value)
        for part in ask.get("parts") or ()
    ]
    return seen.say(f"orders_yours_{ask['action']}", what=", ".join(parts))


def conflict_table(
    seen: View, conflicts: list[dict[str, Any]], ask: asking.Ask
) -> list[Component | None]:
    """Return who decided what before the planner did, and the choice that is left."""
    heads = ("item", "who", "before", "after", "yours")
    rows = [
        html.Tr(
            [
                html.Td(one["item"]),
                html.Td(f"{one['who']}, {one['day']} {one['at']}"),
                html.Td(one["before"]),
                html.Td(
                    [one["after"], html.Br(), html.Small(one["reason"])]
                    if one["reason"]
                    else one["after"]
                ),
                html.Td(yours(seen, ask)),
            ]
        )
        for one in conflicts
    ]
    head = html.Tr(
        [html.Th(seen.say(f"orders_conflict_{name}"), scope="col") for name in heads]
    )
    any_sent = any(one["is_sent"] for one in conflicts)
    return [
        html.P(seen.say("orders_conflict_lead"), className="note"),
        html.Div(html.Table([html.Thead(head), html.Tbody(rows)]), className="wide"),
        html.P(seen.say("orders_conflict_sent"), className="note")
        if any_sent
        else None,
        html.Div(
            [
                html.Button(
                    seen.say(f"orders_conflict_{choice}"),
                    id={"conflict": choice},
                    className="button button-main" if choice == "keep" else "button",
                )
                for choice in ("keep", "mine")
            ],
            className="actions",
        ),
    ]


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
        late = said["conflicts"]
        shown = conflict_table(seen, late, ask) if late else dash.no_update
        return said, shown, bool(late)

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
        if ask.get("resolve"):
            arrived = ask["resolve"] == "arrived"
            shown = sending.settled(seen, str(ask["order"]), has_arrived=arrived)
        else:
            shown = sending.done(seen) if ask.get("now") else sending.preview(seen)
        return shown, True, _afterwards(seen)

    sending.serve_papers(app.server)


def _afterwards(seen: View) -> dict[str, Any]:
    """Return how the orders stand after what was not asked line by line."""
    return {"told": "", "faults": [], "conflicts": [], **book(seen).for_browser()}
