"""A study on the page of an item: asked for by a button, told in words."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import flask
import pytest

from models import tables
from pipelines.creation import create
from pipelines.desk.app import desk
from pipelines.desk.pages.item.layout import layout
from pipelines.desk.pages.item.study import made
from pipelines.desk.view import View, view
from pipelines.publishing import publish
from pipelines.warehouse import Warehouse
from tests.desk.words import parts, words
from tests.factories import frame

AS_OF = dt.date(2026, 11, 22)
DAYS = 20
KEY = {"sku": "a", "location_id": "main"}


@pytest.fixture
def sold(tmp_path: Path) -> Iterator[View]:
    """Return what a reader sees of an item that sold for a few weeks."""
    shop = create(tmp_path / "shop")
    warehouse = Warehouse(shop.root)
    days = [AS_OF - dt.timedelta(days=number) for number in range(DAYS)]
    rows = {
        "demand_daily": frame(
            "demand_daily",
            *(
                {**KEY, "stream": "retail", "on": day, "demanded_qty": day.day % 3}
                | {"sold_qty": day.day % 3, "in_stock_share": 1.0}
                for day in days
            ),
        ),
        "products": frame("products", {"sku": "a", "title": "Mug"}),
    }
    for name in tables.TABLES:
        warehouse.replace(name, rows.get(name, frame(name)))
    publish(shop, warehouse, AS_OF)
    with desk(shop).server.test_request_context("/", base_url="http://127.0.0.1"):
        flask.g.pop("view", None)
        yield view()


def test_looking_at_the_page_studies_nothing(sold: View) -> None:
    page = layout(sold, {"sku": "a", "tab": "study"})
    ids = [getattr(one, "id", None) for one in parts(page)]
    assert "study-start" in ids
    assert sold.say("section_study_past") not in words(page)


def test_the_button_shows_every_step_or_why_it_cannot_be(sold: View) -> None:
    said = words(made(sold, {"sku": "a", "place": "main"}))
    steps = ("past", "parts", "echo", "model", "left", "rivals")
    for step in steps:
        assert sold.say(f"section_study_{step}") in said
    assert f"In {DAYS} days" in said
