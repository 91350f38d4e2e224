"""Commands that carry decisions out."""

# ruff: noqa: PLC0415  # what is heavy is imported by the command that needs it

import getpass
from pathlib import Path

import click

from pipelines.cli import arguments


@click.command()
@arguments.workspace
@click.option("--supplier", multiple=True, help="Only this supplier; may be repeated.")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Send as well what is to be ordered on a later day.",
)
@click.option(
    "--arrived",
    metavar="ORDER",
    help="Say of an unclear order that the supplier has it.",
)
@click.option(
    "--again",
    metavar="ORDER",
    help="Say of an unclear order that the supplier has it not: it is sent anew.",
)
@click.option("--author", default=getpass.getuser, help="Who sends; by default you.")
def send(  # noqa: PLR0913, PLR0917  # one argument per option
    root: Path,
    supplier: tuple[str, ...],
    everything: bool,  # noqa: FBT001  # a flag of the command line
    arrived: str | None,
    again: str | None,
    author: str,
) -> None:
    """Send what is approved in DIR and due to its suppliers, once: on paper, by mail.

    What is to be ordered on a later day is sent on that day, or now with --all.
    """
    from pipelines.cli.sent import sent_lines
    from pipelines.deciding.sending import resolve
    from pipelines.deciding.sending import send as send_orders
    from pipelines.workspace import open_workspace

    workspace = open_workspace(root)
    resolved = [
        resolve(workspace, order, has_arrived=order == arrived, author=author)
        for order in (arrived, again)
        if order
    ]
    sends = not resolved or again
    sent = (
        send_orders(workspace, author=author, suppliers=supplier, everything=everything)
        if sends
        else []
    )
    for told in sent_lines([*resolved, *sent]):
        click.echo(told)


@click.command()
@arguments.workspace
@click.option("--stop", "change", flag_value="stop", help="Stop all rules at once.")
@click.option("--go", "change", flag_value="go", help="Let them go on.")
def rules(root: Path, change: str | None) -> None:
    """Show what the rules of DIR approved and held back of the plan, and why."""
    from pipelines.cli.ruled import rule_lines
    from pipelines.deciding.rules import go, stop
    from pipelines.workspace import open_workspace

    workspace = open_workspace(root)
    if change:
        {"stop": stop, "go": go}[change](workspace)
    for told in rule_lines(workspace):
        click.echo(told)
