"""The messages that planning makes of a few tables."""

from typing import Any

import polars as pl

from models import tables
from models.company import Company
from models.planning.exceptions import exceptions
from tests.factories import frame
from tests.models.planning.plans import AS_OF, Given, demand, suggestions, tables_of


def everything(**given: Given) -> pl.DataFrame:
    names = (
        *("reorder_points", "supply_sources", "stock_positions", "open_supply"),
        *("supply_matches", "purchase_order_lines", "kit_components", "readiness"),
        *("lead_times", "item_classes", "products", "locations", "calendars"),
        *("planning_parameters", "decisions"),
    )
    lines = given.pop("suggestions", suggestions().clear())
    known = given.pop("lead_time_demand", demand())
    made = exceptions(
        suggestions=lines,
        order_status=frame("order_status", *given.pop("order_status", [])).lazy(),
        lead_time_demand=known.lazy(),
        as_of=AS_OF,
        company=Company(),
        **tables_of(*names, **given),
    )
    return tables.TABLES["exceptions"].validate(made)


def found(kind: str, **given: Given) -> pl.DataFrame:
    return everything(**given).filter(kind=kind)


def one(kind: str, **given: Given) -> dict[str, Any]:
    table = found(kind, **given)
    assert table.height == 1
    return table.row(0, named=True)
