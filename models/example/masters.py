"""Master data of the example company: products, places, channels."""

import numpy as np
import polars as pl

from models.example.columns import money, picked
from models.example.items import (
    BUILT_KIT,
    CATEGORIES,
    DROPSHIP,
    NORMAL,
    PANTRY,
    SERVICES,
    VIRTUAL_KIT,
)
from models.example.network import CHANNELS, STORE, TAX_INCLUDED, TOWNS
from models.example.transfers import HUB_DAYS, STORE_DAYS
from models.example.world import World

TEXTILES = 4
COLOURS = ("red", "blue", "green", "grey", "sand")
SIZES = ("S", "M", "L", "XL")
ADJECTIVES = ("Small", "Large", "Classic", "Nordic", "Round", "Light", "Handmade")
NOUNS = (
    ("Planter", "Rake", "Hose"), ("Pan", "Knife", "Grater"), ("Puzzle", "Train"),
    ("Candle", "Tealight"), ("Towel", "Blanket", "Apron"), ("Mug", "Plate", "Bowl"),
    ("Coffee", "Honey", "Tea"), ("Tent", "Lantern"), ("Notebook", "Pen"), ("Gasket",),
)  # fmt: skip
SERVICE_TITLES = {"PORTO": "Postage", "GAVE": "Gift wrapping"}
ALIAS_EVERY, PAIR_EVERY = 10, 50
"""Every tenth item has its own number on the marketplace, every fiftieth in pairs."""


def products(world: World) -> pl.DataFrame:
    """Return what is sold; services last."""
    parts = (_names(world), _measures(world), _lives(world))
    services = pl.DataFrame(
        {
            "sku": list(SERVICES),
            "title": [SERVICE_TITLES[sku] for sku in SERVICES],
            "fulfilment": ["service"] * len(SERVICES),
        }
    )
    goods = pl.concat(parts, how="horizontal")
    return pl.concat([goods, services], how="diagonal_relaxed")


def _names(world: World) -> pl.DataFrame:
    """Return what items are called; textiles are variants of a style."""
    own, count = world.items, world.items.count
    number = np.arange(count)
    textile = own.category == TEXTILES
    styles = [f"T-{n // len(SIZES):04d}" for n in range(count)]
    return pl.DataFrame(
        {
            "sku": own.skus[:count],
            "title": [_title(int(n), int(c)) for n, c in enumerate(own.category)],
            "category": [CATEGORIES[c][0] for c in own.category],
            "brand": picked(("Havn", "Lyng", "Skov", "Fjeld"), number % 4),
            "style": picked(styles, np.where(textile, number, -1)),
            "size": picked(SIZES, np.where(textile, number % len(SIZES), -1)),
            "colour": picked(COLOURS, np.where(number % 3 == 0, number % 5, -1)),
            "barcode": [_ean(int(n)) for n in number],
        }
    )


def _measures(world: World) -> pl.DataFrame:
    """Return what items cost, weigh and fill, and how long they keep."""
    own, number = world.items, np.arange(world.items.count)
    fresh = np.where(own.category == PANTRY, number % 3, -1)
    return pl.DataFrame(
        {
            "unit_cost": money(own.cost),
            "unit_price": money(own.price),
            "weight_kg": np.round(0.05 + (number * 37 % 400) / 100, 2),
            "volume_m3": np.round(0.0004 + (number * 53 % 90) / 10_000, 4),
            "shelf_life_days": picked((180, 365, 540), fresh),
            "presentation_qty": picked((2,), np.where(number % 25 == 0, 0, -1)),
        }
    )


def _lives(world: World) -> pl.DataFrame:
    """Return when items come and go, what replaces them, and whose they are."""
    own, days = world.items, world.days
    number = np.arange(own.count)
    is_told = own.ended <= days.count + 60
    old = np.flatnonzero((own.launched < 0) & (own.kind == NORMAL))
    near = old[number % len(old)]
    is_replaced = is_told & (number % 2 == 0)
    consigned = (own.supplier == 1) & (number % 7 == 0)
    return pl.DataFrame(
        {
            "launched_on": days.dates(own.launched),
            "discontinued_on": days.dates(np.where(is_told, own.ended, -1)),
            "successor_sku": picked(own.skus, np.where(is_replaced, near, -1)),
            "similar_sku": picked(own.skus, np.where(own.launched > 0, near, -1)),
            "fulfilment": picked(
                ("stocked", "dropship"), (own.kind == DROPSHIP).astype(np.int64)
            ),
            "owner": picked(world.suppliers.ids, np.where(consigned, own.supplier, -1)),
        }
    )


def _title(number: int, category: int) -> str:
    """Make up the name of an item."""
    nouns = NOUNS[category]
    return f"{ADJECTIVES[number % 7]} {nouns[number % len(nouns)]} {number}"


def _ean(number: int) -> str:
    """Return an EAN-13 with its check digit.

    >>> _ean(1)
    '5700000000011'
    """
    digits = f"57{number:010d}"
    total = sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(digits))
    return f"{digits}{-total % 10}"


def sku_aliases(world: World) -> pl.DataFrame:
    """Return the marketplace's own numbers; some of its listings are pairs."""
    number = np.arange(0, world.items.count, ALIAS_EVERY)
    skus = pl.Series(world.items.skus).gather(pl.Series(number))
    listings = pl.DataFrame(
        {
            "alias": "MP-" + skus,
            "alias_source": ["marketplace"] * len(number),
            "sku": skus,
            "qty": np.where(number % PAIR_EVERY == 0, 2, 1),
        }
    )
    old = listings.head(5).select(
        alias="OLD-" + pl.col("sku"), alias_source=pl.lit(""), sku="sku", qty=1
    )
    return pl.concat([listings, old], how="vertical_relaxed")


def locations(world: World) -> pl.DataFrame:
    """Return the places."""
    network = world.network
    count = network.places
    is_shop = np.arange(count) >= network.first_store
    town = [TOWNS[n % len(TOWNS)] for n in range(count)]
    return pl.DataFrame(
        {
            "location_id": network.location_ids,
            "name": [
                f"{kind.replace('_', ' ').capitalize()} {where}"
                for kind, where in zip(network.kinds, town, strict=True)
            ],
            "kind": network.kinds,
            "country": ["DK"] * count,
            "postcode": [str(8000 + 500 * n % 1900) for n in range(count)],
            "latitude": [round(55.4 + 0.3 * n, 2) for n in range(count)],
            "longitude": [round(9.4 + 0.4 * n, 2) for n in range(count)],
            "time_zone": [world.days.time_zone] * count,
            "replenished_from": picked(
                network.location_ids,
                np.where(network.served_by == np.arange(count), -1, network.served_by),
            ),
            "handling_cost": money(np.where(is_shop, 150, 400)),
            "capacity_m3": np.where(is_shop, 120.0, 4_000.0),
            "is_sellable": [True] * count,
        }
    )


def bins(world: World) -> pl.DataFrame:
    """Return the bins of the warehouses."""
    each = max(40, world.items.count)
    place, number = np.divmod(np.arange(each * world.network.warehouses), each)
    aisle, spot = number // 20 + 1, number % 20 + 1
    return pl.DataFrame(
        {
            "location_id": picked(world.network.location_ids, place),
            "bin": [f"{a:02d}-{s:02d}" for a, s in zip(aisle, spot, strict=True)],
            "zone": picked(("pick", "bulk"), (number % 20 >= 14).astype(np.int64)),  # noqa: PLR2004
            "aisle": [f"{a:02d}" for a in aisle],
            "x_m": spot * 1.2,
            "y_m": aisle * 3.0,
            "capacity_m3": np.where(number % 20 >= 14, 2.4, 0.6),  # noqa: PLR2004
        }
    )


def channels(world: World) -> pl.DataFrame:
    """Return the channels."""
    names = ("Webshop", "Marketplace", "Stores", "Wholesale")
    return pl.DataFrame(
        {
            "channel": CHANNELS,
            "name": names,
            "kind": CHANNELS,
            "fee_rate": [0.02, 0.15, 0.01, 0.0],
            "time_zone": [world.days.time_zone] * len(CHANNELS),
            "prices_include_tax": TAX_INCLUDED,
            "accepts_backorders": [False, False, False, True],
        }
    )


def channel_locations(world: World) -> pl.DataFrame:
    """Return which places serve which channel."""
    cells = [(c, p) for c, p, _ in world.network.cells]
    return pl.DataFrame(
        {
            "channel": [CHANNELS[channel] for channel, _ in cells],
            "location_id": [world.network.location_ids[place] for _, place in cells],
            "priority": [1] * len(cells),
            "buffer_qty": [0] * len(cells),
        }
    )


def kit_components(world: World) -> pl.DataFrame:
    """Return what kits are made of: at sale, or built beforehand."""
    own, recipes = world.items, world.items.recipes
    rows = [
        (kit, int(recipes.parts[n]), int(recipes.qty[n]), True)
        for kit in np.flatnonzero(own.kind == VIRTUAL_KIT)
        for n in range(recipes.starts[kit], recipes.starts[kit + 1])
    ]
    rows += [
        (kit, part, qty, False)
        for kit in np.flatnonzero(own.kind == BUILT_KIT)
        for part, qty in world.build_recipes[int(kit)]
    ]
    return pl.DataFrame(
        {
            "kit_sku": [own.skus[kit] for kit, *_ in rows],
            "component_sku": [own.skus[part] for _, part, *_ in rows],
            "qty": [qty for *_, qty, _ in rows],
            "is_virtual": [virtual for *_, virtual in rows],
        }
    )


def transfer_lanes(world: World) -> pl.DataFrame:
    """Return the ways from the main warehouse to the places it replenishes."""
    network = world.network
    ends = list(range(network.warehouses, network.places))
    is_store = [network.kinds[place] == CHANNELS[STORE] for place in ends]
    return pl.DataFrame(
        {
            "from_location_id": [network.location_ids[0]] * len(ends),
            "to_location_id": [network.location_ids[place] for place in ends],
            "lead_time_days": [STORE_DAYS if store else HUB_DAYS for store in is_store],
            "weekdays": ["tue,fri"] * len(ends),
            "cost_per_unit": [1.5 if store else 2.5 for store in is_store],
            "cost_per_transfer": [250.0 if store else 600.0 for store in is_store],
        }
    )
