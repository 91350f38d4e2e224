import datetime as dt
from typing import Any

import polars as pl
import pytest

from models import tables
from models.company import Company
from models.orders.status import every_line_has_a_status, order_status
from tests.factories import frame

AS_OF = dt.date(2026, 3, 31)
OTHERS = (
    *("shipment_lines", "return_lines", "products", "channels"),
    *("channel_locations", "locations", "exchange_rates"),
)
LAZY = ("order_lines", "shipment_lines", "return_lines")


def status(
    *order_lines: dict[str, Any], company: Company | None = None, **given: pl.DataFrame
) -> list[dict[str, Any]]:
    rows = [
        {"order_id": "o", "sku": "a", "placed_at": "2026-03-30T10:00", "ordered_qty": 5}
        | line
        for line in order_lines
    ]
    frames: dict[str, Any] = {name: given.get(name, frame(name)) for name in OTHERS}
    frames["order_lines"] = frame("order_lines", *rows)
    made = order_status(
        **{
            name: rows.lazy() if name in LAZY else rows for name, rows in frames.items()
        },
        as_of=AS_OF,
        company=company or Company(),
    ).collect()
    tables.TABLES["order_status"].validate(made)
    return made.to_dicts()


def shipped(*rows: dict[str, Any]) -> pl.DataFrame:
    line = {"shipment_id": "s", "order_id": "o", "order_line_no": 1, "sku": "a"}
    return frame("shipment_lines", *(line | row for row in rows))


OTHER_SHIPMENT = shipped({"order_id": "else", "qty": 1})


def test_without_shipments_a_line_counts_as_shipped_when_placed() -> None:
    (line,) = status({"placed_at": "2025-06-01T10:00"})
    assert (line["state"], line["shipped_qty"], line["open_qty"]) == ("shipped", 5, 0)
    assert line["is_inferred"]
    assert line["demand_qty"] == 5


def test_without_shipments_only_lines_known_to_be_open_are_open() -> None:
    (line,) = status({"status": "open"})
    assert (line["state"], line["shipped_qty"], line["open_qty"]) == ("open", 0, 5)


def test_200_old_lines_beside_no_shipments_are_not_200_open_orders() -> None:
    lines = status(*({"order_id": f"o{number}"} for number in range(200)))
    assert sum(line["open_qty"] for line in lines) == 0


def test_with_shipments_the_rest_of_a_line_is_open() -> None:
    part = shipped({"qty": 2, "shipped_at": "2026-03-31T08:00"})
    (line,) = status({}, shipment_lines=part)
    assert (line["state"], line["shipped_qty"]) == ("partly_shipped", 2)
    assert line["open_qty"] == 3
    assert not line["is_inferred"]


def test_a_shipment_that_has_not_left_ships_nothing() -> None:
    packed = shipped({"qty": 5, "packed_at": "2026-03-31T08:00"})
    (line,) = status({}, shipment_lines=packed)
    assert (line["state"], line["open_qty"]) == ("open", 5)


def test_a_shipment_without_a_line_means_the_first_line_of_the_item() -> None:
    sent = shipped({"order_line_no": None, "qty": 5, "shipped_at": "2026-03-31T08:00"})
    first, second = status({"line_no": 1}, {"line_no": 2}, shipment_lines=sent)
    assert (first["open_qty"], second["open_qty"]) == (0, 5)


@pytest.mark.parametrize(
    ("placed_at", "open_qty"), [("2025-12-31T10:00", 5), ("2025-12-30T10:00", 0)]
)
def test_lines_without_status_are_waited_for_90_days(
    placed_at: str, open_qty: int
) -> None:
    (line,) = status({"placed_at": placed_at}, shipment_lines=OTHER_SHIPMENT)
    assert line["open_qty"] == open_qty
    assert line["is_inferred"] == (open_qty == 0)
    assert line["demand_qty"] == 5


def test_an_order_for_a_later_day_is_waited_for_from_that_day() -> None:
    line = {"placed_at": "2025-10-01T10:00", "requested_on": "2026-04-20"}
    (known,) = status(line, shipment_lines=OTHER_SHIPMENT)
    assert known["open_qty"] == 5


def test_nothing_is_open_of_a_line_that_is_gone() -> None:
    (line,) = status(
        {"status": "open", "gone_at": "2026-03-31"}, shipment_lines=OTHER_SHIPMENT
    )
    assert line["open_qty"] == 0


@pytest.mark.parametrize(
    ("reason", "demand_qty"),
    [("customer", 2), ("fraud", 2), ("other", 2), (None, 2), ("no_stock", 5)],
)
def test_only_a_cancellation_for_lack_of_stock_stays_demand(
    reason: str | None, demand_qty: int
) -> None:
    (line,) = status({"cancelled_qty": 3, "cancel_reason": reason})
    assert line["cancelled_qty"] == 3
    assert line["demand_qty"] == demand_qty


def test_a_cancelled_status_cancels_what_was_not_shipped() -> None:
    (line,) = status({"status": "cancelled"})
    assert (line["state"], line["cancelled_qty"]) == ("cancelled", 5)
    assert (line["shipped_qty"], line["demand_qty"]) == (0, 0)


def test_a_reversal_at_once_takes_the_demand_back() -> None:
    reversal, line = status(
        {"order_id": "o1", "customer_id": "c"},
        {
            "order_id": "c1",
            "customer_id": "c",
            "ordered_qty": -5,
            "placed_at": "2026-03-30T10:12",
        },
    )
    assert (line["state"], line["demand_qty"]) == ("cancelled", 0)
    assert (reversal["state"], reversal["ordered_qty"]) == ("reversal", 0)
    assert reversal["demand_qty"] == 0


def test_a_reversal_later_is_a_return_and_the_demand_stands() -> None:
    _, line = status(
        {"order_id": "o1", "customer_id": "c", "placed_at": "2026-03-01T10:00"},
        {"order_id": "c1", "customer_id": "c", "ordered_qty": -5},
    )
    assert (line["state"], line["returned_qty"], line["demand_qty"]) == (
        "returned",
        5,
        5,
    )


def test_a_return_counts_once_it_came_back() -> None:
    back = {"order_id": "o", "order_line_no": 1, "sku": "a", "qty": 2}
    returns = frame(
        "return_lines",
        back | {"return_id": "r1", "received_at": "2026-03-31T08:00"},
        back | {"return_id": "r2", "announced_at": "2026-03-31T08:00"},
    )
    (line,) = status({}, return_lines=returns)
    assert (line["returned_qty"], line["demand_qty"]) == (2, 5)


def test_services_are_neither_demand_nor_open() -> None:
    postage = frame("products", {"sku": "a", "fulfilment": "service"})
    (line,) = status({"status": "open"}, products=postage)
    assert (line["state"], line["demand_qty"], line["open_qty"]) == ("service", 0, 0)


PLACES = frame("locations", {"location_id": "north"}, {"location_id": "south"})


def test_demand_belongs_to_the_place_the_line_names() -> None:
    (line,) = status({"location_id": "south"}, locations=PLACES)
    assert line["location_id"] == "south"


def test_else_to_the_first_place_of_its_channel_whoever_ships_it() -> None:
    routes = frame(
        "channel_locations",
        {"channel": "web", "location_id": "south", "priority": 1},
        {"channel": "web", "location_id": "north", "priority": 2},
    )
    helper = shipped(
        {"qty": 5, "location_id": "north", "shipped_at": "2026-03-31T08:00"}
    )
    (line,) = status(
        {"channel": "web"},
        channel_locations=routes,
        locations=PLACES,
        shipment_lines=helper,
    )
    assert line["location_id"] == "south"


def test_else_to_the_only_place_there_is() -> None:
    only = frame("locations", {"location_id": "north"})
    assert status({}, locations=only)[0]["location_id"] == "north"


def test_else_to_main() -> None:
    assert status({}, locations=PLACES)[0]["location_id"] == "main"


def test_a_line_without_a_channel_belongs_to_the_shop() -> None:
    assert status({})[0]["channel"] == "shop"


def test_the_business_day_is_the_channels() -> None:
    channels = frame("channels", {"channel": "jp", "time_zone": "Asia/Tokyo"})
    late = {"placed_at": "2026-03-30T16:00"}
    there, here = status(
        late | {"channel": "jp", "order_id": "o1"},
        late | {"channel": "dk", "order_id": "o2"},
        channels=channels,
    )
    assert there["placed_on"] == dt.date(2026, 3, 31)
    assert here["placed_on"] == dt.date(2026, 3, 30)


def test_prices_are_converted_at_the_last_rate_of_seven_days() -> None:
    rates = frame(
        "exchange_rates", {"currency": "EUR", "on": "2026-03-25", "rate": 7.5}
    )
    euro = {"currency": "EUR", "unit_price": 10}
    in_time, too_late, own = status(
        euro | {"order_id": "o1"},
        euro | {"order_id": "o2", "placed_at": "2026-03-20T10:00"},
        {"order_id": "o3", "currency": "DKK", "unit_price": 10},
        exchange_rates=rates,
    )
    assert in_time["unit_price"] == 75
    assert too_late["unit_price"] is None
    assert own["unit_price"] == 10


def test_lateness_counts_until_today_while_open_else_until_it_left() -> None:
    promise = {"promised_on": "2026-03-20", "placed_at": "2026-03-10T10:00"}
    sent = shipped(
        {"order_id": "o1", "qty": 5, "shipped_at": "2026-03-22T08:00"},
    )
    done, waiting = status(
        promise | {"order_id": "o1"}, promise | {"order_id": "o2"}, shipment_lines=sent
    )
    assert (done["days_late"], waiting["days_late"]) == (2, 11)
    assert waiting["age_days"] == 21


def test_no_lines_no_status() -> None:
    assert not status()


def test_a_line_without_a_status_is_found() -> None:
    lines = frame("order_lines", {"order_id": "o1"}, {"order_id": "o2"}).lazy()
    states = frame("order_status", {"order_id": "o1"}).lazy()
    assert every_line_has_a_status(lines, states).collect().rows() == [(2, 1)]
    assert every_line_has_a_status(lines, lines).collect().is_empty()
