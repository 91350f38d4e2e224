"""How suppliers keep what they declare: lead times, deliveries on time, prices."""

import datetime as dt

import plotly.graph_objects as go
import polars as pl

from models.reports import figures
from models.reports.data_accounts import valued_in_words
from models.reports.report_table import ReportTable, report_table, titled
from models.reports.texts import text

ROW = 34
MOST_ROWS = 24
"""Suppliers that a picture shows; a table beside it has all."""
OFFER = ("supplier_id", "sku")


def named(rows: pl.DataFrame, suppliers: pl.DataFrame) -> pl.DataFrame:
    """Add the name of each supplier; its number where it has none."""
    names = suppliers.select("supplier_id", supplier_name="name").unique("supplier_id")
    return rows.join(
        names, on="supplier_id", how="left", maintain_order="left"
    ).with_columns(pl.coalesce("supplier_name", "supplier_id"))


def kept_times(lead_times: pl.DataFrame, suppliers: pl.DataFrame) -> pl.DataFrame:
    """Return the lead times of whole suppliers, the least punctual first."""
    whole = lead_times.filter(pl.col("sku") == "")
    return named(whole, suppliers).sort(
        pl.col("on_time_rate"), "supplier_name", "medium", nulls_last=True
    )


def on_time(kept_times: pl.DataFrame) -> tuple[float | None, int]:
    """Return the share of all deliveries that came on time, and how many were seen."""
    seen = kept_times.filter(pl.col("on_time_rate").is_not_null())
    count = int(seen["observations"].sum())
    kept = float((seen["on_time_rate"] * seen["observations"]).sum())
    return (kept / count if count else None), count


def lead_time_table(kept_times: pl.DataFrame, language: str) -> ReportTable:
    """Show lead times as declared and as seen, and whether they drift."""
    drifting = text("is_drifting_now", language)
    rows = kept_times.with_columns(
        valued_in_words("medium", "medium", language),
        valued_in_words("used_source", "source_of", language),
        drift=pl.when("is_drifting").then(pl.lit(drifting)),
    )
    return report_table(
        "lead_times",
        rows,
        supplier_name="text",
        medium="text",
        declared_days="days",
        observed_days="number",
        observed_low_days="days",
        observed_high_days="days",
        recent_days="number",
        drift="text",
        on_time_rate="rate",
        late_p95_days="days",
        observations="whole",
        used_days="number",
        used_source="text",
    )


def lead_time_chart(kept_times: pl.DataFrame, language: str) -> go.Figure:
    """Draw for each supplier what it declares beside the span that was seen.

    Of many suppliers the first are drawn, the least punctual.
    """
    seen = kept_times.filter(pl.col("observed_days").is_not_null()).head(MOST_ROWS)
    names = [
        figures.label(f"{name} · {text(f'medium_{medium}', language)}")
        for name, medium in seen.select("supplier_name", "medium").iter_rows()
    ]
    low, high = seen["observed_low_days"], seen["observed_high_days"]
    span = go.Bar(
        y=names,
        x=(high - low).to_list(),
        base=low.to_list(),
        orientation="h",
        width=0.34,
        marker={"color": figures.BAND, "line": {"width": 0}},
        hoverinfo="skip",
    )
    usual = _marks(names, seen["observed_days"], "circle", figures.ACCENT)
    usual.name = text("observed_days", language)
    declared = _marks(names, seen["declared_days"], "line-ns", figures.INK)
    declared.name = text("declared_days", language)
    drawn = figures.figure(
        language, 60 + ROW * max(len(names), 1), span, usual, declared
    )
    drawn.update_yaxes(
        autorange="reversed", showline=False, tickfont={"color": figures.INK}
    )
    drawn.update_xaxes(
        rangemode="tozero", showgrid=True, title=text("chart_days", language)
    )
    return drawn


def _marks(names: list[str], days: pl.Series, symbol: str, colour: str) -> go.Scatter:
    """Return one mark for each supplier."""
    return go.Scatter(
        y=names,
        x=days.to_list(),
        mode="markers",
        marker={
            "symbol": symbol,
            "color": colour,
            "size": 11,
            "line": {"width": 2, "color": colour},
        },
        hovertemplate="%{y}: %{x:.0f}<extra>%{fullData.name}</extra>",
    )


def price_changes(
    supplier_items: pl.DataFrame,
    suppliers: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
    language: str,
) -> ReportTable:
    """Show every change of a price: those to come first, then the newest.

    A change is an offer of the same item by the same supplier in the same currency
    whose price differs from that of the offer before it.
    """
    before = pl.col("unit_cost").shift().over(*OFFER, "currency")
    price = pl.col("unit_cost").cast(pl.Float64)
    coming = text("price_is_coming", language)
    rows = (
        supplier_items.sort(*OFFER, "valid_from")
        .with_columns(price_before=before)
        .filter(
            pl.col("price_before").is_not_null(),
            pl.col("unit_cost") != pl.col("price_before"),
        )
        .with_columns(
            change_rate=price / pl.col("price_before").cast(pl.Float64) - 1,
            when=pl.when(pl.col("valid_from") > as_of).then(pl.lit(coming)),
        )
        .sort("valid_from", *OFFER, descending=[True, False, False])
    )
    return report_table(
        "price_changes",
        titled(named(rows, suppliers), products),
        sku="item",
        supplier_name="text",
        valid_from="date",
        when="text",
        price_before="price",
        unit_cost="price",
        currency="text",
        change_rate="rate",
    )


def purchases(
    open_supply: pl.DataFrame,
    supply_sources: pl.DataFrame,
    suppliers: pl.DataFrame,
    products: pl.DataFrame,
    language: str,
) -> ReportTable:
    """Show every open purchase order line, the latest first.

    A unit is worth what its supplier takes for it now.
    """
    cost = supply_sources.select("sku", "location_id", "unit_cost_amount")
    worth = pl.col("open_qty").cast(pl.Float64) * pl.col("unit_cost_amount").cast(
        pl.Float64
    )
    rows = (
        named(open_supply, suppliers)
        .join(cost, on=["sku", "location_id"], how="left")
        .with_columns(worth_amount=worth, supply_state=pl.col("state"))
        .with_columns(valued_in_words("supply_state", "supply_state", language))
        .sort(
            "days_late",
            "worth_amount",
            "po_id",
            "line_no",
            descending=[True, True, False, False],
            nulls_last=True,
        )
    )
    return report_table(
        "purchases",
        titled(rows, products),
        sku="item",
        supplier_name="text",
        po_id="text",
        supply_state="text",
        days_late="days",
        open_qty="qty",
        worth_amount="money",
        ordered_on="date",
        due_on="date",
        arrive_on="date",
    )
