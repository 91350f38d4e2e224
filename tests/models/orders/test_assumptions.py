from models import tables
from models.orders.assumptions import order_assumptions
from tests.factories import frame


def test_every_assumption_is_counted_and_said_in_both_languages() -> None:
    line = {"sku": "a", "customer_id": "c", "ordered_qty": 3}
    order_lines = frame(
        "order_lines",
        line | {"order_id": "o1", "placed_at": "2026-01-01T09:00", "unit_price": 3},
        line | {"order_id": "o2", "placed_at": "2026-01-01T10:00", "ordered_qty": -3},
        line | {"order_id": "o3", "placed_at": "2026-01-01T11:00", "ordered_qty": -3},
    )
    order_status = frame(
        "order_status", {"order_id": "o1", "state": "shipped", "is_inferred": True}
    )
    told = order_assumptions(
        order_lines.lazy(), order_status.lazy(), frame("shipment_lines").lazy()
    )
    tables.TABLES["assumptions"].validate(told)
    assert dict(told.select("assumption", "affected").iter_rows()) == {
        "no exchange rate": 1,
        "reversal is a cancellation": 1,
        "reversal without an order": 1,
        "shipped when placed": 1,
    }
    assert told.get_column("sentence_da").str.contains("1 ").all()


def test_nothing_inferred_nothing_said() -> None:
    told = order_assumptions(
        frame("order_lines").lazy(),
        frame("order_status").lazy(),
        frame("shipment_lines").lazy(),
    )
    assert told.is_empty()
