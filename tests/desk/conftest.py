"""A small published workspace, and its desk asked without a browser."""

from collections.abc import Iterator

import flask
import pytest
from flask.testing import FlaskClient

from models import tables
from pipelines.creation import create
from pipelines.desk.app import Application, desk
from pipelines.desk.view import View, view
from pipelines.publishing import publish
from pipelines.warehouse import Warehouse
from pipelines.workspace import Workspace
from tests.desk import stocked
from tests.factories import frame
from tests.models.reports.plans import plan
from tests.models.reports.plans_behind import AS_OF

HOST = "http://127.0.0.1"
LINES = 30


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a workspace with a published plan of a few lines."""
    made = create(tmp_path_factory.mktemp("desk") / "shop")
    warehouse = Warehouse(made.root)
    rows = (
        plan(LINES)
        | stocked.tables()
        | {
            "scope": frame(
                "scope", {"as_of": AS_OF, "currency": "DKK", "time_zone": "UTC"}
            )
        }
    )
    for name in tables.TABLES:
        warehouse.replace(name, rows.get(name, frame(name)))
    publish(made, warehouse, AS_OF)
    return made


@pytest.fixture(scope="session")
def application(workspace: Workspace) -> Application:
    """Return the desk of the workspace."""
    return desk(workspace)


@pytest.fixture
def client(application: Application) -> FlaskClient:
    """Return a browser that has been there once and holds a token."""
    asking: FlaskClient = application.server.test_client()
    asking.get("/", base_url=HOST)
    return asking


@pytest.fixture
def seen(application: Application) -> Iterator[View]:
    """Return what a request sees."""
    with application.server.test_request_context("/", base_url=HOST):
        flask.g.pop("view", None)
        yield view()
