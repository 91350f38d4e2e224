"""What a page of the desk is made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import dash
from dash.development.base_component import Component

from pipelines.desk.listing import Listing
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
    ``listings`` are the long tables on it.
    """

    name: str
    layout: Callable[[View, Query], Component]
    listings: tuple[Listing, ...] = ()
    register: Callable[[dash.Dash], None] = no_callbacks

    @property
    def path(self) -> str:
        """The address of the page; the first page has the shortest."""
        return "/" if self.name == FIRST else f"/{self.name}"


FIRST = "today"
