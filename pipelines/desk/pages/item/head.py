"""What an item is and how it stands, in one line and a few numbers."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component

from models.reports import formats, item_standing
from models.reports.texts import TEXTS
from pipelines.desk import elements
from pipelines.desk.pages.item.subject import Item

SEPARATOR = " · "


def lead(of: Item) -> Component:
    """Return number, supplier, class and prices of the item."""
    say, source = of.view.say, of.at_main_place("supply_sources")
    parts = [
        of.sku,
        _supplier(of, source),
        *_classes(of),
        _price(of, "item_price", of.product.get("unit_price")),
        _price(of, "item_cost", source.get("landed_cost_amount")),
    ]
    ends = of.product.get("discontinued_on")
    if ends:
        parts.append(say("item_ends", day=formats.date(ends, of.view.language)))
    shown: list[Component | str] = []
    for part in parts:
        if part:
            shown += [SEPARATOR, part] if shown else [part]
    return html.Span(shown)


def _supplier(of: Item, source: Mapping[str, Any]) -> Component | str:
    """Return who serves the item, linked to what is known of the supplier."""
    supplier = source.get("supplier_id")
    if not supplier:
        place = source.get("from_location_id")
        return of.view.say("item_from", place=place) if place else ""
    name = of.supplier_names.get(supplier, supplier)
    return dcc.Link(name, href=f"/suppliers?{urlencode({'supplier_id': supplier})}")


def _classes(of: Item) -> list[str]:
    """Return class, pattern, lifecycle and grade, in words."""
    say, known = of.view.say, of.at_main_place("item_classes")
    grade = of.at_main_place("readiness").get("grade")
    words = []
    if known:
        words = [
            say("item_class", abc=known["abc"], xyz=known["xyz"] or ""),
            *(
                say(key)
                for key in (
                    f"demand_{known['pattern']}",
                    f"lifecycle_{known['lifecycle']}",
                )
                if key in TEXTS
            ),
        ]
    return [*words, say("item_grade", grade=grade)] if grade else words


def _order(of: Item) -> str | None:
    """Return where the order of the item is decided; none where none is suggested."""
    lines = of.rows("suggestions").sort("rank").head(1)
    return next(map(elements.order_link, lines.iter_rows(named=True)), None)


def _price(of: Item, key: str, value: Any) -> str:  # noqa: ANN401  # money, if known
    """Write a price, nothing where it is not known."""
    if value is None:
        return ""
    company = of.view.company
    amount = formats.money(value, company.currency, company.language, decimals=2)
    return of.view.say(key, amount=amount)


def facts(of: Item) -> Component:
    """Return how the item stands."""
    view, language = of.view, of.view.language
    now = item_standing.standing(
        *(
            of.rows(table)
            for table in (
                *("stock_positions", "planning_positions", "reorder_points"),
                *("suggestions", "stock_valuation"),
            )
        )
    )
    say, qty = view.say, formats.qty
    coming = [
        say("item_next", day=formats.date(now.next_arrival_on, language))
        if now.next_arrival_on
        else "",
        say("item_approved", qty=qty(now.approved_qty, language))
        if now.approved_qty
        else "",
    ]
    return elements.facts(
        elements.fact(
            say("on_hand_qty"),
            qty(now.on_hand_qty, language) if now.is_known else formats.MISSING,
            say("item_available", qty=qty(now.available_qty, language)),
        ),
        elements.fact(
            say("item_position"),
            qty(now.position_qty, language),
            say("item_point", qty=qty(now.reorder_point_qty, language)),
        ),
        elements.fact(
            say("item_lasts"),
            say("item_days", n=formats.number(now.days_left, language)),
            say("item_a_day", n=formats.number(now.daily_mean_qty, language, 2)),
        ),
        elements.fact(
            say("on_order_qty"),
            qty(now.on_order_qty, language),
            SEPARATOR.join(filter(None, coming)) or say("item_nothing_coming"),
        ),
        elements.fact(
            say("item_suggested"),
            qty(now.suggested_qty, language) if now.suggested_qty else "0",
            say("item_risk", rate=formats.rate(now.risk_rate, language))
            if now.risk_rate is not None
            else say("item_no_order"),
            href=_order(of),
        ),
        elements.fact(
            say("item_value"),
            formats.money(now.value_amount, view.company.currency, language),
            say("item_value_note"),
        ),
    )
