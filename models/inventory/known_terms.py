"""What is known of costs beside the moves: now, and when each period was closed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from models.inventory.closing import Closings
from models.inventory.costing import known
from models.inventory.valuing import Terms


@dataclass(frozen=True)
class KnownTerms:
    """Terms as they are known now, and as they were when periods were closed."""

    now: Terms
    then: Mapping[dt.datetime, Terms]

    @classmethod
    def of(
        cls,
        now: Terms,
        products: pl.DataFrame,
        planning_parameters: pl.DataFrame,
        decisions: pl.DataFrame,
        item_cost_versions: pl.DataFrame,
        costing_rule_versions: pl.DataFrame,
        closings: Closings,
    ) -> "KnownTerms":
        """Return the terms at each closing, where anything was learned after it."""
        learned = [
            *item_cost_versions["known_from"],
            *item_cost_versions["known_until"],
            *costing_rule_versions["known_from"],
            *costing_rule_versions["known_until"],
            *decisions.filter(pl.col("action") == "set_parameter")["decided_at"],
        ]
        last = max((at for at in learned if at is not None), default=None)
        then = {
            closed: now.told_by(
                known.known_products(products, item_cost_versions, closed),
                known.known_parameters(
                    planning_parameters, costing_rule_versions, closed
                ),
                known.known_decisions(decisions, closed),
            )
            for closed in closings.closed
            if last is not None and closed < last
        }
        return cls(now, then)

    def at(self, instant: dt.datetime) -> Terms:
        """Return the terms known at a closing; at any other instant those of now."""
        return self.then.get(instant, self.now)

    def changed(
        self, since: dt.datetime, until: dt.datetime, end: dt.datetime
    ) -> pl.Series:
        """Return the items whose terms of days before ``end`` became known otherwise.

        ``since`` and ``until`` are closings, or any instant for now.
        """
        old, new = self.at(since), self.at(until)
        if old is new:
            return old.methods["sku"].clear()
        return pl.concat(
            [
                _differing(old.before(end).methods, new.before(end).methods),
                _differing(old.own_costs, new.own_costs),
            ]
        ).unique()


def _differing(one: pl.DataFrame, other: pl.DataFrame) -> pl.Series:
    """Return the items of which one frame has a row that the other has not."""
    both = (one, other), (other, one)
    return pl.concat(
        left.join(right, on=left.columns, how="anti", nulls_equal=True)["sku"]
        for left, right in both
    )
