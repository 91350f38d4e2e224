"""The back-test: policies on a workspace's own past, each planned from what was known.

Every week is planned on the evening before by a rehearsed run as of that day. All
policies then live through the same days: the same customers, the same lead times, the
same returns and corrections. Budgets, containers and a planner's changes to single
orders are not replayed.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

import polars as pl

from models.simulation import figures, policies, tuning
from models.simulation.candidates import CANDIDATES, CYCLES, parameters_of
from models.simulation.figures import Judged
from models.simulation.ground import Levels
from models.simulation.money import Prices
from models.simulation.past import Past, Span, past
from models.simulation.replay import Outcome, replayed
from models.tables import keeping
from pipelines.locking import held
from pipelines.past_evidence import evidence_of, prices_of, really_ordered
from pipelines.past_plans import PastPlans
from pipelines.publishing import Snapshot, published
from pipelines.workspace import Workspace

MOST_WEEKS = 52
LEAST_WEEKS = 4
LEARNING_DAYS = 28
"""Days of demand that the first plan must have seen."""
Told = Callable[[int, int], None]


class HistoryTooShortError(ValueError):
    """Too few weeks are known to replay any; the message says how many."""


@dataclass(frozen=True)
class Backtest:
    """A past, the plans of its weeks, and how each policy fared on it."""

    past: Past
    plans: pl.DataFrame
    prices: Prices
    first_week: int
    table: pl.DataFrame
    curve: list[tuple[float, float, float]]
    """Target, average stock and service of the plan with one target for all items."""
    tuned: list[tuning.Tuned]

    @property
    def frontier(self) -> pl.DataFrame:
        """The curve as the table ``policy_frontier``."""
        rows = [
            {
                "step": step,
                "target_rate": target,
                "average_stock_amount": stock,
                "fill_rate": fill,
            }
            for step, (target, stock, fill) in enumerate(sorted(self.curve))
        ]
        return keeping.shaped("policy_frontier", pl.LazyFrame(rows)).collect()

    @property
    def targets(self) -> list[dict[str, object]]:
        """What would have cost least, class by class, as it is shown."""
        return [
            {
                "abc": one.abc,
                "target_rate": one.candidate.rate,
                "order_cycle_days": one.candidate.cycle_days,
                "tuned_cost_amount": one.amount,
                "planned_cost_amount": one.planned_amount,
                "ahead_amount": one.ahead.value,
                "ahead_low_amount": one.ahead.low,
                "ahead_high_amount": one.ahead.high,
                "is_sure": one.is_sure,
            }
            for one in self.tuned
        ]

    @property
    def advised(self) -> pl.DataFrame | None:
        """Rows of ``planning_parameters`` that surely cost less, if there are any."""
        valid_from = self.past.span.last_on + dt.timedelta(days=1)
        rows = [
            parameters_of(one.candidate, one.abc, valid_from)
            for one in self.tuned
            if one.is_sure
        ]
        return pl.concat(rows) if rows else None


def backtest(workspace: Workspace, weeks: int, told: Told) -> Backtest:
    """Replay up to ``weeks`` weeks before the last day of the published plan.

    ``told`` hears how many of how many weeks are planned.
    """
    snapshot = published(workspace)
    span = span_of(snapshot, weeks)
    plans = _plans(workspace, span, told)
    company = workspace.settings.as_company
    ground = past(evidence_of(snapshot, plans, company), span)
    prices = prices_of(snapshot, ground, snapshot.as_of)
    outcomes = {
        policies.RECOMMENDED: _replay(ground, policies.recommended(plans, ground)),
        policies.REALLY: _as_it_was(snapshot, ground, workspace),
        policies.TEXTBOOK: _replay(ground, policies.textbook(plans, ground)),
        policies.MIN_MAX: _replay(ground, policies.min_max(plans, ground)),
        policies.FORESIGHT: replayed(
            policies.without_minimums(ground.ground), policies.foresight(ground)
        ),
    }
    judged = {
        name: figures.judged(one, ground, prices) for name, one in outcomes.items()
    }
    first = figures.warm_weeks(ground)
    tried = [_tried(plans, ground, prices, one) for one in range(len(CANDIDATES))]
    return Backtest(
        past=ground,
        plans=plans,
        prices=prices,
        first_week=first,
        table=figures.policy_backtest(judged, ground, first),
        curve=_curve(tried, ground, first),
        tuned=tuning.tuned(
            [one.costs.total for one in tried],
            judged[policies.RECOMMENDED].costs.total,
            ground.cells["abc"].to_numpy(),
            first,
        ),
    )


def _tried(plans: pl.DataFrame, ground: Past, prices: Prices, number: int) -> Judged:
    """Live through the past with a candidate asked for in every class."""
    levels = policies.candidate(plans, ground, number)
    return figures.judged(_replay(ground, levels), ground, prices)


def _curve(
    tried: list[Judged], ground: Past, first: int
) -> list[tuple[float, float, float]]:
    """Return target, stock and service of the candidates that order most often."""
    return [
        (candidate.rate, *figures.stock_and_service(one.outcome, ground, first))
        for candidate, one in zip(CANDIDATES, tried, strict=True)
        if candidate.cycle_days == min(CYCLES)
    ]


def span_of(snapshot: Snapshot, weeks: int) -> Span:
    """Return the weeks to replay: as many as are asked for and known."""
    stocked = snapshot.scan("stock_daily").select(pl.col("on").min()).collect().item()
    asked = snapshot.scan("demand_daily").select(pl.col("on").min()).collect().item()
    known = 0
    if stocked is not None and asked is not None:
        first: dt.date = max(stocked, asked + dt.timedelta(days=LEARNING_DAYS))
        known = max((snapshot.as_of - first).days // 7, 0)
    if known < LEAST_WEEKS:
        message = (
            f"Your history cannot tell: {known} weeks of stock and demand are known, a "
            f"back-test needs {LEAST_WEEKS}."
        )
        raise HistoryTooShortError(message)
    taken = min(known, weeks)
    return Span(snapshot.as_of - dt.timedelta(days=7 * taken - 1), taken)


def _plans(workspace: Workspace, span: Span, told: Told) -> pl.DataFrame:
    """Return the plans of all weeks, made where they are not there."""
    made = []
    with held(workspace):
        for number, plan in enumerate(PastPlans(workspace).of(span.origins), 1):
            made.append(plan)
            told(number, span.weeks)
    return pl.concat(made, how="diagonal_relaxed")


def _replay(ground: Past, levels: Levels) -> Outcome:
    """Live through the past under a policy."""
    return replayed(ground.ground, levels)


def _as_it_was(snapshot: Snapshot, ground: Past, workspace: Workspace) -> Outcome:
    """Live through the past with what was really bought and moved."""
    nothing = policies.foresight(ground)
    lived = replayed(ground.really, nothing)
    lines, orders = really_ordered(snapshot, ground, workspace.settings.as_company)
    return replace(lived, lines=lines, orders=orders)
