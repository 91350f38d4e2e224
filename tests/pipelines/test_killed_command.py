"""The real command, killed at many moments while a new drop is read and planned."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.publishing import Snapshot, published
from pipelines.workspace import Workspace

KILLS = 25
DAYS = 40
COMMAND = "from pipelines.cli import main; main()"


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-c", COMMAND, *map(str, arguments)]


def drop(inbox: Path, first: int, days: int) -> None:
    """Drop the orders of some days of 2026, one file a day."""
    folder = inbox / "order_lines"
    folder.mkdir(exist_ok=True)
    for day in range(first, first + days):
        on = f"2026-{day // 28 + 1:02d}-{day % 28 + 1:02d}"
        lines = [f"{on}-{n},{on}T1{n}:00:00Z,cup,{n + 1}" for n in range(5)]
        text = "order_id,placed_at,sku,ordered_qty\n" + "\n".join(lines) + "\n"
        (folder / f"{on}.csv").write_text(text)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("killed") / "shop"
    subprocess.run(command("init", root), check=True)  # noqa: S603  # our own command
    drop(root / "inbox", 0, DAYS)
    levels = "sku,counted_at,on_hand_qty\ncup,2026-01-20,500\n"
    (root / "inbox" / "stock_levels.csv").write_text(levels)
    offers = "supplier_id,sku,unit_cost,lead_time_days\nnordic,cup,4.5,9\n"
    (root / "inbox" / "supplier_items.csv").write_text(offers)
    subprocess.run(command("run", root), check=True)  # noqa: S603  # our own command
    drop(root / "inbox", DAYS, 1)
    return root


def whole(root: Path) -> Snapshot:
    """Return the published snapshot, having read every table of it."""
    snapshot = published(Workspace(root))
    for table, rows in snapshot.manifest["row_counts"].items():
        assert snapshot.scan(table).collect().height == rows, table
    return snapshot


@pytest.mark.long
def test_a_killed_command_heals_by_itself(shop: Path, tmp_path: Path) -> None:
    calm = shutil.copytree(shop, tmp_path / "calm", symlinks=True)
    began = time.monotonic()
    subprocess.run(command("run", calm), check=True)  # noqa: S603  # our own command
    seconds = time.monotonic() - began
    expected = whole(calm)
    for number in range(KILLS):
        root = shutil.copytree(shop, tmp_path / f"killed-{number}", symlinks=True)
        before = whole(root)
        with subprocess.Popen(command("run", root)) as process:  # noqa: S603  # our own command
            time.sleep(seconds * (number + 0.5) / KILLS)
            process.kill()
        assert whole(root).run in {before.run, expected.run}
        subprocess.run(command("run", root), check=True)  # noqa: S603  # our own command
        healed = whole(root)
        for table in ("order_lines", "ledger", "demand_daily", "suggestions"):
            keep = [c for c in expected.read(table).columns if c != "customer_id"]
            assert healed.read(table)[keep].equals(expected.read(table)[keep]), table
        shutil.rmtree(root)
