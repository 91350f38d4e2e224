"""The figures of policies beside each other: the table ``policy_backtest``."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from models import tables
from models.simulation.certainty import Interval, interval
from models.simulation.ground import Floats
from models.simulation.kernel import WEEK_DAYS
from models.simulation.money import Costs, Prices, costs, shared_orders
from models.simulation.past import Past
from models.simulation.policies import REALLY
from models.simulation.replay import Outcome

EVERYTHING = "all"
CLASSES = ("A", "B", "C")
_ONE_DAY = dt.timedelta(days=1)
LEAST_WEEKS = 13
"""A shorter past tells nothing, whatever it shows."""
WARM_SHARE = 4
"""At most a quarter of the weeks passes before judging begins."""


@dataclass(frozen=True)
class Judged:
    """A policy's outcome with what it costs."""

    outcome: Outcome
    costs: Costs


def warm_weeks(past: Past) -> int:
    """Return the weeks before judging: until most first orders would have come.

    Nine of ten protection intervals are over by then; before that every policy lives
    on the stock and the orders it was left.
    """
    days = past.cells["protection_days"].quantile(0.9, "higher") or 0
    return min(int(-(-days // WEEK_DAYS)), past.span.weeks // WARM_SHARE)


def judged(outcome: Outcome, past: Past, prices: Prices) -> Judged:
    """Return an outcome with its costs."""
    return Judged(outcome, costs(outcome, past.ground, prices))


def stock_and_service(
    outcome: Outcome, past: Past, first_week: int
) -> tuple[float, float]:
    """Return the average stock value and the share of demand served from stock."""
    days = (past.span.weeks - first_week) * WEEK_DAYS
    value = outcome.stocked[first_week:] * past.ground.terms.cost
    demanded = outcome.demanded[first_week:].sum(dtype=np.float64)
    served = outcome.served[first_week:].sum(dtype=np.float64)
    return float(value.sum() / days), float(served / max(demanded, 1.0))


def policy_backtest(
    policies: Mapping[str, Judged], past: Past, first_week: int
) -> pl.DataFrame:
    """Return the figures of each policy, from ``first_week`` on, beside what it was."""
    classes = past.cells["abc"].to_numpy()
    members = {EVERYTHING: np.ones(len(classes), bool)}
    members |= {name: classes == name for name in CLASSES}
    return pl.DataFrame(
        [
            row
            for policy, one in policies.items()
            for row in _rows(policy, one, policies[REALLY], past, members, first_week)
        ],
        schema_overrides=_types(),
        infer_schema_length=None,
    ).select(tables.column_names("policy_backtest"))


def _types() -> dict[str, pl.DataType]:
    """Return the types of the table."""
    columns = tables.TABLES["policy_backtest"].columns()
    return {name: column.dtype for name, column in columns.items()}


def _rows(
    policy: str,
    one: Judged,
    really: Judged,
    past: Past,
    members: Mapping[str, np.ndarray],
    first_week: int,
) -> Iterator[dict[str, object]]:
    """Yield the row of each segment that has members."""
    saved = really.costs.total - one.costs.total
    for segment, within in members.items():
        if not within.any():
            continue
        part = saved[first_week:, within]
        yield {
            "policy": policy,
            "segment": segment,
            **_days(past, first_week),
            "item_locations": int(within.sum()),
            **_service(one.outcome, past, within, first_week),
            **_money(one.costs, within, first_week),
            **_saving(interval(part), past.span.weeks - first_week, policy),
        }


def _days(past: Past, first_week: int) -> dict[str, object]:
    """Return the days that are judged."""
    starts = past.span.origins[first_week]
    return {"starts_on": starts + _ONE_DAY, "ends_on": past.span.last_on}


def _service(
    outcome: Outcome, past: Past, within: np.ndarray, first_week: int
) -> dict[str, object]:
    """Return service, stock and orders of a segment."""

    def total(values: np.ndarray) -> float:
        return float(values[first_week:, within].sum(dtype=np.float64))

    demanded = total(outcome.demanded)
    days = (past.span.weeks - first_week) * WEEK_DAYS
    orders = shared_orders(outcome.lines, outcome.orders, past.ground)
    return {
        "demanded_qty": round(demanded, 3),
        "fill_rate": total(outcome.served) / demanded if demanded else None,
        "stockout_days": round(total(outcome.short_days)),
        "average_stock_amount": round(
            total(outcome.stocked * past.ground.terms.cost) / days, 2
        ),
        "orders": round(total(orders)),
    }


def _money(of: Costs, within: np.ndarray, first_week: int) -> dict[str, object]:
    """Return the costs of a segment."""

    def total(values: Floats) -> float:
        return round(float(values[first_week:, within].sum()), 2)

    parts = {
        "holding_amount": total(of.holding),
        "ordering_amount": total(of.ordering),
        "lost_margin_amount": total(of.lost),
    }
    return {**parts, "total_cost_amount": round(sum(parts.values()), 2)}


def _saving(saved: Interval, weeks: int, policy: str) -> dict[str, object]:
    """Return what is saved, how sure that is, and what may be said of it."""
    is_told = saved.is_sure and weeks >= LEAST_WEEKS and policy != REALLY
    verdict = ("less" if saved.value > 0 else "more") if is_told else "cannot_tell"
    return {
        "saving_amount": round(saved.value, 2),
        "saving_low_amount": round(saved.low, 2),
        "saving_high_amount": round(saved.high, 2),
        "verdict": verdict,
    }
