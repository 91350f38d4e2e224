import datetime as dt
from typing import Any

import polars as pl
import pytest

from models.deciding.rules import Rule, judged, usual_quantities
from models.deciding.states import states
from tests.factories import frame
from tests.models.deciding.lines import AS_OF, SUGGESTIONS, Log, edit

TODAY = AS_OF + dt.timedelta(days=1)
CLASSES = frame(
    "item_classes",
    *(
        {"sku": f"sku-{name}", "location_id": "main", "abc": abc}
        for name, abc in (("a", "A"), ("b", "B"))
    ),
)


def bought(name: str, *quantities: float) -> list[dict[str, Any]]:
    return [
        {
            "po_id": f"P{number}",
            "line_no": 1,
            "supplier_id": "acme",
            "sku": f"sku-{name}",
            "location_id": "main",
            "ordered_qty": qty,
            "ordered_at": f"2026-10-{number + 1:02d}T10:00",
        }
        for number, qty in enumerate(quantities)
    ]


ORDERS = frame(
    "purchase_order_lines", *bought("a", 60, 70, 80), *bought("b", 72, 72, 72)
)


def judge(
    *rules: Rule, log: Log | None = None, today: dt.date = TODAY
) -> dict[str, list[str]]:
    now = states(SUGGESTIONS, (log or Log()).entries)
    told = judged(SUGGESTIONS, now, CLASSES, ORDERS, rules, AS_OF, today)
    return dict(told.select("suggestion_id", "held").iter_rows())


def test_an_order_within_all_limits_goes_through() -> None:
    rule = Rule("r", 13_500, 6_750, ("acme",), ("A", "B"), 0.1, 1)
    assert judge(rule) == {"a": [], "b": []}


@pytest.mark.parametrize(
    ("rule", "word"),
    [
        (Rule("r", 13_499), "order_amount"),
        (Rule("r", 20_000, max_line_amount=6_749), "line_amount"),
        (Rule("r", 20_000, suppliers=("bolt",)), "supplier"),
        (Rule("r", 20_000, max_data_age_days=0), "data_age"),
    ],
)
def test_what_is_beyond_a_limit_is_held_back(rule: Rule, word: str) -> None:
    assert judge(rule) == {"a": [word], "b": [word]}


def test_one_line_holds_back_its_whole_order() -> None:
    assert judge(Rule("r", 20_000, classes=("A",))) == {
        "a": ["other_line"],
        "b": ["class"],
    }
    assert judge(Rule("r", 20_000, max_deviation_rate=0.01)) == {
        "a": ["deviation"],
        "b": ["other_line"],
    }


def test_what_a_person_has_touched_is_left_to_people() -> None:
    log = Log()
    log.decide(edit(1, "approve"))
    log.decide(edit(2, "undo"))
    assert judge(Rule("r", 20_000), log=log) == {"a": ["decided"], "b": ["other_line"]}


def test_the_first_rule_that_lets_an_order_through_approves_it() -> None:
    rules = (Rule("small", 1), Rule("large", 20_000), Rule("any", 1e9))
    told = judged(
        SUGGESTIONS,
        states(SUGGESTIONS, Log().entries),
        CLASSES,
        ORDERS,
        rules,
        AS_OF,
        TODAY,
    )
    approved = told.filter("is_approved").select("suggestion_id", "rule")
    assert approved.rows() == [("a", "large"), ("b", "large")]


def test_without_rules_nothing_is_judged() -> None:
    assert judge() == {}


def test_usual_is_the_median_of_the_last_eight_orders_of_three_or_more() -> None:
    rows = [*bought("a", 1000, *[10] * 4, *[20] * 4), *bought("b", 5, 5)]
    usual = usual_quantities(frame("purchase_order_lines", *rows), AS_OF)
    assert usual.select("sku", "usual_qty").rows() == [("sku-a", 15.0)]
    drafts = frame("purchase_order_lines", *rows).with_columns(status=pl.lit("draft"))
    assert usual_quantities(drafts, AS_OF).is_empty()
