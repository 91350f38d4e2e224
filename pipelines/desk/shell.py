"""What stands around every page: where one can go, how fresh it is, who is here."""

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from models.reports import formats
from models.reports.texts import LANGUAGES
from pipelines.desk.page import Page
from pipelines.desk.view import THEMES, View

PRIMARY = {
    "light": (
        *("#eef5f3", "#d6ebe7", "#a9d3cc", "#7abbb1", "#4ea397"),
        *("#2b8a7e", "#0b6e63", "#0a6057", "#08524a", "#06443d"),
    ),
    "dark": (
        *("#e3f6f2", "#c8ece5", "#a5dfd4", "#7fd1c3", "#5cc4b1"),
        *("#4bb5a2", "#3a9a89", "#2c665d", "#1f413c", "#1d2b29"),
    ),
}
"""Shades of the accent, from palest to deepest."""
MONDAY = 1
"""Weeks begin then, wherever a day is chosen."""
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"


def shell(view: View, pages: Sequence[Page]) -> Component:
    """Return the page around the pages."""
    return dmc.MantineProvider(
        forceColorScheme=view.theme,
        theme={
            "primaryColor": "pine",
            "primaryShade": {"light": 6, "dark": 4},
            "colors": {"pine": PRIMARY[view.theme]},
            "fontFamily": FONT,
            "defaultRadius": "md",
            "autoContrast": True,
        },
        children=dmc.DatesProvider(
            settings={
                "locale": view.language,
                "firstDayOfWeek": MONDAY,
                "weekendDays": [],
            },
            children=[
                dcc.Location(id="place", refresh="callback-nav"),
                html.A(view.say("desk_skip"), href="#main", className="skip"),
                html.Div(
                    className="desk",
                    children=[_side(view, pages), _main(view)],
                ),
                html.Div(id="told", className="told", role="status"),
            ],
        ),
    )


def _side(view: View, pages: Sequence[Page]) -> Component:
    """Return the way to every page."""
    links = [
        dcc.Link(
            [
                html.Span(
                    className=f"icon icon-{page.name}", **{"aria-hidden": "true"}
                ),
                html.Span(view.say(f"desk_page_{page.name}"), className="name"),
            ],
            href=page.path,
            id={"link": page.name},
            className="side-link",
            title=view.say(f"desk_page_{page.name}"),
        )
        for page in pages
    ]
    return html.Aside(
        className="side",
        children=[
            html.Div(view.company.name, className="brand", title=view.company.name),
            html.Nav(links, **{"aria-label": view.say("desk_pages")}),
            html.Div(_choices(view), className="choices"),
        ],
    )


def _choices(view: View) -> list[Component]:
    """Return what a reader chooses: name, language and theme, kept in cookies."""
    return [
        html.Label(
            [
                html.Span(view.say("desk_planner"), className="choice-name"),
                dcc.Input(
                    id="planner",
                    value=view.planner,
                    debounce=True,
                    maxLength=80,
                    className="planner",
                    autoComplete="off",
                ),
            ],
            className="choice",
        ),
        _switch(view, "language", LANGUAGES, view.language),
        _switch(view, "theme", THEMES, view.theme),
    ]


def _switch(view: View, name: str, values: Sequence[str], chosen: str) -> Component:
    """Return buttons of which one is chosen."""
    return html.Div(
        [
            html.Button(
                view.say(f"desk_{name}_{value}"),
                id={"choice": name, "value": value},
                className="switch",
                **{"aria-pressed": "true" if value == chosen else "false"},
            )
            for value in values
        ],
        role="group",
        className="choice switches",
        **{"aria-label": view.say(f"desk_{name}")},
    )


def _main(view: View) -> Component:
    """Return where pages are shown, below how fresh they are."""
    day = formats.date(view.snapshot.as_of, view.language)
    made = view.snapshot.created_at.astimezone(view.workspace.settings.zone)
    return html.Div(
        className="stage",
        children=[
            html.Header(
                className="top",
                children=[
                    html.Span(view.say("desk_known_to", day=day), className="known"),
                    html.Span(
                        view.say(
                            "desk_planned_at",
                            day=formats.date(made.date(), view.language),
                            time=made.strftime("%H:%M"),
                        ),
                        className="made",
                    ),
                    html.Button(
                        view.say("desk_newer"),
                        id="newer",
                        className="newer",
                        hidden=True,
                        **{"data-run": view.snapshot.run},
                    ),
                ],
            ),
            dcc.Loading(
                html.Main(id="main", tabIndex="-1", children=skeleton()),
                target_components={"main": "children"},
                delay_show=300,
                overlay_style={"visibility": "visible", "opacity": 0.55},
                custom_spinner=html.Div(className="busy"),
            ),
        ],
    )


def skeleton() -> Component:
    """Return what stands there until a page has come."""
    return html.Div(
        [html.Div(className=f"bone bone-{size}") for size in ("title", "row", "block")],
        className="skeleton",
        **{"aria-hidden": "true"},
    )
