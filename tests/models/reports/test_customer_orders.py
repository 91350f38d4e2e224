import datetime as dt
from typing import Any

import polars as pl
import pytest

from models.reports import customer_orders
from tests.factories import frame

TODAY = dt.date(2026, 11, 22)
DAY = dt.timedelta(days=1)
CHANNELS = frame("channels", {"channel": "web", "name": "Webshop"})


def lines(*quantities: int, **more: Any) -> pl.DataFrame:
    """Return open lines of one item, the first ordered first."""
    rows = [
        {"order_id": f"O{n}", "line_no": 1, "channel": "web", "location_id": "main"}
        | {"sku": "a", "stream": "retail", "state": "open", "open_qty": qty}
        | {"placed_on": TODAY + n * DAY, "placed_at": f"{TODAY + n * DAY}T09:00"}
        | {"unit_price": 10}
        | {name: values[n] for name, values in more.items()}
        for n, qty in enumerate(quantities)
    ]
    return frame("order_status", *rows)


def stock(on_hand: int, held: int = 0) -> pl.DataFrame:
    return frame(
        "stock_positions",
        {"sku": "a", "location_id": "main", "is_stock_known": True}
        | {"on_hand_qty": on_hand, "held_qty": held},
    )


def purchases(*arriving: tuple[str, int, int]) -> pl.DataFrame:
    """Return purchases: number, units, days until they arrive."""
    rows = [
        {"po_id": po, "line_no": 1, "supplier_id": "ann", "sku": "a"}
        | {"location_id": "main", "open_qty": qty, "arrive_on": TODAY + days * DAY}
        | {"is_counted": True, "state": "on_time", "due_source": "expected"}
        for po, qty, days in arriving
    ]
    return frame("open_supply", *rows)


def served(*given: pl.DataFrame) -> dict[str, str]:
    found = customer_orders.served(*given)
    return dict(found.select("order_id", "served_by").iter_rows())


def test_who_asked_first_is_served_from_stock_the_next_from_what_comes() -> None:
    found = customer_orders.served(
        lines(3, 4, 5, 9), stock(5), purchases(("P1", 3, 2), ("P2", 4, 6))
    ).sort("order_id")
    assert found.select("served_by", "po_id", "served_on").rows() == [
        ("stock", None, None),
        ("purchase", "P1", TODAY + 2 * DAY),
        ("purchase", "P2", TODAY + 6 * DAY),
        ("nothing", None, None),
    ]


def test_held_stock_serves_nobody() -> None:
    assert served(lines(3), stock(3, held=1), purchases()) == {"O0": "nothing"}


def test_what_is_wanted_later_waits_its_turn() -> None:
    wanted = lines(3, 3, requested_on=[TODAY + 30 * DAY, None])
    assert served(wanted, stock(3), purchases()) == {"O0": "nothing", "O1": "stock"}


def test_where_no_stock_was_seen_nobody_knows() -> None:
    nothing = frame("stock_positions")
    assert served(lines(1), nothing, purchases(("P1", 9, 1))) == {"O0": "unknown"}


def test_doubtful_purchases_serve_nobody() -> None:
    doubtful = purchases(("P1", 9, 1)).with_columns(is_counted=pl.lit(value=False))
    assert served(lines(3), stock(0), doubtful) == {"O0": "nothing"}


def test_what_nothing_serves_comes_first() -> None:
    found = customer_orders.served(lines(3, 4), stock(3), purchases())
    shown = customer_orders.lines_table(found, CHANNELS, frame("products"), "da").rows
    assert shown["served_by"].to_list() == ["Intet endnu", "Lager, der er her"]
    assert shown["open_amount"].to_list() == [40.0, 30.0]
    assert set(shown["channel"]) == {"Webshop"}
    assert customer_orders.worth(found) == pytest.approx(70)


def test_lines_are_counted_by_how_long_they_have_waited() -> None:
    waiting = lines(1, 1, 1, 1, age_days=[0, 3, 4, 40], days_late=[0, 0, 0, 2])
    row = customer_orders.ages(waiting, CHANNELS).rows.row(0, named=True)
    assert row["channel"] == "Webshop"
    ages = ("age_1", "age_3", "age_7", "age_14", "age_more")
    assert [row[name] for name in ages] == [1, 1, 1, 0, 1]
    assert (row["lines"], row["lines_late"]) == (4, 1)


def test_every_way_to_be_served_is_counted() -> None:
    found = customer_orders.served(lines(3, 4), stock(3), purchases(("P1", 9, 1)))
    shown = customer_orders.by_service(found, "en").rows
    assert shown.select("served_by", "lines").rows()[:2] == [
        ("Stock that is here", 1),
        ("A purchase under way", 1),
    ]
