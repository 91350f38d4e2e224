"""Edits of lines that somebody else decided in the meantime."""

import polars as pl

from models.deciding.states import states

SAID = ("state", "decided_qty", "order_on", "arrive_on", "supplier_id", "holds_until")
"""What is told of a line before and after."""


def conflicts(
    resolved: pl.DataFrame,
    states_now: pl.DataFrame,
    suggestions: pl.DataFrame,
    entries: pl.DataFrame,
    author: str,
) -> pl.DataFrame:
    """Return the edits that came too late, each with who decided what, and when.

    An edit is too late where another person decided on its line after the entry that
    its author had seen, or the line has gone to its supplier. Each value stands as
    ``was_…``, which the author had seen, and as ``now_…``.
    """
    is_others = (pl.col("entry_no") > pl.col("seen_entry_no")) & (
        pl.col("last_author") != author
    )
    is_sent = (pl.col("state_now") == "sent") & (pl.col("action") != "match")
    newest = entries.filter(
        pl.col("suggestion_id").is_in(resolved["suggestion_id"].implode())
    )
    last = newest.filter(pl.col("status").is_null() | (pl.col("status") == "waiting"))
    said_by = last.group_by("suggestion_id", maintain_order=True).agg(
        last_author=pl.col("author").last(), last_at=pl.col("decided_at").last()
    )
    now = states_now.select(
        "suggestion_id",
        "entry_no",
        "reason",
        **{f"now_{name}": name for name in SAID},
    )
    late = (
        resolved.unique("edit_id", keep="first", maintain_order=True)
        .select(
            "edit_id", "suggestion_id", "action", "seen_entry_no", state_now="state"
        )
        .join(now, on="suggestion_id", maintain_order="left")
        .join(said_by, on="suggestion_id", maintain_order="left")
        .filter(is_others | is_sent)
    )
    was = _seen(late, suggestions, newest)
    return late.join(was, on="suggestion_id", how="left", maintain_order="left").select(
        *("edit_id", "suggestion_id", "action", "entry_no"),
        author="last_author",
        decided_at="last_at",
        now_reason="reason",
        **{
            f"{when}_{name}": f"{when}_{name}"
            for when in ("was", "now")
            for name in SAID
        },
    )


def _seen(
    late: pl.DataFrame, suggestions: pl.DataFrame, entries: pl.DataFrame
) -> pl.DataFrame:
    """Return the state of each line as the author of its edit had seen it."""
    seen = entries.join(
        late.select("suggestion_id", "seen_entry_no"), on="suggestion_id"
    ).filter(pl.col("entry_no") <= pl.col("seen_entry_no"))
    lines = suggestions.join(late, on="suggestion_id", how="semi")
    return states(lines, seen.drop("seen_entry_no")).select(
        "suggestion_id", **{f"was_{name}": name for name in SAID}
    )
