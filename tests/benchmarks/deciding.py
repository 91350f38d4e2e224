"""How long deciding takes on a plan of 50,000 lines, each step beside its target.

The lines are those of a published plan, drawn again until there are enough; all of them
are approved first, so that there is a story to look back on. The baseline is one bare
row written to an SQLite file of its own. ``--postgres URL`` keeps the decisions there.
Exit code 1 if a step misses its target.
"""

import argparse
import contextlib
import sqlite3
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import polars as pl

from models.deciding.decide import Plan
from models.deciding.edits import Edit, Part
from models.deciding.limits import Limits
from models.deciding.lines import as_decided
from models.planning.edited_orders import edited_orders
from pipelines.deciding.desk import Standing, decide, plan_of, standing
from pipelines.deciding.store import Store
from pipelines.publishing import Snapshot, published
from pipelines.workspace import open_workspace

LINES = 50_000
REPEATS = 7
TARGETS = {
    "300 lines approved": 2.0,
    "one line edited": 0.3,
    "what is new read": 0.5,
    "totals of an order": 0.1,
}
"""Seconds; the totals are those that a planner sees while editing."""


def enlarged(plan: Plan) -> Plan:
    """Return the plan with its lines drawn again until there are enough."""
    times = -(-LINES // plan.suggestions.height)
    drawn = [
        plan.suggestions.with_columns(
            pl.format("{}-{}", "suggestion_id", pl.lit(number)).alias("suggestion_id")
        )
        for number in range(times)
    ]
    return replace(plan, suggestions=pl.concat(drawn).head(LINES))


def seconds(step: Callable[[int], object]) -> float:
    """Return the median time of a step, done some times."""
    took = []
    for number in range(REPEATS):
        start = time.perf_counter()
        step(number)
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def approvals(lines: list[str]) -> list[Edit]:
    """Return new approvals of ``lines``."""
    return [Edit(uuid.uuid4().hex, line, "approve") for line in lines]


def changed(line: str, number: int) -> list[Edit]:
    """Return a new quantity of one line."""
    parts = (Part(Decimal(number + 1)),)
    return [Edit(uuid.uuid4().hex, line, "change", parts=parts)]


def decided(store: Store, plan: Plan, edits: list[Edit]) -> None:
    """Let one planner decide ``edits``."""
    decide(store, plan, edits, author="ane", limits=Limits())


def measured(store: Store, plan: Plan, snapshot: Snapshot) -> dict[str, float]:
    """Return the seconds that each step takes."""
    ids = plan.suggestions["suggestion_id"].to_list()
    fresh = ids[: 300 * REPEATS]
    took = {
        "300 lines approved": seconds(
            lambda n: decided(store, plan, approvals(fresh[300 * n : 300 * (n + 1)]))
        )
    }
    decided(store, plan, approvals(ids[len(fresh) :]))
    took["one line edited"] = seconds(
        lambda n: decided(store, plan, changed(ids[n], n))
    )
    known = [standing(store, plan)]
    took["what is new read"] = seconds(lambda n: read_again(store, plan, known, n))
    order = plan.suggestions.row(0, named=True)["supplier_id"]
    lines = plan.suggestions.filter(pl.col("supplier_id") == order).head(300)
    states = known[-1].states.join(lines, on="suggestion_id", how="semi")
    suppliers, products = snapshot.read("suppliers"), snapshot.read("products")
    took["totals of an order"] = seconds(
        lambda _: edited_orders(
            as_decided(lines, states, plan.offers), suppliers, products
        )
    )
    return took


def read_again(store: Store, plan: Plan, known: list[Standing], number: int) -> None:
    """Let somebody decide on a line, and read what is new."""
    line = plan.suggestions["suggestion_id"][number]
    decided(store, plan, changed(line, 50 + number))
    known.append(standing(store, plan, known[-1]))


def bare_row(folder: Path) -> float:
    """Return what one row costs that nobody checks."""
    with contextlib.closing(sqlite3.connect(folder / "bare.sqlite")) as connection:
        connection.execute("CREATE TABLE t (line TEXT, qty TEXT)")

        def write(number: int) -> None:
            connection.execute("INSERT INTO t VALUES (?, ?)", ("a", str(number)))
            connection.commit()

        return seconds(write)


def main() -> int:
    """Measure every step and print it beside its target."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("workspace", type=Path, help="a workspace with a plan")
    asked.add_argument("--postgres", help="the address of an empty database")
    words = asked.parse_args()
    workspace = open_workspace(words.workspace)
    snapshot = published(workspace)
    plan = enlarged(plan_of(snapshot, workspace.settings))
    with tempfile.TemporaryDirectory() as name:
        url = words.postgres or f"sqlite:///{name}/decisions.sqlite"
        took = measured(Store(url), plan, snapshot)
        print(f"{'a bare row in SQLite':24}{bare_row(Path(name)):8.3f} s")
    for step, target in TARGETS.items():
        mark = "" if took[step] <= target else "  MISSED"
        print(f"{step:24}{took[step]:8.3f} s   at most {target} s{mark}")
    return int(any(took[step] > target for step, target in TARGETS.items()))


if __name__ == "__main__":
    sys.exit(main())
