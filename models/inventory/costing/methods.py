"""By which method the stock of each item is valued, and from when on."""

import datetime as dt

import polars as pl

from models import exact, parameters
from models.tables.columns import EARLIEST, MONEY

NAMES = ("costing_method", "standard_cost")
DEFAULT_METHOD = str(parameters.PARAMETERS["costing_method"].default)


def costing_terms(
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    products: pl.DataFrame,
) -> pl.DataFrame:
    """Return sku, from_on, method and standard_cost: each from one day to the next.

    ``costing_method`` and ``standard_cost`` are parameters of the company, a category
    or an item, in force from a date on; without a standard cost the product's unit cost
    is taken, and an item without either goes on by the default method.
    """
    items = products.select("sku", "category", "unit_cost")
    days = _days_of_change(planning_parameters, decisions)
    terms = [
        _terms(items, parameters.in_force(planning_parameters, decisions, day), day)
        for day in days
    ]
    told = pl.struct("method", "standard_cost")
    return (
        pl.concat(terms)
        .sort("sku", "from_on")
        .filter((told != told.shift(1).over("sku")).fill_null(value=True))
    )


def _days_of_change(
    planning_parameters: pl.DataFrame, decisions: pl.DataFrame
) -> list[dt.date]:
    """Return the days from which a method or standard may be another."""
    rows = parameters.every(planning_parameters, decisions).filter(
        pl.col("parameter").is_in(NAMES)
    )
    ended = pl.col("valid_to") + pl.duration(days=1)
    days = pl.concat(
        [rows.select("valid_from"), rows.select(ended.alias("valid_from"))]
    )["valid_from"].drop_nulls()
    return sorted({EARLIEST, *days.to_list()})


def _terms(items: pl.DataFrame, in_force: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """Return the terms of every item as they are on one day."""
    standard = exact.money(pl.coalesce("standard_cost", "unit_cost").cast(MONEY))
    method = pl.col("costing_method")
    return (
        parameters.resolved(items, in_force, NAMES)
        .with_columns(standard_cost=standard)
        .select(
            "sku",
            from_on=pl.lit(day),
            method=pl.when(
                (method != "standard") | pl.col("standard_cost").is_not_null()
            )
            .then(method)
            .otherwise(pl.lit(DEFAULT_METHOD)),
            standard_cost=pl.when(method == "standard").then("standard_cost"),
        )
    )
