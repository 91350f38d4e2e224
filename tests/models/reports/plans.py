"""A whole published plan of a made-up housewares shop, to look at and to test on."""

import math
import random
from functools import cache
from typing import Any

import polars as pl

from models.tables.columns import QUANTILES
from tests.factories import frame
from tests.models.reports.plans_behind import AS_OF, DAY, gaps, reading, steering, trust

NAMES = {
    "nordlys": "Nordlys Keramik ApS",
    "fjord": "Fjord & Ler A/S",
    "wei": "Wei Housewares Co.",
    "tessuti": "Tessuti Bellini S.r.l.",
    "holm": "Holm Glasværk",
}
CURRENCIES = {"wei": "USD", "tessuti": "EUR"}
GOODS = ("Mug", "Bowl", "Plate", "Vase", "Carafe", "Linen towel", "Candle", "Tray")
SHADES = ("sand", "moss", "ink", "chalk", "rust", "sea")
PLACES = ("central", "aarhus")


def item(number: int) -> dict[str, Any]:
    """Return the item of a number, always the same."""
    chance = random.Random(number)  # noqa: S311 # a sample, not a secret
    supplier = list(NAMES)[number % len(NAMES)]
    size = chance.choice((20, 30, 40))
    goods = GOODS[number % len(GOODS)]
    shade = SHADES[number % len(SHADES)]
    return {
        "sku": f"HW-{1000 + number}",
        "title": f"{goods} {size} cl, {shade}",
        "supplier_id": supplier,
        "location_id": PLACES[number % 7 == 0],
        "daily": round(chance.lognormvariate(0.7, 0.9), 2),
        "cost": round(chance.uniform(12, 190), 2),
        "days": chance.choice((7, 14, 21, 45)),
        "here": chance.randint(0, 9),
        "pack": chance.choice((1, 6, 12)),
        "risk": round(chance.uniform(0.2, 0.98), 3),
    }


def suggestion(number: int, rank: int) -> dict[str, Any]:
    """Return a suggestion whose columns add up."""
    of = item(number)
    here, demand, days = of["here"], of["daily"], of["days"]
    point = here + math.ceil(demand * days * 0.3) + 1
    level = point + math.ceil(demand * 7)
    need = level - here
    pack = -need % of["pack"]
    units = need + pack
    currency = CURRENCIES.get(of["supplier_id"], "DKK")
    rate = {"DKK": 1, "EUR": 7.46, "USD": 6.9}[currency]
    arrive = AS_OF + (days + 1) * DAY
    lost = round(demand * of["cost"] * 0.9, 2)
    gone = "hundred %" if of["risk"] > 0.99 else f"{of['risk']:.0%} risk"
    return {
        "suggestion_id": f"{number:012x}",
        "supplier_id": of["supplier_id"],
        "location_id": of["location_id"],
        "sku": of["sku"],
        "title": of["title"],
        "supplier_sku": f"{number * 37:06d}",
        "on_hand_qty": here,
        "position_qty": here,
        "reorder_point_qty": point,
        "order_up_to_qty": level,
        "need_qty": need,
        "pack_qty": pack,
        "suggested_qty": units,
        "order_on": AS_OF + (2 if of["supplier_id"] == "wei" else 1) * DAY,
        "arrive_on": arrive,
        "next_arrive_on": arrive + DAY,
        "unit_cost": of["cost"],
        "currency": currency,
        "amount": round(units * of["cost"] * rate, 4),
        "daily_mean_qty": demand,
        "stockout_risk_rate": of["risk"],
        "lost_margin_per_day_amount": lost,
        "cover_days": level / demand,
        "grade": "AABC"[number % 4],
        "assumptions": "" if number % 3 else "Lead time is the default of 14 days.",
        "rank": rank,
        "reason": f"Order {units}: {here} here, 0 coming; you sell {demand} a day; "
        f"the next delivery could be here on {arrive.day} {arrive:%B}; without it "
        f"{gone} of running out, DKK {lost:,.0f} a day",
        "reason_da": f"Bestil {units}: {here} på lager, 0 på vej; du sælger {demand} "
        f"om dagen; næste levering kan være her {arrive:%d-%m-%Y}; uden den "
        f"{gone} for at løbe tør, {lost:.0f} kr. om dagen",
    }


@cache
def plan(lines: int = 60, items: int = 160) -> dict[str, pl.DataFrame]:
    """Return every table of a published plan with ``lines`` suggestions."""
    keys = [
        (of["sku"], of["location_id"]) for of in map(item, range(max(items, lines)))
    ]
    numbers = sorted(range(lines), key=lambda n: -item(n)["daily"] * item(n)["cost"])
    suggestions = frame(
        "suggestions", *(suggestion(n, rank) for rank, n in enumerate(numbers, 1))
    )
    return {
        "suggestions": suggestions,
        "suggested_orders": suggested_orders(suggestions),
        **_stock(max(items, lines)),
        **_time(),
        **_masters(max(items, lines)),
        **trust(keys),
        **reading(),
        **gaps(keys),
        **steering(),
    }


def suggested_orders(suggestions: pl.DataFrame) -> pl.DataFrame:
    """Return the orders of ``suggestions``."""
    groups = suggestions.partition_by(
        "supplier_id", "location_id", "order_on", as_dict=True, maintain_order=True
    )
    return frame(
        "suggested_orders",
        *(
            {
                "supplier_id": supplier,
                "location_id": place,
                "order_on": day,
                "supplier_name": NAMES[str(supplier)],
                "lines": lines.height,
                "units": lines["suggested_qty"].sum(),
                "currency": lines["currency"][0],
                "order_amount": 0,
                "amount": lines["amount"].sum(),
                "short_amount": 1250 if supplier == "tessuti" else 0,
                "advice": "Short of the minimum by 1,250 EUR."
                if supplier == "tessuti"
                else None,
                "containers": 0.8 if supplier == "wei" else None,
                "arrive_on": lines["arrive_on"].max(),
                "lost_margin_per_day_amount": lines["lost_margin_per_day_amount"].sum(),
                "rank": lines["rank"].min(),
            }
            for (supplier, place, day), lines in groups.items()
        ),
    )


def _stock(items: int) -> dict[str, pl.DataFrame]:
    """Return where stock stands and which levels it is held to."""
    positions, points, classes = [], [], []
    for number in range(items):
        of = item(number)
        key = {"sku": of["sku"], "location_id": of["location_id"]}
        is_dead = number % 23 == 5
        here = of["here"] if number < 60 else of["here"] * 40
        coming = 24 if number % 9 == 4 else 0
        level = math.ceil(of["daily"] * (of["days"] + 14))
        positions.append(
            key
            | {
                "is_stock_known": number % 31 != 7,
                "last_seen_at": "2026-11-22T17:30",
                "ledger_qty": here,
                "on_hand_qty": here,
                "available_qty": here,
                "on_order_qty": coming,
                "next_arrival_on": AS_OF + 9 * DAY if coming else None,
                "position_qty": here + coming,
            }
        )
        classes.append(
            key
            | {
                "abc": "ABC"[number % 3],
                "xyz": "X",
                "pattern": "none" if is_dead else "smooth",
                "lifecycle": "dead" if is_dead else "mature",
                "daily_qty": of["daily"],
                "revenue_amount": round(of["daily"] * of["cost"] * 700, 2),
            }
        )
        if not is_dead:
            points.append(
                key
                | {
                    "policy": "order_up_to",
                    "service_target_kind": "cycle",
                    "service_target_rate": 0.95,
                    "daily_mean_qty": of["daily"],
                    "lead_time_days": of["days"],
                    "reorder_point_qty": level - 3,
                    "order_up_to_qty": level,
                }
            )
    return {
        "stock_positions": frame("stock_positions", *positions),
        "reorder_points": frame("reorder_points", *points),
        "item_classes": frame("item_classes", *classes),
    }


def _time() -> dict[str, pl.DataFrame]:
    """Return demand, stock and forecasts of the items that are drawn."""
    chance = random.Random(7)  # noqa: S311 # a sample, not a secret
    demand, stock, forecasts = [], [], []
    for number in range(20):
        of = item(number)
        key = {"sku": of["sku"], "location_id": of["location_id"]}
        gap = range(number * 2 + 6, number * 2 + 6 + number % 5 * 2)
        for back in range(95):
            on = AS_OF - back * DAY
            season = 1 + 0.45 * math.sin((on.weekday() + 1) / 7 * 2 * math.pi)
            wanted = max(chance.gauss(1, 0.45), 0) * of["daily"] * season
            units = 0 if back in gap else round(wanted)
            share = 0.0 if back in gap else 1.0
            demand.append(
                key
                | {
                    "on": on,
                    "stream": "retail",
                    "demanded_qty": units,
                    "sold_qty": units,
                    "in_stock_share": share,
                }
            )
            stock.append(key | {"on": on, "in_stock_share": share})
        for ahead in range(1, 92):
            on = AS_OF + ahead * DAY
            season = 1 + 0.45 * math.sin((on.weekday() + 1) / 7 * 2 * math.pi)
            mean = of["daily"] * season
            spread = {
                f"q{level}": round(max(mean * (1 + 1.6 * (level - 0.5)), 0), 3)
                for level in QUANTILES
            }
            forecasts.append(key | {"on": on, "mean": mean} | spread)
    return {
        "demand_daily": frame("demand_daily", *demand),
        "stock_daily": frame("stock_daily", *stock),
        "forecasts": frame("forecasts", *forecasts),
    }


def _masters(items: int) -> dict[str, pl.DataFrame]:
    """Return products and suppliers."""
    return {
        "products": frame(
            "products",
            *(
                {
                    "sku": item(number)["sku"],
                    "title": item(number)["title"],
                    "unit_cost": item(number)["cost"],
                }
                for number in range(items)
            ),
        ),
        "suppliers": frame(
            "suppliers",
            *({"supplier_id": key, "name": name} for key, name in NAMES.items()),
        ),
    }
