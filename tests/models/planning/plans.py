"""One item at one place, and what planning makes of it; tests change what matters."""

import datetime as dt
from typing import Any, TypeAlias

import polars as pl

from models import distributions, tables
from models.company import Company
from models.planning import builds, cash, supplier_orders, transfers
from models.planning import last_orders as endings
from models.planning import planning_positions as standing
from models.planning import readiness as grades
from models.planning import reorder_points as levels
from models.planning import suggestions as recommended
from models.tables.columns import QUANTILE_COLUMNS, QUANTILES
from tests.factories import frame

AS_OF = dt.date(2026, 2, 1)
DAYS = (0, *range(1, 15), 21, 28, 42, 56, 91, 182)
Rows = list[dict[str, Any]]
Given: TypeAlias = Any
"""Tables or settings that a test hands on."""

PLACE = {"sku": "a", "location_id": "main"}
SOURCE = {
    **PLACE,
    "kind": "supplier",
    "supplier_id": "s",
    "unit_cost": 2,
    "currency": "DKK",
    "unit_cost_amount": 2,
    "landed_cost_amount": 2,
    "pack_qty": 1,
    "lead_time_days": 14,
    "lead_time_sd_days": 0,
    "lead_time_source": "observed",
    "review_days": 1,
    "review_source": "default",
    "order_on": "2026-02-02",
    "next_order_on": "2026-02-03",
    "arrive_on": "2026-02-16",
    "next_arrive_on": "2026-02-17",
    "protection_days": 16,
}
STOCK = {
    **PLACE,
    "is_stock_known": True,
    "last_seen_at": "2026-02-01T12:00",
    "ledger_qty": 5,
    "on_hand_qty": 5,
    "available_qty": 5,
    "position_qty": 5,
}
BASIS = {
    **PLACE,
    "method": "smooth",
    "basis": "own_history",
    "demand_days": 365,
    "daily_mean": 3.0,
    "is_whole": True,
}
LEVELS = {
    **PLACE,
    "policy": "s_S",
    "policy_source": "default",
    "service_target_kind": "cycle",
    "service_target_rate": 0.95,
    "service_target_source": "default",
    "daily_mean_qty": 3.0,
    "lead_time_source": "observed",
    "review_source": "default",
    "order_cycle_days": 7,
    "order_cycle_source": "default",
    "expected_demand_qty": 48,
    "reorder_point_qty": 60,
    "order_up_to_qty": 80,
    "demand_basis": "own_history: smooth",
}
GRADE = {
    **PLACE,
    "grade": "A",
    "is_stock_known": True,
    "demand_days": 365,
    "terms_source": "item",
    "lead_time_source": "observed",
}
USUAL: dict[str, Rows] = {
    "supply_sources": [SOURCE],
    "stock_positions": [STOCK],
    "forecast_basis": [BASIS],
    "item_classes": [{**PLACE, "abc": "B", "daily_qty": 3.0}],
    "products": [{"sku": "a", "unit_price": 12}],
    "locations": [{"location_id": "main"}],
    "suppliers": [{"supplier_id": "s"}],
    "supplier_items": [{"supplier_id": "s", "sku": "a", "unit_cost": 2}],
    "reorder_points": [LEVELS],
    "readiness": [GRADE],
}


def tables_of(*names: str, **given: Rows) -> dict[str, pl.DataFrame]:
    return {name: frame(name, *{**USUAL, **given}.get(name, [])) for name in names}


def demand(
    rate: float = 3.0,
    variance: float = 2.0,
    protection_days: int = 16,
    *,
    sku: str = "a",
    location_id: str = "main",
) -> pl.DataFrame:
    """Demand that is the same every day, with ``variance`` times its mean."""
    days = [day or protection_days for day in DAYS]
    mean = pl.Series("mean", [rate * day for day in days], dtype=pl.Float64)
    spread = mean * variance
    quantiles = distributions.quantiles(mean.to_numpy(), spread.to_numpy(), QUANTILES)
    table = pl.DataFrame(quantiles, schema=list(QUANTILE_COLUMNS)).with_columns(
        mean,
        spread.sqrt().alias("sd"),
        pl.Series("days", DAYS, dtype=pl.Int64),
        made_on=pl.lit(AS_OF),
        sku=pl.lit(sku),
        location_id=pl.lit(location_id),
    )
    return table.select(tables.column_names("lead_time_demand"))


def reorder_points(
    lead_time_demand: pl.DataFrame | None = None, **given: Rows
) -> pl.DataFrame:
    names = (
        *("forecast_basis", "supply_sources", "item_classes", "products", "locations"),
        *("channels", "channel_locations", "suppliers", "planning_parameters"),
        *("decisions", "last_orders"),
    )
    known = demand() if lead_time_demand is None else lead_time_demand
    made = levels.reorder_points(
        lead_time_demand=known.lazy(),
        as_of=AS_OF,
        **tables_of(*names, **given),
    )
    return tables.TABLES["reorder_points"].validate(made)


def last_orders(
    lead_time_demand: pl.DataFrame | None = None, **given: Rows
) -> pl.DataFrame:
    names = (
        *("supply_sources", "item_classes", "products", "locations", "calendars"),
        *("planning_parameters", "decisions"),
    )
    known = demand() if lead_time_demand is None else lead_time_demand
    made = endings.last_orders(
        lead_time_demand=known.lazy(), as_of=AS_OF, **tables_of(*names, **given)
    )
    return tables.TABLES["last_orders"].validate(made)


def suggestions(
    lead_time_demand: pl.DataFrame | None = None,
    as_of: dt.date = AS_OF,
    company: Company | None = None,
    **given: Rows,
) -> pl.DataFrame:
    return planned(lead_time_demand, as_of, company, **given)[0]


def planned(
    lead_time_demand: pl.DataFrame | None = None,
    as_of: dt.date = AS_OF,
    company: Company | None = None,
    **given: Rows,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Suggestions, and what limits left out of them."""
    names = (
        *("reorder_points", "supply_sources", "stock_positions", "supply_matches"),
        *("readiness", "products", "suppliers", "supplier_items"),
        *("supplier_price_breaks", "purchase_order_lines", "locations"),
        *("planning_parameters", "decisions", "item_classes", "suggested_transfers"),
        *("suggested_builds", "last_orders", "plan_before"),
    )
    known = demand() if lead_time_demand is None else lead_time_demand
    ahead = known.with_columns(made_on=pl.lit(as_of)).lazy()
    made, left_out = recommended.suggestions(
        planning_positions=positions(ahead, as_of, **given),
        lead_time_demand=ahead,
        as_of=as_of,
        company=company or Company(),
        **tables_of(*names, **given),
    )
    return (
        tables.TABLES["suggestions"].validate(made),
        tables.TABLES["left_out"].validate(left_out),
    )


def positions(
    lead_time_demand: pl.LazyFrame, as_of: dt.date, **given: Rows
) -> pl.DataFrame:
    names = (
        *("supply_sources", "stock_positions", "open_supply", "supply_matches"),
        *("kit_components", "suggested_builds", "locations"),
    )
    made = standing.planning_positions(
        order_status=frame("order_status", *given.get("order_status", [])).lazy(),
        return_lines=frame("return_lines", *given.get("return_lines", [])).lazy(),
        lead_time_demand=lead_time_demand,
        as_of=as_of,
        **tables_of(*names, **given),
    )
    return tables.TABLES["planning_positions"].validate(made)


def readiness(company: Company | None = None, **given: Rows) -> pl.DataFrame:
    names = (
        *("supply_sources", "stock_positions", "forecast_basis", "supplier_items"),
        *("products", "locations"),
    )
    made = grades.readiness(
        ledger=frame("ledger", *given.pop("ledger", [])).lazy(),
        as_of=AS_OF,
        company=company or Company(),
        **tables_of(*names, **given),
    )
    return tables.TABLES["readiness"].validate(made)


def cash_due(
    lines: pl.DataFrame, company: Company | None = None, **given: Rows
) -> pl.DataFrame:
    made = cash.cash_due(
        lines, company=company or Company(), **tables_of("suppliers", **given)
    )
    return tables.TABLES["cash_due"].validate(made)


def suggested_orders(lines: pl.DataFrame, **given: Rows) -> pl.DataFrame:
    made = supplier_orders.suggested_orders(
        lines,
        cash_due(lines, suppliers=given.get("suppliers", USUAL["suppliers"])),
        **tables_of("suppliers", "products", "supply_sources", **given),
        company=Company(),
    )
    return tables.TABLES["suggested_orders"].validate(made)


def suggested_builds(
    lead_time_demand: pl.DataFrame | None = None, **given: Rows
) -> pl.DataFrame:
    names = (
        *("reorder_points", "supply_sources", "stock_positions", "open_supply"),
        *("supply_matches", "kit_components", "kit_availability", "readiness"),
        *("products", "locations"),
    )
    known = demand() if lead_time_demand is None else lead_time_demand
    made = builds.suggested_builds(
        order_status=frame("order_status").lazy(),
        lead_time_demand=known.lazy(),
        return_lines=frame("return_lines").lazy(),
        as_of=AS_OF,
        **tables_of(*names, **given),
    )
    return tables.TABLES["suggested_builds"].validate(made)


def suggested_transfers(lead_time_demand: pl.DataFrame, **given: Rows) -> pl.DataFrame:
    names = (
        *("reorder_points", "supply_sources", "stock_positions", "readiness"),
        *("locations", "kit_components", "item_classes", "products"),
        *("transfer_lanes", "calendars"),
    )
    ahead = lead_time_demand.lazy()
    made = transfers.suggested_transfers(
        planning_positions=positions(ahead, AS_OF, **given),
        order_status=frame("order_status", *given.get("order_status", [])).lazy(),
        lead_time_demand=ahead,
        as_of=AS_OF,
        **tables_of(*names, **given),
    )
    return tables.TABLES["suggested_transfers"].validate(made)


def stock(on_hand: float, **more: object) -> dict[str, Any]:
    """What is there and free."""
    units = dict.fromkeys(("ledger_qty", "on_hand_qty", "available_qty"), on_hand)
    return {**STOCK, **units, "position_qty": on_hand, **more}


def coming(open_qty: float, arrive_on: str, **more: object) -> dict[str, Any]:
    """One purchase order line on its way."""
    return {
        "po_id": "p1",
        "line_no": 1,
        "supplier_id": "s",
        **PLACE,
        "ordered_qty": open_qty,
        "open_qty": open_qty,
        "due_on": arrive_on,
        "arrive_on": arrive_on,
        "due_source": "expected",
        "state": "on_time",
        "is_counted": True,
        **more,
    }


def parameter(name: str, value: object, scope: str = "company", key: str = "") -> Rows:
    row = {"scope": scope, "key": key, "parameter": name, "value": str(value)}
    return [row]
