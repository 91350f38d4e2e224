"""What to move between our own places, before anything is bought."""

import datetime as dt

import polars as pl

from models import tables
from models.exact import from_scaled, to_scaled
from models.planning import excess, network, wording
from models.planning.dated_orders import dated_orders
from models.planning.fair_shares import UNIT, shared
from models.planning.prices import with_prices
from models.tables.columns import MONEY, QTY

PLACE = ["sku", "location_id"]
SENDER = ["sku", "from_location_id"]


def suggested_transfers(
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    planning_positions: pl.DataFrame,
    stock_positions: pl.DataFrame,
    order_status: pl.LazyFrame,
    kit_components: pl.DataFrame,
    lead_time_demand: pl.LazyFrame,
    readiness: pl.DataFrame,
    item_classes: pl.DataFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
    transfer_lanes: pl.DataFrame,
    calendars: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Recommend transfers to the places that are at or below their reorder point.

    First true excess of other places, along ``transfer_lanes``, where moving costs no
    more than buying and what would be lost while waiting. Then, from the place that
    replenishes: where it has too little for all, each gets its fair share, need by
    need, the source's own customers among them, in whole units and never more than is
    available there.
    """
    demand = lead_time_demand.filter(pl.col("made_on") == as_of).collect()
    pairs = network.served_places(locations)
    orders = (order_status, kit_components, demand, supply_sources)
    wants = _wants(reorder_points, supply_sources, planning_positions, readiness)
    own = dated_orders(*orders, network.own_place(locations), as_of)
    shelves = _shelves(stock_positions, demand, own, wants, supply_sources)
    roots = network.roots(pairs)
    priced = with_prices(
        wants.join(products.select("sku", "unit_price"), on="sku", how="left"),
        item_classes,
    ).with_columns(pl.lit(as_of).alias("today"))
    spare = excess.excess(shelves, reorder_points, planning_positions, roots)
    offers = excess.lane_offers(priced, spare, transfer_lanes, calendars, roots, as_of)
    freed = _freed(excess.moved(offers, spare))
    replenished = _replenished(wants, shelves, freed)
    every = pl.concat([freed, replenished.select(freed.columns)])
    return _worded(every).select(tables.column_names("suggested_transfers"))


def brought_in(
    suggested_transfers: pl.DataFrame, locations: pl.DataFrame
) -> pl.DataFrame:
    """Return what each place need not buy because it is moved to it or below it.

    Moves between places that it replenishes, itself included, change nothing for it.
    """
    pairs = network.served_places(locations)
    senders = pairs.rename({"served_id": "from_location_id"})
    return (
        suggested_transfers.join(pairs, left_on="to_location_id", right_on="served_id")
        .join(senders, on=["location_id", "from_location_id"], how="anti")
        .group_by(PLACE)
        .agg(pl.col("qty").sum().alias("covered_qty"))
    )


def _wants(
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    standing: pl.DataFrame,
    readiness: pl.DataFrame,
) -> pl.DataFrame:
    """Return what each place is short of its order-up-to level."""
    need = pl.col("order_up_to_qty") - pl.col("position_qty")
    wanted = pl.any_horizontal(
        pl.col("daily_mean_qty", "backordered_qty", "reorder_point_qty") > 0
    )
    levels = ("reorder_point_qty", "order_up_to_qty", "daily_mean_qty", "policy")
    shelf = pl.col("on_hand_qty") - pl.col("reserved_qty") - pl.col("held_qty")
    return (
        supply_sources.select(
            *PLACE,
            pl.col("from_location_id").alias("source_location_id"),
            *("order_on", "arrive_on", "next_arrive_on", "unit_cost_amount"),
        )
        .join(reorder_points.select(*PLACE, *levels), on=PLACE)
        .join(standing, on=PLACE)
        .join(readiness.select(*PLACE, "grade"), on=PLACE)
        .filter(
            pl.col("position_qty") <= pl.col("reorder_point_qty"),
            need > 0,
            wanted & (pl.col("policy") != "do_not_stock") & (pl.col("grade") != "D"),
        )
        .with_columns(
            need.cast(QTY).alias("need_qty"), shelf.cast(QTY).alias("shelf_qty")
        )
    )


def _shelves(
    stock_positions: pl.DataFrame,
    demand: pl.DataFrame,
    dated: pl.DataFrame,
    wants: pl.DataFrame,
    supply_sources: pl.DataFrame,
) -> pl.DataFrame:
    """Return what is available at each place, and what is wanted from its shelf.

    ``own_qty`` is what its own customers and the places it replenishes want of it.
    """
    expected = demand.filter(pl.col("days") == 0).select(*PLACE, "mean")
    wanted = pl.col("mean").fill_null(0).round(3).cast(QTY)
    own = expected.join(dated, on=PLACE, how="full", coalesce=True).select(
        *PLACE,
        (wanted + pl.col("dated_qty").fill_null(0)).cast(QTY).alias("customers_qty"),
    )
    below = wants.group_by(
        "sku", pl.col("source_location_id").alias("location_id")
    ).agg(pl.col("need_qty").sum().alias("below_qty"))
    asked = pl.col("customers_qty").fill_null(0) + pl.col("below_qty").fill_null(0)
    serving = supply_sources.select(SENDER).drop_nulls().unique()
    sends = serving.rename({"from_location_id": "location_id"}).with_columns(
        serves=pl.lit(value=True)
    )
    return (
        stock_positions.filter("is_stock_known")
        .join(own, on=PLACE, how="left")
        .join(below, on=PLACE, how="left")
        .join(sends, on=PLACE, how="left")
        .select(
            "sku",
            pl.col("location_id").alias("from_location_id"),
            pl.col("available_qty").alias("from_available_qty"),
            pl.col("customers_qty").fill_null(0).cast(QTY),
            asked.cast(QTY).alias("own_qty"),
            pl.col("serves").fill_null(value=False),
        )
    )


def _freed(moved: pl.DataFrame) -> pl.DataFrame:
    """Name what excess is moved as the table does."""
    return moved.select(
        *PLACE,
        *("from_location_id", "qty", "ship_on", "position_qty", "order_up_to_qty"),
        pl.col("ship_arrive_on").alias("arrive_on"),
        *("from_available_qty", "cost_amount", "saved_amount"),
        pl.lit("excess").alias("kind"),
    )


def _replenished(
    wants: pl.DataFrame, shelves: pl.DataFrame, freed: pl.DataFrame
) -> pl.DataFrame:
    """Share out the shelf of each source among the places it replenishes."""
    arrived = freed.group_by(PLACE).agg(pl.col("qty").sum().alias("came_qty"))
    left = freed.group_by(SENDER).agg(pl.col("qty").sum().alias("gone_qty"))
    came, gone = pl.col("came_qty").fill_null(0), pl.col("gone_qty").fill_null(0)
    claimed = (
        wants.drop_nulls("source_location_id")
        .rename({"source_location_id": "from_location_id"})
        .join(shelves, on=SENDER)
        .join(arrived, on=PLACE, how="left")
        .join(left, on=SENDER, how="left")
        .with_columns(
            to_scaled((pl.col("need_qty") - came).cast(QTY)).alias("need"),
            to_scaled((pl.col("from_available_qty") - gone).cast(QTY))
            .clip(0)
            .alias("there"),
            to_scaled("customers_qty").alias("own"),
        )
        .filter(pl.col("need") > 0)
        .with_columns(pl.col("need").sum().over(SENDER).alias("all"))
    )
    claims = pl.col("all") + pl.col("own")
    part = pl.col("there") * pl.col("all") // claims // UNIT * UNIT
    pool = pl.when(claims > pl.col("there")).then(part).otherwise("all")
    return (
        shared(claimed.with_columns(pool.alias("pool")), SENDER)
        .filter(pl.col("given") > 0)
        .with_columns(
            from_scaled("given").alias("qty"),
            pl.col("order_on").alias("ship_on"),
            pl.lit("replenishment").alias("kind"),
            pl.lit(0).cast(MONEY).alias("cost_amount"),
            pl.lit(0).cast(MONEY).alias("saved_amount"),
        )
    )


def _worded(moves: pl.DataFrame) -> pl.DataFrame:
    """Name the columns of the table and say why."""
    english, danish = (_reasons(language) for language in wording.LANGUAGES)
    return moves.with_columns(
        english.alias("reason"),
        danish.alias("reason_da"),
        pl.col("position_qty").alias("to_position_qty"),
        pl.col("order_up_to_qty").alias("to_order_up_to_qty"),
        pl.col("location_id").alias("to_location_id"),
    ).sort("from_location_id", "to_location_id", "sku")


REASONS = {
    "replenishment": {
        "en": "Move {}: {} there, level {}; {} available where it leaves",
        "da": "Flyt {}: {} der, niveau {}; {} ledige, hvor den kommer fra",
    },
    "excess": {
        "en": "Move {} instead of buying: {} there, level {}; of {} available where it "
        "leaves so many are too many. Costs {}, saves a purchase of {}",
        "da": "Flyt {} i stedet for at købe: {} der, niveau {}; af {} ledige, hvor den "
        "kommer fra, er så mange for mange. Koster {}, sparer et køb på {}",
    },
}


def _reasons(language: wording.Language) -> pl.Expr:
    """Return why each is moved."""
    units = [
        wording.quantity(pl.col(name), language)
        for name in ("qty", "position_qty", "order_up_to_qty", "from_available_qty")
    ]
    money = [
        wording.whole(pl.col(name), language)
        for name in ("cost_amount", "saved_amount")
    ]
    return (
        pl.when(pl.col("kind") == "excess")
        .then(pl.format(REASONS["excess"][language], *units, *money))
        .otherwise(pl.format(REASONS["replenishment"][language], *units))
    )
