"""What to move from the places that replenish others, before anything is bought."""

import datetime as dt

import polars as pl

from models import tables
from models.exact import from_scaled, to_scaled
from models.planning import network, wording
from models.planning.dated_orders import dated_orders
from models.planning.positions import positions
from models.tables.columns import QTY

PLACE = ["sku", "location_id"]
SENDER = ["sku", "from_location_id"]
UNIT = 1000


def suggested_transfers(
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    stock_positions: pl.DataFrame,
    open_supply: pl.DataFrame,
    supply_matches: pl.DataFrame,
    return_lines: pl.LazyFrame,
    order_status: pl.LazyFrame,
    kit_components: pl.DataFrame,
    lead_time_demand: pl.LazyFrame,
    readiness: pl.DataFrame,
    locations: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Recommend transfers to the places that are at or below their reorder point.

    Where the source has too little for all, each place gets its fair share: need by
    need, the source's own customers among them, in whole units and never more than is
    available there.
    """
    demand = lead_time_demand.filter(pl.col("made_on") == as_of).collect()
    pairs = network.served_places(locations)
    orders = (order_status, kit_components, demand, supply_sources)
    standing = positions(
        *(stock_positions, open_supply, supply_matches, return_lines),
        *(dated_orders(*orders, pairs, as_of), supply_sources, pairs, as_of),
    )
    wants = _wants(reorder_points, supply_sources, standing, readiness)
    own = dated_orders(*orders, network.own_place(locations), as_of)
    sources = _available(stock_positions, demand, own)
    shared = _shared(wants, sources)
    return _worded(shared).select(tables.column_names("suggested_transfers"))


def _wants(
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    standing: pl.DataFrame,
    readiness: pl.DataFrame,
) -> pl.DataFrame:
    """Return what each replenished place is short of its order-up-to level."""
    need = pl.col("order_up_to_qty") - pl.col("position_qty")
    wanted = pl.any_horizontal(
        pl.col("daily_mean_qty", "backordered_qty", "reorder_point_qty") > 0
    )
    return (
        supply_sources.filter(pl.col("kind") == "location")
        .select(*PLACE, "from_location_id", "order_on", "arrive_on", "pack_qty")
        .join(
            reorder_points.select(
                *PLACE,
                "reorder_point_qty",
                "order_up_to_qty",
                "daily_mean_qty",
                "policy",
            ),
            on=PLACE,
        )
        .join(standing, on=PLACE)
        .join(readiness.select(*PLACE, "grade"), on=PLACE)
        .filter(
            pl.col("position_qty") <= pl.col("reorder_point_qty"),
            need > 0,
            wanted & (pl.col("policy") != "do_not_stock") & (pl.col("grade") != "D"),
        )
        .with_columns(need.cast(QTY).alias("need_qty"))
    )


def _available(
    stock_positions: pl.DataFrame, demand: pl.DataFrame, dated: pl.DataFrame
) -> pl.DataFrame:
    """Return what is available at each place, and what its own customers will want."""
    expected = demand.filter(pl.col("days") == 0).select(*PLACE, "mean")
    wanted = pl.col("mean").fill_null(0).round(3).cast(QTY)
    own = expected.join(dated, on=PLACE, how="full", coalesce=True).select(
        *PLACE, (wanted + pl.col("dated_qty").fill_null(0)).cast(QTY).alias("own_qty")
    )
    return (
        stock_positions.filter("is_stock_known")
        .join(own, on=PLACE, how="left")
        .select(
            "sku",
            pl.col("location_id").alias("from_location_id"),
            pl.col("available_qty").alias("from_available_qty"),
            pl.col("own_qty").fill_null(0).cast(QTY),
        )
    )


def _shared(wants: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """Give each place its need, or its fair share in whole units where all is too much.

    What rounding leaves over goes unit by unit to the largest remainders (Hamilton's
    method).
    """
    need, own = to_scaled("need_qty"), to_scaled("own_qty")
    claimed = wants.join(sources, on=SENDER).with_columns(
        need.alias("need"),
        own.alias("own"),
        to_scaled("from_available_qty").clip(0).alias("there"),
        need.sum().over(SENDER).alias("asked"),
    )
    claims = pl.col("asked") + pl.col("own")
    pool = pl.col("there") * pl.col("asked") // claims // UNIT * UNIT
    dealt = _dealt(
        claimed.with_columns(
            (claims > pl.col("there")).alias("is_short"), pool.alias("pool")
        )
    )
    given = (
        pl.when("is_short").then(pl.min_horizontal("dealt", "need")).otherwise("need")
    )
    return dealt.with_columns(from_scaled(given).alias("qty")).filter(pl.col("qty") > 0)


def _dealt(claimed: pl.DataFrame) -> pl.DataFrame:
    """Add each place's whole units of ``pool``, by its share of what is asked."""
    exact = pl.col("pool").cast(pl.Float64) * pl.col("need") / pl.col("asked")
    floor = (exact / UNIT + 1e-9).floor().cast(pl.Int64) * UNIT
    ranked = claimed.with_columns(
        floor.alias("floor"), (exact - floor).alias("remainder")
    ).sort(*SENDER, "remainder", "location_id", descending=[False, False, True, False])
    left = (pl.col("pool") - pl.col("floor").sum().over(SENDER)) // UNIT
    turn = pl.int_range(pl.len()).over(SENDER)
    extra = pl.when(turn < left).then(UNIT).otherwise(0)
    return ranked.with_columns((pl.col("floor") + extra).alias("dealt"))


def _worded(shared: pl.DataFrame) -> pl.DataFrame:
    """Name the columns of the table and say why."""
    quantity = wording.quantity
    figures = ("qty", "position_qty", "order_up_to_qty", "from_available_qty")
    english, danish = (
        [quantity(pl.col(name), language) for name in figures]
        for language in wording.LANGUAGES
    )
    return shared.with_columns(
        pl.format(
            "Move {}: {} there, level {}; {} available where it leaves", *english
        ).alias("reason"),
        pl.format(
            "Flyt {}: {} der, niveau {}; {} ledige, hvor den kommer fra", *danish
        ).alias("reason_da"),
        pl.col("order_on").alias("ship_on"),
        pl.col("position_qty").alias("to_position_qty"),
        pl.col("order_up_to_qty").alias("to_order_up_to_qty"),
        pl.col("location_id").alias("to_location_id"),
    ).sort("from_location_id", "to_location_id", "sku")
