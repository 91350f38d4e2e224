"""What shipped goods brought in, net of discount and tax, where they left from."""

import datetime as dt

import polars as pl

from models import exact, kits
from models.company import Company
from models.inventory.values.place_days import with_day
from models.tables.columns import MONEY_SCALE

NO_SALE = ("reversal", "service")
PLACE = ["sku", "location_id"]
LINE = ["order_id", "line_no"]
ITEM = ["order_id", "sku"]
THOUSAND, MILLION = 10**3, 10**6
LINES_AT_ONCE = 3_000_000
"""Order lines that are joined at once, so that memory stays small."""


def revenue(
    shipment_lines: pl.LazyFrame,
    order_status: pl.LazyFrame,
    order_lines: pl.LazyFrame,
    channels: pl.DataFrame,
    kit_components: pl.DataFrame,
    locations: pl.DataFrame,
    looks: pl.DataFrame,
    since: dt.date,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Return the revenue of each item and place from ``since`` to ``as_of``.

    It is counted when and where the goods left, from the first of ``looks`` at them on,
    at the price of their order; what has come back until now earned nothing. It is
    empty where the price of some units is not known: a price or a rate is missing, tax
    is not settled, the shipment names no order of the item, or they left as parts of a
    virtual kit, whose price is not theirs.
    """
    left = with_day(_left(shipment_lines, order_status), "at", locations, company)
    in_time = left.filter(
        pl.col("at") >= _before(since), pl.col("day").is_between(since, as_of)
    )
    sums = [
        _sums(
            in_time.filter(part),
            _prices(order_status.filter(part), order_lines.filter(part), channels),
            *(kit_components, looks),
        )
        for part in _parts(order_status)
    ]
    amount = pl.when(pl.col("is_whole").all()).then(pl.col("amount").sum())
    return (
        pl.concat(sums)
        .group_by(PLACE)
        .agg(revenue_amount=exact.from_scaled(amount, MONEY_SCALE))
    )


def _parts(order_status: pl.LazyFrame) -> list[pl.Expr]:
    """Return what divides orders into parts that are small enough to be joined."""
    orders = order_status.select(pl.len()).collect(engine="streaming").item()
    parts = 1 + orders // LINES_AT_ONCE
    if parts == 1:
        return [pl.lit(value=True)]
    part = pl.col("order_id").hash() % parts
    return [part == number for number in range(parts)]


def _sums(
    left: pl.LazyFrame,
    prices: pl.LazyFrame,
    kit_components: pl.DataFrame,
    looks: pl.DataFrame,
) -> pl.DataFrame:
    """Return what goods that left brought in, and whether all of it is known."""
    priced = left.join(prices, on=ITEM, how="left").select(
        *PLACE, "at", "day", "qty", "net_price"
    )
    return (
        kits.exploded(priced, kit_components, ["qty"], "day")
        .join(looks.lazy(), on=PLACE)
        .filter(pl.col("at") >= pl.col("first_seen_at"))
        .with_columns(amount=_amount())
        .group_by(PLACE)
        .agg(pl.col("amount").sum(), is_whole=_is_whole("amount"))
        .collect(engine="streaming")
    )


def _before(since: dt.date) -> dt.datetime:
    """Return an instant that is before ``since`` in every time zone."""
    return dt.datetime.combine(since, dt.time(), dt.UTC) - dt.timedelta(days=1)


def _left(shipment_lines: pl.LazyFrame, order_status: pl.LazyFrame) -> pl.LazyFrame:
    """Return what left: by shipment, or by order where shipments are not supplied."""
    has_shipments = not shipment_lines.head(1).collect().is_empty()
    if has_shipments:
        shipped = shipment_lines.filter(pl.col("shipped_at").is_not_null())
        return shipped.select(*ITEM, "location_id", "qty", at="shipped_at")
    inferred = order_status.filter(
        ~pl.col("state").is_in(NO_SALE), pl.col("shipped_qty") > 0
    )
    return inferred.select(*ITEM, "location_id", qty="shipped_qty", at="placed_at")


def _prices(
    order_status: pl.LazyFrame, order_lines: pl.LazyFrame, channels: pl.DataFrame
) -> pl.LazyFrame:
    """Return what a unit shipped of each item of an order brought in, in the end."""
    asked = order_lines.select(
        *(*LINE, "discount_amount", "tax_amount"),
        asked_qty="ordered_qty",
        asked_price="unit_price",
    )
    taxed = channels.lazy().select("channel", "prices_include_tax")
    kept = (pl.col("shipped_qty") - pl.col("returned_qty")).clip(0)
    earned = _net_price() * kept.cast(pl.Float64) * MILLION
    return (
        order_status.filter(pl.col("shipped_qty") > 0, ~pl.col("state").is_in(NO_SALE))
        .join(asked, on=LINE, how="left")
        .join(taxed.unique("channel"), on="channel", how="left")
        .select(
            *ITEM,
            earned=earned.round().cast(pl.Int64),
            shipped=exact.to_scaled("shipped_qty"),
        )
        .group_by(ITEM)
        .agg(pl.col("earned", "shipped").sum(), is_whole=_is_whole("earned"))
        .select(*ITEM, net_price=pl.when("is_whole").then(_price_of_unit()))
    )


def _price_of_unit() -> pl.Expr:
    """Return money per unit from millionths earned by thousandths shipped."""
    return pl.col("earned") / MILLION / (pl.col("shipped") / THOUSAND)


def _net_price() -> pl.Expr:
    """Return the price of a unit net of discount and tax, in company currency."""
    asked = pl.col("asked_qty").cast(pl.Float64)
    gross = pl.col("asked_price").cast(pl.Float64) * asked
    discount = pl.col("discount_amount").cast(pl.Float64).fill_null(0.0)
    tax = pl.col("tax_amount").cast(pl.Float64)
    inside = (
        pl.when("prices_include_tax")
        .then(tax)
        .when(~pl.col("prices_include_tax") | (tax == 0))
        .then(0.0)
    )
    share = pl.when(gross != 0).then((gross - discount - inside) / gross).otherwise(0.0)
    return pl.col("unit_price").cast(pl.Float64) * share


def _is_whole(name: str) -> pl.Expr:
    """Say whether nothing is missing."""
    return pl.col(name).is_not_null().all()


def _amount() -> pl.Expr:
    """Return what units brought in, in ten-thousandths; those of a kit: not known."""
    amount = pl.col("qty").cast(pl.Float64) * pl.col("net_price") * 10**MONEY_SCALE
    return pl.when(pl.col("kit_sku").is_null()).then(amount.round().cast(pl.Int64))
