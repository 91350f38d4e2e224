"""What stock was worth, asked of the published tables."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import polars as pl

from models.inventory.asked_values import Evidence, beside, stock_at
from pipelines.publishing import Snapshot
from pipelines.workspace import Workspace, WorkspaceFault

IN_FORCE = "value_amount"


@dataclass(frozen=True)
class Question:
    """Of which items, at the end of which day, by what was known, by which methods."""

    skus: Sequence[str] = ()
    as_of: dt.date | None = None
    known_at: dt.date | None = None
    methods: Sequence[str] = ()


def asked_values(
    workspace: Workspace, snapshot: Snapshot, question: Question
) -> pl.DataFrame:
    """Return quantity and value of each item, place and bucket at the end of a day.

    ``known_at`` leaves out what was learned after that day. With ``methods`` there is a
    column of values for each, else one by the methods in force.
    """
    skus, known_at = question.skus, question.known_at
    company = workspace.settings.as_company
    evidence = _evidence(snapshot)
    if skus:
        _refuse_unknown(skus, evidence)
        evidence = evidence.of_items(skus)
    if known_at:
        evidence = evidence.known_by(_end(known_at, company.time_zone))
    end = _end(question.as_of or snapshot.as_of, company.time_zone)
    valued = {name: evidence.valued_by(name) for name in question.methods} or {
        IN_FORCE: evidence
    }
    values = beside({name: stock_at(one, end, company) for name, one in valued.items()})
    return values.filter(pl.col("sku").is_in(skus)) if skus else values


def _evidence(snapshot: Snapshot) -> Evidence:
    """Return the published tables that values rest on."""
    return Evidence(
        snapshot.scan("stock_moves"),
        snapshot.read("superseded_moves"),
        snapshot.scan("move_costs"),
        *(
            snapshot.read(name)
            for name in (
                *("products", "planning_parameters", "decisions"),
                *("item_cost_versions", "costing_rule_versions", "closed_periods"),
            )
        ),
    )


def _refuse_unknown(skus: Sequence[str], evidence: Evidence) -> None:
    """Refuse items that do not exist."""
    known = set(evidence.products["sku"])
    if unknown := [sku for sku in skus if sku not in known]:
        message = f"no item {', '.join(unknown)}; skus are case-sensitive"
        raise WorkspaceFault(message)


def _end(day: dt.date, time_zone: str) -> dt.datetime:
    """Return the first instant after a day."""
    midnight = dt.datetime.combine(
        day + dt.timedelta(days=1), dt.time(), ZoneInfo(time_zone)
    )
    return midnight.astimezone(dt.UTC)
