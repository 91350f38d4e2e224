"""What to order today, from whom, and why; and what there was no money or space for."""

import datetime as dt
import hashlib

import polars as pl

from models import parameters, tables
from models.company import Company
from models.planning import budget, network, orderable, price_breaks
from models.planning.buying_ahead import with_bought_ahead
from models.planning.filling import Outlook
from models.planning.group_minimums import with_group_minimums
from models.planning.holds import holds
from models.planning.instead import instead_of_buying
from models.planning.last_orders import with_most_in_life
from models.planning.line_terms import with_terms
from models.planning.prices import with_prices
from models.planning.reasons import with_reasons
from models.planning.sizing import with_order_quantity
from models.planning.steadiness import with_line_before, with_steady_quantity
from models.planning.top_up import with_top_up
from models.tables.columns import MONEY, QTY

PLACE = ["sku", "location_id"]
MOST_COVER_DAYS = 1e6


def suggestions(
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    planning_positions: pl.DataFrame,
    stock_positions: pl.DataFrame,
    supply_matches: pl.DataFrame,
    lead_time_demand: pl.LazyFrame,
    suggested_transfers: pl.DataFrame,
    suggested_builds: pl.DataFrame,
    plan_before: pl.DataFrame,
    last_orders: pl.DataFrame,
    readiness: pl.DataFrame,
    item_classes: pl.DataFrame,
    products: pl.DataFrame,
    suppliers: pl.DataFrame,
    supplier_items: pl.DataFrame,
    supplier_price_breaks: pl.DataFrame,
    purchase_order_lines: pl.DataFrame,
    locations: pl.DataFrame,
    planning_parameters: pl.DataFrame,
    decisions: pl.DataFrame,
    as_of: dt.date,
    company: Company,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Recommend order lines, most worth first; list what limits left out of them.

    Ordered is what is at or below its reorder point, up to its order-up-to level, when
    something is expected to sell or is owed, less what excess of another place, built
    kits or a predecessor cover; beside it what fills the order, and what is bought
    ahead of a price rise. Every column adds up. Grade D, no supplier or no price in
    company currency: nothing. What a planner cut or rejected stays away while it holds.
    """
    pairs = network.served_places(locations)
    demand = lead_time_demand.filter(pl.col("made_on") == as_of).collect()
    plans = orderable.plans(
        reorder_points, supply_sources, planning_positions, readiness, products
    )
    instead = instead_of_buying(
        *(planning_positions, suggested_transfers, suggested_builds, last_orders),
        *(products, locations),
    )
    force = parameters.in_force(planning_parameters, decisions, as_of)
    orders = orderable.orderable(with_prices(plans, item_classes), instead)
    known = with_terms(
        with_most_in_life(orders, last_orders),
        *(supplier_items, suppliers, force, as_of),
    )
    asked = orderable.of_orders(with_line_before(known, plan_before))
    sold = supply_sources.join(asked, on="sku", how="semi")
    interval = network.protection_demand(demand, sold, pairs)
    risky = orderable.with_risk(asked, interval)
    free = orderable.unless_held(risky, holds(decisions, as_of, company))
    outlook = Outlook(demand, supply_sources, pairs)
    steps = price_breaks.tiers(supplier_price_breaks, free)
    sized = _sized(free, suppliers, steps, outlook)
    bought = budget.bought_since(
        purchase_order_lines, supply_matches, supply_sources, products, as_of
    )
    space = budget.space_left(
        *(locations, stock_positions, supply_sources, reorder_points, products, as_of)
    )
    given = budget.limits(planning_parameters, decisions, bought, space, as_of)
    kept, left_out = budget.within_limits(sized, given, outlook, company)
    lines = price_breaks.with_prices_of_quantity(
        kept.filter(pl.col("suggested_qty") > 0), steps
    )
    finished = _finished(lines, as_of, company)
    return finished.select(tables.column_names("suggestions")), left_out


def _sized(
    lines: pl.DataFrame,
    suppliers: pl.DataFrame,
    steps: pl.DataFrame,
    outlook: Outlook,
) -> pl.DataFrame:
    """Turn needs into quantities, step by step; lines that are not due may be zero."""
    due = with_order_quantity(lines.filter("is_due"))
    nothing = {
        "waiting_qty": -pl.col("need_qty") - pl.col("instead_qty"),
        "part": pl.lit(1, pl.Int64),
    }
    steps_of_need = (
        *("split_qty", "cap_qty", "minimum_qty", "pack_qty", "suggested_qty"),
    )
    waiting = lines.filter(~pl.col("is_due")).with_columns(
        *(value.alias(name) for name, value in nothing.items()),
        *(pl.lit(0, QTY).alias(name) for name in steps_of_need),
    )
    sized = pl.concat(
        [due.with_columns(waiting_qty=pl.lit(0, QTY)), waiting], how="diagonal"
    ).sort(*PLACE, "part")
    grouped = with_group_minimums(with_steady_quantity(sized), outlook)
    cheaper = price_breaks.with_price_breaks(grouped, steps)
    ahead = with_bought_ahead(cheaper)
    priced = price_breaks.with_prices_of_quantity(ahead, steps)
    filled = with_top_up(priced, suppliers, outlook)
    return price_breaks.with_prices_of_quantity(filled, steps)


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
            *("loss", "stockout_risk_rate", "amount", "supplier_id", *PLACE, "part"),
            descending=[True, True, True, False, False, False, False],
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
    """Return the days the position lasts with the line, zero without demand.

    The orders before it of the same need come first.
    """
    units = pl.col("standing_qty") - pl.col("split_qty") + pl.col("suggested_qty")
    after = units.cast(pl.Float64)
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
    """Return each suggestion's number: a hash of day, supplier, place, item, part."""
    texts = lines.select(
        pl.concat_str(
            pl.lit(as_of.isoformat()),
            "supplier_id",
            "location_id",
            "sku",
            pl.col("part").cast(pl.String),
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
