"""What a user dropped into the inbox: read, and each table as it was known."""

import inspect
from collections.abc import Callable

import dagster as dg
import polars as pl

from assets.ports import SourceStore
from assets.tables import table
from models import tables
from models.staging import accounts, masters
from models.staging.known import Staged, documents, known
from models.staging.versions import Horizon

Model = Callable[..., pl.DataFrame | pl.LazyFrame]


def staged(source_files: pl.DataFrame, source_store: SourceStore) -> Staged:
    """Return what was staged, as models take it."""
    return Staged(source_files, source_store.rows, source_store.mode)


def _parameter(name: str) -> inspect.Parameter:
    """Return the parameter of a function that takes a table."""
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY)


def accounted_for(name: str) -> Model:
    """Make the check that the table ``name`` holds every known row once."""

    def every_row_is_there(**given: pl.LazyFrame) -> pl.DataFrame:
        """Every row known of the files is in the table, once; else read it again."""
        rows, account = given[name].lazy(), given["source_accounts"].lazy().collect()
        return accounts.rows_unaccounted(name, rows, account)

    parameters = [_parameter(name), _parameter("source_accounts")]
    every_row_is_there.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # functions have one
    return every_row_is_there


def source_table(name: str) -> dg.AssetsDefinition:
    """Make the asset of one table that files fill."""

    def model(
        scope: pl.DataFrame,
        source_files: pl.DataFrame,
        source_accounts: pl.DataFrame,
        locations: pl.DataFrame,
        source_store: SourceStore,
    ) -> pl.LazyFrame:
        return known(
            staged(source_files, source_store),
            name,
            Horizon.of(scope),
            masters.home(locations),
            is_unique=accounts.is_unique(source_accounts, name),
        )

    model.__name__ = name
    model.__doc__ = tables.SOURCES[name].__doc__
    return table(checks=[accounted_for(name)])(model)


def _listed(
    name: str, scope: pl.DataFrame, source_files: pl.DataFrame, store: SourceStore
) -> tuple[pl.DataFrame, masters.Documents]:
    """Return the rows of a master table's own files, and all that may mention it."""
    every, horizon = staged(source_files, store), Horizon.of(scope)
    return known(every, name, horizon).collect(), documents(every, horizon)


@table(checks=[accounted_for("products")])
def products(
    scope: pl.DataFrame,
    source_files: pl.DataFrame,
    source_accounts: pl.DataFrame,
    source_store: SourceStore,
) -> pl.DataFrame:
    """What we sell: every item that is listed or mentioned."""
    del source_accounts  # only its check counts with it
    listed = _listed("products", scope, source_files, source_store)
    return masters.products(*listed, source_store.service_skus())


@table()
def locations(
    scope: pl.DataFrame, source_files: pl.DataFrame, source_store: SourceStore
) -> pl.DataFrame:
    """Places that hold stock: every one that is listed or mentioned."""
    return masters.locations(*_listed("locations", scope, source_files, source_store))


@table(checks=[accounted_for("channels")])
def channels(
    scope: pl.DataFrame,
    source_files: pl.DataFrame,
    source_accounts: pl.DataFrame,
    source_store: SourceStore,
) -> pl.DataFrame:
    """Places that sell: every one that is listed or mentioned."""
    del source_accounts  # only its check counts with it
    return masters.channels(*_listed("channels", scope, source_files, source_store))


@table(checks=[accounted_for("suppliers")])
def suppliers(
    scope: pl.DataFrame,
    source_files: pl.DataFrame,
    source_accounts: pl.DataFrame,
    source_store: SourceStore,
) -> pl.DataFrame:
    """Who we buy from: every supplier that is listed or mentioned."""
    del source_accounts  # only its check counts with it
    return masters.suppliers(*_listed("suppliers", scope, source_files, source_store))


DOCUMENTS = sorted(set(tables.SOURCES) - set(masters.KEYS))
documents_as_known = [source_table(name) for name in DOCUMENTS]
