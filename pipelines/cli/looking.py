"""Commands that show what is there."""

# ruff: noqa: PLC0415  # what is heavy is imported by the command that needs it

from pathlib import Path

import click

from pipelines.cli import arguments


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
@click.argument("name", required=False)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "csv", "md"]),
    default="text",
    show_default=True,
    help="How it is printed.",
)
def tables(name: str | None, kind: str) -> None:
    """Print the data dictionary: every table, or the columns of table NAME."""
    from pipelines.dictionary import dictionary

    click.echo(dictionary(name, kind))
