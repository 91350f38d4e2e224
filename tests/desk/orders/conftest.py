"""Two planners at one desk, whose decisions are their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.desk.app import Application, desk
from pipelines.desk.view import View
from pipelines.workspace import Workspace
from tests.desk.orders.planners import seen_by


@pytest.fixture
def application(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Application:
    """Return a desk whose decisions are its own."""
    monkeypatch.setenv("BACKSTOCK_DECISIONS", f"sqlite:///{tmp_path / 'd.sqlite'}")
    return desk(Workspace(workspace.root))


@pytest.fixture
def ann(application: Application) -> Iterator[View]:
    """Return what Ann sees."""
    with application.server.app_context():
        yield seen_by(application, "Ann")


@pytest.fixture
def bo(application: Application) -> View:
    """Return what Bo sees."""
    return seen_by(application, "Bo")
