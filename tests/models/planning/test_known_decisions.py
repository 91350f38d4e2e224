"""Decisions as known on the day of a run."""

import polars as pl

from models.planning.known_decisions import known_decisions
from tests.factories import frame

MADE = frame(
    "decisions",
    {"decision_id": "about a plan before", "run": "2026-02-01-1"},
    {"decision_id": "about a plan after", "run": "2026-02-03-1"},
    {"decision_id": "made before", "decided_at": "2026-02-02T22:30"},
    {"decision_id": "made after", "decided_at": "2026-02-02T23:30"},
)


def known(*, is_default: bool) -> list[str]:
    """Return which of the decisions are known on the second of February."""
    day = {"as_of": "2026-02-02", "time_zone": "Europe/Copenhagen"}
    scope = frame("scope", {**day, "is_default": is_default})
    ids: pl.Series = known_decisions(MADE, scope)["decision_id"]
    return ids.to_list()


def test_a_day_that_was_given_knows_nothing_of_later_plans() -> None:
    assert known(is_default=False) == ["about a plan before", "made before"]


def test_a_day_taken_from_the_data_knows_every_decision() -> None:
    assert known(is_default=True) == MADE["decision_id"].to_list()
