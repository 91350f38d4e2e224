"""Kits that can be had: what their components allow, place by place.

Each component is netted first (available less backordered), then the fewest whole kits
that any of them allows counts: the least of separately summed stocks is wrong (OCA
stock-logistics-availability, pull request 73). Components that are services or shipped
by their suppliers never limit; stock that nobody looked at counts as none.
"""

import datetime as dt

import polars as pl

from models import exact, kits, tables
from models.inventory.kit_draws import UNIT, Integers, draws

PLACE = ["sku", "location_id"]
KIT = ["kit_sku", "location_id"]
NEVER_SHORT = ("dropship", "service")


def kit_availability(
    stock_positions: pl.DataFrame,
    kit_components: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Return what there is of each kit at the places that have a part of it.

    The recipe is the one valid on ``as_of``; virtual kits inside a kit are opened,
    stocked ones are components of their own. A stocked kit can be had from its own
    stock, less what is backordered, and from what can still be built. A kit of nothing
    that can run short is not limited and has no row. Kits that share a component cannot
    all be had: ``together_qty`` is what is left for each after the kits before it.
    """
    net = _net(stock_positions, _virtual(kit_components, as_of))
    seen = stock_positions.select(*PLACE, "on_hand_qty")
    in_all = pl.col("net").fill_null(0) + pl.col("buildable")
    alone = (
        _buildable(_recipes(kit_components, products, as_of), net)
        .join(net, left_on=KIT, right_on=PLACE, how="left")
        .join(seen, left_on=KIT, right_on=PLACE, how="left")
        .with_columns(
            pl.col("on_hand_qty").fill_null(exact.no_units()),
            buildable_qty=exact.from_scaled("buildable"),
            available_qty=exact.from_scaled(in_all.clip(0)),
        )
        .sort(KIT)
    )
    wanted = alone.select("location_id", sku="kit_sku", qty="available_qty")
    together = promisable(wanted, stock_positions, kit_components, products, as_of)
    return alone.with_columns(together_qty=together["promised_qty"]).select(
        tables.column_names("kit_availability")
    )


def promisable(
    lines: pl.DataFrame,
    stock_positions: pl.DataFrame,
    kit_components: pl.DataFrame,
    products: pl.DataFrame,
    as_of: dt.date,
) -> pl.DataFrame:
    """Add to order lines what can be promised of each at once (``promised_qty``).

    ``lines`` hold sku, location_id and qty. They are served in the order given and draw
    on the same units, so that two of them never get the last one both (medusajs/medusa
    issue 16502: each was checked alone). Kits are promised whole, stocked ones from
    their own stock first. Services and what suppliers ship are promised in full.
    """
    virtual = _virtual(kit_components, as_of)
    unlimited = pl.concat([virtual, _never_short(products)])
    recipes = _recipes(kit_components, products, as_of)
    stock = _net(stock_positions, virtual).with_row_index("slot")
    parts = _parts(lines.with_row_index("line"), recipes, unlimited, stock)
    wanted = lines.select(exact.to_scaled("qty").clip(0)).to_series().to_numpy()
    left = stock.get_column("net").clip(0).to_numpy(writable=True)
    got = pl.Series(draws(wanted, parts, left))
    return lines.with_columns(promised_qty=exact.from_scaled(pl.lit(got)))


def _valid(kit_components: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Return the rows of each kit's recipe of the day, as they count for its kind."""
    rows = kit_components.filter(
        pl.col("gone_at").is_null(), pl.col("valid_from") <= as_of
    ).filter(pl.col("valid_from") == pl.col("valid_from").max().over("kit_sku"))
    is_virtual = pl.col("is_virtual").any().over("kit_sku")
    return rows.filter(pl.col("is_virtual") == is_virtual)


def _recipes(
    kit_components: pl.DataFrame, products: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Return what each kit takes of all that can run short, in thousandths."""
    kind = pl.when("is_virtual").then(pl.lit("virtual")).otherwise(pl.lit("stocked"))
    rows = _valid(kit_components, as_of).select(
        "qty", kind=kind, top="kit_sku", sku="component_sku", on=pl.lit(as_of)
    )
    opened = kits.exploded(rows.lazy(), kit_components, ["qty"], "on")
    return (
        opened.filter(~pl.col("sku").is_in(_never_short(products).implode()))
        .group_by(kit_sku="top", kind="kind", component_sku="sku")
        .agg(factor=exact.to_scaled(exact.qty(pl.col("qty").sum())))
        .sort("kit_sku", "component_sku")
        .collect()
    )


def _virtual(kit_components: pl.DataFrame, as_of: dt.date) -> pl.Series:
    """Return the kits that are put together at sale: no stock of theirs counts."""
    valid = _valid(kit_components, as_of)
    return valid.filter("is_virtual").get_column("kit_sku").unique().sort()


def _never_short(products: pl.DataFrame) -> pl.Series:
    """Return the items that no stock of ours limits."""
    is_so = pl.col("fulfilment").is_in(NEVER_SHORT)
    return products.filter(is_so).get_column("sku")


def _net(stock_positions: pl.DataFrame, virtual: pl.Series) -> pl.DataFrame:
    """Return what of each item-location is left for new orders; below zero: owed."""
    net = exact.qty(pl.col("available_qty") - pl.col("backordered_qty"))
    items = stock_positions.filter(~pl.col("sku").is_in(virtual.implode()))
    return items.select(*PLACE, net=exact.to_scaled(net))


def _buildable(recipes: pl.DataFrame, net: pl.DataFrame) -> pl.DataFrame:
    """Return how many whole kits each place can make, and what allows the fewest."""
    parts = recipes.join(net, left_on="component_sku", right_on="sku").select(KIT)
    whole = recipes.join(net, left_on="kit_sku", right_on="sku").select(KIT)
    places = pl.concat([parts, whole]).unique()
    there = pl.col("net").fill_null(0)
    return (
        recipes.join(places, on="kit_sku")
        .join(
            net,
            left_on=["component_sku", "location_id"],
            right_on=PLACE,
            how="left",
        )
        .with_columns(
            kits=there // pl.col("factor"),
            exactly=there.cast(pl.Float64) / pl.col("factor"),
        )
        .sort(*KIT, "kits", "exactly", "component_sku")
        .group_by(KIT, maintain_order=True)
        .agg(
            pl.col("kind").first(),
            buildable=pl.col("kits").first().clip(0) * UNIT,
            short_component_sku=pl.col("component_sku").first(),
        )
    )


def _parts(
    lines: pl.DataFrame,
    recipes: pl.DataFrame,
    unlimited: pl.Series,
    stock: pl.DataFrame,
) -> Integers:
    """Return what each line draws on: its item's own stock, components of its kit."""
    is_own = ~pl.col("sku").is_in(unlimited.implode())
    own = lines.filter(is_own).select("line", *PLACE, factor=pl.lit(0, pl.Int64))
    of_kits = lines.join(recipes, left_on="sku", right_on="kit_sku").select(
        "line", "location_id", "factor", sku="component_sku"
    )
    return (
        pl.concat([own, of_kits], how="diagonal")
        .join(stock.select(*PLACE, "slot"), on=PLACE, how="left")
        .select(
            pl.col("line").cast(pl.Int64),
            pl.col("slot").cast(pl.Int64).fill_null(-1),
            "factor",
        )
        .sort("line", "factor", "slot")
        .to_numpy(order="c")
    )
