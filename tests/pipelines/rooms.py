"""Four small assets that stand for the rooms of the house."""

import datetime as dt
import sys
from functools import partial
from pathlib import Path
from typing import Any

import dagster as dg
import polars as pl

from assets.tables import table
from pipelines.definitions import build_definitions
from pipelines.publishing import Snapshot
from pipelines.run import run
from pipelines.workspace import Workspace, open_workspace
from tests.factories import frame

DAY = dt.date(2026, 3, 1)


@table()
def scope() -> pl.DataFrame:
    """The run itself."""
    return frame(
        "scope",
        {"as_of": DAY, "is_default": True, "currency": "DKK", "time_zone": "UTC"},
    )


def stock_levels_of(rows: int) -> dg.AssetsDefinition:
    """Make an asset of so many rows; above a thousand they are kept as files."""

    @table()
    def stock_levels() -> pl.LazyFrame:
        """As many rows as asked for."""
        one = frame("stock_levels", {"sku": "", "on_hand_qty": "1.5"}).lazy()
        skus = pl.LazyFrame({"sku": [f"a{number:06d}" for number in range(rows)]})
        return skus.join(one.drop("sku"), how="cross")

    return stock_levels


@table()
def watermarks(stock_levels: pl.LazyFrame, as_of: dt.date) -> pl.DataFrame:
    """Few rows, made from many."""
    rows = stock_levels.select(pl.len()).collect().item()
    return frame(
        "watermarks",
        {
            "channel": "shop",
            "first_on": as_of,
            "last_on": as_of,
            "complete_on": as_of,
            "held_days": rows,
        },
    )


@table()
def forecasts(watermarks: pl.DataFrame) -> pl.DataFrame:
    """A week of which every day will show as many units as there are rows."""
    units = float(watermarks["held_days"].item())
    days = (DAY + dt.timedelta(days=ahead) for ahead in range(1, 8))
    return frame(
        "forecasts",
        *({"sku": "a", "on": on, "baseline": units, "mean": units} for on in days),
    )


def rooms_of(rows: int) -> list[dg.AssetsDefinition]:
    """Return the four assets."""
    return [scope, stock_levels_of(rows), watermarks, forecasts]


def write_note(workspace: Workspace, snapshot: Snapshot, folder: Path) -> None:
    """Write one paper."""
    del workspace
    folder.mkdir(parents=True)
    (folder / "note.txt").write_text(f"{snapshot.as_of}\n")


def small_build(
    workspace: Workspace,
    *,
    rows: int = 2_000,
    **given: Any,  # as they are
) -> dg.Definitions:
    """Wire the four assets."""
    return build_definitions(
        workspace, rooms=rooms_of(rows), papers=write_note, **given
    )


def main(root: str, rows: str) -> None:
    """Run the four assets on the workspace at ``root``, saying when it begins."""
    workspace = open_workspace(Path(root))
    build = partial(small_build, rows=int(rows))
    print("begins", flush=True)  # noqa: T201  # the test that started us waits for it
    run(workspace, build=build)


if __name__ == "__main__":
    main(*sys.argv[1:])
