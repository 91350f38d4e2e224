"""Commands that put a workspace away and bring it back."""

# ruff: noqa: PLC0415  # what is heavy is imported by the command that needs it

from pathlib import Path

import click

from pipelines.cli import arguments


@click.command()
@click.argument("root", metavar="DIR", type=arguments.ROOT)
@click.argument("file", type=arguments.FILE)
def backup(root: Path, file: Path) -> None:
    """Write all of DIR but its inbox into FILE, a compressed archive."""
    from pipelines.backup import back_up
    from pipelines.workspace import open_workspace

    back_up(open_workspace(root), file)
    click.echo(f"{root} is in {file} ({file.stat().st_size:,} bytes).")


@click.command()
@click.argument("file", type=arguments.EXISTING_FILE)
@click.argument("root", metavar="DIR", type=arguments.ROOT)
def restore(file: Path, root: Path) -> None:
    """Make the workspace that was backed up into FILE anew at DIR."""
    from pipelines.backup import restore as restore_workspace

    workspace = restore_workspace(file, root)
    click.echo(f"{workspace.root} is as it was; its inbox is empty.")
