"""What came of deciding about a plan, in a few lines."""

from collections.abc import Iterator

from models.reports.sentences import number_of
from pipelines.decisions import Outcome

ENGLISH = "en"
WORDS = {
    "approve": "approved",
    "change": "changed and approved",
    "reject": "rejected",
    "snooze": "put off",
}
"""What an action has made of a line."""


def decided_lines(outcome: Outcome) -> Iterator[str]:
    """Yield how many lines were decided now, were so before, and are still open."""
    counts = [
        *((WORDS[action], lines) for action, lines in outcome.recorded.items()),
        ("decided before", outcome.repeated),
        ("not decided", outcome.undecided),
    ]
    told = [
        (number_of("lines", lines, ENGLISH), what) for what, lines in counts if lines
    ]
    yield from (f"{lines} {what}" for lines, what in told)
    if not told:
        yield "The plan has no line to decide about."
