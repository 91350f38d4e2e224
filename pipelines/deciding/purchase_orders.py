"""A purchase order on paper: a workbook, a CSV and a page to print."""

import datetime as dt
import html
import shutil
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import xlsxwriter

from models.company import Company
from models.reports import formats
from models.reports.texts import text
from models.tables import columns as c
from pipelines.outbox import neutralised
from pipelines.safe_names import safe_name
from pipelines.workbooks import OPTIONS, Book, fitting, set_up_page, write_cell

LINE = pl.Schema(
    {
        "line_no": pl.Int64(),
        "supplier_sku": pl.String(),
        "sku": pl.String(),
        "name": pl.String(),
        "qty": c.QTY,
        "unit_cost": c.MONEY,
        "amount": c.MONEY,
        "requested_on": pl.Date(),
        "suggestion_id": pl.String(),
    }
)
"""A line of a purchase order, in the order in which it is read."""
LOOKS = {
    "line_no": ("whole", 6),
    "supplier_sku": ("code", 18),
    "sku": ("code", 18),
    "name": ("text", 36),
    "qty": ("qty", 12),
    "unit_cost": ("price", 12),
    "amount": ("amount", 14),
    "requested_on": ("date", 14),
    "suggestion_id": ("code", 22),
}
"""How each column looks in a workbook, and how wide it is."""
NUMERIC = frozenset({"line_no", "qty", "unit_cost", "amount"})
CSS = """
:root{color-scheme:light}
body{font:14px/1.45 system-ui,"Segoe UI",sans-serif;color:#1d1d1b;margin:2.5rem auto;
max-width:62rem;padding:0 1.5rem;background:#fff}
header{display:flex;justify-content:space-between;align-items:flex-start;gap:2rem;
border-bottom:2px solid #1f5c4d;padding-bottom:1rem}
h1{font-size:1.7rem;margin:0;letter-spacing:-.01em}
header p{margin:0;font-weight:600;font-size:1.05rem}
dl{display:grid;grid-template-columns:repeat(4,1fr);gap:1rem 2rem;margin:1.5rem 0}
dt{color:#5b5b57;font-size:.82rem}dd{margin:0;white-space:pre-line;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}
th{font-size:.82rem;text-align:left;color:#5b5b57;border-bottom:1px solid #9aa8a3}
th,td{padding:.45rem .6rem;vertical-align:top}
td{border-bottom:1px solid #e4e7e5;overflow-wrap:anywhere}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.d{white-space:nowrap}
td.r{white-space:nowrap;color:#5b5b57;font:.74rem/1.9 ui-monospace,monospace}
tfoot td{border-top:2px solid #1f5c4d;border-bottom:0;font-weight:700}
.ask{margin-top:2rem;padding-top:1rem;border-top:1px solid #e4e7e5}
@page{size:A4;margin:16mm 14mm}
@media print{body{margin:0;max-width:none;padding:0;font-size:10pt}
thead{display:table-header-group}tr{break-inside:avoid}tfoot{display:table-row-group}}
"""


@dataclass(frozen=True)
class Party:
    """A supplier or one of our places: what it is called and where it is."""

    party_id: str
    name: str
    address: str = ""
    email: str | None = None


@dataclass(frozen=True)
class PurchaseOrder:
    """What is ordered from one supplier for one place; ``lines`` are as ``LINE``."""

    order_no: str
    ordered_on: dt.date
    supplier: Party
    place: Party
    currency: str
    lines: pl.DataFrame

    @property
    def name(self) -> str:
        """How its files are called."""
        return name_of(self.order_no, self.supplier.party_id)


def name_of(order_no: str, supplier_id: str) -> str:
    """Return how the files of an order are called, and their folder."""
    return f"{order_no}-{safe_name(supplier_id, 'supplier')}"


def write(order: PurchaseOrder, folder: Path, company: Company) -> Path:
    """Write the papers of ``order`` into a folder of its own, whole or not at all.

    Written twice they are the same.
    """
    whole = folder / order.name
    beside = folder / f".tmp-{order.name}"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    _write_workbook(order, beside / f"{order.name}.xlsx", company)
    _write_csv(order, beside / f"{order.name}.csv")
    (beside / f"{order.name}.html").write_text(
        page(order, company), encoding="utf-8", newline="\n"
    )
    shutil.rmtree(whole, ignore_errors=True)
    return beside.rename(whole)


def page(order: PurchaseOrder, company: Company) -> str:
    """Return the order as a page that needs nothing else, made to be printed."""
    language = company.language
    title = f"{text('po_title', language)} {order.order_no}"
    heads = "".join(
        f'<th scope="col"{_align(name)}>{_say(f"po_{name}", language)}</th>'
        for name in LINE
    )
    body = "".join(
        f"<tr>{_cells(row, language)}</tr>" for row in order.lines.iter_rows(named=True)
    )
    total = _money(order, language)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{html.escape(title)}</title><style>{CSS}</style></head><body>"
        f"<header><h1>{html.escape(title)}</h1><p>{html.escape(company.name)}</p>"
        f"</header><main><dl>{_facts(order, company)}</dl>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody><tfoot><tr>"
        f'<td colspan="6">{_say("po_total", language)}</td>'
        f'<td class="n">{html.escape(total)}</td><td colspan="2"></td></tr></tfoot>'
        f'</table><p class="ask">{_say("po_ask", language)}</p></main></body></html>\n'
    )


def _facts(order: PurchaseOrder, company: Company) -> str:
    """Return who orders what from whom, and where to."""
    language = company.language
    facts = {
        "po_to": order.supplier.name,
        "po_deliver_to": f"{order.place.name}\n{order.place.address}".strip(),
        "po_on": formats.date(order.ordered_on, language),
        "po_currency": order.currency,
    }
    return "".join(
        f"<div><dt>{_say(key, language)}</dt><dd>{html.escape(value)}</dd></div>"
        for key, value in facts.items()
    )


def _cells(row: dict[str, object], language: str) -> str:
    """Return the cells of a line."""
    shown: dict[str, str] = {
        "qty": formats.qty(row["qty"], language),  # type: ignore[arg-type] # by its type
        "unit_cost": formats.number(row["unit_cost"], language, 4, trim=True),  # type: ignore[arg-type] # by its type
        "amount": formats.number(row["amount"], language, 2),  # type: ignore[arg-type] # by its type
        "requested_on": formats.date(row["requested_on"], language),  # type: ignore[arg-type] # by its type
    }
    told = {
        name: shown.get(name, "" if row[name] is None else str(row[name]))
        for name in LINE
    }
    return "".join(
        f"<td{_align(name)}>{html.escape(words)}</td>" for name, words in told.items()
    )


def _align(name: str) -> str:
    """Return the class of the cells of a column."""
    if name in NUMERIC:
        return ' class="n"'
    return {"requested_on": ' class="d"', "suggestion_id": ' class="r"'}.get(name, "")


def _money(order: PurchaseOrder, language: str) -> str:
    """Return what the order comes to."""
    return formats.money(order.lines["amount"].sum(), order.currency, language, 2)


def _say(key: str, language: str) -> str:
    """Return a text, ready for the page."""
    return html.escape(text(key, language))


def _write_csv(order: PurchaseOrder, path: Path) -> None:
    """Write the lines as rows of ``purchase_order_lines``, safe for a spreadsheet.

    A system that keeps ``suggestion_id`` lets Backstock know its order again.
    """
    rows = order.lines.select(
        po_id=pl.lit(order.order_no),
        line_no="line_no",
        supplier_id=pl.lit(order.supplier.party_id),
        supplier_sku="supplier_sku",
        sku="sku",
        title="name",
        location_id=pl.lit(order.place.party_id),
        ordered_qty="qty",
        unit_cost="unit_cost",
        currency=pl.lit(order.currency),
        ordered_at=pl.lit(order.ordered_on),
        requested_on="requested_on",
        suggestion_id="suggestion_id",
    )
    neutralised(rows).write_csv(path, include_bom=True)


def _write_workbook(order: PurchaseOrder, path: Path, company: Company) -> None:
    """Write the lines as a workbook; what looks like a formula stays text."""
    book = Book(xlsxwriter.Workbook(path, OPTIONS), company.language)
    created = dt.datetime.combine(order.ordered_on, dt.time())
    book.book.set_properties({"title": order.order_no, "created": created})
    sheet = book.book.add_worksheet(text("po_sheet", company.language))
    say = company.language
    sheet.write_string(0, 0, text("po_title", say), book.style("title"))
    facts = (
        ("po_no", order.order_no, "fact"),
        ("po_on", order.ordered_on, "fact_date"),
        ("po_from", company.name, "fact"),
        ("po_to", order.supplier.name, "fact"),
        ("po_deliver_to", order.place.name, "fact"),
        ("po_currency", order.currency, "fact"),
    )
    for row, (key, value, style) in enumerate(facts, start=1):
        sheet.write_string(row, 0, text(key, say), book.style("label"))
        write_cell(sheet, (row, 2), value, book.style(style))
    top = len(facts) + 2
    for at, (name, (kind, width)) in enumerate(LOOKS.items()):
        sheet.set_column(at, at, width)
        heading = book.style(kind, heading=True)
        sheet.write_string(top, at, text(f"po_{name}", say), heading)
        style = book.style(fitting(kind, order.lines[name]))
        for row, value in enumerate(order.lines[name], start=top + 1):
            write_cell(sheet, (row, at), value, style)
    last = top + 1 + order.lines.height
    sheet.write_string(last, 0, text("po_total", say), book.style("general"))
    total = book.style("amount")
    write_cell(
        sheet, (last, [*LINE].index("amount")), order.lines["amount"].sum(), total
    )
    set_up_page(sheet, top, frozen_columns=0, language=say)
    book.book.close()
