"""What opens over the page: a line, the keys, conflicts, sending, workbooks."""

from collections.abc import Sequence

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from pipelines.desk.pages.orders.keys import KEYS
from pipelines.desk.view import View


def panel(view: View) -> Component:
    """Return where a line is opened, beside the lines."""
    return html.Aside(
        id="orders-panel",
        className="orders-panel",
        hidden=True,
        tabIndex="-1",
        **{"aria-label": view.say("orders_panel")},
        children=[
            html.Button(
                "×",
                id="orders-panel-close",
                className="orders-panel-close",
                **{"aria-label": view.say("orders_do_close")},
            ),
            dcc.Loading(
                html.Div(id="orders-panel-body"),
                target_components={"orders-panel-body": "children"},
                delay_show=250,
                overlay_style={"visibility": "visible", "opacity": 0.5},
                custom_spinner=html.Div(className="busy"),
            ),
        ],
    )


def dialogs(view: View) -> list[Component]:
    """Return the dialogs, all closed."""
    rows = [
        html.Tr(
            [html.Td(html.Kbd(_key(view, key))), html.Td(view.say(f"orders_do_{name}"))]
        )
        for name, key in KEYS
    ]
    return [
        _dialog(
            view,
            "orders-keys",
            view.say("orders_keys"),
            [
                html.P(view.say("orders_keys_note"), className="note"),
                html.Table(html.Tbody(rows), className="orders-keys"),
            ],
        ),
        _dialog(view, "orders-conflict", view.say("orders_conflict"), wide=True),
        _dialog(view, "orders-sending", view.say("orders_do_send"), wide=True),
        _dialog(view, "orders-uploaded", view.say("orders_upload_title"), wide=True),
    ]


def _key(view: View, key: str) -> str:
    """Return what a key is called."""
    return view.say("orders_key_space") if key == "Space" else key


def _dialog(
    view: View,
    name: str,
    title: str,
    children: Sequence[Component] = (),
    *,
    wide: bool = False,
) -> Component:
    """Return a dialog that is closed."""
    return dmc.Modal(
        html.Div(list(children), id=f"{name}-body"),
        id=name,
        title=title,
        opened=False,
        size="xl" if wide else "md",
        transitionProps={"duration": 0},
        closeButtonProps={"aria-label": view.say("orders_do_close")},
    )
