"""How long planning takes for many item-locations."""

import inspect
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl

from models.company import Company
from models.planning.cash import cash_due
from models.planning.planning_positions import planning_positions
from models.planning.reorder_points import reorder_points
from models.planning.suggestions import suggestions
from models.planning.supplier_orders import suggested_orders
from tests.factories import frame
from tests.models.planning.plans import AS_OF, USUAL, demand

RATES = np.exp(np.linspace(np.log(0.05), np.log(20), 50))
MANY = (
    *("supply_sources", "stock_positions", "forecast_basis", "item_classes"),
    *("products", "supplier_items", "readiness"),
)
SUPPLIERS = 100


def plan_seconds(rows: int) -> float:
    """Return the processor time from lead-time demand to supplier orders.

    The items sell from one in twenty days to twenty a day, come from 100 suppliers and
    have targets of all kinds; every other one is due. What is compiled once, and not at
    every run, is not counted.
    """
    _plan(_tables(100))
    known = _tables(rows)
    start = time.process_time()
    _plan(known)
    return time.process_time() - start


def _plan(known: dict[str, pl.DataFrame]) -> None:
    """Plan from lead-time demand to supplier orders."""
    points = _made(reorder_points, known)
    standing = _made(planning_positions, known)
    levels = known | {"reorder_points": points, "planning_positions": standing}
    lines, _ = _made(suggestions, levels)
    made = known | {"suggestions": lines}
    cash = _made(cash_due, made)
    _made(suggested_orders, made | {"cash_due": cash})


def _made(model: Callable[..., Any], known: dict[str, pl.DataFrame]) -> Any:  # noqa: ANN401 (of any model)
    """Call a model with the tables it names; those that are not known are empty."""
    given: dict[str, Any] = {"as_of": AS_OF, "company": Company()}
    for name, wanted in inspect.signature(model).parameters.items():
        if name not in {"as_of", "company"}:
            table = known[name] if name in known else frame(name)
            is_lazy = wanted.annotation is pl.LazyFrame
            given[name] = table.lazy() if is_lazy else table
    asked = inspect.signature(model).parameters
    return model(**{name: given[name] for name in asked})


def _tables(rows: int) -> dict[str, pl.DataFrame]:
    """Return the usual item and place, so many times."""
    skus = pl.Series([f"{number:06d}" for number in range(rows)])
    sellers = pl.Series([f"s{number % SUPPLIERS}" for number in range(rows)])
    known = {name: frame(name, *given) for name, given in USUAL.items()}
    for name in MANY:
        table = known[name][np.zeros(rows, np.int64)].with_columns(sku=skus)
        if "supplier_id" in table.columns:
            table = table.with_columns(supplier_id=sellers)
        if name == "products":
            table = table.with_columns(volume_m3=pl.lit(0.005))
        known[name] = table
    rate = RATES[np.arange(rows) % len(RATES)]
    on_hand = pl.Series(np.where(np.arange(rows) % 2, 0.4, 4.0) * rate * 16).round(0)
    known["forecast_basis"] = known["forecast_basis"].with_columns(
        daily_mean=pl.Series(rate)
    )
    known["stock_positions"] = known["stock_positions"].with_columns(
        on_hand.cast(known["stock_positions"].schema[name]).alias(name)
        for name in ("ledger_qty", "on_hand_qty", "available_qty", "position_qty")
    )
    known |= _terms(known["supplier_items"], rows)
    return known | {"lead_time_demand": _demand(skus)}


def _terms(supplier_items: pl.DataFrame, rows: int) -> dict[str, pl.DataFrame]:
    """Return what suppliers and planners ask for, so that every step has work to do.

    Orders are below their minimum, every other supplier fills containers, a tenth of
    the items has a cheaper price, and the budget does not reach for all.
    """
    numbers = range(SUPPLIERS)
    suppliers = (
        {
            "supplier_id": f"s{number}",
            "min_order_amount": 2 * rows,
            "container_volume_m3": 28 if number % 2 else None,
        }
        for number in numbers
    )
    cheaper = supplier_items.gather_every(10).select(
        "supplier_id", "sku", min_qty=pl.lit(100), unit_cost=pl.lit(1.8)
    )
    said = {"service_target_kind": "fill_rate", "budget_amount": str(60 * rows)}
    parameters = (
        {"scope": "company", "key": "", "parameter": name, "value": value}
        for name, value in said.items()
    )
    return {
        "suppliers": frame("suppliers", *suppliers),
        "supplier_price_breaks": frame("supplier_price_breaks", *cheaper.to_dicts()),
        "planning_parameters": frame("planning_parameters", *parameters),
    }


def _demand(skus: pl.Series) -> pl.DataFrame:
    """Return the demand of each item, at its rate."""
    each = [demand(rate) for rate in RATES]
    spans = each[0].height
    rate = np.arange(len(skus)) % len(RATES)
    row = (rate[:, None] * spans + np.arange(spans)).ravel()
    repeated = skus.gather(np.repeat(np.arange(len(skus)), spans))
    return pl.concat(each)[row].with_columns(sku=repeated)
