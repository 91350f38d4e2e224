"""The item that a page is about, and its rows of the published tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.reports.explanation.facts import Section, Subject
from models.reports.explanation.stock import document_files
from models.reports.orders_to_place import supplier_names
from pipelines.desk.view import View
from pipelines.explaining import sections, subject
from pipelines.known_items import known_places


@dataclass(frozen=True)
class Item:
    """One item as a reader looks at it: at one place, or at all that know it.

    ``place`` is empty for all; ``everywhere`` names all, the fullest first.
    """

    view: View
    sku: str
    place: str
    everywhere: tuple[str, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """The places that are shown."""
        return (self.place,) if self.place else self.everywhere

    @property
    def main_place(self) -> str:
        """The place that is shown, else the one that holds most."""
        return self.places[0]

    @property
    def title(self) -> str:
        """What the item is called, else its number."""
        return str(self.product.get("title") or self.sku)

    @property
    def product(self) -> Mapping[str, Any]:
        """What is known of the item as such."""
        return self.first(self.rows("products"))

    def rows(self, table: str) -> pl.DataFrame:
        """Return the rows of the item at the places shown."""
        return self.view.remember(
            ("item", table, self.sku, self.place),
            lambda: self.lazy(table).collect(),
            spoken=False,
        )

    def lazy(self, table: str) -> pl.LazyFrame:
        """Return the rows of the item at the places shown, not read yet."""
        scanned = self.view.scan(table)
        found = scanned.filter(pl.col("sku") == self.sku)
        if self.place and "location_id" in scanned.collect_schema().names():
            return found.filter(pl.col("location_id") == self.place)
        return found

    def at_main_place(self, table: str) -> Mapping[str, Any]:
        """Return the row of the item at the place that holds most."""
        rows = self.rows(table)
        return self.first(rows.filter(pl.col("location_id") == self.main_place))

    @staticmethod
    def first(rows: pl.DataFrame) -> Mapping[str, Any]:
        """Return the first row, empty where there is none."""
        return next(rows.iter_rows(named=True), {})

    def subject(self) -> Subject:
        """Return what explanations are made from."""
        return self.view.remember(
            ("item", "subject", self.sku, self.main_place),
            lambda: subject(
                self.view.snapshot, self.sku, self.main_place, self.view.company
            ),
        )

    @property
    def supplier_names(self) -> dict[str, str]:
        """What each supplier is called."""
        return self.view.remember(
            ("supplier names",),
            lambda: supplier_names(
                self.view.frame("suppliers"), self.view.frame("suggested_orders")
            ),
            spoken=False,
        )

    def steps(self) -> list[Section]:
        """Return the whole chain from documents to the order; none of what is none."""
        of = self.subject()
        if not of.row("supply_sources"):
            return []
        return self.view.remember(
            ("item", "steps", self.sku, self.main_place), lambda: list(sections(of))
        )

    def files(self) -> dict[str, str]:
        """Return where each document of the item was read."""
        return document_files(self.subject())


def item(view: View, sku: str, place: str) -> Item:
    """Return the item that is asked for.

    Raises:
        WorkspaceFault: nothing is published of it.

    """
    everywhere = view.remember(
        ("item", "places", sku),
        lambda: tuple(known_places(view.snapshot, sku)),
        spoken=False,
    )
    return Item(view, sku, place if place in everywhere else "", everywhere)
