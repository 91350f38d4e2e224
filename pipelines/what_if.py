"""``backstock simulate --what-if``: the plan again, with something else assumed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
import polars as pl

from models.simulation import what_if
from models.simulation.what_if import Change
from pipelines.publishing import Snapshot, published
from pipelines.rehearsal import Stage, needed_for, rehearse
from pipelines.resources import Request
from pipelines.what_if_page import page
from pipelines.workspace import Workspace, write_atomically

WANTED = ("suggestions", "suggested_orders", "reorder_points", "supply_sources")
GIVEN = ("decisions", "policy_backtest")
"""Assets of the planning room that no plan is made from anew."""
COLUMNS = ("scope", "key", "parameter", "value")


class ChangeFault(ValueError):  # noqa: N818  # a fault has a name
    """The file of changes cannot be used; the message says why."""


@dataclass(frozen=True)
class Compared:
    """Both plans side by side, and where they were written."""

    totals: pl.DataFrame
    lines: pl.DataFrame
    page: Path
    figures: Path


def compare(workspace: Workspace, file: Path, folder: Path | None) -> Compared:
    """Plan again with the changes in ``file`` and write both plans side by side.

    The published plan stays as it is. Files go into ``folder``, by default that of
    reports, named after ``file``.
    """
    changes = read_changes(file)
    snapshot = published(workspace)
    after = replanned(workspace, snapshot, changes)
    before = {name: snapshot.read(name) for name in WANTED}
    totals = what_if.totals(before, after)
    lines = what_if.lines(before["suggestions"], after["suggestions"])
    target = folder or workspace.reports
    target.mkdir(parents=True, exist_ok=True)
    written = target / f"what_if_{file.stem}.html"
    figures = written.with_suffix(".csv")
    company = workspace.settings.as_company
    write_atomically(written, page(totals, lines, changes, company, snapshot.as_of))
    lines.write_csv(figures)
    return Compared(totals, lines, written, figures)


def replanned(
    workspace: Workspace, snapshot: Snapshot, changes: list[Change]
) -> Mapping[str, pl.DataFrame]:
    """Return the tables of the plan as they would be with ``changes``.

    What is supplied and planned is made anew, with the sums of demand it rests on; all
    else is as published.
    """
    items = (
        snapshot.read("supply_sources")
        .select("sku", "location_id", "supplier_id")
        .join(
            snapshot.read("item_classes").select("sku", "location_id", "abc"),
            on=["sku", "location_id"],
            how="left",
        )
        .join(snapshot.read("products").select("sku", "category"), on="sku", how="left")
    )
    basis = snapshot.read("forecast_basis")
    decisions, as_of = snapshot.read("decisions"), snapshot.as_of
    stage = Stage(
        before=snapshot.scan,
        made={
            "decisions": what_if.decided(decisions, changes, as_of),
            "forecast_basis": what_if.with_demand(basis, items, changes),
            "suppliers": what_if.with_minimums(snapshot.read("suppliers"), changes),
        },
    )
    rehearse(workspace, _selected(), stage, Request(as_of), {})
    return {name: stage.made[name] for name in WANTED}


def _selected() -> dg.AssetSelection:
    """Select what a plan is made of, from lead times and sums of demand on."""
    made = dg.AssetSelection.groups("supply", "planning") - dg.AssetSelection.assets(
        *GIVEN
    )
    sums = dg.AssetSelection.assets("lead_time_demand", "forecasts")
    leading = (made | sums) & needed_for(WANTED)
    return leading.required_multi_asset_neighbors()


def read_changes(file: Path) -> list[Change]:
    """Return the changes in a TOML file (``[[change]]``) or a CSV file.

    A fault names the change and what is allowed.
    """
    rows = _toml_rows(file) if file.suffix.lower() == ".toml" else _csv_rows(file)
    changes = [
        Change(*(str(row.get(name) or "").strip() for name in COLUMNS)) for row in rows
    ]
    faults = [
        f"{file}, change {number}: {one.fault}"
        for number, one in enumerate(changes, 1)
        if one.fault
    ]
    if faults or not changes:
        raise ChangeFault("\n".join(faults) or f"{file}: it changes nothing")
    return changes


def _toml_rows(file: Path) -> list[dict[str, Any]]:
    """Return the tables ``[[change]]`` of a TOML file."""
    try:
        rows = tomllib.loads(file.read_text("utf-8")).get("change", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        message = f"{file}: {fault}"
        raise ChangeFault(message) from fault
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        message = f"{file}: write each change as a table [[change]]"
        raise ChangeFault(message)
    return rows


def _csv_rows(file: Path) -> list[dict[str, Any]]:
    """Return the rows of a CSV file with the columns of a change."""
    try:
        rows = pl.read_csv(file, infer_schema=False)
    except (pl.exceptions.PolarsError, UnicodeDecodeError) as fault:
        message = f"{file}: {fault}"
        raise ChangeFault(message) from fault
    if missing := [name for name in COLUMNS if name not in rows.columns]:
        message = f"{file}: the column {', '.join(missing)} is missing"
        raise ChangeFault(message)
    return rows.to_dicts()
