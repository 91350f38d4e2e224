"""Shipments and returns as tables."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from models.example.arrays import MINUTES, NEVER, Array, Columns
from models.example.columns import money, numbered, ordinals, picked
from models.example.customers import RETAIL_STREAM
from models.example.days import masked
from models.example.priced import STRETCH, unit_price
from models.example.returns import INSPECT_RESTOCK, RESTOCK
from models.example.sales_documents import order_ids
from models.example.simulation import Story

CARRIERS = ("PostNord", "GLS", "DAO", "Bring")
PACKERS = ("Anna", "Bo", "Carla", "Dina")
DISPOSITIONS = ("restock", "scrap", "inspect")
REFUND_MINUTES = 26 * 60
RETURN_REASONS = ("too small", "changed my mind", "damaged", "not as described")


def shipment_lines(story: Story) -> Iterator[pl.DataFrame]:
    """Yield the lines of shipments; last, those that are only set aside."""
    order = np.argsort(story.shipments["shipment"], kind="stable")
    shipped = {name: values[order] for name, values in story.shipments.items()}
    shipped["line_no"] = ordinals(shipped["shipment"])
    for start in range(0, len(order), STRETCH):
        part = {name: v[start : start + STRETCH] for name, v in shipped.items()}
        yield _shipment_lines(story, part)
    yield _set_aside(story, int(shipped["shipment"].max(initial=0)) + 1)


def _shipment_lines(story: Story, c: Columns) -> pl.DataFrame:
    """Write shipments."""
    goods = {
        "shipment_id": numbered("F", c["shipment"], 8),
        "line_no": c["line_no"],
        "qty": c["qty"],
        **_concerning(story, c["line"], c["place"]),
    }
    return pl.DataFrame({**goods, **_handling(story, c)})


def _concerning(story: Story, line: Array, place: Array) -> dict[str, pl.Series]:
    """Return the order line it is about, what was ordered, and where goods are."""
    lines, world = story.lines, story.world
    channel = world.network.cell_channel[lines["cell"][line]]
    return {
        "order_id": order_ids(lines["order"][line], channel),
        "order_line_no": pl.Series(lines["line_no"][line].astype(np.int64)),
        "sku": picked(world.items.skus, lines["item"][line]),
        "location_id": picked(world.network.location_ids, place),
    }


def _handling(story: Story, c: Columns) -> dict[str, pl.Series]:
    """Return when goods were handled and by whom; in stores customers take them."""
    days = story.world.days
    carried = c["place"] >= story.world.network.first_store
    minute = c["minute"].astype(np.int64)
    arrived = (minute // MINUTES + 1 + c["line"] % 3) * MINUTES + 15 * 60
    before = {"allocated_at": 85, "picked_at": 60, "packed_at": 30}
    done = {
        name: days.instants(np.where(carried, NEVER, minute - minutes))
        for name, minutes in before.items()
    }
    carrier = np.where(carried, NEVER, c["shipment"] % len(CARRIERS))
    packer = np.where(carried, NEVER, c["shipment"] // 9 % len(PACKERS))
    return {
        **done,
        "shipped_at": days.instants(minute),
        "delivered_at": days.instants(np.where(carried, minute, arrived)),
        "carrier": picked(CARRIERS, carrier),
        "shipping_cost": money(np.where(carried, 0, 2_900 + c["line"] % 7 * 100)),
        "packed_by": picked(PACKERS, packer),
        "short_pick_reason": picked(("not found",), c["short"].astype(np.int64) - 1),
    }


def _set_aside(story: Story, first: int) -> pl.DataFrame:
    """Write what was allocated on the last evening but has not left."""
    chosen = story.waiting["stream"] == RETAIL_STREAM
    chosen &= story.waiting["line"] % 2 == 0
    waits = {name: values[chosen] for name, values in story.waiting.items()}
    _, number = np.unique(waits["order"], return_inverse=True)
    placed = story.lines["minute"][waits["line"]]
    minute = np.minimum(placed + 20, story.days * MINUTES - 1)
    order = np.argsort(number, kind="stable")
    frame = pl.DataFrame(
        {
            "shipment_id": numbered("F", first + number, 8),
            "qty": waits["open"].astype(np.int32),
            "allocated_at": story.world.days.instants(minute),
            **_concerning(story, waits["line"], waits["place"]),
        }
    )[order]
    return frame.with_columns(line_no=pl.Series(ordinals(number[order])))


def return_lines(story: Story) -> Iterator[pl.DataFrame]:
    """Yield what customers sent back or have announced."""
    days = story.world.days
    order = np.argsort(story.returns["announced"], kind="stable")
    c = {name: values[order] for name, values in story.returns.items()}
    c = {name: values[days.known(c["announced"])] for name, values in c.items()}
    count = len(c["line"])
    yield pl.DataFrame(
        {
            "return_id": numbered("R", np.arange(count) + 1),
            "line_no": np.ones(count, np.int64),
            "qty": c["qty"].astype(np.int64),
            "announced_at": days.instants(c["announced"]),
            "received_at": days.instants(c["received"]),
            "disposition": picked(DISPOSITIONS, _disposition(story, c)),
            "decided_at": days.instants(c["decided"]),
            "reason": picked(RETURN_REASONS, c["line"] % len(RETURN_REASONS)),
            **_refund(story, c),
            **_concerning(story, c["line"], c["place"]),
        }
    )


def _refund(story: Story, c: Columns) -> dict[str, pl.Series]:
    """Return what was paid back, a day after the goods came."""
    days, lines = story.world.days, story.lines
    came = days.known(c["received"])
    refunded = np.where(came, c["received"] + REFUND_MINUTES, NEVER)
    channel = story.world.network.cell_channel[lines["cell"][c["line"]]]
    price = unit_price(story, c["item"], channel) * c["qty"]
    paid_back = money(price * (100 - lines["rebate"][c["line"]]) // 100)
    return {
        "refund_amount": masked(paid_back, days.known(refunded)),
        "refunded_at": days.instants(refunded),
    }


def _disposition(story: Story, c: Columns) -> Array:
    """Return what becomes of each return as far as that is known."""
    days = story.world.days
    final = np.where(np.isin(c["fate"], (RESTOCK, INSPECT_RESTOCK)), 0, 1)
    is_looked_at = (c["fate"] >= INSPECT_RESTOCK) & ~days.known(c["decided"])
    known = np.where(is_looked_at, 2, final)
    return np.where(days.known(c["received"]), known, NEVER)
