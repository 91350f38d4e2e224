"""What a place has beyond its own level, moved along its lanes before others buy.

Excess is what no level of the sender needs: above its order-up-to level, beyond what
its own customers and the places it replenishes want, and on its shelf today.
"""

import datetime as dt

import polars as pl

from models import calendars as closing
from models.exact import from_scaled, to_scaled
from models.planning.fair_shares import UNIT, shared
from models.tables.columns import MONEY

PLACE = ["sku", "location_id"]
SENDER = ["sku", "from_location_id"]
SHIPMENT = ["from_location_id", "location_id", "ship_on"]
LANE_DAYS = 2
"""Days on a lane that does not say."""


def excess(
    shelves: pl.DataFrame,
    reorder_points: pl.DataFrame,
    standing: pl.DataFrame,
    roots: pl.DataFrame,
) -> pl.DataFrame:
    """Return what each place can give away, in whole units, as thousandths.

    ``spare`` is the position above the order-up-to level, and at most what is available
    above the reorder point and above what is wanted from the shelf (``shelves``:
    ``from_available_qty``, ``own_qty``, ``serves``). Levels of a place that replenishes
    others are for all of them, so its shelf need only hold what is wanted from it.
    ``spare_outside`` is its share of what all places under one root have too much of
    together: only that may leave them. Where too little is known to expect any demand
    nothing is too much.
    """
    above = to_scaled("position_qty") - to_scaled("order_up_to_qty")
    known = (
        reorder_points.filter(pl.col("demand_basis") != "none")
        .select(*PLACE, "order_up_to_qty", "reorder_point_qty")
        .join(standing.select(*PLACE, "position_qty"), on=PLACE)
        .select(
            *PLACE,
            above.clip(0).alias("above"),
            to_scaled("reorder_point_qty").alias("point"),
        )
        .rename({"location_id": "from_location_id"})
    )
    keeps = pl.max_horizontal(
        pl.when("serves").then(0).otherwise("point"), to_scaled("own_qty")
    )
    free = (to_scaled("from_available_qty") - keeps).clip(0)
    spare = pl.min_horizontal(free, "above") // UNIT * UNIT
    whole = known.rename({"from_location_id": "root_id", "above": "root_above"})
    share = pl.col("spare") / pl.col("spare").sum().over("sku", "root_id")
    outside = (share * pl.col("root_above")).fill_nan(0).floor().cast(pl.Int64)
    return (
        shelves.join(known, on=SENDER)
        .with_columns(spare.alias("spare"))
        .filter(pl.col("spare") > 0)
        .join(roots.rename({"location_id": "from_location_id"}), on="from_location_id")
        .join(whole.drop("point"), on=["sku", "root_id"])
        .sort(SENDER)
        .with_columns(
            pl.min_horizontal("spare", outside // UNIT * UNIT).alias("spare_outside")
        )
        .select(*SENDER, "root_id", "spare", "spare_outside", "from_available_qty")
    )


def lane_offers(
    wants: pl.DataFrame,
    spare: pl.DataFrame,
    transfer_lanes: pl.DataFrame,
    calendars: pl.DataFrame,
    roots: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return every way in which excess could reach a place that is short.

    It must be there by the day the position counts to, cost no more a unit than the
    unit it saves is worth, and change something: what a place replenishes already
    counts in its position, and what comes from its own source is replenishment.
    """
    lanes = transfer_lanes.filter(pl.col("gone_at").is_null()).select(
        "from_location_id",
        pl.col("to_location_id").alias("location_id"),
        pl.col("lead_time_days").fill_null(LANE_DAYS),
        pl.col("cost_per_unit", "cost_per_transfer").fill_null(0),
        closing.week_mask(pl.col("weekdays")).alias("week_mask"),
    )
    usual = pl.col("from_location_id") == pl.col("source_location_id")
    inside = pl.col("root_id") == pl.col("location_id")
    found = (
        wants.join(_with_days(lanes, calendars, as_of), on="location_id")
        .join(spare, on=SENDER)
        .join(roots.rename({"root_id": "own_root_id"}), on="location_id")
        .filter(
            ~usual.fill_null(value=False),
            ~inside,
            pl.col("ship_arrive_on") <= pl.col("next_arrive_on"),
        )
    )
    per_unit = pl.col("cost_per_unit").cast(pl.Float64)
    return (
        found.with_columns(_worth().alias("worth"), per_unit.alias("cost_per_unit"))
        .filter(pl.col("cost_per_unit") <= pl.col("worth"))
        .with_columns((pl.col("own_root_id") != pl.col("root_id")).alias("is_outside"))
    )


def _with_days(
    lanes: pl.DataFrame, calendars: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Add when each lane next ships and arrives; closures of either end pause it."""
    parties = [lanes["from_location_id"], lanes["location_id"]]
    tomorrow = pl.Series([as_of + dt.timedelta(days=1)]).new_from_index(0, lanes.height)
    ships = closing.chance_days(calendars, tomorrow, lanes["week_mask"], parties)
    arrives = closing.arrival_days(calendars, ships, lanes["lead_time_days"], parties)
    return lanes.with_columns(
        ships.alias("ship_on"), arrives.alias("ship_arrive_on")
    ).drop("lead_time_days", "week_mask")


def _worth() -> pl.Expr:
    """Return what a moved unit saves: its purchase, and margin that would be lost.

    Margin is at stake on the units that run out before the usual order arrives and that
    the transfer is there for, spread over the need.
    """
    cost = pl.col("unit_cost_amount").cast(pl.Float64).fill_null(0)
    margin = (pl.col("unit_price").cast(pl.Float64) - cost).clip(0).fill_null(0)
    sooner = (pl.col("arrive_on") - pl.col("ship_arrive_on")).dt.total_days().clip(0)
    rate, need = pl.col("daily_mean_qty"), pl.col("need_qty").cast(pl.Float64)
    until = (pl.col("arrive_on") - pl.col("today")).dt.total_days()
    missing = (rate * until - pl.col("shelf_qty").cast(pl.Float64)).clip(0)
    won = pl.min_horizontal(missing, rate * sooner, need)
    return cost + margin * won / need


def moved(offers: pl.DataFrame, spare: pl.DataFrame) -> pl.DataFrame:
    """Choose what is moved from where: cheapest lanes first, fair shares when short.

    Within one root first, then from outside it. A shipment that saves less than it
    costs (per unit and ``cost_per_transfer``) does not go.
    """
    needs = offers.select(*PLACE, to_scaled("need_qty").alias("need")).unique()
    inside = _rounds(offers.filter(~pl.col("is_outside")), needs, spare)
    left = _less(spare, inside, SENDER, "spare").with_columns(
        pl.min_horizontal("spare", "spare_outside").alias("spare")
    )
    still = _less(needs, inside, PLACE, "need")
    outside = _rounds(offers.filter("is_outside"), still, left)
    every = pl.concat([inside, outside])
    units = pl.col("given") / UNIT
    saved, cost = units * pl.col("worth"), units * pl.col("cost_per_unit")
    pays = (saved - cost).sum().over(SHIPMENT) >= pl.col("cost_per_transfer").cast(
        pl.Float64
    )
    bought = units * pl.col("unit_cost_amount").cast(pl.Float64).fill_null(0)
    return every.filter(pays).with_columns(
        from_scaled("given").alias("qty"),
        cost.round(4).cast(MONEY).alias("cost_amount"),
        bought.round(4).cast(MONEY).alias("saved_amount"),
    )


def _rounds(
    offers: pl.DataFrame, needs: pl.DataFrame, spare: pl.DataFrame
) -> pl.DataFrame:
    """Let every place ask its cheapest sender, then its next cheapest, and so on."""
    turn = pl.struct("cost_per_unit", "ship_arrive_on", "from_location_id")
    ranked = offers.drop("spare", "spare_outside").with_columns(
        turn.rank("ordinal").over(PLACE).alias("turn")
    )
    rounds = []
    for number in range(1, ranked["turn"].n_unique() + 1):
        asking = (
            ranked.filter(pl.col("turn") == number)
            .join(needs, on=PLACE)
            .join(spare.select(*SENDER, pl.col("spare").alias("pool")), on=SENDER)
            .filter(pl.col("need") > 0, pl.col("pool") > 0)
        )
        given = shared(asking, SENDER).filter(pl.col("given") > 0)
        needs = _less(needs, given, PLACE, "need")
        spare = _less(spare, given, SENDER, "spare")
        rounds.append(given)
    nothing = pl.lit(0, pl.Int64)
    none = ranked.clear().with_columns(need=nothing, pool=nothing, given=nothing)
    return pl.concat([none, *rounds])


def _less(
    stock: pl.DataFrame, given: pl.DataFrame, by: list[str], name: str
) -> pl.DataFrame:
    """Return ``stock`` without what was given of it."""
    gone = given.group_by(by).agg(pl.col("given").sum())
    left = pl.col(name) - pl.col("given").fill_null(0)
    return (
        stock.join(gone, on=by, how="left", maintain_order="left")
        .with_columns(left.alias(name))
        .drop("given")
    )
