"""Forecasts from nothing but sales: no workspace, one function over frames."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from models.distributions import quantiles_at
from models.forecasting.basis import based, rows_of
from models.forecasting.boost import AHEAD, boosted
from models.forecasting.circumstances import circumstances
from models.forecasting.effects import uplifts_of
from models.forecasting.fit import Fit, fitted
from models.forecasting.forecasts import variance_of
from models.forecasting.future import Floats, Whole, baseline_days
from models.forecasting.lead_time_demand import (
    PROTECTION,
    SPANS,
    USUAL_PROTECTION_DAYS,
    sum_scores,
)
from models.forecasting.marks import marks_of
from models.forecasting.panel import STEP_DAYS, Dates, Panel, dates
from models.forecasting.profile import profiles_of
from models.forecasting.sales_panel import sales_panel
from models.forecasting.uplifts import uplifted, uplifts
from models.tables.columns import QUANTILES

KEY = ("sku", "location_id")
EMPTY_DAYS = 3.0


@dataclass(frozen=True)
class Asked:
    """What is asked for: days ahead, days an order must cover, and levels.

    With ``boost`` boosted trees correct the smoother where past forecasts say that it
    helps; the same ``seed`` gives the same numbers.
    """

    horizon: int = 28
    lead_time_days: int | None = None
    review_days: int = 1
    levels: Sequence[float] = QUANTILES
    boost: bool = False
    seed: int = 0

    @property
    def protection_days(self) -> int:
        """Return the days that an order placed now must cover."""
        if self.lead_time_days is None:
            return USUAL_PROTECTION_DAYS
        return max(self.lead_time_days + self.review_days, 1)

    @property
    def spans(self) -> Whole:
        """Return the numbers of days that are summed, the protection interval first."""
        others = {*SPANS.tolist(), self.horizon, self.protection_days}
        return np.array([self.protection_days, *sorted(others)])


@dataclass(frozen=True)
class Said:
    """What is expected: of each day, of sums of days, and on what it rests."""

    forecasts: pl.DataFrame
    lead_time_demand: pl.DataFrame
    basis: pl.DataFrame


def forecast_sales(sales: pl.LazyFrame, as_of: dt.date, asked: Asked) -> Said:
    """Return what items are expected to sell after ``as_of``, and how sure that is.

    ``sales`` is as in ``sales_panel``; nothing that was sold after ``as_of`` is looked
    at. Rows after it without a quantity are plans: their events, and with the boost
    their prices, count. Daily ``forecasts`` have ``sku``, ``location_id``, ``on``,
    ``mean`` and a column for each level, as ``q0.5``; ``lead_time_demand`` has the same
    of sums over the ``days`` after ``made_on``, with ``sd``; days = 0 is lead time and
    review together. Of weekly or monthly sales a forecast is of the week or month that
    begins on its date.
    """
    seen = sales_panel(sales, as_of)
    lifts = uplifts_of(seen)
    known = uplifted(seen, lifts)
    profiles = profiles_of(known)
    step_days = STEP_DAYS[known.step]
    steps = max(int(np.ceil(max(*asked.spans, asked.horizon) / step_days)), 1)
    fit, correction = fitted(known, profiles), np.ones((1, 1), np.float32)
    is_plan = (pl.col("on") > as_of) & pl.col("sold_qty").is_null()
    if asked.boost and known.step == "1d":
        plans = sales.filter(is_plan | (pl.col("on") <= as_of))
        around = circumstances(plans, known, max(steps, AHEAD))
        made = boosted(known, fit, profiles, around, steps, asked.seed)
        fit, correction = made.fit, made.correction
    basis = _basis(known, fit)
    ahead = _Ahead(basis, fit, asked, step_days)
    start = dates(known.first_on, known.days + 1, known.step)[-1].item()
    mean = baseline_days(basis, profiles, start, steps, known.step) * correction
    if not asked.boost:  # it knows events by itself
        mean *= _planned(sales.filter(is_plan), basis, lifts, (start, steps))
    return Said(
        forecasts=_daily(ahead, mean, dates(start, steps, known.step)),
        lead_time_demand=_sums(ahead, mean, as_of),
        basis=basis,
    )


def _planned(
    plans: pl.LazyFrame,
    basis: pl.DataFrame,
    lifts: pl.DataFrame,
    span: tuple[dt.date, int],
) -> Floats:
    """Return the uplifts of planned events: rows by days from the first of ``span``."""
    start, days = span
    result = np.ones((basis.height, days))
    if "event" not in plans.collect_schema().names() or lifts.is_empty():
        return result
    rows = basis.lazy().select(KEY).with_row_index("row")
    cells = (
        plans.filter(pl.col("event").is_not_null() & (pl.col("event") != ""))
        .select(
            *(pl.col(name).cast(pl.String) for name in (*KEY, "event")),
            day=(pl.col("on").cast(pl.Date) - start).dt.total_days(),
            discount_rate=pl.lit(None, pl.Float64),
        )
        .filter(pl.col("day").is_between(0, days - 1))
        .join(rows, on=KEY)
        .collect()
    )
    marks = marks_of(cells)
    by_category = basis["category"].gather(marks.row)
    result[marks.row, marks.day] = uplifts(marks, by_category, lifts)
    return result


@dataclass(frozen=True)
class _Ahead:
    """What forecasts of days and of sums are both made from."""

    basis: pl.DataFrame
    fit: Fit
    asked: Asked
    step_days: float

    @property
    def is_whole(self) -> Floats:
        """Tell of which rows demand is in whole units."""
        return self.basis["is_whole"].to_numpy()[:, None]

    @property
    def names(self) -> list[str]:
        """Return the columns of quantiles."""
        return [f"q{level:g}" for level in self.asked.levels]


def _basis(known: Panel, fit: Fit) -> pl.DataFrame:
    """Return on what each forecast rests; what little is known is better than nothing.

    Where neither own history nor others are enough, own units count beside three days
    without any: a series begins with a sale, which says too much of its rate.
    """
    nobody = pl.lit(None, pl.String)
    items = (
        known.series.select("sku", "category")
        .unique("sku")
        .with_columns(
            similar_sku=nobody,
            successor_sku=nobody,
            gone_at=pl.lit(None, pl.Date),
            launched_on=pl.lit(None, pl.Date),
        )
    )
    rows = rows_of(known, fit)
    basis = based(rows, fit.spread, items)
    little = rows.select(
        *KEY, little=pl.col("units") / (pl.col("exposure") + EMPTY_DAYS)
    )
    is_none = pl.col("basis") == "none"
    return (
        known.series.select(KEY)
        .join(basis, on=KEY, how="left", maintain_order="left")
        .join(little, on=KEY, how="left", maintain_order="left")
        .with_columns(
            daily_mean=pl.when(is_none).then("little").otherwise("daily_mean"),
            method=pl.when(is_none).then(pl.lit("few_days")).otherwise("method"),
        )
        .drop("little")
    )


def _daily(ahead: _Ahead, mean: Floats, on: Dates) -> pl.DataFrame:
    """Return the forecast of each day, or step, up to the horizon."""
    steps = max(int(np.ceil(ahead.asked.horizon / ahead.step_days)), 1)
    basis, scores = (
        ahead.basis,
        ahead.fit.spread.calibration.at(ahead.asked.levels, np.array([1])),
    )
    said = np.ascontiguousarray(mean[:, :steps])
    levels = quantiles_at(
        *(said, variance_of(basis, said, np.arange(1, steps + 1)), scores[:, 0]),
        basis["volume_class"].to_numpy()[:, None],
        is_whole=ahead.is_whole,
    )
    row = np.repeat(np.arange(len(said), dtype=np.uint32), steps)
    return basis.select(KEY)[row].with_columns(
        pl.Series("on", np.tile(on[:steps], len(said))),
        pl.Series("mean", said.ravel()),
        *(pl.Series(name, levels[:, at]) for at, name in enumerate(ahead.names)),
    )


def _sums(ahead: _Ahead, mean: Floats, as_of: dt.date) -> pl.DataFrame:
    """Return the distribution of the sums over the days after ``as_of``."""
    spans, basis = ahead.asked.spans, ahead.basis
    steps = spans / ahead.step_days
    running = np.pad(np.cumsum(mean, axis=1), ((0, 0), (1, 0)))
    whole = np.floor(steps).astype(int)
    part = steps - whole
    following = np.minimum(whole + 1, mean.shape[1])
    total = running[:, whole] * (1 - part) + running[:, following] * part
    variance = variance_of(basis, total, steps)
    lengths = np.maximum(np.round(steps), 1).astype(np.int64)
    scores, rule = sum_scores(
        *(ahead.fit.spread.calibration, basis),
        *(np.tile(lengths, (basis.height, 1)), ahead.asked.levels),
    )
    levels = quantiles_at(total, variance, scores, rule, is_whole=ahead.is_whole)
    row = np.repeat(np.arange(basis.height, dtype=np.uint32), len(spans))
    days = np.array([PROTECTION, *spans[1:]])
    return basis.select(KEY)[row].with_columns(
        pl.lit(as_of).alias("made_on"),
        pl.Series("days", np.tile(days, basis.height)),
        pl.Series("mean", total.ravel()),
        pl.Series("sd", np.sqrt(variance).ravel()),
        *(pl.Series(name, levels[:, at]) for at, name in enumerate(ahead.names)),
    )
