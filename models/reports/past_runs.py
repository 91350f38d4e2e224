"""Past runs: how they ended, what each made and how long it took, what was checked."""

import polars as pl

from models.reports.data_accounts import table_names, valued_in_words
from models.reports.report_table import ReportTable, report_table


def runs(past_runs: pl.DataFrame, zone: str, language: str) -> ReportTable:
    """Show runs, newest first; times are those of the company's ``zone``."""
    return report_table(
        "runs",
        past_runs.with_columns(
            pl.col("started_at").dt.convert_time_zone(zone).dt.replace_time_zone(None),
            valued_in_words("outcome", "outcome", language),
        ),
        started_at="instant",
        outcome="text",
        minutes="number",
        published_run="code",
        fault="sentence",
    )


def tables_made(made: pl.DataFrame, language: str) -> ReportTable:
    """Show what a run made, what took longest first."""
    return report_table(
        "tables_made",
        made.sort(
            "seconds", "table", descending=[True, False], nulls_last=True
        ).with_columns(pl.col("table").replace(table_names(language))),
        table="text",
        rows="whole",
        seconds="number",
    )


def checks(checks: pl.DataFrame, language: str) -> ReportTable:
    """Show every check of a run, those that failed first."""
    return report_table(
        "checks",
        checks.with_columns(
            pl.col("table").replace(table_names(language)),
            checked=valued_in_words("check", "check", language),
        ),
        table="text",
        checked="sentence",
        is_passed="flag",
        breaches="whole",
    )
