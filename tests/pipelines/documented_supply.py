"""What the shop with every document has bought, received and moved."""

import datetime as dt

from tests.pipelines.documented_days import DAY, LATER, before
from tests.pipelines.shops import Row

LATE = {"expected_on": DAY - dt.timedelta(days=5)}


def purchases() -> list[Row]:
    """Return purchase order lines as known on the last day."""
    order = [
        ("far", 1000, 20, {"expected_on": DAY + dt.timedelta(days=200)}),
        ("late", 40, 30, LATE),
        ("doubtful", 40, 160, {"expected_on": before(120)}),
        ("draft", 40, 3, {"status": "draft", **_soon()}),
        ("undated", 40, 4, {"supplier_id": "silent"}),
        ("partial", 40, 20, _soon()),
        ("silent", 40, 100, {"expected_on": before(1)}),
        ("shipped", 40, 10, {"status": "shipped", **_soon()}),
        ("customs", 40, 10, {"status": "customs", **_soon()}),
    ]
    rows = [
        {
            "po_id": f"P-{sku}",
            "supplier_id": "near",
            "sku": sku,
            "ordered_qty": qty,
            "ordered_at": before(ago),
            "status": "sent",
            "location_id": "main",
            **more,
        }
        for sku, qty, ago, more in order
    ]
    return rows + _proven()


def _soon() -> Row:
    """Return that an order is expected in three days."""
    return {"expected_on": DAY + dt.timedelta(days=3)}


def _proven() -> list[Row]:
    """Return orders that took ten days, twelve by sea, and one still out."""
    rows = [
        {
            "po_id": f"V{number}",
            "supplier_id": "proven",
            "sku": "observed",
            "ordered_qty": 20,
            "ordered_at": before(150 - 20 * number),
            "status": "closed",
            "location_id": "main",
            "medium": "road",
        }
        for number in range(5)
    ]
    overdue = {"status": "sent", "ordered_at": before(25), "expected_on": before(10)}
    rows += [
        {**rows[0], "po_id": "V9", **overdue},
        *(
            {**row, "po_id": f"{row['po_id']}-sea", "medium": "sea"}
            for row in list(rows)
        ),
    ]
    return rows


def receipts() -> list[Row]:
    """Return what arrived: in two parts for one order, by sea in forty days."""
    rows: list[Row] = []
    for number in range(5):
        ordered = 150 - 20 * number
        parts = ((10, 12), (14, 8)) if number == 0 else ((10, 20),)
        rows += [
            _receipt(f"V{number}", "observed", qty, before(ordered - took))
            for took, qty in parts
        ]
        rows.append(_receipt(f"V{number}-sea", "observed", 20, before(ordered - 40)))
    rows.append(_receipt("P-partial", "partial", 15, before(2)))
    rows.append(_receipt("P-silent", "silent", 15, before(80)))
    return rows


def _receipt(po_id: str, sku: str, qty: float, on: dt.date) -> Row:
    """Return one receipt."""
    return {
        "receipt_id": f"R-{po_id}-{on:%m%d}",
        "po_id": po_id,
        "po_line_no": 1,
        "sku": sku,
        "received_qty": qty,
        "received_at": on,
        "location_id": "main",
    }


def transfers() -> list[Row]:
    """Return goods on the way from one of our places to another."""
    return [
        {
            "transfer_id": "T1",
            "sku": "moved",
            "from_location_id": "main",
            "to_location_id": "hub",
            "qty": 12,
            "shipped_at": f"{before(1)} 09:00",
            "received_at": LATER,
        }
    ]
