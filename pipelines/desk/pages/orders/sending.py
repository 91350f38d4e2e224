"""Sending approved orders: what will happen, what happened, and what is unclear."""

from collections.abc import Sequence
from pathlib import Path

import flask
import polars as pl
from dash import html
from dash.development.base_component import Component

from models.reports import formats
from pipelines.deciding import sending
from pipelines.deciding.claims import Narrowed, is_due, ready
from pipelines.deciding.purchase_orders import name_of
from pipelines.deciding.sending import Sent
from pipelines.deciding.sendings import sendings
from pipelines.desk.pages.orders.book import book, names
from pipelines.desk.standings import standings
from pipelines.desk.view import View, view
from pipelines.workspace import Workspace

SHOWN_SENDINGS = 12
PAPERS = ("html", "xlsx", "csv")
"""A page to print, a workbook, and a file that machines read."""


def preview(view: View, orders: Sequence[str] = ()) -> Component:
    """Return what sending would do, which orders are unclear, and what went before.

    ``orders`` names the orders of the page that are meant; none: all.
    """
    waiting = _waiting(view, orders)
    lead = "orders_send_lead" if waiting.height else "orders_send_none"
    return html.Div(
        [
            html.P(view.say(lead), className="note"),
            _waiting_table(view, waiting) if waiting.height else None,
            _choices(view, waiting),
            *_before(view),
        ]
    )


def _choices(view: View, waiting: pl.DataFrame) -> Component:
    """Return the buttons that send what is due, or all of it, if there is any."""
    due, every = waiting.filter("is_due").height, waiting.height
    is_some_later = due < every
    is_none_due = due == 0 and every > 0
    later = html.P(view.say("orders_send_later"), className="note")
    counts = [("due", due)] if due else []
    if is_some_later:
        counts.append(("all", every))
    buttons = [
        html.Button(
            _send_words(view, which, count, is_some_later=is_some_later),
            id={"send": which},
            className="button button-main" if number == 0 and due else "button",
        )
        for number, (which, count) in enumerate(counts)
    ]
    return html.Div(
        [later if is_none_due else None, html.Div(buttons, className="actions")]
    )


def _send_words(view: View, which: str, count: int, *, is_some_later: bool) -> str:
    """Say what a button sends."""
    if not is_some_later and count == 1:
        return view.say("orders_send_one")
    key = "now" if not is_some_later else which
    return view.say(f"orders_send_{key}", n=formats.number(count, view.language))


def done(
    view: View, orders: Sequence[str] = (), *, everything: bool = False
) -> Component:
    """Send what is approved, and return what became of each order.

    What is to be ordered on a later day waits for it, unless ``everything`` is to go.
    """
    sent = sending.send(
        view.workspace,
        author=view.planner,
        suggestion_ids=_lines_of(view, orders),
        everything=everything,
    )
    return html.Div([_result(view, sent), *_before(view)])


def settled(view: View, order_no: str, *, has_arrived: bool) -> Component:
    """Say whether the supplier has an order of which it was unclear."""
    sending.resolve(
        view.workspace, order_no, has_arrived=has_arrived, author=view.planner
    )
    return preview(view)


def _lines_of(view: View, orders: Sequence[str]) -> list[str]:
    """Return the suggestions of these orders of the page."""
    rows = book(view).lines.rows.filter(pl.col("order_name").is_in(list(orders)))
    return rows["suggestion_id"].unique(maintain_order=True).to_list()


def _waiting(view: View, orders: Sequence[str]) -> pl.DataFrame:
    """Return the purchase orders that sending would make, what is due first.

    There is one per supplier and place, and another one for what is due later.
    """
    meant = Narrowed(suggestion_ids=_lines_of(view, orders))
    lines = ready(standings(view).store.entries(), view.frame("supply_matches"))
    due = is_due(sending.today(view.workspace, view.snapshot))
    groups = (due.alias("is_due"), "supplier_id", "location_id")
    return (
        meant.of(lines)
        .group_by(groups, maintain_order=True)
        .agg(
            pl.len().alias("lines"),
            pl.col("amount").sum(),
            pl.col("order_on").min(),
        )
        .sort("is_due", descending=True, maintain_order=True)
    )


def _waiting_table(view: View, waiting: pl.DataFrame) -> Component:
    """Return who gets what, and how."""
    rows = [
        (
            names(view).get(row["supplier_id"], row["supplier_id"]),
            row["location_id"],
            formats.number(row["lines"], view.language),
            formats.money(row["amount"], view.company.currency, view.language),
            view.say("orders_send_today")
            if row["is_due"]
            else formats.date(row["order_on"], view.language),
            _way(view, row["supplier_id"]),
        )
        for row in waiting.iter_rows(named=True)
    ]
    heads = ("supplier", "place", "lines", "amount", "goes", "way")
    return _table(view, heads, rows)


def _way(view: View, supplier_id: str) -> str:
    """Say how an order reaches its supplier."""
    known = view.frame("suppliers").filter(pl.col("supplier_id") == supplier_id)
    address = next(iter(known["email"].drop_nulls()), "")
    if view.workspace.settings.mail.host and address:
        return view.say("orders_way_mail", address=address)
    return view.say("orders_way_papers")


def _before(view: View) -> list[Component]:
    """Return the newest purchase orders, each with its papers and its state."""
    known = sendings(standings(view).store).head(SHOWN_SENDINGS)
    if known.is_empty():
        return []
    zone = view.workspace.settings.zone
    rows = [
        (
            row["order_no"],
            names(view).get(row["supplier_id"], row["supplier_id"]),
            formats.date(row["at"].astimezone(zone).date(), view.language),
            [_state(view, row["state"]), *_choice(view, row)],
            _papers(view, row),
        )
        for row in known.iter_rows(named=True)
    ]
    heads = ("order_no", "supplier", "day", "state", "papers")
    return [html.H3(view.say("orders_sent_before")), _table(view, heads, rows)]


def _result(view: View, sent: Sequence[Sent]) -> Component:
    """Return what became of the orders just sent."""
    if not sent:
        return html.P(view.say("orders_send_none"), className="note")
    counts = {state: sum(one.state == state for one in sent) for state in _states(sent)}
    words = [
        view.say(f"orders_sending_{state}_n", n=formats.number(n, view.language))
        for state, n in counts.items()
    ]
    notes = [
        html.Li(f"{one.order_no}: {one.note}")
        for one in sent
        if one.note and one.state != "sent"
    ]
    return html.Div(
        [
            html.P(", ".join(words), className="orders-sentence"),
            html.Ul(notes, className="orders-faults") if notes else None,
        ]
    )


def _states(sent: Sequence[Sent]) -> list[str]:
    """Return the states that occur, in the order in which they do."""
    return list(dict.fromkeys(one.state for one in sent))


def _state(view: View, state: str) -> Component:
    """Return a state as a badge."""
    tone = {"sent": "good", "unclear": "warn", "refused": "bad"}.get(state, "")
    words = view.say(f"orders_sending_{state}")
    return html.Span(words, className=f"badge badge-{tone}" if tone else "badge")


def _choice(view: View, row: dict[str, str]) -> list[Component]:
    """Return the two answers to an order of which it is unclear whether it went."""
    if row["state"] != "unclear":
        return []
    return [
        html.Button(
            view.say(f"orders_resolve_{answer}"),
            id={"resolve": answer, "order": row["order_no"]},
            className="button",
        )
        for answer in ("arrived", "lost")
    ]


def _papers(view: View, row: dict[str, str]) -> Component:
    """Return links to the papers of an order, as far as they are there."""
    found = [kind for kind in PAPERS if _paper(view.workspace, row, kind).is_file()]
    return html.Span(
        [
            html.A(
                view.say("orders_print") if kind == "html" else kind.upper(),
                href=f"/papers/{row['order_no']}.{kind}",
                target="_blank",
                className="download",
            )
            for kind in found
        ],
        className="downloads",
    )


def _paper(workspace: Workspace, row: dict[str, str], kind: str) -> Path:
    """Return where a paper of an order is."""
    name = name_of(row["order_no"], row["supplier_id"])
    return workspace.sent_orders / name / f"{name}.{kind}"


def _table(
    view: View, heads: Sequence[str], rows: Sequence[Sequence[object]]
) -> Component:
    """Return a small table under the heads that have words."""
    head = html.Tr(
        [html.Th(view.say(f"orders_head_{name}"), scope="col") for name in heads]
    )
    body = [html.Tr([html.Td(cell) for cell in row]) for row in rows]
    return html.Div(html.Table([html.Thead(head), html.Tbody(body)]), className="wide")


def serve_papers(server: flask.Flask) -> None:
    """Let planners open the papers of the orders that were sent, and nothing else."""

    @server.get("/papers/<order_no>.<kind>")
    def papers(order_no: str, kind: str) -> flask.Response:
        seen = view()
        known = sendings(standings(seen).store).filter(order_no=order_no)
        files = [
            _paper(seen.workspace, row, kind)
            for row in known.iter_rows(named=True)
            if kind in PAPERS
        ]
        if not files or not files[0].is_file():
            flask.abort(404)
        return flask.send_file(files[0].absolute(), as_attachment=kind != "html")
