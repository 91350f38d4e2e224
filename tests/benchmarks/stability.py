"""How steady suggestions are from one day to the next.

The small example company is planned on successive days, as a nightly run would. Of each
day it is told which share of the suggestions that were open changed by less than a pack
since the day before, over all and without those that goods which came in or were
ordered changed, and what moved the others. An ordinary day should keep 95 %: the middle
one of the days is checked. Not ordinary is a day on which a chance to order passes.
Exit code 1 if it misses.
"""

import argparse
import datetime as dt
import statistics
import sys
import tempfile
from pathlib import Path

import polars as pl
from click.testing import CliRunner

from pipelines.cli import main as backstock

FIRST = dt.date(2026, 6, 15)
LEAST_SHARE = 0.95
CAME_IN = ("ordered", "decided", "correction")


def shares(folder: Path, seed: int, days: int) -> list[float]:
    """Plan on successive days and return the share that stood on each but the first."""
    _called("demo", str(folder), "--size", "small", "--seed", str(seed))
    return [
        share
        for number in range(days + 1)
        if (share := _planned(folder, FIRST + dt.timedelta(days=number))) is not None
    ]


def _planned(folder: Path, as_of: dt.date) -> float | None:
    """Plan one day and tell what stood; nothing where no day is before it."""
    _called("run", str(folder), "--as-of", as_of.isoformat())
    changes = pl.read_parquet(folder / "published/current/suggestion_changes.parquet")
    since = pl.lit(as_of - dt.timedelta(days=1))
    was_open = changes.filter(pl.col("before_qty") > 0, pl.col("since_on") == since)
    if was_open.is_empty():
        return None
    moved = was_open.filter(~pl.col("is_small"))
    steered = was_open.filter(pl.col("is_small") | ~pl.col("cause").is_in(CAME_IN))
    share = steered["is_small"].to_numpy().mean()
    causes = moved["cause"].value_counts(sort=True, name="n").iter_rows()
    _say(
        f"{as_of:%a %d %b}: of {was_open.height} open "
        f"{was_open['is_small'].to_numpy().mean():.3f} stood, "
        f"{share:.3f} without what came in; "
        + ", ".join(f"{cause} {count}" for cause, count in causes)
    )
    return float(share)


def _called(*asked: str) -> None:
    """Run a command of the product, or stop with what it said."""
    result = CliRunner().invoke(backstock, list(asked))
    if result.exit_code:
        raise SystemExit(result.output)


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main() -> int:
    """Plan the days asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        stood = statistics.median(shares(Path(folder) / "x", asked.seed, asked.days))
    _say(f"the middle day: {stood:.3f}, at least {LEAST_SHARE}: {stood >= LEAST_SHARE}")
    return 0 if stood >= LEAST_SHARE else 1


if __name__ == "__main__":
    sys.exit(main())
