"""What to order today, from whom, and why."""

import datetime as dt
import hashlib

import polars as pl

from models import parameters, tables
from models.company import Company
from models.planning import network
from models.planning.dated_orders import dated_orders
from models.planning.holds import holds
from models.planning.positions import positions
from models.planning.prices import with_prices
from models.planning.quantiles import exceedance, known_quantiles
from models.planning.reasons import with_reasons
from models.planning.sizing import with_order_quantity
from models.planning.transfers import brought_in
from models.tables.columns import MONEY, QTY

PLACE = ["sku", "location_id"]
MOST_COVER_DAYS = 1e6


def suggestions(
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    stock_positions: pl.DataFrame,
    open_supply: pl.DataFrame,
    supply_matches: pl.DataFrame,
    return_lines: pl.LazyFrame,
    order_status: pl.LazyFrame,
    kit_components: pl.DataFrame,
    lead_time_demand: pl.LazyFrame,
    suggested_transfers: pl.DataFrame,
    readiness: pl.DataFrame,
    item_classes: pl.DataFrame,
    products: pl.DataFrame,
    supplier_items: pl.DataFrame,
    locations: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Recommend order lines, most worth first; every column adds up.

    Ordered is what is at or below its reorder point, up to its order-up-to level, when
    something is expected to sell or is owed; what excess of another place covers is not
    bought as well. Grade D, no supplier or no price in
    company currency: nothing. What a planner cut or rejected stays away while it holds.
    """
    pairs = network.served_places(locations)
    demand = lead_time_demand.filter(pl.col("made_on") == as_of).collect()
    dated = dated_orders(
        order_status, kit_components, demand, supply_sources, pairs, as_of
    )
    standing = positions(
        *(stock_positions, open_supply, supply_matches, return_lines),
        *(dated, supply_sources, pairs, as_of),
    )
    plans = _plans(reorder_points, supply_sources, standing, readiness, products)
    moved = brought_in(suggested_transfers, locations)
    due = _due(with_prices(plans, item_classes), moved)
    asked = supply_sources.join(due, on="sku", how="semi")
    risky = _with_risk(due, network.protection_demand(demand, asked, pairs))
    open_again = _unless_held(risky, holds(decisions, as_of, company))
    force = parameters.in_force(planning_parameters, decisions, as_of)
    sized = _sized(_with_limits(open_again, force))
    named = sized.join(
        _their_skus(supplier_items, as_of), on=["supplier_id", "sku"], how="left"
    )
    return _finished(named, as_of, company).select(tables.column_names("suggestions"))


def _plans(
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    standing: pl.DataFrame,
    readiness: pl.DataFrame,
    products: pl.DataFrame,
) -> pl.DataFrame:
    """Put together what is planned, from whom, and where it stands."""
    levels = reorder_points.drop(
        "lead_time_days",
        "lead_time_source",
        "review_days",
        "review_source",
        "protection_days",
    )
    terms = supply_sources.rename({"pack_qty": "order_pack_qty"})
    wares = products.select("sku", "title", "category", "unit_price")
    return (
        levels.join(terms, on=PLACE)
        .join(standing, on=PLACE)
        .join(readiness.select(*PLACE, "grade"), on=PLACE, how="left")
        .join(wares, on="sku", how="left")
    )


def _due(plans: pl.DataFrame, moved: pl.DataFrame) -> pl.DataFrame:
    """Return what is at or below its reorder point and can be ordered.

    ``moved`` is what is brought in from other places and need not be bought.
    """
    wanted = pl.any_horizontal(
        pl.col("daily_mean_qty", "backordered_qty", "reorder_point_qty") > 0
    )
    can = (
        (pl.col("kind") == "supplier")
        & (pl.col("grade").fill_null("D") != "D")
        & (pl.col("policy") != "do_not_stock")
        & pl.col("unit_cost_amount").is_not_null()
    )
    need = pl.col("order_up_to_qty") - pl.col("position_qty")
    return (
        plans.join(moved, on=PLACE, how="left")
        .with_columns(
            need.cast(QTY).alias("need_qty"),
            (-pl.col("moved_qty").fill_null(0)).cast(QTY).alias("instead_qty"),
        )
        .filter(
            can,
            wanted,
            pl.col("position_qty") <= pl.col("reorder_point_qty"),
            pl.col("need_qty") + pl.col("instead_qty") > 0,
        )
        .sort(PLACE)
    )


def _sized(due: pl.DataFrame) -> pl.DataFrame:
    """Size what is left of each need after what is moved."""
    need, moved = pl.col("need_qty"), pl.col("instead_qty")
    left = due.with_columns((need + moved).cast(QTY).alias("need_qty"))
    return with_order_quantity(left).with_columns(
        (need - moved).cast(QTY).alias("need_qty")
    )


def _with_risk(due: pl.DataFrame, interval: pl.DataFrame) -> pl.DataFrame:
    """Add the risk of running out before the next order could arrive.

    It is the probability that demand until then is more than the position.
    """
    demand = due.select(PLACE).join(
        interval, on=PLACE, how="left", maintain_order="left"
    )
    risk = exceedance(
        known_quantiles(demand), due["position_qty"].cast(pl.Float64).to_numpy()
    )
    margin = (pl.col("unit_price") - pl.col("unit_cost_amount")).cast(pl.Float64)
    lost = (pl.col("daily_mean_qty") * margin.clip(0)).round(2).cast(MONEY)
    return due.with_columns(
        pl.Series("stockout_risk_rate", risk).clip(0, 1),
        lost.fill_null(0).cast(MONEY).alias("lost_margin_per_day_amount"),
    )


def _unless_held(due: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """Leave out what a planner decided on, unless its risk has risen enough."""
    reopened = pl.col("stockout_risk_rate") >= pl.col("reopens_at_rate")
    return due.join(held, on=PLACE, how="left", maintain_order="left").filter(
        pl.col("reopens_at_rate").is_null() | reopened
    )


def _with_limits(due: pl.DataFrame, force: pl.DataFrame) -> pl.DataFrame:
    """Put a planner's maximum of one order in place of the supplier's."""
    said = parameters.resolved(
        due.rename({"max_order_qty": "their_most_qty"}), force, ["max_order_qty"]
    )
    return said.with_columns(
        pl.coalesce(pl.col("max_order_qty").cast(QTY), "their_most_qty").alias(
            "max_order_qty"
        )
    )


def _their_skus(supplier_items: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Return the suppliers' own item numbers."""
    return (
        supplier_items.filter(pl.col("valid_from") <= as_of)
        .sort("supplier_id", "sku", "valid_from")
        .unique(["supplier_id", "sku"], keep="last")
        .select("supplier_id", "sku", "supplier_sku")
    )


def _finished(sized: pl.DataFrame, as_of: dt.date, company: Company) -> pl.DataFrame:
    """Add number, money, cover, rank and reasons.

    Rank 1 has the most expected loss: risk x lost margin a day.
    """
    loss = pl.col("stockout_risk_rate") * pl.col("lost_margin_per_day_amount").cast(
        pl.Float64
    )
    ranked = (
        sized.with_columns(
            _amount().alias("amount"),
            _cover().alias("cover_days"),
            loss.alias("loss"),
            _assumptions().alias("assumptions"),
            _identity(sized, as_of).alias("suggestion_id"),
        )
        .sort(
            *("loss", "stockout_risk_rate", "amount", "supplier_id", *PLACE),
            descending=[True, True, True, False, False, False],
        )
        .with_row_index("rank", offset=1)
        .with_columns(pl.col("rank").cast(pl.Int64))
    )
    return with_reasons(ranked, company).sort("suggestion_id")


def _amount() -> pl.Expr:
    """Return what a line costs, company currency."""
    wide = pl.Decimal(38, 4)
    units = pl.col("suggested_qty").cast(wide)
    return (units * pl.col("unit_cost_amount").cast(wide)).round(4).cast(MONEY)


def _cover() -> pl.Expr:
    """Return the days the position lasts with the line, zero without demand."""
    after = (pl.col("position_qty") + pl.col("suggested_qty")).cast(pl.Float64)
    rate = pl.col("daily_mean_qty")
    days = (after / rate).clip(0, MOST_COVER_DAYS)
    return pl.when(rate > 0).then(days).otherwise(0.0)


def _assumptions() -> pl.Expr:
    """Name the defaults that stand in for what the data do not say."""
    defaults = {
        "lead_time_source": "lead time",
        "review_source": "review period",
        "service_target_source": "service target",
        "order_cycle_source": "order cycle",
    }
    return pl.concat_str(
        *(
            pl.when(pl.col(name).str.starts_with("default")).then(
                pl.lit(f"default {what}")
            )
            for name, what in defaults.items()
        ),
        separator="; ",
        ignore_nulls=True,
    )


def _identity(lines: pl.DataFrame, as_of: dt.date) -> pl.Series:
    """Return the number of each suggestion: a hash of day, supplier, place and item."""
    texts = lines.select(
        pl.concat_str(
            pl.lit(as_of.isoformat()),
            "supplier_id",
            "location_id",
            "sku",
            pl.lit("1"),
            separator="\x1f",
        )
    ).to_series()
    return pl.Series(
        [
            hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
            for text in texts.to_list()
        ],
        dtype=pl.String,
    )
