"""One workbook per supplier: the order to check, and the arithmetic behind it.

The row above the headings of the order is hidden and holds the names that
``pipelines.deciding.returned_workbooks`` reads the file back by, whatever its language.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from models.company import Company
from models.reports import orders_to_place, published
from models.reports.texts import text
from pipelines.workbook_layout import (
    EDIT_STYLE,
    EDITABLE,
    FORMULAS,
    ORDER_COLUMNS,
    PRINTED,
    STYLES,
    TITLE_HEIGHT,
    WHY_COLUMNS,
    heading_style,
    height,
)
from pipelines.workbook_names import workbook_names

RUN_MARK = "run="
FACTS_ROW = 2
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False}


@dataclass
class Book:
    """A workbook being written, its formats made once each."""

    book: xlsxwriter.Workbook
    language: str
    formats: dict[tuple[str, bool, bool], Format] = field(default_factory=dict)

    def style(
        self, kind: str, *, editable: bool = False, heading: bool = False
    ) -> Format:
        """Return the format of ``kind``; cells to edit stand out."""
        key = (kind, editable, heading)
        if key not in self.formats:
            look = heading_style(kind) if heading else STYLES[kind]
            base = {"valign": "top", "font_name": "Calibri", **look}
            edit = {**EDIT_STYLE, "locked": False} if editable else {}
            self.formats[key] = self.book.add_format(base | edit)
        return self.formats[key]


def write(
    folder: Path, tables: published.Tables, company: Company, as_of: dt.date, run: str
) -> list[Path]:
    """Write the workbook of every supplier that something is ordered from."""
    lines = orders_to_place.supplier_lines(
        published.frame(tables, "suggestions"),
        published.frame(tables, "supply_sources"),
        company.language,
    )
    names = orders_to_place.supplier_names(
        published.frame(tables, "suppliers"),
        published.frame(tables, "suggested_orders"),
    )
    groups = {
        str(key[0]): group
        for key, group in lines.partition_by(
            "supplier_id", as_dict=True, maintain_order=True
        ).items()
    }
    files = workbook_names(groups)
    for supplier, group in groups.items():
        facts = {"supplier": names.get(supplier, supplier), "run": run}
        _write_one(folder / files[supplier], group, company, as_of, facts)
    return [folder / files[supplier] for supplier in groups]


def _write_one(
    path: Path,
    lines: pl.DataFrame,
    company: Company,
    as_of: dt.date,
    facts: dict[str, str],
) -> None:
    """Write the workbook of one supplier."""
    book = Book(xlsxwriter.Workbook(path, OPTIONS), company.language)
    created = dt.datetime.combine(as_of, dt.time())
    book.book.set_properties({"title": facts["supplier"], "created": created})
    _write_order(book, lines, company, as_of, facts)
    _write_why(book, lines)
    book.book.close()


def _write_order(
    book: Book,
    lines: pl.DataFrame,
    company: Company,
    as_of: dt.date,
    facts: dict[str, str],
) -> None:
    """Write the sheet that is checked, edited and handed back."""
    sheet = book.book.add_worksheet(text("order_sheet", book.language))
    block = [
        ("workbook_company", company.name, "fact"),
        ("workbook_supplier", facts["supplier"], "fact"),
        ("workbook_as_of", as_of, "fact_date"),
        ("workbook_order_on", lines["order_on"].min(), "fact_date"),
        ("workbook_arrive_on", lines["arrive_on"].max(), "fact_date"),
        ("workbook_run", facts["run"], "fact"),
    ]
    _write_block(book, sheet, block)
    totals_row = FACTS_ROW + len(block)
    names_row = totals_row + lines["currency"].n_unique() + 1
    heading_row, last_row = names_row + 1, names_row + 1 + lines.height
    _write_names(sheet, names_row, facts["run"])
    _write_lines(book, sheet, heading_row, lines, ORDER_COLUMNS)
    _write_totals(book, sheet, totals_row, heading_row + 1, lines)
    _validate(book, sheet, (heading_row + 1, last_row), as_of)
    set_up_page(sheet, heading_row, frozen_columns=3, language=book.language)
    sheet.print_area(0, 0, last_row, list(ORDER_COLUMNS).index(PRINTED))


def _write_block(
    book: Book, sheet: Worksheet, block: list[tuple[str, object, str]]
) -> None:
    """Write what the order is, above its lines."""
    sheet.set_row(0, TITLE_HEIGHT)
    sheet.write_string(0, 0, text("workbook_title", book.language), book.style("title"))
    sheet.write_string(1, 0, text("workbook_how", book.language), book.style("label"))
    for row, (key, value, style) in enumerate(block, start=FACTS_ROW):
        sheet.write_string(row, 0, text(key, book.language), book.style("label"))
        write_cell(sheet, (row, 1), value, book.style(style))


def _write_why(book: Book, lines: pl.DataFrame) -> None:
    """Write the sheet that shows how each quantity came about."""
    sheet = book.book.add_worksheet(text("why_sheet", book.language))
    _write_lines(book, sheet, 0, lines, WHY_COLUMNS)
    set_up_page(sheet, 0, frozen_columns=2, language=book.language)


def _write_names(sheet: Worksheet, row: int, run: str) -> None:
    """Write the hidden row that the file is read back by."""
    for column, name in enumerate((*ORDER_COLUMNS, f"{RUN_MARK}{run}")):
        sheet.write_string(row, column, name)
    sheet.set_row(row, None, None, {"hidden": True})


def _write_lines(
    book: Book,
    sheet: Worksheet,
    heading_row: int,
    lines: pl.DataFrame,
    columns: dict[str, tuple[str, int]],
) -> None:
    """Write headings and lines; columns with a formula stay live."""
    _fit_heights(sheet, heading_row, lines, columns)
    cells = {name: f"{xl_col_to_name(at)}{{row}}" for at, name in enumerate(columns)}
    formulas = {
        name: FORMULAS[name].format(**cells) for name in columns if name in FORMULAS
    }
    for at, (name, (kind, width)) in enumerate(columns.items()):
        editable = name in EDITABLE
        style = book.style(fitting(kind, lines[name]), editable=editable)
        heading = book.style(kind, editable=editable, heading=True)
        sheet.set_column(at, at, width)
        sheet.write_string(heading_row, at, text(name, book.language), heading)
        for row, value in enumerate(lines[name], start=heading_row + 1):
            if name in formulas:
                formula = formulas[name].format(row=row + 1)
                sheet.write_formula(row, at, formula, style, value)
            else:
                write_cell(sheet, (row, at), value, style)


def _fit_heights(
    sheet: Worksheet,
    heading_row: int,
    lines: pl.DataFrame,
    columns: dict[str, tuple[str, int]],
) -> None:
    """Make every row as high as its wrapped text needs."""
    wrapped = [name for name, (kind, _) in columns.items() if kind == "wrapped"]
    rows = lines.select(wrapped).iter_rows(named=True)
    for row, texts in enumerate(rows, start=heading_row + 1):
        sheet.set_row(row, height(texts, columns))


def fitting(kind: str, values: pl.Series) -> str:
    """Return the kind that shows ``values`` without idle decimals."""
    if kind == "qty" and bool((values.drop_nulls() % 1 == 0).all()):
        return "whole"
    return kind


def write_cell(
    sheet: Worksheet, at: tuple[int, int], value: object, style: Format
) -> None:
    """Write a value as what it is: text stays text, whatever it looks like."""
    if value is None:
        sheet.write_blank(*at, None, style)
    elif isinstance(value, dt.date):
        sheet.write_datetime(*at, value, style)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(*at, value, style)
    else:
        sheet.write_string(*at, str(value), style)


def _write_totals(
    book: Book, sheet: Worksheet, row: int, first: int, lines: pl.DataFrame
) -> None:
    """Write one live total per currency."""
    names = list(ORDER_COLUMNS)
    last = first + lines.height
    ranges = {
        name: f"{letter}{first + 1}:{letter}{last}"
        for name in ("currency", "line_amount")
        for letter in [xl_col_to_name(names.index(name))]
    }
    totals = lines.group_by("currency").agg(pl.col("line_amount").sum())
    for at, (currency, total) in enumerate(totals.sort("currency").iter_rows(), row):
        label = text("workbook_total", book.language, currency=currency)
        formula = (
            f'=SUMIF({ranges["currency"]},"{_in_quotes(currency)}",'
            f"{ranges['line_amount']})"
        )
        sheet.write_string(at, 0, label, book.style("label"))
        sheet.write_formula(at, 1, formula, book.style("fact_amount"), total)


def _in_quotes(value: str) -> str:
    """Escape ``value`` for a string inside a formula."""
    return value.replace('"', '""')


def _validate(
    book: Book, sheet: Worksheet, rows: tuple[int, int], as_of: dt.date
) -> None:
    """Let Excel refuse what ``backstock approve`` would refuse."""
    choices = [text(key, book.language) for key in ("approve", "reject", "snooze")]
    rules: dict[str, dict[str, Any]] = {
        "quantity": {"validate": "decimal", "criteria": ">=", "value": 0},
        "decision": {"validate": "list", "source": choices},
        "holds_until": {"validate": "date", "criteria": ">", "value": as_of},
    }
    words = dict(zip(rules, ("quantity", "decision", "until"), strict=True))
    for name, rule in rules.items():
        title = text(f"{words[name]}_title", book.language)
        message = text(f"{words[name]}_rule", book.language, choices=", ".join(choices))
        said = {"input_title": title, "input_message": message}
        refused = {"error_title": title, "error_message": message}
        at = list(ORDER_COLUMNS).index(name)
        sheet.data_validation(rows[0], at, rows[1], at, rule | said | refused)


def set_up_page(
    sheet: Worksheet, heading_row: int, *, frozen_columns: int, language: str
) -> None:
    """Freeze the headings on the screen and repeat them on paper."""
    sheet.freeze_panes(heading_row + 1, frozen_columns)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(heading_row)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&L&A&R{text('workbook_page', language)}")
