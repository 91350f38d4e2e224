"""Commands that make a workspace."""

# ruff: noqa: PLC0415  # what is heavy is imported by the command that needs it

from pathlib import Path

import click

from pipelines.cli import arguments


@click.command()
@arguments.workspace
def init(root: Path) -> None:
    """Make DIR a workspace: settings, templates, an empty inbox.

    An existing workspace gets fresh templates; its settings and data stay.
    """
    from pipelines.creation import create

    workspace = create(root)
    click.echo(f"{workspace.root} is ready.")
    click.echo(f"1. Look through {workspace.settings_file}.")
    click.echo(f"2. Drop your files into {workspace.inbox}; {workspace.templates} has")
    click.echo("   an empty one per table. The smallest useful input is order_lines,")
    click.echo("   stock_levels and supplier_items.")
    click.echo(f"3. backstock run {root}")


@click.command()
@arguments.workspace
@click.option(
    "--size",
    type=click.Choice(["small", "medium", "large"]),
    help="How big the company is; by default small, or what the orders need.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Another company.")
@click.option(
    "--orders",
    type=arguments.EXISTING_FILE,
    help="Real order lines to build the company around.",
)
def demo(root: Path, size: str | None, seed: int, orders: Path | None) -> None:
    """Write an example company into DIR and run the plan on it."""
    from pipelines.cli.summary import run_lines
    from pipelines.demonstration import demonstrate

    snapshot = demonstrate(root, size, seed, orders)
    for line in run_lines(snapshot, root):
        click.echo(line)
