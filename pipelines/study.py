"""The study of one item at one place, read from the published plan and written."""

import datetime as dt
from pathlib import Path

import polars as pl

from models.reports.study import rivals
from models.reports.study.days import WEEK, days_of, marked, step_days
from pipelines import study_page
from pipelines.known_items import refuse_unknown
from pipelines.past_forecasts import past_forecasts
from pipelines.publishing import Snapshot
from pipelines.safe_names import safe_name
from pipelines.study_subject import Subject
from pipelines.workspace import Workspace, write_atomically

FORECAST = {"on": pl.Date, "mean": pl.Float64}


def write_study(
    workspace: Workspace, snapshot: Snapshot, sku: str, location_id: str
) -> Path:
    """Write the study into the folder of reports and return its file."""
    company = workspace.settings.as_company
    page = study_page.page(subject(snapshot, sku, location_id), company)
    names = (safe_name(sku, "item"), safe_name(location_id, "place"))
    file = workspace.reports / f"study_{'_'.join(names)}.html"
    workspace.reports.mkdir(exist_ok=True)
    write_atomically(file, page)
    return file


def subject(snapshot: Snapshot, sku: str, location_id: str) -> Subject:
    """Return what the published plan knows of an item at a place."""
    refuse_unknown(snapshot, sku, location_id)
    here = (pl.col("sku") == sku, pl.col("location_id") == location_id)
    days = marked(
        days_of(snapshot.scan("demand_daily"), sku, location_id, snapshot.as_of)
    )
    coming = snapshot.scan("forecasts").filter(*here).sort("on").collect()
    item_class = _first(snapshot.read("item_classes").filter(*here))
    titles = snapshot.read("products").filter(pl.col("sku") == sku)["title"]
    return Subject(
        sku=sku,
        location_id=location_id,
        title=next(iter(titles.drop_nulls()), sku),
        as_of=snapshot.as_of,
        days=days,
        step_days=step_days(days),
        item_class=item_class,
        basis=_first(snapshot.read("forecast_basis").filter(*here)),
        coming=coming.drop("sku", "location_id"),
        past=_past(snapshot, sku, location_id, days),
    )


def _past(
    snapshot: Snapshot, sku: str, location_id: str, days: pl.DataFrame
) -> pl.DataFrame:
    """Return what we would have said of each of the last 28 days, a week ahead."""
    if days.height <= rivals.JUDGED_DAYS:
        return pl.DataFrame(schema=FORECAST)
    last: dt.date = days["on"].to_list()[-1]
    return pl.concat(
        past_forecasts(snapshot, sku, location_id, origin).head(WEEK)
        for origin in rivals.origins(last)
    )


def _first(rows: pl.DataFrame) -> dict[str, object]:
    """Return the first row, empty where there is none."""
    return next(rows.iter_rows(named=True), {})
