"""Master data of the example company: suppliers and their terms."""

import numpy as np
import polars as pl

from models.example.arrays import Array
from models.example.columns import money, picked
from models.example.items import DROPSHIP, NORMAL
from models.example.money import BREAK_EVERY, BREAKS, repriced, supplier_rates
from models.example.suppliers import Suppliers
from models.example.world import World

SECOND_EVERY = 7


def suppliers(world: World) -> pl.DataFrame:
    """Return the suppliers with their conditions."""
    own: Suppliers = world.suppliers
    far = own.is_far
    count = len(own.names)
    number = np.arange(count)
    return pl.DataFrame(
        {
            "supplier_id": own.ids,
            "name": own.names,
            "currency": own.currency,
            "lead_time_days": own.lead_time_days,
            "review_days": np.where(far, 14, 7),
            "order_weekdays": ["mon"] * count,
            "min_order_amount": picked((500, 2000, 5000), number % 3),
            "min_order_volume_m3": np.where(far, 1.0, 0.0),
            "container_volume_m3": picked((28.0,), np.where(far, 0, -1)),
            "container_weight_kg": picked((21_000.0,), np.where(far, 0, -1)),
            "order_cost": money(np.where(far, 90_000, 15_000)),
            "freight_rate": np.where(far, 0.09, 0.03),
            "duty_rate": np.where(far, 0.045, 0.0),
            "deposit_rate": np.where(far, 0.3, 0.0),
            "payment_terms_days": picked((14, 30, 45), number % 3),
            "email": [f"orders@supplier{n + 1}.example" for n in number],
        }
    )


def supplier_items(world: World) -> pl.DataFrame:
    """Return the offers: the usual one, price changes, and second sources."""
    own = world.items
    bought = np.flatnonzero(np.isin(own.kind, (NORMAL, DROPSHIP)))
    when, factor = repriced(own, world.days.count)
    plain = np.ones(own.count)
    changed = bought[when[bought] < world.days.count + 30]
    second = bought[bought % SECOND_EVERY == 0]
    other = (own.supplier + 1) % len(world.suppliers.names)
    never = np.full(own.count, -365)
    first = _offers(world, bought, own.supplier, plain, never)
    news = _offers(world, changed, own.supplier, factor, when)
    spare = _offers(world, second, other, plain * 1.12, never).with_columns(
        priority=pl.Series(np.where(second % 3 == 0, 0, 2))
    )
    return pl.concat([first, news, spare], how="vertical_relaxed")


def _offers(
    world: World, item: Array, supplier: Array, factor: Array, since: Array
) -> pl.DataFrame:
    """Return offers of ``item`` by the supplier of each item."""
    own, sellers = world.items, world.suppliers
    who = supplier[item]
    foreign = supplier_rates(world)[who]
    cost = np.maximum(np.rint(own.cost[item] / foreign * factor[item]), 1)
    is_rare = item % 20 == 0
    return pl.DataFrame(
        {
            "supplier_id": picked(sellers.ids, who),
            "sku": picked(own.skus, item),
            "valid_from": world.days.dates_from(since[item]),
            "supplier_sku": [
                f"{s + 1}/{n:05d}" for n, s in zip(item, who, strict=True)
            ],
            "unit_cost": money(cost),
            "currency": picked(sellers.currency, who),
            "min_order_qty": own.minimum[item],
            "pack_qty": own.pack[item],
            "max_order_qty": picked(
                (own.pack * 500).tolist(), np.where(is_rare, item, -1)
            ),
            "lead_time_days": picked(
                sellers.lead_time_days.tolist(), np.where(item % 2 == 0, who, -1)
            ),
            "priority": np.ones(len(item), np.int64),
            "purchase_unit_qty": np.where(item % 15 == 0, own.pack[item], 1),
            "min_order_group": picked(
                ("A", "B"), np.where(np.isin(item % 30, (0, 1)), item % 2, -1)
            ),
        }
    )


def supplier_price_breaks(world: World) -> pl.DataFrame:
    """Return cheaper prices for larger quantities."""
    own = world.items
    item = np.flatnonzero(
        (own.kind == NORMAL) & (np.arange(own.count) % BREAK_EVERY == 0)
    )
    foreign = supplier_rates(world)
    cost = own.cost[item] / foreign[own.supplier[item]]
    return pl.concat(
        pl.DataFrame(
            {
                "supplier_id": picked(world.suppliers.ids, own.supplier[item]),
                "sku": picked(own.skus, item),
                "min_qty": own.pack[item] * packs,
                "unit_cost": money(np.maximum(np.rint(cost * factor), 1)),
                "kind": picked(
                    ("all_units", "incremental"), (item % 24 == 0).astype(np.int64)
                ),
            }
        )
        for packs, factor in BREAKS
    )


def calendars(world: World) -> pl.DataFrame:
    """Return when suppliers and stores are closed."""
    closed = [
        (party, start, end, "closure")
        for party, spans in zip(
            world.suppliers.ids, world.suppliers.closures, strict=True
        )
        for start, end in spans
    ]
    stores = ["store", *world.network.location_ids[world.network.first_store :]]
    days = world.days.all
    closed += [
        (party, days[e.starts], days[e.ends], "holiday")
        for e in world.promotions
        if e.kind == "holiday"
        for party in stores
    ]
    names = ["party_id", "starts_on", "ends_on", "kind"]
    return pl.DataFrame(closed, schema=names, orient="row")
