"""What each place holds, what comes and goes, and what moves between places."""

import datetime as dt

import polars as pl

from models.reports.data_accounts import valued_in_words
from models.reports.report_table import ReportTable, report_table, titled

FLOW_DAYS = 30
FLOWS = {
    "flow_received": ("receipt", "purchase_return"),
    "flow_returned": ("return", "inspected"),
    "flow_moved_in": ("transfer_in",),
    "flow_moved_out": ("transfer_out",),
    "flow_shipped": ("shipment",),
    "flow_kits": ("kit_build", "kit_consume"),
    "flow_other": ("opening", "snapshot", "count", "adjustment", "transfer_loss"),
}
"""The kinds of moves in each column of the flow."""


def place_names(locations: pl.DataFrame) -> dict[str, str]:
    """Return what places are called."""
    return dict(locations.select("location_id", "name").drop_nulls().iter_rows())


def holdings(
    stock_positions: pl.DataFrame,
    stock_valuation: pl.DataFrame,
    locations: pl.DataFrame,
    language: str,
) -> ReportTable:
    """Show items, units and value of each place, most money first."""
    known = stock_positions.filter("is_stock_known")
    here = known.group_by("location_id").agg(
        stocked_items=(pl.col("on_hand_qty") > 0).sum().cast(pl.Int64),
        out_items=(pl.col("available_qty") <= 0).sum().cast(pl.Int64),
        units=pl.col("on_hand_qty").sum(),
        coming_units=pl.col("in_transit_qty").sum(),
        bought_units=pl.col("on_order_qty").sum(),
    )
    value = stock_valuation.group_by("location_id").agg(pl.col("value_amount").sum())
    kinds = locations.select("location_id", place_kind="kind")
    rows = (
        here.join(value, on="location_id", how="left")
        .join(kinds, on="location_id", how="left")
        .with_columns(
            valued_in_words("place_kind", "site", language),
            place_name=pl.col("location_id").replace(place_names(locations)),
        )
        .sort("value_amount", "location_id", descending=[True, False], nulls_last=True)
    )
    return report_table(
        "places",
        rows,
        place_name="text",
        place_kind="text",
        stocked_items="whole",
        out_items="whole",
        units="qty",
        coming_units="qty",
        bought_units="qty",
        value_amount="money",
    )


def flows(
    ledger: pl.LazyFrame, locations: pl.DataFrame, as_of: dt.date, days: int = FLOW_DAYS
) -> ReportTable:
    """Show the units that came to and left each place in the last days.

    Days are those of UTC, as the ledger has them. The columns add up to the change.
    """
    since = as_of - dt.timedelta(days=days - 1)
    kind, units = pl.col("kind"), pl.col("qty")
    sums = {
        name: units.filter(kind.is_in(kinds)).sum() for name, kinds in FLOWS.items()
    }
    rows = (
        ledger.filter(
            pl.col("bucket") == "on_hand",
            pl.col("occurred_at").dt.date().is_between(since, as_of),
        )
        .group_by("location_id")
        .agg(**sums, flow_net=units.sum())
        .sort("location_id")
        .collect()
        .with_columns(place_name=pl.col("location_id").replace(place_names(locations)))
    )
    shown = dict.fromkeys((*FLOWS, "flow_net"), "qty")
    return ReportTable("flows", {"place_name": "text"} | shown, rows)  # type: ignore[arg-type]  # kinds, all of them


def under_way(
    transfer_lines: pl.LazyFrame,
    locations: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
) -> ReportTable:
    """Show what left one place and has not come to the other, the oldest first."""
    names, sent = place_names(locations), pl.col("shipped_at").dt.date()
    rows = (
        transfer_lines.filter(pl.col("received_at").is_null(), sent <= as_of)
        .with_columns(
            shipped_on=sent,
            days_under_way=(pl.lit(as_of) - sent).dt.total_days(),
            from_name=pl.col("from_location_id").replace(names),
            to_name=pl.col("to_location_id").replace(names),
        )
        .sort("shipped_on", "transfer_id", "line_no")
        .collect()
    )
    return report_table(
        "under_way",
        titled(rows, products),
        sku="item",
        qty="qty",
        from_name="text",
        to_name="text",
        shipped_on="date",
        days_under_way="days",
        transfer_id="text",
    )


def to_move(
    suggested_transfers: pl.DataFrame,
    locations: pl.DataFrame,
    products: pl.DataFrame,
    language: str,
) -> ReportTable:
    """Show what the plan would move between places, soonest first, with its reason."""
    names = place_names(locations)
    rows = suggested_transfers.sort("ship_on", "to_location_id", "sku").with_columns(
        pl.col("reason_da" if language == "da" else "reason").alias("reason"),
        from_name=pl.col("from_location_id").replace(names),
        to_name=pl.col("to_location_id").replace(names),
    )
    return report_table(
        "to_move",
        titled(rows, products),
        sku="item",
        qty="qty",
        from_name="text",
        to_name="text",
        ship_on="date",
        arrive_on="date",
        from_available_qty="qty",
        to_position_qty="qty",
        to_order_up_to_qty="qty",
        cost_amount="money",
        saved_amount="money",
        reason="sentence",
    )
