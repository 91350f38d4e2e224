"""What a reader finds on a page that was made without a browser."""

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component

Made = Any
"""A component, a text or a number, or several of them."""


def parts(made: Made) -> Iterator[Component]:
    """Go through a page and everything in it."""
    if isinstance(made, list | tuple):
        for one in made:
            yield from parts(one)
    elif isinstance(made, Component):
        yield made
        yield from parts(getattr(made, "children", None))


def words(made: Made) -> str:
    """Return what a page says, piece by piece."""
    return " ".join(_texts(made))


def links(made: Made) -> list[str]:
    """Return where a page leads to."""
    return [one.href for one in parts(made) if getattr(one, "href", None)]


def _texts(made: Made) -> Iterator[str]:
    """Go through what is written on a page."""
    if isinstance(made, list | tuple):
        for one in made:
            yield from _texts(one)
    elif isinstance(made, Component):
        yield from _texts(getattr(made, "children", None))
    elif made is not None:
        yield str(made)
