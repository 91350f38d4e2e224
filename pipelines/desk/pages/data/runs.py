"""Past runs: how each ended, what the last one made, and what was checked."""

# ruff: noqa: PLC0415  # the record of runs needs Dagster, which takes long to import

from collections.abc import Mapping
from typing import TYPE_CHECKING

import polars as pl
from dash import html
from dash.development.base_component import Component

from models.reports import formats, past_runs
from models.reports.report_table import ReportTable
from pipelines.desk import elements
from pipelines.desk.grid import grid
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.page import Query
from pipelines.desk.view import View

if TYPE_CHECKING:
    from pipelines.run_history import PastRun


def last_run(view: View) -> "PastRun":
    """Return what the record says of the newest run that reached its end."""
    from pipelines.run_history import past_run

    return view.remember(("last_run",), lambda: past_run(view.workspace), spoken=False)


def made_from(view: View) -> Mapping[str, tuple[str, ...]]:
    """Return from which tables each table was made."""
    return last_run(view).made_from


def _checks(view: View, scope: Scope) -> ReportTable:
    """Return every check of the last run."""
    del scope
    return past_runs.checks(last_run(view).checks, view.language)


def _made(view: View, scope: Scope) -> ReportTable:
    """Return every table of the last run."""
    del scope
    return past_runs.tables_made(last_run(view).tables, view.language)


CHECKS = Listing("checks", _checks)
MADE = Listing("tables_made", _made)
LISTINGS = (CHECKS, MADE)


def part(view: View, query: Query) -> Component:
    """Return the newest runs, then the checks and tables of the last."""
    from pipelines.run_history import past_runs as read

    zone = view.workspace.settings.zone.key
    runs = past_runs.runs(read(view.workspace), zone, view.language)
    return html.Div(
        [
            elements.section(
                view.say("table_runs"),
                elements.small_table(view, runs, rows=runs.total),
            ),
            elements.section(
                view.say("table_checks"),
                grid(view, CHECKS, state=query.get("checks_state")),
                note=_verdict(view),
            ),
            elements.section(
                view.say("table_tables_made"),
                grid(view, MADE, state=query.get("tables_made_state")),
            ),
        ]
    )


def _verdict(view: View) -> str:
    """Return in a sentence how the checks went."""
    checks = last_run(view).checks
    failed = checks.filter(~pl.col("is_passed")).height
    key = "checks_failed" if failed else "checks_all_passed"
    n = formats.number(checks.height, view.language)
    return view.say(key, n=n, failed=failed)
