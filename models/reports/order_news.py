"""What other planners have just done, in a sentence."""

import polars as pl

from models.reports.sentences import number_of
from models.reports.texts import TEXTS, text


def of_others(entries: pl.DataFrame, planner: str) -> pl.DataFrame:
    """Return the entries about lines by others than ``planner`` that count."""
    return entries.filter(
        pl.col("author") != planner,
        pl.col("suggestion_id") != "",
        pl.col("status").fill_null("") != "conflicting",
    )


def told(entries: pl.DataFrame, language: str) -> str:
    """Say who did what with how many lines, in the order in which they did.

    ``entries`` are decisions; what there are no words for is left out.
    """
    counts = entries.group_by("author", "action", maintain_order=True).agg(
        n=pl.col("suggestion_id").n_unique()
    )
    said = [
        text(
            f"news_{action}",
            language,
            who=who,
            lines=number_of("lines", n, language),
        )
        for who, action, n in counts.iter_rows()
        if f"news_{action}" in TEXTS
    ]
    return " ".join(said)
