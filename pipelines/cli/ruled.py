"""What rules did with the published plan, in a few lines."""

from collections.abc import Iterator

import polars as pl

from models.reports.sentences import number_of
from pipelines.deciding.rules import log
from pipelines.deciding.store import Store
from pipelines.publishing import published
from pipelines.workspace import Workspace

SHOWN = 20


def rule_lines(workspace: Workspace) -> Iterator[str]:
    """Yield whether rules are on, and what they approved and held back and why."""
    names = ", ".join(rule.name for rule in workspace.settings.rules)
    if workspace.rules_stop_file.exists():
        yield "Rules are STOPPED; --go lets them go on."
    yield f"Rules: {names}." if names else "No rules: nothing is approved by itself."
    logged = log(Store(workspace.decisions_url), published(workspace).run)
    for outcome, what in (("approved", "approved"), ("held", "held back")):
        rows = logged.filter(pl.col("outcome") == outcome)
        lines = number_of("lines", rows["suggestion_id"].n_unique(), "en")
        if rows.height:
            yield f"{lines} {what}:"
            yield from _told(rows)


def _told(rows: pl.DataFrame) -> Iterator[str]:
    """Yield the first lines, each with its rule and reason."""
    for row in rows.head(SHOWN).iter_rows(named=True):
        place = f"{row['sku']} at {row['location_id']} from {row['supplier_id']}"
        yield f"  {place}: {row['rule']}: {row['why']}"
    if rows.height > SHOWN:
        yield f"  + {rows.height - SHOWN}"
