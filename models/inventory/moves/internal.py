"""Moves between our own places, corrections, kits put together and taken apart."""

import polars as pl

from models import exact
from models.inventory.moves.shape import Leg, documented, moved, taken

KIT_WORK = ("kit_build", "kit_break")


def transfers(transfer_lines: pl.LazyFrame) -> pl.LazyFrame:
    """Return goods on the way: out of one place, in transit to and into the other.

    What is missing on arrival is a loss on the way. A transfer whose row is gone and
    that never arrived is not on the way any more.
    """
    lines = documented(transfer_lines, "transfer_id").with_columns(
        came_qty=pl.coalesce("received_qty", "qty"),
        lost_at=pl.when(pl.col("received_at").is_null()).then("gone_at"),
    )
    out, on_the_way, off_the_way, arrived = _transfer_legs()
    way, there = on_the_way.bucket, on_the_way.location
    short = pl.col("came_qty") - pl.col("qty")
    lost = Leg("transfer_loss", "received_at", short, way, there, after=on_the_way)
    gone = Leg("transfer_loss", "lost_at", taken("qty"), way, there, "gone", on_the_way)
    uneven = lines.filter(pl.col("came_qty") != pl.col("qty"))
    legs = (out, on_the_way, off_the_way, arrived, gone)
    return pl.concat([*(moved(lines, leg) for leg in legs), moved(uneven, lost)])


def _transfer_legs() -> tuple[Leg, Leg, Leg, Leg]:
    """Return the moves of every transfer: out, onto the way, off it, in."""
    here, there, way = "from_location_id", "to_location_id", "in_transit"
    sent, came = pl.col("qty"), pl.col("came_qty")
    out = Leg("transfer_out", "shipped_at", taken("qty"), location=here)
    on_the_way = Leg("transfer_out", "shipped_at", sent, way, there, "transit", out)
    off_the_way = Leg(
        *("transfer_in", "received_at", taken("came_qty"), way, there, "transit"),
        after=on_the_way,
    )
    arrived = Leg("transfer_in", "received_at", came, location=there, after=off_the_way)
    return out, on_the_way, off_the_way, arrived


def adjustments(
    stock_adjustments: pl.LazyFrame, kit_components: pl.DataFrame, time_zone: str
) -> pl.LazyFrame:
    """Return corrections, and kits built and broken with their components.

    A line that builds or breaks a kit moves the components too, by the recipe of the
    day; one whose item is no kit is a component written down by itself and moves alone.
    """
    lines = documented(stock_adjustments, "adjustment_id", no="")
    is_kit_work = pl.col("reason").is_in(KIT_WORK)
    plain, units = lines.filter(~is_kit_work), pl.col("qty")
    legs = _kit_legs(lines.filter(is_kit_work), kit_components, time_zone)
    return pl.concat(
        [
            moved(plain, Leg("adjustment", "adjusted_at", units)),
            moved(legs.filter(units > 0), Leg("kit_build", "adjusted_at", units)),
            moved(legs.filter(units <= 0), Leg("kit_consume", "adjusted_at", units)),
        ]
    )


def revaluations(stock_revaluations: pl.LazyFrame) -> pl.LazyFrame:
    """Return new unit costs of what is there: moves of no units."""
    lines = documented(stock_revaluations, "revaluation_id", no="")
    return moved(lines, Leg("revaluation", "revalued_at", exact.no_units()))


def _kit_legs(
    worked: pl.LazyFrame, kit_components: pl.DataFrame, time_zone: str
) -> pl.LazyFrame:
    """Return kits built and broken, their components, and what stands by itself."""
    recipes = kit_components.filter(pl.col("gone_at").is_null())
    is_kit = pl.col("sku").is_in(recipes.get_column("kit_sku").unique().implode())
    units = pl.col("qty").abs()
    is_built = pl.col("reason") == "kit_build"
    signed = worked.filter(is_kit).with_columns(
        qty=exact.qty(pl.when(is_built).then(units).otherwise(exact.no_units() - units))
    )
    no_kit = pl.lit(None, dtype=pl.String)
    return pl.concat(
        [
            signed.with_columns(kit_sku=no_kit),
            _components(signed, recipes, time_zone),
            worked.filter(~is_kit).with_columns(kit_sku=no_kit),
        ]
    )


def _components(
    signed: pl.LazyFrame, recipes: pl.DataFrame, time_zone: str
) -> pl.LazyFrame:
    """Return the components of kits built (taken out) and broken (put back)."""
    columns = signed.collect_schema().names()
    worked_on = pl.col("adjusted_at").dt.convert_time_zone(time_zone).dt.date()
    versions = recipes.lazy().select("kit_sku", "valid_from").unique()
    return (
        signed.with_columns(worked_on=worked_on)
        .join(versions, left_on="sku", right_on="kit_sku")
        .filter(pl.col("valid_from") <= pl.col("worked_on"))
        .filter(pl.col("valid_from") == pl.col("valid_from").max().over("document"))
        .join(
            recipes.lazy().select(
                "kit_sku", "valid_from", "component_sku", factor="qty"
            ),
            left_on=["sku", "valid_from"],
            right_on=["kit_sku", "valid_from"],
        )
        .with_columns(
            kit_sku="sku",
            sku="component_sku",
            qty=exact.qty(exact.no_units() - pl.col("qty") * pl.col("factor")),
        )
        .select(*columns, "kit_sku")
    )
