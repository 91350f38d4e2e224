"""Chinese New Year, from purchase orders to what a planner is told weeks before it."""

import datetime as dt
from typing import Any

import polars as pl

from models.company import Company
from models.planning import bounds
from models.supply import sources
from tests.factories import frame
from tests.models.planning.plans import LEVELS, PLACE
from tests.models.supply.purchases import lead_times, order, receipt

CLOSED = {"party_id": "s", "starts_on": "2026-02-10", "ends_on": "2026-03-02"}
"""Three weeks without anybody at the factory."""

SUPPLIER = {"supplier_id": "s", "order_weekdays": "fri"}
ITEM = {"supplier_id": "s", "sku": "a", "unit_cost": 2}


def observed(as_of: str) -> pl.DataFrame:
    """Four orders by sea that took 35 days each."""
    placed = [dt.date(2025, 8, 1) + dt.timedelta(weeks=2 * n) for n in range(4)]
    return lead_times(
        [order(n, on.isoformat(), medium="sea") for n, on in enumerate(placed)],
        [
            receipt(n, n, (on + dt.timedelta(days=35)).isoformat())
            for n, on in enumerate(placed)
        ],
        as_of,
        calendars=frame("calendars", CLOSED),
    )


def source(as_of: str, *closed: dict[str, str]) -> pl.DataFrame:
    """Where the item comes from, and when."""
    empty = (
        *("item_classes", "open_supply", "purchase_order_lines", "transfer_lanes"),
        *("exchange_rates", "forecast_overrides", "planning_parameters", "decisions"),
    )
    return sources.supply_sources(
        stock_positions=frame("stock_positions", PLACE),
        lead_times=observed(as_of),
        products=frame("products", {"sku": "a"}),
        locations=frame("locations", {"location_id": "main"}),
        suppliers=frame("suppliers", SUPPLIER),
        supplier_items=frame("supplier_items", ITEM),
        calendars=frame("calendars", *closed),
        as_of=dt.date.fromisoformat(as_of),
        company=Company(),
        **{name: frame(name) for name in empty},
    )


def told(as_of: str) -> dict[str, Any] | None:
    """What the planner is told on a day."""
    matters = bounds.closures(
        source(as_of, CLOSED),
        frame("reorder_points", LEVELS),
        frame("calendars", CLOSED),
        dt.date.fromisoformat(as_of),
    )
    return None if matters.is_empty() else matters.row(0, named=True)


def test_the_order_that_arrives_before_it_is_named_with_what_bridges_it() -> None:
    """Ordered on 2 January it is there on 6 February; a week later on 6 March."""
    row = source("2025-12-14", CLOSED).row(0, named=True)
    assert (row["lead_time_days"], row["lead_time_source"]) == (35.0, "observed")
    assert row["order_before_on"] == dt.date(2026, 1, 2)
    assert row["bridge_from_on"] == dt.date(2026, 2, 6)
    assert row["bridge_until_on"] == dt.date(2026, 3, 6)
    assert row["last_order_on"] == dt.date(2026, 2, 6)
    message = told("2025-12-14")
    assert message is not None
    assert message["qty"] == 28 * 3
    assert "Order by 2 January to have it before" in message["sentence"]
    assert "Bestil senest 2. januar" in message["sentence_da"]
    assert "Last order before it closes: 6 February" in message["sentence"]


def test_it_is_told_eight_weeks_before_goods_must_leave_and_no_sooner() -> None:
    assert told("2025-11-11") is not None
    assert told("2025-11-10") is None


def test_the_protection_interval_reaches_to_the_first_arrival_after_it() -> None:
    """On 1 January the next two chances are the 2nd and the 9th of January."""
    usual = source("2026-01-01").row(0, named=True)
    stretched = source("2026-01-01", CLOSED).row(0, named=True)
    assert usual["next_arrive_on"] == dt.date(2026, 2, 13)
    assert stretched["arrive_on"] == dt.date(2026, 2, 6)
    assert stretched["next_arrive_on"] == dt.date(2026, 3, 6)
    assert stretched["protection_days"] == usual["protection_days"] + 21


def test_too_late_for_that_the_last_order_before_it_is_still_named() -> None:
    message = told("2026-01-20")
    assert message is not None
    assert "Last order on 6 February" in message["sentence"]
    assert message["qty"] == 3 * 25
