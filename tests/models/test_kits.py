import datetime as dt
from decimal import Decimal

import polars as pl

from models import kits
from models.tables.columns import QTY
from tests.factories import frame

SOLD_ON = dt.date(2026, 1, 15)


def exploded(components: pl.DataFrame, *sold: tuple[str, int]) -> dict[str, Decimal]:
    lines = pl.DataFrame(
        {
            "sku": [sku for sku, _ in sold],
            "qty": pl.Series([units for _, units in sold], dtype=pl.Int64).cast(QTY),
            "on": [SOLD_ON for _ in sold],
        }
    )
    opened = kits.exploded(lines.lazy(), components, ["qty"], "on").collect()
    assert opened.schema["qty"] == QTY
    totals = opened.group_by("sku").agg(pl.col("qty").sum()).sort("sku")
    return dict(totals.iter_rows())


def test_a_virtual_kit_is_sold_as_its_components() -> None:
    components = frame(
        "kit_components",
        {"kit_sku": "set", "component_sku": "cup", "qty": 4},
        {"kit_sku": "set", "component_sku": "tray", "qty": 1},
    )
    assert exploded(components, ("set", 2), ("cup", 1)) == {"cup": 9, "tray": 2}


def test_a_stocked_kit_is_sold_as_itself() -> None:
    components = frame(
        "kit_components",
        {"kit_sku": "set", "component_sku": "cup", "qty": 4, "is_virtual": False},
    )
    assert exploded(components, ("set", 2)) == {"set": 2}


def test_the_recipe_of_the_day_counts() -> None:
    components = frame(
        "kit_components",
        {"kit_sku": "set", "component_sku": "cup", "qty": 4},
        {
            "kit_sku": "set",
            "component_sku": "mug",
            "qty": 6,
            "valid_from": "2026-01-15",
        },
        {
            "kit_sku": "set",
            "component_sku": "jar",
            "qty": 8,
            "valid_from": "2026-01-16",
        },
    )
    assert exploded(components, ("set", 1)) == {"mug": 6}


def test_a_kit_before_its_first_recipe_stays_a_kit() -> None:
    components = frame(
        "kit_components",
        {
            "kit_sku": "set",
            "component_sku": "cup",
            "qty": 4,
            "valid_from": "2026-02-01",
        },
    )
    assert exploded(components, ("set", 1)) == {"set": 1}


def test_kits_inside_kits_are_opened_too() -> None:
    components = frame(
        "kit_components",
        {"kit_sku": "party", "component_sku": "set", "qty": 3},
        {"kit_sku": "set", "component_sku": "cup", "qty": 4},
    )
    assert exploded(components, ("party", 1)) == {"cup": 12}


def test_a_recipe_in_a_circle_ends() -> None:
    components = frame(
        "kit_components", {"kit_sku": "set", "component_sku": "set", "qty": 1}
    )
    assert exploded(components, ("set", 2)) == {"set": 2}


def test_the_kit_sold_is_named() -> None:
    components = frame(
        "kit_components", {"kit_sku": "set", "component_sku": "cup", "qty": 4}
    )
    lines = pl.DataFrame({"sku": ["set", "cup"], "on": [SOLD_ON, SOLD_ON]})
    opened = kits.exploded(lines.lazy(), components, [], "on").collect()
    assert sorted(opened.select("sku", "kit_sku").rows(), key=str) == [
        ("cup", "set"),
        ("cup", None),
    ]
