"""Finding an item: every word counts, the nearest stands first."""

import pytest

from models.reports.item_search import found
from tests.factories import frame

PRODUCTS = frame(
    "products",
    {"sku": "MUG-1", "title": "Blue mug", "barcode": "57001"},
    {"sku": "MUG-10", "title": "Green mug", "barcode": None},
    {"sku": "BOWL", "title": "Blue bowl", "barcode": "57003"},
    {"sku": "X", "title": None, "barcode": None},
)


@pytest.mark.parametrize(
    ("asked", "skus"),
    [
        ("mug-1", ["MUG-1", "MUG-10"]),
        ("blue", ["BOWL", "MUG-1"]),
        ("mug blue", ["MUG-1"]),
        ("57003", ["BOWL"]),
        ("x", ["X"]),
        ("a(b", []),
        ("  ", []),
    ],
)
def test_every_word_counts_and_the_nearest_stands_first(
    asked: str, skus: list[str]
) -> None:
    assert found(PRODUCTS, asked)["sku"].to_list() == skus


def test_no_more_are_found_than_fit() -> None:
    assert found(PRODUCTS, "u", most=1).height == 1
