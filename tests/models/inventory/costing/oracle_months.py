"""The oracle of costing: months of ``monthly_average``."""

from datetime import date

from tests.models.inventory.costing.oracle_books import (
    Account,
    Books,
    Month,
    Move,
    Part,
    Pool,
    Posting,
    Ratio,
    at_cost,
    share,
)
from tests.models.inventory.costing.oracle_moves import deposit, receive, withdrawn
from tests.models.inventory.costing.oracle_pools import cover, owe


def is_plain_issue(move: Move) -> bool:
    """Whether a move leaves at the average of its month."""
    is_bound = move.applies_to is not None or move.assembly is not None
    return move.qty < 0 and not move.is_carried and not is_bound


def month_of(pool: Pool, move: Move) -> Month:
    """Return the month of a pool which a move falls into."""
    if pool.month is None:
        pool.month = Month(move.month, pool.net_value)
    return pool.month


def post_in_month(books: Books, pool: Pool, move: Move) -> Posting:
    """Post a move provisionally."""
    is_taken_back = is_same_month_return(month_of(pool, move), move)
    if move.qty > 0 and not is_taken_back:
        return receive(books, pool, move)
    cost = _returned(books, pool, move) if move.qty > 0 else _issued(books, pool, move)
    pool.qty += move.qty
    pool.value += cost
    return Posting(cost, 0)


def _returned(books: Books, pool: Pool, move: Move) -> int:
    """Take back what left in the same month: it meets no debts and tells no cost."""
    cost = withdrawn(books, pool, move, move.units) + (move.given or 0)
    books.accounts[move.move_id] = Account(move.units, cost)
    return cost


def _issued(books: Books, pool: Pool, move: Move) -> int:
    """Return the cost of an outgoing move as long as the month is not over."""
    given = move.given or 0
    if move.applies_to is not None:
        cost = withdrawn(books, pool, move, move.units, given)
    else:
        cost = pool.current(move.units, given)
    deposit(books, move, cost)
    return -cost


def is_same_month_return(month: Month, move: Move) -> bool:
    """Whether a move takes back a plain issue of its pool and month."""
    issues = {one.move_id for one in month.moves if is_plain_issue(one)}
    return move.qty > 0 and move.applies_to in issues


def close_months(books: Books, before: date | None) -> None:
    """Close the months that begin before a day, or all."""
    for pool in books.pools.values():
        if pool.month and (before is None or pool.month.first < before):
            close_month(books, pool)


def close_month(books: Books, pool: Pool) -> None:
    """Close the month of a pool if one is open."""
    if pool.month is not None:
        _close(books, pool, pool.month)
    pool.month = None


def _close(books: Books, pool: Pool, month: Month) -> None:
    """Post the issues of a month at its average, and tell the values anew."""
    again = [
        move
        for move in month.moves
        if is_plain_issue(move) or is_same_month_return(month, move)
    ]
    if again:
        _Average(books, pool, again).post()
    last = books.postings[(again or month.moves)[-1].move_id]
    last.adjustment += _settled(books, pool)
    if pool.qty < 0:
        owe(pool)
    _tell_values(books, month)


def _settled(books: Books, pool: Pool) -> int:
    """Let stock that came back meet older debts; no units are worth nothing."""
    adjustment = 0
    if pool.qty > 0:
        stock = Part(pool.qty, pool.value, origin="")
        left, adjustment = cover(books, pool, stock)
        pool.qty, pool.value = left.qty, left.amount
    if pool.qty == 0:
        adjustment -= pool.value
        pool.value = 0
    return adjustment


def _tell_values(books: Books, month: Month) -> None:
    """Sum costs and adjustments over a month."""
    value = month.opening_value
    for move in month.moves:
        posting = books.postings[move.move_id]
        value += posting.cost + posting.adjustment
        posting.value = value


class _Average:
    """What a month has to give, and what is left of it from issue to issue."""

    def __init__(self, books: Books, pool: Pool, again: list[Move]) -> None:
        """Put back into the pool what the month took out provisionally."""
        self.books, self.pool, self.again = books, pool, again
        costs = sum(books.postings[move.move_id].cost for move in again)
        pool.value -= costs
        pool.qty -= sum(move.qty for move in again)
        self.whole: Ratio = (pool.value, pool.qty)

    def post(self) -> None:
        """Post issues and returns in their order; the average is known from now on."""
        for move in self.again:
            cost = self._issued(move) if move.qty < 0 else self._returned(move)
            self.books.postings[move.move_id].cost = cost
            self.pool.qty += move.qty
            self.pool.value += cost
        if self.whole[1] > 0:
            self.pool.last = self.whole

    def _issued(self, move: Move) -> int:
        """Return the cost of an issue, and open its account anew."""
        pool = self.pool
        take = min(move.units, max(pool.qty, 0))
        if take == move.units:
            cost = share(pool.value, take, pool.qty)
        else:
            cost = pool.value if take > 0 else 0
            cost += self._beyond(move, move.units - take)
        self._reopen(move, cost)
        return -cost

    def _beyond(self, move: Move, qty: int) -> int:
        """Return the cost of units which the month did not have."""
        if self.whole[1] > 0:
            return at_cost(self.whole, qty)
        provisional = -self.books.postings[move.move_id].cost
        return self.pool.last_known(qty, share(provisional, qty, move.units))

    def _returned(self, move: Move) -> int:
        """Withdraw again what a return takes back."""
        cost = withdrawn(self.books, self.pool, move, move.units) + (move.given or 0)
        self._reopen(move, cost)
        return cost

    def _reopen(self, move: Move, cost: int) -> None:
        """Open an account anew; what other moves withdrew stays withdrawn."""
        posted_again = {one.move_id for one in self.again}
        found = self.books.accounts[move.move_id]
        kept = [one for one in found.withdrawals if one.move_id not in posted_again]
        self.books.accounts[move.move_id] = Account(
            units=move.units - sum(one.units for one in kept),
            cost=cost - sum(one.cost for one in kept),
            withdrawals=kept,
        )
