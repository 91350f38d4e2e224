"""What came of deciding about a plan, in a few lines."""

from collections.abc import Iterator
from decimal import Decimal

from models.reports.sentences import number_of
from models.reports.texts import text
from pipelines.deciding.approval import Outcome

ENGLISH = "en"
WORDS = {
    "approve": "approved",
    "change": "changed and approved",
    "reject": "rejected",
    "snooze": "put off",
    "split": "split and approved",
    "move": "moved and approved",
}
"""What an action has made of a line."""


def decided_lines(outcome: Outcome) -> Iterator[str]:
    """Yield how many lines were decided now, were so before, and are still open."""
    counts = [
        *((WORDS[action], lines) for action, lines in outcome.recorded.items()),
        ("of these wait for a second person", outcome.waiting),
        ("decided before", outcome.repeated),
        ("not decided", outcome.undecided),
        ("decided by another person since", outcome.conflicts.height),
    ]
    told = [
        (number_of("lines", lines, ENGLISH), what) for what, lines in counts if lines
    ]
    yield from (f"{lines} {what}" for lines, what in told)
    yield from _conflict_lines(outcome)
    if outcome.outdated:
        yield text("outdated_lead", ENGLISH)
    yield from (f"  {line}" for line in outcome.outdated)
    if not told and not outcome.outdated:
        yield "The plan has no line to decide about."


def _conflict_lines(outcome: Outcome) -> Iterator[str]:
    """Yield who decided what on each line that was not decided again."""
    for late in outcome.conflicts.iter_rows(named=True):
        yield (
            f"  {late['suggestion_id']}: {late['now_state']} by {late['author']} at "
            f"{late['decided_at']:%Y-%m-%d %H:%M}, {_units(late['was_decided_qty'])} "
            f"before, {_units(late['now_decided_qty'])} now; yours is kept beside it "
            "(--overrule lets it count)"
        )


def _units(qty: Decimal | None) -> str:
    """Return a quantity, or that none was decided."""
    return "undecided" if qty is None else f"{qty.normalize():f}"
