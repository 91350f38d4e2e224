"""The oracle of costing: what happens to one pool."""

from tests.models.inventory.costing.oracle_books import (
    QUEUED,
    Books,
    Debt,
    Layer,
    Move,
    Part,
    Pool,
    at_cost,
    share,
)


def take_on_method(pool: Pool, move: Move) -> int:
    """Let the method of a move take effect; return by how much the value changes."""
    found = pool.method
    pool.method, pool.standard = move.method, move.standard
    if move.standard is not None:
        pool.last = move.standard
        return _held_at_standard(pool)
    if found == "standard" and pool.qty < 0:
        owe(pool)
    if found is not None and found not in QUEUED and move.method in QUEUED:
        _lay_open(pool, move)
    if move.method not in QUEUED:
        pool.layers = []
    return 0


def _held_at_standard(pool: Pool) -> int:
    """Hold all of a pool at the standard cost, without layers and debts."""
    before = pool.net_value
    pool.qty = pool.net_qty
    pool.layers, pool.debts = [], []
    pool.value = at_standard(pool, pool.qty)
    return pool.value - before


def at_standard(pool: Pool, qty: int) -> int:
    """Return what ``qty`` is worth at the standard cost of its pool."""
    assert pool.standard is not None
    return at_cost(pool.standard, qty)


def owe(pool: Pool) -> None:
    """Turn what a pool holds below nothing into a debt made by no one."""
    pool.debts.append(Debt(-pool.qty, -pool.value, None))
    pool.qty = pool.value = 0


def _lay_open(pool: Pool, move: Move) -> None:
    """Make one layer of all that a pool holds."""
    if pool.qty > 0:
        whole = Part(pool.qty, pool.value, move.move_id)
        pool.layers = [layer_of(whole, move, lot="")]


def layer_of(part: Part, move: Move, lot: str) -> Layer:
    """Return the layer which a move opens for a part."""
    return Layer(
        qty=part.qty,
        amount=part.amount,
        qty_at_first=part.qty,
        amount_at_first=part.amount,
        opener=move.move_id,
        origin=part.origin,
        lot=lot,
    )


def revalue(pool: Pool, move: Move) -> int:
    """Set what is there to its units at a new cost; return the change of value."""
    if move.new_cost is None or pool.method == "standard":
        return 0
    pool.last = move.new_cost
    if pool.qty <= 0:
        return 0
    before = pool.value
    for layer in pool.layers:
        layer.amount = at_cost(move.new_cost, layer.qty)
        layer.qty_at_first, layer.amount_at_first = layer.qty, layer.amount
    pool.value = (
        sum(layer.amount for layer in pool.layers)
        if pool.method in QUEUED
        else at_cost(move.new_cost, pool.qty)
    )
    return pool.value - before


def stock_up(pool: Pool, move: Move, part: Part) -> None:
    """Add to a pool what is left of a part."""
    pool.qty += part.qty
    pool.value += part.amount
    if part.qty > 0 and pool.method in QUEUED:
        pool.layers.append(layer_of(part, move, move.lot))


def cover(books: Books, pool: Pool, part: Part) -> tuple[Part, int]:
    """Meet debts with a part, oldest first; return what is left and the adjustment."""
    left = Part(part.qty, part.amount, part.origin)
    adjustment = 0
    while left.qty > 0 and pool.debts:
        debt = pool.debts[0]
        met = min(left.qty, debt.qty)
        real = share(left.amount, met, left.qty)
        provisional = share(debt.amount, met, debt.qty)
        left.qty, left.amount = left.qty - met, left.amount - real
        debt.qty, debt.amount = debt.qty - met, debt.amount - provisional
        adjustment += provisional - real
        _correct(books, debt, real - provisional)
        if debt.qty == 0:
            pool.debts.pop(0)
    return left, adjustment


def _correct(books: Books, debt: Debt, difference: int) -> None:
    """Let the account of the move that made a debt know what it really cost."""
    if debt.maker is not None and not books.moves[debt.maker].is_carried:
        books.accounts[debt.maker].cost += difference


def queue_for(pool: Pool, move: Move) -> list[Layer]:
    """Return the layers of a pool, next to leave first."""

    def turn(layer: Layer) -> int:
        if move.applies_to is not None and layer.opener == move.applies_to:
            return 0
        is_own_lot = layer.lot == move.lot != ""
        return 1 if pool.method == "specific" and is_own_lot else 2

    return sorted(pool.layers, key=turn)


def take_from(pool: Pool, layer: Layer, wanted: int) -> tuple[Part, int]:
    """Take from a layer; return what is taken and the residual when it is used up."""
    part = min(wanted, layer.qty)
    nominal = share(layer.amount_at_first, part, layer.qty_at_first)
    limit = min if layer.amount_at_first >= 0 else max
    nominal = limit(nominal, layer.amount)
    residual = layer.amount - nominal if part == layer.qty else 0
    layer.qty -= part
    layer.amount -= nominal + residual
    pool.qty -= part
    pool.value -= nominal + residual
    if layer.qty == 0:
        pool.layers = [other for other in pool.layers if other is not layer]
    return Part(part, nominal, layer.origin), residual
