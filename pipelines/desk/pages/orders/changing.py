"""The fields of an open line: split it, buy it elsewhere, put it off."""

from typing import Any

import dash_mantine_components as dmc
import polars as pl
from dash import html
from dash.development.base_component import Component

from models.reports import formats
from pipelines.desk.pages.orders.book import names
from pipelines.desk.standings import standings
from pipelines.desk.view import View

PARTS = 2
Row = dict[str, Any]


def changes(view: View, row: Row) -> Component:
    """Return the fields that split, move or put off the line."""
    sent = row["state_code"] == "sent"
    return html.Section(
        [
            html.H3(view.say("orders_change")),
            _split(view, row, disabled=sent),
            _move(view, row, disabled=sent),
            _snooze(view, disabled=sent),
        ],
        className="orders-changes",
    )


def _split(view: View, row: Row, *, disabled: bool) -> Component:
    """Return quantity and day of each part; half of it now, half a week later."""
    fields = []
    halves = _halves(float(row["quantity"] or row["suggested_qty"]))
    for number in range(PARTS):
        day = row["arrive_on"].toordinal() + 7 * number
        fields += [
            dmc.NumberInput(
                id={"part-qty": number},
                label=view.say("orders_part_qty", n=number + 1),
                value=halves[number],
                min=0,
                size="xs",
                decimalScale=3,
                disabled=disabled,
            ),
            dmc.DateInput(
                id={"part-day": number},
                label=view.say("orders_part_day", n=number + 1),
                value=row["arrive_on"].fromordinal(day).isoformat(),
                valueFormat="DD-MM-YYYY" if view.language == "da" else "D MMM YYYY",
                size="xs",
                disabled=disabled,
            ),
        ]
    return html.Div(
        [
            html.Div(fields, className="orders-parts"),
            _do(view, "split-save", "orders_do_split", disabled=disabled),
        ],
        className="orders-change",
        id="orders-split",
    )


def _halves(quantity: float) -> tuple[float, float]:
    """Return a quantity in two parts, whole where it is whole.

    >>> _halves(5.0), _halves(2.5)
    ((3.0, 2.0), (1.25, 1.25))
    """
    first = -(-quantity // 2) if quantity.is_integer() else quantity / 2
    return first, quantity - first


def _move(view: View, row: Row, *, disabled: bool) -> Component:
    """Return the suppliers that the line may be moved to."""
    plan = standings(view).plan
    others = plan.offers.filter(
        pl.col("sku") == row["sku"], pl.col("supplier_id") != row["supplier_id"]
    )
    if others.is_empty():
        return html.P(view.say("orders_no_other"), className="note")
    known = names(view)
    options = [
        {
            "value": one["supplier_id"],
            "label": view.say(
                "orders_offer",
                name=known.get(one["supplier_id"], one["supplier_id"]),
                cost=formats.money(one["unit_cost"], one["currency"], view.language, 2),
                days=one["lead_days"],
            ),
        }
        for one in others.iter_rows(named=True)
    ]
    return html.Div(
        [
            dmc.Select(
                id={"move-to": 0},
                label=view.say("orders_supplier"),
                data=options,
                value=options[0]["value"],
                size="xs",
                allowDeselect=False,
                disabled=disabled,
            ),
            _do(view, "move-save", "orders_do_move", disabled=disabled),
        ],
        className="orders-change",
        id="orders-move",
    )


def _snooze(view: View, *, disabled: bool) -> Component:
    """Return until when the line is put off."""
    week = view.snapshot.as_of.toordinal() + 8
    return html.Div(
        [
            dmc.DateInput(
                id={"snooze-until": 0},
                label=view.say("orders_snooze_until"),
                value=view.snapshot.as_of.fromordinal(week).isoformat(),
                valueFormat="DD-MM-YYYY" if view.language == "da" else "D MMM YYYY",
                size="xs",
                disabled=disabled,
            ),
            _do(view, "snooze-save", "orders_save", disabled=disabled),
        ],
        className="orders-change",
        id="orders-snooze",
    )


def _do(view: View, name: str, key: str, *, disabled: bool) -> Component:
    """Return the button of a change."""
    return html.Button(
        view.say(key), id={"do": name}, className="button", disabled=disabled
    )
