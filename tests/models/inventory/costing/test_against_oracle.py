"""Random histories: the kernel says what the oracle says, and nothing gets lost.

A history that fails is printed as it can be pasted into ``regressions``.
"""

from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.inventory.costing.company import METHODS
from tests.models.inventory.costing.comparison import agreed, by_kernel
from tests.models.inventory.costing.histories import History, histories
from tests.models.inventory.costing.rows import Row

Pool = tuple[str, str, str]

often = settings(max_examples=max(150, settings().max_examples))


@pytest.mark.parametrize("method", METHODS)
@often
@given(data=st.data())
def test_one_method_to_the_last_unit(method: str, data: st.DataObject) -> None:
    drawn = data.draw(histories([method]))
    agreed(drawn.rows, drawn.minor_digits)


@often
@given(histories())
def test_changing_methods_to_the_last_unit(drawn: History) -> None:
    agreed(drawn.rows, drawn.minor_digits)


@pytest.mark.parametrize("minor_digits", [0, 3])
@often
@given(data=st.data())
def test_other_currencies_to_the_last_unit(
    minor_digits: int, data: st.DataObject
) -> None:
    drawn = data.draw(histories(minor_digits=minor_digits))
    agreed(drawn.rows, drawn.minor_digits)


@often
@given(histories())
def test_value_is_the_sum_of_costs_and_adjustments(drawn: History) -> None:
    made = by_kernel(drawn.rows, drawn.minor_digits)
    values: dict[Pool, Decimal] = defaultdict(Decimal)
    for row, (cost, adjustment, value) in zip(drawn.rows, made.moves, strict=True):
        values[_pool(row)] += cost + adjustment
        assert values[_pool(row)] == value


@often
@given(histories())
def test_no_units_are_worth_nothing(drawn: History) -> None:
    """Inside a month of ``monthly_average`` values are known at its end only."""
    made = by_kernel(drawn.rows, drawn.minor_digits)
    quantities: dict[Pool, Decimal] = defaultdict(Decimal)
    last_of_month = {(_pool(row), row["month"]): row["move_id"] for row in drawn.rows}
    for row, value in zip(drawn.rows, made.values, strict=True):
        quantities[_pool(row)] += row["qty"]
        is_last = last_of_month[_pool(row), row["month"]] == row["move_id"]
        if quantities[_pool(row)] == 0 and (
            is_last or row["method"] != "monthly_average"
        ):
            assert value == 0


@often
@given(histories())
def test_layers_are_what_a_pool_holds_and_is_worth(drawn: History) -> None:
    made = by_kernel(drawn.rows, drawn.minor_digits)
    quantities: dict[Pool, Decimal] = defaultdict(Decimal)
    for row in drawn.rows:
        quantities[_pool(row)] += row["qty"]
    ends = {
        _pool(row): (row["method"], value)
        for row, value in zip(drawn.rows, made.values, strict=True)
    }
    for pool, (method, value) in ends.items():
        layers = [layer for layer in made.layers if layer[:3] == pool]
        if method in {"fifo", "specific"}:
            assert sum(layer[4] for layer in layers) == quantities[pool]
            assert sum(layer[5] for layer in layers) == value
        else:
            assert all(layer[4] < 0 and method != "standard" for layer in layers)


@often
@given(histories())
def test_months_to_come_change_nothing(drawn: History) -> None:
    whole = by_kernel(drawn.rows, drawn.minor_digits)
    middle = drawn.rows[len(drawn.rows) // 2 :][:1]
    past = (
        [row for row in drawn.rows if row["month"] < middle[0]["month"]]
        if middle
        else []
    )
    assert by_kernel(past, drawn.minor_digits).moves == whole.moves[: len(past)]


def _pool(row: Row) -> Pool:
    return row["sku"], row["location_id"], row["bucket"]
