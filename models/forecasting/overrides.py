"""Planners' own numbers: they stand in for the forecast on their days, beside it."""

import datetime as dt

import numba
import numpy as np
import numpy.typing as npt
import polars as pl

from models.standing import not_taken_back

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

PLACE = ["sku", "location_id"]
MOST = 1e9
"""Larger numbers are slips of the pen."""


def overrides(
    forecast_overrides: pl.DataFrame, decisions: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Return the overrides that reach beyond ``as_of``, in the order they apply.

    Those of files come first, then those decided (``override_forecast``, whose
    ``after`` holds starts_on, ends_on and qty or factor), each by first day.
    """
    from_files = forecast_overrides.filter(pl.col("gone_at").is_null()).select(
        *PLACE,
        "starts_on",
        "ends_on",
        pl.col("qty").cast(pl.Float64),
        "factor",
        order=pl.lit(-1, pl.Int64),
    )
    said = pl.concat([from_files, _decided(decisions)])
    return said.filter(
        pl.col("ends_on") > as_of,
        pl.col("ends_on") >= pl.col("starts_on"),
        pl.col("qty").is_null() != pl.col("factor").is_null(),
        pl.coalesce("qty", "factor").is_between(0, MOST),
    ).sort("order", *PLACE, "starts_on", "ends_on")


def overridden(
    daily: Floats, items: pl.DataFrame, said: pl.DataFrame, start: dt.date
) -> Floats:
    """Return expected units by day with the overrides in them; rows are ``items``.

    A quantity is of its whole span: what falls on the days ahead takes the shape of the
    forecast there, or is the same every day where none is expected. A factor multiplies
    what stands.
    """
    if said.is_empty():
        return daily
    placed = said.join(
        items.select(PLACE).with_row_index("row"), on=PLACE, maintain_order="left"
    ).with_columns(
        first=_day("starts_on", start).clip(0, daily.shape[1]),
        end=(_day("ends_on", start) + 1).clip(0, daily.shape[1]),
        length=_day("ends_on", start) - _day("starts_on", start) + 1,
    )
    ahead = (pl.col("end") - pl.col("first")) / pl.col("length")
    result = daily.copy()
    _override(
        result,
        placed["row"].to_numpy().astype(np.int64),
        placed["first"].to_numpy().astype(np.int64),
        placed["end"].to_numpy().astype(np.int64),
        placed.select(pl.col("qty") * ahead).to_series().fill_null(np.nan).to_numpy(),
        placed["factor"].fill_null(1.0).to_numpy(),
    )
    return result


def spans(said: pl.DataFrame) -> pl.DataFrame:
    """Return of each item-location when planners' numbers hold, and if any is units."""
    return said.group_by(PLACE).agg(
        said_from=pl.col("starts_on").min(),
        said_until=pl.col("ends_on").max(),
        says_units=pl.col("qty").is_not_null().any(),
    )


def _decided(decisions: pl.DataFrame) -> pl.DataFrame:
    """Return what planners decided, oldest first."""
    return (
        not_taken_back(decisions)
        .filter(pl.col("action") == "override_forecast")
        .sort("decided_at", "decision_id")
        .with_row_index("order")
        .select(
            *PLACE,
            _said("starts_on").str.to_date("%F", strict=False),
            _said("ends_on").str.to_date("%F", strict=False),
            _said("qty").cast(pl.Float64, strict=False),
            _said("factor").cast(pl.Float64, strict=False),
            pl.col("order").cast(pl.Int64),
        )
        .drop_nulls([*PLACE, "starts_on", "ends_on"])
    )


def _said(name: str) -> pl.Expr:
    """Return one field of a decision, as text."""
    return pl.col("after").str.json_path_match(f"$.{name}").alias(name)


def _day(name: str, start: dt.date) -> pl.Expr:
    """Return how many days after ``start`` a date is."""
    return (pl.col(name) - pl.lit(start)).dt.total_days()


@numba.njit(cache=True)
def _override(
    daily: Floats,
    rows: Whole,
    firsts: Whole,
    ends: Whole,
    units: Floats,
    factors: Floats,
) -> None:
    """Apply one override after the other."""
    for at in range(len(rows)):
        days = daily[rows[at], firsts[at] : ends[at]]
        total = days.sum()
        if np.isnan(units[at]):
            days *= factors[at]
        elif total > 0.0:
            days *= units[at] / total
        elif len(days):
            days[:] = units[at] / len(days)
