"""What a planner is told of what was not done: whose decision it met, what is left."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from pipelines.desk.pages.orders import asking
from pipelines.desk.view import View


def not_done(
    seen: View, said: dict[str, Any], ask: asking.Ask
) -> list[Component | None]:
    """Return what of ``ask`` was not done, as ``deciding.answer`` says, if any."""
    left, conflicts = said["left"], said["conflicts"]
    return [
        *(left_table(seen, left) if left else []),
        *(conflict_table(seen, conflicts, ask) if conflicts else []),
    ]


def yours(seen: View, ask: asking.Ask) -> str:
    """Say what the planner asked for."""
    parts = [
        " ".join(str(value) for value in part.values() if value)
        for part in ask.get("parts") or ()
    ]
    return seen.say(f"orders_yours_{ask['action']}", what=", ".join(parts))


def left_table(seen: View, left: list[dict[str, str]]) -> list[Component]:
    """Return which of several orders were not done, or in part, and why."""
    rows = [
        html.Tr([html.Th(one["order"], scope="row"), html.Td(one["why"])])
        for one in left
    ]
    return [
        html.P(seen.say("orders_left_lead"), className="note"),
        html.Div(html.Table(html.Tbody(rows)), className="wide"),
    ]


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
