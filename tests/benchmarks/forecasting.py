"""How accurate forecasts of real sales are, and how long they take, beside simple ones.

The sales are those of the M5 competition, 30,490 item-stores over 419 days. Every
figure of accuracy is an average over three origins inside them, each forecast made from
what was known at its origin; every figure of speed is processor time.

* ``accuracy``: scaled errors of days (RMSSE), scaled pinball over the nine levels of
  the competition weighted by revenue, and of the sums over 7, 14 and 28 days the
  money-weighted pinball and the coverage of the 95 % level; beside naive, seasonal
  naive, the moving average of 28 days and the textbook's mean + z · sd · √L.
* ``stockouts``: 23 % of the last 112 days are sold out at random and flagged; how much
  is lost against knowing all demand, and how much without the flag.
* ``long``: coverage of sums over 56 and 91 days.
* ``speed``: the whole command on the file of 419 days, and on five years made of it;
  what compiling costs once; the most memory.
* ``peers``: point forecasts with selection, series per second of processor time, beside
  AutoETS and AutoTheta of statsforecast on 1,000 of the series (``make peers``).
* ``million``: a million item-locations in shards.
* ``boost``: accuracy and time with the boost.

Without a section all of them run. Exit code 1 if a figure misses its target, 2 if the
real sales are absent.
"""

import argparse
import datetime as dt
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from models.forecasting.alone import Asked, Said, forecast_sales

Floats = npt.NDArray[np.float64]
ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("BACKSTOCK_TEST_DATA", ROOT.parent / "shared" / "data"))
FOLDER = DATA / "m5"
PEERS = Path(__file__).with_name("peers_of_forecasting.py")
FIRST = dt.date(2015, 3, 3)
DAYS = 419
ORIGINS = (391, 363, 335)
LONG_ORIGIN = 328
AHEAD = 28
NINE = (0.005, 0.025, 0.165, 0.25, 0.5, 0.75, 0.835, 0.975, 0.995)
SIX = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99)
ALL = tuple(sorted({*NINE, *SIX}))
SPANS = (7, 14, 28)
LONG_SPANS = (56, 91)
OUT_SHARE, OUT_DAYS = 0.23, 112

MAX_BESIDE_AVERAGE = 0.985
"""RMSSE over that of the moving average of 28 days."""
MAX_PINBALL = 0.226
MAX_BESIDE_TEXTBOOK = {7: 0.80, 14: 0.74, 28: 0.70}
COVERAGE = (0.94, 0.97)
LONG_COVERAGE = (0.93, 0.97)
MAX_LOST = 1.01
MAX_CPU, MAX_GIB = 10.0, 3.0
MAX_CPU_OF_YEARS = 30.0
MAX_CPU_OF_BOOST = 100.0
MAX_BESIDE_PLAIN = {"rmsse": 0.985, "pinball": 0.956, "pinball 28": 0.922}
MAX_COLD = 15.0
MAX_MILLION_GIB = 8.0
MIN_BESIDE_ETS = 1_000.0


@dataclass(frozen=True)
class Real:
    """The sales of the competition: item-stores by days, and prices."""

    sales: pl.DataFrame
    units: Floats
    prices: Floats

    @classmethod
    def read(cls) -> "Real":
        """Read the file; the department is what an item's name begins with."""
        (file,) = FOLDER.glob("sales_*.parquet")
        sales = (
            pl.read_parquet(file)
            .select(
                sku="item_id",
                location_id="store_id",
                on="date",
                sold_qty="sales",
                unit_price="sell_price",
                department=pl.col("item_id").str.head(-4),
            )
            .sort("sku", "location_id", "on")
        )
        shape = (-1, DAYS)
        units = sales["sold_qty"].to_numpy().astype(np.float64).reshape(shape)
        return cls(sales, units, sales["unit_price"].to_numpy().reshape(shape))


@dataclass(frozen=True)
class Ahead:
    """What one method says at one origin: days, their nine levels, levels of sums."""

    mean: Floats
    nine: Floats
    sums: Mapping[int, Floats]


def ours(said: Said, spans: tuple[int, ...]) -> Ahead:
    """Return what we said, as matrices."""
    days = said.forecasts.height // said.basis.height
    shape = (said.basis.height, days)
    table = said.lead_time_demand
    return Ahead(
        said.forecasts["mean"].to_numpy().reshape(shape),
        said.forecasts.select(_names(NINE)).to_numpy().reshape(*shape, len(NINE)),
        {
            span: table.filter(pl.col("days") == span).select(_names(SIX)).to_numpy()
            for span in spans
        },
    )


def _names(levels: tuple[float, ...]) -> list[str]:
    return [f"q{level:g}" for level in levels]


def simple(past: Floats, spans: tuple[int, ...]) -> dict[str, Ahead]:
    """Return the simplest forecasts there are, with normal errors."""
    recent = past[:, -112:]
    sd = recent.std(axis=1)
    flat = np.ones((1, AHEAD))
    means = {
        "naive": past[:, -1:] * flat,
        "seasonal naive": np.tile(past[:, -7:], (1, AHEAD // 7)),
        "moving average": past[:, -28:].mean(axis=1, keepdims=True) * flat,
        "textbook": recent.mean(axis=1, keepdims=True) * flat,
    }
    return {
        name: Ahead(
            mean,
            np.maximum(mean[:, :, None] + _scores(NINE) * sd[:, None, None], 0.0),
            {
                span: np.maximum(
                    mean[:, :1] * span + _scores(SIX) * sd[:, None] * np.sqrt(span), 0
                )
                for span in spans
            },
        )
        for name, mean in means.items()
    }


def _scores(levels: tuple[float, ...]) -> Floats:
    return np.array([NormalDist().inv_cdf(level) for level in levels])


def _pinball(came: Floats, said: Floats, levels: tuple[float, ...]) -> Floats:
    gap = came[..., None] - said
    share = np.array(levels)
    return np.asarray(np.maximum(share * gap, (share - 1) * gap).mean(axis=-1))


def judged(real: Real, origin: int, said: Ahead) -> dict[str, float]:
    """Return the measures of one method at one origin."""
    past, came = real.units[:, :origin], real.units[:, origin : origin + AHEAD]
    begun = np.cumsum(past[:, :-1], axis=1) > 0
    steps = np.diff(past, axis=1)
    count = np.maximum(begun.sum(axis=1), 1)
    squared = np.sqrt((steps**2 * begun).sum(axis=1) / count)
    absolute = (np.abs(steps) * begun).sum(axis=1) / count
    known = squared > 0
    error = np.sqrt(((came - said.mean) ** 2).mean(axis=1))
    revenue = (past * np.nan_to_num(real.prices[:, :origin]))[:, -28:].sum(axis=1)
    loss = _pinball(came, said.nine, NINE).mean(axis=1)
    found = {
        "rmsse": float((error[known] / squared[known]).mean()),
        "pinball": float(
            (revenue[known] * loss[known] / absolute[known]).sum() / revenue.sum()
        ),
        "bias": float(said.mean.sum() / came.sum() - 1),
    }
    price = np.nan_to_num(real.prices[:, origin - 1])
    for span, levels in said.sums.items():
        total = real.units[:, origin : origin + span].sum(axis=1)
        cost = (_pinball(total, levels, SIX) * price).sum() / (total * price).sum()
        found[f"pinball {span}"] = float(100 * cost)
        found[f"coverage {span}"] = float((total <= levels[:, 3]).mean())
    return found


def _mean(rows: list[dict[str, float]]) -> dict[str, float]:
    return {name: float(np.mean([row[name] for row in rows])) for name in rows[0]}


def _at(real: Real, origin: int, spans: tuple[int, ...], **more: Any) -> Ahead:
    as_of = FIRST + dt.timedelta(days=origin - 1)
    asked = Asked(horizon=AHEAD, levels=ALL, **more)
    return ours(forecast_sales(real.sales.lazy(), as_of, asked), spans)


def accuracy(real: Real) -> bool:
    """Accuracy at three origins, beside the simplest forecasts."""
    rows: dict[str, list[dict[str, float]]] = {}
    for origin in ORIGINS:
        methods = simple(real.units[:, :origin], SPANS)
        methods["backstock"] = _at(real, origin, SPANS)
        for name, said in methods.items():
            rows.setdefault(name, []).append(judged(real, origin, said))
    table = {name: _mean(row) for name, row in rows.items()}
    for name, row in table.items():
        _say(f"{name:15} " + "  ".join(f"{key} {row[key]:.4f}" for key in row))
    found, textbook = table["backstock"], table["textbook"]
    beside = found["rmsse"] / table["moving average"]["rmsse"]
    return all(
        [
            _most(
                "RMSSE, times that of the moving average", beside, MAX_BESIDE_AVERAGE
            ),
            _most("scaled pinball", found["pinball"], MAX_PINBALL),
            *(
                _most(
                    f"pinball of {span} days, times that of the textbook",
                    found[f"pinball {span}"] / textbook[f"pinball {span}"],
                    MAX_BESIDE_TEXTBOOK[span],
                )
                for span in SPANS
            ),
            *(
                _within(f"coverage of {span} days", found[f"coverage {span}"], COVERAGE)
                for span in SPANS
            ),
        ]
    )


def stockouts(real: Real) -> bool:
    """What stock-outs cost, flagged and not."""
    kept = []
    origin = ORIGINS[0]
    draw = np.random.default_rng(5)
    out = np.zeros(real.units.shape, np.bool_)
    out[:, origin - OUT_DAYS : origin] = draw.random((len(out), OUT_DAYS)) < OUT_SHARE
    hidden = pl.when(pl.Series(out.ravel())).then(0).otherwise("sold_qty")
    share = pl.when(pl.Series(out.ravel())).then(0.0).otherwise(1.0)
    blind = real.sales.with_columns(sold_qty=hidden)
    seeing = blind.with_columns(in_stock_share=share)
    rows = {
        name: judged(
            real, origin, _at(Real(sales, real.units, real.prices), origin, SPANS)
        )
        for name, sales in (
            *(("all known", real.sales), ("flagged", seeing), ("not flagged", blind)),
        )
    }
    for name, row in rows.items():
        _say(f"{name:15} " + "  ".join(f"{key} {row[key]:.4f}" for key in row))
    for measure in ("rmsse", "pinball", "pinball 28"):
        lost = rows["flagged"][measure] / rows["all known"][measure]
        kept.append(_most(f"{measure}, times that of all known", lost, MAX_LOST))
    return all(kept)


def long(real: Real) -> bool:
    """Coverage of sums over months."""
    as_of = FIRST + dt.timedelta(days=LONG_ORIGIN - 1)
    said = forecast_sales(real.sales.lazy(), as_of, Asked(levels=ALL))
    found = judged(real, LONG_ORIGIN, ours(said, LONG_SPANS))
    kept = [
        _within(
            f"coverage of {span} days (pinball {found[f'pinball {span}']:.2f} %)",
            found[f"coverage {span}"],
            LONG_COVERAGE,
        )
        for span in LONG_SPANS
    ]
    return all(kept)


def speed(real: Real) -> bool:
    """Processor time and memory of the whole command."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sales.parquet"
        real.sales.write_parquet(file)
        cold = _command(file, Path(folder), {"NUMBA_CACHE_DIR": folder})
        warm = min(
            (_command(file, Path(folder)) for _ in range(2)), key=lambda one: one["cpu"]
        )
        years = Path(folder) / "years.parquet"
        pl.concat(
            real.sales.with_columns(pl.col("on") - pl.duration(days=DAYS * back))
            for back in range(5)
        ).filter(pl.col("on") > FIRST - dt.timedelta(days=1913 - DAYS + 1)).sort(
            "sku", "location_id", "on"
        ).write_parquet(years)
        long_run = _command(years, Path(folder))
    _say(f"file {warm}; five years {long_run}; nothing compiled {cold}")
    return all(
        [
            _most("seconds of processor", warm["cpu"], MAX_CPU),
            _most("GiB", warm["gib"], MAX_GIB),
            _most(
                "seconds of processor, five years", long_run["cpu"], MAX_CPU_OF_YEARS
            ),
            _most(
                "seconds more, once, to compile", cold["wall"] - warm["wall"], MAX_COLD
            ),
        ]
    )


def _command(
    file: Path, out: Path, more: Mapping[str, str] | None = None, *options: str
) -> dict[str, float]:
    """Run the command; return processor time, wall time and the most memory."""
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, __file__, "--side", str(file), "--path", str(out)]
    done = subprocess.run(  # noqa: S603  # our own command
        [*command, *options],
        check=True,
        stdout=subprocess.PIPE,
        env={**os.environ, **(more or {})},
    )
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    wall = time.monotonic() - began
    return {"cpu": round(cpu, 2), "wall": round(wall, 2), "gib": round(told["gib"], 2)}


def run(file: Path, out: Path, *, boost: bool) -> None:
    """Do the command's work in this process and tell the most memory it held."""
    from pipelines.plain_forecast import write_forecasts  # noqa: PLC0415  # timed

    asked = Asked(horizon=AHEAD, lead_time_days=28, review_days=0, boost=boost)
    write_forecasts(file, None, asked, out)
    lines = Path("/proc/self/status").read_text().splitlines()
    (most,) = [line for line in lines if line.startswith("VmHWM:")]
    sys.stdout.write("\n" + json.dumps({"gib": int(most.split()[1]) / 2**20}))


def peers(real: Real, python: Path) -> bool:
    """Point forecasts with selection, beside statsforecast on 1,000 series."""
    from models.forecasting.fit import blended  # noqa: PLC0415  # only here
    from models.forecasting.profile import profiles_of  # noqa: PLC0415
    from models.forecasting.sales_panel import sales_panel  # noqa: PLC0415

    if not python.exists():
        _say(f"no statsforecast at {python}: make peers")
        return False
    origin = ORIGINS[0]
    as_of = FIRST + dt.timedelta(days=origin - 1)
    known = sales_panel(real.sales.lazy(), as_of)
    blended(known, profiles_of(known))
    times = []
    for _ in range(3):
        began = time.process_time()
        blended(known, profiles_of(known))
        times.append(time.process_time() - began)
    rate = len(real.units) / min(times)
    chosen = np.random.default_rng(7).choice(len(real.units), 1_000, replace=False)
    mine = _at(real, origin, ()).mean[chosen]
    part = Real(real.sales, real.units[chosen], real.prices[chosen])
    empty = np.zeros((*mine.shape, len(NINE)))
    _say(f"backstock   {rate:10,.0f} series a second, all {len(real.units):,} of them")
    our_error = judged(part, origin, Ahead(mine, empty, {}))["rmsse"]
    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder) / "past.npy", part.units[:, :origin])
        subprocess.run([python, PEERS, folder], check=True)  # noqa: S603  # ours
        told = json.loads((Path(folder) / "told.json").read_text())
        kept = []
        for name, seconds in told.items():
            said = np.load(Path(folder) / f"{name}.npy")
            theirs = judged(part, origin, Ahead(said, empty, {}))["rmsse"]
            _say(
                f"{name:10} {1000 / seconds:10,.1f} series a second; RMSSE on 1,000: "
                f"{theirs:.4f}, ours {our_error:.4f}"
            )
            kept.append(_most(f"RMSSE, times that of {name}", our_error / theirs, 1.0))
            if name == "AutoETS":
                times_faster = rate / (1000 / seconds)
                kept.append(_least("times as fast", times_faster, MIN_BESIDE_ETS))
    return all(kept)


def boost(real: Real) -> bool:
    """Accuracy at three origins with the boost beside that without, and its time."""
    rows: dict[str, list[dict[str, float]]] = {"boosted": [], "backstock": []}
    for origin in ORIGINS:
        rows["backstock"].append(judged(real, origin, _at(real, origin, SPANS)))
        rows["boosted"].append(
            judged(real, origin, _at(real, origin, SPANS, boost=True))
        )
    table = {name: _mean(row) for name, row in rows.items()}
    for name, row in table.items():
        _say(f"{name:15} " + "  ".join(f"{key} {row[key]:.4f}" for key in row))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sales.parquet"
        real.sales.write_parquet(file)
        taken = _command(file, Path(folder), None, "--boost")
    _say(f"file, boosted: {taken}")
    found, plain = table["boosted"], table["backstock"]
    return all(
        [
            *(
                _most(
                    f"{measure}, times that without",
                    found[measure] / plain[measure],
                    limit,
                )
                for measure, limit in MAX_BESIDE_PLAIN.items()
            ),
            *(
                _within(f"coverage of {span} days", found[f"coverage {span}"], COVERAGE)
                for span in SPANS
            ),
            _most("seconds of processor", taken["cpu"], MAX_CPU_OF_BOOST),
        ]
    )


def million(real: Real) -> bool:
    """A million item-locations: copies of the real ones under other names."""
    recent = real.sales.filter(pl.col("on") > FIRST + dt.timedelta(days=DAYS - 181))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sales.parquet"
        pl.concat(
            [
                recent.lazy().with_columns(sku=pl.format(f"{copy:02}-{{}}", "sku"))
                for copy in range(33)
            ]
        ).sink_parquet(file)
        taken = _command(file, Path(folder))
    _say(f"{33 * len(real.units):,} item-locations over 180 days: {taken}")
    return _most("GiB", taken["gib"], MAX_MILLION_GIB)


def _say(words: str) -> None:
    """Print a line at once."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _most(name: str, figure: float, limit: float) -> bool:
    _say(f"  {name}: {figure:.3f}, at most {limit}: {figure <= limit}")
    return figure <= limit


def _least(name: str, figure: float, limit: float) -> bool:
    _say(f"  {name}: {figure:,.0f}, at least {limit:,.0f}: {figure >= limit}")
    return figure >= limit


def _within(name: str, figure: float, limits: tuple[float, float]) -> bool:
    keeps = limits[0] <= figure <= limits[1]
    _say(f"  {name}: {figure:.4f}, within {limits}: {keeps}")
    return keeps


def main() -> int:
    """Run the sections asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sections", nargs="*")
    parser.add_argument("--peers", type=Path, default=ROOT / ".venv-peers/bin/python")
    parser.add_argument("--side", type=Path)
    parser.add_argument("--path", type=Path)
    parser.add_argument("--boost", action="store_true")
    asked = parser.parse_args()
    if asked.side:
        run(asked.side, asked.path, boost=asked.boost)
        return 0
    if not FOLDER.exists():
        _say(f"no real sales at {FOLDER}: set BACKSTOCK_TEST_DATA")
        return 2
    real = Real.read()
    sections: dict[str, Callable[[Real], bool]] = {
        "accuracy": accuracy,
        "stockouts": stockouts,
        "long": long,
        "speed": speed,
        "peers": lambda sales: peers(sales, asked.peers),
        "million": million,
        "boost": boost,
    }
    kept = [sections[name](real) for name in asked.sections or sections]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
