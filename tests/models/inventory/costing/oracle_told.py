"""What papers say of costs, and when each of it was told.

Rates, measures and prices are kept as they were told, one after the other; those told
at ``None`` were known all along.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from tests.models.inventory.costing.oracle_documents import Documents, Row, seen

RATE_LASTS = dt.timedelta(days=7)
Reason = tuple[str | None, Decimal | None]
"""A number that an amount rests on: the row that tells it, and what that says."""
Reasons = Mapping[str, tuple[str | None, object]]
"""All that an amount rests on, by what it is."""


class Rate(NamedTuple):
    """A rate of the euro, since when it was told and when it was taken back."""

    on: dt.date
    rate: Decimal
    since: dt.datetime | None = None
    until: dt.datetime | None = None

    def stands(self, at: dt.datetime) -> bool:
        """Whether it was told by an instant, and not taken back yet."""
        is_told = self.since is None or self.since <= at
        return is_told and (self.until is None or self.until > at)


class Said(NamedTuple):
    """A number that a product, a place or an order says from an instant on.

    Prices of orders have a currency, empty where it is the supplier's usual one.
    """

    number: Decimal
    since: dt.datetime | None = None
    currency: str | None = None


Sayings = Mapping[str, Sequence[Said]]


@dataclass
class Papers:
    """Receipts, orders, invoices and charges, as rows of their tables.

    Of two ``rates`` of a day, and of what else is said, the later one counts. An order
    line that is named in ``prices`` said those instead of its own.
    """

    receipts: list[Row] = field(default_factory=list)
    orders: list[Row] = field(default_factory=list)
    invoices: list[Row] = field(default_factory=list)
    charges: list[Row] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)
    supplier_currency: str | None = None
    handling: Sayings = field(default_factory=dict)
    weights: Sayings = field(default_factory=dict)
    volumes: Sayings = field(default_factory=dict)
    prices: Sayings = field(default_factory=dict)

    def rate(
        self, documents: Documents, currency: str, day: dt.date, at: dt.datetime
    ) -> Reason:
        """Return company currency per unit: the day's, or the last of seven before.

        It is the one that was known at an instant.
        """
        if currency == documents.currency:
            return None, Decimal(1)
        held = [
            (one.on, turn)
            for turn, one in enumerate(self.rates)
            if one.on <= day <= one.on + RATE_LASTS and one.stands(at)
        ]
        if not held:
            return None, None
        on, turn = max(held)
        return f"exchange_rates:{currency}:{on}", self.rates[turn].rate

    def seen_at(self, at: dt.datetime) -> "Papers":
        """Return all that was told by an instant, as it was known then.

        What has no date of its own is there as soon as its goods are.
        """
        undated = [one for one in self.charges if one["recorded_at"] is None]
        dated = [one for one in self.charges if one["recorded_at"] is not None]
        known = [one for one in undated if (one["charged_at"] or at) <= at]
        rates = [
            one._replace(until=None if one.until and one.until > at else one.until)
            for one in self.rates
            if one.since is None or one.since <= at
        ]
        return replace(
            self,
            invoices=seen(self.invoices, at),
            charges=[*known, *seen(dated, at)],
            rates=rates,
            handling=_by(self.handling, at),
            weights=_by(self.weights, at),
            volumes=_by(self.volumes, at),
            prices=_by(self.prices, at),
        )

    def instants(self) -> Iterator[dt.datetime]:
        """Return when rates, weights and volumes were told or taken back."""
        said = [self.handling, self.weights, self.volumes, self.prices]
        yield from _instants(
            [
                *(one.since for one in self.rates),
                *(one.until for one in self.rates),
                *(one.since for each in said for all_ in each.values() for one in all_),
            ]
        )


def _by(sayings: Sayings, at: dt.datetime) -> Sayings:
    """Return what was said by an instant."""
    return {
        name: [one for one in said if one.since is None or one.since <= at]
        for name, said in sayings.items()
    }


def _instants(some: Iterable[dt.datetime | None]) -> Iterator[dt.datetime]:
    """Return those that are instants."""
    return (one for one in some if one is not None)


def measure(sayings: Sayings, sku: str, at: dt.datetime) -> Decimal | None:
    """Return what was said last by an instant."""
    known = [
        one.number
        for one in sayings.get(sku, [])
        if one.since is None or one.since <= at
    ]
    return known[-1] if known else None


def price(
    sayings: Sayings, place: str, at: dt.datetime
) -> tuple[Decimal | None, dt.datetime]:
    """Return what was said by an instant, else first after it, and since when."""
    by_then = measure(sayings, place, at)
    if by_then is not None:
        return by_then, at
    later = [one for one in sayings.get(place, []) if one.since is not None]
    return (later[0].number, later[0].since or at) if later else (None, at)


def stands(row: Row, at: dt.datetime) -> bool:
    """Whether a row was recorded by an instant, and not corrected yet."""
    gone_at = row.get("superseded_at")
    return row["recorded_at"] <= at and (gone_at is None or gone_at > at)
