"""What the plan would have earned on the past."""

import polars as pl

from assets.ports import BacktestArchive
from assets.tables import table


@table()
def policy_backtest(backtest_archive: BacktestArchive) -> pl.DataFrame:
    """The figures of the last back-test."""
    return backtest_archive.policy_backtest()


@table()
def policy_frontier(backtest_archive: BacktestArchive) -> pl.DataFrame:
    """Service against stock in the last back-test."""
    return backtest_archive.policy_frontier()
