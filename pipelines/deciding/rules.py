"""Approving and sending by rule, once a plan is published, and keeping a log of it."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

import polars as pl
import sqlalchemy as sa

from models.company import Company
from models.deciding.decide import Plan
from models.deciding.edits import Edit
from models.deciding.limits import Limits
from models.deciding.rules import Rule, judged
from models.reports import formats
from models.reports.texts import text
from pipelines.deciding.desk import decide, plan_of, standing
from pipelines.deciding.schema import RULE_LOG
from pipelines.deciding.sending import Sent, send
from pipelines.deciding.store import Store
from pipelines.publishing import published
from pipelines.settings import Settings
from pipelines.workspace import Workspace

AUTHOR = "rule:{}"
"""How a rule signs what it decides."""
LOGGED = pl.Schema(
    {
        "at": pl.Datetime("us", "UTC"),
        "run": pl.String(),
        "suggestion_id": pl.String(),
        "supplier_id": pl.String(),
        "sku": pl.String(),
        "location_id": pl.String(),
        "rule": pl.String(),
        "outcome": pl.String(),
        "why": pl.String(),
    }
)


@dataclass(frozen=True)
class Obeyed:
    """What rules did: lines approved, lines held back, orders sent."""

    approved: int = 0
    held_back: int = 0
    sent: tuple[Sent, ...] = ()
    is_stopped: bool = False


def obey(workspace: Workspace, today: dt.date | None = None) -> Obeyed:
    """Let the rules of ``workspace`` approve and send what they let through, once.

    Without a rule, or while they are stopped, nothing is decided. ``today`` is what the
    age of the data is measured from, by default the company's own day.
    """
    settings = workspace.settings
    rules = [one.as_rule for one in settings.rules]
    if not rules:
        return Obeyed()
    if workspace.rules_stop_file.exists():
        return Obeyed(is_stopped=True)
    snapshot, store = published(workspace), Store(workspace.decisions_url)
    plan = plan_of(snapshot, settings)
    today = today or dt.datetime.now(settings.zone).date()
    told = _judged(workspace, store, plan, today)
    approved = 0
    sent: list[Sent] = []
    for rule in rules:
        lines = told.filter("is_approved", pl.col("rule") == rule.name)
        ids = _approve(store, plan, rule, lines, settings)
        approved += len(ids)
        if rule.sends and not workspace.rules_stop_file.exists():
            author = AUTHOR.format(rule.name)
            sent += send(workspace, author=author, approved_by=author)
    held = told.filter(~pl.col("is_approved").any().over("suggestion_id"))
    _log(store, plan.run, pl.concat([told.filter("is_approved"), held]))
    return Obeyed(approved, held["suggestion_id"].n_unique(), tuple(sent))


def stop(workspace: Workspace) -> None:
    """Stop all rules from now on, whatever the settings say."""
    workspace.rules_stop_file.touch()


def go(workspace: Workspace) -> None:
    """Let the rules go on with the next plan."""
    workspace.rules_stop_file.unlink(missing_ok=True)


def log(store: Store, run: str | None = None) -> pl.DataFrame:
    """Return what rules did with each line and why, oldest first, of one run or all."""
    query = sa.select(*(RULE_LOG.c[name] for name in LOGGED))
    chosen = query if run is None else query.where(RULE_LOG.c.run == run)
    with store.reading() as connection:
        rows = connection.execute(chosen.order_by(RULE_LOG.c.event_no)).all()
    return pl.DataFrame([tuple(row) for row in rows], schema=LOGGED, orient="row")


def _judged(
    workspace: Workspace, store: Store, plan: Plan, today: dt.date
) -> pl.DataFrame:
    """Return what each rule makes of each line, with the reason in words."""
    snapshot, company = published(workspace), workspace.settings.as_company
    rules = [one.as_rule for one in workspace.settings.rules]
    told = judged(
        plan.suggestions,
        standing(store, plan).states,
        snapshot.read("item_classes"),
        snapshot.read("purchase_order_lines"),
        rules,
        snapshot.as_of,
        today,
    )
    limits = {rule.name: rule.max_order_amount for rule in rules}
    age_days = (today - snapshot.as_of).days
    why = [
        _why(row, limits[row["rule"]], age_days, company)
        for row in told.iter_rows(named=True)
    ]
    line = plan.suggestions.select("suggestion_id", "supplier_id", "sku", "location_id")
    return told.with_columns(pl.Series("why", why, pl.String)).join(
        line, on="suggestion_id", maintain_order="left"
    )


def _why(row: dict[str, Any], limit: float, age_days: int, company: Company) -> str:
    """Return in words why a rule let a line through, or held it back."""
    language = company.language
    if row["held"]:
        return "; ".join(text(f"held_{word}", language) for word in row["held"])
    return text(
        "rule_approved",
        language,
        amount=formats.money(row["order_amount"], company.currency, language),
        limit=formats.money(limit, company.currency, language),
        age=age_days,
        usual=formats.qty(row["usual_qty"], language),
    )


def _approve(
    store: Store, plan: Plan, rule: Rule, lines: pl.DataFrame, settings: Settings
) -> list[str]:
    """Approve ``lines`` in the name of a rule, and return those that now are.

    What is above the amount that needs two persons waits for one.
    """
    author = AUTHOR.format(rule.name)
    edits = [
        Edit(_id(plan, line, rule), line, "approve", reason=why)
        for line, why in lines.select("suggestion_id", "why").iter_rows()
    ]
    limits = Limits(second_above=settings.approvals.second_above)
    answer = decide(store, plan, edits, author=author, limits=limits)
    made = answer.states.filter(
        pl.col("state") == "approved", pl.col("author") == author
    )
    return made["suggestion_id"].to_list()


def _id(plan: Plan, suggestion_id: str, rule: Rule) -> str:
    """Return the same id for the same rule and line: what a person undoes stays so."""
    told = "\x1f".join((str(plan.as_of), suggestion_id, rule.name))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _log(store: Store, run: str, told: pl.DataFrame) -> None:
    """Keep what was done with each line, and why."""
    outcome = pl.when("is_approved").then(pl.lit("approved")).otherwise(pl.lit("held"))
    rows = told.with_columns(
        at=pl.lit(dt.datetime.now(dt.UTC)), run=pl.lit(run), outcome=outcome
    ).select(LOGGED.names())
    if rows.height:
        with store.writing() as turn:
            turn.connection.execute(RULE_LOG.insert(), rows.to_dicts())
