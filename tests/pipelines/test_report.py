import html
import json
import re
from html.parser import HTMLParser
from typing import Literal

import pytest

from models.company import Company
from models.reports import formats
from models.reports.published import Tables
from models.reports.texts import LANGUAGES, TEXTS
from pipelines import report
from pipelines.workbook_names import workbook_names
from tests.factories import frame
from tests.models.reports.plans import plan
from tests.models.reports.plans_behind import AS_OF


class Page(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.events: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in {"src", "href", "srcset", "data", "action", "poster"}:
                self.links.append((tag, value or ""))
            if name.startswith("on"):
                self.events.append(name)


def page(tables: Tables, language: Literal["en", "da"] = "en") -> tuple[str, Page]:
    source = report.page(tables, Company("Hus & Hjem", language=language), AS_OF)
    return source, Page(source)


def body(source: str) -> str:
    """Return what people read: the page without styles and scripts."""
    read = re.sub(r"<(script|style)\b.*?</\1>", "", source, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", read))


def test_the_page_asks_nobody_for_anything() -> None:
    source, parsed = page(plan(20))
    files = set(workbook_names(plan(20)["suggestions"]["supplier_id"]).values())
    assert {link for _, link in parsed.links if not link.startswith("#")} <= files
    assert {tag for tag, _ in parsed.links} == {"a"}
    assert not {"link", "iframe", "img", "base", "form", "object"} & set(parsed.tags)
    style = source.split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style
    assert "default-src 'none'" in source
    assert source.count("plotly.js v") == 1


def test_the_headline_is_what_the_frames_say() -> None:
    tables = plan(60)
    read = body(page(tables)[0])
    suggestions = tables["suggestions"]
    for amount in (suggestions["amount"], suggestions["lost_margin_per_day_amount"]):
        assert formats.money(amount.sum(), "DKK", "en") in read
    assert f"Place {tables['suggested_orders'].height} orders with 5 suppliers" in read


def test_every_number_of_a_line_is_on_the_page() -> None:
    tables = plan(20)
    source, _ = page(tables)
    exact = set(re.findall(r'data-value="([^"]+)"', source))
    for column in ("suggested_qty", "unit_cost", "amount", "stockout_risk_rate"):
        assert {str(value) for value in tables["suggestions"][column]} <= exact
    read = body(source)
    for reason in tables["suggestions"]["reason"]:
        assert reason in read


def test_a_danish_page_reads_danish() -> None:
    tables = plan(60)
    source, _ = page(tables, "da")
    read = body(source)
    assert '<html lang="da">' in source
    assert "Hvad der skal bestilles" in read
    assert formats.money(tables["suggestions"]["amount"].sum(), "DKK", "da") in read
    assert f"22.{formats.SPACE}nov.{formats.SPACE}2026" in read
    assert tables["suggestions"]["reason_da"][0] in read
    assert "Show all" not in read


@pytest.mark.parametrize("language", ["en", "da"])
def test_an_empty_plan_says_in_words_what_is_missing(
    language: Literal["en", "da"],
) -> None:
    source, parsed = page({}, language)
    assert source.count('class="empty"') == 20
    assert "table" not in parsed.tags
    assert "figure" not in parsed.tags


def test_long_plans_show_the_lines_worth_most_and_say_where_the_others_are() -> None:
    source, _ = page(plan(260))
    read = body(source)
    assert "The 200 worth most of 260 are shown." in read
    assert "All lines are in suggestions.csv." in read
    shown = re.findall(r'<details class="order".*?</details>', source, flags=re.DOTALL)
    assert sum(part.count('<td class="item">') for part in shown) == 200


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "With planners' numbers"), ("da", "Med planlæggeres tal")],
)
def test_what_each_step_added_is_said(language: Literal["en", "da"], said: str) -> None:
    row = {"step": "planner", "weeks_ahead": "1", "segment": "all", "item_weeks": 7}
    steps = frame("forecast_value_added", {**row, "wape": 0.5, "value_added": -0.25})
    empty = TEXTS["empty_value_added"][LANGUAGES.index(language)]
    assert empty in body(page(plan(5), language)[0])
    read = body(page(plan(5) | {"forecast_value_added": steps}, language)[0])
    assert said in read
    assert formats.number(-0.25, language, 2) in read
    assert empty not in read


def test_exceptional_sales_that_nobody_decided_about_are_listed() -> None:
    sale = {"location_id": "main", "on": AS_OF, "stream": "retail", "amount": 9000}
    told = {**sale, "decision": "none", "reason": "5,000 asked for."}
    calls = frame(
        "exceptional_sales",
        {**told, "sku": "open", "order_id": "A-7"},
        {**told, "sku": "decided", "decision": "ordinary"},
        {**told, "sku": "burst", "passed_on": AS_OF},
    )
    read = body(page({**plan(20), "exceptional_sales": calls})[0])
    assert "5,000 asked for." in read
    assert "A-7" in read
    assert "backstock confirm" in read
    assert "decided" not in read
    assert "burst" not in read


def test_what_comes_in_is_text_and_nothing_else() -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    line = {
        "suggestion_id": "a",
        "supplier_id": f'"{evil}',
        "sku": evil,
        "title": evil,
        "reason": evil,
        "currency": "<b>",
        "order_on": AS_OF,
    }
    tables = {
        "suggestions": frame("suggestions", line),
        "rejects": frame("rejects", {"source": evil, "raw_text": evil, "rule": evil}),
        "watermarks": frame("watermarks", {"channel": evil, "reason": evil}),
    }
    _, parsed = page(tables)
    assert "img" not in parsed.tags
    assert not parsed.events
    assert parsed.tags.count("script") == page({})[1].tags.count("script") + 1


def test_figures_are_data_that_the_page_can_draw() -> None:
    source, parsed = page(plan(60))
    drawings = re.findall(
        r'<script type="application/json">(.*?)</script></figure>', source
    )
    assert len(drawings) == parsed.tags.count("figure") >= 8
    for drawing in drawings:
        assert set(json.loads(drawing)) == {"data", "layout"}
