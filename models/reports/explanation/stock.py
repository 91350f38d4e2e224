"""From documents to stock: the moves behind what is on hand, and what is free of it."""

import datetime as dt
import re
from decimal import Decimal
from zoneinfo import ZoneInfo

import polars as pl

from models.reports.explanation.facts import (
    Line,
    Row,
    Section,
    Subject,
    file_and_line,
    signed,
)

SHOWN_MOVES = 10
DOCUMENTS = {
    "receipt_lines": ("receipt_id", "line_no"),
    "shipment_lines": ("shipment_id", "line_no"),
    "return_lines": ("return_id", "line_no"),
    "transfer_lines": ("transfer_id", "line_no"),
    "order_lines": ("order_id", "line_no"),
    "purchase_order_lines": ("po_id", "line_no"),
    "purchase_return_lines": ("return_id", "line_no"),
    "stock_adjustments": ("adjustment_id",),
}
"""The tables whose rows moves name as their document, by key."""

INFERRED = re.compile("^(order|po):")
"""What stands before the document of a move that was inferred from its order."""
FREE = ("reserved_qty", "held_qty")


def moves(subject: Subject) -> Section:
    """Show the last moves on hand, with what was there before them and file and line.

    What was there, and the moves shown, add up to the balance of the ledger.
    """
    every = (
        subject.rows("ledger")
        .filter(pl.col("bucket") == "on_hand")
        .filter(pl.col("location_id") == subject.here)
        .sort("sequence")
    )
    last = every.tail(SHOWN_MOVES)
    earlier = every.height - last.height
    before = Decimal(0)
    if earlier:
        before = every["balance_qty"].to_list()[earlier - 1]
    files = document_files(subject)
    lines = [
        Line(subject.say("before", n=subject.number(earlier, 0)), subject.qty(before))
    ]
    lines += [_move(subject, row, files) for row in last.iter_rows(named=True)]
    total = every["balance_qty"].to_list()[-1] if every.height else Decimal(0)
    lines.append(Line(subject.say("ledger"), f"= {subject.qty(total)}"))
    return Section(subject.say("moves"), lines)


def _move(subject: Subject, row: Row, files: dict[str, str]) -> Line:
    """Return one move."""
    zone = ZoneInfo(subject.company.time_zone)
    on: dt.date = row["occurred_at"].astimezone(zone).date()
    label = f"{subject.day(on)}  {subject.source(row['kind'])}"
    if not row["document"].startswith(f"{subject.sku}:"):
        label += f"  {row['document']}"  # a count has no number: its place and time
    name = INFERRED.sub("", row["document"])
    return Line(label, signed(subject.qty(row["qty"])), files.get(name, ""))


def document_files(subject: Subject) -> dict[str, str]:
    """Return file and line of each document, by the name that moves give it."""
    found: dict[str, str] = {}
    for table, key in DOCUMENTS.items():
        rows = subject.rows(table, anywhere=True).select(
            pl.concat_str(*key, separator=":"), "source", "source_line"
        )
        for name, file, line in rows.iter_rows():
            found.setdefault(name, f"{file}:{line}" if file else "")
    for row in subject.rows("stock_levels", anywhere=True).iter_rows(named=True):
        seen = row["counted_at"].replace(tzinfo=None).isoformat()
        key = (row["sku"], row["location_id"], seen, row["bin"], row["lot"])
        found[":".join(str(part or "") for part in key)] = file_and_line(row)
    return found


def sourced_moves(subject: Subject) -> pl.DataFrame:
    """Return every move of the item here with the file and line of its document.

    ``on`` is the day of the move at the company, ``move_kind`` says in words what it
    is; stock on hand comes first, moves in the order in which they were booked.
    """
    files = document_files(subject)
    zone = subject.company.time_zone
    moves = (
        subject.rows("ledger")
        .filter(pl.col("location_id") == subject.here)
        .sort(pl.col("bucket") != "on_hand", "bucket", "sequence")
    )
    names = [INFERRED.sub("", document) for document in moves["document"]]
    return moves.with_columns(
        pl.col("occurred_at").dt.convert_time_zone(zone).dt.date().alias("on"),
        pl.Series(
            "move_kind", [subject.source(kind) for kind in moves["kind"]], pl.String
        ),
        pl.Series("file_and_line", [files.get(name, "") for name in names], pl.String),
    )


def stock(subject: Subject) -> Section:
    """Show what is on hand, promised and held, place by place of those served."""
    lines = []
    for place in subject.served:
        rows = subject.tables["stock_positions"].filter(pl.col("location_id") == place)
        row: Row = next(rows.iter_rows(named=True), {})
        if not row or not row["is_stock_known"]:
            lines.append(Line(subject.say("stock_unknown", place=place)))
            continue
        lines.append(
            Line(
                f"{place}: {subject.say('on_hand_qty')}",
                subject.qty(row["on_hand_qty"]),
            )
        )
        if row["on_hand_qty"] != row["ledger_qty"]:
            told = subject.say("negative", qty=subject.qty(row["ledger_qty"]))
            lines.append(Line(f"  {told}"))
        lines += [
            Line(f"  {subject.say(name)}", signed(subject.qty(-row[name])))
            for name in FREE
            if row[name]
        ]
        free = subject.qty(row["available_qty"])
        lines.append(Line(f"  {subject.say('available_qty')}", f"= {free}"))
    return Section(subject.say("stock"), lines)
