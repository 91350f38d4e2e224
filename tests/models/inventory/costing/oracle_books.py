"""What the oracle of costing writes in: moves, pools, accounts, in whole numbers.

Quantities are thousandths of a unit, amounts minor units. The rules of posting are in
``oracle`` and ``oracle_months``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import floor

QUEUED = ("fifo", "specific")

Ratio = tuple[int, int]
"""An amount and the quantity it is for."""


def share(amount: int, part: int, whole: int) -> int:
    """Return ``amount·part/whole``, half of a minor unit rounded away from zero.

    >>> share(1000, 1, 3), share(5, 1, 2), share(-5, 1, 2), share(7, 0, 3)
    (333, 3, -3, 0)
    """
    exact = Fraction(amount * part, whole)
    rounded = floor(abs(exact) + Fraction(1, 2))
    return rounded if exact > 0 else -rounded


def at_cost(cost: Ratio, qty: int) -> int:
    """Return what ``qty`` costs where another quantity has a known cost.

    >>> at_cost((1000, 3000), -1000)
    -333
    """
    return share(cost[0], qty, cost[1])


@dataclass(frozen=True)
class Move:
    """A row of the moves; unit costs as ratios."""

    move_id: str
    pool: tuple[str, str, str]
    kind: str
    qty: int
    given: int | None
    new_cost: Ratio | None
    applies_to: str | None
    is_carried: bool
    method: str
    standard: Ratio | None
    lot: str
    month: date
    assembly: str | None
    weight: int

    @property
    def units(self) -> int:
        """The quantity without its sign."""
        return abs(self.qty)


@dataclass
class Posting:
    """What a move did to its pool."""

    cost: int = 0
    adjustment: int = 0
    value: int = 0


@dataclass
class Part:
    """Goods that come in together: bought at once, or of one slice."""

    qty: int
    amount: int
    origin: str


@dataclass
class Layer:
    """Goods of one part that are still there."""

    qty: int
    amount: int
    qty_at_first: int
    amount_at_first: int
    opener: str
    origin: str
    lot: str


@dataclass
class Debt:
    """Goods that left before they came, and what they provisionally cost."""

    qty: int
    amount: int
    maker: str | None


@dataclass
class Withdrawal:
    """What a move took back from an account."""

    move_id: str
    units: int
    cost: int


@dataclass
class Account:
    """Units and cost of a move that are still to be taken back."""

    units: int
    cost: int
    withdrawals: list[Withdrawal] = field(default_factory=list)

    def withdraw(self, move_id: str, wanted: int) -> Withdrawal:
        """Take back what is open of ``wanted`` units."""
        units = min(wanted, self.units)
        cost = 0
        if units > 0:
            is_all = units == self.units
            cost = self.cost if is_all else share(self.cost, units, self.units)
        taken = Withdrawal(move_id, units, cost)
        self.units -= taken.units
        self.cost -= taken.cost
        self.withdrawals.append(taken)
        return taken


@dataclass
class Month:
    """The moves of a pool in one month of ``monthly_average``."""

    first: date
    opening_value: int
    moves: list[Move] = field(default_factory=list)


@dataclass
class Pool:
    """An item at a location in one bucket; quantity and value are without debts."""

    method: str | None = None
    standard: Ratio | None = None
    qty: int = 0
    value: int = 0
    layers: list[Layer] = field(default_factory=list)
    debts: list[Debt] = field(default_factory=list)
    last: Ratio | None = None
    month: Month | None = None

    @property
    def net_qty(self) -> int:
        """Units held less units owed."""
        return self.qty - sum(debt.qty for debt in self.debts)

    @property
    def net_value(self) -> int:
        """What is held less what is owed."""
        return self.value - sum(debt.amount for debt in self.debts)

    def current(self, qty: int, given: int = 0) -> int:
        """Return the current cost of ``qty`` units."""
        if self.qty > 0:
            return share(self.value, qty, self.qty)
        return self.last_known(qty, given)

    def last_known(self, qty: int, given: int = 0) -> int:
        """Return the last known cost of ``qty`` units, else what is given for them."""
        return given if self.last is None else at_cost(self.last, qty)


@dataclass
class Books:
    """Everything that is remembered while moves are posted."""

    assembly_weights: dict[str, int]
    first_costs: Mapping[str, Ratio | None]
    pools: dict[tuple[str, str, str], Pool] = field(default_factory=dict)
    postings: dict[str, Posting] = field(default_factory=dict)
    moves: dict[str, Move] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    assemblies: dict[str, Account] = field(default_factory=dict)
    slices: dict[str, list[Part]] = field(default_factory=dict)

    def assembly(self, name: str) -> Account:
        """Return the account of a kit work; its units are weights."""
        weight = self.assembly_weights.get(name, 0)
        return self.assemblies.setdefault(name, Account(weight, 0))


def weights_of(moves: Iterable[Move]) -> dict[str, int]:
    """Return the weight of all that each kit work brings in."""
    weights: dict[str, int] = {}
    for move in moves:
        if move.assembly is not None and move.qty > 0:
            weights[move.assembly] = weights.get(move.assembly, 0) + move.weight
    return weights
