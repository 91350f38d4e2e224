"""What to order: orders, their lines, and what to move between our own places."""

import plotly.graph_objects as go
import polars as pl

from models.reports import figures
from models.reports.report_table import (
    ReportTable,
    in_language,
    report_table,
    titled,
)
from models.reports.texts import text

ORDER = ("supplier_id", "location_id", "order_on", "part")
PLUS = (
    *("in_transit_qty", "on_order_qty", "approved_qty", "expected_returns_qty"),
)  # fmt: skip
MINUS = ("reserved_qty", "held_qty", "backordered_qty", "expiring_qty")
POSITION_PARTS = ("on_hand_qty", *MINUS[:3], *PLUS, MINUS[3])
"""What a position is made of, in the order in which it is read."""
MOST_BARS = 12


def supplier_names(
    suppliers: pl.DataFrame, suggested_orders: pl.DataFrame
) -> dict[str, str]:
    """Return the name of each supplier that has one."""
    named = pl.concat(
        [
            suppliers.select("supplier_id", "name"),
            suggested_orders.select("supplier_id", name="supplier_name"),
        ]
    ).filter(pl.col("name").fill_null("") != "")
    return dict(named.unique("supplier_id", keep="first").iter_rows())


def supplier_lines(
    suggestions: pl.DataFrame, supply_sources: pl.DataFrame, language: str
) -> pl.DataFrame:
    """Return the lines of the supplier workbooks, by supplier, place and item."""
    terms = supply_sources.select(
        *("sku", "location_id", "min_order_qty"), pack_size_qty="pack_qty"
    )
    amount = pl.col("suggested_qty").cast(pl.Float64) * pl.col("unit_cost").cast(
        pl.Float64
    )
    return (
        suggestions.join(terms, on=["sku", "location_id"], how="left")
        .with_columns(
            in_language(language),
            quantity="suggested_qty",
            planned_qty="suggested_qty",
            pack_change_qty="pack_qty",
            line_amount=amount,
            decision=pl.lit(None, pl.String),
            holds_until=pl.lit(None, pl.Date),
            comment=pl.lit(None, pl.String),
        )
        .sort("supplier_id", "location_id", "order_on", "sku", "suggestion_id")
    )


def orders(
    suggestions: pl.DataFrame,
    suggested_orders: pl.DataFrame,
    suppliers: pl.DataFrame,
    language: str,
) -> pl.DataFrame:
    """Return the orders to place, worth most first; their totals are of their lines."""
    facts = suggested_orders.select(
        *ORDER, "containers", "cash_due_on", in_language(language, "advice")
    )
    names = supplier_names(suppliers, suggested_orders)
    return (
        suggestions.group_by(ORDER)
        .agg(
            pl.len().cast(pl.Int64).alias("lines"),
            pl.col("suggested_qty").sum().alias("units"),
            pl.col("amount", "lost_margin_per_day_amount").sum(),
            pl.col("arrive_on").max(),
            pl.col("currency").first(),
            pl.col("rank").min(),
        )
        .join(facts, on=ORDER, how="left")
        .with_columns(
            pl.col("supplier_id")
            .replace_strict(
                names, default=pl.col("supplier_id"), return_dtype=pl.String
            )
            .alias("supplier_name")
        )
        .sort("rank", *ORDER)
    )


def lines(suggestions: pl.DataFrame, language: str) -> ReportTable:
    """Show the lines worth most, whatever their order."""
    rows = suggestions.with_columns(in_language(language)).sort("rank", "suggestion_id")
    return report_table(
        "lines",
        rows,
        sku="item",
        suggested_qty="qty",
        unit_cost="price",
        amount="money",
        on_hand_qty="qty",
        on_order_qty="qty",
        position_qty="qty",
        reorder_point_qty="qty",
        order_up_to_qty="qty",
        stockout_risk_rate="rate",
        lost_margin_per_day_amount="money",
        cover_days="days",
        grade="grade",
    )


def transfers(suggested_transfers: pl.DataFrame, language: str) -> ReportTable:
    """Show what to move between our own places before buying."""
    rows = suggested_transfers.with_columns(in_language(language)).sort(
        "ship_on", "from_location_id", "to_location_id", "sku"
    )
    return report_table(
        "transfers",
        rows,
        sku="item",
        qty="qty",
        from_location_id="text",
        to_location_id="text",
        ship_on="date",
        arrive_on="date",
        from_available_qty="qty",
        to_position_qty="qty",
        to_order_up_to_qty="qty",
        cost_amount="money",
        saved_amount="money",
    )


def builds(suggested_builds: pl.DataFrame, language: str) -> ReportTable:
    """Show which kits to put together, and the components they take."""
    rows = suggested_builds.with_columns(
        in_language(language), pl.col("kit_sku").alias("sku")
    ).sort("location_id", "kit_sku", "component_sku")
    return report_table(
        "builds",
        rows,
        sku="item",
        location_id="text",
        build_qty="qty",
        need_qty="qty",
        component_sku="code",
        component_qty="qty",
        missing_qty="qty",
    )


def last_orders(last_orders: pl.DataFrame, products: pl.DataFrame) -> ReportTable:
    """Show what is still bought of items whose end is in sight, soonest first."""
    is_open = pl.col("state").is_in(["early", "last"])
    open_ones = last_orders.filter(is_open).with_columns(sells_until_on="ends_on")
    return report_table(
        "last_orders",
        titled(open_ones, products).sort("last_order_on", "sku", "location_id"),
        sku="item",
        location_id="text",
        last_order_on="date",
        sells_until_on="date",
        expected_qty="qty",
        total_qty="qty",
        commit_qty="qty",
        reserve_qty="qty",
    )


def amount_by_supplier(orders: pl.DataFrame, currency: str, language: str) -> go.Figure:
    """Draw what is ordered from whom: the largest suppliers, the rest as one bar."""
    totals = (
        orders.group_by("supplier_name")
        .agg(pl.col("amount").sum())
        .sort("amount", "supplier_name", descending=[True, False])
    )
    rest = totals.slice(MOST_BARS)
    shown = totals.head(MOST_BARS)
    if not rest.is_empty():
        words = text("other_suppliers", language, n=rest.height)
        other = rest.select(supplier_name=pl.lit(words), amount=pl.col("amount").sum())
        shown = pl.concat([shown, other.head(1)])
    return figures.bars(
        shown["supplier_name"].to_list(),
        shown["amount"].cast(pl.Float64).to_list(),
        language,
        unit=currency,
    )
