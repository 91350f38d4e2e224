"""The contract of every table: its columns, their types, and what must hold.

A table is declared here and nowhere else. Staging types and refuses by these
contracts, the warehouse enforces them on write, checks, data dictionary and templates
are made from them, and tests sample from them.
"""

import re
from types import ModuleType

import dataframely as dy

from models.tables import (
    decisions,
    demand,
    finance,
    forecasting,
    inventory,
    orders,
    planning,
    staging,
    suggestions,
    supply,
    warehouse,
)
from models.tables.sources import catalogue, purchasing, sales, steering, stock
from models.tables.sources.lineage import Lineage


def _snake(name: str) -> str:
    """Turn a class name into a table name: ``OrderLines`` → ``order_lines``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _declared(*modules: ModuleType) -> dict[str, type[dy.Schema]]:
    """Return the contracts that ``modules`` declare, by table name."""
    return {
        _snake(name): contract
        for module in modules
        for name, contract in vars(module).items()
        if isinstance(contract, type)
        and issubclass(contract, dy.Schema)
        and contract.__module__ == module.__name__
        and contract is not forecasting.Quantiles
    }


SOURCES: dict[str, type[dy.Schema]] = _declared(
    catalogue, sales, purchasing, stock, steering
)
"""Tables a user may drop into the inbox."""

ROOMS: dict[str, dict[str, type[dy.Schema]]] = {
    "sources": SOURCES,
    "staging": _declared(staging),
    "inventory": _declared(inventory),
    "orders": _declared(orders),
    "supply": _declared(supply),
    "demand": _declared(demand),
    "forecasting": _declared(forecasting),
    "planning": _declared(planning, suggestions, decisions),
    "warehouse": _declared(warehouse),
    "finance": _declared(finance),
}
"""Contracts by room of the house."""

TABLES: dict[str, type[dy.Schema]] = {
    name: contract for room in ROOMS.values() for name, contract in room.items()
}
"""Every contract by table name."""

LINEAGE = tuple(Lineage.columns())
"""Columns that say where a source row came from."""


def column_names(table: str) -> list[str]:
    """Return the columns of ``table``: its key, its own columns, lineage last."""
    contract = TABLES[table]
    key = contract.primary_key()
    lineage = LINEAGE if table in SOURCES else ()
    own = [name for name in contract.columns() if name not in (*key, *lineage)]
    return [*key, *own, *lineage]


def room_of(table: str) -> str:
    """Return the room that makes ``table``."""
    return next(room for room, contracts in ROOMS.items() if table in contracts)
