"""What a planner's desk asks of the decisions: how lines stand, and to decide them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from models.deciding.decide import Plan
from models.deciding.decide import decide as decide_rows
from models.deciding.edits import Edit, rows_of
from models.deciding.limits import Limits
from models.deciding.states import states
from models.planning.budget import bought_since
from models.planning.budget import limits as budgets
from models.supply.offers import offers
from pipelines.deciding.schema import NUMBER
from pipelines.deciding.store import Store, Turn
from pipelines.publishing import Snapshot
from pipelines.settings import Settings

NO_SPACE = pl.DataFrame(schema={"location_id": pl.String(), "left_m3": pl.Float64()})


@dataclass(frozen=True)
class Standing:
    """How each suggestion of a plan stands.

    ``states`` has a row per suggestion (``models.deciding.states``); ``entry_no`` is
    the newest entry of the store in it.
    """

    entries: pl.DataFrame
    states: pl.DataFrame
    entry_no: int


@dataclass(frozen=True)
class Answer:
    """What came of a planner's edits.

    ``recorded`` counts the edits by action and ``waiting`` names those (``edit_id``)
    that a second person has to approve. ``conflicts`` tells of each line that somebody
    else had decided who did, when, and what it was and is; the edit itself is kept, and
    goes through when it is sent again with the ``entry_no`` told. With ``faults``
    nothing is decided. ``states`` are those of the lines asked about, afterwards.
    """

    recorded: dict[str, int]
    waiting: list[str]
    repeated: list[str]
    conflicts: pl.DataFrame
    faults: pl.DataFrame
    states: pl.DataFrame


def plan_of(snapshot: Snapshot, settings: Settings) -> Plan:
    """Return the published plan as it is decided about."""
    read = snapshot.read
    return Plan(
        snapshot.run,
        snapshot.as_of,
        read("suggestions"),
        offers(
            read("supplier_items"),
            read("suppliers"),
            read("lead_times"),
            read("exchange_rates"),
            snapshot.as_of,
            settings.as_company,
        ),
    )


def standing(store: Store, plan: Plan, known: Standing | None = None) -> Standing:
    """Return how the lines of ``plan`` stand.

    With what is ``known`` only later entries are read; where there are none, the same
    ``Standing`` is returned.
    """
    later = store.entries(known.entry_no if known else 0)
    if known and later.is_empty():
        return known
    entries = pl.concat([known.entries, later]) if known else later
    about = entries.join(
        plan.suggestions, on="suggestion_id", how="semi", maintain_order="left"
    )
    newest = int(entries[NUMBER].max() or 0) if entries.height else 0  # type: ignore[arg-type] # entry numbers are whole
    newest = max(newest, known.entry_no if known else 0)
    return Standing(about, states(plan.suggestions, about), newest)


def decide(  # noqa: PLR0913  # who decides what about which plan, each by name
    store: Store,
    plan: Plan,
    edits: Sequence[Edit],
    *,
    author: str,
    limits: Limits,
    overrules: bool = False,
) -> Answer:
    """Decide ``edits`` by ``author``: all in one transaction, or none."""
    return decide_table(
        store,
        plan,
        rows_of(edits),
        author=author,
        limits=limits,
        overrules=overrules,
    )


def decide_table(  # noqa: PLR0913  # who decides what about which plan, each by name
    store: Store,
    plan: Plan,
    asked: pl.DataFrame,
    *,
    author: str,
    limits: Limits,
    overrules: bool = False,
) -> Answer:
    """Decide a table of edits (``models.deciding.edits.ROWS``)."""
    with store.writing() as turn:
        about = _concerned(turn, plan, asked, limits)
        of_these = pl.col("suggestion_id").is_in(about)
        outcome = decide_rows(
            asked,
            replace(plan, suggestions=plan.suggestions.filter(of_these)),
            turn.entries(about),
            author=author,
            limits=limits,
            decided_at=turn.now(),
            overrules=overrules,
        )
        turn.append(outcome.rows)
        entries = turn.entries(about)
    made = outcome.rows.unique("edit_id", keep="first", maintain_order=True)
    counted = made.filter(pl.col("status").fill_null("") != "conflicting")
    lines = plan.suggestions.join(
        asked, on="suggestion_id", how="semi", maintain_order="left"
    )
    return Answer(
        dict(sorted(Counter(counted["action"]).items())),
        counted.filter(pl.col("status") == "waiting")["edit_id"].to_list(),
        outcome.repeated,
        outcome.conflicts,
        outcome.faults,
        states(lines, entries),
    )


def _concerned(
    turn: Turn, plan: Plan, asked: pl.DataFrame, limits: Limits
) -> list[str]:
    """Return the suggestions that have a say in what comes of edits.

    They are those asked about, and where amounts are limited, whatever else of the plan
    is decided to come from the same suppliers.
    """
    ids = set(asked["suggestion_id"].drop_nulls())
    if not limits.are_set:
        return sorted(ids)
    lines = plan.suggestions.filter(pl.col("suggestion_id").is_in(ids))
    before = turn.entries(ids)
    suppliers = pl.concat(
        rows["supplier_id"] for rows in (lines, asked, before)
    ).drop_nulls()
    return sorted(ids | turn.suggestions_of(set(suppliers), plan.as_of))


def budgets_of(snapshot: Snapshot, store: Store) -> pl.DataFrame:
    """Return the budgets that hold on the plan's first day, with what was left then.

    Columns: limit_no, scope, key and left; ``models.planning.edited_orders`` says what
    edited lines leave of each.
    """
    read, as_of = snapshot.read, snapshot.as_of
    bought = bought_since(
        read("purchase_order_lines"),
        read("supply_matches"),
        read("supply_sources"),
        read("products"),
        as_of,
    )
    return budgets(
        read("planning_parameters"), store.decisions(), bought, NO_SPACE, as_of
    )
