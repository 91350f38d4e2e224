"""One line, opened: why, how the number comes about, what stock will do."""

from typing import Any

import polars as pl
from dash import dcc, html
from dash.development.base_component import Component

from models.reports import formats
from models.reports.explanation import levels, order
from models.reports.explanation.facts import Section, Subject
from models.reports.stock_outlook import stock_outlook
from pipelines import explaining
from pipelines.desk import elements
from pipelines.desk.pages.orders.book import book
from pipelines.desk.pages.orders.changing import changes
from pipelines.desk.pages.orders.outlook import Outlook, outlook
from pipelines.desk.view import View

TABLES = (
    *("planning_positions", "open_supply", "purchase_order_lines", "suggestions"),
    *("reorder_points", "supply_sources", "products", "item_classes", "readiness"),
    "stock_positions",
)
"""What the arithmetic of one line is read from."""
Row = dict[str, Any]


def panel(view: View, line_id: str) -> Component:
    """Return the line ``line_id``, explained, with what can be done about it."""
    rows = book(view).lines.rows.filter(pl.col("line_id") == line_id)
    if rows.is_empty():
        return elements.empty(view.say("orders_panel_empty"))
    row = rows.row(0, named=True)
    ahead = outlook(view, row)
    return html.Div(
        [
            _head(view, row),
            *_chart(view, row, ahead),
            *_arithmetic(view, row),
            changes(view, row),
        ],
        id="orders-opened",
        **{"data-line": line_id},
    )


def _head(view: View, row: Row) -> Component:
    """Return which line it is, how it stands, and why it is suggested."""
    state = view.say(f"orders_state_{row['state_code']}")
    if row["state_code"] != "open":
        local = row["decided_at"].astimezone(view.workspace.settings.zone)
        day = formats.date(local.date(), view.language)
        state = view.say("orders_decided_by", state=state, who=row["author"], day=day)
    assumed = row["assumptions"]
    return html.Header(
        [
            html.H2(row["title"] or row["sku"]),
            html.P(f"{row['sku']} · {row['order_name']}", className="note"),
            html.P(
                [html.Span(state, className=f"badge state-{row['state_code']}")]
                + (
                    [html.Span(row["decision_reason"])]
                    if row["decision_reason"]
                    else []
                ),
                className="orders-standing",
            ),
            html.P(row["reason"], className="orders-sentence"),
            html.P(view.say("orders_assumed", what=assumed), className="note")
            if assumed
            else None,
            html.Div(
                [
                    html.Button(
                        view.say(f"orders_do_{name}"),
                        id={"do": name, "in": "panel"},
                        className="button",
                        disabled=row["state_code"] == "sent",
                    )
                    for name in ("approve", "reject", "snooze", "undo")
                ],
                className="panel-actions",
            ),
            dcc.Link(
                view.say("orders_item_page"),
                href=elements.item_link(row["sku"], row["location_id"]),
            ),
        ]
    )


def _chart(view: View, row: Row, ahead: Outlook) -> list[Component]:
    """Return what stock was and will be, and when it runs out."""
    drawn = stock_outlook(
        ahead.past,
        ahead.days,
        ahead.supply,
        view.language,
        None if ahead.is_out else ahead.runs_out_on,
    )
    last = formats.date(ahead.days["on"].to_list()[-1], view.language)
    if ahead.is_out:
        out = view.say("orders_out_now")
    elif ahead.runs_out_on:
        day = formats.date(ahead.runs_out_on, view.language)
        out = view.say("orders_out_on", day=day)
    else:
        out = view.say("orders_out_never", day=last)
    until = ahead.days.filter(pl.col("on") == row["next_arrive_on"])
    risk = [
        view.say(
            "orders_risk_until",
            day=formats.date(one["on"], view.language),
            without=formats.rate(one["risk_without"], view.language),
            with_it=formats.rate(one["risk_with"], view.language),
        )
        for one in until.iter_rows(named=True)
    ]
    return [
        elements.figure(
            view, drawn, view.say("orders_chart"), view.say("orders_chart_note")
        ),
        html.P(" ".join([out, *risk])),
    ]


def _arithmetic(view: View, row: Row) -> list[Component]:
    """Return how the number comes about: columns that add up."""
    subject = explaining.subject(
        view.snapshot, row["sku"], row["location_id"], view.company, TABLES
    )
    shown = [("orders_arithmetic", _of_line(subject, row))]
    if subject.row("planning_positions"):
        shown.append(("orders_position", order.position(subject)))
    if subject.row("reorder_points"):
        shown.append(("orders_levels", levels.levels(subject)))
        if subject.row("supply_sources"):
            shown.append(("orders_parameters", levels.parameters(subject)))
    one = row["suggestion_id"]
    return [_section(view.say(title), section, one) for title, section in shown]


def _of_line(subject: Subject, row: Row) -> Section:
    """Return the arithmetic of this line alone, where a need has several orders."""
    rows = subject.tables["suggestions"]
    own = rows.filter(pl.col("suggestion_id") == row["suggestion_id"])
    tables = {**subject.tables, "suggestions": own}
    one = Subject(
        subject.sku,
        subject.here,
        subject.served,
        subject.as_of,
        subject.company,
        tables,
    )
    return order.suggestion(one)


def _section(title: str, section: Section, one: str) -> Component:
    """Return a step of the arithmetic as a table, without the id of the line."""
    rows = [
        html.Tr(
            [
                html.Th(line.label, scope="row"),
                html.Td(line.value, className=_side(line.value)),
                html.Td(html.Small("" if line.source == one else line.source)),
            ],
            className="is-sum" if line.value.startswith("=") else "",
        )
        for line in section.lines
        if line.value
    ]
    return html.Section([html.H3(title), html.Table(html.Tbody(rows))], className="sum")


def _side(value: str) -> str:
    """Return the class of a value: a number, or words that may take several lines.

    >>> _side("= 1,072"), _side("order up to a level")
    ('number', 'number is-worded')
    """
    is_number = any(sign.isdigit() for sign in value)
    return "number" if is_number else "number is-worded"
