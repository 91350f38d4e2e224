"""An edited workbook, dropped on the page: its changes become decisions."""

import base64
import binascii

from dash import html
from dash.development.base_component import Component

from models.reports import formats, order_book
from pipelines.deciding.approval import Asked, Outcome, approve_lines
from pipelines.deciding.returned_workbooks import Upload, WorkbookFault
from pipelines.desk.pages.orders.book import book
from pipelines.desk.standings import standings
from pipelines.desk.view import View

TOLD = ("approve", "change", "split", "move", "reject", "snooze")


def taken_in(seen: View, name: str, contents: str) -> Component:
    """Decide what a workbook says, and return what it changed or what is wrong with it.

    ``contents`` is a data address, as browsers read files.
    """
    try:
        content = base64.b64decode(contents.partition(",")[2], validate=True)
        outcome = _decided(seen, Upload(name, content))
    except (WorkbookFault, binascii.Error) as fault:
        rows = [html.Li(line) for line in str(fault).splitlines()]
        words = seen.say("orders_upload_fault", name=name)
        return html.Div([html.P(words), html.Ul(rows, className="orders-faults")])
    return html.Div(
        [
            html.P(_told(seen, name, outcome)),
            *_outdated(seen, outcome),
            *_conflicts(seen, outcome),
        ]
    )


def _decided(seen: View, workbook: Upload) -> Outcome:
    """Record what the workbook says."""
    known = standings(seen)
    return approve_lines(
        known.store,
        known.plan,
        Asked(workbook=workbook),
        author=seen.planner,
        limits=seen.workspace.settings.approvals.as_limits,
        language=seen.language,
    )


def _told(seen: View, name: str, outcome: Outcome) -> str:
    """Say what the workbook changed."""

    def number(count: int) -> str:
        return formats.number(count, seen.language)

    parts = [
        seen.say(f"orders_told_{action}", n=number(outcome.recorded[action]))
        for action in TOLD
        if outcome.recorded.get(action)
    ]
    if outcome.waiting:
        parts.append(seen.say("orders_told_waiting", n=number(outcome.waiting)))
    what = ", ".join(parts) or seen.say("orders_told_nothing")
    rest = number(outcome.undecided + outcome.repeated)
    return seen.say("orders_upload_done", name=name, what=what, rest=rest)


def _outdated(seen: View, outcome: Outcome) -> list[Component]:
    """Tell of the lines that a newer plan has changed."""
    if not outcome.outdated:
        return []
    rows = [html.Li(line) for line in outcome.outdated]
    return [html.P(seen.say("outdated_lead")), html.Ul(rows, className="orders-faults")]


def _conflicts(seen: View, outcome: Outcome) -> list[Component]:
    """Tell of the lines that somebody else had decided."""
    if outcome.conflicts.is_empty():
        return []
    told = order_book.conflicts(
        outcome.conflicts,
        book(seen).lines.rows,
        seen.language,
        seen.workspace.settings.zone,
    )
    rows = [
        html.Li(
            f"{one['item']}: {one['who']}, {one['day']} {one['at']}: {one['after']}"
        )
        for one in told
    ]
    return [html.P(seen.say("orders_conflict_lead")), html.Ul(rows)]
