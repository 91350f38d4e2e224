import datetime as dt
from typing import Any

import polars as pl
import pytest

from models import tables
from models.company import Company
from models.inventory.moves.every_move import stock_moves
from tests.factories import frame

AS_OF = dt.date(2026, 3, 31)
SMALL = ("kit_components", "products")
INPUTS = (
    *("stock_levels", "receipt_lines", "purchase_order_lines"),
    *("purchase_return_lines", "shipment_lines", "order_status", "return_lines"),
    *("transfer_lines", "stock_adjustments", "stock_revaluations", *SMALL),
)
AT = "2026-03-01T10:00"
LATER = "2026-03-03T10:00"


def moves(company: Company | None = None, **given: pl.DataFrame) -> pl.DataFrame:
    frames: dict[str, Any] = {name: given.get(name, frame(name)) for name in INPUTS}
    made = stock_moves(
        **{
            name: rows if name in SMALL else rows.lazy()
            for name, rows in frames.items()
        },
        as_of=AS_OF,
        company=company or Company(),
    ).collect()
    tables.TABLES["stock_moves"].validate(made)
    return made


def posted(**given: pl.DataFrame) -> list[tuple[str, str, str, str, int]]:
    made = moves(None, **given).sort("occurred_at", "move_id")
    return [
        (kind, sku, place, bucket, int(qty))
        for kind, sku, place, bucket, qty in made.select(
            "kind", "sku", "location_id", "bucket", "qty"
        ).iter_rows()
    ]


def test_no_documents_no_moves() -> None:
    assert moves().is_empty()


RECEIVED = {"receipt_id": "r", "sku": "a", "received_qty": 10, "received_at": AT}


def test_a_receipt_is_stock_less_what_was_refused() -> None:
    receipts = frame("receipt_lines", RECEIVED | {"rejected_qty": 2})
    (move,) = moves(receipt_lines=receipts).to_dicts()
    assert (move["move_id"], move["qty"]) == ("receipt:r:1", 8)


def test_a_receipt_waits_at_the_dock_until_it_is_available() -> None:
    receipts = frame("receipt_lines", RECEIVED | {"available_at": LATER})
    made = moves(receipt_lines=receipts).sort("move_id")
    assert made.select("move_id", "bucket", "qty").rows() == [
        ("receipt:r:1", "on_hand", 10),
        ("receipt:r:1:dock", "in_transit", 10),
        ("receipt:r:1:shelf", "in_transit", -10),
    ]
    on_hand = made.filter(pl.col("bucket") == "on_hand").row(0, named=True)
    assert on_hand["occurred_at"] == dt.datetime(2026, 3, 3, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("received_at", "bucket"),
    [("2026-03-31T10:00", "in_transit"), ("2026-03-20T10:00", "on_hand")],
)
def test_a_new_receipt_without_the_usual_time_is_not_put_away_yet(
    received_at: str, bucket: str
) -> None:
    receipts = frame(
        "receipt_lines",
        RECEIVED | {"line_no": 1, "available_at": AT},
        RECEIVED | {"line_no": 2, "received_at": received_at},
    )
    made = moves(receipt_lines=receipts).filter(pl.col("document") == "r:2")
    assert made.get_column("bucket").to_list() == [bucket]


def test_both_times_of_a_move_are_kept() -> None:
    receipts = frame(
        "receipt_lines",
        {
            "receipt_id": "r",
            "sku": "a",
            "received_qty": 1,
            "received_at": AT,
            "recorded_at": LATER,
        },
    )
    (move,) = moves(receipt_lines=receipts).to_dicts()
    assert move["occurred_at"] < move["recorded_at"]


CLOSED = {
    "po_id": "p",
    "supplier_id": "s",
    "sku": "a",
    "ordered_qty": 10,
    "cancelled_qty": 1,
    "ordered_at": AT,
    "status": "closed",
}


@pytest.mark.parametrize(
    ("days", "on"),
    [
        ({"expected_on": "2026-03-10"}, dt.date(2026, 3, 10)),
        ({"confirmed_on": "2026-03-11"}, dt.date(2026, 3, 11)),
        ({}, dt.date(2026, 3, 15)),
        ({"expected_on": "2026-08-01"}, AS_OF),
    ],
)
def test_closed_purchase_orders_count_as_received_without_receipts(
    days: dict[str, str], on: dt.date
) -> None:
    lines = frame("purchase_order_lines", CLOSED | days)
    (move,) = moves(purchase_order_lines=lines).to_dicts()
    assert (move["kind"], move["qty"]) == ("receipt", 9)
    arrived = move["occurred_at"].astimezone(dt.timezone(dt.timedelta(hours=2)))
    assert arrived.date() == on


def test_open_purchase_orders_and_those_with_receipts_are_not_inferred() -> None:
    receipts = frame(
        "receipt_lines",
        {"receipt_id": "r", "sku": "b", "received_qty": 1, "received_at": AT},
    )
    lines = frame("purchase_order_lines", CLOSED)
    assert len(posted(purchase_order_lines=lines, receipt_lines=receipts)) == 1
    sent = frame("purchase_order_lines", CLOSED | {"status": "sent"})
    assert not posted(purchase_order_lines=sent)


def test_goods_sent_back_to_a_supplier_leave() -> None:
    back = frame(
        "purchase_return_lines",
        {"return_id": "x", "sku": "a", "qty": 3, "shipped_at": AT},
    )
    assert posted(purchase_return_lines=back) == [
        ("purchase_return", "a", "main", "on_hand", -3)
    ]


SENT = {"shipment_id": "s", "sku": "a", "qty": 2, "shipped_at": AT}
SOLD = {
    "order_id": "o",
    "line_no": 1,
    "sku": "a",
    "location_id": "main",
    "shipped_qty": 2,
    "state": "shipped",
    "placed_at": AT,
    "placed_on": "2026-03-01",
}


def test_a_shipment_leaves_when_it_was_shipped() -> None:
    waiting = SENT | {"line_no": 2, "shipped_at": None, "packed_at": AT}
    sent = frame("shipment_lines", SENT | {"line_no": 1}, waiting)
    assert posted(shipment_lines=sent) == [("shipment", "a", "main", "on_hand", -2)]


def test_orders_take_stock_only_where_no_shipments_are_supplied() -> None:
    order_status = frame("order_status", SOLD)
    assert posted(order_status=order_status) == [
        ("shipment", "a", "main", "on_hand", -2)
    ]
    sent = frame("shipment_lines", SENT | {"sku": "b"})
    assert posted(order_status=order_status, shipment_lines=sent) == [
        ("shipment", "b", "main", "on_hand", -2)
    ]


def test_reversals_and_services_among_orders_take_nothing() -> None:
    order_status = frame(
        "order_status",
        SOLD | {"state": "reversal", "line_no": 1},
        SOLD | {"state": "service", "line_no": 2},
    )
    assert not posted(order_status=order_status)


KIT = {"kit_sku": "kit", "component_sku": "a", "qty": 3}


def test_a_virtual_kit_takes_its_components() -> None:
    sent = frame("shipment_lines", SENT | {"sku": "kit"})
    (move,) = moves(
        shipment_lines=sent, kit_components=frame("kit_components", KIT)
    ).to_dicts()
    assert (move["move_id"], move["sku"], move["qty"]) == ("shipment:s:1/a", "a", -6)


@pytest.mark.parametrize("fulfilment", ["dropship", "service"])
def test_items_we_never_hold_make_no_moves(fulfilment: str) -> None:
    products = frame("products", {"sku": "a", "fulfilment": fulfilment})
    sent = frame("shipment_lines", SENT)
    assert not posted(shipment_lines=sent, products=products)


def test_consigned_goods_are_counted_like_our_own() -> None:
    products = frame("products", {"sku": "a", "owner": "someone"})
    assert len(posted(shipment_lines=frame("shipment_lines", SENT), products=products))


CAME_BACK = {"return_id": "r", "sku": "a", "qty": 2, "received_at": AT}


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ({"disposition": "restock"}, [("return", "on_hand", 2)]),
        ({}, [("return", "on_hand", 2)]),
        ({"disposition": "scrap"}, []),
        ({"disposition": "inspect"}, [("return", "inspect", 2)]),
        (
            {"disposition": "restock", "decided_at": LATER},
            [
                ("return", "inspect", 2),
                ("inspected", "on_hand", 2),
                ("inspected", "inspect", -2),
            ],
        ),
        ({"disposition": "restock", "received_at": None, "announced_at": AT}, []),
    ],
)
def test_returns_become_what_was_decided(
    what: dict[str, str], expected: list[tuple[str, str, int]]
) -> None:
    returns = frame("return_lines", CAME_BACK | what)
    found = [
        (kind, bucket, qty) for kind, _, _, bucket, qty in posted(return_lines=returns)
    ]
    assert found == expected


TRANSFER = {
    "transfer_id": "t",
    "sku": "a",
    "from_location_id": "main",
    "to_location_id": "store",
    "qty": 5,
    "shipped_at": AT,
}


def test_a_transfer_is_in_transit_until_it_arrives() -> None:
    on_the_way = frame("transfer_lines", TRANSFER)
    assert posted(transfer_lines=on_the_way) == [
        ("transfer_out", "a", "main", "on_hand", -5),
        ("transfer_out", "a", "store", "in_transit", 5),
    ]


def test_what_is_missing_on_arrival_is_lost_on_the_way() -> None:
    came = frame("transfer_lines", TRANSFER | {"received_at": LATER, "received_qty": 4})
    assert posted(transfer_lines=came)[2:] == [
        ("transfer_in", "a", "store", "on_hand", 4),
        ("transfer_in", "a", "store", "in_transit", -4),
        ("transfer_loss", "a", "store", "in_transit", -1),
    ]


def test_a_transfer_that_is_gone_is_not_on_the_way() -> None:
    gone = frame("transfer_lines", TRANSFER | {"gone_at": LATER})
    way = [
        qty for *_, bucket, qty in posted(transfer_lines=gone) if bucket != "on_hand"
    ]
    assert way == [5, -5]


def test_an_adjustment_moves_its_signed_quantity() -> None:
    lost = {"adjustment_id": "x", "sku": "a", "qty": -2, "adjusted_at": AT}
    assert posted(stock_adjustments=frame("stock_adjustments", lost)) == [
        ("adjustment", "a", "main", "on_hand", -2)
    ]


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("kit_build", {("kit_build", "kit", 2), ("kit_consume", "a", -6)}),
        ("kit_break", {("kit_consume", "kit", -2), ("kit_build", "a", 6)}),
    ],
)
def test_building_and_breaking_kits_moves_the_components(
    reason: str, expected: set[tuple[str, str, int]]
) -> None:
    work = {"adjustment_id": "x", "sku": "kit", "qty": 2, "adjusted_at": AT}
    found = posted(
        stock_adjustments=frame("stock_adjustments", work | {"reason": reason}),
        kit_components=frame("kit_components", KIT | {"is_virtual": False}),
    )
    assert {(kind, sku, qty) for kind, sku, _, _, qty in found} == expected


def test_a_kit_is_built_by_the_recipe_of_the_day() -> None:
    work = {"adjustment_id": "x", "sku": "kit", "qty": 1, "reason": "kit_build"}
    stocked = KIT | {"is_virtual": False}
    found = posted(
        stock_adjustments=frame("stock_adjustments", work | {"adjusted_at": AT}),
        kit_components=frame(
            "kit_components",
            stocked | {"qty": 1},
            stocked | {"qty": 7, "valid_from": "2026-03-01"},
            stocked | {"qty": 9, "valid_from": "2026-03-02"},
        ),
    )
    assert ("kit_consume", "a", "main", "on_hand", -7) in found


SEEN = {"sku": "a", "on_hand_qty": 4, "counted_at": AT}


def test_looks_at_the_shelves_carry_what_was_seen() -> None:
    rows = frame("stock_levels", SEEN | {"kind": "count", "bin": "B1", "lot": "L1"})
    (move,) = moves(stock_levels=rows).to_dicts()
    assert (move["kind"], move["qty"], move["counted_qty"]) == ("count", None, 4)
    assert (move["bin"], move["lot"]) == ("B1", "L1")


def test_the_same_shelf_seen_twice_makes_two_moves() -> None:
    rows = frame("stock_levels", SEEN, SEEN | {"bin": "B"}, SEEN | {"lot": "B"})
    assert moves(stock_levels=rows).get_column("move_id").n_unique() == 3


def test_what_a_complete_file_leaves_out_is_none() -> None:
    rows = frame("stock_levels", SEEN, SEEN | {"sku": "b", "counted_at": LATER})
    receipts = frame(
        "receipt_lines",
        {"receipt_id": "r", "sku": "c", "received_qty": 1, "received_at": LATER},
    )
    made = moves(
        Company(stock_files_complete=True), stock_levels=rows, receipt_lines=receipts
    )
    none = (
        made.filter(pl.col("counted_qty") == 0).select("sku", "occurred_at").sort("*")
    )
    assert [(sku, at.day) for sku, at in none.iter_rows()] == [
        ("a", 3),
        ("b", 1),
        ("c", 1),
        ("c", 3),
    ]


def test_what_a_partial_file_leaves_out_is_unknown() -> None:
    rows = frame("stock_levels", SEEN, SEEN | {"sku": "b", "counted_at": LATER})
    assert moves(stock_levels=rows).height == 2
