"""What a planner approves on the desk is kept, and the next run counts it."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from pipelines.deciding.store import Store
from pipelines.desk.app import desk
from pipelines.desk.pages.orders.book import book
from pipelines.desk.security import TOKEN_COOKIE, TOKEN_HEADER
from pipelines.desk.view import view
from pipelines.workspace import Workspace
from tests.desk.conftest import HOST
from tests.pipelines import three_files
from tests.pipelines.shops import plan, rows_of

OUTPUTS = (
    ("orders-answer", "data"),
    ("orders-conflict-body", "children"),
    ("orders-conflict", "opened"),
)


def asked(client: FlaskClient, ask: dict[str, object]) -> dict[str, object]:
    """Send what the page's script sends, and return the answer."""
    client.get("/", base_url=HOST)
    token = client.get_cookie(TOKEN_COOKIE, domain="127.0.0.1")
    outputs = [{"id": name, "property": prop} for name, prop in OUTPUTS]
    body = {
        "output": f"..{'...'.join(f'{name}.{prop}' for name, prop in OUTPUTS)}..",
        "outputs": outputs,
        "inputs": [{"id": "orders-ask", "property": "data", "value": ask}],
        "changedPropIds": ["orders-ask.data"],
    }
    reply = client.post(
        "/_dash-update-component",
        base_url=HOST,
        json=body,
        headers={TOKEN_HEADER: token.value if token else ""},
    )
    assert reply.status_code == 200, reply.text
    answer: dict[str, object] = reply.get_json()["response"]["orders-answer"]["data"]
    return answer


@pytest.fixture
def shop(tmp_path: Path) -> Workspace:
    """Return a planned shop of three files."""
    return three_files.make(tmp_path / "shop")


def test_an_order_approved_with_one_action_is_counted_by_the_next_run(
    shop: Workspace,
) -> None:
    first = plan(shop)
    lines = rows_of(first, "suggestions")
    assert lines
    application = desk(shop)
    with application.server.test_request_context("/", base_url=HOST):
        names = book(view()).orders["order_name"].to_list()
    client = application.server.test_client()
    client.set_cookie("planner", "Ann", domain="127.0.0.1")
    for name in names:
        ask = {"id": name, "action": "approve", "order": name, "seen": 0}
        assert asked(client, ask)["lines"]

    kept = Store(shop.decisions_url).decisions()
    assert set(kept["suggestion_id"]) == {line["suggestion_id"] for line in lines}
    assert set(kept["author"]) == {"Ann"}

    again = plan(shop)
    assert again.run != first.run
    matches = {row["suggestion_id"]: row for row in rows_of(again, "supply_matches")}
    for line in lines:
        match = matches[line["suggestion_id"]]
        assert match["state"] == "approved"
        assert match["counted_qty"] == line["suggested_qty"]
    positions = {row["sku"]: row for row in rows_of(again, "planning_positions")}
    for line in lines:
        assert positions[line["sku"]]["approved_qty"] == line["suggested_qty"]
