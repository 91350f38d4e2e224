"""The tables of one item at one place or at all: what happened, and what is to come.

The tables that are given hold the rows of the item at the places shown; ``names`` are
those of suppliers.
"""

from collections.abc import Mapping

import polars as pl

from models.reports.item_stock import bucket_in_words
from models.reports.report_table import ReportTable, in_language, report_table
from models.reports.texts import TEXTS, text

WHOLE_DAY = 1.0
"""A day of which any part could not be sold from counts as a day out."""
OWN_WORDS = "explain_source_"
"""What stands before the words of a kind of move."""


def moves(
    ledger: pl.DataFrame, files: Mapping[str, str], time_zone: str, language: str
) -> ReportTable:
    """Show every move of the ledger, the newest first, with file and line.

    ``files`` names where each document was read (``explanation.stock``).
    """
    document = pl.col("document")
    read_at = document.str.replace("^(order|po):", "").replace_strict(
        dict(files), default="", return_dtype=pl.String
    )
    is_own = document.str.starts_with(pl.col("sku") + pl.lit(":"))
    rows = ledger.sort("occurred_at", "sequence", descending=True).with_columns(
        pl.col("occurred_at")
        .dt.convert_time_zone(time_zone)
        .dt.replace_time_zone(None),
        bucket_in_words(language),
        move_kind=kind_of_move(language),
        file_and_line=read_at,
        document=pl.when(is_own).then(pl.lit("")).otherwise(document),
    )
    return report_table(
        "item_moves",
        rows,
        occurred_at="instant",
        location_id="text",
        bucket="text",
        move_kind="text",
        qty="qty",
        balance_qty="qty",
        document="text",
        file_and_line="code",
        unit_cost="price",
        cost_amount="money",
        value_amount="money",
    )


def kind_of_move(language: str) -> pl.Expr:
    """Return what a kind of move is called."""
    words = {
        key.removeprefix(OWN_WORDS): text(key, language)
        for key in TEXTS
        if key.startswith(OWN_WORDS)
    }
    return pl.col("kind").replace(words)


def weeks(demand_daily: pl.DataFrame, language: str) -> ReportTable:
    """Show demand week by week, the newest first, with what was lost and why."""
    rows = (
        demand_daily.with_columns(week=pl.col("on").dt.truncate("1w"))
        .group_by("week")
        .agg(
            pl.col("demanded_qty", "sold_qty", "lost_qty").sum(),
            out_days=pl.col("on")
            .filter(pl.col("in_stock_share") < WHOLE_DAY)
            .n_unique()
            .cast(pl.Int64),
            event=_event_in_words(language).drop_nulls().unique().sort().str.join(", "),
            unit_price=pl.col("unit_price").cast(pl.Float64).mean(),
        )
        .sort("week", descending=True)
    )
    return report_table(
        "item_weeks",
        rows,
        week="date",
        demanded_qty="qty",
        sold_qty="qty",
        lost_qty="number",
        out_days="whole",
        unit_price="price",
        event="text",
    )


def _event_in_words(language: str) -> pl.Expr:
    """Return what a kind of event is called."""
    words = {
        key.removeprefix("event_"): text(key, language)
        for key in TEXTS
        if key.startswith("event_")
    }
    return pl.col("event").replace(words)


def accuracy(forecast_accuracy: pl.DataFrame, language: str) -> ReportTable:
    """Show each method on past weeks of the item, the best first."""
    rows = forecast_accuracy.sort(
        "location_id", "horizon_days", "rmsse", "method", nulls_last=True
    ).with_columns(method_in_words(language))
    return report_table(
        "item_accuracy",
        rows,
        location_id="text",
        method="text",
        horizon_days="days",
        origins="whole",
        rmsse="score",
        wape="rate",
        bias="rate",
        coverage="rate",
    )


def method_in_words(language: str) -> pl.Expr:
    """Return what a method of forecasting is called."""
    words = {
        key.removeprefix("method_"): text(key, language)
        for key in TEXTS
        if key.startswith("method_")
    }
    return pl.col("method").replace(words)


def deliveries(
    purchase_order_lines: pl.DataFrame,
    receipt_lines: pl.DataFrame,
    names: Mapping[str, str],
) -> ReportTable:
    """Show when each delivery was ordered and when it was there, the newest first."""
    ordered = purchase_order_lines.sort("ordered_at").unique(
        ["po_id", "line_no"], keep="last"
    )
    lines = ordered.select(
        "po_id", "supplier_id", "ordered_qty", "ordered_at", "line_no"
    )
    there = pl.coalesce("available_at", "received_at").dt.date()
    rows = (
        receipt_lines.drop("supplier_id", "line_no")
        .join(
            lines,
            left_on=["po_id", "po_line_no"],
            right_on=["po_id", "line_no"],
            how="left",
        )
        .with_columns(
            arrived_on=there,
            ordered_on=pl.col("ordered_at").dt.date(),
            file_and_line=pl.format("{}:{}", "source", "source_line"),
            supplier_id=pl.col("supplier_id").replace(names),
        )
        .with_columns(
            lead_days=(pl.col("arrived_on") - pl.col("ordered_on")).dt.total_days(),
        )
        .sort("arrived_on", "receipt_id", descending=True)
    )
    return report_table(
        "item_deliveries",
        rows,
        arrived_on="date",
        location_id="text",
        supplier_id="text",
        po_id="text",
        ordered_on="date",
        lead_days="whole",
        ordered_qty="qty",
        received_qty="qty",
        unit_cost="price",
        file_and_line="code",
    )


def layers(cost_layers: pl.DataFrame, language: str) -> ReportTable:
    """Show what the stock cost, layer by layer, the oldest first."""
    rows = cost_layers.sort("location_id", "bucket", "layer_no").with_columns(
        bucket_in_words(language), received_on=pl.col("received_at").dt.date()
    )
    return report_table(
        "item_layers",
        rows,
        received_on="date",
        location_id="text",
        bucket="text",
        remaining_qty="qty",
        unit_cost="price",
        remaining_amount="money",
    )


def values(stock_valuation: pl.DataFrame, language: str) -> ReportTable:
    """Show what the stock at each place is worth, most first."""
    rows = stock_valuation.sort(
        "value_amount", "location_id", "bucket", descending=[True, False, False]
    ).with_columns(bucket_in_words(language))
    return report_table(
        "item_values",
        rows,
        location_id="text",
        bucket="text",
        qty="qty",
        unit_cost="price",
        value_amount="money",
    )


def supply(
    open_supply: pl.DataFrame, names: Mapping[str, str], language: str
) -> ReportTable:
    """Show what is bought and not received, the soonest first."""
    rows = open_supply.sort("arrive_on", "po_id", "line_no").with_columns(
        supplier_id=pl.col("supplier_id").replace(names),
        state=pl.col("state").replace(
            {
                state: text(f"{OWN_WORDS}{state}", language)
                for state in ("on_time", "late", "doubtful")
            }
        ),
    )
    return report_table(
        "item_supply",
        rows,
        arrive_on="date",
        location_id="text",
        supplier_id="text",
        po_id="text",
        ordered_on="date",
        ordered_qty="qty",
        open_qty="qty",
        due_on="date",
        state="text",
    )


def suggested(
    suggestions: pl.DataFrame, names: Mapping[str, str], language: str
) -> ReportTable:
    """Show what is suggested to be bought of the item, with its reason."""
    rows = suggestions.with_columns(
        in_language(language, "reason"),
        supplier_id=pl.col("supplier_id").replace(names),
    ).sort("order_on", "location_id")
    return report_table(
        "item_suggested",
        rows,
        location_id="text",
        supplier_id="text",
        suggested_qty="qty",
        order_on="date",
        arrive_on="date",
        amount="money",
        stockout_risk_rate="rate",
        reason="sentence",
    )


def transfers(suggested_transfers: pl.DataFrame, language: str) -> ReportTable:
    """Show what is to be moved of the item between our own places."""
    rows = suggested_transfers.with_columns(in_language(language, "reason")).sort(
        "ship_on", "from_location_id", "to_location_id"
    )
    return report_table(
        "item_transfers",
        rows,
        from_location_id="text",
        to_location_id="text",
        qty="qty",
        ship_on="date",
        arrive_on="date",
        reason="sentence",
    )


def overrides(forecast_overrides: pl.DataFrame) -> ReportTable:
    """Show what planners said of coming demand, the newest first."""
    rows = forecast_overrides.filter(pl.col("gone_at").is_null()).sort(
        "starts_on", "location_id", descending=[True, False]
    )
    return report_table(
        "item_overrides",
        rows,
        sku="item",
        starts_on="date",
        ends_on="date",
        qty="qty",
        factor="score",
        reason="text",
    )
