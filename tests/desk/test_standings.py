"""How lines stand: read again only from where it was read before."""

from pathlib import Path

import pytest

from models.deciding.edits import Edit
from models.deciding.limits import Limits
from pipelines.deciding.desk import decide, plan_of
from pipelines.deciding.store import Store
from pipelines.desk.standings import Standings
from pipelines.desk.view import View


@pytest.fixture
def standings(seen: View, tmp_path: Path) -> Standings:
    """Return how the lines stand in a store of their own."""
    store = Store(f"sqlite:///{tmp_path / 'decisions.sqlite'}")
    return Standings(store, plan_of(seen.snapshot, seen.workspace.settings))


def test_what_is_decided_is_seen_the_next_time(standings: Standings) -> None:
    before = standings.now()
    assert set(before.states["state"]) == {"open"}
    assert standings.now() is before

    first = standings.plan.suggestions["suggestion_id"][0]
    edit = Edit("e1", first, "approve")
    decide(standings.store, standings.plan, [edit], author="Ann", limits=Limits())
    after = standings.now()
    assert after.entry_no > before.entry_no
    states = after.states.filter(suggestion_id=first)
    assert states.select("state", "author").row(0) == ("approved", "Ann")
