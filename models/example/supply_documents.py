"""Purchase orders, receipts, charges and invoices as tables."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from models.example.arrays import MINUTES, NEVER, Array, Columns
from models.example.columns import money, numbered, picked, whole
from models.example.days import masked
from models.example.items import PANTRY
from models.example.money import BEFORE, rates, unit_costs
from models.example.simulation import Story
from models.example.suppliers import MEDIA

STATUS = ("sent", "confirmed", "in_production", "shipped", "customs", "closed")
CLOSED = 5
CONFIRMED_DAYS = 2
PROGRESS = (0.1, 0.3, 0.55, 0.9)
TERMS_DAYS = (14, 30, 45)
CHARGES = (
    ("freight", 0.09, "volume"),
    ("duty", 0.045, "value"),
    ("insurance", 0.004, "value"),
)


def purchase_order_lines(story: Story) -> Iterator[pl.DataFrame]:
    """Yield the lines of purchase orders, drafts last."""
    c, cancelled = story.purchases, _cancelled(story)
    status = _status(story, cancelled)
    ordered = _ordered(story, c["item"], c["supplier"], c["place"], c["minute"])
    terms = {
        "po_id": numbered("P", c["po"]),
        "line_no": c["line_no"],
        "ordered_qty": c["qty"],
        "cancelled_qty": whole(cancelled, cancelled > 0),
        "unit_cost": money(c["cost"]),
        "status": picked(STATUS, status),
        "medium": picked(MEDIA, c["medium"]),
    }
    yield pl.DataFrame({**ordered, **terms, **_promises(story, status)})
    yield _drafts(story)


def _ordered(
    story: Story, item: Array, supplier: Array, place: Array, minute: Array
) -> dict[str, pl.Series]:
    """Return what is ordered from whom, where to and when."""
    world = story.world
    return {
        "supplier_id": picked(world.suppliers.ids, supplier),
        "sku": picked(world.items.skus, item),
        "location_id": picked(world.network.location_ids, place),
        "currency": picked(world.suppliers.currency, supplier),
        "ordered_at": world.days.instants(minute),
    }


def _promises(story: Story, status: Array) -> dict[str, pl.Series]:
    """Return when lines were asked for, confirmed for, and are expected now.

    Of the overdue ones, every other order has been given a new day.
    """
    c, days, today = story.purchases, story.world.days, story.days - 1
    overdue = (status < CLOSED) & (c["said"] < today) & (c["po"] % 2 == 0)
    expected = np.where(overdue, today + 4 + c["po"] % 9, c["said"])
    is_confirmed = c["minute"] // MINUTES + CONFIRMED_DAYS <= today
    return {
        "requested_on": days.dates(c["said"]),
        "confirmed_on": days.dates(np.where(is_confirmed, c["said"], NEVER)),
        "expected_on": days.dates(expected),
    }


def _cancelled(story: Story) -> Array:
    """Return the units of each line that the supplier will not deliver."""
    c = story.purchases
    told = (c["told"] != NEVER) & (c["told"] < story.days)
    return np.where(told, c["qty"] - c["now"], 0)


def _status(story: Story, cancelled: Array) -> Array:
    """Return how far each line is on the last evening."""
    c, got = story.purchases, np.zeros(len(story.purchases["qty"]), np.int64)
    np.add.at(got, story.receipts["row"], story.receipts["qty"])
    ordered = c["minute"] // MINUTES
    share = (story.days - ordered) / np.maximum(c["arrives"] - ordered, 1)
    stage = np.digitize(share, PROGRESS)
    stage = np.where(stage > 3, np.where(c["medium"] == 1, 4, 3), stage)  # noqa: PLR2004 (customs)
    stage = np.where(got > 0, 3, stage)
    return np.where(got + cancelled >= c["qty"], CLOSED, stage)


def _drafts(story: Story) -> pl.DataFrame:
    """Return what the buyer is about to order: one order of one supplier."""
    wish = story.drafts
    supplier = story.world.items.supplier[wish.item]
    chosen = supplier == supplier[:1] if len(supplier) else supplier == NEVER
    item, qty = wish.item[chosen], wish.qty[chosen]
    count = len(item)
    minute = np.full(count, story.days * MINUTES - 7 * 60)
    place = wish.place[chosen]
    terms = {
        "po_id": numbered("PD", np.ones(count, np.int64)),
        "line_no": np.arange(count) + 1,
        "ordered_qty": qty,
        "unit_cost": money(unit_costs(story.world, item, qty, story.days)),
        "status": ["draft"] * count,
    }
    ordered = _ordered(story, item, supplier[chosen], place, minute)
    return pl.DataFrame({**ordered, **terms})


def receipts(story: Story) -> Columns:
    """Return the receipt lines with the number of their receipt, in its order."""
    c = story.receipts
    key = c["day"] * (int(c["po"].max(initial=0)) + 1) + c["po"]
    _, number = np.unique(key, return_inverse=True)
    order = np.lexsort((c["line_no"], number))
    columns = {name: values[order] for name, values in c.items()}
    columns["receipt"] = number[order]
    columns["back"] = order
    columns["cost"] = story.purchases["cost"][columns["row"]]
    return columns


def receipt_lines(story: Story) -> Iterator[pl.DataFrame]:
    """Yield what arrived; the cost is known where it is in our own currency."""
    world, c = story.world, receipts(story)
    days = world.days
    at_home = np.array([code == world.currency for code in world.suppliers.currency])
    known = at_home[c["supplier"]]
    fresh = world.items.category[c["item"]] == PANTRY
    yield pl.DataFrame(
        {
            "receipt_id": numbered("V", c["receipt"]),
            "line_no": _line_no(c),
            "po_id": numbered("P", c["po"]),
            "po_line_no": c["line_no"],
            "supplier_id": picked(world.suppliers.ids, c["supplier"]),
            "sku": picked(world.items.skus, c["item"]),
            "location_id": picked(world.network.location_ids, c["place"]),
            "received_qty": c["qty"],
            "rejected_qty": whole(c["refused"], c["refused"] > 0),
            "received_at": days.instants(c["minute"]),
            "available_at": days.instants(c["available"]),
            "unit_cost": masked(money(c["cost"]), known),
            "expires_on": days.dates(
                np.where(fresh, c["day"] + 170 + c["item"] % 3 * 180, NEVER)
            ),
        }
    )


def _line_no(c: Columns) -> Array:
    """Return the ordinal of each line in its receipt."""
    row = np.arange(len(c["receipt"]))
    starts = np.diff(c["receipt"], prepend=-1) != 0
    return row - np.maximum.accumulate(np.where(starts, row, 0)) + 1


def purchase_return_lines(story: Story) -> Iterator[pl.DataFrame]:
    """Yield faulty goods that went back."""
    world, c = story.world, story.purchase_returns
    known = receipts(story)
    number = np.empty(len(known["back"]), np.int64)
    number[known["back"]] = known["receipt"]
    cost = world.items.cost[c["item"]] * c["qty"]
    yield pl.DataFrame(
        {
            "return_id": numbered("VR", np.arange(len(c["qty"])) + 1),
            "line_no": np.ones(len(c["qty"]), np.int64),
            "receipt_id": numbered("V", number[c["receipt"]]),
            "sku": picked(world.items.skus, c["item"]),
            "location_id": picked(world.network.location_ids, c["place"]),
            "qty": c["qty"],
            "shipped_at": world.days.instants(c["minute"]),
            "credit_amount": money(cost),
        }
    )


def landed_costs(story: Story) -> Iterator[pl.DataFrame]:
    """Yield freight, duty and insurance of receipts from overseas, in our currency."""
    world, totals = story.world, _far_receipts(story)
    receipt, value = totals["receipt"].to_numpy(), totals["value"].to_numpy()
    last = story.days * MINUTES - 1
    minute = np.minimum(totals["minute"].to_numpy() + 2 * MINUTES, last)
    for number, (kind, share, by) in enumerate(CHARGES):
        yield pl.DataFrame(
            {
                "charge_id": numbered("LC", receipt * len(CHARGES) + number),
                "receipt_id": numbered("V", receipt),
                "kind": [kind] * len(receipt),
                "amount": money(np.maximum(np.rint(value * share), 1)),
                "currency": [world.currency] * len(receipt),
                "allocate_by": [by] * len(receipt),
                "charged_at": world.days.instants(minute),
            }
        )


def _far_receipts(story: Story) -> pl.DataFrame:
    """Return the receipts from overseas with their value in our currency."""
    world, c = story.world, receipts(story)
    by_supplier = [_rate_on(story, code, c["day"]) for code in world.suppliers.currency]
    rate = np.array(by_supplier)[c["supplier"], np.arange(len(c["day"]))]
    lines = pl.DataFrame(
        {
            "receipt": c["receipt"],
            "is_far": world.suppliers.is_far[c["supplier"]],
            "value": c["qty"] * c["cost"] * rate,
            "minute": c["minute"],
        }
    )
    return (
        lines.filter("is_far")
        .group_by("receipt")
        .agg(pl.col("value").sum(), pl.col("minute").first())
        .sort("receipt")
    )


def _rate_on(story: Story, currency: str, day: Array) -> Array:
    """Return the exchange rate of a currency on each of the days."""
    on: Array = rates(story.world, currency)[day + BEFORE]
    return on


def supplier_invoice_lines(story: Story) -> Iterator[pl.DataFrame]:
    """Yield what suppliers charge: mostly what came, at times at another price."""
    world, c = story.world, receipts(story)
    days = world.days
    invoiced = c["day"] + 1 + c["receipt"] % 4
    c = {name: values[invoiced < story.days] for name, values in c.items()}
    invoiced = invoiced[invoiced < story.days]
    billed = np.where(c["receipt"] % 25 == 0, c["qty"], c["qty"] - c["refused"])
    cost = np.where(c["row"] % 50 == 0, c["cost"] * 103 // 100, c["cost"])
    due = invoiced + np.array(TERMS_DAYS)[c["supplier"] % 3]
    yield pl.DataFrame(
        {
            "invoice_id": numbered("LF", c["receipt"]),
            "line_no": _line_no(c),
            "supplier_id": picked(world.suppliers.ids, c["supplier"]),
            "po_id": numbered("P", c["po"]),
            "po_line_no": c["line_no"],
            "sku": picked(world.items.skus, c["item"]),
            "qty": billed,
            "amount": money(billed * cost),
            "currency": picked(world.suppliers.currency, c["supplier"]),
            "invoiced_on": days.dates(invoiced),
            "due_on": days.dates(due),
            "paid_on": days.dates(due + c["receipt"] % 3, lived=True),
        }
    )
