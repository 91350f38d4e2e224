"""What is too much or closes: long minimums, overstock, closures ahead."""

import datetime as dt

import polars as pl

from models import calendars as closing
from models import parameters
from models.company import Company
from models.planning.matters import PLACE, matters, money_in
from models.planning.wording import day, name_of, of, quantity, told, whole
from models.tables.columns import QTY

FURTHEST_CLOSURE_DAYS = 3650
"""Which closures are near enough to be told of is settled with the sources."""

ENDED = "product: discontinued"
"""Where the policy of what is no longer sold comes from."""
OVERSTOCK_DAYS = 180
"""Days beyond the order-up-to level from which stock is too much."""


def long_minimums(
    suggestions: pl.DataFrame,
    costs: pl.DataFrame,
    products: pl.DataFrame,
    force: pl.DataFrame,
    company: Company,
) -> pl.DataFrame:
    """List lines whose minimum or pack lasts too long or beyond the shelf life.

    Too long is ``cover_limit_days`` (180), and for ever where nothing is expected to
    sell. Waiting helps until the need has grown to the least that can be bought.
    """
    long = _long_lasting(suggestions.join(costs, on=PLACE, how="left"), products, force)
    sentences = told(
        "The least that covers the need, {} from {}, lasts {} days: {} more than "
        "needed, {}. Skip it, find another supplier, or wait until {}.",
        "Det mindste, der dækker behovet, {} fra {}, rækker {} dage: {} mere end der "
        "er brug for, {}. Spring over, find en anden leverandør, eller vent til {}.",
        of(quantity, "suggested_qty"),
        name_of("supplier_id"),
        of(whole, "cover_days"),
        of(quantity, "extra_qty"),
        money_in("extra_qty", company),
        of(day, "wait_on"),
    )
    number = pl.col("suggestion_id")
    is_endless = pl.col("wait_on").is_null()
    return pl.concat(
        matters(rows, "minimum_too_long", said, qty="extra_qty", document=number)
        for rows, said in (
            (long.filter(~is_endless), sentences),
            (long.filter(is_endless), _endless(company)),
        )
    )


def _endless(company: Company) -> list[pl.Expr]:
    """Say what is left over when nothing but what is owed will sell."""
    return told(
        "The least that covers what is owed, {} from {}, leaves {} that nobody is "
        "expected to buy, {}. Skip it or find another supplier.",
        "Det mindste, der dækker det skyldige, {} fra {}, efterlader {}, som ingen "
        "ventes at købe, {}. Spring over, eller find en anden leverandør.",
        of(quantity, "suggested_qty"),
        name_of("supplier_id"),
        of(quantity, "extra_qty"),
        money_in("extra_qty", company),
    )


def _long_lasting(
    lines: pl.DataFrame, products: pl.DataFrame, force: pl.DataFrame
) -> pl.DataFrame:
    """Return the lines that last too long, with what is too much and until when.

    Without expected demand there is no such day.
    """
    wares = products.select("sku", "category", "shelf_life_days")
    known = parameters.resolved(
        lines.join(wares, on="sku", how="left"), force, ["cover_limit_days"]
    )
    extra = pl.sum_horizontal("minimum_qty", "pack_qty", "group_qty")
    limit = pl.min_horizontal("cover_limit_days", "shelf_life_days")
    sells = pl.col("daily_mean_qty") > 0
    rate = pl.when(sells).then("daily_mean_qty")
    days = (extra.cast(pl.Float64) / rate).ceil().clip(0, 3650)
    return known.filter(
        extra > 0, ~sells | (pl.col("cover_days") > limit)
    ).with_columns(
        (pl.col("order_on") + pl.duration(days=days.cast(pl.Int64))).alias("wait_on"),
        extra.cast(QTY).alias("extra_qty"),
    )


def overstock(
    reorder_points: pl.DataFrame,
    stock_positions: pl.DataFrame,
    costs: pl.DataFrame,
    force: pl.DataFrame,
    company: Company,
) -> pl.DataFrame:
    """List what lasts for more than half a year beyond its order-up-to level.

    Where no demand is expected, everything that is there is too much; where too little
    is known to expect any, nothing can be said. Less than ``dampener_qty`` (a pack) is
    left alone.
    """
    level = pl.col("order_up_to_qty").cast(pl.Float64) + OVERSTOCK_DAYS * pl.col(
        "daily_mean_qty"
    )
    excess = (pl.col("available_qty").cast(pl.Float64) - level).floor().clip(0)
    sold = reorder_points.filter(
        pl.col("demand_basis") != "none", pl.col("policy_source") != ENDED
    )
    stocked = (
        stock_positions.filter("is_stock_known")
        .join(sold, on=PLACE)
        .join(costs, on=PLACE, how="left")
        .with_columns(excess.cast(QTY).alias("excess_qty"))
    )
    damped = parameters.resolved(stocked, force, ["dampener_qty"])
    least = pl.coalesce(pl.col("dampener_qty"), "pack_qty").fill_null(0)
    much = damped.filter(pl.col("excess_qty") > 0, pl.col("excess_qty") >= least)
    sentences = told(
        "{} of {} available will not sell within half a year, {}. Move, mark down or "
        "send back.",
        "{} af {} ledige sælges ikke inden for et halvt år, {}. Flyt, sæt ned eller "
        "send retur.",
        of(quantity, "excess_qty"),
        of(quantity, "available_qty"),
        money_in("excess_qty", company),
    )
    return matters(much, "overstock", sentences, qty="excess_qty")


def discontinued(
    reorder_points: pl.DataFrame,
    stock_positions: pl.DataFrame,
    costs: pl.DataFrame,
    company: Company,
) -> pl.DataFrame:
    """List what is there of items that are no longer sold, at what it cost."""
    ended = reorder_points.filter(pl.col("policy_source") == ENDED).select(PLACE)
    left = (
        stock_positions.filter("is_stock_known", pl.col("available_qty") > 0)
        .join(ended, on=PLACE)
        .join(costs, on=PLACE, how="left")
    )
    sentences = told(
        "Discontinued, and {} are left, {}. Move, mark down, send back or write off.",
        "Udgået, og der er {} tilbage, {}. Flyt, sæt ned, send retur eller afskriv.",
        of(quantity, "available_qty"),
        money_in("available_qty", company),
    )
    return matters(left, "discontinued_stock", sentences, qty="available_qty")


def closures(
    supply_sources: pl.DataFrame,
    reorder_points: pl.DataFrame,
    calendars: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """List closures ahead with the last chance before them and what bridges them.

    The quantity is what the items concerned are expected to sell between the arrival
    of the last goods that precede the closure and of the next. Where it is too late for
    these, it is what sells from the last chance to the end of the closure.
    """
    sums = _closures(supply_sources, reorder_points, calendars, as_of)
    is_timely = pl.col("order_before_on").is_not_null()
    timely = told(
        "Closed: {}. Order by {} to have it before: from {} until the next goods come "
        "on {}, {} items sell {}. Last order before it closes: {}.",
        "Lukket: {}. Bestil senest {} for at have det inden: fra {}, til de næste "
        "varer kommer {}, sælger {} varer {}. Sidste bestilling inden lukningen: {}.",
        name_of("closure"),
        of(day, "order_before_on"),
        of(day, "bridge_from_on"),
        of(day, "bridge_until_on"),
        of(whole, "items"),
        of(quantity, "bridge_qty"),
        of(day, "last_order_on"),
    )
    sentences = told(
        "Closed: {}. Last order on {}; until the end of it {} items sell {}.",
        "Lukket: {}. Sidste bestilling {}; til og med lukningen sælger {} varer {}.",
        name_of("closure"),
        of(day, "last_order_on"),
        of(whole, "items"),
        of(quantity, "bridge_qty"),
    )
    sender = pl.col("sender_id")
    return pl.concat(
        matters(rows, "closure", said, qty="bridge_qty", document=sender)
        for rows, said in (
            (sums.filter(is_timely), timely),
            (sums.filter(~is_timely), sentences),
        )
    )


def _closures(
    supply_sources: pl.DataFrame,
    reorder_points: pl.DataFrame,
    calendars: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Sum up what each closure concerns, by who sends and where it goes."""
    ahead = closing.closures(calendars, as_of, FURTHEST_CLOSURE_DAYS)
    closed = supply_sources.drop_nulls(["closure", "last_order_on"]).select(
        *PLACE,
        *("closure", "last_order_on"),
        *("order_before_on", "bridge_from_on", "bridge_until_on"),
        pl.coalesce("supplier_id", "from_location_id", pl.lit("")).alias("sender_id"),
        pl.col("closure").str.split(": ").list.first().alias("party_id"),
    )
    span = pl.col("bridge_until_on") - pl.col("bridge_from_on")
    late = pl.col("ends_on") - pl.col("last_order_on")
    days = pl.coalesce(span.dt.total_days(), late.dt.total_days() + 1)
    sold = (pl.col("daily_mean_qty") * days).sum().ceil()
    return (
        closed.join(ahead.select("party_id", "ends_on"), on="party_id")
        .join(reorder_points.select(*PLACE, "daily_mean_qty"), on=PLACE)
        .sort(PLACE)
        .group_by("sender_id", "location_id")
        .agg(
            pl.lit("").first().alias("sku"),
            pl.col("closure").min(),
            pl.col("last_order_on", "order_before_on", "bridge_from_on").min(),
            pl.col("bridge_until_on").max(),
            pl.len().cast(pl.Int64).alias("items"),
            sold.cast(QTY).alias("bridge_qty"),
            pl.lit(0.0).first().alias("unit_cost_amount"),
        )
        .sort("sender_id", "location_id")
    )
