"""Kernel and oracle side by side."""

from decimal import Decimal

from tests.models.inventory.costing.costed import costed
from tests.models.inventory.costing.oracle import Costs, costs
from tests.models.inventory.costing.rows import Row, frame_of

PLACE = ("sku", "location_id", "bucket")
AMOUNTS = ("cost_amount", "adjustment_amount", "value_amount")
OPEN = (*PLACE, "layer_no", "remaining_qty", "remaining_amount", "move_id")


def by_kernel(rows: list[Row], minor_digits: int = 2) -> Costs:
    """Return what the kernel says, in the form of the oracle."""
    found = costed(frame_of(rows), minor_digits)
    layers = found.layers.select(OPEN).sort(*PLACE, "layer_no")
    return Costs(found.moves.select(AMOUNTS).rows(), layers.rows())


def agreed(rows: list[Row], minor_digits: int = 2) -> Costs:
    """Return what a history costs, having seen that kernel and oracle agree."""
    found = by_kernel(rows, minor_digits)
    expected = costs(rows, minor_digits)
    assert found.moves == expected.moves
    assert found.layers == expected.layers
    return found


def money(text: str) -> list[Decimal]:
    """Return amounts written in a row.

    >>> money("3.33 -1")
    [Decimal('3.33'), Decimal('-1')]
    """
    return [Decimal(amount) for amount in text.split()]
