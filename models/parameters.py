"""Planning parameters: which value holds for an item-location, and where it comes from.

Precedence: sku_location > sku > supplier > location > class > category > company,
then the default. Within a level the row with the latest ``valid_from`` on or before
``as_of`` counts, while it lasts.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from models.costing_methods import COSTING_METHODS
from models.standing import not_taken_back
from models.tables import columns as c

LEVELS = (
    *("sku_location", "sku", "supplier", "location", "class", "category", "company"),
)  # fmt: skip
KEYS = {
    "sku_location": ("sku", "location_id"),
    "sku": ("sku",),
    "supplier": ("supplier_id",),
    "location": ("location_id",),
    "class": ("abc",),
    "category": ("category",),
    "company": (),
}
"""Columns of the items that make up the key of each level."""

TRUE = ("true", "yes", "ja", "1", "y", "j", "on")
FALSE = ("false", "no", "nej", "0", "n", "off")


@dataclass(frozen=True)
class Parameter:
    """What a parameter may hold."""

    kind: Literal["number", "text", "flag"]
    default: float | str | bool | None = None
    low: float = 0.0
    high: float = 1e7
    choices: tuple[str, ...] = ()


PARAMETERS: dict[str, Parameter] = {
    "service_target_kind": Parameter(
        "text", "cycle", choices=("fill_rate", "cycle", "economic")
    ),
    "service_target_rate": Parameter("number", low=0.5, high=0.9999),
    "policy": Parameter(
        "text",
        "s_S",
        choices=(
            *("order_up_to", "s_S", "s_Q", "min_max", "lot_for_lot", "do_not_stock"),
        ),
    ),
    "review_days": Parameter("number", low=1, high=365),
    "lead_time_days": Parameter("number", high=1000),
    "order_cycle_days": Parameter("number", 7, low=0, high=365),
    "min_qty": Parameter("number"),
    "max_qty": Parameter("number"),
    "max_order_qty": Parameter("number"),
    "reorder_qty": Parameter("number"),
    "safety_qty": Parameter("number"),
    "presentation_qty": Parameter("number"),
    "sell_off_days": Parameter("number", high=3650),
    "markdown_rate": Parameter("number", high=1),
    "reserve_premium_rate": Parameter("number", high=10),
    "kept_days": Parameter("number", 0, high=365),
    "holding_rate": Parameter("number", 0.2, high=10),
    "holding_cost": Parameter("number"),
    "order_cost": Parameter("number"),
    "stockout_cost": Parameter("number"),
    "do_not_order": Parameter("flag", default=False),
    "pack_tolerance_rate": Parameter("number", 0.1, high=1),
    "pallet_tolerance_rate": Parameter("number", 0.1, high=1),
    "pack_over_max": Parameter("text", "down", choices=("down", "up")),
    "splits_orders": Parameter("flag", default=False),
    "top_up_days": Parameter("number", 28, high=365),
    "budget_amount": Parameter("number", high=1e12),
    "cancels_remainders": Parameter("flag", default=False),
    "silent_days": Parameter("number", 60, low=1, high=3650),
    "cover_limit_days": Parameter("number", 180, low=1, high=3650),
    "dampener_days": Parameter("number", 3, high=365),
    "dampener_qty": Parameter("number"),
    "dampener_amount": Parameter("number", 20),
    "dampener_price_rate": Parameter("number", 0.02, high=10),
    "unmatched_days": Parameter("number", 14, low=1, high=365),
    "costing_method": Parameter("text", "fifo", choices=COSTING_METHODS),
    "standard_cost": Parameter("number"),
}
"""The parameters that are read; a value that breaks its bounds does not count."""


def in_force(
    planning_parameters: pl.DataFrame, decisions: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Return the one value of each scope, key and parameter that holds on ``as_of``.

    Beside it stands the first day from which it holds.

    Parameters that planners set (decisions ``set_parameter``, whose ``after`` holds
    scope, key, parameter, value and the days of validity) win over those of files.
    """
    return (
        every(planning_parameters, decisions)
        .filter(
            pl.col("valid_from") <= as_of,
            pl.col("valid_to").is_null() | (pl.col("valid_to") >= as_of),
            _is_understood(),
        )
        .sort("scope", "key", "parameter", "order", "valid_from", "value")
        .unique(["scope", "key", "parameter"], keep="last", maintain_order=True)
        .select("scope", "key", "parameter", "value", "valid_from")
    )


def every(planning_parameters: pl.DataFrame, decisions: pl.DataFrame) -> pl.DataFrame:
    """Return all that files and planners say, in the order in which it counts."""
    return pl.concat([_from_files(planning_parameters), _decided(decisions)])


def misunderstood(planning_parameters: pl.DataFrame) -> pl.DataFrame:
    """Return the parameters whose value cannot be what it says."""
    return (
        _from_files(planning_parameters)
        .filter(~_is_understood())
        .select("scope", "key", "parameter", "value")
        .sort("scope", "key", "parameter", "value")
    )


def resolved(
    items: pl.DataFrame, parameters: pl.DataFrame, names: Sequence[str]
) -> pl.DataFrame:
    """Add each named parameter and ``<name>_source`` to ``items``.

    ``parameters`` are those in force. ``items`` may carry ``sku``, ``location_id``,
    ``supplier_id``, ``abc`` and ``category``; a level whose columns it lacks is passed
    over. The source is ``parameter: <level>``, ``default``, or empty where there is
    neither.
    """
    for name in names:
        items = _with_parameter(items, parameters, name)
    return items


def _with_parameter(
    items: pl.DataFrame, parameters: pl.DataFrame, name: str
) -> pl.DataFrame:
    """Add one parameter and its source."""
    given = parameters.filter(pl.col("parameter") == name)
    levels = [
        level
        for level in LEVELS
        if set(KEYS[level]) <= set(items.columns) and given["scope"].eq(level).any()
    ]
    found = items.with_columns(
        _looked_up(given.filter(pl.col("scope") == level), level).alias(f"_{level}")
        for level in levels
    )
    source = pl.coalesce(
        *(
            pl.when(pl.col(f"_{level}").is_not_null()).then(
                pl.lit(f"parameter: {level}")
            )
            for level in levels
        ),
        pl.lit(None, pl.String),
    )
    value = pl.coalesce(*(f"_{level}" for level in levels), pl.lit(None, pl.String))
    default = pl.lit(None if PARAMETERS[name].default is None else "default")
    return found.with_columns(
        _typed(value, name).alias(name),
        pl.coalesce(source, default).alias(f"{name}_source"),
    ).drop(f"_{level}" for level in levels)


def _looked_up(given: pl.DataFrame, level: str) -> pl.Expr:
    """Return the value that stands at a level for each item, as text."""
    if not KEYS[level]:
        return pl.lit(given["value"].first(), pl.String)
    key = pl.concat_str(*KEYS[level], separator="|")
    return key.replace_strict(
        given["key"], given["value"], default=None, return_dtype=pl.String
    )


def number(value: pl.Expr) -> pl.Expr:
    """Read a number with a decimal point or comma."""
    return (
        value.str.strip_chars()
        .str.replace(",", ".", literal=True)
        .cast(pl.Float64, strict=False)
    )


def _typed(value: pl.Expr, name: str) -> pl.Expr:
    """Return a value in the parameter's own type, its default where there is none."""
    parameter = PARAMETERS[name]
    default = pl.lit(parameter.default)
    if parameter.kind == "number":
        return pl.coalesce(number(value), default.cast(pl.Float64))
    if parameter.kind == "flag":
        said = value.str.strip_chars().str.to_lowercase().is_in(TRUE)
        return pl.coalesce(said, default)
    return pl.coalesce(value.str.strip_chars(), default.cast(pl.String))


def _is_understood() -> pl.Expr:
    """Tell whether a value is one its parameter may hold; unknown names hold any."""
    value = pl.col("value")
    holds = pl.lit(value=True)
    for name, parameter in PARAMETERS.items():
        said = value.str.strip_chars()
        if parameter.kind == "number":
            fits = number(value).is_between(parameter.low, parameter.high)
        elif parameter.kind == "flag":
            fits = said.str.to_lowercase().is_in(TRUE + FALSE)
        else:
            fits = said.is_in(parameter.choices)
        holds = pl.when(pl.col("parameter") == name).then(fits).otherwise(holds)
    return holds.fill_null(value=False)


def _from_files(planning_parameters: pl.DataFrame) -> pl.DataFrame:
    """Return what files say, files first."""
    return planning_parameters.filter(pl.col("gone_at").is_null()).select(
        *("scope", "key", "parameter", "value", "valid_from", "valid_to"),
        order=pl.lit(-1, pl.Int64),
    )


def _decided(decisions: pl.DataFrame) -> pl.DataFrame:
    """Return what planners decided, oldest first."""
    return (
        not_taken_back(decisions)
        .filter(pl.col("action") == "set_parameter")
        .sort("decided_at", "decision_id")
        .with_row_index("order")
        .select(
            *(
                _said(name).fill_null("").alias(name)
                for name in ("scope", "key", "parameter", "value")
            ),
            _said("valid_from")
            .str.to_date("%F", strict=False)
            .fill_null(c.EARLIEST)
            .alias("valid_from"),
            _said("valid_to").str.to_date("%F", strict=False).alias("valid_to"),
            pl.col("order").cast(pl.Int64),
        )
    )


def _said(name: str) -> pl.Expr:
    """Return one field of a decision, as text."""
    return pl.col("after").str.json_path_match(f"$.{name}")
