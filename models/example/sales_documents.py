"""Orders and payments as tables."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from models.example.arrays import MINUTES, NEVER, Array, Columns
from models.example.columns import money, numbered, picked, whole
from models.example.customers import RETAIL_STREAM
from models.example.items import DROPSHIP, SERVICES
from models.example.masters import ALIAS_EVERY, PAIR_EVERY
from models.example.network import (
    CHANNELS,
    CURRENCIES,
    MARKETPLACE,
    STORE,
    WEB,
    WHOLESALE,
)
from models.example.priced import cancelled, priced, shipped_qty, stretches
from models.example.sales import NO_REASON, REASONS
from models.example.simulation import Story

PREFIXES = ("W", "M", "B", "G")
STREAMS = ("retail", "wholesale", "project")
COUNTRIES = ("DK",) * 8 + ("SE", "NO")
FEES = {WEB: 0.014, MARKETPLACE: 0.0, STORE: 0.005, WHOLESALE: 0.0}
METHODS = ("card", "marketplace", "card", "transfer")
FIRST_ORDER = 1_000_000
PROMISED_DAYS, POSTCODES = 3, 500


def order_ids(order: Array, channel: Array) -> pl.Series:
    """Return order numbers, with a letter for the channel."""
    letters = picked(PREFIXES, channel)
    return letters + pl.Series(order.astype(np.int64) + FIRST_ORDER).cast(pl.String)


def order_stretches(story: Story) -> Iterator[pl.DataFrame]:
    """Yield order lines with money and fate, as numbers, a stretch at a time."""
    fate = {**cancelled(story), "shipped": shipped_qty(story)}
    for start, stop in stretches(story):
        yield priced(story, start, stop, fate)


def order_lines(story: Story) -> Iterator[pl.DataFrame]:
    """Yield the lines of customer orders."""
    for lines in order_stretches(story):
        yield _order_lines(story, lines)


def _order_lines(story: Story, lines: pl.DataFrame) -> pl.DataFrame:
    """Write a stretch of order lines."""
    c = {name: lines[name].to_numpy() for name in lines.columns}
    kinds = np.append(story.world.items.kind, [0] * len(SERVICES))
    c["is_dropship"] = kinds[c["item"]] == DROPSHIP
    parts = (_who_and_when(story, c), _what(story, c), _where_to(story, c))
    return pl.concat(parts, how="horizontal")


def _who_and_when(story: Story, c: Columns) -> pl.DataFrame:
    """Return who ordered, where and when, and for when."""
    days = story.world.days
    is_sent = (c["stream"] == RETAIL_STREAM) & (c["channel"] != STORE)
    promised = np.where(is_sent, c["minute"] // MINUTES + PROMISED_DAYS, NEVER)
    return pl.DataFrame(
        {
            "order_id": order_ids(c["order"], c["channel"]),
            "line_no": c["line_no"],
            "channel": picked(CHANNELS, c["channel"]),
            "customer_id": _customer(c),
            "placed_at": days.instants(c["minute"]),
            "stream": picked(STREAMS, c["stream"]),
            "requested_on": days.dates(c["requested"]),
            "promised_on": days.dates(promised),
        }
    )


def _what(story: Story, c: Columns) -> pl.DataFrame:
    """Return what was ordered, for how much, and what of it was cancelled."""
    sku, per = _listed(story, c)
    reason = np.where(c["reason"] == NO_REASON, NEVER, c["reason"])
    return pl.DataFrame(
        {
            "sku": sku,
            "ordered_qty": c["qty"] // per,
            "cancelled_qty": whole(c["cancelled"] // per, c["cancelled"] > 0),
            "cancel_reason": picked(REASONS, reason),
            "cancelled_at": story.world.days.instants(c["cancelled_minute"]),
            "unit_price": money(c["price"] * per),
            "discount_amount": money(c["discount"]),
            "tax_amount": money(c["tax"]),
            "currency": picked(CURRENCIES, c["channel"]),
            "status": _status(c),
        }
    )


def _where_to(story: Story, c: Columns) -> pl.DataFrame:
    """Return where the goods go; in stores, where they were bought."""
    network = story.world.network
    in_store = c["channel"] == STORE
    home = np.where(c["customer"] < 0, 0, c["customer"])
    codes = [str(1000 + 17 * n) for n in range(POSTCODES)]
    place = network.cell_place[c["cell"]]
    return pl.DataFrame(
        {
            "ship_to_country": picked(COUNTRIES, home % len(COUNTRIES)),
            "ship_to_postcode": picked(
                codes, np.where(in_store, NEVER, home % POSTCODES)
            ),
            "location_id": picked(
                network.location_ids, np.where(in_store, place, NEVER)
            ),
        }
    )


def _listed(story: Story, c: Columns) -> tuple[pl.Series, Array]:
    """Return what each line calls its item, and how many units one of it has."""
    own = story.world.items.skus
    aliased = (c["channel"] == MARKETPLACE) & (c["item"] % ALIAS_EVERY == 0)
    even = (c["qty"] % 2 == 0) & (c["cancelled"] % 2 == 0)
    pair = aliased & (c["item"] % PAIR_EVERY == 0)
    named = aliased & (~pair | even)
    names = [*own, *("MP-" + sku for sku in own)]
    sku = picked(names, c["item"] + np.where(named, len(own), 0))
    return sku, np.where(pair & even, 2, 1)


def _customer(c: Columns) -> pl.Series:
    """Return customer numbers; accounts have their own."""
    is_account = c["channel"] == WHOLESALE
    code = np.where(is_account, c["customer"] + 900_000, c["customer"])
    return numbered("K", np.where(c["customer"] < 0, NEVER, code))


def _status(c: Columns) -> pl.Series:
    """Return how far each line is."""
    done = c["shipped"] + c["cancelled"] >= c["qty"]
    state = np.where(done & (c["shipped"] > 0), 1, 0)
    state = np.where(c["is_dropship"], 1, state)
    state = np.where(c["cancelled"] >= c["qty"], 2, state)
    return picked(("open", "shipped", "cancelled"), state)


def payments(story: Story) -> Iterator[pl.DataFrame]:
    """Yield payments of orders, and refunds of what was cancelled or sent back."""
    for lines in order_stretches(story):
        paid = lines.group_by("order").agg(
            pl.col("minute", "channel").first(), pl.col("due").sum()
        )
        back = pl.col("due") * pl.col("cancelled") // pl.col("qty")
        refunds = (
            lines.filter(pl.col("cancelled") > 0)
            .group_by("order")
            .agg(
                pl.col("cancelled_minute").max().alias("minute") + 30,
                pl.col("channel").first(),
                -back.sum().alias("due"),
            )
        )
        yield _payments(story, paid, "I")
        yield _payments(story, refunds, "U")


def _payments(story: Story, rows: pl.DataFrame, prefix: str) -> pl.DataFrame:
    """Write payments: at once, by the marketplace, or on account after a month."""
    days = story.world.days
    rows = rows.filter(pl.col("due") != 0).sort("order")
    channel, order = rows["channel"].to_numpy(), rows["order"].to_numpy()
    on_account = np.where((channel == WHOLESALE) & (prefix == "I"), 30 * MINUTES, 1)
    minute = rows["minute"].to_numpy() + on_account
    known = days.known(minute)
    channel, order, minute = channel[known], order[known], minute[known]
    due = rows["due"].to_numpy()[known]
    fee = np.array([FEES[c] for c in range(len(CHANNELS))])[channel]
    return pl.DataFrame(
        {
            "payment_id": numbered(prefix, order, 8),
            "order_id": order_ids(order, channel),
            "paid_at": days.instants(minute),
            "amount": money(due),
            "currency": picked(CURRENCIES, channel),
            "method": picked(METHODS, channel),
            "fee_amount": money(np.rint(np.maximum(due, 0) * fee).astype(np.int64)),
            "settled_at": days.instants(minute + 2 * MINUTES),
        }
    )
