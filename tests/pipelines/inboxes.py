"""A planned shop into whose inbox anything may be dropped, and what a run says."""

import datetime as dt
import io
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import dagster as dg
import polars as pl
import pytest
import xlsxwriter
from click.testing import CliRunner, Result

import pipelines.run
from assets import staging
from assets.ports import SourceStore
from assets.tables import table
from models.staging import assumptions as told
from pipelines.cli import main
from pipelines.definitions import build_definitions
from pipelines.publishing import Snapshot, published
from pipelines.workspace import Workspace

DAYS = 30
FIRST = dt.date(2026, 1, 1)
NEW = "order_lines/new.csv"
HEADER = "order_id,line_no,placed_at,sku,ordered_qty,unit_price\n"
GOOD = "".join(
    f"n{n},1,2026-01-{1 + n % 28:02},a,{1 + n % 4},12.50\n" for n in range(99)
)
NEXT_LINE = 101
"""The line behind the header and the good rows."""


@table(deps=["source_files"])
def assumptions(source_store: SourceStore) -> pl.DataFrame:
    """Which files were left alone."""
    return told.files_left_alone(source_store.unread())


ROOMS: list[dg.AssetsDefinition] = [
    staging.source_files,
    staging.rejects,
    staging.scope,
    assumptions,
]
"""The assets between the inbox and all others."""


def no_papers(workspace: Workspace, snapshot: Snapshot, folder: Path) -> None:
    """Write none."""
    del workspace, snapshot
    folder.mkdir(parents=True)


READING_ONLY = partial(build_definitions, rooms=ROOMS, papers=no_papers)


def called(*arguments: object) -> Result:
    """Call the command as a user does."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def workbook(*sheets: list[list[Any]], merged: str = "", formula: str = "") -> bytes:
    """Return a workbook with some sheets, a merged range, a formula never computed."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        for number, rows in enumerate(sheets):
            sheet = book.add_worksheet(f"Sheet{number}")
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
        if merged:
            sheet.merge_range(merged, "Order")
        if formula:
            sheet.write_formula(formula, "=1+1", value="")
    return held.getvalue()


@dataclass(frozen=True)
class Shop:
    """A workspace, and the plan that it had before anything bad came."""

    workspace: Workspace

    @classmethod
    def empty(cls, root: Path) -> "Shop":
        """Make a shop without any file."""
        assert called("init", root).exit_code == 0
        return cls(Workspace(root))

    @classmethod
    def planned(cls, root: Path) -> "Shop":
        """Make a shop with a good plan."""
        shop = cls.empty(root)
        orders = [
            f"o{day},1,{FIRST + dt.timedelta(day)},{sku},{1 + day % 3},12.50\n"
            for day in range(DAYS)
            for sku in "ab"[day % 2]
        ]
        shop.drop("order_lines.csv", HEADER + "".join(orders))
        shop.drop("stock_levels.csv", "sku,counted_at,on_hand_qty\na,2026-01-30,5\n")
        shop.drop("supplier_items.csv", "supplier_id,sku,unit_cost\nacme,a,4.2\n")
        assert shop.run().exit_code == 0
        return shop

    def copied(self, root: Path) -> "Shop":
        """Return the same shop at another place."""
        shutil.copytree(self.workspace.root, root, symlinks=True)
        return Shop(Workspace(root))

    def drop(self, name: str, content: str | bytes) -> Path:
        """Put a file into the inbox."""
        path = self.workspace.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def set(self, settings: str) -> None:
        """Replace the settings."""
        self.workspace.settings_file.write_text(settings, encoding="utf-8")

    def run(self, *options: str) -> Result:
        """Run the part of the plan that reads."""
        with pytest.MonkeyPatch.context() as patch:
            build = partial(pipelines.run.run, build=READING_ONLY)
            patch.setattr("pipelines.run.run", build)
            return called("run", self.workspace.root, *options)

    @property
    def plan(self) -> Snapshot:
        """What is published."""
        return published(self.workspace)

    def content(self) -> dict[str, bytes]:
        """Return every byte that readers see."""
        return {
            str(path.relative_to(self.workspace.root)): path.read_bytes()
            for path in sorted(self.workspace.published.rglob("*"))
            if path.is_file()
        }

    def refuses(self, code: int = 2, *options: str) -> list[str]:
        """Run, and return the lines it ends with; what was published must stand."""
        before = self.content()
        ended = self.run(*options)
        assert ended.exit_code == code, ended.output
        assert self.content() == before
        assert {name: self.plan.read(name).height for name in self.plan.tables}
        assert "Traceback" not in ended.output
        lines = ended.output.strip().splitlines()
        assert lines[0].startswith("backstock: ")
        return [lines[0].removeprefix("backstock: "), *lines[1:]]

    def takes(self) -> list[str]:
        """Run, and return what it tells; every row must be accounted for."""
        before = self.plan
        ended = self.run()
        assert ended.exit_code == 0, (ended.output, ended.exception)
        assert self.plan.run != before.run
        for file in self.plan.read("source_files").to_dicts():
            kinds = ("rows_kept", "rows_rejected", "rows_duplicate")
            assert file["rows_read"] == sum(file[kind] for kind in kinds)
        return ended.output.splitlines()

    def rejects(self) -> list[dict[str, Any]]:
        """Return the refused rows, as published."""
        return self.plan.read("rejects").to_dicts()
