"""Exceptional sales on a page: what each was, and buttons to say what it is."""

import datetime as dt
from typing import Any

import dash
import polars as pl
from dash import ALL, MATCH, Input, Output, State, html
from dash._callback import NoUpdate
from dash.development.base_component import Component

from models.reports import forecast_quality, formats
from models.reports.report_table import ReportTable
from pipelines.deciding.confirmation import Sale, confirm
from pipelines.desk import elements
from pipelines.desk.view import View, view

SHOWN = 12


def open_sales(view: View, rows: pl.DataFrame) -> ReportTable:
    """Return the sales in ``rows`` that nobody has decided about, worth most first."""
    return forecast_quality.exceptional(rows, view.frame("products"), view.language)


def sales(view: View, table: ReportTable) -> Component:
    """Return the sales of ``table``, each with its buttons."""
    if not table.total:
        return elements.empty(view.say("empty_exceptional"))
    rows = table.rows.head(SHOWN).iter_rows(named=True)
    return html.Ol([_sale(view, row) for row in rows], className="worklist")


def _sale(view: View, row: dict[str, Any]) -> Component:
    """Return one sale."""
    day, language = row["on"], view.language
    at = {"sku": row["sku"], "place": row["location_id"], "day": day.isoformat()}
    said = view.say(
        "sale_line",
        qty=formats.qty(row["demanded_qty"], language),
        day=formats.date(day, language),
        usual=formats.qty(row["usual_qty"], language),
        counted=formats.qty(row["counted_qty"], language),
    )
    buttons = [
        html.Button(
            view.say(f"sale_{answer}"),
            id={"sale": answer, **at},
            className="button",
            title=f"{row.get('title') or row['sku']}: {view.say(f'sale_{answer}')}",
        )
        for answer in ("yes", "no")
    ]
    return html.Li(
        [
            html.Div([elements.item(row), html.P(said), html.P(row["reason"])]),
            html.Div(
                [
                    html.Strong(
                        formats.money(row["amount"], view.company.currency, language)
                    ),
                    html.Span(buttons, className="sale-buttons"),
                    html.Small(id={"sale-told": True, **at}, role="status"),
                ],
                className="worth",
            ),
        ]
    )


def answered(seen: View, asked: dict[str, str]) -> str:
    """Keep what a planner says of a sale, and tell that it is kept."""
    sale = Sale(asked["sku"], asked["place"], dt.date.fromisoformat(asked["day"]))
    confirm(
        seen.workspace,
        sale,
        is_exceptional=asked["sale"] == "yes",
        author=seen.planner,
    )
    what = seen.say(f"sale_{asked['sale']}").lower()
    return seen.say("sale_said", what=what)


def register(app: dash.Dash) -> None:
    """Answer the buttons of every sale on any page."""
    at = {"sku": MATCH, "place": MATCH, "day": MATCH}

    @app.callback(
        Output({"sale-told": True, **at}, "children"),
        Input({"sale": ALL, **at}, "n_clicks"),
        State({"sale-told": True, **at}, "id"),
        prevent_initial_call=True,
    )
    def answer(clicks: list[int | None], place: dict[str, str]) -> str | NoUpdate:
        del place
        if not any(clicks):
            return dash.no_update
        return answered(view(), dict(dash.ctx.triggered_id))
