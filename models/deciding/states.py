"""What is decided about each published suggestion by now."""

import polars as pl

from models.standing import APPROVING, EDIT, last_edits, not_taken_back
from models.tables import columns as c

STATES = ("open", "approved", "changed", "rejected", "snoozed", "waiting", "sent")
"""``waiting`` is for a second person's approval."""
WORDS = {
    "approve": "approved",
    "change": "changed",
    "split": "changed",
    "move": "changed",
    "reject": "rejected",
    "snooze": "snoozed",
    "send": "sent",
}
PART = ("split_no", "decided_qty", "order_on", "arrive_on", "supplier_id", "amount")
"""What each part of a decided line says of itself."""


def states(suggestions: pl.DataFrame, entries: pl.DataFrame) -> pl.DataFrame:
    """Return a row per suggestion with what was decided last, in their order.

    ``entries`` are decisions with their ``entry_no``, oldest first. ``decided_qty`` and
    ``amount`` are of all parts together, the days and the supplier of the first one;
    ``parts`` lists them. ``entry_no`` is the newest entry that says anything of the
    line, 0 where none does: an edit names it as what its author had seen. Of a line
    whose last edit was taken back, ``author`` and ``decided_at`` are of that.
    """
    about = entries.join(suggestions, on="suggestion_id", how="semi")
    seen = about.filter(
        pl.col("status").is_null() | (pl.col("status") != "conflicting")
    )
    newest = seen.group_by("suggestion_id", maintain_order=True).agg(
        pl.col("entry_no").max(),
        last_author=pl.col("author").last(),
        last_at=pl.col("decided_at").last(),
    )
    standing = not_taken_back(about)
    return (
        suggestions.select("suggestion_id")
        .join(newest, on="suggestion_id", how="left", maintain_order="left")
        .join(_decided(standing), on="suggestion_id", how="left", maintain_order="left")
        .join(_sent(standing), on="suggestion_id", how="left", maintain_order="left")
        .with_columns(
            _state().alias("state"),
            pl.col("entry_no").fill_null(0),
            pl.coalesce("author", "last_author").alias("author"),
            pl.coalesce("decided_at", "last_at").alias("decided_at"),
        )
        .drop("last_author", "last_at")
    )


def _decided(standing: pl.DataFrame) -> pl.DataFrame:
    """Return a row per line with its newest edit, whole."""
    rows = last_edits(standing).with_columns(
        pl.col("split_no").fill_null(1), edit_id=EDIT
    )
    first = ("action", "edit_id", "status", "order_on", "arrive_on", "supplier_id")
    said = ("holds_until", "reason", "author", "proposed_by", "decided_at")
    return rows.group_by("suggestion_id", maintain_order=True).agg(
        pl.col(*first, *said).first(),
        pl.coalesce("decided_qty", "suggested_qty")
        .sum()
        .cast(c.QTY)
        .alias("decided_qty"),
        pl.col("amount").sum().cast(c.MONEY),
        parts=pl.struct(PART),
    )


def _sent(standing: pl.DataFrame) -> pl.DataFrame:
    """Return when each line was sent."""
    sent = standing.filter(pl.col("action") == "send")
    return sent.group_by("suggestion_id").agg(
        sent_at=pl.col("decided_at").max(), sent_by=pl.col("author").last()
    )


def _state() -> pl.Expr:
    """Return the state of a line in one word."""
    is_approved = pl.col("action").is_in([*APPROVING, "send"])
    return (
        pl.when(pl.col("action").is_null())
        .then(pl.lit("open"))
        .when(pl.col("status") == "waiting")
        .then(pl.lit("waiting"))
        .when(pl.col("sent_at").is_not_null() & is_approved)
        .then(pl.lit("sent"))
        .otherwise(pl.col("action").replace_strict(WORDS, default=None))
    )
