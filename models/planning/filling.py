"""Lines of orders as the kernels of ``earnings`` want them."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from models.planning import network
from models.planning.earnings import Integers, Packs, Stakes
from models.planning.quantiles import Numbers, known_quantiles
from models.tables.columns import QTY, QUANTILES

PLACE = ["sku", "location_id"]
ORDER = ["supplier_id", "location_id", "order_on", "part"]
LINE = [*PLACE, "part"]


@dataclass(frozen=True)
class Outlook:
    """Demand over any number of days, of each place and all that it serves."""

    lead_time_demand: pl.DataFrame
    supply_sources: pl.DataFrame
    pairs: pl.DataFrame

    def quantiles(self, lines: pl.DataFrame, days: pl.Expr) -> Numbers:
        """Return the quantiles of demand over ``days`` from today, a row per line."""
        if lines.is_empty():
            return np.zeros((0, len(QUANTILES)))
        asked = lines.select(
            *PLACE,
            extra_days=(days - pl.col("protection_days")).ceil().cast(pl.Int64),
        )
        known = network.fixed_demand(
            self.lead_time_demand.join(asked, on="sku", how="semi"),
            self.supply_sources.join(asked, on="sku", how="semi"),
            self.pairs,
            asked.unique(PLACE, maintain_order=True),
        )
        joined = asked.join(known, on=PLACE, how="left", maintain_order="left")
        return known_quantiles(joined)


def stakes(lines: pl.DataFrame, reached: pl.Expr, quantiles: Numbers) -> Stakes:
    """Return what units beyond ``reached`` of each line earn and cost."""
    return Stakes(
        numbers(lines, reached),
        numbers(lines, pl.col("daily_mean_qty")),
        numbers(lines, pl.col("margin_amount")),
        numbers(lines, pl.col("holding_amount_a_day")),
        numbers(lines, pl.col("days_until_here")),
        np.ascontiguousarray(quantiles),
    )


def packs(lines: pl.DataFrame, first: pl.Expr, most: pl.Expr) -> Packs:
    """Return in what portions each line is bought; ``first`` and ``most`` are units."""
    pack = pl.col("order_pack_qty").cast(pl.Float64).clip(0.001)
    return Packs(
        numbers(lines, pack),
        whole(lines, (first / pack - 1e-9).ceil().clip(1)),
        whole(lines, (most / pack + 1e-9).floor().clip(0, 1e9)),
    )


def numbers(lines: pl.DataFrame, value: pl.Expr) -> Numbers:
    """Return a number per line, nothing where it is not known."""
    known = lines.with_columns(it=value.cast(pl.Float64).fill_null(0.0))
    array: Numbers = known["it"].to_numpy().astype(np.float64)
    return array


def whole(lines: pl.DataFrame, value: pl.Expr) -> Integers:
    """Return a whole number per line."""
    known = lines.with_columns(it=value.cast(pl.Int64).fill_null(0))
    array: Integers = known["it"].to_numpy().astype(np.int64)
    return array


def with_added(lines: pl.DataFrame, added: pl.DataFrame, step: str) -> pl.DataFrame:
    """Add what a ``step`` adds to each line, in its column and to the quantity.

    ``added`` holds whole ``packs`` by line; lines without any get none.
    """
    units = (pl.col("packs") * pl.col("order_pack_qty").cast(pl.Float64)).cast(QTY)
    return (
        lines.join(
            added.select(*LINE, "packs"), on=LINE, how="left", maintain_order="left"
        )
        .with_columns(units.fill_null(0).cast(QTY).alias(step))
        .with_columns(
            (pl.col("suggested_qty") + pl.col(step)).cast(QTY).alias("suggested_qty")
        )
        .drop("packs")
    )
