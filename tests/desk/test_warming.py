"""Pages made before anybody asks for them."""

from pathlib import Path

import pytest

from pipelines.creation import create
from pipelines.desk import warming
from pipelines.desk.app import desk
from pipelines.desk.page import Page
from pipelines.desk.pages import PAGES
from pipelines.desk.view import EXTENSION, Desk
from pipelines.workspace import Workspace
from tests.models.reports.plans_behind import AS_OF


def test_a_plan_is_made_once_and_stays_for_who_comes(workspace: Workspace) -> None:
    application = desk(workspace).server
    kept: Desk = application.extensions[EXTENSION]
    assert warming.warm(application, "") == f"{AS_OF}-1"
    assert len(kept.shelf) > 0
    before = len(kept.shelf)
    assert warming.warm(application, f"{AS_OF}-1") == f"{AS_OF}-1"
    assert len(kept.shelf) == before


def test_a_page_that_fails_keeps_no_other_from_being_made(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*given: object) -> None:
        raise RuntimeError(given)

    pages = (Page("broken", failing), *PAGES)
    monkeypatch.setattr(warming, "PAGES", pages)
    application = desk(workspace).server
    warming.warm(application, "")
    assert len(application.extensions[EXTENSION].shelf) > 0


def test_before_the_first_run_there_is_nothing_to_make(tmp_path: Path) -> None:
    application = desk(create(tmp_path / "shop")).server
    assert not warming.warm(application, "")
