"""Whatever planners do, in whatever order: nothing is lost and nothing counts twice."""

import datetime as dt

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from models.company import Company
from models.deciding.edits import Edit
from models.deciding.limits import Limits
from models.deciding.states import states
from models.planning.matches import supply_matches
from tests.factories import frame
from tests.models.deciding.lines import SUGGESTIONS, Log, edit, units

LATER = dt.date(2026, 12, 14)
NEXT_DAY = dt.date(2026, 11, 24)
WAYS = ("approve", "change", "split", "move", "reject", "snooze", "undo")


def asked(number: int, way: str, line: str, qty: int, seen: int) -> Edit:
    parts = {
        "change": (units(qty),),
        "split": (units(qty), units(5, order_on=LATER)),
        "move": (units(qty, supplier_id="bolt"),),
    }.get(way, ())
    more = {"suggestion_id": line, "seen_entry_no": seen}
    return edit(number, way, *parts, **more)


STEP = st.tuples(
    st.sampled_from(WAYS),
    st.sampled_from(["a", "b"]),
    st.integers(1, 99),
    st.sampled_from(["ane", "bo"]),
    st.booleans(),
)


def counted(log: Log) -> float:
    made = supply_matches(
        log.rows,
        frame("purchase_order_lines"),
        frame("planning_parameters"),
        NEXT_DAY,
        Company(),
    )
    return float(made["counted_qty"].sum())


@settings(max_examples=40, deadline=None)
@given(
    st.lists(STEP, min_size=1, max_size=8),
    st.sampled_from([Limits(), Limits(second_above=4_000)]),
)
def test_supply_is_what_the_states_say_and_every_edit_is_answered(
    steps: list[tuple[str, str, int, str, bool]], limits: Limits
) -> None:
    log = Log()
    for number, (way, line, qty, author, has_seen) in enumerate(steps):
        before = log.rows
        newest = log.entries["entry_no"].max() if has_seen and before.height else 0
        wish = asked(number, way, line, qty, int(newest or 0))  # type: ignore[arg-type] # a number
        made = log.decide(wish, author=author, limits=limits)
        kept = wish.edit_id in made.rows["edit_id"]
        answers = [kept, wish.edit_id in made.repeated, made.faults.height > 0]
        assert any(answers)
        assert log.rows.head(before.height).equals(before)
        again = log.decide(wish, author=author, limits=limits)
        assert again.rows.is_empty()
        now = states(SUGGESTIONS, log.entries)
        stands = now.filter(pl.col("state").is_in(["approved", "changed"]))
        assert counted(log) == float(stands["decided_qty"].sum())
    assert log.rows["decision_id"].is_unique().all()
