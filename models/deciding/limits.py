"""Who may approve how much alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from models.standing import APPROVING


@dataclass(frozen=True)
class Limits:
    """Limits of what is approved of a plan from one supplier, company currency.

    Above ``second_above`` a second person has to approve, whoever the first is. A
    person approves alone up to an own limit in ``persons``, else up to ``others``; no
    limit is none.
    """

    second_above: float | None = None
    others: float | None = None
    persons: Mapping[str, float] = field(default_factory=dict)

    @property
    def are_set(self) -> bool:
        """Whether anything is limited."""
        return bool(self.persons) or (self.second_above, self.others) != (None, None)

    def of(self, person: str) -> float | None:
        """Return the limit of ``person``."""
        return self.persons.get(person, self.others)


def waiting(
    made: pl.DataFrame, states: pl.DataFrame, author: str, limits: Limits
) -> pl.DataFrame:
    """Return the edits (``edit_id``) in ``made`` that a second person has to approve.

    What counts is all that ``made`` and the decisions before it approve of one supplier
    in this plan; an amount that is not known is above every limit. A second approval
    (``proposed_by`` is said) needs no third person, but its author's own limit has to
    reach for the amount.
    """
    approved = made.filter(pl.col("decided_action").is_in(APPROVING))
    before = (
        states.join(made, on="suggestion_id", how="anti")
        .filter(pl.col("state").is_in(["approved", "changed", "sent"]))
        .select(pl.col("parts").explode())
        .unnest("parts")
        .select("supplier_id", pl.col("amount").cast(pl.Float64))
    )
    cost = pl.col("decided_amount").cast(pl.Float64).fill_null(float("inf"))
    now = approved.select(supplier_id="decided_supplier_id", amount=cost)
    totals = (
        pl.concat([before, now])
        .group_by("supplier_id")
        .agg(total=pl.col("amount").sum())
    )
    own, second = limits.of(author), limits.second_above
    above_own = pl.col("total") > own if own is not None else pl.lit(value=False)
    above_both = pl.col("total") > second if second is not None else pl.lit(value=False)
    return (
        approved.join(totals, left_on="decided_supplier_id", right_on="supplier_id")
        .filter(above_own | (above_both & pl.col("proposed_by").is_null()))
        .select("edit_id")
        .unique(maintain_order=True)
    )
