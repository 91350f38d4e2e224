"""What needs a decision today, ranked by what it is worth."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl

from models.reports import formats
from models.reports.orders_to_place import ORDER
from models.reports.report_table import (
    Kind,
    ReportTable,
    in_language,
    kind_in_words,
    report_table,
    titled,
)
from models.reports.texts import text
from models.tables import columns as c

KEY = ("sku", "location_id")


def with_margin(
    outlook: pl.DataFrame, item_classes: pl.DataFrame, supply_sources: pl.DataFrame
) -> pl.DataFrame:
    """Add what a day without stock costs, and what the days until goods come cost.

    A day costs expected demand times (price − landed cost), as suggestions count it;
    the days are those between the end of the stock and the next goods.
    """
    prices = item_classes.select(*KEY, "unit_price")
    costs = supply_sources.select(*KEY, "landed_cost_amount")
    margin = (pl.col("unit_price") - pl.col("landed_cost_amount")).cast(pl.Float64)
    a_day = pl.col("daily_mean_qty") * margin.clip(0)
    without = (pl.col("wait_days") - pl.col("days_left")).clip(0)
    return (
        outlook.join(prices, on=KEY, how="left")
        .join(costs, on=KEY, how="left")
        .with_columns(
            lost_margin_per_day_amount=a_day.round(2).cast(c.MONEY),
            lost_margin_amount=(a_day * without).round(2).cast(c.MONEY),
            days_without=without,
        )
    )


def risks(
    outlook: pl.DataFrame, products: pl.DataFrame, as_of: dt.date, language: str
) -> ReportTable:
    """Show what is out or will be before goods come, the dearest first.

    ``outlook`` has its margins (``with_margin``).
    """
    is_out = pl.col("available_qty") <= 0
    plan_on = as_of + dt.timedelta(days=1)
    lasts = pl.duration(days=pl.col("days_left").floor().cast(pl.Int64))
    rows = (
        outlook.filter(is_out | (pl.col("days_left") < pl.col("wait_days")))
        .with_columns(
            state=pl.when(is_out)
            .then(pl.lit(text("state_out", language)))
            .otherwise(pl.lit(text("state_low", language))),
            is_out=is_out,
            runs_out_on=pl.when(~is_out).then(pl.lit(plan_on) + lasts),
        )
        .sort(
            "lost_margin_amount",
            "lost_margin_per_day_amount",
            *KEY,
            descending=[True, True, False, False],
            nulls_last=True,
        )
    )
    return report_table(
        "risks",
        titled(rows, products),
        sku="item",
        state="text",
        available_qty="qty",
        daily_mean_qty="number",
        runs_out_on="date",
        next_arrival_on="date",
        suggested_qty="qty",
        lost_margin_per_day_amount="money",
        lost_margin_amount="money",
    )


def risk_in_words(row: Mapping[str, Any], as_of: dt.date, language: str) -> str:
    """Say when an item runs out, and what comes next or has to be ordered.

    ``row`` is one of ``risks``.
    """
    arrives, order = row["next_arrival_on"], row["suggested_qty"]
    parts = []
    if arrives and arrives > as_of:
        parts.append(text("risk_coming", language, day=formats.date(arrives, language)))
    if order:
        parts.append(text("risk_order", language, qty=formats.qty(order, language)))
    coming = " ".join(parts) or text("risk_nothing", language)
    if row["is_out"]:
        return text("risk_out", language, coming=coming)
    day = formats.date(row["runs_out_on"], language)
    return text("risk_low", language, day=day, coming=coming)


def order_list(
    orders: pl.DataFrame, standing: pl.DataFrame, language: str
) -> ReportTable:
    """Show the orders to place, worth most first, and how far each is decided.

    ``orders`` are those of ``orders_to_place``, ``standing`` has their ``lines`` that
    are ``decided`` and ``sent`` (``standing_of_orders``).
    """
    rows = orders.join(standing, on=ORDER, how="left", maintain_order="left")
    some = pl.format(
        text("standing_some", language, n="{}", total="{}"), "decided", "lines"
    )
    said = (
        pl.when(pl.col("sent") == pl.col("lines"))
        .then(pl.lit(text("standing_sent", language)))
        .when(pl.col("decided") == pl.col("lines"))
        .then(pl.lit(text("standing_done", language)))
        .when(pl.col("decided") > 0)
        .then(some)
        .otherwise(pl.lit(text("standing_open", language)))
    )
    columns: dict[str, Kind] = {
        "supplier_name": "text",
        "location_id": "text",
        "lines": "whole",
        "amount": "money",
        "lost_margin_per_day_amount": "money",
        "order_on": "date",
        "standing": "text",
    }
    if orders["location_id"].n_unique() <= 1:
        del columns["location_id"]
    return ReportTable("today_orders", columns, rows.with_columns(standing=said))


def standing_of_orders(suggestions: pl.DataFrame, states: pl.DataFrame) -> pl.DataFrame:
    """Return how many lines of each order are decided, and how many are sent."""
    state = pl.col("state")
    return (
        suggestions.select("suggestion_id", *ORDER)
        .join(states.select("suggestion_id", "state"), on="suggestion_id", how="left")
        .group_by(ORDER)
        .agg(
            decided=(state != "open").sum().cast(pl.Int64),
            sent=(state == "sent").sum().cast(pl.Int64),
        )
    )


def matters(
    exceptions: pl.DataFrame, products: pl.DataFrame, language: str
) -> ReportTable:
    """Show every exception, worth most first, in words."""
    rows = exceptions.sort("rank", "kind", *KEY, "document").with_columns(
        kind_in_words(language), in_language(language, "sentence")
    )
    return report_table(
        "matters",
        titled(rows, products),
        kind="text",
        sku="item",
        sentence="sentence",
        amount="money",
    )


def matters_by_kind(exceptions: pl.DataFrame, language: str) -> pl.DataFrame:
    """Return how many exceptions of each kind there are, and what they are worth."""
    return (
        exceptions.group_by("kind")
        .agg(items=pl.len().cast(pl.Int64), amount=pl.col("amount").sum())
        .sort("amount", "items", "kind", descending=[True, True, False])
        .with_columns(kind_in_words(language, "kind"))
    )


def changes(
    suggestion_changes: pl.DataFrame,
    supply_sources: pl.DataFrame,
    products: pl.DataFrame,
    language: str,
) -> ReportTable:
    """Show what changed by a pack or more since the plan before, most money first."""
    costs = supply_sources.select(*KEY, "unit_cost_amount")
    worth = pl.col("change_qty").cast(pl.Float64) * pl.col("unit_cost_amount").cast(
        pl.Float64
    )
    rows = (
        suggestion_changes.filter(~pl.col("is_small"))
        .join(costs, on=KEY, how="left")
        .with_columns(
            in_language(language, "sentence"),
            change_amount=worth.round(2).cast(c.MONEY),
            cause=cause_in_words(language),
        )
        .sort(pl.col("change_amount").abs(), *KEY, descending=[True, False, False])
    )
    return report_table(
        "changed",
        titled(rows, products),
        sku="item",
        before_qty="qty",
        suggested_qty="qty",
        change_qty="qty",
        change_amount="money",
        cause="text",
        sentence="sentence",
    )


def causes(changes: pl.DataFrame) -> pl.DataFrame:
    """Return how many suggestions each cause changed, and by how much money."""
    return (
        changes.group_by("cause")
        .agg(
            items=pl.len().cast(pl.Int64),
            amount=pl.col("change_amount").sum(),
            moved=pl.col("change_amount").abs().sum(),
        )
        .sort("moved", "items", "cause", descending=[True, True, False])
    )


def cause_in_words(language: str) -> pl.Expr:
    """Return why a suggestion changed, in words."""
    words = {cause: text(f"cause_{cause}", language) for cause in CAUSES}
    return pl.col("cause").replace(words)


CAUSES = (
    *("unchanged", "demand", "ordered", "supply_late", "correction", "forecast"),
    *("lead_time", "calendar", "parameter", "terms", "order_size", "decided", "data"),
)
