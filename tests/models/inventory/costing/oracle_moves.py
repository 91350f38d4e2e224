"""The oracle of costing: how a move comes in or goes out."""

from collections.abc import Iterator

from tests.models.inventory.costing.oracle_books import (
    QUEUED,
    Account,
    Books,
    Debt,
    Move,
    Part,
    Pool,
    Posting,
    share,
)
from tests.models.inventory.costing.oracle_pools import (
    at_standard,
    cover,
    queue_for,
    stock_up,
    take_from,
)


def receive(books: Books, pool: Pool, move: Move) -> Posting:
    """Post an incoming move."""
    if pool.method == "standard":
        posting = _receive_at_standard(books, pool, move)
    else:
        posting = _receive_parts(books, pool, move)
    books.accounts[move.move_id] = Account(move.units, posting.cost)
    return posting


def _receive_at_standard(books: Books, pool: Pool, move: Move) -> Posting:
    """Let what comes in be worth the standard cost; the rest is a variance."""
    is_priced = not (move.given is None and move.applies_to is None)
    is_priced = is_priced or move.assembly is not None
    cost = sum(part.amount for part in parts_of(books, pool, move))
    rise = at_standard(pool, pool.qty + move.units) - pool.value
    pool.qty += move.units
    pool.value += rise
    return Posting(cost, rise - cost) if is_priced else Posting(rise, 0)


def _receive_parts(books: Books, pool: Pool, move: Move) -> Posting:
    """Let parts meet debts in their order, and stock what is left of them."""
    posting = Posting()
    for part in parts_of(books, pool, move):
        posting.cost += part.amount
        pool.last = (part.amount, part.qty)
        left, adjustment = cover(books, pool, part)
        posting.adjustment += adjustment
        stock_up(pool, move, left)
    return posting


def parts_of(books: Books, pool: Pool, move: Move) -> Iterator[Part]:
    """Tell what comes in: for each slice one part, else one.

    What is beyond the slices is valued when they are posted.
    """
    if move.applies_to in books.slices:
        parts = _arriving(pool, move, books.slices[move.applies_to])
        yield from _with_handling(parts, move)
    else:
        cost = _cost_of_one_part(books, pool, move)
        yield Part(move.units, cost, move.move_id)


def _cost_of_one_part(books: Books, pool: Pool, move: Move) -> int:
    """Return what a move costs that comes in at once."""
    handling = move.given or 0
    if move.assembly is not None:
        account = books.assembly(move.assembly)
        return account.withdraw(move.move_id, move.weight).cost + handling
    if move.applies_to is not None:
        return withdrawn(books, pool, move, move.units) + handling
    return pool.current(move.units) if move.given is None else move.given


def withdrawn(books: Books, pool: Pool, move: Move, wanted: int, given: int = 0) -> int:
    """Withdraw from the source of a move; what goes beyond has the current cost.

    ``given`` is what the whole move costs if nothing is known.
    """
    assert move.applies_to is not None
    taken = books.accounts[move.applies_to].withdraw(move.move_id, wanted)
    beyond = wanted - taken.units
    if beyond == 0:
        return taken.cost
    return taken.cost + pool.current(beyond, share(given, beyond, move.units))


def _arriving(pool: Pool, move: Move, slices: list[Part]) -> Iterator[Part]:
    """Take slices of a carried move from the front."""
    missing = move.units
    while missing > 0 and slices:
        first = slices[0]
        qty = min(missing, first.qty)
        amount = share(first.amount, qty, first.qty)
        first.qty, first.amount = first.qty - qty, first.amount - amount
        missing -= qty
        if first.qty == 0:
            slices.pop(0)
        yield Part(qty, amount, first.origin)
    if missing > 0:
        yield Part(missing, pool.current(missing), move.move_id)


def _with_handling(parts: Iterator[Part], move: Move) -> Iterator[Part]:
    """Spread a given amount over the parts by quantity."""
    handling, qty_left = move.given or 0, move.units
    for part in parts:
        its_share = share(handling, part.qty, qty_left)
        handling, qty_left = handling - its_share, qty_left - part.qty
        yield Part(part.qty, part.amount + its_share, part.origin)


def issue(books: Books, pool: Pool, move: Move) -> Posting:
    """Post an outgoing move."""
    if pool.method == "standard":
        posting = _issue_at_standard(pool, move)
    elif pool.method in QUEUED:
        posting = _issue_from_layers(books, pool, move)
    else:
        posting = _issue_at_average(books, pool, move)
    deposit(books, move, -posting.cost)
    return posting


def deposit(books: Books, move: Move, cost: int) -> None:
    """Open the account of an outgoing move; a component also adds to its kit work."""
    books.accounts[move.move_id] = Account(move.units, cost)
    if move.assembly is not None:
        books.assembly(move.assembly).cost += cost


def _issue_at_standard(pool: Pool, move: Move) -> Posting:
    """Let a move cost what the value falls by."""
    before = pool.value
    pool.qty -= move.units
    pool.value = at_standard(pool, pool.qty)
    return Posting(pool.value - before, 0)


def _issue_from_layers(books: Books, pool: Pool, move: Move) -> Posting:
    """Take layers in their order; what is short becomes a debt."""
    posting, slices, missing = Posting(), [], move.units
    for layer in queue_for(pool, move):
        if missing == 0:
            break
        taken, residual = take_from(pool, layer, missing)
        missing -= taken.qty
        if move.is_carried:
            taken.amount += residual
            residual = 0
        posting.cost -= taken.amount
        posting.adjustment -= residual
        slices.append(taken)
    slices += _short(pool, move, missing, posting)
    if move.is_carried:
        books.slices[move.move_id] = slices
    return posting


def _short(pool: Pool, move: Move, missing: int, posting: Posting) -> list[Part]:
    """Let go what is not there, and owe it; return it as a slice."""
    if missing == 0:
        return []
    given = share(move.given or 0, missing, move.units)
    provisional = pool.last_known(missing, given)
    pool.debts.append(Debt(missing, provisional, move.move_id))
    posting.cost -= provisional
    return [Part(missing, provisional, move.move_id)]


def _issue_at_average(books: Books, pool: Pool, move: Move) -> Posting:
    """Take from the value of the pool; what is short becomes a debt."""
    posting, take = Posting(), min(move.units, max(pool.qty, 0))
    if take > 0:
        posting = _take_at_average(books, pool, move, take)
    _short(pool, move, move.units - take, posting)
    return posting


def _take_at_average(books: Books, pool: Pool, move: Move, take: int) -> Posting:
    """Take units that are there at the average, or at the cost of their source."""
    before = (pool.value, pool.qty)
    is_emptied = take == pool.qty
    nominal = share(pool.value, take, pool.qty)
    if move.applies_to is not None:
        nominal = withdrawn(books, pool, move, take)
        low, high = min(pool.value, 0), max(pool.value, 0)
        nominal = min(max(nominal, low), high)
    if is_emptied and move.is_carried:
        nominal = pool.value
    residual = pool.value - nominal if is_emptied else 0
    pool.qty -= take
    pool.value -= nominal + residual
    if is_emptied:
        pool.last = before
    return Posting(-nominal, -residual)
