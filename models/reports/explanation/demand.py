"""From sales to a forecast: what was wanted, what was missed, what is expected."""

import datetime as dt

import polars as pl

from models.reports.explanation.facts import Line, Section, Subject, signed
from models.reports.report_table import in_language

WEEKS = 8
WEEK = 7
LEAST_SHOWN = 0.05
"""A difference below it is not seen in a number of one decimal."""


def demand(subject: Subject) -> Section:
    """Show eight weeks of demand, their sum, and the days with too little.

    Wanted = sold + asked for in vain + the estimate of what was not asked for.
    """
    since = subject.as_of - dt.timedelta(days=WEEKS * WEEK - 1)
    known = subject.rows("demand_daily")
    recent = known.filter(pl.col("on") >= since)
    week = (pl.col("on") - pl.lit(since)).dt.total_days() // WEEK
    weeks = (
        recent.group_by(week.alias("week"))
        .agg(*_sums(), pl.col("on").min())
        .sort("week")
    )
    lines = [
        Line(
            subject.say("week", day=subject.day(row["on"])),
            subject.qty(row["wanted"]),
            _missed(subject, row["short_days"], row["lost_qty"]),
        )
        for row in weeks.iter_rows(named=True)
    ]
    total = weeks["wanted"].sum() if weeks.height else 0
    lines.append(Line(subject.say("weeks"), f"= {subject.qty(total)}"))
    whole = known.select(*_sums()).row(0, named=True)
    if whole["short_days"]:
        lines.append(
            Line(
                subject.say("short_days"),
                subject.number(whole["short_days"], 0),
                subject.say("filled", qty=subject.qty(whole["lost_qty"])),
            )
        )
    return Section(subject.say("demand"), lines)


def _sums() -> list[pl.Expr]:
    """Return what was wanted, the estimate in it, and the days with too little."""
    short = pl.col("in_stock_share") < 1
    return [
        (pl.col("demanded_qty") + pl.col("lost_qty")).sum().alias("wanted"),
        pl.col("lost_qty").sum(),
        pl.col("on").filter(short).n_unique().alias("short_days"),
    ]


def _missed(subject: Subject, days: int, lost: object) -> str:
    """Say on how many days of a week there was too little, and what was filled in."""
    if not days:
        return ""
    return subject.say("missed", days=days, qty=subject.qty(lost))


def forecast(subject: Subject) -> Section:
    """Show the forecast of each place, their sum, and demand over the interval."""
    lines = []
    basis = subject.rows("forecast_basis").filter(pl.col("basis") != "none")
    rows = basis.with_columns(in_language(subject.language)).sort("location_id")
    for row in rows.iter_rows(named=True):
        lines += [
            Line(
                subject.say("rate_at", place=row["location_id"]),
                subject.number(row["daily_mean"], 3),
                f"{subject.source(row['basis'])}: {subject.source(row['method'])}",
            ),
            Line(f"  {row['reason']}"),
        ]
    levels = subject.row("reorder_points")
    lines.append(
        Line(subject.say("rate"), f"= {subject.number(levels['daily_mean_qty'], 3)}")
    )
    return Section(subject.say("forecast"), [*lines, *_interval(subject)])


def _interval(subject: Subject) -> list[Line]:
    """Return what is expected over the days to cover: here, elsewhere, in all."""
    levels = subject.row("reorder_points")
    sums = subject.tables["lead_time_demand"].filter(
        (pl.col("location_id") == subject.here) & (pl.col("days") == 0)
    )
    own = next(sums.iter_rows(named=True), None)
    if own is None:
        return []
    likely = subject.say(
        "quantiles",
        half=subject.number(own["q0.5"]),
        most=subject.number(own["q0.95"]),
    )
    days = subject.say("own_sum", days=levels["protection_days"])
    total = float(levels["expected_demand_qty"])
    rest = total - own["mean"]
    lines = [Line(days, subject.number(own["mean"]), likely)]
    if abs(rest) >= LEAST_SHOWN:
        lines.append(Line(subject.say("served_sum"), signed(subject.number(rest))))
    lines.append(Line(subject.say("all_sum"), f"= {subject.number(total)}"))
    return lines
