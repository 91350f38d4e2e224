"""A plan made under changed parameters beside the published one."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from models.parameters import KEYS, LEVELS, PARAMETERS

PLACE = ["sku", "location_id"]
LINE = ["supplier_id", "location_id", "sku"]
DEMAND_FACTOR = "demand_factor"
LEAST_AMOUNT = "min_order_amount"
BOOKS = ("costing_method", "standard_cost")
"""Parameters of the books: they change no plan."""


@dataclass(frozen=True)
class Change:
    """One parameter with another value, at one level of ``planning_parameters``.

    Beside the parameters of planning, ``demand_factor`` multiplies what is expected to
    sell, and ``min_order_amount`` (of a supplier, or of all) is the least of an order.
    """

    scope: str
    key: str
    parameter: str
    value: str

    @property
    def fault(self) -> str:
        """What is wrong with it; empty: nothing."""
        return self._level_fault or self._value_fault

    @property
    def _level_fault(self) -> str:
        """What is wrong with its level."""
        levels = ("supplier", "company") if self.parameter == LEAST_AMOUNT else LEVELS
        if self.scope not in levels:
            return f"{self.parameter} is set for {', '.join(levels)}, not {self.scope}"
        if (self.scope == "company") != (self.key == ""):
            return f"scope {self.scope} with key {self.key!r}: only a company has none"
        return ""

    @property
    def _value_fault(self) -> str:
        """What is wrong with its parameter or value."""
        if self.parameter in (DEMAND_FACTOR, LEAST_AMOUNT):
            return _number_fault(self.parameter, self.value, 0.0, 1e9)
        if self.parameter not in PARAMETERS or self.parameter in BOOKS:
            known = sorted({*PARAMETERS, DEMAND_FACTOR, LEAST_AMOUNT} - set(BOOKS))
            return f"no parameter {self.parameter}; there are {', '.join(known)}"
        bounds = PARAMETERS[self.parameter]
        if bounds.kind == "number":
            return _number_fault(self.parameter, self.value, bounds.low, bounds.high)
        if bounds.kind == "text" and self.value not in bounds.choices:
            return f"{self.parameter} is one of {', '.join(bounds.choices)}"
        return ""


def _number_fault(name: str, value: str, low: float, high: float) -> str:
    """Return what is wrong with a number; empty: nothing."""
    try:
        is_fine = low <= float(value) <= high
    except ValueError:
        is_fine = False
    return "" if is_fine else f"{name} is a number from {low:g} to {high:g}"


def decided(
    decisions: pl.DataFrame, changes: Sequence[Change], as_of: dt.date
) -> pl.DataFrame:
    """Return the decisions with the changes of parameters as the latest of them."""
    latest = dt.datetime.combine(as_of, dt.time.max, dt.UTC)
    rows = [
        {
            "decision_id": f"what-if-{number}",
            "decided_at": latest,
            "author": "what-if",
            "run": "what-if",
            "suggestion_id": "",
            "action": "set_parameter",
            "after": json.dumps(
                {
                    "scope": one.scope,
                    "key": one.key,
                    "parameter": one.parameter,
                    "value": one.value,
                }
            ),
        }
        for number, one in enumerate(changes)
        if one.parameter in PARAMETERS
    ]
    new = pl.DataFrame(rows, schema_overrides=decisions.schema)
    return pl.concat([decisions, new], how="diagonal") if rows else decisions


def with_demand(
    forecast_basis: pl.DataFrame, items: pl.DataFrame, changes: Sequence[Change]
) -> pl.DataFrame:
    """Return the basis of forecasts times the factor of each item-location.

    ``items`` has what the levels are told by: ``supplier_id``, ``abc``, ``category``.
    """
    asked = [one for one in changes if one.parameter == DEMAND_FACTOR]
    named = forecast_basis.select(PLACE).join(
        items, on=PLACE, how="left", maintain_order="left"
    )
    factor = named.select(_valued(asked, pl.lit(1.0)).alias("factor")).to_series()
    return forecast_basis.with_columns(
        (pl.col(name) * factor).alias(name) for name in ("daily_mean", "daily_trend")
    )


def with_minimums(suppliers: pl.DataFrame, changes: Sequence[Change]) -> pl.DataFrame:
    """Return the suppliers with the least amounts that are asked for."""
    asked = [one for one in changes if one.parameter == LEAST_AMOUNT]
    kept = pl.col(LEAST_AMOUNT).cast(pl.Float64)
    kind = suppliers.schema[LEAST_AMOUNT]
    return suppliers.with_columns(_valued(asked, kept).cast(kind).alias(LEAST_AMOUNT))


def _valued(changes: Sequence[Change], otherwise: pl.Expr) -> pl.Expr:
    """Return the value of the narrowest level that holds for a row."""
    value = otherwise
    for one in sorted(changes, key=lambda one: LEVELS.index(one.scope), reverse=True):
        columns = KEYS[one.scope]
        holds = pl.lit(value=True)
        if columns:
            holds = pl.concat_str(columns, separator="|") == one.key
        value = pl.when(holds).then(float(one.value)).otherwise(value)
    return value


def lines(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Return each order line in both plans, most money changed first."""
    both = _lines(before).join(
        _lines(after), on=LINE, how="full", coalesce=True, suffix="_after"
    )
    counted = [
        f"{name}{suffix}"
        for suffix in ("", "_after")
        for name in ("qty", "amount", "at_risk_amount")
    ]
    return (
        both.with_columns(
            pl.col(counted).fill_null(0.0),
            title=pl.coalesce("title", "title_after"),
        )
        .drop("title_after")
        .with_columns(amount_change=pl.col("amount_after") - pl.col("amount"))
        .sort(pl.col("amount_change").abs(), *LINE, descending=[True, *[False] * 3])
    )


def _lines(suggestions: pl.DataFrame) -> pl.DataFrame:
    """Return one line for each item, place and supplier."""
    risk = pl.col("stockout_risk_rate")
    return suggestions.group_by(LINE).agg(
        pl.col("title").first(),
        qty=pl.col("suggested_qty").sum().cast(pl.Float64),
        amount=pl.col("amount").sum().cast(pl.Float64),
        cover_days=pl.col("cover_days").max(),
        stockout_risk_rate=risk.max(),
        at_risk_amount=(
            risk * pl.col("lost_margin_per_day_amount").cast(pl.Float64)
        ).max(),
    )


def totals(
    before: Mapping[str, pl.DataFrame], after: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    """Return the figures of both plans: ``figure``, ``published``, ``changed``.

    Each plan holds ``suggestions``, ``suggested_orders``, ``reorder_points`` and
    ``supply_sources``.
    """
    one, other = _totals(before), _totals(after)
    return pl.DataFrame(
        {
            "figure": list(one),
            "published": list(one.values()),
            "changed": list(other.values()),
        }
    ).with_columns(difference=pl.col("changed") - pl.col("published"))


def _totals(plan: Mapping[str, pl.DataFrame]) -> dict[str, float]:
    """Return the figures of a plan.

    Stock is valued at the cost of its source; cover is what order-up-to levels last.
    """
    sent, orders = _lines(plan["suggestions"]), plan["suggested_orders"]
    levels = plan["reorder_points"].join(
        plan["supply_sources"].select(*PLACE, "unit_cost_amount"), on=PLACE, how="left"
    )
    cost = pl.col("unit_cost_amount").cast(pl.Float64).fill_null(0.0)
    safety, most, daily = levels.select(
        safety=(pl.col("safety_stock_qty").cast(pl.Float64) * cost).sum(),
        most=(pl.col("order_up_to_qty").cast(pl.Float64) * cost).sum(),
        daily=(pl.col("daily_mean_qty") * cost).sum(),
    ).row(0)
    return {
        "orders": float(orders.height),
        "lines": float(sent.height),
        "units": float(sent["qty"].sum()),
        "amount": float(sent["amount"].sum()),
        "at_risk_per_day_amount": float(sent["at_risk_amount"].sum()),
        "safety_stock_amount": float(safety),
        "order_up_to_amount": float(most),
        "cover_days": float(most / daily) if daily else 0.0,
    }
