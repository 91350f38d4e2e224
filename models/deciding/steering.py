"""What planners say in place of files: parameters, forecasts, exceptional sales."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import dataframely as dy
import polars as pl

from models import parameters, tables

ACTIONS = ("set_parameter", "override_forecast", "confirm_outlier")


@dataclass(frozen=True)
class ParameterSaid:
    """A planning parameter at one level, as a row of ``planning_parameters``."""

    scope: str
    key: str
    parameter: str
    value: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


@dataclass(frozen=True)
class ForecastSaid:
    """A planner's own number, as a row of ``forecast_overrides``."""

    sku: str
    location_id: str
    starts_on: dt.date
    ends_on: dt.date
    qty: float | None = None
    factor: float | None = None


def parameter_faults(
    said: ParameterSaid,
    products: pl.DataFrame,
    suppliers: pl.DataFrame,
    locations: pl.DataFrame,
) -> list[str]:
    """Return what is wrong with a parameter: the fields, as the contract names them.

    The contract of ``planning_parameters`` holds, the parameter is one that is read,
    its value one that it may hold, and its key somebody or something there is.
    """
    row = {name: value for name, value in vars(said).items() if value is not None}
    rows = _typed("planning_parameters", row)
    names = {
        "sku": products["sku"],
        "category": products["category"],
        "supplier": suppliers["supplier_id"],
        "location": locations["location_id"],
        "class": pl.Series(["A", "B", "C"]),
        "company": pl.Series([""]),
    }
    found = _broken("planning_parameters", rows)
    if said.parameter not in parameters.PARAMETERS:
        found.append("parameter")
    elif not parameters.misunderstood(rows).is_empty():
        found.append("value")
    if said.scope == "sku_location":
        sku, _, location = said.key.partition("|")
        is_known = sku in names["sku"] and location in names["location"]
    else:
        is_known = said.key in names.get(said.scope, pl.Series([said.key]))
    if said.valid_from and said.valid_to and said.valid_to < said.valid_from:
        found.append("valid_to")
    return [*found, *([] if is_known else ["key"])]


def forecast_faults(
    said: ForecastSaid, products: pl.DataFrame, locations: pl.DataFrame
) -> list[str]:
    """Return what is wrong with a planner's own number: the fields, as above."""
    row = {name: value for name, value in vars(said).items() if value is not None}
    found = _broken("forecast_overrides", _typed("forecast_overrides", row))
    checks = {
        "sku": said.sku in products["sku"],
        "location_id": said.location_id in locations["location_id"],
        "ends_on": said.ends_on >= said.starts_on,
    }
    return [*found, *(name for name, holds in checks.items() if not holds)]


def _typed(table: str, row: dict[str, object]) -> pl.DataFrame:
    """Return one row of a source table, filled in as staging does."""
    columns = tables.TABLES[table].columns()
    kinds = {name: column.dtype for name, column in columns.items()}
    values = {name: [row.get(name, _fill(columns[name]))] for name in columns}
    return pl.DataFrame(values).cast(kinds, strict=False)  # type: ignore[arg-type] # types by name


def _fill(column: dy.Column) -> object:
    """Return what a column holds where nothing is said."""
    return (column.metadata or {}).get("fill")


def _broken(table: str, rows: pl.DataFrame) -> list[str]:
    """Return the columns and rules of ``table``'s own contract that a row breaks."""
    _, failures = tables.TABLES[table].filter(rows)
    rules: Sequence[str] = list(failures.counts())
    return [
        rule.partition("|")[0]
        for rule in rules
        if rule.partition("|")[0] not in tables.LINEAGE
    ]
