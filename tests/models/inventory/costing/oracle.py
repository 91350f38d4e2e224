"""Inventory costing again, slow and obvious, to hold against the kernel.

It repeats the rules of ``models.inventory.costing`` and shares no code with it. One
move after another is posted; a month of ``monthly_average`` is closed before the first
move of a later month, see ``oracle_months``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from tests.models.inventory.costing.oracle_books import (
    QUEUED,
    Books,
    Move,
    Pool,
    Posting,
    Ratio,
    weights_of,
)
from tests.models.inventory.costing.oracle_months import (
    close_month,
    close_months,
    month_of,
    post_in_month,
)
from tests.models.inventory.costing.oracle_moves import issue, receive
from tests.models.inventory.costing.oracle_pools import revalue, take_on_method

Amounts = tuple[Decimal, Decimal, Decimal]
"""Cost, adjustment, and value after it."""
Open = tuple[str, str, str, int, Decimal, Decimal, str | None]
"""Item, place, bucket, number, quantity, amount, and the move that brought it in."""


@dataclass(frozen=True)
class Costs:
    """Amounts in the order of the moves, and what is open at the end."""

    moves: list[Amounts]
    layers: list[Open]

    @property
    def costs(self) -> list[Decimal]:
        """The cost of each move."""
        return [cost for cost, _, _ in self.moves]

    @property
    def adjustments(self) -> list[Decimal]:
        """The adjustment of each move."""
        return [adjustment for _, adjustment, _ in self.moves]

    @property
    def values(self) -> list[Decimal]:
        """The value of its pool after each move."""
        return [value for _, _, value in self.moves]


def costs(
    rows: Sequence[Mapping[str, Any]],
    minor_digits: int = 2,
    first_costs: Mapping[str, Decimal] = MappingProxyType({}),
) -> Costs:
    """Return what every move of ``rows`` costs and what is left.

    ``first_costs`` are the unit costs of items that count until goods come in.
    """
    moves = [_move(row, minor_digits) for row in rows]
    first = {sku: _ratio(cost, minor_digits) for sku, cost in first_costs.items()}
    books = Books(assembly_weights=weights_of(moves), first_costs=first)
    for move in moves:
        close_months(books, before=move.month)
        _post(books, move)
    close_months(books, before=None)
    return Costs(
        [_amounts(books.postings[move.move_id], minor_digits) for move in moves],
        _open(books, minor_digits),
    )


def _post(books: Books, move: Move) -> None:
    """Post one move."""
    first = books.first_costs.get(move.pool[0])
    pool = books.pools.setdefault(move.pool, Pool(last=first))
    books.moves[move.move_id] = move
    if move.method != "monthly_average":
        close_month(books, pool)
    difference = take_on_method(pool, move)
    posting = _posted(books, pool, move)
    posting.adjustment += difference
    posting.value = pool.net_value
    books.postings[move.move_id] = posting
    if move.method == "monthly_average":
        month_of(pool, move).moves.append(move)


def _posted(books: Books, pool: Pool, move: Move) -> Posting:
    """Post one move by its kind and method."""
    if move.method == "monthly_average":
        month_of(pool, move)
    if move.kind == "revaluation":
        return Posting(revalue(pool, move), 0)
    if move.method == "monthly_average":
        return post_in_month(books, pool, move)
    return receive(books, pool, move) if move.qty > 0 else issue(books, pool, move)


def _open(books: Books, minor_digits: int) -> list[Open]:
    """Return open layers and debts of all pools, next to leave first."""
    rows = []
    for key, pool in sorted(books.pools.items()):
        layers = pool.layers if pool.method in QUEUED else []
        found = [(layer.qty, layer.amount, layer.origin) for layer in layers]
        owed = [(-debt.qty, -debt.amount, debt.maker) for debt in pool.debts]
        rows += [
            (*key, number, _qty(qty), _amount(amount, minor_digits), move_id)
            for number, (qty, amount, move_id) in enumerate([*found, *owed], start=1)
        ]
    return rows


def _move(row: Mapping[str, Any], minor_digits: int) -> Move:
    """Return a row in whole numbers."""
    is_standard = row["method"] == "standard"
    return Move(
        move_id=row["move_id"],
        pool=(row["sku"], row["location_id"], row["bucket"]),
        kind=row["kind"],
        qty=_whole(row["qty"].scaleb(3)),
        given=_minor(row["given_amount"], minor_digits),
        new_cost=_ratio(row["unit_cost"], minor_digits),
        applies_to=row["applies_to"],
        is_carried=row["is_carried"],
        method=row["method"],
        standard=_ratio(row["standard_cost"], minor_digits) if is_standard else None,
        lot=row["lot"],
        month=row["month"],
        assembly=row["assembly"],
        weight=row["assembly_weight"] or 0,
    )


def _whole(number: Decimal) -> int:
    """Return a number that is whole."""
    assert number == int(number), number
    return int(number)


def _minor(amount: Decimal | None, minor_digits: int) -> int | None:
    """Return an amount in minor units."""
    return None if amount is None else _whole(amount.scaleb(minor_digits))


def _ratio(unit_cost: Decimal | None, minor_digits: int) -> Ratio | None:
    """Return a cost per unit: so many minor units for so many thousandths."""
    if unit_cost is None:
        return None
    return _whole(unit_cost.scaleb(4 + minor_digits)), 1000 * 10**4


def _qty(thousandths: int) -> Decimal:
    """Return a quantity in units."""
    return Decimal(thousandths).scaleb(-3)


def _amount(minor: int, minor_digits: int) -> Decimal:
    """Return an amount in company currency."""
    return Decimal(minor).scaleb(-minor_digits)


def _amounts(posting: Posting, minor_digits: int) -> Amounts:
    """Return what a posting says, in company currency."""
    return (
        _amount(posting.cost, minor_digits),
        _amount(posting.adjustment, minor_digits),
        _amount(posting.value, minor_digits),
    )
