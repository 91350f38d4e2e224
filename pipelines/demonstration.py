"""The example company: written into a new workspace, and planned for."""

from pathlib import Path

from models.company import Company
from pipelines.creation import create, settings_text
from pipelines.demo import ExampleSummary, write_example
from pipelines.publishing import Snapshot
from pipelines.run import run
from pipelines.workspace import WorkspaceFault, open_workspace, write_atomically

SMALLEST = "small"


def demonstrate(
    root: Path, size: str | None, seed: int, orders: Path | None
) -> Snapshot:
    """Write the example company into a new workspace at ``root`` and run the plan.

    With ``orders`` the company is built around those real order lines.
    """
    if root.exists() and any(root.iterdir()):
        message = f"{root} is not empty; the example needs a new folder"
        raise WorkspaceFault(message)
    workspace = create(root)
    example = write_example(
        workspace.inbox, workspace.truth, size or SMALLEST, seed, orders
    )
    text = settings_text(_company(example))
    write_atomically(workspace.settings_file, text)
    return run(open_workspace(root))


def _company(example: ExampleSummary) -> Company:
    """Return the company that was written."""
    return Company(
        name=example.name, currency=example.currency, time_zone=example.time_zone
    )
