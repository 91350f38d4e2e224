"""A company while its history is drawn: its items, their methods and its rows."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from hypothesis import strategies as st

from tests.models.inventory.costing.rows import Row, history

METHODS = ("fifo", "moving_average", "monthly_average", "standard", "specific")
SKUS = ("a", "b")
KIT = "k"

Value = TypeVar("Value")

units = st.one_of(
    st.integers(1, 12).map(Decimal),
    st.integers(1, 5000).map(lambda thousandths: Decimal(thousandths).scaleb(-3)),
)
unit_costs = st.one_of(
    st.integers(0, 20).map(Decimal),
    st.integers(0, 50_000).map(lambda small: Decimal(small).scaleb(-4)),
)
minor_amounts = st.one_of(
    st.integers(0, 12).map(lambda whole: 100 * whole),
    st.integers(0, 3000),
    st.integers(-300, -1),  # a credit note for more than the goods
)


def _nothing() -> None:
    """Give no amount."""


class Company:
    """Draws values, and remembers the rows."""

    def __init__(
        self, draw: st.DrawFn, methods: Sequence[str], minor_digits: int
    ) -> None:
        """Choose the methods to begin with."""
        self.draw, self.methods, self.minor_digits = draw, methods, minor_digits
        self.month = dt.date(2025, 11, 1)
        self.rows: list[Row] = []
        self.standard_of = dict.fromkeys((*SKUS, KIT), Decimal(3))
        self.method_of = {sku: self.one(methods) for sku in self.standard_of}

    def one(self, values: Sequence[Value]) -> Value:
        """Draw one of some values."""
        return self.draw(st.sampled_from(values))

    def some(self, values: Sequence[Value]) -> list[Value]:
        """Draw at least one of some values."""
        first = self.one(range(len(values)))
        return list(values[first:])

    def units(self) -> Decimal:
        """Draw a quantity, mostly whole."""
        return self.draw(units)

    def unit_cost(self) -> Decimal:
        """Draw a cost per unit, to the fourth decimal."""
        return self.draw(unit_costs)

    def price(self) -> Decimal | None:
        """Draw what goods cost in all; now and then nobody knows."""
        return self.one([self.amount, self.amount, self.amount, _nothing])()

    def extra(self) -> Decimal | None:
        """Draw an amount that is seldom given."""
        return self.one([_nothing, _nothing, self.amount])()

    def amount(self) -> Decimal:
        """Draw an amount in whole minor units."""
        return Decimal(self.draw(minor_amounts)).scaleb(-self.minor_digits)

    def part_of(self, source: Row) -> Decimal:
        """Draw a quantity that refers to an earlier row: all of it, less, or more."""
        whole: Decimal = abs(source["qty"])
        return self.one([whole, whole, min(whole, Decimal(1)), self.units()])

    def earlier(self, sign: int, kinds: Sequence[str] = ()) -> Row | None:
        """Draw an earlier row that came in (1) or went out (-1), but for no kit."""
        found = [
            row
            for row in self.rows
            if row["qty"] * sign > 0
            and row["assembly"] is None
            and (not kinds or row["kind"] in kinds)
        ]
        return self.one(found) if found else None

    def move(self, sku: str, qty: Decimal | int, **more: object) -> Row:
        """Add a row, and return it."""
        method = self.method_of[sku]
        row: Row = {
            "move_id": f"m{len(self.rows) + 1}",
            "sku": sku,
            "qty": qty,
            "method": method,
            "standard_cost": self.standard_of[sku] if method == "standard" else None,
            "month": self.month,
            **more,
        }
        self.rows += history(row)
        return self.rows[-1]

    def begin_month(self) -> None:
        """Go on with the next month; an item may have another method now."""
        self.month = (self.month + dt.timedelta(days=31)).replace(day=1)
        for sku, method in self.method_of.items():
            self.method_of[sku] = self.one([method, method, *self.methods])

    def change_method(self, sku: str) -> None:
        """Go on with another method for an item."""
        self.method_of[sku] = self.one(self.methods)
