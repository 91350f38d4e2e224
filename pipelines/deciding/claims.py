"""Which approved lines go out now: claimed for one purchase order each, once."""

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from models import tables
from models.standing import APPROVING, last_edits, line_id, not_taken_back
from pipelines.deciding.schema import CONTRACT, NUMBER
from pipelines.deciding.sendings import Sending, step, steps_of
from pipelines.deciding.store import Turn

GONE = ("imported", "expired")
"""Lines that the published plan knows as ordered, or counts no longer."""


@dataclass(frozen=True)
class Narrowed:
    """Which approved lines are meant; what is empty narrows nothing down.

    ``approved_by`` names who decided last; ``due_on`` leaves out what is to be ordered
    on a later day.
    """

    suppliers: Collection[str] = ()
    suggestion_ids: Collection[str] = ()
    approved_by: str | None = None
    due_on: dt.date | None = None

    def of(self, lines: pl.DataFrame) -> pl.DataFrame:
        """Return the lines that are meant."""
        conditions = [
            pl.col(name).is_in(list(wanted))
            for name, wanted in (
                ("supplier_id", self.suppliers),
                ("suggestion_id", self.suggestion_ids),
            )
            if wanted
        ]
        if self.approved_by:
            conditions.append(pl.col("author") == self.approved_by)
        if self.due_on:
            conditions.append(is_due(self.due_on))
        return lines.filter(pl.lit(value=True), *conditions)


def is_due(on: dt.date) -> pl.Expr:
    """Return whether lines are to be ordered by a day; without a day they are."""
    return pl.col("order_on").fill_null(on) <= on


def claim(
    turn: Turn, supply_matches: pl.DataFrame, run: str, author: str, meant: Narrowed
) -> list[Sending]:
    """Mark what is approved and not sent as sent, an order per supplier and place.

    A line that waits for a second person, has become a purchase order, or was approved
    too long ago to count, is left alone. Whoever claims next finds nothing left.
    """
    lines = meant.of(ready(turn.entries(), supply_matches))
    whole = turn.lines(lines["decision_id"].to_list())
    currencies = [_currency(whole[decision]) for decision in lines["decision_id"]]
    known = lines.with_columns(
        pl.Series("currency", currencies, pl.String),
        pl.Series("after", [whole[one] for one in lines["decision_id"]], pl.String),
    )
    first = steps_of(turn.connection)["order_no"].n_unique() + 1
    groups = known.partition_by(
        ["supplier_id", "location_id", "currency"], maintain_order=True
    )
    return [
        _claimed(turn, group, f"PO-{number:05d}", run, author)
        for number, group in enumerate(groups, start=first)
    ]


def take_back(turn: Turn, sending: Sending, author: str, reason: str) -> None:
    """Let the lines of an order that did not go be approved and unsent again."""
    sent = _sent_by(turn.entries(), sending.order_no)
    turn.append(
        _rows(
            sent.with_columns(
                decision_id=pl.format(
                    "{}/back/{}",
                    pl.lit(sending.order_no),
                    pl.int_range(1, pl.len() + 1),
                ),
                edit_id=pl.lit(None, pl.String),
                action=pl.lit("undo"),
                undoes=pl.lit(sending.order_no),
                author=pl.lit(author),
                reason=pl.lit(reason),
                decided_at=pl.lit(turn.now()),
            )
        )
    )


def lines_of(turn: Turn, order_no: str) -> pl.DataFrame:
    """Return the lines that an order claimed, each with its ``line`` as decided."""
    sent = _sent_by(turn.entries(), order_no)
    whole = turn.lines(sent["decision_id"].to_list())
    return sent.select(
        suggestion_id=line_id(),
        decided_qty="decided_qty",
        arrive_on="arrive_on",
        decided_at="decided_at",
        line=pl.Series([whole[one] for one in sent["decision_id"]], dtype=pl.String),
    )


def _sent_by(entries: pl.DataFrame, order_no: str) -> pl.DataFrame:
    """Return what an order claimed, in the order of its lines."""
    return entries.filter(
        pl.col("action") == "send", pl.col("edit_id") == order_no
    ).sort(NUMBER)


def ready(entries: pl.DataFrame, supply_matches: pl.DataFrame) -> pl.DataFrame:
    """Return the parts of lines that are approved and not sent, by supplier."""
    standing = not_taken_back(entries.filter(pl.col("suggestion_id") != ""))
    part = pl.col("split_no").fill_null(1)
    sent = standing.filter(pl.col("action") == "send").select(
        "suggestion_id", part=part
    )
    gone = supply_matches.filter(pl.col("state").is_in(GONE)).select("suggestion_id")
    return (
        last_edits(standing)
        .filter(
            pl.col("action").is_in(APPROVING),
            pl.col("status").is_null(),
            pl.col("decided_qty") > 0,
        )
        .with_columns(part=part, line_id=line_id())
        .join(sent, on=["suggestion_id", "part"], how="anti")
        .join(gone, left_on="line_id", right_on="suggestion_id", how="anti")
        .drop_nulls(["supplier_id", "location_id", "sku"])
        .sort("supplier_id", "location_id", "sku", "line_id")
    )


def _claimed(
    turn: Turn, lines: pl.DataFrame, order_no: str, run: str, author: str
) -> Sending:
    """Mark ``lines`` as sent with one order."""
    supplier, place = lines.select("supplier_id", "location_id").row(0)
    sending = Sending(order_no, str(supplier), str(place), run)
    turn.append(
        _rows(
            lines.with_columns(
                decision_id=pl.format(
                    "{}/{}", pl.lit(order_no), pl.int_range(1, pl.len() + 1)
                ),
                edit_id=pl.lit(order_no),
                action=pl.lit("send"),
                author=pl.lit(author),
                reason=pl.lit(None, pl.String),
                proposed_by=pl.lit(None, pl.String),
                decided_at=pl.lit(turn.now()),
            )
        )
    )
    step(turn, sending, "claimed", author)
    return sending


def _rows(lines: pl.DataFrame) -> pl.DataFrame:
    """Return ``lines`` as rows of ``decisions``; what they do not say is empty."""
    names = tables.column_names("decisions")
    columns = CONTRACT.columns()
    empty = [
        pl.lit(None, columns[name].dtype).alias(name)
        for name in names
        if name not in lines.columns
    ]
    return lines.with_columns(*empty).select(names)


def _currency(line: str | None) -> str:
    """Return the currency that a decided line is bought in."""
    return str(json.loads(line or "{}").get("currency") or "")


def number(value: object) -> Decimal:
    """Return a number of a line, which JSON keeps as text."""
    return Decimal(str(value or 0))
