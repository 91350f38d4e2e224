"""Random shops: the ledger says what the oracle says, closed periods or none.

A shop that fails is printed with its moves, facts, methods and closings.
"""

from hypothesis import given, settings

from tests.models.inventory.costing.bookkeeping import (
    agreed,
    held,
    in_layers,
    priced,
    unchanged,
)
from tests.models.inventory.costing.shop_events import (
    Bought,
    Drawn,
    buying_shops,
    shops,
)

often = settings(max_examples=max(100, settings().max_examples))


@often
@given(shops())
def test_the_ledger_to_the_last_unit(drawn: Drawn) -> None:
    agreed(drawn.documents)


@often
@given(shops())
def test_no_closed_number_ever_changes(drawn: Drawn) -> None:
    unchanged(drawn.documents)


@often
@given(shops())
def test_layers_are_what_the_ledger_ends_with(drawn: Drawn) -> None:
    in_layers(drawn.documents)


@often
@given(buying_shops())
def test_papers_reach_what_is_there_and_what_was_sold(drawn: Bought) -> None:
    """Orders, invoices, charges and rates, through the facts to the closed ledger."""
    agreed(priced(drawn.documents, drawn.papers))


@often
@given(buying_shops())
def test_no_paper_that_comes_late_changes_a_closed_number(drawn: Bought) -> None:
    """Corrected receipts, invoices and charges, late rates, weights and handling."""
    held(drawn.documents, drawn.papers)
