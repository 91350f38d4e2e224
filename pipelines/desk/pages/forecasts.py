"""Forecasts: how good they are, where they miss, and what planners say of them."""

import dash
from dash import html
from dash.development.base_component import Component

from models.forecasting.overrides import overrides
from models.reports import forecast_page, forecast_quality, formats
from models.reports.report_table import ReportTable
from models.reports.texts import text
from pipelines.desk import choices, elements, sales
from pipelines.desk.grid import grid
from pipelines.desk.listing import Listing, Scope
from pipelines.desk.page import Page, Query
from pipelines.desk.standings import standings
from pipelines.desk.view import View

OWN = "own_history"
SHOWN_SEGMENTS = 40


def _misses(view: View, scope: Scope) -> ReportTable:
    """Return the items that miss most money."""
    del scope
    return forecast_page.misses(
        view.frame("forecast_accuracy"),
        view.frame("item_classes"),
        view.frame("products"),
    )


MISSES = Listing("misses", _misses)


def layout(view: View, query: Query) -> Component:
    """Return how good forecasts are, then where they miss, then what is said."""
    return html.Div(
        [
            elements.heading(view.say("desk_page_forecasts"), _lead(view)),
            _facts(view),
            html.Div([_beside(view, query), _promises(view)], className="pair tall"),
            elements.section(
                view.say("misses_title"),
                grid(view, MISSES, state=query.get("misses_state")),
                note=view.say("misses_note"),
            ),
            elements.section(
                view.say("table_exceptional"),
                sales.sales(view, _strange(view)),
                note=view.say("strange_note"),
            ),
            html.Div([_map(view), _value_added(view)], className="pair tall"),
            _expected(view),
        ],
        className="forecasts",
    )


def _quality(view: View) -> forecast_page.Quality | None:
    """Return how good forecasts of four weeks were."""
    return forecast_page.quality(view.frame("forecast_accuracy"))


def _strange(view: View) -> ReportTable:
    """Return the exceptional sales to confirm."""
    return sales.open_sales(view, view.frame("exceptional_sales"))


def _said(view: View) -> ReportTable:
    """Return the planners' own numbers that stand."""
    said = overrides(
        view.frame("forecast_overrides"),
        standings(view).store.decisions(),
        view.snapshot.as_of,
    )
    return forecast_page.expected(said, view.frame("products"))


def _lead(view: View) -> str:
    """Return in one sentence how much better than simple ones our forecasts are."""
    found = _quality(view)
    if found is None:
        return view.say("forecasts_not_judged")
    return view.say(
        "forecasts_better",
        ours=formats.number(found.wape * 100, view.language),
        theirs=formats.number(found.simple_wape * 100, view.language),
        simple=text(f"method_{found.simple}", view.language).lower(),
    )


def _facts(view: View) -> Component:
    """Return the numbers that matter most."""
    basis, strange = view.frame("forecast_basis"), _strange(view)
    own = int((basis["basis"] == OWN).sum())
    worth = sum(strange.rows["amount"].drop_nulls().to_list())
    money = formats.money(worth, view.company.currency, view.language)
    return elements.facts(
        *_quality_facts(view),
        elements.fact(
            view.say("fact_own"),
            formats.number(own, view.language),
            view.say("note_own", n=formats.number(basis.height, view.language)),
        ),
        elements.fact(
            view.say("fact_strange"),
            formats.number(strange.total, view.language),
            view.say("note_strange", amount=money),
        ),
        elements.fact(
            view.say("fact_said"),
            formats.number(_said(view).total, view.language),
            view.say("note_said"),
        ),
    )


def _quality_facts(view: View) -> list[Component]:
    """Return error, bias and coverage; none where nothing was judged."""
    found, language = _quality(view), view.language
    if found is None:
        return []
    gain = 1 - found.wape / found.simple_wape if found.simple_wape else 0.0
    key = "note_wape" if gain >= 0 else "note_wape_worse"
    return [
        elements.fact(
            view.say("fact_wape"),
            formats.rate(found.wape, language),
            view.say(key, rate=formats.rate(abs(gain), language)),
        ),
        elements.fact(
            view.say("fact_bias"),
            formats.rate(found.bias, language, 1),
            view.say("note_bias_high" if found.bias >= 0 else "note_bias_low"),
        ),
        elements.fact(
            view.say("fact_coverage"),
            formats.rate(found.coverage_rate, language),
            view.say("note_coverage"),
        ),
    ]


def _beside(view: View, query: Query) -> Component:
    """Return our errors beside those of simple forecasts, by kind of item."""
    kind = choices.one_of(query, "by", forecast_page.KINDS)
    words = {one: view.say(f"forecasts_by_{one}") for one in forecast_page.KINDS}
    found = forecast_page.segments(view.frame("forecast_segments"), kind, view.language)
    tabs = choices.tabs("/forecasts", query, "by", words, view.say("forecasts_by"))
    title = view.say("forecasts_beside")
    if found.is_empty():
        return elements.section(
            title, tabs, elements.empty(view.say("empty_forecast_segments"))
        )
    table = forecast_page.segments_table(found)
    return elements.section(
        title,
        tabs,
        elements.figure(
            view,
            view.remember(
                ("chart", "segments", kind),
                lambda: forecast_page.segments_chart(found, view.language),
            ),
            view.say("forecasts_beside_caption"),
        ),
        html.Details(
            [
                html.Summary(view.say("table_forecast_segments")),
                elements.small_table(view, table, rows=SHOWN_SEGMENTS),
            ]
        ),
    )


def _promises(view: View) -> Component:
    """Return what was promised and what was kept of it."""
    segments, title = view.frame("forecast_segments"), view.say("promise_title")
    table = forecast_quality.promises(segments)
    if not table.total:
        return elements.section(title, elements.empty(view.say("empty_promises")))
    drawn = view.remember(
        ("chart", "promises"),
        lambda: forecast_page.promise_chart(segments, view.language),
    )
    return elements.section(
        title,
        elements.figure(view, drawn, view.say("promise_caption")),
        elements.small_table(view, table),
    )


def _map(view: View) -> Component:
    """Return how demand comes, by class and pattern."""
    cells = view.remember(
        ("demand_map",),
        lambda: forecast_page.demand_map(view.frame("item_classes")),
        spoken=False,
    )
    title = view.say("map_title")
    if cells.is_empty():
        return elements.section(title, elements.empty(view.say("desk_empty")))
    drawn = view.remember(
        ("chart", "demand_map"),
        lambda: forecast_page.demand_map_chart(cells, view.language),
    )
    return elements.section(
        title, elements.figure(view, drawn, view.say("map_caption"))
    )


def _value_added(view: View) -> Component:
    """Return what each step of past forecasts added."""
    table = forecast_quality.value_added(
        view.frame("forecast_value_added"), view.language
    )
    return elements.section(
        view.say("table_value_added"),
        elements.small_table(view, table, rows=SHOWN_SEGMENTS),
        note=view.say("value_added_lead"),
    )


def _expected(view: View) -> Component:
    """Return what planners expect."""
    return elements.section(
        view.say("expected_title"),
        elements.small_table(view, _said(view), rows=SHOWN_SEGMENTS),
        note=view.say("expected_note"),
    )


def register(app: dash.Dash) -> None:
    """Keep what planners say of exceptional sales, on this page and that of an item."""
    sales.register(app)


PAGE = Page("forecasts", layout, (MISSES,), register)
