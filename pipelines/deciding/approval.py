"""Recording what a planner decided about the published plan, by word or workbook."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from models.deciding.decide import Plan
from models.deciding.edits import ROWS
from models.deciding.limits import Limits
from models.reports import planners_decisions
from models.reports.texts import text
from pipelines.deciding import returned_workbooks
from pipelines.deciding.desk import decide_table, plan_of, standing
from pipelines.deciding.store import Store
from pipelines.publishing import published
from pipelines.workspace import Workspace


@dataclass(frozen=True)
class Asked:
    """Which lines a planner speaks about, and how.

    Without a ``workbook`` (a file, or what is in one) every line is approved as it
    stands; with one, its edited quantities and decisions count. ``suppliers`` and
    ``suggestion_ids`` narrow it down. With ``overrules`` it counts as well where
    another person has decided.
    """

    workbook: Path | returned_workbooks.Upload | None = None
    suppliers: Collection[str] = ()
    suggestion_ids: Collection[str] = ()
    reason: str | None = None
    overrules: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of approving: decisions by action, and lines that added none.

    ``outdated`` says in words which lines of a workbook a newer plan has changed.
    """

    recorded: dict[str, int]
    repeated: int
    undecided: int
    waiting: int = 0
    conflicts: pl.DataFrame = field(default_factory=pl.DataFrame, compare=False)
    outdated: tuple[str, ...] = ()


def approve(workspace: Workspace, asked: Asked, *, author: str) -> Outcome:
    """Record the decisions of ``author`` about the plan published in ``workspace``."""
    snapshot = published(workspace)
    settings = workspace.settings
    return approve_lines(
        Store(workspace.decisions_url),
        plan_of(snapshot, settings),
        asked,
        author=author,
        limits=settings.approvals.as_limits,
        language=settings.company.language,
    )


def approve_lines(  # noqa: PLR0913  # who decides what about which plan, each by name
    store: Store,
    plan: Plan,
    asked: Asked,
    *,
    author: str,
    limits: Limits,
    language: str = "en",
) -> Outcome:
    """Record what ``author`` decided about the lines of ``plan``.

    A decision that stands already is not recorded again, and one on a line that
    another person has decided since the plan was made is told as a conflict.
    """
    chosen = narrowed(plan.suggestions, asked.suppliers, asked.suggestion_ids)
    outdated: list[str] = []
    if asked.workbook is None:
        made = planners_decisions.approved(chosen, asked.reason)
    else:
        said = returned_workbooks.read(
            asked.workbook, plan.run, plan.suggestions, language
        )
        outdated = planners_decisions.outdated_in_words(said.outdated, language)
        made = planners_decisions.decided(
            said.lines, plan.suggestions, plan.as_of, asked.reason
        )
        made = made.join(chosen, on="suggestion_id", how="semi", maintain_order="left")
        chosen = _of_same_suppliers(chosen, made)
    rows = _edits(made, standing(store, plan).states, plan.run, author)
    answer = decide_table(
        store, plan, rows, author=author, limits=limits, overrules=asked.overrules
    )
    if not answer.faults.is_empty():
        words = _in_words(answer.faults, language)
        raise returned_workbooks.WorkbookFault(words)
    return Outcome(
        recorded=answer.recorded,
        repeated=len(answer.repeated),
        undecided=chosen.height - rows.height,
        waiting=len(answer.waiting),
        conflicts=answer.conflicts,
        outdated=tuple(outdated),
    )


def narrowed(
    suggestions: pl.DataFrame,
    suppliers: Collection[str],
    suggestion_ids: Collection[str],
) -> pl.DataFrame:
    """Return the suggestions of ``suppliers`` and ``suggestion_ids``; empty: all."""
    for column, wanted in (
        ("supplier_id", suppliers),
        ("suggestion_id", suggestion_ids),
    ):
        if unknown := sorted(set(wanted) - set(suggestions[column])):
            message = f"no suggestion has {column} {', '.join(unknown)}"
            raise returned_workbooks.WorkbookFault(message)
        if wanted:
            suggestions = suggestions.filter(pl.col(column).is_in(list(wanted)))
    return suggestions


def _of_same_suppliers(suggestions: pl.DataFrame, made: pl.DataFrame) -> pl.DataFrame:
    """Return the suggestions of the suppliers that something was decided about."""
    about = suggestions.join(made, on="suggestion_id", how="semi")
    return suggestions.join(about, on="supplier_id", how="semi", maintain_order="left")


def _edits(
    made: pl.DataFrame, states: pl.DataFrame, run: str, author: str
) -> pl.DataFrame:
    """Return decisions as edits of lines as the plan had them when it was made.

    The same decision at the same point of the story has the same id.
    """
    told = made.join(
        states.select("suggestion_id", "entry_no"),
        on="suggestion_id",
        how="left",
        maintain_order="left",
    )
    ids = [
        hashlib.sha256("\x1f".join((run, author, *map(str, row))).encode()).hexdigest()[
            :32
        ]
        for row in told.iter_rows()
    ]
    return made.select(
        pl.Series("edit_id", ids, pl.String),
        "suggestion_id",
        "action",
        seen_entry_no=pl.lit(0, pl.Int64),
        split_no=pl.lit(1, pl.Int64),
        qty="decided_qty",
        order_on=pl.lit(None, pl.Date),
        arrive_on=pl.lit(None, pl.Date),
        supplier_id=pl.lit(None, pl.String),
        holds_until="holds_until",
        reason="reason",
    ).cast(ROWS)


def _in_words(faults: pl.DataFrame, language: str) -> str:
    """Say what is wrong with each line."""
    rows = faults.select("suggestion_id", "rule").iter_rows()
    return "\n".join(
        f"{line}: {text(f'orders_fault_{rule}', language)}" for line, rule in rows
    )
