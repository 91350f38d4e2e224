"""How long reading and whole runs take, each beside a baseline of the same run.

``--csv [--rows 4000000]`` reads order lines in Danish notation (semicolon,
``1.234,56``, ``dd.mm.yyyy HH:MM``), typed and checked by their contract into Parquet,
and lets DuckDB's ``read_csv`` load the same rows in ISO notation into a table. Each
side runs in its own process; its imports are not timed, but compiling is (``--warm``
leaves it out).

``--demo small|medium|large`` and ``--orders`` time the whole command, from nothing to a
published plan with nothing compiled, beside a bare ``polars.read_csv`` of its inbox.

Without a section all of them run. Exit code 1 if a figure misses its target, 2 if real
order lines are asked for and absent.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from pipelines.cli.group import collect_rarely
from pipelines.sources.reading import SourceSettings, read_file, settle

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("BACKSTOCK_TEST_DATA", ROOT.parent / "shared" / "data"))
ORDERS = DATA / "online_retail" / "online_retail.parquet"
COMMAND = "from pipelines.cli import main; main()"
MAX_RATIO = 2.0
TARGETS = {
    "small": (60, None),
    "medium": (180, None),
    "large": (600, 8),
    "orders": (60, 2),
}
"""Seconds, and GiB where there is a limit."""
PART_ROWS = 500_000


def order_lines(rows: int, seed: int = 1) -> pl.DataFrame:
    """Draw order lines of two lines each."""
    draw = np.random.default_rng(seed)
    row = pl.int_range(rows, eager=True)

    def whole(low: int, high: int) -> pl.Series:
        return pl.Series(draw.integers(low, high, rows))

    def word(*words: str) -> pl.Series:
        return pl.Series(words).gather(draw.integers(0, len(words), rows))

    minutes = whole(1_700_000_000, 1_760_000_000) // 60 * 60_000_000
    return pl.DataFrame(
        {
            "order_id": "o" + (row // 2).cast(pl.String).str.zfill(8),
            "line_no": row % 2 + 1,
            "channel": word("web", "amazon", "store"),
            "customer_id": "c" + whole(0, 300_000).cast(pl.String),
            "placed_at": minutes.cast(pl.Datetime("us")),
            "sku": "SKU-" + whole(0, 5_000).cast(pl.String),
            "ordered_qty": whole(1, 2_000),
            "unit_price": whole(100, 500_000),
            "discount_amount": whole(0, 5_000),
            "tax_amount": whole(0, 150_000),
            "currency": pl.repeat("DKK", rows, eager=True),
            "status": word("open", "shipped", "delivered"),
            "location_id": word("main", "aarhus"),
        }
    )


MONEY = ("unit_price", "discount_amount", "tax_amount")


def in_iso(lines: pl.DataFrame) -> pl.DataFrame:
    """Write dates and money as machines do."""
    return lines.with_columns(
        *(_money(name, "", ".") for name in MONEY),
        pl.col("placed_at").dt.strftime("%Y-%m-%d %H:%M:%S"),
    )


def in_danish(lines: pl.DataFrame) -> pl.DataFrame:
    """Write dates and numbers as a Danish back office does."""
    return lines.with_columns(
        *(_money(name, ".", ",") for name in MONEY),
        _grouped(pl.col("ordered_qty"), ".").alias("ordered_qty"),
        pl.col("placed_at").dt.strftime("%d.%m.%Y %H:%M"),
    )


def _grouped(whole: pl.Expr, group: str) -> pl.Expr:
    """Write whole numbers below a million with a sign between thousands."""
    thousands = (whole // 1000).cast(pl.String)
    rest = (whole % 1000).cast(pl.String).str.zfill(3)
    large = pl.concat_str(thousands, pl.lit(group), rest)
    return pl.when(whole >= 1000).then(large).otherwise(whole.cast(pl.String))


def _money(name: str, group: str, mark: str) -> pl.Expr:
    """Write hundredths as an amount."""
    whole, cents = pl.col(name) // 100, pl.col(name) % 100
    decimals = cents.cast(pl.String).str.zfill(2)
    return pl.concat_str(_grouped(whole, group), pl.lit(mark), decimals).alias(name)


def write(path: Path, rows: int, part: Callable[[int, int], bytes]) -> None:
    """Write a file part by part."""
    with path.open("wb") as file:
        for first in range(0, rows, PART_ROWS):
            file.write(part(first, min(PART_ROWS, rows - first)))


def _part(
    first: int, rows: int, change: Callable[[pl.DataFrame], pl.DataFrame], mark: str
) -> bytes:
    """Write some rows as CSV; the header before the first."""
    lines = order_lines(rows, seed=first).with_columns(
        order_id="o" + ((pl.int_range(rows) + first) // 2).cast(pl.String).str.zfill(8)
    )
    text = change(lines).write_csv(separator=mark, include_header=first == 0)
    return text.encode()


def ours(path: Path, out: Path) -> None:
    """Read the file as a run does."""
    collect_rarely()
    settings = SourceSettings(time_zone="Europe/Copenhagen", personal_key="salt")
    formats = settle([(path, path.name)], "order_lines", settings)
    reading = read_file(path, path.name, "order_lines", settings, formats, out)
    if reading.rows_kept != reading.rows_read:
        message = f"{reading.rows_rejected} rows were refused"
        raise RuntimeError(message)


def theirs(path: Path, out: Path) -> None:
    """Load the file into a table of a DuckDB file."""
    with duckdb.connect(str(out)) as connection:
        connection.execute(f"create table t as from read_csv('{path}')")


def timed(side: str, path: Path, out: Path, cache: str) -> dict[str, float]:
    """Run one side in a process of its own; return seconds and peak MiB."""
    command = [sys.executable, __file__, "--side", side, str(path), str(out)]
    done = subprocess.run(  # noqa: S603  # our own file
        command,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}
        | ({"NUMBA_CACHE_DIR": cache} if cache else {}),
    )
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def one_side(side: str, path: Path, out: Path) -> None:
    """Run one side and print what it took."""
    began, cpu = time.perf_counter(), time.process_time()
    {"ours": ours, "duckdb": theirs}[side](path, out)
    seconds = time.perf_counter() - began
    cpu = time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak": peak}))


def csv_section(rows: int, *, warm: bool) -> bool:
    """Compare both sides; tell whether we stay within the limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        danish, iso = folder / "danish.csv", folder / "iso.csv"
        write(danish, rows, lambda at, n: _part(at, n, in_danish, ";"))
        write(iso, rows, lambda at, n: _part(at, n, in_iso, ","))
        size = danish.stat().st_size / 2**20
        for path in (danish, iso):
            path.read_bytes()  # both from the page cache
        cache = "" if warm else str(folder / "cache")
        other = timed("duckdb", iso, folder / "t.duckdb", "")
        mine = timed("ours", danish, folder / "t.parquet", cache)
    ratio = mine["seconds"] / other["seconds"]
    print(f"{rows:,} order lines, {size:,.0f} MiB")
    for name, took in (
        ("backstock, Danish notation", mine),
        ("duckdb read_csv, ISO", other),
    ):
        seconds, cpu, peak = took["seconds"], took["cpu"], took["peak"]
        print(f"  {name:28}{seconds:7.2f} s  {cpu:7.2f} s of cores  {peak:6.0f} MiB")
    print(f"  ratio {ratio:.2f}, at most {MAX_RATIO}")
    return ratio <= MAX_RATIO


def run_section(name: str) -> bool:
    """Time a whole command; tell whether it stays within its target."""
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo"
        asked = ("--orders", str(ORDERS)) if name == "orders" else ("--size", name)
        began = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603  # our own command
            (sys.executable, "-c", COMMAND, "demo", str(demo), *asked),
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(ROOT), "NUMBA_CACHE_DIR": folder},
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        if status:
            message = f"backstock demo ended with {os.waitstatus_to_exitcode(status)}"
            raise RuntimeError(message)
        peak = usage.ru_maxrss / 2**20
        rows, bare = _bare_read(demo / "inbox")
    limit, memory = TARGETS[name]
    fits = memory is None or peak <= memory
    print(f"{name}: {rows:,} records from nothing to a published plan")
    print(f"  backstock demo {seconds:8.1f} s {peak:6.2f} GiB")
    print(f"  polars.read_csv of its inbox {bare:8.1f} s, ratio {seconds / bare:.0f}")
    print(f"  at most {limit} s" + (f" and {memory} GiB" if memory else ""))
    return seconds <= limit and fits


def _bare_read(inbox: Path) -> tuple[int, float]:
    """Read all files of ``inbox`` as text; return their rows and the seconds taken."""
    began = time.perf_counter()
    files = sorted(inbox.rglob("*.csv"))
    rows = sum(pl.read_csv(file, infer_schema=False).height for file in files)
    return rows, time.perf_counter() - began


def main() -> int:
    """Run the sections asked for; 1 if one misses its figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--csv", action="store_true")
    parser.add_argument("--rows", type=int, default=4_000_000)
    parser.add_argument("--warm", action="store_true")
    parser.add_argument("--demo", choices=["small", "medium", "large"])
    parser.add_argument("--orders", action="store_true")
    parser.add_argument("--side", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.side:
        side, path, out = given.side
        one_side(side, Path(path), Path(out))
        return 0
    is_all = not (given.csv or given.demo or given.orders)
    runs = ["orders"] if given.orders else [given.demo] if given.demo else []
    runs = list(TARGETS) if is_all else runs
    if "orders" in runs and not ORDERS.exists():
        print(f"no real order lines at {ORDERS}: set BACKSTOCK_TEST_DATA")
        return 2
    reached = [csv_section(given.rows, warm=given.warm)] if is_all or given.csv else []
    reached += [run_section(name) for name in runs]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
