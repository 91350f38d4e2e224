"""The shape every move has, whatever document it comes from."""

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from models import exact
from models.tables.columns import INSTANT, MONEY, QTY

VERSION = "@%Y%m%dT%H%M%S%.f"
VERSION_AT_END = r"@\d{8}T\d{6}(\.\d+)?$"
"""What names a version, written and read."""


class Leg(NamedTuple):
    """One of the moves that a line of a document makes.

    ``after`` is the leg that this one carries on or takes back.
    """

    kind: str
    at: str
    qty: pl.Expr
    bucket: str = "on_hand"
    location: str = "location_id"
    name: str = ""
    after: "Leg | None" = None


def documented(
    lines: pl.LazyFrame, *key: str, prefix: str = "", no: str = "line_no"
) -> pl.LazyFrame:
    """Add the name of document and line: ``S1:2``."""
    parts = [pl.col(column) for column in (*key, no) if column]
    name = pl.concat_str(*parts, separator=":")
    return lines.with_columns(document=pl.concat_str(pl.lit(prefix), name))


def moved(lines: pl.LazyFrame, leg: Leg) -> pl.LazyFrame:
    """Return the moves of one leg; a line whose instant is empty has not moved.

    ``move_id`` is made of kind, document, component of a kit and leg, so that the same
    document gives the same moves in every run. ``superseded_at`` is that of the line,
    if it has one.
    """
    columns = lines.collect_schema().names()
    own = _given("applies_to", columns).cast(pl.String)
    return lines.filter(pl.col(leg.at).is_not_null()).select(
        move_id=_move_id(leg, columns),
        occurred_at=pl.col(leg.at),
        recorded_at=pl.coalesce("recorded_at", leg.at),
        sku="sku",
        location_id=pl.col(leg.location),
        bucket=pl.lit(leg.bucket),
        qty=leg.qty.cast(QTY),
        counted_qty=_given("counted_qty", columns).cast(QTY),
        kind=pl.lit(leg.kind),
        document="document",
        bin=_given("bin", columns).cast(pl.String).fill_null(""),
        lot=_given("lot", columns).cast(pl.String).fill_null(""),
        unit_cost=_given("unit_cost", columns).cast(MONEY),
        applies_to=_move_id(leg.after, columns) if leg.after else own,
        superseded_at=_given("superseded_at", columns).cast(INSTANT),
    )


def named(lines: pl.LazyFrame, leg: Leg, order_line_no: str) -> pl.LazyFrame:
    """Return the moves of one leg by order line: what others may take back."""
    columns = lines.collect_schema().names()
    return lines.select(
        "order_id",
        pl.col(order_line_no).alias("order_line_no"),
        "sku",
        occurred_at=pl.col(leg.at),
        recorded_at=pl.coalesce("recorded_at", leg.at),
        superseded_at=_given("superseded_at", columns).cast(INSTANT),
        move_id=_move_id(leg, columns),
    )


def _given(name: str, columns: Sequence[str]) -> pl.Expr:
    """Return a column that not every document has."""
    return pl.col(name) if name in columns else pl.lit(None)


def _move_id(leg: Leg, columns: Sequence[str]) -> pl.Expr:
    """Return the name of the move."""
    is_component = _given("kit_sku", columns).is_not_null()
    component = pl.when(is_component).then(pl.lit("/") + pl.col("sku"))
    name = f":{leg.name}" if leg.name else ""
    return pl.concat_str(
        pl.lit(f"{leg.kind}:"), "document", component.fill_null(""), pl.lit(name)
    )


def nothing() -> pl.Expr:
    """Return no quantity: the ledger posts what a count makes of it."""
    return pl.lit(None, dtype=QTY)


def taken(column: str) -> pl.Expr:
    """Return the units of ``column`` as taken out."""
    return exact.no_units() - pl.col(column)


def told_name(move_id: pl.Expr) -> pl.Expr:
    """Return the name of a move without that of its version.

    >>> names = pl.DataFrame({"move_id": ["receipt:R:1@20260310T235959.999999", "a@b"]})
    >>> names.select(told_name(pl.col("move_id"))).to_series().to_list()
    ['receipt:R:1', 'a@b']
    """
    return move_id.str.replace(VERSION_AT_END, "")
