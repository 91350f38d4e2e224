"""Parameters of one item: what holds, from which level, as planners write them."""

import datetime as dt
import json

import polars as pl
import pytest

from models.reports import item_settings
from models.reports.texts import TEXTS
from tests.factories import frame

AS_OF = dt.date(2026, 11, 22)
ITEM = pl.DataFrame(
    {
        "sku": "a",
        "location_id": "main",
        "supplier_id": "s",
        "abc": "A",
        "category": None,
    },
    schema_overrides={"category": pl.String},
)


def held(decisions: pl.DataFrame) -> dict[str, tuple[str, str]]:
    """Return value and level of each parameter."""
    rows = frame(
        "planning_parameters",
        {"scope": "class", "key": "A", "parameter": "service_target_rate"}
        | {"value": "0.97", "valid_from": AS_OF},
    )
    found = item_settings.settings(ITEM, rows, decisions, AS_OF, "en")
    return {one.name: (one.value, one.scope) for one in found}


def test_each_parameter_names_the_level_that_says_it() -> None:
    found = held(frame("decisions"))
    assert found["service_target_rate"] == ("97%", "class")
    assert found["policy"] == ("order up to a level", "")
    assert found["min_qty"][0] == "–"
    assert list(found) == list(item_settings.SHOWN)


def test_what_a_planner_decided_counts_over_files() -> None:
    said = {"scope": "sku_location", "key": "a|main"}
    said |= {"parameter": "service_target_rate", "value": "0.985"}
    decision = {"decision_id": "1", "edit_id": "1", "action": "set_parameter"}
    found = held(frame("decisions", {**decision, "after": json.dumps(said)}))
    assert found["service_target_rate"] == ("98.5%", "sku_location")


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("service_target_rate", "98,5 %", "0.985"),
        ("service_target_rate", "98", "0.98"),
        ("service_target_rate", "0.98", "0.98"),
        ("service_target_rate", "high", "high"),
        ("min_qty", "1,5", "1.5"),
        ("policy", "min_max", "min_max"),
    ],
)
def test_planners_write_percent_and_commas(name: str, typed: str, kept: str) -> None:
    assert item_settings.typed(name, typed) == kept


@pytest.mark.parametrize(
    ("scope", "key"),
    [("sku_location", "a|main"), ("supplier", "s"), ("category", ""), ("company", "")],
)
def test_a_level_has_the_key_of_the_item(scope: str, key: str) -> None:
    assert item_settings.key_of(ITEM, scope) == key


def test_every_parameter_and_level_has_words() -> None:
    names = {f"set_{name}" for name in item_settings.SHOWN}
    assert names | {f"scope_{scope}" for scope in item_settings.SCOPES} <= set(TEXTS)
