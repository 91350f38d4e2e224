"""How long it takes to balance and cost many moves, beside polars on the same file.

``--rows 50000000`` moves over ``--pools 1000000`` item-locations are drawn once into a
time-ordered Parquet file (receipts, issues, returns of issues, transfers, counts; some
items go below zero). Every figure is that of a whole process, from its start to a sum
of its answer: seconds of processor time, and the most memory it held.

* ``balance``: the running balance, beside a bare ``cum_sum().over()`` of polars.
* ``fifo``, ``average``: what each move costs and what is left worth.
* ``text``: the same with text as keys.
* ``unordered``: the same rows shuffled; the answer must be the same.
* ``double``: twice the rows: memory, and whether time grows with the moves.
* ``day``: one new day on top of all moves, and one with documents a week late, beside
  the replay of everything, both in one process after start-up, in seconds of processor
  time; the answer is the same.

Without a section all of them run. Exit code 1 if a figure misses its target.
"""

import argparse
import datetime as dt
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import numpy as np
import numpy.typing as npt
import polars as pl

from models.inventory.costing import bulk
from pipelines.move_book import MoveBook

Numbers = npt.NDArray[Any]
KINDS = ("receipt", "issue", "return", "transfer_out", "transfer_in", "count")
RECEIPT, ISSUE, RETURN, OUT, IN, COUNT = range(6)
SHARES = (0.22, 0.61, 0.07, 0.04, 0.04, 0.02)
PLACES = 20
SECONDS = 3 * 365 * 86_400
START = 1_650_000_000
MAX_RATIO_TO_POLARS = 0.8
MAX_FIFO = (15.0, 6.0)
MAX_AVERAGE = 8.0
MAX_DOUBLE = (2.3, 8.0)
MAX_TEXT = 2.0
COLUMNS = ("cost", "value")
MIN_DAY = 20.0
LATE_SHARE = 0.01
"""Seconds of processor time, GiB; of text, times the figure with numbers as keys."""


@numba.njit()
def _linked(
    sku: Numbers, place: Numbers, kind: Numbers, qty: Numbers, applies: Numbers
) -> None:
    """Let returns take issues back and transfers arrive; else make them issues."""
    issue = np.full((sku.max() + 1) * PLACES, -1, np.int64)
    sent = np.full(sku.max() + 1, -1, np.int64)
    for row in range(len(sku)):
        pool = sku[row] * PLACES + place[row]
        if kind[row] == RETURN and issue[pool] >= 0:
            applies[row] = issue[pool]
            qty[row] = min(qty[row], -qty[issue[pool]])
            issue[pool] = -1
            continue
        if kind[row] == IN and sent[sku[row]] >= 0:
            source = sent[sku[row]]
            applies[row], qty[row] = source, -qty[source]
            place[row] = (place[source] + 1 + place[row] % (PLACES - 1)) % PLACES
            sent[sku[row]] = -1
            continue
        if kind[row] == OUT and sent[sku[row]] < 0:
            sent[sku[row]], qty[row] = row, -qty[row]
            continue
        if kind[row] == RETURN or kind[row] == IN or kind[row] == OUT:
            kind[row] = ISSUE
        if kind[row] == ISSUE:
            qty[row], issue[pool] = -qty[row], row


def drawn(rows: int, pools: int) -> pl.DataFrame:
    """Draw moves in the order of time."""
    draw = np.random.default_rng(1)
    kind = draw.choice(6, rows, p=SHARES).astype(np.uint8)
    sku = draw.integers(0, pools // PLACES, rows, dtype=np.int32)
    place = draw.integers(0, PLACES, rows, dtype=np.int16)
    qty = draw.integers(1, 9, rows, dtype=np.int32)
    qty[kind == RECEIPT] *= 4
    counted = kind == COUNT
    qty[counted] = draw.integers(-2, 3, int(counted.sum()), dtype=np.int32)
    applies = np.full(rows, -1, np.int64)
    _linked(sku, place, kind, qty, applies)
    cost = draw.integers(10_000, 2_000_000, rows)
    ts = np.sort(draw.integers(0, SECONDS * 1_000_000, rows)) + START * 1_000_000
    is_bought = pl.Series(kind == RECEIPT)
    return pl.DataFrame(
        {
            "ts": pl.Series(ts).cast(pl.Datetime("us")),
            "sku": sku,
            "location": place,
            "qty": qty,
            "unit_cost": cost,
            "kind": pl.Series(KINDS, dtype=pl.Enum(KINDS)).gather(kind),
            "applies_to": applies,
        }
    ).with_columns(
        pl.when(is_bought).then("unit_cost"),
        pl.when(pl.col("applies_to") >= 0).then("applies_to"),
    )


def with_text(moves: pl.LazyFrame) -> pl.LazyFrame:
    """Write keys as text."""
    return moves.with_columns(
        sku=pl.format("SKU-{}", pl.col("sku")),
        location=pl.format("place {}", pl.col("location")),
    )


def shuffled(moves: pl.DataFrame) -> pl.DataFrame:
    """Put rows in any order; ``was`` tells where each stood."""
    turn = np.random.default_rng(2).permutation(moves.height)
    at = np.empty_like(turn)
    at[turn] = np.arange(len(turn))
    rows = moves.with_row_index("was")[turn]
    applies = rows["applies_to"].fill_null(0).to_numpy()
    return rows.with_columns(
        applies_to=pl.when(pl.col("applies_to").is_not_null()).then(
            pl.Series(at[applies])
        )
    )


def _polars(path: Path) -> int:
    balance = pl.col("qty").cum_sum().over("sku", "location")
    return int(pl.scan_parquet(path).select(balance.sum()).collect().item())


def _balance(path: Path) -> int:
    return int(bulk.running_balance(pl.scan_parquet(path)).sum())


def _fifo(path: Path) -> int:
    made = bulk.valued(pl.scan_parquet(path), "fifo", COLUMNS)
    return sum(int(column.sum()) for column in made)


def _average(path: Path) -> int:
    made = bulk.valued(pl.scan_parquet(path), "moving_average", COLUMNS)
    return sum(int(column.sum()) for column in made)


SIDES: dict[str, Callable[[Path], int]] = {
    "polars": _polars,
    "balance": _balance,
    "fifo": _fifo,
    "average": _average,
}


def run(side: str, path: Path) -> None:
    """Do one side in this process and print what it took."""
    began = time.monotonic()
    answer = SIDES[side](path)
    used = resource.getrusage(resource.RUSAGE_SELF)
    taken = {
        "answer": answer,
        "cpu": used.ru_utime + used.ru_stime,
        "wall": time.monotonic() - began,
        "gib": _most_memory(),
    }
    sys.stdout.write(json.dumps(taken))


def _most_memory() -> float:
    """Return the most memory this program held, in GiB; not that of who started it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    (most,) = [line for line in lines if line.startswith("VmHWM:")]
    return int(most.split()[1]) / 2**20


def measured(side: str, path: Path, times: int = 2) -> dict[str, Any]:
    """Run one side in processes of its own; return the quickest."""
    command = [sys.executable, __file__, "--side", side, "--path", str(path)]
    runs: list[dict[str, Any]] = [
        json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)  # noqa: S603  # our own command
        for _ in range(times)
    ]
    best = min(runs, key=lambda taken: float(taken["cpu"]))
    _say(
        f"{side:8} {path.stem:10} {best['cpu']:6.1f} s of processor, "
        f"{best['wall']:6.1f} s, {best['gib']:.2f} GiB"
    )
    return best


def _say(words: str) -> None:
    """Print a line at once."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _judged(name: str, figure: float, limit: float) -> bool:
    """Say whether a figure keeps its limit."""
    _say(f"  {name}: {figure:.2f}, at most {limit}: {figure <= limit}")
    return figure <= limit


def balance(folder: Path) -> bool:
    """Running balances beside polars, with numbers and with text as keys."""
    kept = []
    for file in ("moves", "text"):
        ours, theirs = (
            measured(side, folder / f"{file}.parquet") for side in ("balance", "polars")
        )
        same = ours["answer"] == theirs["answer"]
        _say(f"  same balances: {same}")
        limit = MAX_RATIO_TO_POLARS * (MAX_TEXT if file == "text" else 1)
        ratio = ours["cpu"] / theirs["cpu"]
        kept += [same, _judged(f"{file}, times polars", ratio, limit)]
    return all(kept)


def fifo(folder: Path) -> bool:
    """FIFO with returns, transfers and negatives."""
    taken = measured("fifo", folder / "moves.parquet")
    return all(
        [
            _judged("seconds", taken["cpu"], MAX_FIFO[0]),
            _judged("GiB", taken["gib"], MAX_FIFO[1]),
        ]
    )


def average(folder: Path) -> bool:
    """Moving average."""
    taken = measured("average", folder / "moves.parquet")
    return _judged("seconds", taken["cpu"], MAX_AVERAGE)


def text(folder: Path) -> bool:
    """Costs with text as keys."""
    kept = []
    for side, limit in (("fifo", MAX_FIFO[0]), ("average", MAX_AVERAGE)):
        taken = measured(side, folder / "text.parquet")
        kept.append(_judged("seconds", taken["cpu"], MAX_TEXT * limit))
    return all(kept)


def unordered(folder: Path) -> bool:
    """Shuffled rows cost what they cost in order."""
    moves = pl.read_parquet(folder / "moves.parquet", n_rows=2_000_000)
    mixed = shuffled(moves)
    found = mixed.select("was").with_columns(bulk.valued(mixed.lazy(), "fifo"))
    same = found.sort("was").drop("was").equals(bulk.valued(moves.lazy(), "fifo"))
    _say(f"unordered rows give the same costs: {same}")
    return same


def double(folder: Path) -> bool:
    """Twice the moves take about twice the time."""
    once = measured("fifo", folder / "moves.parquet", times=1)
    twice = measured("fifo", folder / "double.parquet", times=1)
    return all(
        [
            _judged("times the moves", twice["cpu"] / once["cpu"], MAX_DOUBLE[0]),
            _judged("GiB", twice["gib"], MAX_DOUBLE[1]),
        ]
    )


def with_late(day: pl.DataFrame) -> pl.DataFrame:
    """Let a few receipts of a day be a week late."""
    is_late = (pl.col("kind") == "receipt") & (
        pl.int_range(pl.len()) % int(1 / LATE_SHARE) < int(1 / SHARES[RECEIPT])
    )
    week = dt.timedelta(days=7)
    return day.with_columns(
        ts=pl.when(is_late).then(pl.col("ts") - week).otherwise("ts"),
        kind=pl.col("kind").cast(pl.String),
    )


def _compiled(folder: Path) -> None:
    """Compile what a day and a late day need, on a little book."""
    moves = drawn(4_000, 100).with_columns(pl.col("kind").cast(pl.String))
    shutil.rmtree(folder / "little", ignore_errors=True)
    book = MoveBook(folder / "little")
    for first in range(0, 3_000, 1_000):
        book.add(moves[first : first + 1_000])
    book.add(with_late(moves[3_000:]))


def day(folder: Path) -> bool:
    """One new day on top of three years, and one with late documents."""
    _compiled(folder)
    moves = pl.read_parquet(folder / "moves.parquet")
    moves = moves.with_columns(pl.col("kind").cast(pl.String))
    size = moves.height // (SECONDS // 86_400)
    shutil.rmtree(folder / "book", ignore_errors=True)
    book = MoveBook(folder / "book")
    old = moves.height - 2 * size
    book.add(moves[: old - 8 * size])
    for first in range(old - 8 * size, old, size):
        book.add(moves[first : first + size])
    kept, days = [], (moves[old : old + size], with_late(moves[old + size :]))
    least = float("inf")
    for name, new in zip(("day", "day with late documents"), days, strict=True):
        began = time.process_time()
        posted = book.add(new)
        taken = time.process_time() - began
        rows = book.read()
        again = time.process_time()
        full = bulk.valued(rows.lazy(), "fifo")
        whole = time.process_time() - again
        least = min(least, whole)  # late rows must be sorted first
        same = rows.select(full.columns).equals(full)
        _say(
            f"{name}: {new.height:,} new, {posted:,} posted in {taken:.2f} s; "
            f"everything in {whole:.1f} s, {whole / taken:.0f} times (were all in "
            f"order: {least:.1f} s, {least / taken:.0f} times); same: {same}"
        )
        kept += [same, whole / taken >= MIN_DAY]
    return all(kept)


SECTIONS: dict[str, Callable[[Path], bool]] = {
    "balance": balance,
    "fifo": fifo,
    "average": average,
    "text": text,
    "unordered": unordered,
    "double": double,
    "day": day,
}


def main() -> int:
    """Run the sections asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sections", nargs="*", default=list(SECTIONS))
    parser.add_argument("--rows", type=int, default=50_000_000)
    parser.add_argument("--pools", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--side")
    parser.add_argument("--path", type=Path)
    asked = parser.parse_args()
    if asked.side:
        run(asked.side, asked.path)
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        _draw(folder, asked.rows, asked.pools, asked.sections)
        bulk.valued(drawn(1000, 100).lazy(), "fifo")  # compiles, once
        bulk.running_balance(drawn(1000, 100).lazy())
        kept = [SECTIONS[name](folder) for name in asked.sections]
        return 0 if all(kept) else 1


def _draw(folder: Path, rows: int, pools: int, sections: list[str]) -> None:
    """Draw the files that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    plain, texts = folder / "moves.parquet", folder / "text.parquet"
    if not plain.exists():
        drawn(rows, pools).write_parquet(plain, compression="lz4")
    if not texts.exists() and {"balance", "text"} & set(sections):
        with_text(pl.scan_parquet(plain)).sink_parquet(texts, compression="lz4")
    doubled = folder / "double.parquet"
    if not doubled.exists() and "double" in sections:
        drawn(2 * rows, 2 * pools).write_parquet(doubled, compression="lz4")


if __name__ == "__main__":
    sys.exit(main())
