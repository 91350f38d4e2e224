"""What planning earns beside a simple buyer, and how long it takes.

* ``plan``: processor time from lead-time demand to suggestions for 30,000
  item-locations, and for a third of them: growth is linear.
* ``example``: the example company bought for by the product's own planning (see
  ``recommended_buyer``) and by the naive buyer who is in the simulator: lost units and
  average stock value after the first quarter, which the opening stock decides; lost
  units at the stock of the naive buyer and stock at his service, between runs of
  several stock-out costs; and what the same planning brings to who knows the true
  rates of demand.
* ``fill``: the fill rates that are achieved at targets from 90 to 99 %, weighted by
  revenue, by class, at the places that buy; without the orders of projects, large ones
  for a later day that the simulator does not tell a buyer of.
* ``simulate`` and ``vintages``: a year lived through, and its weekly forecasts; see
  ``planning_simulation``.

Without a section all of them run, on ``--size`` (small) and ``--seeds`` (1 2 3 4 5).
Exit code 1 if a figure misses its target.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.example.arrays import MINUTES
from models.example.buyer import Policy, naive_buyer
from models.example.customers import PROJECT_STREAM
from models.example.kits import spread
from models.example.sales import NO_STOCK
from models.example.simulation import Story, simulate
from models.example.sizes import SIZES
from models.example.transfers import KEPT_DAYS
from models.example.world import World, world
from tests.benchmarks.planned import plan_seconds
from tests.benchmarks.planning_simulation import simulate as simulated
from tests.benchmarks.planning_simulation import vintages
from tests.benchmarks.recommended_buyer import knowing, recommended

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
FIRST_QUARTER = 91
STOCKOUT_COSTS = (3, 6, 12)
MAX_LOST_SHARE = 0.6
MAX_STOCK_SHARE = 0.75
TARGETS = (0.90, 0.92, 0.95, 0.97, 0.98, 0.99)
MAX_BELOW_TARGET = 0.01
ROWS, MAX_CPU, MAX_GROWTH = 30_000, 10.0, 1.3
CLASS_SHARES = (0.8, 0.95)


@dataclass(frozen=True)
class Result:
    """What a buyer brought after the first quarter, in units and money."""

    lost: float
    demanded: float
    stock: float

    @classmethod
    def of(cls, story: Story) -> "Result":
        """Sum up a story over the items that are bought."""
        own = story.world.items
        shape = (story.days, own.count, story.world.network.places)
        past, bought = story.past, own.kind == 0
        lost, demanded, there = (
            part[: story.days].reshape(shape)[FIRST_QUARTER:, bought]
            for part in (past.unserved, past.demanded, past.physical)
        )
        value = there.sum(axis=2) @ (own.cost[bought] / 100)
        return cls(float(lost.sum()), float(demanded.sum()), float(value.mean()))

    def __str__(self) -> str:
        """Say it in one line."""
        served = 1 - self.lost / self.demanded
        return f"lost {self.lost:9,.0f}  served {served:.4f}  stock {self.stock:12,.0f}"


def example(size: str, seeds: Sequence[int]) -> bool:
    """Compare with the naive buyer and with perfect foresight."""
    kept = []
    for seed in seeds:
        own = world(SIZES[size], seed)
        naive = _told(f"{size} {seed} naive buyer", own, naive_buyer(seed))
        runs = [
            _told(
                f"{size} {seed} planned, a lost unit costs {cost}",
                own,
                recommended(own, economic(cost)),
            )
            for cost in STOCKOUT_COSTS
        ]
        for cost in STOCKOUT_COSTS:
            name = f"{size} {seed} true rates known, a lost unit costs {cost}"
            _told(name, own, knowing(own, economic(cost)))
        stock = np.array([run.stock for run in runs])
        lost = np.array([run.lost for run in runs])
        at_stock = _between(naive.stock, stock, lost) / naive.lost
        at_service = _between(-naive.lost, -lost, stock) / naive.stock
        kept += [
            _most("  lost units at equal stock, share", at_stock, MAX_LOST_SHARE),
            _most("  stock at equal service, share", at_service, MAX_STOCK_SHARE),
        ]
    return all(kept)


def economic(stockout_cost: float) -> dict[str, object]:
    """Return the parameters of a planner who weighs stock against lost units."""
    return {
        "service_target_kind": "economic",
        "stockout_cost": stockout_cost,
        "order_cycle_days": 0,
        "kept_days": KEPT_DAYS,
    }


def _between(wanted: float, known: Floats, values: Floats) -> float:
    """Return the value at ``wanted`` between ascending runs; beyond them, the last."""
    return float(np.interp(wanted, known, values))


def _told(name: str, own: World, policy: Policy) -> Result:
    """Run a policy and print what it brought."""
    result = Result.of(simulate(own, policy))
    _say(f"{name:50} {result}")
    return result


def fill(size: str, seeds: Sequence[int]) -> bool:
    """Compare achieved fill rates with their targets."""
    kept = []
    for seed in seeds:
        own = world(SIZES[size], seed)
        for target in TARGETS:
            said = {
                "service_target_kind": "fill_rate",
                "service_target_rate": target,
                "order_cycle_days": 0,
            }
            rates = achieved(simulate(own, recommended(own, said)))
            _say(
                f"{size} {seed} target {target:.2f}: "
                + ", ".join(f"{name} {rate:.4f}" for name, rate in rates.items())
            )
            kept.append(min(rates.values()) >= target - MAX_BELOW_TARGET)
    return all(kept)


def achieved(story: Story) -> dict[str, float]:
    """Return the fill rate of each class by revenue, at the places that buy.

    What is no longer bought is left out, and what the opening stock decides, and the
    orders of projects.
    """
    own, network = story.world.items, story.world.network
    shape = (story.days, own.count, network.places)
    buys = np.asarray(network.served_by) == np.arange(network.places)
    chosen = (own.kind == 0) & (own.ended > story.days) & (own.launched < 0)
    wanted, lost = (
        part.reshape(shape)[FIRST_QUARTER:][:, chosen][:, :, buys]
        for part in _without_projects(story)
    )
    money = own.price[chosen][:, None]
    demand, missed = (part.sum(axis=0) * money for part in (wanted, lost))
    flat = demand.ravel()
    order = np.argsort(-flat, kind="stable")
    before = np.empty(len(flat))
    before[order] = np.cumsum(flat[order]) - flat[order]
    class_of = np.searchsorted(CLASS_SHARES, before / flat.sum(), side="right")
    return {
        name: float(
            1 - missed.ravel()[class_of == at].sum() / flat[class_of == at].sum()
        )
        for at, name in enumerate("ABC")
    }


def _without_projects(story: Story) -> tuple[Ints, Ints]:
    """Return the units that were demanded and that were lost, projects left out."""
    lines, lost = story.lines, story.cancellations
    recipes, place_of = story.world.items.recipes, story.world.network.cell_place
    is_project = lines["stream"] == PROJECT_STREAM
    is_short = (lost["reason"] == NO_STOCK) & is_project[lost["line"]]
    demanded, unserved = (
        part[: story.days].copy() for part in (story.past.demanded, story.past.unserved)
    )
    for totals, line, qty in (
        (demanded, np.flatnonzero(is_project), lines["qty"][is_project]),
        (unserved, lost["line"][is_short], lost["qty"][is_short]),
    ):
        item, place = lines["item"][line], place_of[lines["cell"][line]]
        for at, day in enumerate(lines["minute"][line] // MINUTES):
            one = slice(at, at + 1)
            spread(totals[day], recipes, item[one], place[one], -qty[one])
    return demanded, unserved


def plan(size: str, seeds: Sequence[int]) -> bool:
    """Time planning, from lead-time demand to suggestions."""
    del size, seeds
    third, whole = plan_seconds(ROWS // 3), plan_seconds(ROWS)
    _say(f"{ROWS:,} item-locations: {whole:.2f} s of processor time")
    return all(
        [
            _most("  processor seconds", whole, MAX_CPU),
            _most("  growth beside rows", whole / third / 3, MAX_GROWTH),
        ]
    )


def _say(words: str) -> None:
    """Print a line at once."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _most(name: str, figure: float, limit: float) -> bool:
    _say(f"{name}: {figure:.3f}, at most {limit}: {figure <= limit}")
    return figure <= limit


SECTIONS: dict[str, Callable[[str, Sequence[int]], bool]] = {
    "plan": plan,
    "example": example,
    "fill": fill,
    "simulate": simulated,
    "vintages": vintages,
}


def main() -> int:
    """Run the sections asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sections", nargs="*")
    parser.add_argument("--size", default="small", choices=tuple(SIZES))
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3, 4, 5])
    asked = parser.parse_args()
    kept = [
        SECTIONS[name](asked.size, asked.seeds) for name in asked.sections or SECTIONS
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
