import datetime as dt
from decimal import Decimal

import polars as pl

from models.reports import overview, sentences
from models.reports.formats import SPACE
from tests.factories import frame
from tests.models.reports.plans import plan
from tests.models.reports.plans_behind import AS_OF, DAY


def test_headline_is_the_sum_of_the_frames() -> None:
    tables = plan(50)
    suggestions = tables["suggestions"]
    head = overview.headline(tables, AS_OF)
    assert head.lines == 50
    assert head.orders == tables["suggested_orders"].height
    assert head.suppliers == suggestions["supplier_id"].n_unique()
    assert head.amount == suggestions["amount"].sum()
    assert head.amount == tables["suggested_orders"]["amount"].sum()
    assert (
        head.lost_margin_per_day_amount
        == suggestions["lost_margin_per_day_amount"].sum()
    )
    due = tables["suggested_orders"].filter(pl.col("order_on") <= AS_OF + DAY)
    assert head.orders_due == due.height


def test_an_empty_plan_has_a_headline() -> None:
    head = overview.headline({}, AS_OF)
    assert (head.orders, head.amount, head.out) == (0, Decimal(0), 0)
    assert sentences.headline(head, "en")[0] == "Nothing to order"


def test_items_with_too_little_data_are_counted_when_nothing_is_ordered() -> None:
    tables = {
        "readiness": frame("readiness", {"grade": "D"}, {"sku": "b", "grade": "A"})
    }
    said = sentences.headline(overview.headline(tables, AS_OF), "en")[1]
    assert "1 item-location cannot be planned" in said


def test_one_order_is_told_in_the_singular() -> None:
    line = {"suggestion_id": "a", "supplier_id": "s", "order_on": AS_OF + DAY}
    head = overview.headline({"suggestions": frame("suggestions", line)}, AS_OF)
    assert sentences.headline(head, "da") == (
        "Afgiv 1 ordre hos 1 leverandør",
        f"Alle skal afgives 23.{SPACE}nov.{SPACE}2026.",
    )


def test_the_slowest_channel_is_named() -> None:
    fresh = overview.freshness(plan())
    assert (fresh.slowest_channel, fresh.slowest_on) == ("amazon", AS_OF - 2 * DAY)
    said = " ".join(sentences.freshness(fresh, AS_OF, "en"))
    assert f"amazon: 20{SPACE}Nov{SPACE}2026" in said


def test_what_is_not_known_is_not_said() -> None:
    fresh = overview.freshness({})
    assert len(sentences.freshness(fresh, dt.date(2026, 1, 1), "en")) == 1
