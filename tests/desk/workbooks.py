"""Workbooks of suppliers as planners hand them back."""

from pathlib import Path

import fastexcel
import xlsxwriter


def edited(book: Path, sku: str, **cells: str | float) -> Path:
    """Write the sheet of an order again, with other ``cells`` in the line of an item.

    Cells go by the names of their columns, which stand in a hidden row.
    """
    sheet = fastexcel.read_excel(book).load_sheet(0, header_row=None, dtypes="string")
    rows = sheet.to_polars().rows()
    names = next(row for row in rows if "suggestion_id" in row)
    at = {names.index(name): value for name, value in cells.items()}
    copy = book.with_name(f"edited {book.name}")
    with xlsxwriter.Workbook(copy) as workbook:
        written = workbook.add_worksheet("Order")
        for number, row in enumerate(rows):
            changed = at if sku in row else {}
            for column, value in enumerate(row):
                if (new := changed.get(column, value)) is not None:
                    written.write(number, column, new)
    return copy
