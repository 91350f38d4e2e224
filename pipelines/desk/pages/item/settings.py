"""What a planner may set for an item, where it stands: parameters, expected demand."""

import datetime as dt

import dash_mantine_components as dmc
import polars as pl
from dash import dcc, html
from dash.development.base_component import Component

from models.forecasting.overrides import overrides
from models.parameters import PARAMETERS
from models.reports import item_settings
from models.reports.item_settings import SCOPES, Setting
from models.reports.report_table import report_table
from pipelines.desk import elements
from pipelines.desk.pages.item.subject import Item
from pipelines.desk.standings import standings
from pipelines.desk.view import View

DATES = {"en": "D MMM YYYY", "da": "DD-MM-YYYY"}
WEEK = dt.timedelta(days=7)


def subject(of: Item) -> pl.DataFrame:
    """Return the item as parameters look it up."""
    supplier = of.at_main_place("supply_sources").get("supplier_id")
    return pl.DataFrame(
        {
            "sku": of.sku,
            "location_id": of.main_place,
            "supplier_id": supplier,
            "abc": of.at_main_place("item_classes").get("abc"),
            "category": of.product.get("category"),
        },
        schema_overrides=dict.fromkeys(("supplier_id", "abc", "category"), pl.String),
    )


def settings(of: Item, told: str = "", told_expected: str = "") -> Component:
    """Return what is set and the fields to set it; ``told`` is what was just done."""
    at = {"sku": of.sku, "location": of.place, "seen": _newest(of)}
    return html.Div(
        [
            dcc.Store(id="item-at", data=at),
            _parameters(of, told),
            _expected(of, told_expected),
        ],
        id="item-settings",
    )


def _newest(of: Item) -> int:
    """Return the number of the newest entry of the decisions store."""
    entries = standings(of.view).store.entries()
    return int(entries["entry_no"].to_list()[-1]) if entries.height else 0


def _parameters(of: Item, told: str) -> Component:
    """Return each parameter with what holds, where it is from, and a field for it."""
    view = of.view
    held = item_settings.settings(
        subject(of),
        view.frame("planning_parameters"),
        standings(view).store.decisions(),
        view.snapshot.as_of,
        view.language,
    )
    names = ("setting", "setting_now", "setting_source", "setting_new")
    head = html.Tr([html.Th(view.say(name), scope="col") for name in names])
    table = html.Table(
        [html.Thead(head), html.Tbody([_row(view, one) for one in held])]
    )
    return elements.section(
        view.say("settings_title", place=of.main_place),
        html.Div(table, className="wide settings"),
        _saving(of, told),
        note=view.say("settings_note"),
    )


def _row(view: View, one: Setting) -> Component:
    """Return one parameter."""
    name = view.say(f"set_{one.name}")
    undo = html.Button(
        view.say("setting_undo"),
        id={"unset": one.name, "scope": one.scope},
        className="link-button",
        title=view.say("setting_take_back", name=name),
    )
    return html.Tr(
        [
            html.Th(name, scope="row"),
            html.Td(one.value),
            html.Td([one.source, " ", undo if one.is_decided else None]),
            html.Td(_field(view, one.name, name)),
        ]
    )


def _field(view: View, name: str, label: str) -> Component:
    """Return the field for a new value: choices where only some are allowed."""
    parameter = PARAMETERS[name]
    words = {
        value: item_settings.in_words(name, value, view.language)
        for value in parameter.choices
    }
    if parameter.kind == "flag":
        words = {"true": view.say("yes"), "false": view.say("no")}
    if words:
        return dmc.Select(
            id={"setting": name},
            data=[{"value": value, "label": word} for value, word in words.items()],
            clearable=True,
            size="xs",
            attributes={"input": {"aria-label": label}},
        )
    return dmc.TextInput(
        id={"setting": name}, size="xs", attributes={"input": {"aria-label": label}}
    )


def _saving(of: Item, told: str) -> Component:
    """Return for what new values hold, why, and the button that saves them."""
    view = of.view
    scopes = [
        {"value": scope, "label": view.say(f"scope_{scope}", place=of.main_place)}
        for scope in SCOPES
        if scope == "company" or item_settings.key_of(subject(of), scope)
    ]
    return html.Div(
        [
            dmc.Select(
                id="setting-scope",
                label=view.say("setting_scope"),
                data=scopes,
                value=SCOPES[0],
                allowDeselect=False,
                size="xs",
            ),
            dmc.TextInput(id="setting-why", label=view.say("setting_why"), size="xs"),
            html.Button(
                view.say("setting_save"),
                id="setting-save",
                className="button button-main",
            ),
            html.Span(told, className="told-here", role="status"),
        ],
        className="saving",
    )


def _expected(of: Item, told: str) -> Component:
    """Return the planners' own numbers that stand, and fields for another one."""
    view, first = of.view, of.view.snapshot.as_of + dt.timedelta(days=1)
    store = standings(view).store
    said = overrides(view.frame("forecast_overrides"), store.decisions(), first)
    here = said.filter(sku=of.sku, location_id=of.main_place)
    table = report_table(
        "expected", here, starts_on="date", ends_on="date", qty="qty", factor="score"
    )
    return elements.section(
        view.say("expect_title", place=of.main_place),
        elements.small_table(view, table),
        html.Div(
            [
                _day(view, "expect-from", "expect_from", first),
                _day(
                    view,
                    "expect-until",
                    "expect_until",
                    first + 4 * WEEK - first.resolution,
                ),
                dmc.NumberInput(
                    id="expect-qty", label=view.say("expect_qty"), min=0, size="xs"
                ),
                dmc.NumberInput(
                    id="expect-factor",
                    label=view.say("expect_factor"),
                    min=0,
                    step=0.1,
                    size="xs",
                    decimalSeparator="," if view.language == "da" else ".",
                ),
                dmc.TextInput(
                    id="expect-why", label=view.say("setting_why"), size="xs"
                ),
                html.Button(
                    view.say("setting_save"),
                    id="expect-save",
                    className="button button-main",
                ),
                html.Span(told, className="told-here", role="status"),
            ],
            className="saving",
        ),
        note=view.say("expect_note"),
    )


def _day(view: View, name: str, label: str, value: dt.date) -> Component:
    """Return a field for a day."""
    return dmc.DateInput(
        id=name,
        label=view.say(label),
        value=value.isoformat(),
        valueFormat=DATES[view.language],
        size="xs",
    )
