"""What others decide while a planner has the page open."""

from flask.testing import FlaskClient

from pipelines.desk.pages.orders import news
from pipelines.desk.pages.orders.book import book
from pipelines.desk.pages.orders.deciding import answer
from pipelines.desk.view import View
from tests.desk.conftest import HOST
from tests.desk.orders.planners import first_order


def test_what_another_planner_did_is_told_with_its_lines_and_orders(
    ann: View, bo: View
) -> None:
    assert news.since(ann, 0) is None
    order = first_order(bo)
    name = order["order_name"]
    answer(bo, {"id": "b", "action": "approve", "order": name, "seen": 0})
    found = news.since(ann, 0)
    assert found is not None
    assert found["told"] == f"Bo approved {order['all_lines']} lines just now."
    assert found["in_orders"] == [name]
    assert found["seen"] == book(ann).standing.entry_no
    assert news.since(ann, book(ann).standing.entry_no) is None


def test_what_a_planner_did_elsewhere_is_shown_and_not_told(ann: View) -> None:
    name = first_order(ann)["order_name"]
    answer(ann, {"id": "a", "action": "approve", "order": name, "seen": 0})
    found = news.since(ann, 0)
    assert found is not None
    assert (found["told"], found["lines"]) == ("", [])


def test_nothing_is_said_where_nothing_was_decided(client: FlaskClient) -> None:
    assert client.get("/orders/since?entry=0", base_url=HOST).status_code == 204
