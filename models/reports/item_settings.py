"""The planning parameters of one item at one place: what holds, and why."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.parameters import PARAMETERS, every, in_force, resolved
from models.reports import formats
from models.reports.texts import text

SHOWN = (
    *("policy", "service_target_kind", "service_target_rate", "review_days"),
    *("order_cycle_days", "lead_time_days", "min_qty", "max_qty", "reorder_qty"),
    *("safety_qty", "presentation_qty", "max_order_qty", "cover_limit_days"),
    *("holding_rate", "order_cost", "do_not_order"),
)
"""The parameters that steer a single item."""
SCOPES = ("sku_location", "sku", "supplier", "class", "category", "company")
PERCENT = 100


@dataclass(frozen=True)
class Setting:
    """One parameter: its value in words, and the level that says so.

    ``scope`` is empty where it is a default, or computed; ``is_decided`` where a
    planner set it, and not a file.
    """

    name: str
    value: str
    source: str
    scope: str
    is_decided: bool


def settings(
    item: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
    language: str,
) -> list[Setting]:
    """Return what the next run will take each parameter of ``item`` to be.

    ``item`` is one row with sku, location_id, supplier_id, abc and category; what
    planners decided counts over files.
    """
    held = in_force(planning_parameters, decisions, as_of)
    row = resolved(item, held, SHOWN).row(0, named=True)
    said = every(planning_parameters.clear(), decisions)
    decided = set(said.select("scope", "key", "parameter").iter_rows())
    shown = []
    for name in SHOWN:
        scope = _scope(row[f"{name}_source"])
        is_decided = (scope, key_of(item, scope), name) in decided
        shown.append(_setting(name, row, language, is_decided=is_decided))
    return shown


def _scope(source: str | None) -> str:
    """Return the level that a value is from; empty where it is from none."""
    level = (source or "").removeprefix("parameter: ")
    return level if level != (source or "") else ""


def _setting(
    name: str, row: Mapping[str, Any], language: str, *, is_decided: bool
) -> Setting:
    """Return one parameter in words."""
    source = row[f"{name}_source"]
    scope = _scope(source)
    level = scope or source or "computed"
    words = text(f"scope_{level}", language, place=row["location_id"])
    return Setting(name, in_words(name, row[name], language), words, scope, is_decided)


def in_words(name: str, value: object, language: str) -> str:
    """Write the value of a parameter.

    >>> in_words("service_target_rate", 0.97, "en"), in_words("policy", "s_S", "en")
    ('97%', 'order up to a level')
    """
    if value is None:
        return formats.MISSING
    match PARAMETERS[name].kind:
        case "flag":
            return text("yes" if value else "no", language)
        case "text":
            return text(f"explain_source_{value}", language)
        case _ if name.endswith("_rate"):
            return formats.rate(float(str(value)), language, 1).replace(
                ",0" if language == "da" else ".0", ""
            )
        case _:
            return formats.qty(float(str(value)), language)


def typed(name: str, said: str) -> str:
    """Return what a planner typed as the parameter is kept: a rate as a share.

    >>> typed("service_target_rate", "97 %"), typed("service_target_rate", "0,97")
    ('0.97', '0.97')
    >>> typed("min_qty", " 12 ")
    '12'
    """
    plain = said.strip()
    if PARAMETERS[name].kind != "number":
        return plain
    number = plain.removesuffix("%").strip().replace(",", ".")
    if not name.endswith("_rate"):
        return number
    try:
        share = float(number)
    except ValueError:
        return plain
    is_percent = plain.endswith("%") or share > 1
    return f"{share / PERCENT if is_percent else share:g}"


def key_of(item: pl.DataFrame, scope: str) -> str:
    """Return the key under which a parameter of ``scope`` holds for ``item``."""
    row = item.row(0, named=True)
    keys = {
        "sku_location": f"{row['sku']}|{row['location_id']}",
        "sku": row["sku"],
        "supplier": row["supplier_id"] or "",
        "class": row["abc"] or "",
        "category": row["category"] or "",
        "location": row["location_id"],
    }
    return str(keys.get(scope, ""))
