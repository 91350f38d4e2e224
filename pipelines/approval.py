"""Recording what a planner decided about the published plan."""

from collections.abc import Collection
from pathlib import Path

from pipelines import decisions
from pipelines.publishing import published
from pipelines.workspace import Workspace


def approve(  # noqa: PLR0913  # who decides what about which lines, each by name
    workspace: Workspace,
    workbook: Path | None = None,
    *,
    author: str,
    suppliers: Collection[str] = (),
    suggestion_ids: Collection[str] = (),
    reason: str | None = None,
) -> decisions.Outcome:
    """Record the decisions of ``author`` about the plan published in ``workspace``."""
    snapshot = published(workspace)
    return decisions.approve(
        decisions.Store(workspace.decisions_url),
        snapshot.run,
        snapshot.read("suggestions"),
        company=workspace.settings.as_company,
        as_of=snapshot.as_of,
        author=author,
        workbook=workbook,
        suppliers=suppliers,
        suggestion_ids=suggestion_ids,
        reason=reason,
    )
