"""Report tables and figures as HTML: every text escaped, every number as it is read."""

import html
from collections.abc import Mapping
from dataclasses import dataclass

import plotly.graph_objects as go

from models.company import Company
from models.reports import formats, sentences
from models.reports.report_table import NUMERIC, Kind, ReportTable, cell
from models.reports.texts import text

Row = Mapping[str, object]

FITS_A_SCREEN = 12
STRONG = frozenset({"suggested_qty"})


@dataclass(frozen=True)
class Printer:
    """Writes for the readers of one company."""

    company: Company

    def say(self, key: str, **values: object) -> str:
        """Return a text of the reports, ready for the page."""
        return html.escape(text(key, self.company.language, **values))

    def amount(self, value: object) -> str:
        """Return an amount in the currency of the company."""
        company = self.company
        return formats.money(value, company.currency, company.language)  # type: ignore[arg-type] # money by its contract

    def number(self, value: object) -> str:
        """Return a count."""
        return cell(value, "whole", self.company.language)

    def day(self, value: object) -> str:
        """Return a date."""
        return cell(value, "date", self.company.language)

    def count(self, key: str, count: int) -> str:
        """Return a count in words."""
        return sentences.number_of(key, count, self.company.language)

    def fact(self, name: str, value: str, **values: object) -> str:
        """Return one of the numbers at the top of a page, with a note below it."""
        return (
            f"<div><dt>{self.say(f'fact_{name}')}</dt><dd>{html.escape(value)}</dd>"
            f"<dd class='note'>{self.say(f'note_{name}', **values)}</dd></div>"
        )

    def section(self, name: str, *parts: str, **values: object) -> str:
        """Return a section with its heading and lead."""
        return (
            f'<section id="{name}"><h2>{self.say(f"section_{name}")}</h2>'
            f'<p class="lead">{self.say(f"section_{name}_lead", **values)}</p>'
            f"{''.join(parts)}</section>"
        )

    def block(self, table: ReportTable) -> str:
        """Return a table under its heading, or the words that say why it is empty."""
        heading = f"<h3>{self.say(f'table_{table.name}')}</h3>"
        if not table.total:
            return f"{heading}{self.empty(f'empty_{table.name}')}"
        return f"{heading}{self.search(table)}{self.table(table)}{self.rest(table)}"

    def empty(self, key: str, **values: object) -> str:
        """Return the words of an empty state."""
        return f'<p class="empty">{self.say(key, **values)}</p>'

    def search(self, table: ReportTable) -> str:
        """Return a search box where there is something to look through."""
        if table.shown.height <= FITS_A_SCREEN:
            return ""
        return (
            f'<label class="search"><span>{self.say("search")}</span>'
            f'<input type="search" placeholder="{self.say("search")}"></label>'
            f'<p class="empty no-match" hidden>{self.say("no_match")}</p>'
        )

    def rest(self, table: ReportTable, where: str = "rest_by_export") -> str:
        """Return where the rows are that are not shown."""
        shown = table.shown.height
        if shown >= table.total:
            return ""
        words = self.say(
            "shown_of", shown=self.number(shown), total=self.number(table.total)
        )
        return f'<p class="rest">{words}{self.say(where)}</p>'

    def table(self, table: ReportTable) -> str:
        """Return a table."""
        heads = "".join(
            f'<th scope="col"{_align(kind)}>{self.say(name)}</th>'
            for name, kind in table.columns.items()
        )
        body = "".join(
            self._row(row, table.columns) for row in table.shown.iter_rows(named=True)
        )
        return (
            f'<div class="wide"><table><thead><tr>{heads}</tr></thead>'
            f"<tbody>{body}</tbody></table></div>"
        )

    def figure(self, figure: go.Figure, caption: str) -> str:
        """Return a figure that the page draws when it comes into view."""
        drawing = figure.to_json().replace("<", "\\u003c")
        return (
            f"<figure><figcaption>{html.escape(caption)}</figcaption>"
            f'<div class="plot" style="height:{figure.layout.height}px"></div>'
            f'<script type="application/json">{drawing}</script></figure>'
        )

    def _row(self, row: Row, columns: Mapping[str, Kind]) -> str:
        """Return one row."""
        cells = "".join(self._cell(row, name, kind) for name, kind in columns.items())
        return f"<tr>{cells}</tr>"

    def _cell(self, row: Row, name: str, kind: Kind) -> str:
        """Return one cell."""
        value = row[name]
        if kind == "item":
            return f'<td class="item">{_item(row)}</td>'
        shown = html.escape(cell(value, kind, self.company.language))
        if kind == "price" and row.get("currency"):
            shown += f" <small>{html.escape(str(row['currency']))}</small>"
        if kind == "grade":
            shown = f'<span class="mark mark-{shown}">{shown}</span>'
        exact = (
            f' data-value="{value}"' if kind in NUMERIC and value is not None else ""
        )
        shown = f"<b>{shown}</b>" if name in STRONG else shown
        return f"<td{_align(kind)}{exact}>{shown}</td>"


def _align(kind: Kind) -> str:
    """Return the class of cells of ``kind``."""
    return f' class="{"number" if kind in NUMERIC else kind}"'


def _item(row: Row) -> str:
    """Return an item with its number, its place and the sentence about it."""
    title, sku = row.get("title"), row.get("sku")
    below = [sku if title else None, row.get("location_id")]
    small = " · ".join(html.escape(str(part)) for part in below if part)
    why = row.get("reason")
    return (
        f"<b>{html.escape(str(title or sku or ''))}</b>"
        + (f"<small>{small}</small>" if small else "")
        + (f"<p>{html.escape(str(why))}</p>" if why else "")
    )
