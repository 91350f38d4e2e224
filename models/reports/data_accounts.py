"""Every file, every refused row and every grade, to look through one by one."""

import polars as pl

from models import tables
from models.reports.report_table import ReportTable, in_language, report_table, titled
from models.reports.texts import TEXTS, text

NAME = "name_of_"


def table_names(language: str) -> dict[str, str]:
    """Return what every table is called in ``language``; if need be by its own name.

    >>> table_names("en")["order_lines"]
    'Order lines'
    """
    return {
        table: text(f"{NAME}{table}", language)
        if f"{NAME}{table}" in TEXTS
        else table.replace("_", " ").capitalize()
        for table in tables.TABLES
    }


def valued_in_words(column: str, prefix: str, language: str) -> pl.Expr:
    """Return the values of ``column`` in words: those of the texts ``<prefix>_…``."""
    words = {
        key.removeprefix(f"{prefix}_"): text(key, language)
        for key in TEXTS
        if key.startswith(f"{prefix}_")
    }
    return pl.col(column).replace(words).alias(column)


def files_read(source_files: pl.DataFrame, language: str) -> ReportTable:
    """Show every file that was read and what became of its rows, newest first."""
    rows = source_files.sort("file_no", descending=True).with_columns(
        pl.col("table").replace(table_names(language)),
        arrived_on=pl.col("arrived_at").dt.date(),
        is_replaced=pl.col("replaced_by").is_not_null(),
    )
    return report_table(
        "files_read",
        rows,
        table="text",
        path="code",
        arrived_on="date",
        rows_read="whole",
        rows_kept="whole",
        rows_rejected="whole",
        rows_duplicate="whole",
        columns_unknown="text",
        columns_missing="text",
        dialect="text",
        is_replaced="flag",
    )


def accounts(source_accounts: pl.DataFrame, language: str) -> ReportTable:
    """Show for each table what became of every row of its files."""
    rows = source_accounts.sort("rows_read", "table", descending=[True, False])
    return report_table(
        "accounts",
        rows.with_columns(
            pl.col("table").replace(table_names(language)),
            valued_in_words("mode", "file_mode", language),
        ),
        table="text",
        mode="text",
        files="whole",
        rows_read="whole",
        rows_rejected="whole",
        rows_duplicate="whole",
        rows_later="whole",
        rows_superseded="whole",
        rows_known="whole",
    )


def refused_rows(rejects: pl.DataFrame, language: str) -> ReportTable:
    """Show every refused row as it came, with its place and the rule it broke."""
    rows = rejects.sort("table", "source", "source_line").with_columns(
        pl.col("table").replace(table_names(language))
    )
    return report_table(
        "refused_rows",
        rows,
        table="text",
        source="code",
        source_line="whole",
        column="code",
        value="code",
        rule="sentence",
        raw_text="code",
    )


def graded(
    readiness: pl.DataFrame, products: pl.DataFrame, language: str
) -> ReportTable:
    """Show the grade of every item-location, what it rests on and what would raise it.

    The worst grades come first.
    """
    rows = readiness.sort(
        "grade", "sku", "location_id", descending=[True, False, False]
    ).with_columns(
        in_language(language, "raise_by"),
        valued_in_words("terms_source", "source_of", language),
        valued_in_words("lead_time_source", "source_of", language),
    )
    return report_table(
        "graded",
        titled(rows, products),
        sku="item",
        grade="grade",
        raise_by="sentence",
        is_stock_known="flag",
        stock_age_days="days",
        demand_days="days",
        terms_source="text",
        lead_time_source="text",
    )


def assumed_in_words(assumptions: pl.DataFrame, language: str) -> ReportTable:
    """Show what was assumed, about what in words, what rests on most first."""
    rows = assumptions.sort(
        "affected", "subject", "assumption", "detail", descending=[True] + [False] * 3
    )
    return report_table(
        "assumed",
        rows.with_columns(
            in_language(language, "sentence"),
            pl.col("subject").replace(table_names(language)).str.replace_all("_", " "),
        ),
        subject="text",
        sentence="sentence",
        detail="text",
        affected="whole",
    )
