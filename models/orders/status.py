"""How far each order line is, and what of it was demand."""

import datetime as dt

import polars as pl

from models import exact, tables
from models.company import Company
from models.orders import deliveries, normal_places, prices
from models.orders.reversals import reversals

ASSUMED_CLOSED_AFTER_DAYS = 90
"""A line without a status that is older is not waited for any more."""

LONGEST_DAYS = 3650


def order_status(
    order_lines: pl.LazyFrame,
    shipment_lines: pl.LazyFrame,
    return_lines: pl.LazyFrame,
    products: pl.DataFrame,
    channels: pl.DataFrame,
    channel_locations: pl.DataFrame,
    locations: pl.DataFrame,
    exchange_rates: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.LazyFrame:
    """Return every order line with what became of it and what of it was demand.

    Demand is what was ordered less what the customer took back at once; a cancellation
    for lack of stock stays demand. Where no shipments are supplied, or a line is too
    old to be waited for, its state is inferred.
    """
    documented = _with_documents(order_lines, shipment_lines, return_lines)
    placed = normal_places.placed(
        documented, channels, channel_locations, locations, company
    )
    services = products.filter(pl.col("fulfilment") == "service").get_column("sku")
    return (
        prices.in_company_currency(placed, exchange_rates, company.currency)
        .with_columns(
            age_days=(pl.lit(as_of) - pl.col("placed_on")).dt.total_days(),
            is_service=pl.col("sku").is_in(services.implode()),
            has_shipments=pl.lit(not shipment_lines.head(1).collect().is_empty()),
        )
        .with_columns(is_waited_for=_is_waited_for(as_of), **_ordered_and_cancelled())
        .with_columns(**_shipped_and_open())
        .with_columns(
            demand_qty=_demand(),
            state=_state(),
            days_late=_days_late(as_of, company.time_zone),
            age_days=pl.col("age_days").clip(0, LONGEST_DAYS),
        )
        .select(tables.column_names("order_status"))
        .sort("order_id", "line_no")
    )


def _with_documents(
    order_lines: pl.LazyFrame,
    shipment_lines: pl.LazyFrame,
    return_lines: pl.LazyFrame,
) -> pl.LazyFrame:
    """Return order lines with what was shipped, returned and taken back of them."""
    line = ["order_id", "line_no"]
    shipped = deliveries.shipped_by_line(shipment_lines, order_lines)
    returned = deliveries.returned_by_line(return_lines, order_lines)
    taken_back = deliveries.reversed_by_line(reversals(order_lines))
    return (
        order_lines.join(shipped, on=line, how="left")
        .join(returned, on=line, how="left")
        .join(taken_back, on=line, how="left")
        .with_columns(
            pl.col(
                "recorded_qty", "came_back_qty", "reversed_qty", "taken_back_qty"
            ).fill_null(0)
        )
    )


def _is_waited_for(as_of: dt.date) -> pl.Expr:
    """Say whether what is left of a line is still to be shipped."""
    is_open = (pl.col("status") == "open").fill_null(value=False)
    since = pl.max_horizontal("placed_on", "requested_on")
    waited_days = (pl.lit(as_of) - since).dt.total_days()
    is_young = waited_days <= ASSUMED_CLOSED_AFTER_DAYS
    is_unsaid = pl.col("status").is_null() & pl.col("has_shipments") & is_young
    return (is_open | is_unsaid) & pl.col("gone_at").is_null() & ~pl.col("is_service")


def _ordered_and_cancelled() -> dict[str, pl.Expr]:
    """Return the units asked for and, of these, cancelled in whichever way."""
    ordered = pl.max_horizontal("ordered_qty", exact.no_units())
    by_status = pl.when(pl.col("status") == "cancelled").then(
        ordered - pl.col("recorded_qty")
    )
    written = pl.max_horizontal("cancelled_qty", by_status, exact.no_units())
    cancelled = pl.min_horizontal(written + pl.col("reversed_qty"), ordered)
    is_demand_still = (pl.col("cancel_reason") == "no_stock").fill_null(value=False)
    return {
        "is_reversal": pl.col("ordered_qty") < 0,
        "ordered_qty": exact.qty(ordered),
        "cancelled_qty": exact.qty(cancelled),
        "not_wanted_qty": pl.when(is_demand_still)
        .then(pl.min_horizontal("reversed_qty", ordered))
        .otherwise(cancelled),
    }


def _shipped_and_open() -> dict[str, pl.Expr]:
    """Return the units shipped, as recorded or inferred, returned and still owed."""
    owed = pl.col("ordered_qty") - pl.col("cancelled_qty")
    is_silent = (pl.col("recorded_qty") == 0) & ~pl.col("is_waited_for") & (owed > 0)
    still_owed = pl.max_horizontal(owed - pl.col("recorded_qty"), exact.no_units())
    shipped = pl.when(is_silent).then(owed).otherwise("recorded_qty")
    still_open = pl.when("is_waited_for").then(still_owed).otherwise(exact.no_units())
    returned = pl.col("came_back_qty") + pl.col("taken_back_qty")
    return {
        "shipped_qty": exact.qty(shipped),
        "open_qty": exact.qty(still_open),
        "returned_qty": exact.qty(returned),
        "is_inferred": is_silent | ~pl.col("has_shipments"),
    }


def _demand() -> pl.Expr:
    """Return the units the customer wanted; services are no demand."""
    wanted = pl.col("ordered_qty") - pl.col("not_wanted_qty")
    return exact.qty(pl.when("is_service").then(exact.no_units()).otherwise(wanted))


def _state() -> pl.Expr:
    """Name how far the line is."""
    is_shipped = pl.col("shipped_qty") > 0
    is_back = pl.col("returned_qty") >= pl.col("shipped_qty")
    is_returned = (pl.col("status") == "returned").fill_null(value=False)
    return (
        pl.when("is_reversal")
        .then(pl.lit("reversal"))
        .when("is_service")
        .then(pl.lit("service"))
        .when((pl.col("open_qty") > 0) & is_shipped)
        .then(pl.lit("partly_shipped"))
        .when(pl.col("open_qty") > 0)
        .then(pl.lit("open"))
        .when(~is_shipped)
        .then(pl.lit("cancelled"))
        .when(is_back | is_returned)
        .then(pl.lit("returned"))
        .otherwise(pl.lit("shipped"))
    )


def _days_late(as_of: dt.date, time_zone: str) -> pl.Expr:
    """Return the days past the promise, until today or until the last shipment."""
    shipped_on = pl.col("last_shipped_at").dt.convert_time_zone(time_zone).dt.date()
    until = pl.when(pl.col("open_qty") > 0).then(pl.lit(as_of)).otherwise(shipped_on)
    late = (until - pl.col("promised_on")).dt.total_days()
    return late.fill_null(0).clip(0, LONGEST_DAYS)


def every_line_has_a_status(
    order_lines: pl.LazyFrame, order_status: pl.LazyFrame
) -> pl.LazyFrame:
    """Return how many lines there are and how many have a status, if they differ."""
    counts = [order_lines.select(lines=pl.len()), order_status.select(states=pl.len())]
    return pl.concat(counts, how="horizontal").filter(
        pl.col("lines") != pl.col("states")
    )
