"""Kits that are put together ahead: build or buy, and which components that takes.

Kits put together at sale have no stock of their own: their sales are their components'.
"""

import datetime as dt

import polars as pl

from models import tables
from models.exact import from_scaled, to_scaled
from models.planning import network, wording
from models.planning.dated_orders import dated_orders
from models.planning.fair_shares import UNIT
from models.planning.positions import positions
from models.tables.columns import MONEY, QTY

PLACE = ["sku", "location_id"]
KIT = ["kit_sku", "location_id"]


def suggested_builds(
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    stock_positions: pl.DataFrame,
    open_supply: pl.DataFrame,
    supply_matches: pl.DataFrame,
    return_lines: pl.LazyFrame,
    order_status: pl.LazyFrame,
    kit_components: pl.DataFrame,
    kit_availability: pl.DataFrame,
    lead_time_demand: pl.LazyFrame,
    readiness: pl.DataFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Recommend what to build of each stocked kit, component by component.

    A kit at or below its reorder point is built up to its order-up-to level as far as
    its components allow (``build_qty``), where nobody sells it, or building costs no
    more than buying, or it would run out before a bought one arrives. What cannot be
    built is bought, or waits for its components where nobody sells the kit: these are
    then wanted for all of the need (``component_qty``). One row per component.
    """
    recipes = _recipes(kit_components, products, as_of)
    demand = lead_time_demand.filter(pl.col("made_on") == as_of).collect()
    pairs = network.served_places(locations)
    dated = dated_orders(
        order_status, kit_components, demand, supply_sources, pairs, as_of
    )
    standing = positions(
        *(stock_positions, open_supply, supply_matches, return_lines),
        *(dated, supply_sources, pairs, as_of),
    )
    needs = _needs(
        *(reorder_points, supply_sources, standing, readiness, recipes),
    )
    limits = kit_availability.select(*KIT, "buildable_qty", "short_component_sku")
    chosen = _chosen(needs.join(limits, on=KIT), recipes, as_of)
    shelf = stock_positions.select(
        pl.col("sku").alias("component_sku"),
        "location_id",
        pl.col("available_qty").alias("component_available_qty"),
    )
    parts = chosen.join(recipes, on="kit_sku").join(
        shelf, on=["component_sku", "location_id"], how="left"
    )
    return _worded(parts).select(tables.column_names("suggested_builds"))


def built(suggested_builds: pl.DataFrame) -> pl.DataFrame:
    """Return what of each kit need not be bought because it is built."""
    return suggested_builds.group_by(pl.col("kit_sku").alias("sku"), "location_id").agg(
        pl.col("build_qty").first().alias("covered_qty")
    )


def with_components(
    dated: pl.DataFrame, suggested_builds: pl.DataFrame, pairs: pl.DataFrame
) -> pl.DataFrame:
    """Add to what is owed (``dated_qty``) the components that builds take.

    What is taken at a place is owed by those that replenish it too.
    """
    taken = suggested_builds.select(
        pl.col("component_sku").alias("sku"),
        pl.col("location_id").alias("served_id"),
        pl.col("component_qty").alias("dated_qty"),
    )
    owed = taken.join(pairs, on="served_id").select(*PLACE, "dated_qty")
    return (
        pl.concat([dated.select(*PLACE, "dated_qty"), owed])
        .group_by(PLACE)
        .agg(pl.col("dated_qty").sum().cast(QTY))
        .sort(PLACE)
    )


def _recipes(
    kit_components: pl.DataFrame, products: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Return the components of stocked kits today, with what they cost us."""
    cost = products.select(
        pl.col("sku").alias("component_sku"), pl.col("unit_cost").alias("part_cost")
    )
    rows = kit_components.filter(
        pl.col("gone_at").is_null(), pl.col("valid_from") <= as_of
    ).filter(
        pl.col("valid_from") == pl.col("valid_from").max().over("kit_sku"),
        ~pl.col("is_virtual").any().over("kit_sku"),
    )
    return rows.select(
        "kit_sku", "component_sku", pl.col("qty").alias("per_kit_qty")
    ).join(cost, on="component_sku", how="left")


def _needs(
    reorder_points: pl.DataFrame,
    supply_sources: pl.DataFrame,
    standing: pl.DataFrame,
    readiness: pl.DataFrame,
    recipes: pl.DataFrame,
) -> pl.DataFrame:
    """Return the stocked kits that are short where they are not replenished."""
    need = pl.col("order_up_to_qty") - pl.col("position_qty")
    sources = supply_sources.filter(pl.col("kind") != "location").select(
        *PLACE, "kind", "arrive_on", "unit_cost_amount"
    )
    return (
        standing.join(recipes.select(sku="kit_sku").unique(), on="sku", how="semi")
        .join(reorder_points, on=PLACE)
        .join(sources, on=PLACE)
        .join(readiness.select(*PLACE, known="is_stock_known"), on=PLACE)
        .filter(
            pl.col("known"),
            pl.col("policy") != "do_not_stock",
            pl.col("position_qty") <= pl.col("reorder_point_qty"),
            need > 0,
        )
        .with_columns(need.cast(QTY).alias("need_qty"))
        .rename({"sku": "kit_sku"})
    )


def _chosen(short: pl.DataFrame, recipes: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Add what to build, why, and for how many kits components are wanted."""
    part = pl.col("part_cost").cast(pl.Float64) * pl.col("per_kit_qty").cast(pl.Float64)
    parts = recipes.group_by("kit_sku").agg(
        pl.when(pl.col("part_cost").is_null().any())
        .then(None)
        .otherwise(part.sum())
        .first()
        .alias("parts_cost")
    )
    sold = pl.col("kind") == "supplier"
    days = (pl.col("arrive_on") - pl.lit(as_of)).dt.total_days()
    runs_out = pl.col("position_qty").cast(pl.Float64) < pl.col("daily_mean_qty") * days
    cheaper = pl.col("parts_cost") <= pl.col("unit_cost_amount").cast(pl.Float64)
    why = (
        pl.when(~sold)
        .then(pl.lit("only_way"))
        .when(cheaper)
        .then(pl.lit("cheaper"))
        .when(runs_out)
        .then(pl.lit("faster"))
    )
    whole = (to_scaled("need_qty") + UNIT - 1) // UNIT * UNIT
    build = pl.min_horizontal(whole, to_scaled("buildable_qty") // UNIT * UNIT)
    return (
        short.join(parts, on="kit_sku")
        .with_columns(why.alias("why"), build.alias("build"), whole.alias("whole"))
        .drop_nulls("why")
        .with_columns(
            from_scaled("build").alias("build_qty"),
            from_scaled(pl.when(sold).then("build").otherwise("whole")).alias(
                "for_qty"
            ),
            pl.col("parts_cost").round(4).cast(MONEY).alias("parts_cost"),
        )
        .filter(pl.col("for_qty") > 0)
    )


REASONS = {
    "only_way": {
        "en": "nobody sells it",
        "da": "ingen sælger den",
    },
    "cheaper": {
        "en": "building costs no more than buying",
        "da": "at bygge koster ikke mere end at købe",
    },
    "faster": {
        "en": "it runs out before a bought one arrives",
        "da": "den slipper op, før en købt når frem",
    },
}


def _worded(parts: pl.DataFrame) -> pl.DataFrame:
    """Add what each component is wanted for, and say why in words."""
    units = pl.col("for_qty").cast(pl.Float64) * pl.col("per_kit_qty").cast(pl.Float64)
    there = pl.col("component_available_qty").fill_null(0)
    wanted = parts.with_columns(
        units.cast(QTY).alias("component_qty"), there.cast(QTY)
    ).with_columns(
        (pl.col("component_qty") - pl.col("component_available_qty").clip(0))
        .clip(0)
        .cast(QTY)
        .alias("missing_qty")
    )
    sentences = {
        "en": "Build {} of the {} wanted: {}",
        "da": "Byg {} af de {}, der er brug for: {}",
    }
    return wanted.with_columns(
        pl.format(
            sentences[language],
            *(
                wording.quantity(pl.col(name), language)
                for name in ("build_qty", "need_qty")
            ),
            pl.col("why").replace_strict(
                {why: words[language] for why, words in REASONS.items()}
            ),
        ).alias(f"reason{suffix}")
        for language, suffix in zip(wording.LANGUAGES, ("", "_da"), strict=True)
    ).sort(*KIT, "component_sku")
