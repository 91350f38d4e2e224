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


class Levels(click.ParamType[tuple[float, ...]]):
    """Levels of quantiles, separated by commas: ascending, between 0 and 1."""

    name = "levels"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[float, ...]:
        """Return the levels in order, or fail with what is wrong."""
        if isinstance(value, tuple):
            return value
        try:
            levels = sorted({float(level) for level in str(value).split(",")})
        except ValueError:
            self.fail(f"{value!r} is no list such as 0.05,0.5,0.95", param, ctx)
        if not all(0 < level < 1 for level in levels):
            self.fail("every level lies between 0 and 1", param, ctx)
        return tuple(levels)
