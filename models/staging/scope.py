"""The last day that is known, taken from the data and never from the clock."""

import datetime as dt
from collections.abc import Mapping

import polars as pl

from models import tables
from models.company import Company
from models.staging import versions
from models.staging.arrivals import end_of_day
from models.staging.known import Staged, documents, known
from models.staging.watermarks import MISDATED_DAYS, newest


def scope(
    staged: Staged, company: Company, given: dt.date | None = None
) -> pl.DataFrame:
    """Return the scope of a run.

    The day is the one ``given``; else the last complete business day of any channel, or
    of a later look at stock; else, where nothing tells of demand, the last day of any
    document.
    """
    as_of = given or last_day(staged, company)
    if as_of is None:
        message = "no row in any file has a date: nothing to plan from"
        raise ValueError(message)
    row = {
        "as_of": as_of,
        "cutoff_at": end_of_day(as_of, company.time_zone),
        "is_default": given is None,
        "currency": company.currency,
        "time_zone": company.time_zone,
    }
    columns = tables.TABLES["scope"].columns()
    schema = {name: columns[name].dtype for name in tables.column_names("scope")}
    return pl.DataFrame([row], schema=schema)


def last_day(staged: Staged, company: Company) -> dt.date | None:
    """Return the latest complete business day in the data.

    Where stock was looked at after the last order, that look is the newest that is
    known: the plan starts from it, and demand after the last order stays unknown.
    """
    complete_on = newest(staged, company).select(pl.col("complete_on").max()).item()
    if complete_on is None:
        return latest_on(documents(staged), company)
    day: dt.date = complete_on
    seen_on = latest_on({"stock_levels": known(staged, "stock_levels")}, company)
    is_newer = seen_on is not None and 0 < (seen_on - day).days <= MISDATED_DAYS
    return seen_on if is_newer else day


def latest_on(
    documents: Mapping[str, pl.LazyFrame], company: Company
) -> dt.date | None:
    """Return the last day on which any document says that something happened."""
    days = [
        rows.select(_day(table, column, company).max().alias("on"))
        for table, rows in documents.items()
        for column in versions.moments(table)
    ]
    never = pl.LazyFrame(schema={"on": pl.Date})
    found = pl.concat([never, *days]).select(pl.col("on").max()).collect()
    day: dt.date | None = found.item()
    return day


def _day(table: str, column: str, company: Company) -> pl.Expr:
    """Return the company's day of a date or an instant."""
    if tables.SOURCES[table].columns()[column].dtype == pl.Date:
        return pl.col(column)
    return pl.col(column).dt.convert_time_zone(company.time_zone).dt.date()
