"""The words of a page, as somebody reads them, without a browser."""

import re
from collections.abc import Iterator

import polars as pl
from dash.development.base_component import Component

from pipelines.desk.listing import Listing
from pipelines.desk.view import View

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


def parts(part: object) -> Iterator[Component]:
    """Go through a page and everything in it."""
    if isinstance(part, list | tuple):
        for one in part:
            yield from parts(one)
    elif isinstance(part, Component):
        yield part
        yield from parts(getattr(part, "children", None))


def links(part: object) -> list[str]:
    """Return where a page leads to."""
    return [one.href for one in parts(part) if getattr(one, "href", None)]


def codes(part: object) -> set[str]:
    """Return what looks like a name in the program."""
    return set(CODE.findall(words(part)))


def listed(listing: Listing, seen: View, **scope: str) -> pl.DataFrame:
    """Return every row of a long table that is held in memory."""
    rows = listing.rows(seen, scope).source
    if not isinstance(rows, pl.DataFrame):
        message = f"{listing.name} lies in files"
        raise TypeError(message)
    return rows
