"""Exceptional sales: days that are kept as they were and left out of the baseline."""

import datetime as dt

import numpy as np
import polars as pl

from models import tables
from models.demand import exceptional_words, lines
from models.demand.classes import BASELINE
from models.demand.shortage import SCARCE_SHARE
from models.exceptional_days import NEVER, Matrix, exceptional_days
from models.standing import not_taken_back
from models.tables.columns import MAX_QTY, MONEY, MONEY_SCALE, QTY

USUAL_DAYS = 91
LINE_DAYS = 365
LARGE_LINE = 10
"""One order: its line asks for over ten times what lines of the last year do."""
MOST_OF_IT = 0.5
"""And it is most of what the day shows."""

SERIES = ["sku", "location_id", "stream"]
CALL = [*SERIES, "on"]


def exceptional_sales(
    demand_daily: pl.LazyFrame,
    order_status: pl.LazyFrame,
    kit_components: pl.DataFrame,
    products: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return the days that are called exceptional, and what the baseline counts.

    Which days are is said in ``exceptional_days``; sold-out days, closed days, days of
    events and one-off projects are never. Only days up to ``as_of`` say so. A day that
    one order line makes, ten times as large as usual, stands whatever follows. The
    baseline counts the most that is usual until a planner decides
    (``confirm_outlier``): what is exceptional counts as a usual day, what is ordinary
    counts whole, and so does what passed.
    """
    known = demand_daily.filter(
        pl.col("on") <= as_of,
        pl.col("stream").is_in(BASELINE),
        ~pl.col("is_closed"),
        (pl.col("in_stock_share") >= SCARCE_SHARE).fill_null(value=True),
    )
    called = _called(known, products)
    asked = lines.asked_lines(order_status, kit_components, products)
    return (
        called.join(_usual(known, called), on=CALL, how="left")
        .join(_largest_lines(asked, called), on=CALL, how="left")
        .join(_decided(decisions), on=CALL, how="left")
        .with_columns(
            pl.col("usual_qty").fill_null(0).cast(QTY),
            pl.col("decision").fill_null("none"),
            rule=_rule(),
        )
        .with_columns(passed_on=pl.when(pl.col("rule") == "alone").then("passed_on"))
        .with_columns(counted_qty=_counted())
        .with_columns(**exceptional_words.reasons())
        .select(tables.column_names("exceptional_sales"))
        .sort(tables.TABLES["exceptional_sales"].primary_key())
    )


def _called(known: pl.LazyFrame, products: pl.DataFrame) -> pl.DataFrame:
    """Return the calls: what was asked for, the most that is usual, money at stake."""
    sold = known.filter(pl.col("demanded_qty") > 0, pl.col("event").is_null())
    series = _series(sold, products)
    first = series["first_day"].min()
    demand = _laid(sold, series)
    calls = exceptional_days(demand, series["group"].to_numpy())
    stands = calls.passed == NEVER
    passed = pl.Series(np.where(stands, 0, calls.passed))
    day = pl.lit(first, pl.Int64) + pl.Series(calls.day)
    return (
        series[calls.row]
        .select(
            *SERIES,
            "price",
            on=day.cast(pl.Int32).cast(pl.Date),
            most_qty=pl.Series(calls.most).clip(0, float(MAX_QTY)).cast(QTY),
            passed_on=pl.when(~pl.Series(stands)).then(
                (pl.lit(first, pl.Int64) + passed).cast(pl.Int32).cast(pl.Date)
            ),
        )
        .join(_days_of(sold, series[calls.row]), on=CALL)
        .with_columns(amount=_stake())
    )


def _series(sold: pl.LazyFrame, products: pl.DataFrame) -> pl.DataFrame:
    """Return the series that sold anything, with the group each is judged beside."""
    masters = products.select(
        "sku", "category", price=pl.coalesce("unit_price", "unit_cost")
    ).unique("sku", keep="first", maintain_order=True)
    group = pl.struct("location_id", "stream", pl.col("category").fill_null(""))
    return (
        sold.group_by(SERIES)
        .agg(
            first_day=pl.col("on").min().to_physical().cast(pl.Int64),
            last_day=pl.col("on").max().to_physical().cast(pl.Int64),
        )
        .collect(engine="streaming")
        .sort(SERIES)
        .join(masters, on="sku", how="left", maintain_order="left")
        .with_columns(group=group.rank("dense").cast(pl.Int64) - 1)
        .with_row_index("row")
    )


def _laid(sold: pl.LazyFrame, series: pl.DataFrame) -> Matrix:
    """Return what was asked for: series by days from the first on which any sold."""
    first = pl.lit(series["first_day"].min(), pl.Int64)
    days = series.select(pl.col("last_day").max() - first + 1).item() or 0
    cells = (
        sold.join(series.lazy().select(*SERIES, "row"), on=SERIES)
        .select(
            "row",
            day=pl.col("on").to_physical() - first,
            units=pl.col("demanded_qty").cast(pl.Float32),
        )
        .collect(engine="streaming")
    )
    demand = np.zeros((series.height, days), np.float32)
    demand[cells["row"].to_numpy(), cells["day"].to_numpy()] = cells["units"].to_numpy()
    return demand


def _days_of(days: pl.LazyFrame, series: pl.DataFrame) -> pl.DataFrame:
    """Return the days of some of the series."""
    return (
        days.join(series.lazy().select(SERIES).unique(), on=SERIES, how="semi")
        .select(*CALL, "demanded_qty", "unit_price")
        .collect(engine="streaming")
    )


def _stake() -> pl.Expr:
    """Return what is beyond the most, at the price of the day, else of the item."""
    price = pl.coalesce("unit_price", "price").cast(pl.Float64)
    beyond = (pl.col("demanded_qty") - pl.col("most_qty")).cast(pl.Float64)
    return (beyond * price).round(MONEY_SCALE).cast(MONEY)


def _usual(known: pl.LazyFrame, called: pl.DataFrame) -> pl.DataFrame:
    """Return the mean of the quarter before each call, days cut at the most."""
    days = _days_of(known, called).select(*SERIES, "demanded_qty", day="on")
    units = pl.min_horizontal("demanded_qty", "most_qty").cast(pl.Float64)
    return (
        called.select(*CALL, "most_qty")
        .join(days, on=SERIES)
        .filter(_is_before(USUAL_DAYS))
        .group_by(CALL)
        .agg(usual_qty=units.mean().cast(QTY))
    )


def _is_before(days: int) -> pl.Expr:
    """Tell whether ``day`` is one of so many before the call."""
    age = (pl.col("on") - pl.col("day")).dt.total_days()
    return age.is_between(1, days)


def _largest_lines(asked: pl.LazyFrame, called: pl.DataFrame) -> pl.DataFrame:
    """Return the largest order line of each call, and what lines usually ask for."""
    series = called.lazy().select(SERIES).unique()
    told = (
        asked.join(series, on=SERIES, how="semi")
        .select(*SERIES, "order_id", day="on", qty="demanded")
        .collect(engine="streaming")
    )
    beside = called.select(CALL).join(told, on=SERIES)
    usual = beside.filter(_is_before(LINE_DAYS)).group_by(CALL)
    largest = (
        beside.filter(pl.col("on") == pl.col("day"))
        .sort("qty", "order_id", descending=[True, False])
        .unique(CALL, keep="first", maintain_order=True)
    )
    return largest.select(*CALL, "order_id", order_qty="qty").join(
        usual.agg(usual_line=pl.col("qty").cast(pl.Float64).median()),
        on=CALL,
        how="left",
    )


def _decided(decisions: pl.DataFrame) -> pl.DataFrame:
    """Return the last word on each day; one without a stream is on all of them."""
    said = (
        not_taken_back(decisions)
        .filter(pl.col("action") == "confirm_outlier")
        .sort("decided_at", "decision_id")
        .select(
            "sku",
            "location_id",
            _field("on").str.to_date("%F", strict=False),
            _field("stream").fill_null("").alias("said_of"),
            is_exceptional=_field("is_exceptional").replace_strict(
                {"true": True, "false": False}, default=None, return_dtype=pl.Boolean
            ),
            decided_by="author",
            decided_at="decided_at",
        )
        .drop_nulls(["sku", "location_id", "on", "is_exceptional"])
    )
    streams = pl.DataFrame({"stream": BASELINE})
    is_meant = (pl.col("said_of") == "") | (pl.col("said_of") == pl.col("stream"))
    word = pl.when("is_exceptional").then(pl.lit("confirmed"))
    return (
        said.join(streams, how="cross", maintain_order="left")
        .filter(is_meant)
        .unique(CALL, keep="last", maintain_order=True)
        .select(
            *CALL,
            "decided_by",
            "decided_at",
            decision=word.otherwise(pl.lit("ordinary")),
        )
    )


def _field(name: str) -> pl.Expr:
    """Return one field of what was decided, as text."""
    return pl.col("after").str.json_path_match(f"$.{name}").alias(name)


def _rule() -> pl.Expr:
    """Return why it is exceptional."""
    line = pl.col("order_qty").cast(pl.Float64)
    is_large = line > LARGE_LINE * pl.col("usual_line")
    is_most = line >= MOST_OF_IT * pl.col("demanded_qty").cast(pl.Float64)
    is_one = (is_large & is_most).fill_null(value=False)
    return pl.when(is_one).then(pl.lit("one_order")).otherwise(pl.lit("alone"))


def _counted() -> pl.Expr:
    """Return what the baseline counts: a planner's word before the rule."""
    is_ordinary = pl.col("decision") == "ordinary"
    return (
        pl.when(pl.col("decision") == "confirmed")
        .then("usual_qty")
        .when(is_ordinary | pl.col("passed_on").is_not_null())
        .then("demanded_qty")
        .otherwise("most_qty")
    )
