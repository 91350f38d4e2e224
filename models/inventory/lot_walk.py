"""Lots through time: the kernel of the table of lots.

Stock of a place is a chain of parcels, the next to leave first: first to expire, then
first to come. Moves put parcels in, draw from them, or carry them to another place. All
of it is in one file: the cache of a kernel does not see changes in another.
"""

import numba
import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
State = tuple[Integers, Integers, Integers, Integers]
"""Parcels; and by chain its first parcel, its units, and the expiry last drawn."""

Wanted = tuple[int, int, int, int]
"""Lot and bin (0: any), the first day of use that matters, and the look whose parcels
stay where they are (0: none)."""

ITEM, PLACE, WAY, QTY, LOT, BIN, EXPIRES, CAME, DAY, IS_SALE, IS_PAPERED = range(11)
LOOK, SEEN, ENDS, IS_KNOWN = range(11, 15)
"""Columns of the facts. ``WAY`` is the chain of goods between two places, 0 for none;
``LOOK`` the number of a look at the shelf, 0 for none; ``SEEN`` the units of the lot
that it saw, negative where it names none; ``ENDS`` marks its last row."""

OF_LOT, OF_BIN, OF_EXPIRES, OF_CAME, UNITS, OF_LOOK, NEXT = range(7)
"""Columns of the parcels. Row 0 is none: it holds how many rows are in use (``UNITS``)
and which one is free again (``NEXT``)."""

NEVER = 2**31 - 1
EVER = -NEVER
ANYTHING = (0, 0, EVER, 0)


@numba.njit(cache=True)
def walk(facts: Integers, chains: int) -> Integers:
    """Return place, lot, expiry, arrival and units of what is left in known places.

    ``facts`` are sorted by item and time; chains are numbered from 1 and belong to one
    item each. Where stock is known, parcels are kept equal to the balance, or none
    where that is below zero.
    """
    left, written = np.empty((2 * len(facts), 5), np.int64), 0
    state = _nothing(len(facts), chains)
    balance = np.zeros(chains + 1, np.int64)
    is_known = np.zeros(chains + 1, np.bool_)
    first = 0
    for row in range(len(facts)):
        fact = facts[row]
        place = fact[PLACE]
        balance[place] += fact[QTY]
        is_known[place] = is_known[place] or fact[IS_KNOWN] == 1
        _move(state, fact)
        if is_known[place] and fact[ENDS]:
            _settle(state, fact, max(balance[place], 0))
        if row + 1 == len(facts) or facts[row + 1, ITEM] != fact[ITEM]:
            for of_item in np.unique(facts[first : row + 1, PLACE]):
                if is_known[of_item]:
                    written = _write(state, of_item, left, written)
            state[0][0] = 0
            first = row + 1
    return left[:written].copy()


@numba.njit(cache=True)
def _move(state: State, fact: Integers) -> None:
    """Do what one row says; what a look sees without a lot waits for its end."""
    place, units = fact[PLACE], fact[QTY]
    if fact[LOOK]:
        if fact[SEEN] >= 0:
            _set(state, fact)
    elif units < 0:
        _take(state, fact, -units)
    else:
        if fact[WAY]:
            units = _draw(state, (fact[WAY], place), units, ANYTHING)
        _put(state, place, _parcel(state, fact, units))


@numba.njit(cache=True)
def _take(state: State, fact: Integers, units: int) -> None:
    """Take out the lot that is named, else the first to expire; never more than is.

    What is sold is of use on that day, if anything is.
    """
    lot, bin_no = fact[LOT], fact[BIN]
    day = fact[DAY] if fact[IS_SALE] else EVER
    named_day = EVER if lot else day
    ends = (fact[PLACE], fact[WAY])
    units = _draw(state, ends, units, (lot, bin_no, named_day, 0))
    units = _draw(state, ends, units, (lot, 0, named_day, 0))
    units = _draw(state, ends, units, (0, 0, day, 0))
    _draw(state, ends, units, ANYTHING)


@numba.njit(cache=True)
def _set(state: State, fact: Integers) -> None:
    """Make what is there of a lot what a look saw of it, and mark it as seen."""
    parcels, firsts = state[0], state[1]
    seen = fact[SEEN]
    node = firsts[fact[PLACE]]
    while node:
        is_lot = parcels[node, OF_LOT] == fact[LOT]
        if is_lot and (fact[BIN] == 0 or fact[BIN] == parcels[node, OF_BIN]):
            seen -= parcels[node, UNITS]
            parcels[node, OF_LOOK] = fact[LOOK]
        node = parcels[node, NEXT]
    if seen > 0:
        _put(state, fact[PLACE], _parcel(state, fact, seen))
    else:
        _draw(state, (fact[PLACE], 0), -seen, (fact[LOT], fact[BIN], EVER, 0))


@numba.njit(cache=True)
def _settle(state: State, fact: Integers, units: int) -> None:
    """Make all parcels of a place equal its balance: what was not seen gives way."""
    place = fact[PLACE]
    missing = units - state[2][place]
    if missing > 0:
        _, _, expires, came, _, _ = _parcel(state, fact, missing)
        _put(state, place, (0, 0, expires, came, missing, 0))
    else:
        rest = _draw(state, (place, 0), -missing, (0, 0, EVER, fact[LOOK]))
        _draw(state, (place, 0), rest, ANYTHING)


@numba.njit(cache=True)
def _parcel(state: State, fact: Integers, units: int) -> tuple[int, ...]:
    """Return units as a parcel; those without papers keep as long as the last taken.

    They may be what was just sold or missed, so nothing makes them fresh again, unless
    what was last taken has expired.
    """
    expires, last = fact[EXPIRES], state[3][fact[PLACE]]
    if not fact[IS_PAPERED] and last >= fact[DAY]:
        expires = min(expires, last)
    return (fact[LOT], fact[BIN], expires, fact[CAME], units, fact[LOOK])


@numba.njit(cache=True)
def _write(state: State, place: int, left: Integers, written: int) -> int:
    """Write the parcels of a place and return how many rows are written then."""
    parcels, node = state[0], state[1][place]
    while node:
        left[written, 0] = place
        left[written, 1] = parcels[node, OF_LOT]
        left[written, 2] = parcels[node, OF_EXPIRES]
        left[written, 3] = parcels[node, OF_CAME]
        left[written, 4] = parcels[node, UNITS]
        written += 1
        node = parcels[node, NEXT]
    return written


@numba.njit(cache=True)
def _nothing(rows: int, chains: int) -> State:
    """Return empty chains, with room for the parcels that ``rows`` can make."""
    parcels = np.empty((2 * rows + 2, 7), np.int64)
    parcels[0] = 0
    none = np.zeros(chains + 1, np.int64)
    return parcels, none, none.copy(), np.full(chains + 1, NEVER, np.int64)


@numba.njit(cache=True)
def _put(state: State, place: int, parcel: tuple[int, ...]) -> None:
    """Put a parcel into a chain, where it is its turn to leave."""
    parcels, firsts, totals, _ = state
    if parcel[UNITS] <= 0:
        return
    new = parcels[0, NEXT]
    if new:
        parcels[0, NEXT] = parcels[new, NEXT]
    else:
        parcels[0, UNITS] += 1
        new = parcels[0, UNITS]
    before, after = 0, firsts[place]
    while after and not _leaves_before(parcel, parcels[after]):
        before, after = after, parcels[after, NEXT]
    for column in range(NEXT):
        parcels[new, column] = parcel[column]
    parcels[new, NEXT] = after
    if before:
        parcels[before, NEXT] = new
    else:
        firsts[place] = new
    totals[place] += parcel[UNITS]


@numba.njit(cache=True)
def _leaves_before(parcel: tuple[int, ...], other: Integers) -> bool:
    """Say whether a parcel expires first, or came first of two that expire together."""
    if parcel[OF_EXPIRES] == other[OF_EXPIRES]:
        return bool(parcel[OF_CAME] < other[OF_CAME])
    return bool(parcel[OF_EXPIRES] < other[OF_EXPIRES])


@numba.njit(cache=True)
def _draw(state: State, ends: tuple[int, int], units: int, wanted: Wanted) -> int:
    """Draw units from one chain into another (0: away); return what is not there."""
    parcels, firsts, totals, latest = state
    source, to = ends
    before, node = 0, firsts[source]
    while node and units > 0:
        parcel, after = parcels[node].copy(), parcels[node, NEXT]
        if _is_wanted(parcel, wanted):
            drawn = min(units, parcel[UNITS])
            units -= drawn
            totals[source] -= drawn
            latest[source] = parcel[OF_EXPIRES]
            parcels[node, UNITS] -= drawn
            if parcels[node, UNITS] == 0:
                _unlink(parcels, firsts, source, before, node)
            if to:
                _put(state, to, (parcel[0], 0, parcel[2], parcel[3], drawn, 0))
        else:
            before = node
        node = after
    return int(units)


@numba.njit(cache=True)
def _unlink(
    parcels: Integers, firsts: Integers, chain: int, before: int, node: int
) -> None:
    """Take an empty parcel out of its chain and let its row be used again."""
    if before:
        parcels[before, NEXT] = parcels[node, NEXT]
    else:
        firsts[chain] = parcels[node, NEXT]
    parcels[node, NEXT] = parcels[0, NEXT]
    parcels[0, NEXT] = node


@numba.njit(cache=True)
def _is_wanted(parcel: Integers, wanted: Wanted) -> bool:
    """Say whether a parcel is of the lot, bin and day wanted, and may be drawn."""
    is_lot = wanted[0] == 0 or wanted[0] == parcel[OF_LOT]
    is_bin = wanted[1] == 0 or wanted[1] == parcel[OF_BIN]
    stays = wanted[3] != 0 and wanted[3] == parcel[OF_LOOK]
    return bool(is_lot and is_bin and parcel[OF_EXPIRES] >= wanted[2] and not stays)
