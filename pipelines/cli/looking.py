"""Commands that show what is there."""

# ruff: noqa: PLC0415  # what is heavy is imported by the command that needs it

from pathlib import Path
from typing import Any, Literal

import click

from models.costing_methods import COSTING_METHODS
from pipelines.cli import arguments

SHOWN_ROWS = 20


@click.command()
@arguments.workspace
def status(root: Path) -> None:
    """Tell what to order, what runs out and how far to trust the plan in DIR."""
    from pipelines.cli.summary import status_lines
    from pipelines.workspace import open_workspace

    for line in status_lines(open_workspace(root)):
        click.echo(line)


@click.command()
@click.argument("table")
@arguments.workspace
@click.option(
    "--format",
    "kind",
    type=click.Choice(["csv", "parquet", "xlsx"]),
    default="csv",
    show_default=True,
    help="Kind of file.",
)
@click.option(
    "--out", type=arguments.FILE, help="Where to; by default TABLE.<format> here."
)
def export(table: str, root: Path, kind: str, out: Path | None) -> None:
    """Write TABLE, as published in DIR, into a file for any other tool."""
    from pipelines.exports import export_table
    from pipelines.publishing import published
    from pipelines.workspace import open_workspace

    file = out or Path(f"{table}.{kind}")
    rows = export_table(published(open_workspace(root)), table, kind, file)
    click.echo(f"{rows:,} rows of {table} are in {file}.")


@click.command()
@arguments.workspace
@click.option("--sku", "skus", multiple=True, help="Only this item (repeat for more).")
@click.option("--as-of", type=arguments.DAY, help="At the end of this day.")
@click.option(
    "--known-at", type=arguments.DAY, help="Only by what was known at the end of it."
)
@click.option(
    "--method",
    "methods",
    multiple=True,
    type=click.Choice(COSTING_METHODS),
    help="Valued by this method (repeat to see several side by side).",
)
@click.option("--out", type=arguments.FILE, help="Every row into this CSV file.")
def value(root: Path, out: Path | None, **asked: Any) -> None:
    """Tell what was in stock in DIR and what it was worth, on any past day."""
    import polars as pl

    from models.inventory.asked_values import totals
    from pipelines.asked_values import Question, asked_values
    from pipelines.publishing import published
    from pipelines.workspace import open_workspace

    workspace = open_workspace(root)
    for day in ("as_of", "known_at"):
        asked[day] = asked[day].date() if asked[day] else None
    question = Question(**asked)
    values = asked_values(workspace, published(workspace), question)
    shown = values if question.skus else totals(values)
    with pl.Config(
        tbl_rows=SHOWN_ROWS,
        tbl_hide_column_data_types=True,
        tbl_hide_dataframe_shape=True,
    ):
        click.echo(shown)
    if out:
        values.write_csv(out)
        click.echo(f"{values.height:,} rows are in {out}.")


@click.command()
@arguments.workspace
@click.argument("sku")
@click.argument("location")
def study(root: Path, sku: str, location: str) -> None:
    """Write a page that studies item SKU at place LOCATION of DIR in depth."""
    from pipelines.publishing import published
    from pipelines.study import write_study
    from pipelines.workspace import open_workspace

    workspace = open_workspace(root)
    file = write_study(workspace, published(workspace), sku, location)
    click.echo(f"The study is in {file}.")


@click.command()
@arguments.workspace
@click.argument("sku")
@click.argument("location")
@click.option(
    "--language",
    type=click.Choice(["en", "da"]),
    help="Language to explain in; by default that of the workspace.",
)
def explain(
    root: Path, sku: str, location: str, language: Literal["en", "da"] | None
) -> None:
    """Explain what is suggested of item SKU at LOCATION of DIR, from its documents on.

    Every step adds up: documents and moves, stock, demand, forecast, lead time,
    parameters, levels, position, the number and the supplier's order.
    """
    from dataclasses import replace

    from pipelines.explaining import explained
    from pipelines.publishing import published
    from pipelines.workspace import open_workspace

    workspace = open_workspace(root)
    company = workspace.settings.as_company
    spoken = replace(company, language=language or company.language)
    for line in explained(published(workspace), sku, location, spoken):
        click.echo(line)


@click.command()
@click.argument("file", type=arguments.EXISTING_FILE)
@click.argument("folder", type=arguments.ROOT)
@click.option(
    "--method",
    type=click.Choice(["fifo", "moving_average"]),
    default="fifo",
    show_default=True,
    help="How moves are costed.",
)
@click.option("--out", type=arguments.FILE, help="Every move, costed, into this file.")
def book(file: Path, folder: Path, method: str, out: Path | None) -> None:
    """Add the moves of a Parquet FILE to the book in FOLDER and cost them.

    For tens of millions of moves that need no workspace. Columns: ts, sku, location,
    qty (whole), unit_cost (ten-thousandths, of what comes in), kind (transfer_out and
    transfer_in carry their cost on), applies_to (the number of the move that is taken
    back or carried on; moves are numbered from 0 as they are added).
    """
    import polars as pl

    from pipelines.move_book import MoveBook

    kept = MoveBook(folder, method)
    moves = pl.read_parquet(file)
    posted = kept.add(moves)
    click.echo(f"{moves.height:,} moves added, {posted:,} posted.")
    if out:
        kept.read().write_parquet(out)


@click.command()
@click.argument("name", required=False)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "csv", "md"]),
    default="text",
    show_default=True,
    help="How it is printed.",
)
@click.option(
    "--language",
    type=click.Choice(["en", "da"]),
    default="en",
    show_default=True,
    help="Language in which it says what things mean.",
)
def tables(name: str | None, kind: str, language: str) -> None:
    """Print the data dictionary: every table, or the columns of table NAME."""
    from pipelines.dictionary import dictionary

    click.echo(dictionary(name, kind, language))
