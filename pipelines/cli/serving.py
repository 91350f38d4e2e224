"""The command that opens the desk."""

# ruff: noqa: PLC0415  # what is heavy is imported by the command that needs it

from pathlib import Path

import click

from pipelines.cli import arguments


@click.command()
@arguments.workspace
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address of this machine to listen on; only those that no other reaches.",
)
@click.option(
    "--port", default=8050, show_default=True, help="Port; 0 takes a free one."
)
def serve(root: Path, host: str, port: int) -> None:
    """Open the planner's desk of DIR for the browsers of this machine."""
    from pipelines.desk.app import desk
    from pipelines.desk.serving import server
    from pipelines.desk.warming import keep_warm
    from pipelines.workspace import open_workspace

    application = desk(open_workspace(root)).server
    served = server(application, host, port)
    keep_warm(application)
    click.echo(f"The desk is open at http://{host}:{served.effective_port}")
    click.echo("Stop it with Ctrl-C.")
    served.run()
