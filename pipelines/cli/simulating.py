"""Commands that try plans out before anyone trusts them."""

# ruff: noqa: PLC0415  # what is heavy is imported by the command that needs it

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli import arguments

if TYPE_CHECKING:
    import polars as pl

    from pipelines.simulation import Simulated


@click.command()
@arguments.workspace
@click.option(
    "--what-if",
    type=arguments.EXISTING_FILE,
    help="Plan today again with the parameters changed in this TOML or CSV file.",
)
@click.option(
    "--weeks",
    type=click.IntRange(4, 260),
    default=52,
    show_default=True,
    help="Weeks to replay, as far as stock is known.",
)
@click.option(
    "--out", type=arguments.ROOT, help="Where files go; by default DIR/reports."
)
def simulate(root: Path, what_if: Path | None, weeks: int, out: Path | None) -> None:
    """Replay the past of DIR: what the plan would have earned beside what you did.

    Every week is planned again from what was recorded by then, and all policies live
    through the same days. Plans of past weeks are kept and made once.

    With --what-if the past is left alone: the published plan is shown beside the one
    that the changed parameters would give, and stays as it is.
    """
    if what_if:
        for line in _compared(root, what_if, out):
            click.echo(line)
        return
    from pipelines.backtest import HistoryTooShortError
    from pipelines.simulation import simulate as simulate_past
    from pipelines.workspace import open_workspace

    def told(number: int, total: int) -> None:
        click.echo(f"\rPlanned {number} of {total} weeks again", nl=False, err=True)
        if number == total:
            click.echo(err=True)

    try:
        done = simulate_past(open_workspace(root), out, told, weeks)
    except HistoryTooShortError as short:
        click.echo(short)
        return
    for line in _lines(done):
        click.echo(line)


def _compared(root: Path, file: Path, out: Path | None) -> Iterator[str]:
    """Yield both plans side by side."""
    from pipelines.what_if import compare
    from pipelines.workspace import open_workspace

    done = compare(open_workspace(root), file, out)
    yield from _table(done.totals)
    changed = done.lines.filter(done.lines["qty"] != done.lines["qty_after"]).height
    yield f"{changed:,} of {done.lines.height:,} lines differ."
    yield f"The page is {done.page}, every line is in {done.figures}."


def _table(rows: "pl.DataFrame") -> Iterator[str]:
    """Yield rows as a table for the terminal."""
    import polars as pl

    with pl.Config(
        tbl_rows=-1,
        tbl_cols=-1,
        tbl_width_chars=200,
        tbl_hide_column_data_types=True,
        tbl_hide_dataframe_shape=True,
        float_precision=0,
        thousands_separator=",",
        fmt_str_lengths=60,
    ):
        yield str(rows)


def _lines(done: "Simulated") -> Iterator[str]:
    """Yield what was found; the sentence that it comes down to is the last one."""
    yield from _table(done.shown)
    for one in done.found.tuned:
        candidate, ahead = one.candidate, one.ahead
        yield (
            f"Class {one.abc}: service {candidate.rate:.1%} and orders of "
            f"{candidate.cycle_days} days would have cost least; ahead of time the "
            f"choice saved {ahead.value:,.0f} ({ahead.low:,.0f} to {ahead.high:,.0f})"
            f"{'' if one.is_sure else ': not sure, keep what is'}."
        )
    if done.parameters:
        yield f"Sure ones are in {done.parameters}: drop it into the inbox to adopt."
    yield f"The page is {done.page}, the figures are {done.figures}."
    yield ""
    yield done.sentence
