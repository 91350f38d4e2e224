"""Forecasts on the desk: their quality in words, and exceptional sales decided."""

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import flask
import pytest

from models import tables
from pipelines.creation import create
from pipelines.deciding.store import Store
from pipelines.desk import sales
from pipelines.desk.app import desk
from pipelines.desk.pages.forecasts import layout
from pipelines.desk.view import Language, View, view
from pipelines.publishing import publish
from pipelines.warehouse import Warehouse
from tests.desk.words import codes, parts, words
from tests.factories import frame

AS_OF = dt.date(2026, 11, 22)
SALE: dict[str, object] = {
    "sku": "a",
    "location_id": "main",
    "on": AS_OF,
    "stream": "retail",
}
SALE |= {"demanded_qty": 40, "usual_qty": 2, "counted_qty": 9, "amount": 380}
SALE |= {"decision": "none", "rule": "alone", "reason": "Far above its days."}


@pytest.fixture
def strange(tmp_path: Path) -> Iterator[View]:
    """Return what a reader sees of a plan with one exceptional sale."""
    made = create(tmp_path / "shop")
    warehouse = Warehouse(made.root)
    rows = {
        "exceptional_sales": frame("exceptional_sales", SALE),
        "products": frame("products", {"sku": "a", "title": "Mug"}),
    }
    for name in tables.TABLES:
        warehouse.replace(name, rows.get(name, frame(name)))
    publish(made, warehouse, AS_OF)
    with desk(made).server.test_request_context("/", base_url="http://127.0.0.1"):
        flask.g.pop("view", None)
        yield view()


@pytest.mark.parametrize("language", ["en", "da"])
def test_the_page_is_made_in_words(seen: View, language: Language) -> None:
    reader = dataclasses.replace(seen, language=language)
    assert not codes(layout(reader, {"by": "pattern"}))


def test_without_a_past_the_page_says_so(strange: View) -> None:
    assert strange.say("forecasts_not_judged") in words(layout(strange, {}))


def test_a_sale_is_shown_with_what_is_usual_and_decided_by_a_button(
    strange: View,
) -> None:
    made = layout(strange, {})
    assert "40 on 22" in words(made)
    (yes,) = [
        one.id
        for one in parts(made)
        if isinstance(getattr(one, "id", None), dict) and one.id.get("sale") == "yes"
    ]
    assert "Kept as exceptional" in sales.answered(strange, yes)
    (decided,) = (
        Store(strange.workspace.decisions_url).decisions().iter_rows(named=True)
    )
    assert decided["action"] == "confirm_outlier"
    assert json.loads(decided["after"]) == {"on": "2026-11-22", "is_exceptional": True}
