"""Open orders that should come sooner, later, smaller or not at all."""

import datetime as dt
from collections.abc import Sequence

import polars as pl

from models import parameters
from models.company import Company
from models.planning import network
from models.planning.arrivals import arrivals
from models.planning.dated_orders import dated_orders
from models.planning.matters import PLACE, matters, money_in, worth
from models.planning.wording import day, name_of, of, quantity, told, whole
from models.tables.columns import QTY

LINE = pl.format("{} line {}", "po_id", "line_no")
OUT_OF_OUR_HANDS = ("shipped", "customs")
"""Stages of an order from which it can only be hurried."""
SHELF = ("available_qty", "in_transit_qty", "backordered_qty", "expiring_qty")
DAYS_A_YEAR = 365
PARAMETERS = ("dampener_days", "dampener_qty", "dampener_amount", "holding_rate")


def rescheduled(
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    stock_positions: pl.DataFrame,
    open_supply: pl.DataFrame,
    supply_matches: pl.DataFrame,
    purchase_order_lines: pl.DataFrame,
    order_status: pl.LazyFrame,
    kit_components: pl.DataFrame,
    demand: pl.DataFrame,
    costs: pl.DataFrame,
    locations: pl.DataFrame,
    force: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """List the open orders that planning would change, each with what that is worth.

    Expedite what comes after the stock has run out: the margin of the sales lost until
    then. Cancel or reduce what lifts stock beyond the order-up-to level by more than
    the least order: the money it ties up. Postpone what comes before stock is down to
    the safety stock: the cost of holding it. Days, units and money below the dampener
    (``dampener_days``, 3; ``dampener_qty``, a pack; ``dampener_amount``, 20) are left
    alone, and so is what is early by no more than the days an order should last.
    """
    pairs = network.served_places(locations)
    lines = _lines(open_supply, supply_matches, purchase_order_lines)
    sources = supply_sources.join(lines, on=PLACE, how="semi")
    spare = _spare(order_status, kit_components, demand, sources, lines, pairs, as_of)
    places = _places(reorder_points, sources, costs, force).join(
        _stock(stock_positions, pairs), on=PLACE
    )
    known = places.join(spare, on=PLACE, how="left").with_columns(
        pl.col("spare_qty").fill_null(0)
    )
    wanted = _pooled(demand, pairs, known)
    found = _with_days(arrivals(lines, known, wanted, as_of), as_of)
    asked = found.filter(~pl.col("is_ours"))
    return pl.concat(
        message(asked, company) for message in (_expedite, _cancel, _reduce, _postpone)
    )


def _lines(
    open_supply: pl.DataFrame,
    supply_matches: pl.DataFrame,
    purchase_order_lines: pl.DataFrame,
) -> pl.DataFrame:
    """Return all that is coming and counts, approvals without an order among it."""
    columns = ["po_id", "line_no", "supplier_id", *PLACE, "open_qty", "arrive_on"]
    stage = purchase_order_lines.select(
        "po_id",
        "line_no",
        is_fixed=pl.col("status").is_in(OUT_OF_OUR_HANDS).fill_null(value=False),
    )
    bought = (
        open_supply.filter("is_counted")
        .select(columns)
        .join(stage, on=["po_id", "line_no"], how="left")
        .with_columns(pl.col("is_fixed").fill_null(value=False), is_ours=False)
    )
    approved = supply_matches.filter(pl.col("counted_qty") > 0).select(
        pl.col("suggestion_id").alias("po_id"),
        pl.lit(0, pl.Int64).alias("line_no"),
        *("supplier_id", *PLACE),
        pl.col("counted_qty").alias("open_qty"),
        "arrive_on",
        is_fixed=True,
        is_ours=True,
    )
    return pl.concat([bought, approved])


def _spare(
    order_status: pl.LazyFrame,
    kit_components: pl.DataFrame,
    demand: pl.DataFrame,
    sources: pl.DataFrame,
    lines: pl.DataFrame,
    pairs: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return what dated orders want beyond the forecast by the last open arrival."""
    last = lines.group_by(PLACE).agg(pl.col("arrive_on").max().alias("next_arrive_on"))
    until = sources.drop("next_arrive_on").join(last, on=PLACE)
    dated = dated_orders(order_status, kit_components, demand, until, pairs, as_of)
    return dated.rename({"dated_qty": "spare_qty"})


def _places(
    reorder_points: pl.DataFrame,
    sources: pl.DataFrame,
    costs: pl.DataFrame,
    force: pl.DataFrame,
) -> pl.DataFrame:
    """Return levels, terms, money and dampeners of the places where goods are coming.

    Where too little is known to expect any demand nothing can be said.
    """
    said = pl.col("demand_basis") != "none"
    ended = pl.col("policy") == "do_not_stock"
    safety = pl.col("safety_stock_qty").cast(pl.Float64).clip(0)
    levels = reorder_points.filter(said | ended).select(
        *(*PLACE, "daily_mean_qty", "order_up_to_qty", "order_cycle_days"),
        safety.alias("safety_qty"),
    )
    known = sources.select(
        *PLACE, "supplier_id", "pack_qty", "min_order_qty", "review_days"
    ).join(levels, on=PLACE)
    resolved = parameters.resolved(
        known.join(costs, on=PLACE, how="left"), force, PARAMETERS
    )
    return resolved.with_columns(
        pl.coalesce("dampener_qty", pl.col("pack_qty").cast(pl.Float64))
    ).drop("supplier_id")


def _stock(stock_positions: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return what is there and free at each place and those it serves, less owed."""
    free = (
        pl.col("available_qty")
        + pl.col("in_transit_qty")
        - pl.col("backordered_qty")
        - pl.col("expiring_qty")
    )
    rows = stock_positions.select(
        "sku", pl.col("location_id").alias("served_id"), *SHELF
    )
    known = stock_positions.filter("is_stock_known").select(PLACE)
    return (
        pairs.join(rows, on="served_id")
        .group_by(PLACE)
        .agg(free.sum().cast(pl.Float64).alias("stock_qty"))
        .join(known, on=PLACE, how="semi")
    )


def _pooled(
    demand: pl.DataFrame, pairs: pl.DataFrame, places: pl.DataFrame
) -> pl.DataFrame:
    """Return the known sums of demand of each place and of all that it serves."""
    rows = demand.rename({"location_id": "served_id"})
    figures = [name for name in demand.columns if name in network.FIGURES]
    return (
        pairs.join(rows, on="served_id")
        .filter(pl.col("days") > 0)
        .join(places, on=PLACE, how="semi")
        .group_by(*PLACE, "days")
        .agg(pl.col(figures).sum())
        .sort(*PLACE, "days")
    )


def _with_days(lines: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Add how many days too late each line comes, how many too early, and the money."""
    rate = pl.col("daily_mean_qty")
    some = pl.when(rate > 0).then(rate)
    tomorrow = as_of + dt.timedelta(days=1)
    wait = (pl.col("arrive_on") - pl.lit(tomorrow)).dt.total_days()
    won = pl.min_horizontal((pl.col("lost_qty") / some).ceil(), wait)
    needed = pl.col("safety_qty") + pl.col("spare_qty").cast(pl.Float64)
    early = ((pl.col("before_qty") - needed) / some).floor()
    kept = pl.col("open_qty").cast(pl.Float64) - pl.col("surplus_qty")
    yearly = pl.col("holding_rate") * pl.col("unit_cost_amount").cast(pl.Float64)
    days_won = won.fill_null(0).clip(0).cast(pl.Int64)
    early_days = early.fill_null(0).clip(0, 3650).cast(pl.Int64)
    return lines.with_columns(
        days_won.alias("days_won"),
        pl.min_horizontal("lost_qty", kept).alias("won_qty"),
        early_days.alias("early_days"),
        (pl.col("arrive_on") - pl.duration(days=days_won)).alias("out_on"),
        (pl.col("arrive_on") + pl.duration(days=early_days)).alias("needed_on"),
        (yearly / DAYS_A_YEAR * early_days).alias("holding_amount"),
    )


def _message(
    lines: pl.DataFrame, kind: str, qty: str, sentences: Sequence[pl.Expr]
) -> pl.DataFrame:
    """Tell of each line, but of what is worth less than the dampener."""
    told_of = lines.filter(worth(qty).cast(pl.Float64) >= pl.col("dampener_amount"))
    return matters(told_of, kind, sentences, qty=qty, document=LINE)


def _expedite(lines: pl.DataFrame, company: Company) -> pl.DataFrame:
    """Say which orders come after the stock has run out."""
    late = lines.filter(
        pl.col("days_won") >= pl.col("dampener_days"), pl.col("won_qty") > 0
    ).with_columns(
        pl.col("won_qty").round().clip(1).cast(QTY), unit_cost_amount="margin_amount"
    )
    sentences = told(
        "Runs out about {}, {} days before {} from {} come on {}: {} cannot be sold "
        "meanwhile, {}. Ask for it sooner.",
        "Løber tør omkring {}, {} dage før {} fra {} kommer {}: {} kan ikke sælges "
        "imens, {}. Bed om at få dem før.",
        of(day, "out_on"),
        of(whole, "days_won"),
        of(quantity, "open_qty"),
        name_of("supplier_id"),
        of(day, "arrive_on"),
        of(quantity, "won_qty"),
        money_in("won_qty", company),
    )
    return _message(late, "expedite", "won_qty", sentences)


def _cancel(lines: pl.DataFrame, company: Company) -> pl.DataFrame:
    """Say which orders are not needed at all."""
    excess = lines.filter(
        pl.col("surplus_qty") > 0, pl.col("surplus_qty") == pl.col("open_qty")
    )
    sentences = told(
        "Not needed: {} from {} on {} come on top of a stock that is at its level, {}. "
        "Ask to cancel the order.",
        "Der er ikke brug for {} fra {} den {}: beholdningen er på sit niveau uden "
        "dem, {}. Bed om at annullere ordren.",
        of(quantity, "open_qty"),
        name_of("supplier_id"),
        of(day, "arrive_on"),
        money_in("surplus_qty", company),
    )
    return _message(excess, "cancel", "surplus_qty", sentences)


def _reduce(lines: pl.DataFrame, company: Company) -> pl.DataFrame:
    """Say which orders are larger than what is needed."""
    excess = lines.filter(
        pl.col("surplus_qty") > 0, pl.col("surplus_qty") < pl.col("open_qty")
    )
    sentences = told(
        "Too much: {} of the {} from {} on {} lift the stock beyond its level, {}. "
        "Ask for fewer.",
        "For mange: {} af de {} fra {} den {} løfter beholdningen over dens niveau, "
        "{}. Bed om færre.",
        of(quantity, "surplus_qty"),
        of(quantity, "open_qty"),
        name_of("supplier_id"),
        of(day, "arrive_on"),
        money_in("surplus_qty", company),
    )
    return _message(excess, "reduce", "surplus_qty", sentences)


def _postpone(lines: pl.DataFrame, company: Company) -> pl.DataFrame:
    """Say which orders come well before they are needed."""
    usual = pl.max_horizontal("dampener_days", "order_cycle_days", "review_days")
    early = (
        lines.filter(~pl.col("is_fixed"), pl.col("surplus_qty") == 0)
        .filter(pl.col("early_days") > usual)
        .filter(pl.col("open_qty") >= pl.col("dampener_qty"))
        .with_columns(unit_cost_amount="holding_amount")
    )
    sentences = told(
        "Too soon: {} from {} come on {} and are needed on {}, {} days later; holding "
        "them costs {}. Ask for a later day.",
        "For tidligt: {} fra {} kommer {} og skal bruges {}, {} dage senere; at have "
        "dem liggende koster {}. Bed om en senere dag.",
        of(quantity, "open_qty"),
        name_of("supplier_id"),
        of(day, "arrive_on"),
        of(day, "needed_on"),
        of(whole, "early_days"),
        money_in("open_qty", company),
    )
    return _message(early, "postpone", "open_qty", sentences)
