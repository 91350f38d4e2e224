import datetime as dt
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from models import tables
from models.inventory.kit_stock import kit_availability, promisable
from models.tables.columns import QTY
from tests.factories import frame

AS_OF = dt.date(2026, 3, 31)
Row = dict[str, Any]


def part(kit: str, component: str, units: float, **line: Any) -> Row:
    return {"kit_sku": kit, "component_sku": component, "qty": units} | line


def here(sku: str, available: float, backordered: float = 0, **line: Any) -> Row:
    return {
        "sku": sku,
        "location_id": "main",
        "is_stock_known": True,
        "on_hand_qty": available,
        "available_qty": available,
        "backordered_qty": backordered,
    } | line


def kits(parts: list[Row], *stock: Row, **given: pl.DataFrame) -> list[Row]:
    made = kit_availability(
        frame("stock_positions", *stock),
        frame("kit_components", *parts),
        given.get("products", frame("products")),
        AS_OF,
    )
    tables.TABLES["kit_availability"].validate(made)
    return made.to_dicts()


SET = [part("set", "cup", 4), part("set", "tray", 1)]


def test_the_component_that_allows_the_fewest_whole_kits_counts() -> None:
    (row,) = kits(SET, here("cup", 11), here("tray", 5))
    assert (row["kit_sku"], row["kind"], row["location_id"]) == (
        *("set", "virtual", "main"),
    )
    assert (row["buildable_qty"], row["available_qty"]) == (2, 2)
    assert (row["short_component_sku"], row["on_hand_qty"]) == ("cup", 0)


def test_each_component_is_netted_before_the_least_is_taken() -> None:
    """OCA stock-logistics-availability, pull request 73.

    The least on hand, coming and going of different components is nobody's stock: only
    what is left of each counts.
    """
    (row,) = kits(SET, here("cup", 40), here("tray", 0, backordered=3))
    assert (row["available_qty"], row["short_component_sku"]) == (0, "tray")


def test_every_place_has_its_own_kits() -> None:
    stock = here("cup", 8), here("tray", 2), here("x", 1)
    rows = kits(SET, *stock, here("cup", 4, location_id="store"))
    assert [(row["location_id"], row["available_qty"]) for row in rows] == [
        ("main", 2),
        ("store", 0),
    ]
    assert rows[1]["short_component_sku"] == "tray", "none is there"


def test_a_stocked_kit_is_there_itself_and_can_be_built() -> None:
    parts = [line | {"is_virtual": False} for line in SET]
    (row,) = kits(parts, here("set", 3), here("cup", 9), here("tray", 9))
    assert (row["kind"], row["on_hand_qty"]) == ("stocked", 3)
    assert (row["buildable_qty"], row["available_qty"]) == (2, 5)
    (row,) = kits(parts, here("set", 0, backordered=1), here("cup", 9), here("tray", 9))
    assert row["available_qty"] == 1, "the first one built is owed"
    (row,) = kits(parts, here("set", 0, backordered=9), here("cup", 9), here("tray", 9))
    assert row["available_qty"] == 0


def test_units_of_a_virtual_kit_itself_are_not_what_is_sold() -> None:
    (row,) = kits(SET, here("set", 3), here("cup", 4), here("tray", 9))
    assert (row["on_hand_qty"], row["available_qty"]) == (3, 1)


def test_virtual_kits_inside_a_kit_are_opened_and_stocked_ones_are_not() -> None:
    parts = [
        *SET,
        part("hamper", "set", 2),
        part("hamper", "cup", 1),
        part("hamper", "jam", 1),
        part("jam", "berry", 5, is_virtual=False),
    ]
    rows = kits(parts, here("cup", 28), here("tray", 99), here("jam", 2))
    made = {row["kit_sku"]: row for row in rows}
    assert made["hamper"]["available_qty"] == 2, "of cups there are three times nine"
    assert made["hamper"]["short_component_sku"] == "jam"
    assert made["jam"]["kind"] == "stocked"
    rows = kits(parts, here("cup", 26), here("tray", 99), here("jam", 9))
    made = {row["kit_sku"]: row for row in rows}
    assert made["hamper"]["short_component_sku"] == "cup"


def test_the_recipe_of_the_day_counts() -> None:
    parts = [
        part("set", "cup", 4),
        part("set", "mug", 1, valid_from="2026-03-31"),
        part("set", "jar", 1, valid_from="2026-04-01"),
        part("later", "cup", 1, valid_from="2026-04-01"),
        part("gone", "cup", 1, gone_at="2026-03-01"),
    ]
    (row,) = kits(parts, here("mug", 3), here("cup", 100), here("jar", 100))
    assert (row["kit_sku"], row["available_qty"]) == ("set", 3)


def test_a_recipe_in_a_circle_makes_nothing() -> None:
    parts = [part("a", "b", 1), part("b", "a", 1)]
    assert not kits(parts, here("a", 5), here("b", 5))
    parts.append(part("a", "c", 1))
    (row, _) = kits(parts, here("a", 5), here("b", 5), here("c", 5))
    assert (row["kit_sku"], row["available_qty"]) == ("a", 0)


def test_parts_of_a_unit_are_exact() -> None:
    (row,) = kits([part("set", "oil", 0.1)], here("oil", 0.3))
    assert row["available_qty"] == 3


PRODUCTS = frame(
    "products",
    {"sku": "wrapping", "fulfilment": "service"},
    {"sku": "card", "fulfilment": "dropship"},
)
WRAPPED = [*SET, part("set", "wrapping", 1), part("set", "card", 1)]


def test_services_and_what_suppliers_ship_never_limit() -> None:
    (row,) = kits(WRAPPED, here("cup", 8), here("tray", 9), products=PRODUCTS)
    assert row["available_qty"] == 2
    assert not kits([part("set", "card", 1)], here("cup", 8), products=PRODUCTS)


def test_kits_that_share_a_component_cannot_all_be_had() -> None:
    parts = [part("k1", "cup", 1), part("k2", "cup", 2), part("k3", "tray", 1)]
    made = kits(parts, here("cup", 5), here("tray", 1))
    assert [(row["available_qty"], row["together_qty"]) for row in made] == [
        (5, 5),
        (2, 0),
        (1, 1),
    ]


def promised(
    lines: list[tuple[str, float]],
    parts: list[Row],
    *stock: Row,
    products: pl.DataFrame | None = None,
) -> list[float]:
    asked = pl.DataFrame(
        {
            "sku": pl.Series([sku for sku, _ in lines], dtype=pl.String),
            "location_id": pl.Series(["main" for _ in lines], dtype=pl.String),
            "qty": pl.Series([str(units) for _, units in lines], dtype=pl.String).cast(
                QTY
            ),
        }
    )
    made = promisable(
        asked,
        frame("stock_positions", *stock),
        frame("kit_components", *parts),
        frame("products") if products is None else products,
        AS_OF,
    )
    assert made.drop("promised_qty").equals(asked)
    assert made.schema["promised_qty"] == QTY
    return [float(units) for units in made.get_column("promised_qty")]


def test_two_lines_never_get_the_last_unit_both() -> None:
    """Each line alone could be served: medusajs/medusa issue 16502."""
    parts = [part("k1", "cup", 1), part("k2", "cup", 1)]
    assert promised([("k1", 1), ("k2", 1)], parts, here("cup", 1)) == [1, 0]
    assert promised([("cup", 1), ("k2", 1)], parts, here("cup", 1)) == [1, 0]
    assert promised([("k2", 1), ("cup", 1)], parts, here("cup", 2)) == [1, 1]


def test_lines_are_served_in_the_order_given_as_far_as_it_goes() -> None:
    stock = (here("cup", 10), here("tray", 9))
    assert promised([("set", 2), ("cup", 5), ("set", 1)], SET, *stock) == [2, 2, 0]
    assert promised([("cup", 1.5), ("set", 9)], SET, *stock) == [1.5, 2]


def test_a_short_kit_takes_no_more_of_its_other_components() -> None:
    stock = (here("cup", 4), here("tray", 9))
    assert promised([("set", 3), ("tray", 9)], SET, *stock) == [1, 8]


def test_a_stocked_kit_is_promised_from_its_own_stock_first() -> None:
    parts = [line | {"is_virtual": False} for line in SET]
    stock = (here("set", 2), here("cup", 8), here("tray", 1))
    assert promised([("set", 4), ("cup", 9)], parts, *stock) == [3, 4]


def test_what_is_owed_or_nowhere_is_not_promised_and_a_service_always() -> None:
    stock = (here("cup", 0, backordered=2), here("tray", 9))
    lines = [("set", 1.0), ("cup", 1.0), ("nothing", 1.0), ("card", 7.0)]
    assert promised(lines, WRAPPED, *stock, products=PRODUCTS) == [0, 0, 0, 7]
    assert promised([("k", 2)], [part("k", "card", 1)], products=PRODUCTS) == [2]
    assert promised([], SET) == []


LINES = st.lists(
    st.tuples(st.sampled_from(("k1", "k2", "a", "b", "c")), st.integers(0, 6)),
    max_size=8,
)
UNITS = st.integers(0, 20)


@given(LINES, st.tuples(UNITS, UNITS, UNITS))
def test_promises_never_take_more_than_there_is(
    lines: list[tuple[str, float]], there: tuple[int, int, int]
) -> None:
    parts = [part("k1", "a", 2), part("k1", "b", 1), part("k2", "b", 3)]
    parts.append(part("k2", "k1", 1))
    stock = dict(zip(("a", "b", "c"), there, strict=True))
    made = promised(lines, parts, *(here(sku, units) for sku, units in stock.items()))
    takes = {"k1": {"a": 2, "b": 1}, "k2": {"a": 2, "b": 4}}
    for (sku, asked), units in zip(lines, made, strict=True):
        recipe = takes.get(sku, {sku: 1})
        most = min(stock[component] // each for component, each in recipe.items())
        assert units == min(asked, most)
        for component, each in recipe.items():
            stock[component] -= int(units) * each
    assert all(units >= 0 for units in stock.values())
