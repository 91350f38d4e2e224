"""What leaves the house after a run: all lines, a workbook per supplier, the report."""

import datetime as dt
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from models import tables as contracts
from models.company import Company
from models.reports import published
from pipelines import report, workbooks

SUGGESTIONS = "suggestions.csv"
REPORT = "report.html"
FORMULA = r"^([=+\-@\t\r\n])"
"""How text starts that a spreadsheet would run."""


def write(
    run_folder: Path, tables: published.Tables, company: Company, as_of: dt.date
) -> Path:
    """Write the outbox of a run, whole or not at all, and return its folder."""
    outbox, run = run_folder.parent, run_folder.name
    outbox.mkdir(parents=True, exist_ok=True)
    for leftover in outbox.glob(f".{run}.*"):
        shutil.rmtree(leftover)
    with TemporaryDirectory(dir=outbox, prefix=f".{run}.") as beside:
        fresh = Path(beside, run)
        fresh.mkdir()
        write_suggestions(fresh / SUGGESTIONS, published.frame(tables, "suggestions"))
        workbooks.write(fresh, tables, company, as_of, run)
        page = report.page(tables, company, as_of)
        (fresh / REPORT).write_text(page, encoding="utf-8", newline="\n")
        if run_folder.exists():
            run_folder.rename(Path(beside, "old"))
        fresh.rename(run_folder)
    return run_folder


def write_suggestions(path: Path, suggestions: pl.DataFrame) -> None:
    """Write every line and column as CSV that any spreadsheet opens safely."""
    rows = suggestions.select(contracts.column_names("suggestions"))
    neutralised(rows.sort("rank", "suggestion_id")).write_csv(path, include_bom=True)


def neutralised(frame: pl.DataFrame) -> pl.DataFrame:
    """Put an apostrophe before text that a spreadsheet would run as a formula."""
    return frame.with_columns(pl.selectors.string().str.replace(FORMULA, "'${1}"))
