"""Reading a supplier workbook that a planner has edited."""

from dataclasses import dataclass
from pathlib import Path

import fastexcel
import polars as pl
from xlsxwriter.utility import xl_col_to_name

from models.reports import planners_decisions
from models.reports.texts import text
from pipelines.workbooks import RUN_MARK

LARGEST_BYTES = 100_000_000
SHOWN_FAULTS = 20
KEY = "suggestion_id"
PLANNED = planners_decisions.PLANNED
KNOWN = (*planners_decisions.COLUMNS, PLANNED)


@dataclass(frozen=True)
class Upload:
    """A workbook that came over the wire: its name and what is in it."""

    name: str
    content: bytes


class WorkbookFault(ValueError):  # noqa: N818  # a fault has a name
    """A workbook cannot be taken back; the message says where and why."""


@dataclass(frozen=True)
class Returned:
    """Lines that are fit to become decisions, and those that a newer plan has changed.

    ``outdated`` is as ``models.reports.planners_decisions.outdated`` returns it; a
    workbook of the newest plan has none.
    """

    lines: pl.DataFrame
    outdated: pl.DataFrame


def read(
    workbook: Path | Upload, run: str, suggestions: pl.DataFrame, language: str
) -> Returned:
    """Return what ``workbook`` says of the plan of ``run``."""
    sheet, cells = _order_sheet(workbook, language)
    place = f"{workbook.name}, {sheet}"
    lines = _lines(cells, place, language)
    is_older = _run_of(cells) not in {run, None}
    outdated = planners_decisions.outdated(
        lines if is_older else lines.clear(), suggestions
    )
    fit = lines.join(outdated, on="row", how="anti", maintain_order="left")
    _refuse(planners_decisions.faults(fit, suggestions, language), cells, place)
    return Returned(fit, outdated)


def _order_sheet(workbook: Path | Upload, language: str) -> tuple[str, pl.DataFrame]:
    """Return the sheet that holds the lines, every cell as text."""
    for name, cells in _sheets(workbook).items():
        if _names_row(cells) is not None:
            return name, cells
    message = f"{workbook.name}: {text('fault_no_lines', language)}"
    raise WorkbookFault(message)


def _sheets(workbook: Path | Upload) -> dict[str, pl.DataFrame]:
    """Return every sheet, every cell as text."""
    try:
        if _size(workbook) > LARGEST_BYTES:
            message = f"{workbook.name}: larger than {LARGEST_BYTES:,} bytes"
            raise WorkbookFault(message)
        return pl.read_excel(
            workbook.content if isinstance(workbook, Upload) else workbook,
            sheet_id=0,
            engine="calamine",
            has_header=False,
            read_options={"dtypes": "string"},
            drop_empty_rows=False,
            raise_if_empty=False,
        )
    except (OSError, fastexcel.FastExcelError, pl.exceptions.PolarsError) as fault:
        message = f"{workbook.name}: not a workbook that can be read: {fault}"
        raise WorkbookFault(message) from fault


def _size(workbook: Path | Upload) -> int:
    """Return how many bytes a workbook has."""
    if isinstance(workbook, Upload):
        return len(workbook.content)
    return workbook.stat().st_size


def _names_row(cells: pl.DataFrame) -> int | None:
    """Return the row that holds the names of the columns."""
    rows = cells.with_row_index("row").filter(
        pl.any_horizontal(pl.all().exclude("row") == KEY)
        & pl.any_horizontal(pl.all().exclude("row") == "quantity")
    )
    return None if rows.is_empty() else int(rows["row"][0])


def _lines(cells: pl.DataFrame, place: str, language: str) -> pl.DataFrame:
    """Return the rows below the names and the headings that say anything."""
    names_row = _names_row(cells) or 0
    names = {
        name: column
        for column, name in zip(cells.columns, cells.row(names_row), strict=True)
        if name in KNOWN
    }
    if missing := sorted({*planners_decisions.COLUMNS[1:]} - set(names)):
        words = text("fault_columns", language, columns=", ".join(missing))
        message = f"{place}: {words}"
        raise WorkbookFault(message)
    filled = pl.col("sku", "quantity", KEY).str.strip_chars().fill_null("") != ""
    return (
        cells.select(pl.col(column).alias(name) for name, column in names.items())
        .with_columns(
            *([] if PLANNED in names else [pl.lit(None, pl.String).alias(PLANNED)]),
            row=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
        )
        .slice(names_row + 2)
        .filter(pl.any_horizontal(filled))
        .select(KNOWN)
    )


def _run_of(cells: pl.DataFrame) -> str | None:
    """Return the run that the workbook says it belongs to."""
    marks = [
        str(name).removeprefix(RUN_MARK)
        for name in cells.row(_names_row(cells) or 0)
        if str(name).startswith(RUN_MARK)
    ]
    return marks[0] if marks else None


def _refuse(faults: pl.DataFrame, cells: pl.DataFrame, place: str) -> None:
    """Say where each fault is, and stop."""
    if faults.is_empty():
        return
    names = list(cells.row(_names_row(cells) or 0))
    where = [
        f"{place}, {xl_col_to_name(names.index(column))}{row} ({column}): "
        f"{value!r} {rule}"
        for row, column, rule, value in faults.head(SHOWN_FAULTS).iter_rows()
    ]
    more = faults.height - len(where)
    message = "\n".join([*where, *([f"+ {more}"] if more else [])])
    raise WorkbookFault(message)
