"""The desk as an application: its pages, their callbacks, and what guards them."""

import logging
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import dash
import flask
from dash import ALL, ClientsideFunction, Input, Output, State, html
from dash.development.base_component import Component

from models.reports.texts import LANGUAGES, text
from pipelines.desk import downloads, elements, grid, security, shell
from pipelines.desk.page import Page, Query
from pipelines.desk.pages import PAGES
from pipelines.desk.shelf import Shelf
from pipelines.desk.view import EXTENSION, THEMES, Desk, chosen, desk_of_app, view
from pipelines.publishing import NothingPublished
from pipelines.workspace import Workspace

STATIC = Path(__file__).parent / "static"
LISTINGS = tuple(listing for page in PAGES for listing in page.listings)
INDEX = """<!doctype html>
<html lang="{language}" data-theme="{theme}">
<head>
{{%metas%}}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{%title%}}</title>
{{%favicon%}}
{{%css%}}
</head>
<body>
{{%app_entry%}}
<footer>{{%config%}}{{%scripts%}}{{%renderer%}}</footer>
</body>
</html>"""

log = logging.getLogger(__name__)


class Application(dash.Dash):
    """Dash with a page around it in the reader's language and theme."""

    def interpolate_index(self, **parts: Any) -> str:
        """Return the page that holds the application."""
        language = chosen("language", LANGUAGES, _own_language())
        page = INDEX.format(language=language, theme=chosen("theme", THEMES, "light"))
        for name, value in parts.items():
            page = page.replace(f"{{%{name}%}}", value or "")
        return page


def desk(workspace: Workspace) -> Application:
    """Make the application that shows ``workspace``."""
    app = Application(
        __name__,
        assets_folder=str(STATIC),
        title=workspace.settings.company.name,
        update_title="",
        serve_locally=True,
        suppress_callback_exceptions=True,
        add_log_handler=False,
        compress=True,
        csrf_token_name=security.TOKEN_COOKIE,
        csrf_header_name=security.TOKEN_HEADER,
        on_error=told,
        health_endpoint="alive",
    )
    app.server.extensions[EXTENSION] = Desk(workspace, Shelf())
    app.layout = layout
    _register(app)
    security.protect(app.server, app.csp_hashes())
    return app


def layout() -> Component:
    """Return the page around the pages, or what to do where nothing is published."""
    try:
        return shell.shell(view(), PAGES)
    except NothingPublished as nothing:
        words = text("desk_nothing", _own_language(), why=nothing)
        return html.Main(html.P(words, className="empty"), className="alone")


def told(fault: Exception) -> None:
    """Tell the reader that something failed; the log has what it was."""
    log.error("a page of the desk failed", exc_info=fault)
    dash.set_props("told", {"children": view().say("desk_failed", why=fault)})


def _own_language() -> str:
    """Return the language of the workspace."""
    return desk_of_app().workspace.settings.company.language


def _register(app: Application) -> None:
    """Add every callback and address."""
    grid.register(app, LISTINGS)
    downloads.register(app.server, LISTINGS)
    for page in PAGES:
        page.register(app)
    _route(app)

    @app.server.get("/now")
    def now() -> flask.Response:
        return flask.jsonify(run=view().snapshot.run)


def _shown(page: Page, query: Query) -> Component:
    """Return a page, or what kept it from being shown."""
    seen = view()
    try:
        return page.shown(seen, query)
    except Exception as fault:
        log.exception("the page %s could not be shown", page.name)
        return elements.empty(seen.say("desk_failed", why=fault))


def _route(app: Application) -> None:
    """Show the page of the address, and mark the way to it."""
    by_path = {page.path: page for page in PAGES}

    @app.callback(
        Output("main", "children"), Input("place", "pathname"), Input("place", "search")
    )
    def show(path: str | None, search: str | None) -> Component:
        page = by_path.get((path or "/").rstrip("/") or "/")
        if page is None:
            return elements.empty(view().say("desk_no_page", path=path))
        query = dict(parse_qsl((search or "").removeprefix("?")))
        return _shown(page, query)

    app.clientside_callback(
        ClientsideFunction("desk", "mark"),
        Output({"link": ALL}, "className"),
        Input("place", "pathname"),
        State({"link": ALL}, "href"),
    )
    app.clientside_callback(
        ClientsideFunction("desk", "choose"),
        Output("told", "title"),
        Input({"choice": ALL, "value": ALL}, "n_clicks"),
        Input("planner", "value"),
        prevent_initial_call=True,
    )
