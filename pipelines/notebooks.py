"""What notebooks share: which workspace they read, and how they show what they found.

It needs the extra ``notebooks`` and is imported by notebooks alone.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import marimo as mo
import plotly.graph_objects as go
import polars as pl

from models.reports import figures
from models.reports.report_table import NUMERIC, ReportTable, cell
from models.reports.texts import TEXTS, text
from pipelines.publishing import NothingPublished
from pipelines.settings import SettingsFault, workspace_from_environment
from pipelines.workspace import WorkspaceFault, write_atomically

DEMO = Path("demo")
PAGE_ROWS = 20
PRINTED_ROWS = 40
PRINTED_WIDTH = 160


def folder_named(arguments: Sequence[str]) -> Path:
    """Return the workspace to begin with: the first argument, else the environment's.

    ``arguments`` begin with the program, as those of ``sys``. Where nobody names one it
    is ``demo``, the folder that ``make demo`` makes.
    """
    named = arguments[1] if arguments[1:] else None
    return Path(named) if named else workspace_from_environment() or DEMO


@contextmanager
def told() -> Iterator[None]:
    """Say in plain words what is at fault, and run no cell that needs what is missing.

    A browser shows it below the cell; a script ends with it, and with exit code 1.
    """
    try:
        yield
    except (WorkspaceFault, SettingsFault, NothingPublished) as fault:
        if mo.app_meta().mode == "script":
            sys.exit(str(fault))
        mo.stop(predicate=True, output=mo.callout(str(fault), kind="danger"))


def shown(table: ReportTable, language: str) -> mo.ui.table:
    """Return a table to sort, search and download, written as in the report.

    Values stay values below their writing: a download has them exactly.
    """
    heads = headings(table, language)
    return mo.ui.table(
        headed(table, language),
        selection=None,
        pagination=table.rows.height > PAGE_ROWS,
        page_size=PAGE_ROWS,
        show_column_summaries=False,
        show_data_types=False,
        format_mapping={
            heads[name]: partial(cell, kind=kind, language=language)
            for name, kind in table.columns.items()
        },
        text_justify_columns={
            heads[name]: "right"
            for name, kind in table.columns.items()
            if kind in NUMERIC
        },
        wrapped_columns=[
            heads[name] for name, kind in table.columns.items() if kind == "sentence"
        ],
    )


def headings(table: ReportTable, language: str) -> dict[str, str]:
    """Return what stands above each column; of two alike the second says its name."""
    heads: dict[str, str] = {}
    for name in table.columns:
        head = text(name, language) if name in TEXTS else name
        heads[name] = f"{head} ({name})" if head in heads.values() else head
    return heads


def headed(table: ReportTable, language: str) -> pl.DataFrame:
    """Return the shown columns of ``table`` under their headings."""
    return table.rows.select(*table.columns).rename(headings(table, language))


def printed(tables: Mapping[str, ReportTable], language: str) -> str:
    """Return titled tables as lines for a terminal."""
    with pl.Config(
        tbl_rows=PRINTED_ROWS,
        tbl_cols=-1,
        tbl_width_chars=PRINTED_WIDTH,
        tbl_hide_column_data_types=True,
        fmt_str_lengths=60,
    ):
        return "\n\n".join(
            f"{title}\n{headed(table, language)}" for title, table in tables.items()
        )


def kept(file: Path, drawn: Mapping[str, go.Figure]) -> Path:
    """Put titled figures into a page that needs nothing else, and return its place."""
    write_atomically(file, figures.page(drawn))
    return file.absolute()
