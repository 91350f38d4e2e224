"""The words of a page, as somebody reads them, without a browser."""

import re
from collections.abc import Iterator

from dash.development.base_component import Component

CODE = re.compile(r"\b[a-z]+_[a-z_]+\b")


def words(part: object) -> str:
    """Return every word of a page, in its order, one piece a line."""
    return "\n".join(_pieces(part))


def _pieces(part: object) -> Iterator[str]:
    """Yield the pieces of text in ``part``."""
    if isinstance(part, str | int | float):
        yield str(part)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from _pieces(one)
    elif isinstance(part, Component):
        yield from _pieces(getattr(part, "children", None))
        for definition in getattr(part, "columnDefs", None) or ():
            yield str(definition.get("headerName", ""))


def codes(part: object) -> set[str]:
    """Return what looks like a name in the program."""
    return set(CODE.findall(words(part)))
