"""What a reader narrows a page to: kept in its address, so that it can be linked to."""

from collections.abc import Mapping
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from pipelines.desk.page import Query
from pipelines.desk.view import View


def address(path: str, query: Query, **changed: str) -> str:
    """Return the address of ``path`` with what was chosen and what is ``changed``.

    What is empty is left out.

    >>> address("/health", {"by": "category"}, place="main")
    '/health?by=category&place=main'
    >>> address("/health", {"by": "category"}, by="")
    '/health'
    """
    chosen = {name: value for name, value in {**query, **changed}.items() if value}
    return f"{path}?{urlencode(chosen)}" if chosen else path


def kept(query: Query, *names: str) -> dict[str, str]:
    """Return what the address says of ``names``, and nothing else."""
    return {name: query[name] for name in names if query.get(name)}


def one_of(query: Query, name: str, values: tuple[str, ...]) -> str:
    """Return what is chosen of ``values``; the first if nothing that is among them."""
    value = query.get(name, "")
    return value if value in values else values[0]


def tabs(
    path: str, query: Query, name: str, words: Mapping[str, str], label: str
) -> Component:
    """Return links of which the chosen one is marked; the first is chosen at first."""
    chosen = one_of(query, name, tuple(words))
    first = next(iter(words))
    links = [
        dcc.Link(
            word,
            href=address(path, query, **{name: "" if value == first else value}),
            className="part is-here" if value == chosen else "part",
        )
        for value, word in words.items()
    ]
    return html.Nav(links, className="parts", **{"aria-label": label})


def select(
    query: Query, name: str, words: Mapping[str, str], label: str, every: str
) -> Component:
    """Return a list to choose one value from, or ``every``.

    The page's script puts what is chosen into the address (``choices.js``).
    """
    chosen = query.get(name, "")
    options = [
        html.Option(word, value=value, selected=value == chosen)
        for value, word in {"": every, **words}.items()
    ]
    return html.Label(
        [
            html.Span(label, className="choose-name"),
            html.Select(options, className="field choose", **{"data-choice": name}),
        ],
        className="choose-of",
        key=f"{name}={chosen}",
    )


def row(view: View, *choices: Component | None) -> Component:
    """Return choices beside each other."""
    return html.Div(
        [choice for choice in choices if choice],
        className="choose-row",
        role="group",
        **{"aria-label": view.say("desk_narrow")},
    )
