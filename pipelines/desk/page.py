"""What a page of the desk is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import dash
from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

from pipelines.desk.listing import Listing
from pipelines.desk.still import still
from pipelines.desk.view import View

Query = Mapping[str, str]
"""What the address says behind its question mark."""


def no_callbacks(app: dash.Dash) -> None:
    """Answer nothing: the page only shows."""
    del app


@dataclass(frozen=True)
class Page:
    """One page: its address, its content and what answers its planner.

    ``name`` is its address without the slash, and the key of its words
    (``desk_page_<name>``); ``layout`` returns its content for a view and the query of
    the address; ``register`` adds its callbacks once, when the application starts;
    ``listings`` are the long tables on it; ``is_kept`` says that all it shows follows
    from the published plan, so that it is made once for all readers.
    """

    name: str
    layout: Callable[[View, Query], Component]
    listings: tuple[Listing, ...] = ()
    register: Callable[[dash.Dash], None] = no_callbacks
    is_kept: bool = False

    @property
    def path(self) -> str:
        """The address of the page; the first page has the shortest."""
        return "/" if self.name == FIRST else f"/{self.name}"

    def shown(self, view: View, query: Query) -> Component:
        """Return its content as it is sent to a browser."""
        if not self.is_kept:
            return still(self.layout(view, query))
        key = ("page", self.name, view.theme, urlencode(sorted(query.items())))
        return view.remember(key, lambda: _sent(self, view, query)).content


@dataclass(frozen=True)
class Sent:
    """The content of a page, and about how many bytes of memory it takes."""

    content: Component
    nbytes: int


def _sent(page: Page, view: View, query: Query) -> Sent:
    """Make the content of a page."""
    content = still(page.layout(view, query))
    return Sent(content, MEMORY_PER_BYTE * len(to_json_plotly(content)))


MEMORY_PER_BYTE = 6
"""Bytes that a component takes in memory for each that is sent of it."""
FIRST = "today"
