"""Which decisions stand: what was taken back, replaced or put in question does not."""

import polars as pl

EDIT = pl.coalesce("edit_id", "decision_id")
"""The edit a decision belongs to."""
DECIDING = ("approve", "change", "split", "move", "reject", "snooze")
"""What says all of a line; the newest edit replaces those before."""
APPROVING = ("approve", "change", "split", "move")


def not_taken_back(decisions: pl.DataFrame) -> pl.DataFrame:
    """Return the decisions that nobody took back, in their order.

    ``undo`` takes back the edit it names in ``undoes``; one that names none takes back
    all that was decided on its suggestion before it. What is conflicting never stood.
    """
    undos = decisions.filter(pl.col("action") == "undo")
    taken = undos.select("suggestion_id", edit="undoes").drop_nulls("edit")
    before = (
        undos.filter(pl.col("undoes").is_null(), pl.col("suggestion_id") != "")
        .sort("decided_at", "decision_id")
        .group_by("suggestion_id")
        .agg(undone_at=pl.col("decided_at").last(), undone=pl.col("decision_id").last())
    )
    is_later = (pl.col("decided_at") > pl.col("undone_at")) | (
        (pl.col("decided_at") == pl.col("undone_at"))
        & (pl.col("decision_id") > pl.col("undone"))
    )
    return (
        decisions.filter(
            pl.col("action") != "undo",
            pl.col("status").is_null() | (pl.col("status") == "waiting"),
        )
        .join(before, on="suggestion_id", how="left", maintain_order="left")
        .filter(is_later.fill_null(value=True))
        .with_columns(edit=EDIT)
        .join(taken, on=["suggestion_id", "edit"], how="anti", maintain_order="left")
        .select(decisions.columns)
    )


def last_edits(standing: pl.DataFrame) -> pl.DataFrame:
    """Return the newest edit of each line, a row per part, oldest first.

    ``standing`` is not taken back, oldest first. Lines of which it is known only that
    they were sent are taken as sent.
    """
    said = (
        standing.filter(pl.col("action").is_in([*DECIDING, "send"]))
        .with_columns(edit=EDIT, is_send=pl.col("action") == "send")
        .with_row_index("order")
    )
    last = (
        said.sort("suggestion_id", "is_send", "order", descending=[False, True, False])
        .group_by("suggestion_id", maintain_order=True)
        .agg(pl.col("edit").last())
    )
    return (
        said.join(last, on=["suggestion_id", "edit"], how="semi", maintain_order="left")
        .sort("order")
        .drop("order", "is_send", "edit")
    )


def line_id() -> pl.Expr:
    """Return the suggestion; the second part of a split one is called ``…/2``."""
    part = pl.col("split_no").fill_null(1)
    return (
        pl.when(part > 1)
        .then(pl.format("{}/{}", "suggestion_id", part))
        .otherwise("suggestion_id")
    )
