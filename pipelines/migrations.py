"""Steps that bring the workspace of an older Backstock up to this one."""

from collections.abc import Callable, Mapping

from pipelines.backup import back_up_held
from pipelines.sources.registry import Registry
from pipelines.workspace import SCHEMA_VERSION, Workspace, write_atomically

Step = Callable[[Workspace], None]


def _when_files_were_replaced(workspace: Workspace) -> None:
    """Let the record of files say when each was replaced, and what was carried on."""
    Registry(workspace.database).add_replacements()


STEPS: Mapping[int, Step] = {1: _when_files_were_replaced}
"""The step that leads away from each older version."""


def migrate(
    workspace: Workspace,
    steps: Mapping[int, Step] = STEPS,
    newest: int = SCHEMA_VERSION,
) -> None:
    """Take ``workspace`` to the ``newest`` version, one step at a time.

    A backup is laid beside it first. The version is written after each step, so that a
    killed migration goes on where it stopped; every step can be taken twice.
    """
    start = workspace.schema_version
    if start < newest:
        back_up_held(workspace, workspace.root / f"backup-version-{start}.tar.gz")
    for version in range(start, newest):
        steps[version](workspace)
        write_atomically(workspace.schema_file, f"{version + 1}\n")
