"""Running balances of moves in order: the kernel of the ledger."""

import numba
import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
ITEM, INSTANT, KIND, BUCKET, SLOT, IS_SEEN, QTY = range(7)
"""Columns of the facts: qty is what was seen where ``IS_SEEN``, else what moved."""

POSTED, BALANCE, SEQUENCE, IS_KNOWN = range(4)
"""Columns of the answer."""

BUCKETS = 3


@numba.njit(cache=True)
def balances(facts: Integers, slots: Integers) -> Integers:
    """Post every move and return units, balance after it, sequence and is-known.

    ``facts`` are sorted by item-location, then by time. ``slots`` holds the item, bin
    and lot of every slot, 0 for none; those of an item follow one another. What was
    seen is posted as its difference from the slots it covers.
    """
    answer = np.zeros((len(facts), 4), np.int64)
    held = np.zeros(len(slots), np.int64)
    balance = np.zeros(BUCKETS, np.int64)
    first_slot, last_slot, sequence, known = 0, 0, 0, 0
    for row in range(len(facts)):
        fact = facts[row]
        if row == 0 or facts[row - 1, ITEM] != fact[ITEM]:
            balance[:] = 0
            sequence, known, first_slot = 0, 0, last_slot
            while last_slot < len(slots) and slots[last_slot, 0] == fact[ITEM]:
                last_slot += 1
        sequence += 1
        units = fact[QTY]
        if fact[IS_SEEN]:
            known = 1
            units = _difference(facts, slots, held, row, (first_slot, last_slot))
        elif fact[BUCKET] == 0:
            held[fact[SLOT]] += units
        balance[fact[BUCKET]] += units
        answer[row] = (units, balance[fact[BUCKET]], sequence, known)
    return answer


@numba.njit(cache=True)
def _difference(
    facts: Integers, slots: Integers, held: Integers, row: int, own: tuple[int, int]
) -> int:
    """Set the slots that one look covers to what was seen; return what changes.

    ``own`` are the first slot of the item and the one after its last. A look that
    leaves out no slot that holds something also settles what is in no slot.
    """
    slot, change = facts[row, SLOT], facts[row, QTY]
    if not _is_seen_again(facts, row):
        for covered in range(own[0], own[1]):
            if _covers(slots, slot, covered):
                change -= held[covered]
                held[covered] = 0
    held[slot] += facts[row, QTY]
    ends = row + 1 == len(facts) or not _is_same_look(facts, row, row + 1)
    rest = own[0]
    is_rest_apart = rest != slot and slots[rest, 1] == 0 and slots[rest, 2] == 0
    is_open = ends and is_rest_apart and not _is_part_of_look(facts, rest, row)
    if is_open and _is_whole(facts, slots, held, row, own):
        change -= held[rest]
        held[rest] = 0
    return int(change)


@numba.njit(cache=True)
def _is_same_look(facts: Integers, row: int, other: int) -> bool:
    """Say whether two rows are parts of one look at the same place and instant."""
    return bool(
        facts[row, ITEM] == facts[other, ITEM]
        and facts[row, INSTANT] == facts[other, INSTANT]
        and facts[row, KIND] == facts[other, KIND]
        and facts[row, IS_SEEN] == 1
        and facts[other, IS_SEEN] == 1
    )


@numba.njit(cache=True)
def _covers(slots: Integers, own: int, slot: int) -> bool:
    """Say whether a look at slot ``own`` covers ``slot``: no bin means every bin."""
    same_bin = slots[own, 1] == 0 or slots[own, 1] == slots[slot, 1]
    return bool(same_bin and (slots[own, 2] == 0 or slots[own, 2] == slots[slot, 2]))


@numba.njit(cache=True)
def _is_seen_again(facts: Integers, row: int) -> bool:
    """Say whether an earlier row of the same look was about the same slot."""
    look = row
    while look > 0 and _is_same_look(facts, look - 1, look):
        look -= 1
        if facts[look, SLOT] == facts[row, SLOT]:
            return True
    return False


@numba.njit(cache=True)
def _is_part_of_look(facts: Integers, slot: int, row: int) -> bool:
    """Say whether the look that ends at ``row`` has a row of its own for ``slot``."""
    look = row
    while facts[look, SLOT] != slot:
        if look == 0 or not _is_same_look(facts, look - 1, look):
            return False
        look -= 1
    return True


@numba.njit(cache=True)
def _is_whole(
    facts: Integers, slots: Integers, held: Integers, row: int, own: tuple[int, int]
) -> bool:
    """Say whether the look that ends at ``row`` left out no slot that holds units."""
    for slot in range(own[0], own[1]):
        is_named = slots[slot, 1] != 0 or slots[slot, 2] != 0
        look = row
        while is_named and held[slot] != 0:
            if _covers(slots, facts[look, SLOT], slot):
                break
            if look == 0 or not _is_same_look(facts, look - 1, look):
                return False
            look -= 1
    return True
