"""Pages made before anybody asks for them, so that no planner waits for the first."""

import logging
import threading
import time

import flask

from pipelines.desk.pages import PAGES
from pipelines.desk.view import view
from pipelines.publishing import NothingPublished

LOOK_SECONDS = 5.0
"""How soon after a run its pages are made."""

log = logging.getLogger(__name__)


def keep_warm(application: flask.Flask) -> None:
    """Make the pages of each new plan in a thread that ends with the process."""
    threading.Thread(target=_for_ever, args=(application,), daemon=True).start()


def _for_ever(application: flask.Flask) -> None:
    """Look for a new plan every few seconds."""
    warmed = ""
    while True:
        warmed = warm(application, warmed)
        time.sleep(LOOK_SECONDS)


def warm(application: flask.Flask, warmed: str) -> str:
    """Make every page of the newest plan, unless it is ``warmed``; return its run.

    What is computed on the way stays on the shelf for the planners who come. A page
    that fails says why to whoever opens it.
    """
    with application.test_request_context("/"):
        try:
            seen = view()
        except NothingPublished:
            return ""
        if seen.snapshot.run == warmed:
            return warmed
        for page in PAGES:
            try:
                page.shown(seen, {})
            except Exception:
                log.exception("the page %s could not be made", page.name)
        import pipelines.run_history  # noqa: F401, PLC0415  # Dagster takes seconds

        return seen.snapshot.run
