"""What a run or a published plan comes down to, in a few lines."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from models.reports import published as plan
from models.reports.sentences import number_of
from models.reports.status import INVISIBLE, status_text
from models.staging.refusals import broken_rules, in_words
from pipelines.deciding.rules import log as rule_log
from pipelines.deciding.sendings import sendings
from pipelines.deciding.store import Store
from pipelines.publishing import Snapshot, published
from pipelines.workspace import Workspace, open_workspace

ENGLISH = "en"
SHOWN_RULES = 5
UNREAD = "file not read"


def run_lines(snapshot: Snapshot, root: Path) -> Iterator[str]:
    """Yield the summary of the run that made ``snapshot``."""
    rows: plan.Tables = {table: snapshot.scan(table) for table in snapshot.tables}
    yield f"Plan {snapshot.run} of {root}"
    yield from _held_lines(rows)
    yield from _reading_lines(rows, root)
    workspace = open_workspace(root)
    yield from ("", status_text(rows, workspace.settings.as_company), "")
    yield from _rule_lines(workspace, snapshot)
    yield from _paper_lines(root.absolute() / "outbox" / snapshot.run)
    yield _desk_line(root)


def status_lines(workspace: Workspace) -> Iterator[str]:
    """Yield what the published plan says; unlike a run this may look at the clock."""
    snapshot = published(workspace)
    settings = workspace.settings
    today = dt.datetime.now(settings.zone).date()
    rows: plan.Tables = {table: snapshot.scan(table) for table in snapshot.tables}
    yield status_text(rows, settings.as_company, today)
    yield ""
    yield from _unclear_lines(workspace)
    yield from _paper_lines(workspace.outbox / snapshot.run)
    yield _desk_line(workspace.root)


def _rule_lines(workspace: Workspace, snapshot: Snapshot) -> Iterator[str]:
    """Yield how many lines rules approved and held back, where there are rules."""
    if not workspace.settings.rules:
        return
    if workspace.rules_stop_file.exists():
        yield "! Rules are stopped: nothing was approved by itself."
        return
    told = rule_log(Store(workspace.decisions_url), snapshot.run)
    approved, held = (
        number_of(
            "lines", told.filter(outcome=word)["suggestion_id"].n_unique(), ENGLISH
        )
        for word in ("approved", "held")
    )
    yield (
        f"By rule: {approved} approved, {held} held back; backstock rules DIR says why."
    )


def _unclear_lines(workspace: Workspace) -> Iterator[str]:
    """Yield the purchase orders of which nobody knows whether they arrived."""
    known = sendings(Store(workspace.decisions_url))
    for row in known.filter(pl.col("state") == "unclear").iter_rows(named=True):
        yield (
            f"! {row['order_no']} to {row['supplier_id']}: unclear whether it went: "
            f"{row['note']}; backstock send DIR --arrived or --again {row['order_no']}"
        )


def _held_lines(rows: plan.Tables) -> Iterator[str]:
    """Yield the channels whose last days look like half a feed."""
    marks = plan.frame(rows, "watermarks").filter(pl.col("held_days") > 0)
    for mark in marks.sort("complete_on", "channel").iter_rows(named=True):
        held = number_of("days", mark["held_days"], ENGLISH)
        channel = mark["channel"].translate(INVISIBLE)
        yield (
            f"! {channel} is complete up to {mark['complete_on']}, "
            f"{held} held: {mark['reason']}"
        )


def _reading_lines(rows: plan.Tables, root: Path) -> Iterator[str]:
    """Yield how much was read and kept, the rules broken most, what was not read."""
    files = plan.frame(rows, "source_files").filter(pl.col("replaced_by").is_null())
    counts = ("rows_read", "rows_kept", "rows_rejected", "rows_duplicate")
    read, kept, refused, repeats = files.select(pl.col(counts).sum()).row(0)
    yield (
        f"  files read     {files.height}: {read:,} rows, {kept:,} kept, "
        f"{refused:,} refused, {repeats:,} exact repeats"
    )
    broken = broken_rules(plan.scan(rows, "rejects")).to_dicts()
    for one in broken[:SHOWN_RULES]:
        yield f"    {in_words(one)}"
    if len(broken) > SHOWN_RULES:
        yield f"    and {len(broken) - SHOWN_RULES} more rules"
    if broken:
        yield f"    every refused row: backstock export rejects {root}"
    assumptions = plan.frame(rows, "assumptions")
    unread = assumptions.filter(pl.col("assumption") == UNREAD)
    for sentence in unread["sentence"]:
        yield f"! {sentence}"


def _paper_lines(folder: Path) -> Iterator[str]:
    """Yield where to look."""
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    books = sorted(name for name in names if name.endswith(".xlsx"))
    if "report.html" in names:
        yield f"  report         {folder / 'report.html'}"
    if "suggestions.csv" in names:
        yield f"  all lines      {folder / 'suggestions.csv'}"
    if books:
        yield f"  workbooks      {len(books)} in {folder}"


def _desk_line(root: Path) -> str:
    """Return how to open the desk."""
    return f"  desk           backstock serve {root}"
