"""Which shipment a return takes back, as is known now and as was known before."""

import polars as pl

LINE = ["order_id", "order_line_no", "sku"]
ORDER = ["order_id", "sku"]
SHIPMENT = ("occurred_at", "move_id")
"""The order in which shipments are taken back."""


def with_shipments(lines: pl.LazyFrame, shipped: pl.LazyFrame) -> pl.LazyFrame:
    """Add the shipment that each line takes back: the first of its order (line).

    That is ``applies_to``; ``shipped`` are the shipments that stand, see
    ``shape.named``.
    """
    in_turn = shipped.sort(SHIPMENT)
    first = [
        in_turn.unique(key, keep="first", maintain_order=True).select(
            *key, pl.col("move_id").alias(name)
        )
        for name, key in (("of_line", LINE), ("of_order", ORDER))
    ]
    return (
        lines.join(first[0], on=LINE, how="left")
        .join(first[1], on=ORDER, how="left")
        .with_columns(applies_to=pl.coalesce("of_line", "of_order"))
    )


def with_every_shipment(lines: pl.LazyFrame, shipped: pl.LazyFrame) -> pl.LazyFrame:
    """Return older versions of lines with the shipments that they took back then.

    Both come in every version, with ``recorded_at`` and ``superseded_at``. A line is
    there once for each shipment that was the first of its order (line) while it was
    known. While none was known it is the one known next, else the one before, which is
    not there: that says as much as none. What stands now is left out.
    """
    numbered = lines.with_columns(
        recorded_at=pl.coalesce("recorded_at", "received_at")
    ).with_row_index("_line")
    taken = _runs(_first_known(numbered, shipped))
    end = pl.col("superseded_at")
    ends = pl.when(end.is_null() | ~pl.col("_is_last")).then("_until")
    return (
        numbered.join(taken, on="_line", how="left")
        .with_columns(
            recorded_at=pl.coalesce("_since", "recorded_at"),
            superseded_at=pl.coalesce(ends, end),
        )
        .filter(end.is_not_null())
        .drop("_line", "_since", "_until", "_is_last")
    )


def _first_known(lines: pl.LazyFrame, shipped: pl.LazyFrame) -> pl.LazyFrame:
    """Return the shipment that lines took back, from each instant that changed any.

    ``_line``, ``at`` and ``applies_to``, empty where none was known; nothing of a line
    that stands and never took back another one.
    """
    both = _beside(lines, shipped)
    end, at = pl.col("line_until"), pl.col("at")
    changes = [
        both.select("_line", "line_since", "line_until", at=name).filter(
            (at > pl.col("line_since")) & (at < end).fill_null(value=at.is_not_null())
        )
        for name in ("recorded_at", "superseded_at")
    ]
    changed = pl.concat(changes).select("_line", "at")
    is_replaced = lines.filter(pl.col("superseded_at").is_not_null()).select("_line")
    some = pl.concat([changed.select("_line"), is_replaced]).unique()
    starts = both.select("_line", at="line_since").join(some, on="_line", how="semi")
    instants = pl.concat([starts, changed]).unique()
    was_known = (pl.col("recorded_at") <= at) & (
        (pl.col("superseded_at") > at).fill_null(value=True)
    )
    first = (
        instants.join(both, on="_line")
        .filter(was_known)
        .sort("is_of_line", *SHIPMENT, descending=[True, False, False])
        .unique(["_line", "at"], keep="first", maintain_order=True)
        .select("_line", "at", applies_to="move_id")
    )
    return instants.join(first, on=["_line", "at"], how="left")


def _beside(lines: pl.LazyFrame, shipped: pl.LazyFrame) -> pl.LazyFrame:
    """Return lines with every shipment of the item for their order."""
    ours = lines.select(
        *("_line", *LINE), line_since="recorded_at", line_until="superseded_at"
    )
    theirs = shipped.rename({"order_line_no": "_no"})
    is_of_line = pl.col("_no") == pl.col("order_line_no")
    return ours.join(theirs, on=ORDER).with_columns(
        is_of_line=is_of_line.fill_null(value=False)
    )


def _runs(changes: pl.LazyFrame) -> pl.LazyFrame:
    """Return each shipment that a line took back, since and until when.

    An empty ``_since`` is the beginning of the line, an empty ``_until`` its end.
    """
    shipment, line = pl.col("applies_to"), pl.col("_line")
    is_first = line != line.shift(1)
    is_other = shipment.ne_missing(shipment.shift(1)) | is_first
    return (
        changes.sort("_line", "at")
        .filter(is_other.fill_null(value=True))
        .with_columns(_until=pl.col("at").shift(-1).over("_line"))
        .drop_nulls("applies_to")
        .select(
            *("_line", "applies_to", "_until"),
            _since=pl.col("_until").shift(1).over("_line"),
            _is_last=pl.int_range(pl.len()).over("_line") == pl.len().over("_line") - 1,
        )
    )
