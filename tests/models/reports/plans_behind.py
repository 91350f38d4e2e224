"""What stands behind a made-up plan: grades, files, gaps and matters for people."""

import datetime as dt

import polars as pl

from tests.factories import frame

Key = tuple[str, str]

AS_OF = dt.date(2026, 11, 22)
DAY = dt.timedelta(days=1)
RAISE_BY = {
    "A": ("", ""),
    "B": (
        "Supply receipts: lead times are declared, not observed.",
        "Aflever modtagelser: leveringstider er oplyst, ikke målt.",
    ),
    "C": (
        "Count the stock: it was last seen 40 days ago.",
        "Tæl lageret: det er sidst set for 40 dage siden.",
    ),
    "D": (
        "Supply stock: none was ever seen.",
        "Aflever lagertal: der er aldrig set nogen.",
    ),
}
ERRORS = {
    "smoothing": 0.81,
    "moving average": 0.97,
    "seasonal naive": 1.02,
    "naive": 1.21,
}
FILES = (
    ("order_lines", 54_312, 12, 3),
    ("stock_levels", 1_904, 0, 0),
    ("supplier_items", 212, 2, 0),
    ("products", 160, 0, 0),
)


def trust(keys: list[Key]) -> dict[str, pl.DataFrame]:
    """Return grades, assumptions and how good past forecasts were."""
    readiness = [
        {
            "sku": sku,
            "location_id": place,
            "grade": grade,
            "is_stock_known": grade != "D",
            "demand_days": 300,
            "terms_source": "item",
            "lead_time_source": "observed",
            "raise_by": RAISE_BY[grade][0],
            "raise_by_da": RAISE_BY[grade][1],
        }
        for number, (sku, place) in enumerate(keys)
        for grade in ["AAAABBBCD"[number % 9]]
    ]
    accuracy = [
        {
            "sku": sku,
            "location_id": place,
            "method": method,
            "horizon_days": horizon,
            "origins": 8,
            "rmsse": error + horizon / 200,
            "wape": error / 2,
            "bias": 0.12 - error / 9,
            "coverage": 0.97 - error / 20,
        }
        for sku, place in keys[:12]
        for method, error in ERRORS.items()
        for horizon in (7, 28)
    ]
    return {
        "readiness": frame("readiness", *readiness),
        "forecast_accuracy": frame("forecast_accuracy", *accuracy),
        "assumptions": frame("assumptions", *assumptions()),
    }


def assumptions() -> list[dict[str, object]]:
    """Return what had to be assumed."""
    return [
        {
            "subject": "order_lines",
            "assumption": "shipped_when_placed",
            "sentence": "Orders count as shipped when placed: there are no shipments. "
            "Drop shipment_lines to settle it.",
            "sentence_da": "Ordrer regnes for afsendt, når de er afgivet: der er ingen "
            "forsendelser. Læg shipment_lines i inbox for at afgøre det.",
            "affected": 41_902,
        },
        {
            "subject": "suppliers",
            "assumption": "default_lead_time",
            "detail": "holm",
            "sentence": "Lead time is 14 days: the supplier declares none and nothing "
            "was received yet.",
            "sentence_da": "Leveringstiden er 14 dage: leverandøren oplyser ingen, og "
            "intet er modtaget endnu.",
            "affected": 31,
        },
    ]


def reading() -> dict[str, pl.DataFrame]:
    """Return what was read and refused."""
    files = [
        {
            "table": table,
            "path": f"{table}.csv",
            "content_hash": "0",
            "file_no": at,
            "arrived_at": "2026-11-23T04:55",
            "rows_read": read,
            "rows_kept": read - bad - same,
            "rows_rejected": bad,
            "rows_duplicate": same,
        }
        for at, (table, read, bad, same) in enumerate(FILES, 1)
    ]
    rejects = [
        {
            "table": "order_lines",
            "source": "order_lines.csv",
            "content_hash": "0",
            "source_line": 17 + at * 300,
            "column": "ordered_qty",
            "rule": "is no number; write it as 1234,5",
            "value": "tolv",
            "raw_text": f"100{at};2026-03-04;HW-10{at};tolv;<script>alert(1)</script>",
        }
        for at in range(12)
    ]
    unknown = {
        "table": "supplier_items",
        "source": "supplier_items.csv",
        "content_hash": "0",
        "source_line": 8,
        "column": "sku",
        "rule": "is in no product file",
        "value": "HW-9",
        "raw_text": "nordlys;HW-9;44,50",
    }
    return {
        "source_files": frame("source_files", *files),
        "rejects": frame("rejects", *rejects, unknown),
        "watermarks": frame("watermarks", *channels()),
    }


def channels() -> list[dict[str, object]]:
    """Return how far each channel is known."""
    return [
        {
            "channel": "webshop",
            "first_on": "2024-11-01",
            "last_on": AS_OF,
            "complete_on": AS_OF,
        },
        {
            "channel": "amazon",
            "first_on": "2025-02-01",
            "last_on": AS_OF - DAY,
            "complete_on": AS_OF - 2 * DAY,
            "held_days": 1,
            "reason": "21 November has a quarter of its usual orders.",
        },
    ]


def gaps(keys: list[Key]) -> dict[str, pl.DataFrame]:
    """Return counts that do not agree with the ledger, and some that do."""
    rows = [
        {
            "sku": sku,
            "location_id": place,
            "seen_at": "2026-11-20T17:00",
            "kind": "count",
            "shop_qty": 20 - number % 5,
            "ledger_qty": 20,
            "gap_qty": -(number % 5),
            "gap_amount": -(number % 5) * (31 + number),
            "explanation": ("shrinkage", "unexplained")[number % 2],
        }
        for number, (sku, place) in enumerate(keys[:14])
    ]
    return {"stock_reconciliation": frame("stock_reconciliation", *rows)}


def steering() -> dict[str, pl.DataFrame]:
    """Return transfers and what needs a person."""
    transfer = {
        "from_location_id": "central",
        "to_location_id": "aarhus",
        "sku": "HW-1007",
        "qty": 12,
        "ship_on": AS_OF + DAY,
        "arrive_on": AS_OF + 2 * DAY,
        "from_available_qty": 88,
        "to_position_qty": 2,
        "to_order_up_to_qty": 14,
        "kind": "replenishment",
        "reason": "Move 12: Aarhus has 2 and aims at 14; central has 88.",
        "reason_da": "Flyt 12: Aarhus har 2 og skal have 14; central har 88.",
    }
    late = {
        "kind": "late",
        "sku": "HW-1004",
        "location_id": "central",
        "document": "PO-4411",
        "qty": 24,
        "amount": 2880,
        "sentence": "24 units are 9 days late. Ask Holm Glasværk when they come.",
        "sentence_da": "24 enheder er 9 dage forsinkede. Spørg Holm Glasværk, hvornår "
        "de kommer.",
        "rank": 1,
    }
    early = {
        "kind": "postpone",
        "sku": "HW-1013",
        "location_id": "central",
        "document": "PO-4420",
        "qty": 60,
        "amount": 5400,
        "sentence": "Stock lasts until March: postpone the 60 units to February.",
        "sentence_da": "Lageret rækker til marts: udskyd de 60 enheder til februar.",
        "rank": 2,
    }
    negative = {
        "kind": "negative_stock",
        "sku": "HW-1022",
        "location_id": "central",
        "qty": -3,
        "sentence": "The books say -3. Look for a receipt that was not booked.",
        "sentence_da": "Bogen siger -3. Led efter en modtagelse, der ikke er bogført.",
        "rank": 3,
    }
    return {
        "suggested_transfers": frame("suggested_transfers", transfer),
        "exceptions": frame("exceptions", late, early, negative),
    }
