"""Arguments that several commands share."""

from pathlib import Path

import click

ROOT = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)
EXISTING_FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
DAY = click.DateTime(formats=["%Y-%m-%d"])

workspace = click.argument(
    "root", metavar="DIR", type=ROOT, envvar="BACKSTOCK_WORKSPACE"
)
"""The workspace: named, else the one that BACKSTOCK_WORKSPACE names."""
