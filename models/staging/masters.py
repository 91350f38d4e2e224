"""Items, places, channels and suppliers: those listed, and all that are mentioned.

A document may name an item that no products file lists, or there may be no such file at
all. What stands on these tables can rely on every reference being there.
"""

from collections.abc import Collection, Mapping

import polars as pl

from models import tables
from models.staging.services import with_services
from models.staging.watermarks import DEFAULT_CHANNEL

MAIN = "main"
KEYS = {
    "products": "sku",
    "locations": "location_id",
    "channels": "channel",
    "suppliers": "supplier_id",
}
"""Tables that are completed from documents, and the column that names them."""

Documents = Mapping[str, pl.LazyFrame]


def products(
    products: pl.DataFrame, documents: Documents, services: Collection[str] = ()
) -> pl.DataFrame:
    """Return every item that is listed or mentioned, ``services`` marked as such."""
    every = completed("products", products, mentioned("products", documents))
    return with_services(every, services)


def suppliers(suppliers: pl.DataFrame, documents: Documents) -> pl.DataFrame:
    """Return every supplier that is listed or mentioned."""
    return completed("suppliers", suppliers, mentioned("suppliers", documents))


def channels(channels: pl.DataFrame, documents: Documents) -> pl.DataFrame:
    """Return every channel that is listed or mentioned; without any, ``shop``."""
    names = mentioned("channels", documents)
    if not names and channels.is_empty():
        names = [DEFAULT_CHANNEL]
    return completed("channels", channels, names)


def locations(locations: pl.DataFrame, documents: Documents) -> pl.DataFrame:
    """Return every place listed or mentioned, and the home of rows that name none."""
    names = mentioned("locations", documents)
    listed = completed("locations", locations, names)
    if listed.is_empty() or _some_name_no_place(documents):
        return completed("locations", listed, [home(listed)])
    return listed


def home(locations: pl.DataFrame) -> str:
    """Return the place of rows that name none: the only one known, else ``main``."""
    return str(locations["location_id"].item()) if locations.height == 1 else MAIN


def referring(table: str) -> dict[str, list[str]]:
    """Return the columns that refer to ``table``, by the table they stand in.

    >>> referring("suppliers")["receipt_lines"]
    ['supplier_id']
    """
    target = f"{table}.{KEYS[table]}"
    found = {
        name: [
            column
            for column, kind in contract.columns().items()
            if (kind.metadata or {}).get("references") == target
        ]
        for name, contract in tables.SOURCES.items()
    }
    return {name: columns for name, columns in found.items() if columns}


def mentioned(table: str, documents: Documents) -> list[str]:
    """Return what ``documents`` refer to in ``table``, in order."""
    names = [
        documents[name].select(pl.col(column).unique().alias("name"))
        for name, columns in referring(table).items()
        if name in documents
        for column in columns
    ]
    if not names:
        return []
    found = pl.concat(names).drop_nulls().unique().sort("name").collect()
    return found["name"].to_list()


def completed(table: str, listed: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """Return ``listed`` and a row for each of ``names`` that it does not have."""
    key = KEYS[table]
    known = set(listed[key])
    missing = sorted(name for name in set(names) if name not in known)
    columns = tables.SOURCES[table].columns()
    rows = pl.DataFrame({key: missing}, schema={key: pl.String}).select(
        pl.col(key)
        if name == key
        else pl.lit(
            (columns[name].metadata or {}).get("fill"), columns[name].dtype
        ).alias(name)
        for name in tables.column_names(table)
    )
    return pl.concat([listed, rows]).sort(key)


def _some_name_no_place(documents: Documents) -> bool:
    """Return whether some row that needs a place names none."""
    empty = [
        rows.select(pl.col("location_id").is_null().any().alias("empty"))
        for name, rows in documents.items()
        if needs_place(name)
    ]
    return bool(empty) and bool(pl.concat(empty).collect()["empty"].any())


def needs_place(table: str) -> bool:
    """Return whether rows of ``table`` are given a place when they name none.

    >>> needs_place("stock_levels"), needs_place("order_lines")
    (True, False)
    """
    place = tables.SOURCES[table].columns().get("location_id")
    return place is not None and (place.metadata or {}).get("fill") == "location"
