"""One run of the nightly job in this process: from the inbox to a published plan."""

import datetime as dt
from collections.abc import Callable, Sequence

import dagster as dg

from pipelines.creation import create
from pipelines.definitions import build_definitions
from pipelines.jobs import NIGHTLY
from pipelines.progress import LOGGER, shown
from pipelines.publishing import Snapshot, published
from pipelines.resources import Request
from pipelines.workspace import Workspace

Build = Callable[..., dg.Definitions]


def run(
    workspace: Workspace,
    as_of: dt.date | None = None,
    reread: Sequence[str] = (),
    *,
    build: Build = build_definitions,
) -> Snapshot:
    """Run the nightly job on ``workspace`` and return what it has published.

    ``as_of`` is the last day that is known, by default the latest complete business day
    in the data. ``reread`` names sources to be read again, as ``table`` or
    ``table:what``. The history of the run is kept where ``dagster dev`` shows it.
    """
    create(workspace.root)
    request = Request(as_of, tuple(reread))
    home = str(workspace.dagster_home)
    with shown() as listener, dg.DagsterInstance.from_config(home) as instance:
        definitions = build(workspace, request=request, listener=listener)
        job = definitions.resolve_job_def(NIGHTLY)
        listener("steps", str(len(job.nodes)))
        job.execute_in_process(run_config={"loggers": {LOGGER: {}}}, instance=instance)
    return published(workspace)
