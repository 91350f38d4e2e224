"""What planners see of the orders, and what they leave behind."""

import json
from typing import Any

import flask
import polars as pl
from dash.development.base_component import Component

from pipelines.deciding.store import Store
from pipelines.desk.app import Application
from pipelines.desk.pages.orders.book import book
from pipelines.desk.view import View, view
from tests.desk.conftest import HOST


def seen_by(application: Application, planner: str, language: str = "en") -> View:
    """Return what a planner sees, within a request of theirs."""
    cookie = f"planner={planner}; language={language}"
    with application.server.test_request_context(
        "/", base_url=HOST, headers={"Cookie": cookie}
    ):
        flask.g.pop("view", None)
        return view()


def decisions(seen: View) -> pl.DataFrame:
    """Return what the store holds."""
    return Store(seen.workspace.decisions_url).decisions()


def words(component: Component) -> str:
    """Return the page as the browser gets it."""
    return json.dumps(component.to_plotly_json(), default=_plain, ensure_ascii=False)


def _plain(value: object) -> object:
    """Return a component as plain data."""
    return value.to_plotly_json() if isinstance(value, Component) else str(value)


def first_order(seen: View) -> dict[str, Any]:
    """Return the order that is worth most."""
    return book(seen).orders.row(0, named=True)
