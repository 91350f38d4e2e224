"""Order lines with their money and their fate, a stretch of orders at a time."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from models.example.arrays import MINUTES, Array, Columns
from models.example.money import NOMINAL
from models.example.network import CURRENCIES, TAX_INCLUDED, WEB, WHOLESALE
from models.example.sales import NO_REASON
from models.example.simulation import Story

STRETCH = 400_000
TAX, TAX_WITHIN = 0.25, 0.2
POSTAGE, WRAPPING = 3_900, 2_500
WHOLESALE_SHARE = 0.55


def stretches(story: Story) -> Iterator[tuple[int, int]]:
    """Cut the order lines where orders end, so that memory stays bounded."""
    order = story.lines["order"]
    start = 0
    while start < len(order):
        stop = min(start + STRETCH, len(order))
        stop = int(np.searchsorted(order, order[stop - 1], side="right"))
        yield start, stop
        start = stop


def shipped_qty(story: Story) -> Array:
    """Return the units shipped by order line."""
    weights = story.shipments["qty"]
    lines = len(story.lines["order"])
    return np.bincount(story.shipments["line"], weights, lines).astype(np.int32)


def cancelled(story: Story) -> Columns:
    """Return quantity, reason and minute of cancellation by order line."""
    lines, later = story.lines, story.cancellations
    qty, reason = lines["cancelled"].copy(), lines["reason"].copy()
    minute = lines["cancelled_minute"].copy()
    np.add.at(qty, later["line"], later["qty"].astype(qty.dtype))
    reason[later["line"]] = later["reason"]
    minute[later["line"]] = later["minute"]
    return {"cancelled": qty, "reason": reason, "cancelled_minute": minute}


def unit_price(story: Story, item: Array, channel: Array) -> Array:
    """Return the price per unit in the channel's currency, in hundredths."""
    listed = story.world.items.price[item]
    rate = np.array([NOMINAL[code] for code in CURRENCIES])[channel]
    share = np.where(channel == WHOLESALE, WHOLESALE_SHARE, 1.0)
    price: Array = np.maximum(np.rint(listed * share / rate), 1).astype(np.int64)
    return price


def priced(story: Story, start: int, stop: int, fate: Columns) -> pl.DataFrame:
    """Return the lines of a stretch with their money, postage and wrapping added."""
    lines = {name: values[start:stop] for name, values in story.lines.items()}
    lines |= {name: values[start:stop] for name, values in fate.items()}
    lines["channel"] = story.world.network.cell_channel[lines["cell"]]
    lines["price"] = unit_price(story, lines["item"], lines["channel"])
    goods = pl.DataFrame(lines).with_columns(is_service=pl.lit(value=False))
    fees = _services(story, goods)
    whole = pl.concat([goods, fees], how="diagonal_relaxed").sort("order", "line_no")
    gross = pl.col("price") * pl.col("qty")
    discount = (gross * pl.col("rebate") / 100).round().cast(pl.Int64)
    within = pl.col("channel").replace_strict(
        dict(enumerate(TAX_INCLUDED)), return_dtype=pl.Boolean
    )
    share = pl.when(within).then(TAX_WITHIN).otherwise(TAX)
    tax = ((gross - discount) * share).round().cast(pl.Int64)
    due = gross - discount + pl.when(within).then(0).otherwise(tax)
    return whole.with_columns(discount=discount, tax=tax, due=due)


def _services(story: Story, goods: pl.DataFrame) -> pl.DataFrame:
    """Return lines of postage on most web orders, and of wrapping on a few."""
    number = pl.col("order") % 50
    last = (story.days - 1) * MINUTES
    orders = goods.filter(pl.col("channel") == WEB).group_by("order").agg(
        pl.col("minute", "customer", "cell", "channel", "stream", "requested").first(),
        pl.col("line_no").max(),
        (pl.col("cancelled") >= pl.col("qty")).all().alias("is_void"),
    )  # fmt: skip
    item = story.world.items.count
    kinds = ((item, POSTAGE, number % 5 < 3, 1), (item + 1, WRAPPING, number == 0, 2))  # noqa: PLR2004
    return pl.concat(
        orders.filter(chosen & ~pl.col("is_void")).with_columns(
            item=pl.lit(number_of, dtype=pl.Int32),
            price=pl.lit(price, dtype=pl.Int64),
            line_no=pl.col("line_no") + after,
            qty=pl.lit(1, dtype=pl.Int32),
            cancelled=pl.lit(0, dtype=pl.Int32),
            reason=pl.lit(NO_REASON, dtype=pl.Int8),
            cancelled_minute=pl.lit(-1, dtype=pl.Int32),
            rebate=pl.lit(0, dtype=pl.Int8),
            shipped=pl.when(pl.col("minute") < last)
            .then(1)
            .otherwise(0)
            .cast(pl.Int32),
            is_service=pl.lit(value=True),
        )
        for number_of, price, chosen, after in kinds
    ).drop("is_void")
