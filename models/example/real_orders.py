"""A business around real order lines: the supply side is simulated, the lines are not.

The lines count as shipped when placed. A reversal of the same customer, item and
quantity within a day takes its line back; other reversals leave the stock alone.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from models.example import stockroom
from models.example.arrays import MINUTES, Ints, Journal
from models.example.buyer import Policy, naive_buyer
from models.example.days import Days
from models.example.items import FOREVER, PACKS, Items, minimums
from models.example.kits import Recipes
from models.example.money import NOMINAL
from models.example.network import Network
from models.example.purchasing import buy
from models.example.receiving import drop_remainders, receive, send_back
from models.example.simulation import Story, closed, shut
from models.example.state import MEMORY_DAYS, Business, Past, Shelves
from models.example.suppliers import Suppliers, suppliers
from models.example.world import DAY, MASTER, World

ONLINE_RETAIL = {
    "InvoiceNo": "order_id",
    "StockCode": "sku",
    "Description": "title",
    "Quantity": "ordered_qty",
    "InvoiceDate": "placed_at",
    "UnitPrice": "unit_price",
    "CustomerID": "customer_id",
    "Country": "ship_to_country",
}
SERVICES = r"(?i)^(POST|POSTAGE|PORTO|FRAGT|SHIPPING|FEE)$"
RETAIL_SERVICES = r"^(POST|DOT|[MmDSB]|PADS|CRUK|C2|C3|BANK CHARGES|AMAZONFEE|gift_.*)$"
FOUND_DAYS = 28
OPENING_DAYS = 60
COST_SHARE = 0.45
COVER_DAYS = 75
"""Demand this uneven needs more than a month of cover."""


@dataclass(frozen=True)
class Orders:
    """Real order lines, under the names of ``order_lines``, and who took them."""

    lines: pl.DataFrame
    name: str
    currency: str
    time_zone: str
    services: str = SERVICES


def orders(found: pl.DataFrame, currency: str, time_zone: str) -> Orders:
    """Recognise order lines by their column names: ours, or those of Online Retail.

    The company's currency is the one most lines are in, if there is a rate for it.
    """
    if "InvoiceNo" not in found.columns:
        usual = _usual_currency(found) or currency
        return Orders(found, "Real Orders", usual, time_zone)
    names = {old: new for old, new in ONLINE_RETAIL.items() if old in found.columns}
    customer = pl.col("customer_id").cast(pl.Int64).cast(pl.String)
    lines = found.rename(names).with_columns(
        customer, channel=pl.lit("web"), currency=pl.lit("GBP")
    )
    return Orders(
        lines, "Online Retail", "GBP", "Europe/London", services=RETAIL_SERVICES
    )


def _usual_currency(found: pl.DataFrame) -> str | None:
    """Return the currency of most lines, if the lines say one that is known."""
    if "currency" not in found.columns:
        return None
    usual = found["currency"].drop_nulls().mode().sort().to_list()
    return next((code for code in usual if code in NOMINAL), None)


def order_lines(taken: Orders) -> pl.DataFrame:
    """Return the lines as they came, without what is said elsewhere."""
    return taken.lines.select(pl.exclude("title"))


def catalogue(taken: Orders) -> pl.DataFrame:
    """Return the items that were ordered, goods first, each with its usual price."""
    lines = taken.lines
    title = pl.col("title") if "title" in lines.columns else pl.col("sku")
    known = lines.with_columns(
        title=title, unit_price=_number(lines, "unit_price", 10.0)
    )
    titles = pl.col("title").drop_nulls().mode().sort().first()
    price = pl.col("unit_price").filter(pl.col("unit_price") > 0).median()
    return (
        known.filter(pl.col("sku").is_not_null())
        .group_by("sku")
        .agg(title=titles, price=price.fill_null(1.0))
        .with_columns(is_service=pl.col("sku").str.contains(taken.services))
        .sort("is_service", "sku")
    )


def _number(lines: pl.DataFrame, column: str, otherwise: float) -> pl.Expr:
    """Return a column as numbers, or a constant where it is missing."""
    return (
        pl.col(column).cast(pl.Float64)
        if column in lines.columns
        else pl.lit(otherwise)
    )


def story_of(taken: Orders, seed: int, policy: Policy | None = None) -> Story:
    """Live through the days of the orders with simulated suppliers and stock."""
    stock = catalogue(taken)
    goods = stock.filter(~pl.col("is_service"))["sku"]
    placed = _placed(taken)
    on = placed.select(pl.col("on").unique().sort())["on"].to_list()
    days = Days(on[0], (on[-1] - on[0]).days + 1, taken.time_zone)
    taken_qty = _daily(placed, goods, days)
    world = _world(stock, taken_qty, days, seed, taken.currency)
    business = _opened(world, taken_qty)
    chosen = policy or naive_buyer(seed, COVER_DAYS)
    for day in range(days.count):
        _live(business, chosen, day, taken_qty[day : day + FOUND_DAYS])
    return closed(business, chosen, days.count)


def _placed(taken: Orders) -> pl.DataFrame:
    """Return sku, day and quantity of what was ordered and not at once taken back."""
    lines = taken.lines
    at = pl.col("placed_at")
    stamp = at if lines.schema["placed_at"] != pl.String else at.str.to_datetime()
    customer = pl.col("customer_id") if "customer_id" in lines.columns else pl.lit(None)
    typed = lines.select(
        "sku",
        stamp.alias("at"),
        customer.cast(pl.String).alias("customer"),
        pl.col("ordered_qty").cast(pl.Float64).round().cast(pl.Int64).alias("qty"),
    ).drop_nulls(["sku", "at", "qty"]).with_row_index("row")  # fmt: skip
    bought = typed.filter(pl.col("qty") > 0).sort("at", "row")
    back = (
        typed.filter(pl.col("qty") < 0).with_columns(-pl.col("qty")).sort("at", "row")
    )
    pairs = back.join_asof(
        bought.with_columns(original=pl.col("row")),
        on="at",
        by=["sku", "customer", "qty"],
        tolerance="1d",
        check_sortedness=False,  # both are sorted just above
    )
    undone = pairs.filter(pl.col("customer").is_not_null())["original"].drop_nulls()
    kept = bought.filter(~pl.col("row").is_in(undone.implode()))
    return kept.select("sku", "qty", on=pl.col("at").dt.date())


def _daily(placed: pl.DataFrame, goods: pl.Series, days: Days) -> Ints:
    """Return the units taken by day and item."""
    daily = np.zeros((days.count, len(goods)), np.int64)
    number = pl.DataFrame({"sku": goods, "item": np.arange(len(goods))})
    rows = placed.join(number, on="sku")
    day = (rows["on"] - days.first).dt.total_days().to_numpy()
    np.add.at(daily, (day, rows["item"].to_numpy()), rows["qty"].to_numpy())
    return daily


def _world(
    stock: pl.DataFrame, taken: Ints, days: Days, seed: int, currency: str
) -> World:
    """Put suppliers and terms behind the items."""
    rng = np.random.default_rng([seed, MASTER])
    sellers = suppliers(taken.shape[1], currency, days, rng)
    return World(
        seed=seed,
        currency=currency,
        days=days,
        network=Network(1, 0, 0),
        customers=0,
        suppliers=sellers,
        items=_items(stock, taken, sellers, rng),
        promotions=[],
    )


def _items(
    stock: pl.DataFrame, taken: Ints, sellers: Suppliers, rng: np.random.Generator
) -> Items:
    """Give the items terms; new is what is first ordered after two months."""
    count = taken.shape[1]
    price = stock["price"].to_numpy()[:count]
    base = np.minimum(taken, 1_000).mean(axis=0)
    supplier: Ints = np.asarray(rng.integers(0, len(sellers.names), count))
    pack = rng.choice(PACKS, count)
    first = (taken > 0).argmax(axis=0)
    zeros = np.zeros(count, np.int64)
    own = np.arange(count)
    return Items(
        kind=zeros,
        category=zeros,
        base=base,
        extra=np.zeros(count),
        is_intermittent=(taken > 0).mean(axis=0) < 0.05,  # noqa: PLR2004 (one day in twenty)
        growth=np.zeros(count),
        launched=np.where(first > OPENING_DAYS, first, -500),
        ended=np.full(count, FOREVER),
        price=np.maximum(np.rint(price * 100), 1).astype(np.int64),
        cost=np.maximum(np.rint(price * 100 * COST_SHARE), 1).astype(np.int64),
        supplier=supplier,
        pack=pack,
        minimum=minimums(pack, sellers.is_far[supplier], base),
        lead_time_days=sellers.lead_time_days[supplier],
        recipes=Recipes(np.arange(count + 1), own, np.ones(count, np.int64), 1),
        skus=stock["sku"].to_list(),
    )


def _opened(world: World, taken: Ints) -> Business:
    """Return the company with stock for what was then usual, and a memory of it.

    Nothing is known of the time before; it is taken to have been like the first weeks.
    """
    usual = np.minimum(taken[:OPENING_DAYS], 1_000).mean(axis=0)
    size = len(usual)
    business = Business(
        world=world,
        shelves=Shelves.empty(size),
        past=Past.empty(world.days.count, size),
        outflow=np.repeat(
            np.rint(usual).astype(np.int64)[None, :], MEMORY_DAYS, axis=0
        ),
    )
    rng = world.random(MASTER, 3)
    cover = (world.items.lead_time_days + 45) * np.exp(rng.normal(0, 0.4, size))
    business.shelves.book[:] = np.ceil(usual * cover).astype(np.int64)
    business.shelves.physical[:] = business.shelves.book
    stockroom.write_levels(business, np.arange(size), stockroom.OPENING, 30)
    return business


def _live(business: Business, policy: Policy, day: int, coming: Ints) -> None:
    """Live through one day, the first of ``coming``: what was ordered leaves."""
    taken = coming[0]
    rng = business.world.random(DAY, day)
    drop_remainders(business, day)
    receive(business, day, rng)
    stockroom.hold(business, day, rng)
    business.outflow[day % MEMORY_DAYS] = 0
    buy(business, policy, day, rng)
    _turn_up(business, day, coming)
    business.put(np.arange(len(taken)), -taken)
    business.outflow[day % MEMORY_DAYS] = taken
    business.past.demanded[day] = taken
    send_back(business, day)
    stockroom.correct(business, day, rng)
    shut(business, day, rng)


def _turn_up(business: Business, day: int, coming: Ints) -> None:
    """Find what was sold but could not have been there, and write it up.

    Who sold it will have had it for a while: what the next weeks take is found as well.
    """
    short = np.flatnonzero(coming[0] > business.shelves.physical)
    lack = coming[:, short].sum(axis=0) - business.shelves.physical[short]
    business.put(short, lack)
    journal: Journal = business.books.adjustments
    journal.append(
        item=short,
        place=np.zeros(len(short), np.int64),
        qty=lack,
        reason=np.full(len(short), stockroom.FOUND),
        minute=np.full(len(short), day * MINUTES + 6 * 60),
    )
