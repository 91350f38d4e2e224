"""The parts of a page that only show: sent and drawn as one component each.

Dash stands ready to change every component by a callback, and a browser pays for each:
about a millisecond, which tables of hundreds of cells make seconds. What has no name
cannot be changed; so it travels as plain HTML (``static/still.js`` draws it).
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from itertools import groupby
from typing import Any, ClassVar

from dash import dcc, html
from dash.development.base_component import Component

Drawn = str | int | float | list[Any]
"""Text, or an element: its name, its attributes, and what is in it."""
IN_PLACE = "data-desk"
"""Marks a link that goes from page to page without loading everything again."""
UNSAID = frozenset({"children", "n_clicks", "n_clicks_timestamp", "disable_n_clicks"})


class Still(Component):
    """HTML that no callback changes, as ``parts`` draw it."""

    _children_props: ClassVar[list[str]] = []
    _base_nodes: ClassVar[list[str]] = []
    _namespace = "desk_parts"
    _type = "Still"
    _prop_names: ClassVar[list[str]] = ["parts"]
    _valid_wildcard_attributes: ClassVar[list[str]] = []


def still(shown: Component) -> Component:
    """Return ``shown`` with every part that only shows as one component."""
    if _only_shows(shown):
        return Still(parts=[drawn(shown)])
    if not (_is_html(shown) or isinstance(shown, dcc.Loading)):
        return shown
    around = copy(shown)
    around.children = list(_joined(_children(shown)))
    return around


def _joined(children: Iterable[Any]) -> Iterator[Any]:
    """Yield neighbours that only show as one component, others one by one."""
    for shows, some in groupby(children, _only_shows):
        if shows:
            yield Still(parts=[drawn(one) for one in some])
        else:
            yield from map(still, some)


def _children(shown: Component) -> list[Any]:
    """Return what is in a component."""
    inside = getattr(shown, "children", None)
    several = inside if isinstance(inside, list | tuple) else [inside]
    return [one for one in several if one is not None]


def _only_shows(shown: object) -> bool:
    """Tell whether no callback can change anything of ``shown``."""
    if not isinstance(shown, Component):
        return True
    is_link = isinstance(shown, dcc.Link) and not hasattr(shown, "target")
    if hasattr(shown, "id") or not (is_link or _is_html(shown)):
        return False
    return all(map(_only_shows, _children(shown)))


def _is_html(shown: Component) -> bool:
    """Tell whether a component is an element of HTML."""
    return type(shown).__module__.startswith(f"{html.__name__}.")


def drawn(shown: object) -> Drawn:
    """Return what a browser needs to draw ``shown``.

    >>> drawn(html.Td(["3 ", html.B("cups")], className="number"))
    ['td', {'className': 'number'}, '3 ', ['b', {}, 'cups']]
    """
    if not isinstance(shown, Component):
        return shown if isinstance(shown, int | float) else str(shown)
    said = shown.to_plotly_json()["props"]
    attributes = {name: value for name, value in said.items() if name not in UNSAID}
    if isinstance(shown, dcc.Link):
        attributes |= {IN_PLACE: ""}
    name = "a" if isinstance(shown, dcc.Link) else type(shown).__name__.lower()
    inside: Sequence[Drawn] = [drawn(one) for one in _children(shown)]
    return [name, attributes, *inside]
