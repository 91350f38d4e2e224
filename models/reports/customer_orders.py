"""What customers still wait for: by age and channel, and what will serve each line."""

import polars as pl

from models.reports.data_accounts import valued_in_words
from models.reports.report_table import ReportTable, report_table, titled
from models.reports.texts import text

KEY = ("sku", "location_id")
AGES = (1, 3, 7, 14)
"""Days that a line may have waited for each group of ages; older ones are the rest."""
ORDER = ("wanted_on", "placed_at", "order_id", "line_no")


def open_lines(order_status: pl.LazyFrame) -> pl.DataFrame:
    """Return the lines of which units are still owed."""
    return order_status.filter(pl.col("open_qty") > 0).collect()


def served(
    open_lines: pl.DataFrame, stock_positions: pl.DataFrame, open_supply: pl.DataFrame
) -> pl.DataFrame:
    """Return open lines with what will serve the whole of each, and when.

    Lines of an item-location are served in the order in which customers want them
    (the requested day, else that of the order): first from what is on hand and not
    held, then from purchases under way as they arrive. ``served_by`` is ``stock``,
    ``purchase`` (with ``po_id`` and ``served_on``), ``nothing`` where what is under
    way is not enough, or ``unknown`` where no stock was ever seen.
    """
    usable = stock_positions.select(
        *KEY,
        "is_stock_known",
        usable=pl.max_horizontal(
            pl.col("on_hand_qty").cast(pl.Float64)
            - pl.col("held_qty").cast(pl.Float64).fill_null(0),
            0.0,
        ),
    )
    waiting = (
        open_lines.with_columns(wanted_on=pl.coalesce("requested_on", "placed_on"))
        .sort(*KEY, *ORDER)
        .join(usable, on=KEY, how="left", maintain_order="left")
        .with_columns(owed=pl.col("open_qty").cast(pl.Float64).cum_sum().over(KEY))
        .with_columns(beyond=pl.col("owed") - pl.col("usable").fill_null(0))
        .sort("beyond")
    )
    found = waiting.join_asof(
        _arrivals(open_supply),
        left_on="beyond",
        right_on="arrived",
        by=KEY,
        strategy="forward",
        check_sortedness=False,
    )
    return found.with_columns(served_by=_by()).with_columns(
        *(
            pl.when(pl.col("served_by") == "purchase").then(name).alias(name)
            for name in ("po_id", "served_on")
        )
    )


def _arrivals(open_supply: pl.DataFrame) -> pl.DataFrame:
    """Return purchases under way with the units that have arrived by then in all."""
    units = pl.col("open_qty").cast(pl.Float64)
    return (
        open_supply.filter("is_counted", pl.col("arrive_on").is_not_null())
        .sort(*KEY, "arrive_on", "po_id", "line_no")
        .select(
            *KEY,
            "po_id",
            served_on="arrive_on",
            arrived=units.cum_sum().over(KEY),
        )
        .sort("arrived")
    )


def _by() -> pl.Expr:
    """Return what serves a line."""
    return (
        pl.when(~pl.col("is_stock_known").fill_null(value=False))
        .then(pl.lit("unknown"))
        .when(pl.col("beyond") <= 0)
        .then(pl.lit("stock"))
        .when(pl.col("po_id").is_not_null())
        .then(pl.lit("purchase"))
        .otherwise(pl.lit("nothing"))
    )


def worth(lines: pl.DataFrame) -> float:
    """Return what customers pay for what is still owed to them."""
    units, price = (
        pl.col(name).cast(pl.Float64) for name in ("open_qty", "unit_price")
    )
    return float(lines.select((units * price).sum()).item())


def lines_table(
    served: pl.DataFrame,
    channels: pl.DataFrame,
    products: pl.DataFrame,
    language: str,
) -> ReportTable:
    """Show every open line and what will serve it: what nothing serves first."""
    names = dict(channels.select("channel", "name").drop_nulls().iter_rows())
    units, price = (
        pl.col(name).cast(pl.Float64) for name in ("open_qty", "unit_price")
    )
    rank = pl.col("served_by").replace_strict(
        {"nothing": 0, "unknown": 1, "purchase": 2, "stock": 3}, return_dtype=pl.Int64
    )
    rows = (
        served.with_columns(rank=rank, open_amount=units * price)
        .sort("rank", "open_amount", *ORDER, descending=[False, True] + [False] * 4)
        .with_columns(
            pl.col("channel").replace(names),
            valued_in_words("served_by", "served_by", language),
            valued_in_words("state", "order_state", language),
            valued_in_words("stream", "stream", language),
        )
    )
    return report_table(
        "open_lines",
        titled(rows, products),
        sku="item",
        served_by="text",
        served_on="date",
        open_qty="qty",
        open_amount="money",
        channel="text",
        age_days="days",
        days_late="days",
        requested_on="date",
        order_id="text",
        po_id="text",
        state="text",
        stream="text",
    )


def ages(lines: pl.DataFrame, channels: pl.DataFrame) -> ReportTable:
    """Show how many lines of each channel have waited how long."""
    names = dict(channels.select("channel", "name").drop_nulls().iter_rows())
    limits = [0, *AGES]
    age = pl.col("age_days")
    counts = {
        f"age_{last}": age.is_between(first + (first > 0), last).sum().cast(pl.Int64)
        for first, last in zip(limits, AGES, strict=False)
    }
    late = (pl.col("days_late") > 0).sum().cast(pl.Int64)
    rows = (
        lines.group_by("channel")
        .agg(
            **counts,
            age_more=(age > AGES[-1]).sum().cast(pl.Int64),
            lines=pl.len().cast(pl.Int64),
            lines_late=late,
        )
        .sort("lines", "channel", descending=[True, False])
        .with_columns(pl.col("channel").replace(names))
    )
    shown = dict.fromkeys((*counts, "age_more", "lines", "lines_late"), "whole")
    return ReportTable("ages_of_lines", {"channel": "text"} | shown, rows)  # type: ignore[arg-type]  # kinds, all of them


def by_service(served: pl.DataFrame, language: str) -> ReportTable:
    """Show how many open lines what serves, and what they are worth."""
    units, price = (
        pl.col(name).cast(pl.Float64) for name in ("open_qty", "unit_price")
    )
    words = ("stock", "purchase", "nothing", "unknown")
    sums = served.group_by("served_by").agg(
        lines=pl.len().cast(pl.Int64),
        open_qty=pl.col("open_qty").sum(),
        open_amount=(units * price).sum(),
        last_served_on=pl.col("served_on").max(),
    )
    rows = (
        pl.DataFrame({"served_by": words})
        .join(sums, on="served_by", maintain_order="left")
        .with_columns(
            pl.col("served_by").replace(
                {one: text(f"served_by_{one}", language) for one in words}
            )
        )
    )
    return report_table(
        "by_service",
        rows,
        served_by="text",
        lines="whole",
        open_qty="qty",
        open_amount="money",
        last_served_on="date",
    )
