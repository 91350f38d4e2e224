"""What a planner says of an item becomes a decision."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import dash
from dash import ALL, Input, Output, State
from dash._callback import NoUpdate
from dash.development.base_component import Component

from models.deciding.steering import ForecastSaid, ParameterSaid
from models.reports import item_settings
from models.reports.texts import TEXTS
from pipelines.deciding.steering import (
    Reply,
    Speaker,
    SteeringFault,
    Word,
    override_forecast,
    say,
    set_parameter,
)
from pipelines.desk.pages.item.settings import settings, subject
from pipelines.desk.pages.item.subject import Item, item
from pipelines.desk.standings import standings
from pipelines.desk.view import View, view


def set_values(
    of: Item, values: Mapping[str, str | None], scope: str, by: Speaker
) -> str:
    """Set every parameter that has a value, and tell what came of it."""
    seen, key = of.view, item_settings.key_of(subject(of), scope)
    replies = []
    for name, typed in values.items():
        if not typed:
            continue
        said = ParameterSaid(scope, key, name, item_settings.typed(name, typed))
        try:
            replies.append(
                set_parameter(standings(seen).store, seen.snapshot, said, by)
            )
        except SteeringFault:
            return seen.say("said_not_allowed", what=seen.say(f"set_{name}"))
    return told(seen, replies)


def take_back(of: Item, name: str, scope: str, by: Speaker) -> str:
    """Take back what was decided of a parameter, and tell what came of it."""
    key = item_settings.key_of(subject(of), scope)
    about = {"scope": scope, "key": key, "parameter": name, "valid_from": None}
    word = Word("set_parameter", about, None)
    reply = say(standings(of.view).store, of.view.snapshot.run, word, by)
    return told(of.view, [reply], "said_back")


def expect(
    of: Item,
    days: tuple[str, str],
    number: tuple[float | None, float | None],
    by: Speaker,
) -> str:
    """Keep a planner's own number for some days, and tell what came of it."""
    seen = of.view
    first, last = (dt.date.fromisoformat(day[:10]) for day in days)
    qty, factor = number
    said = ForecastSaid(of.sku, of.main_place, first, last, qty, factor)
    try:
        reply = override_forecast(standings(seen).store, seen.snapshot, said, by)
    except SteeringFault as fault:
        names = [
            seen.say(f"said_field_{field}")
            for field in fault.fields
            if f"said_field_{field}" in TEXTS
        ]
        return seen.say("said_not_allowed", what=", ".join(names))
    return told(seen, [reply])


def told(seen: View, replies: list[Reply], done: str = "said_saved") -> str:
    """Tell what came of what was said; a conflict first."""
    for reply in replies:
        if reply.conflict:
            return seen.say("said_conflict", who=reply.conflict["author"])
    is_any = any(reply.is_recorded for reply in replies)
    return seen.say(done if is_any else "said_same")


FORM = {
    "at": State("item-at", "data"),
    "names": State({"setting": ALL}, "id"),
    "values": State({"setting": ALL}, "value"),
    "scope": State("setting-scope", "value"),
    "why": State("setting-why", "value"),
    "first": State("expect-from", "value"),
    "last": State("expect-until", "value"),
    "qty": State("expect-qty", "value"),
    "factor": State("expect-factor", "value"),
    "expect_why": State("expect-why", "value"),
}
"""What stands in the fields of the settings."""


def register(app: dash.Dash) -> None:
    """Answer the buttons of the settings."""

    @app.callback(
        output=Output("item-settings", "children"),
        inputs={
            "save": Input("setting-save", "n_clicks"),
            "unset": Input({"unset": ALL, "scope": ALL}, "n_clicks"),
            "expect": Input("expect-save", "n_clicks"),
        },
        state={"form": FORM},
        prevent_initial_call=True,
    )
    def answer(
        save: object, unset: object, expect: object, form: Mapping[str, Any]
    ) -> list[Component] | NoUpdate:
        del save, unset, expect
        if not dash.ctx.triggered[0]["value"]:
            return dash.no_update
        return answered(view(), dash.ctx.triggered_id, form)


def answered(
    seen: View, asked: str | Mapping[str, str], form: Mapping[str, Any]
) -> list[Component]:
    """Return the settings as they stand after the button ``asked`` was pressed."""
    at = form["at"]
    of = item(seen, at["sku"], at["location"])
    by = Speaker(seen.planner, form["why"] or None, at["seen"])
    said, said_expected = "", ""
    if asked == "setting-save":
        names = [one["setting"] for one in form["names"]]
        typed = dict(zip(names, form["values"], strict=True))
        said = set_values(of, typed, form["scope"], by)
    elif asked == "expect-save":
        by = Speaker(seen.planner, form["expect_why"] or None, at["seen"])
        number = (_number(form["qty"]), _number(form["factor"]))
        said_expected = expect(of, (form["first"], form["last"]), number, by)
    elif not isinstance(asked, str):
        said = take_back(of, asked["unset"], asked["scope"], by)
    shown: list[Component] = settings(of, said, said_expected).children
    return shown


def _number(value: str | float | None) -> float | None:
    """Return the number of a field; none where it is empty."""
    return None if value in (None, "") else float(value)
