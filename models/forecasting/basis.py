"""On what each forecast rests: own history, the class, or nothing."""

import datetime as dt
from collections.abc import Mapping

import numpy as np
import polars as pl

from models import tables
from models.forecasting import blend, smoother
from models.forecasting.borrowing import borrowed, donors
from models.forecasting.fit import WEEKDAYS, Fit, fitted
from models.forecasting.overrides import overrides, spans
from models.forecasting.panel import Panel, Step, categories, panel
from models.forecasting.spread import Spread
from models.forecasting.uplifts import uplifted

ENOUGH_STEPS: Mapping[Step, int] = {"1d": 28, "1w": 8, "1mo": 6}
FEW_STEPS: Mapping[Step, int] = {"1d": 14, "1w": 4, "1mo": 3}
FEW_SALES = 3
"""Own history is enough: 28 days with known demand, or 14 with demand on three."""
LATE_DAYS = 56
"""An item that begins so long after its place is one that was added."""
LARGEST_LEVEL = 1e7
LAUNCH_DAYS = 91
PLACE = ["sku", "location_id"]
SPAN = ("said_from", "said_until")
COUNTS = ("demand_days", "sold_days", "masked_days")


def learned(
    demand_daily: pl.LazyFrame,
    exceptional_sales: pl.DataFrame,
    demand_uplifts: pl.DataFrame,
    demand_profiles: pl.DataFrame,
    products: pl.DataFrame,
    forecast_overrides: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the tables ``forecast_basis`` and ``forecast_calibration``.

    The first has level, noise and error of each item-location, and what they rest on.
    Own history is enough with 28 days on which demand could be seen, or 14 days of
    which three had demand. With less, an item leans on the item it is said to resemble
    or to succeed, else on the items of its category at its place, as far as these have
    been a guide (``borrowing``). With neither there is no number but a planner's own.
    Levels are never a planner's: overrides count day by day, beside them.
    """
    known = panel(demand_daily, exceptional_sales, products, as_of)
    fit = fitted(uplifted(known, demand_uplifts), demand_profiles)
    seen = rows_of(known, fit)
    known_rows = pl.concat([seen, launches(seen, products, as_of)])
    said = spans(overrides(forecast_overrides, decisions, as_of))
    rows = pl.concat([known_rows, _said_only(known_rows, said, products)])
    basis = with_overrides(based(rows, fit.spread, products), said)
    return basis, fit.spread.calibration.table()


def forecast_basis(
    demand_daily: pl.LazyFrame,
    exceptional_sales: pl.DataFrame,
    demand_uplifts: pl.DataFrame,
    demand_profiles: pl.DataFrame,
    products: pl.DataFrame,
    forecast_overrides: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return the first of the two tables of ``learned``."""
    basis, _ = learned(
        *(demand_daily, exceptional_sales, demand_uplifts, demand_profiles, products),
        *(forecast_overrides, decisions, as_of),
    )
    return basis


def based(rows: pl.DataFrame, learned: Spread, products: pl.DataFrame) -> pl.DataFrame:
    """Turn the rows of a fit into the table ``forecast_basis``."""
    known = borrowed(rows, products).with_columns(_basis())
    is_own = pl.col("basis") == "own_history"
    levelled = known.with_columns(
        daily_mean=_level(),
        daily_trend=pl.when(is_own).then("daily_trend").otherwise(0.0),
    )
    classes = blend.volume_classes(levelled["daily_mean"].to_numpy())
    return (
        levelled.with_columns(
            pl.Series("volume_class", classes),
            class_error=pl.Series(learned.level_error[classes]) * pl.col("own_error"),
            level_drift=pl.Series(learned.level_drift[classes]) * pl.col("own_error"),
        )
        .with_columns(level_error=_error(), method=_method(), **_reasons())
        .join(_lives(products), on="sku", how="left")
        .select(tables.column_names("forecast_basis"))
        .sort("sku", "location_id")
    )


def rows_of(known: Panel, fit: Fit) -> pl.DataFrame:
    """Return the fit as a frame, with whether own history is enough."""
    first = np.searchsorted(known.dates, known.series["first_on"].to_numpy())
    enough = (pl.col("demand_days") >= ENOUGH_STEPS[known.step]) | (
        (pl.col("demand_days") >= FEW_STEPS[known.step])
        & (pl.col("sold_days") >= FEW_SALES)
    )
    began = pl.col("first_on") - pl.col("first_on").min().over("location_id")
    return known.series.select(
        "sku",
        "location_id",
        "category",
        pl.Series("is_whole", known.is_whole),
        pl.Series("level", fit.level),
        pl.Series("daily_trend", fit.trend),
        *(pl.Series(name, fit.weekdays[:, at]) for at, name in enumerate(WEEKDAYS)),
        pl.Series("dispersion", fit.dispersion),
        pl.Series("own_error", fit.spread.own_error),
        pl.Series("units", fit.units),
        pl.Series("exposure", fit.exposure),
        pl.Series("candidate", smoother.METHODS[fit.best]),
        pl.Series("demand_days", fit.demand_days),
        pl.Series("sold_days", fit.sold_days),
        pl.Series("masked_days", known.days - first - fit.demand_days),
        (began.dt.total_days() >= LATE_DAYS).alias("is_late"),
    ).with_columns(is_enough=enough)


def launches(
    rows: pl.DataFrame, products: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Return items launched by now or soon that no record shows yet.

    They are expected wherever the item they resemble or succeed has sold.
    """
    soon = as_of + dt.timedelta(days=LAUNCH_DAYS)
    announced = products.filter(
        pl.col("gone_at").is_null(), pl.col("launched_on") <= soon
    ).select("sku", "category")
    places = rows.filter("is_enough").select(
        "location_id", "is_whole", "dispersion", donor="sku"
    )
    return (
        announced.join(donors(products), on="sku")
        .join(places, on="donor")
        .join(rows, on=["sku", "location_id"], how="anti")
        .with_columns(
            *_unseen(rows),
        )
        .select(rows.columns)
    )


def with_overrides(basis: pl.DataFrame, said: pl.DataFrame) -> pl.DataFrame:
    """Say on whose number a forecast rests, where a planner gave one."""
    is_said = pl.col("said_from").is_not_null()
    alone = is_said & pl.col("says_units") & (pl.col("basis") == "none")
    told = (
        pl.format("{} A planner's number counts {} to {}.", "reason", *SPAN),
        pl.format("{} En planlæggers tal gælder {} til {}.", "reason_da", *SPAN),
    )
    return (
        basis.join(said, on=PLACE, how="left", maintain_order="left")
        .with_columns(pl.col(SPAN).dt.to_string("%F"))
        .with_columns(
            pl.when(alone).then(pl.lit("planner")).otherwise("basis").alias("basis"),
            pl.when(alone).then(pl.lit("planner")).otherwise("method").alias("method"),
            *(
                pl.when(is_said).then(sentence).otherwise(name).alias(name)
                for name, sentence in zip(("reason", "reason_da"), told, strict=True)
            ),
        )
        .select(tables.column_names("forecast_basis"))
    )


def _said_only(
    rows: pl.DataFrame, said: pl.DataFrame, products: pl.DataFrame
) -> pl.DataFrame:
    """Return items of which nothing is known but a planner's units."""
    usual = rows["dispersion"].median()
    return (
        said.filter("says_units")
        .join(rows, on=PLACE, how="anti")
        .join(categories(products), on="sku")
        .with_columns(
            *_unseen(rows),
            is_whole=pl.lit(value=True),
            dispersion=pl.lit(usual, pl.Float64).fill_null(1.0),
        )
        .select(rows.columns)
        .sort(PLACE)
    )


def _unseen(rows: pl.DataFrame) -> list[pl.Expr]:
    """Return the columns of an item that no record shows."""
    return [
        pl.col("category").fill_null(""),
        *(
            pl.lit(0, rows.schema[name]).alias(name)
            for name in ("level", "daily_trend", "units", "exposure", *COUNTS)
        ),
        *(pl.lit(1.0).alias(name) for name in (*WEEKDAYS, "own_error")),
        pl.lit("").alias("candidate"),
        pl.lit(value=True).alias("is_late"),
        pl.lit(value=False).alias("is_enough"),
    ]


def _lives(products: pl.DataFrame) -> pl.DataFrame:
    """Return from when and until when each item sells.

    An item whose successor is launched after it sells until the day before.
    """
    standing = products.filter(pl.col("gone_at").is_null())
    launched = standing.select(successor_sku="sku", next_from="launched_on")
    replaced = pl.col("next_from") > pl.col("launched_on").fill_null(pl.date(1, 1, 1))
    return (
        standing.unique("sku", keep="first", maintain_order=True)
        .join(launched, on="successor_sku", how="left")
        .select(
            "sku",
            pl.col("launched_on").alias("sells_from"),
            pl.when(replaced)
            .then(pl.col("next_from") - pl.duration(days=1))
            .alias("sells_until"),
        )
        .unique("sku", keep="first", maintain_order=True)
    )


def _basis() -> pl.Expr:
    """Return what the forecast rests on."""
    return (
        pl.when("is_enough")
        .then(pl.lit("own_history"))
        .when(pl.col("borrowed_level").is_not_null())
        .then(pl.lit("class"))
        .otherwise(pl.lit("none"))
        .alias("basis")
    )


def _level() -> pl.Expr:
    """Return the level: smoothed, borrowed, or nothing."""
    return (
        pl.when(pl.col("basis") == "own_history")
        .then("level")
        .otherwise(pl.col("borrowed_level").fill_null(0.0))
        .clip(0.0, LARGEST_LEVEL)
    )


def _error() -> pl.Expr:
    """Return the level's relative error; what is borrowed is less sure."""
    total = (pl.col("class_error") ** 2 + pl.col("borrowed_error")).sqrt()
    is_borrowed = pl.col("basis") == "class"
    return pl.when(is_borrowed).then(total).otherwise("class_error")


def _method() -> pl.Expr:
    """Return the name of the method."""
    return (
        pl.when(pl.col("basis") == "own_history")
        .then("candidate")
        .when(pl.col("basis") == "none")
        .then(pl.lit("none"))
        .when(pl.col("donor_level").is_not_null())
        .then(pl.lit("similar_item"))
        .otherwise(pl.lit("category_mean"))
    )


def _reasons() -> dict[str, pl.Expr]:
    """Return in words, English and Danish, what the forecast rests on."""
    own = pl.format("{} days of demand, {} with sales; {} days left out", *COUNTS)
    own_da = pl.format("{} dage med kendt salg, {} med salg; {} udeladt", *COUNTS)
    return {
        "reason": _chosen(
            own + ".",
            pl.format("Only {}; leans on {}.", own, "donor"),
            pl.format("Only {}; leans on category {}.", own, "category"),
            pl.format("Only {} and nothing like it: no number.", own),
        ),
        "reason_da": _chosen(
            own_da + ".",
            pl.format("Kun {}; læner sig op ad {}.", own_da, "donor"),
            pl.format("Kun {}; læner sig op ad kategori {}.", own_da, "category"),
            pl.format("Kun {} og intet der ligner: intet tal.", own_da),
        ),
    }


def _chosen(own: pl.Expr, donor: pl.Expr, peers: pl.Expr, none: pl.Expr) -> pl.Expr:
    """Return the sentence that fits the basis."""
    return (
        pl.when(pl.col("basis") == "own_history")
        .then(own)
        .when(pl.col("basis") == "none")
        .then(none)
        .when(pl.col("donor_level").is_not_null())
        .then(donor)
        .otherwise(peers)
    )
