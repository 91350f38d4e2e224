"""``backstock simulate``: the back-test of a workspace, written where people look."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from models.company import Company
from models.reports.backtest import sentence
from pipelines.backtest import MOST_WEEKS, Backtest, Told, backtest
from pipelines.backtest_page import page
from pipelines.last_backtest import LastBacktest
from pipelines.workspace import Workspace, write_atomically

ENGLISH = "en"
SHOWN = {
    "policy": "policy",
    "segment": "class",
    "fill_rate": "served",
    "stockout_days": "days out",
    "average_stock_amount": "stock",
    "orders": "orders",
    "total_cost_amount": "cost",
    "saving_amount": "saved",
    "saving_low_amount": "at least",
    "saving_high_amount": "at most",
}


@dataclass(frozen=True)
class Simulated:
    """What was found, where it was written, and what it comes down to."""

    found: Backtest
    page: Path
    figures: Path
    parameters: Path | None
    sentence: str

    @property
    def shown(self) -> pl.DataFrame:
        """The figures as they are printed."""
        served = pl.format("{}%", (pl.col("fill_rate") * 100).round(1))
        return self.found.table.with_columns(fill_rate=served).select(
            pl.col(name).cast(pl.Float64).alias(short)
            if name.endswith("_amount")
            else pl.col(name).alias(short)
            for name, short in SHOWN.items()
        )


def simulate(
    workspace: Workspace,
    folder: Path | None,
    told: Told,
    weeks: int = MOST_WEEKS,
) -> Simulated:
    """Back-test the plan on the past of ``workspace``.

    The page and the figures go into ``folder``, by default that of reports. The
    figures are kept in the workspace too: the next run publishes them as the tables
    ``policy_backtest`` and ``policy_frontier``.
    """
    company = workspace.settings.as_company
    found = backtest(workspace, weeks, told)
    LastBacktest(workspace.backtest).keep(found.table, found.frontier)
    target = folder or workspace.reports
    target.mkdir(parents=True, exist_ok=True)
    written = _write(found, company, target, found.past.span.last_on)
    line = sentence(found.table, company, ENGLISH)
    return Simulated(found, *written, line)


def _write(
    found: Backtest, company: Company, folder: Path, as_of: dt.date
) -> tuple[Path, Path, Path | None]:
    """Write the page, the figures, and the parameters that surely cost less."""
    drawn, figures = folder / "backtest.html", folder / "policy_backtest.csv"
    write_atomically(drawn, page(found, company, as_of))
    found.table.write_csv(figures)
    advised = found.advised
    parameters = folder / "advised_parameters.csv"
    if advised is None:
        parameters.unlink(missing_ok=True)
        return drawn, figures, None
    advised.write_csv(parameters)
    return drawn, figures, parameters
