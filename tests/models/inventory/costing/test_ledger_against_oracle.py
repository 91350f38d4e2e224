"""Random shops: the ledger says what the oracle says, closed periods or none.

A shop that fails is printed with its moves, facts, methods and closings.
"""

from hypothesis import given, settings

from tests.models.inventory.costing.bookkeeping import agreed, unchanged
from tests.models.inventory.costing.shop_events import Drawn, shops

often = settings(max_examples=max(150, settings().max_examples))


@often
@given(shops())
def test_the_ledger_to_the_last_unit(drawn: Drawn) -> None:
    agreed(drawn.documents)


@often
@given(shops())
def test_no_closed_number_ever_changes(drawn: Drawn) -> None:
    unchanged(drawn.documents)
