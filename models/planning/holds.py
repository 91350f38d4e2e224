"""What planners cut, rejected or put off, and for how long that holds."""

import datetime as dt

import polars as pl

from models.company import Company
from models.planning.matches import standing_decisions
from models.standing import last_edits

PLACE = ["sku", "location_id"]
NEVER = 2.0
"""A risk that is never reached."""
LEAST_RISK = 0.02
"""A risk below it has not doubled, whatever it was."""


def holds(decisions: pl.DataFrame, as_of: dt.date, company: Company) -> pl.DataFrame:
    """Return the item-locations a planner has decided on, with the risk that reopens.

    A cut, a rejection or a snooze holds until its day, whatever the risk; without a day
    until the risk has doubled or, where it is above one half, has come half-way to
    certainty. A cut that was approved later in full does not hold; a line that was
    split holds like a cut, as parts of it may come later than they are needed.
    """
    last = (
        last_edits(standing_decisions(decisions, as_of, company))
        .filter(pl.col("action") != "send", pl.col("status").is_null())
        .unique("suggestion_id", keep="first", maintain_order=True)
        .sort("decided_at", "decision_id")
        .unique(PLACE, keep="last", maintain_order=True)
    )
    less = pl.col("action").is_in(["change", "move"]) & (
        pl.col("decided_qty") < pl.col("suggested_qty")
    )
    cut = less | (pl.col("action") == "split")
    risk = pl.col("stockout_risk_rate").fill_null(1.0)
    doubled = pl.min_horizontal(risk * 2, (1 + risk) / 2).clip(LEAST_RISK)
    return (
        last.filter(cut | pl.col("action").is_in(["reject", "snooze"]))
        .drop_nulls(PLACE)
        .filter(pl.col("holds_until").is_null() | (pl.col("holds_until") >= as_of))
        .select(
            *PLACE,
            reopens_at_rate=pl.when(pl.col("holds_until").is_null())
            .then(doubled)
            .otherwise(NEVER),
        )
        .sort(PLACE)
    )
