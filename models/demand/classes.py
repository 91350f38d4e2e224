"""What kind of item each one is, place by place."""

import datetime as dt

import polars as pl

from models import exact, tables
from models.company import Company
from models.tables.columns import MONEY, MONEY_SCALE

YEAR_DAYS = 365
QUARTER_DAYS = 91
A_SHARE = 0.80
B_SHARE = 0.95
X_VARIATION = 0.5
Y_VARIATION = 1.0
FREQUENT = 1.32
STEADY = 0.49
NEW_DAYS = 90
DEAD_DAYS = 180
GROWTH = 1.5
WHOLE_WEEKS = 4
MILLION = 10**6
DAYS_OF_A_WEEK = 4.0
SETTLED_DAYS = 28
BASELINE = ("retail", "wholesale")


def item_classes(
    demand_daily: pl.LazyFrame,
    products: pl.DataFrame,
    company: Company,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return the classes of each item-location, from the year before ``as_of``.

    ABC: the items that bring the first 80 % of revenue, of margin (revenue less cost)
    or of hits (days with demand), as the company asks, are A, the next 15 % B. It is
    told on the first day of a month from the year before, and stands for that month, so
    that service targets do not move with each day's sales. What was first seen less
    than 28 days before is ranked by what is known ``as_of``.
    XYZ: coefficient of variation of weekly demand to 0.5, to 1, above.
    Pattern: mean days between demands 1.32 and squared variation of its size 0.49 part
    smooth, intermittent, erratic and lumpy (Syntetos, Boylan and Croston 2005,
    J. Oper. Res. Soc. 56, 495-503).
    """
    days = _days(demand_daily, products, as_of)
    place = ["sku", "location_id"]
    weeks = _weeks(days)
    return (
        _measured(days, as_of.day)
        .collect(engine="streaming")
        .join(weeks, on=place, how="left")
        .sort(place)
        .with_columns(abc=_abc(_worth(company)))
        .with_columns(
            xyz=_xyz(),
            pattern=_pattern(),
            lifecycle=_lifecycle(),
            daily_qty=(pl.col("total") / pl.col("seen")).fill_nan(0.0).clip(0, 1e9),
            revenue_amount=pl.col("revenue").clip(0, 9e11).cast(MONEY),
            unit_price=pl.coalesce("quarter_price", "year_price").cast(MONEY),
        )
        .select(tables.column_names("item_classes"))
        .sort(place)
    )


def _days(
    demand_daily: pl.LazyFrame, products: pl.DataFrame, as_of: dt.date
) -> pl.LazyFrame:
    """Return units, revenue and age of each day, one-off projects left out.

    All are whole numbers (thousandths, ten-millionths, millionths of a day): sums of
    these are the same in whichever order the rows come.
    """
    prices = products.select(
        "sku", "unit_cost", usual_price=pl.coalesce("unit_price", "unit_cost")
    ).unique("sku", keep="first", maintain_order=True)
    units = exact.to_scaled("demanded_qty")
    price = pl.coalesce("unit_price", "usual_price", pl.lit(0, MONEY))
    share = pl.when("is_closed").then(0.0).otherwise(pl.col("in_stock_share"))
    return (
        demand_daily.filter(pl.col("on") <= as_of, pl.col("stream").is_in(BASELINE))
        .join(prices.lazy(), on="sku", how="left")
        .select(
            "sku",
            "location_id",
            units=units,
            revenue=units.cast(pl.Int128) * exact.to_scaled(price, MONEY_SCALE),
            cost=units.cast(pl.Int128)
            * exact.to_scaled(pl.coalesce("unit_cost", pl.lit(0, MONEY)), MONEY_SCALE),
            is_priced=pl.col("unit_price").is_not_null(),
            seen=(share.fill_null(1.0) * MILLION).round().cast(pl.Int64),
            age=(pl.lit(as_of) - pl.col("on")).dt.total_days(),
        )
    )


def _measured(days: pl.LazyFrame, month_days: int) -> pl.LazyFrame:
    """Return the sums each class is read from.

    What items are ranked by (``ranked_…``) leaves out the ``month_days`` days of this
    month, where that leaves enough.
    """
    oldest = pl.col("age").max()
    start = pl.when(oldest >= month_days + SETTLED_DAYS).then(month_days).otherwise(0)
    ranked = pl.col("age").is_between(start, start + YEAR_DAYS, closed="left")
    year, recent = pl.col("age") < YEAR_DAYS, pl.col("age") < NEW_DAYS
    before = pl.col("age").is_between(NEW_DAYS, 2 * NEW_DAYS - 1)
    units, seen = pl.col("units"), pl.col("seen")
    is_demand = units > 0
    quarter = pl.col("age") < QUARTER_DAYS
    return days.group_by("sku", "location_id").agg(
        revenue=_total(pl.col("revenue"), year) / 10**7,
        ranked_revenue=_total(pl.col("revenue"), ranked) / 10**7,
        ranked_cost=_total(pl.col("cost"), ranked) / 10**7,
        ranked_demands=(ranked & is_demand).sum(),
        year_price=_mean_price(year),
        quarter_price=_mean_price(quarter),
        total=_total(units, year) / 1000,
        seen=_total(seen, year) / MILLION,
        demands=(year & is_demand).sum(),
        squares=_total(units.cast(pl.Int128) * units, year) / 10**6,
        age=pl.col("age").max(),
        last_age=pl.when(is_demand).then("age").min(),
        recent=_total(units, recent).cast(pl.Float64),
        recent_seen=_total(seen, recent),
        before=_total(units, before).cast(pl.Float64),
        before_seen=_total(seen, before),
    )


def _mean_price(holds: pl.Expr) -> pl.Expr:
    """Return the mean price paid over the rows that hold; null without any."""
    is_paid = holds & pl.col("is_priced")
    units = _total(pl.col("units"), is_paid)
    paid = _total(pl.col("revenue"), is_paid) / 10**MONEY_SCALE
    return pl.when(units > 0).then((paid / units).round(MONEY_SCALE))


def _total(value: pl.Expr, holds: pl.Expr) -> pl.Expr:
    """Return the sum over the rows that hold."""
    return pl.when(holds).then(value).otherwise(0).sum()


def _weeks(days: pl.LazyFrame) -> pl.DataFrame:
    """Return the coefficient of variation of weekly demand over whole weeks."""
    place = ["sku", "location_id"]
    weekly = (
        days.filter(pl.col("age") < YEAR_DAYS - 1)
        .group_by(*place, week=pl.col("age") // 7)
        .agg(pl.col("units").sum().cast(pl.Float64), pl.col("seen").sum())
        .filter(pl.col("seen") >= DAYS_OF_A_WEEK * MILLION)
        .collect(engine="streaming")
        .sort(*place, "week")
    )
    rate = pl.col("units") / pl.col("seen")
    return weekly.group_by(place, maintain_order=True).agg(
        weeks=pl.len(), variation=rate.std() / rate.mean()
    )


def _worth(company: Company) -> pl.Expr:
    """Return what the company ranks items by; a loss is worth nothing."""
    worth = {
        "revenue": pl.col("ranked_revenue"),
        "margin": pl.col("ranked_revenue") - pl.col("ranked_cost"),
        "hits": pl.col("ranked_demands").cast(pl.Float64),
    }
    return worth[company.abc_by].clip(0)


def _abc(worth: pl.Expr) -> pl.Expr:
    """Return the class by what the items that bring more have brought already."""
    order = pl.struct(-worth, "sku", "location_id")
    before = worth.cum_sum().over(pl.lit(1), order_by=order) - worth
    total = worth.sum()
    return (
        pl.when((before < A_SHARE * total) & (worth > 0))
        .then(pl.lit("A"))
        .when((before < B_SHARE * total) & (worth > 0))
        .then(pl.lit("B"))
        .otherwise(pl.lit("C"))
    )


def _xyz() -> pl.Expr:
    """Return the class by variation; too few weeks to tell is Z."""
    known = pl.when(pl.col("weeks") >= WHOLE_WEEKS).then("variation").fill_nan(None)
    return (
        pl.when(known <= X_VARIATION)
        .then(pl.lit("X"))
        .when(known <= Y_VARIATION)
        .then(pl.lit("Y"))
        .otherwise(pl.lit("Z"))
    )


def _pattern() -> pl.Expr:
    """Return the shape of demand."""
    interval = pl.col("seen") / pl.col("demands")
    mean = pl.col("total") / pl.col("demands")
    cv2 = (pl.col("squares") / pl.col("demands") - mean**2) / mean**2
    is_steady = cv2.fill_nan(0.0) < STEADY
    frequent = pl.when(is_steady).then(pl.lit("smooth")).otherwise(pl.lit("erratic"))
    rare = pl.when(is_steady).then(pl.lit("intermittent")).otherwise(pl.lit("lumpy"))
    return (
        pl.when(pl.col("demands") == 0)
        .then(pl.lit("none"))
        .when(interval < FREQUENT)
        .then(frequent)
        .otherwise(rare)
    )


def _lifecycle() -> pl.Expr:
    """Return the age: new in its first 90 days, dead after 180 without demand.

    Growing and fading: the last 90 days' rate beside that of the 90 before.
    """
    recent = pl.col("recent") / pl.col("recent_seen")
    before = pl.col("before") / pl.col("before_seen")
    return (
        pl.when(pl.col("age") < NEW_DAYS)
        .then(pl.lit("new"))
        .when(pl.col("last_age").fill_null(DEAD_DAYS) >= DEAD_DAYS)
        .then(pl.lit("dead"))
        .when(recent > GROWTH * before)
        .then(pl.lit("growing"))
        .when(recent * GROWTH < before)
        .then(pl.lit("fading"))
        .otherwise(pl.lit("mature"))
    )
