"""How many units passed through people's hands, cell by cell."""

from dataclasses import dataclass

import polars as pl

from models import exact, zones
from models.company import Company
from models.inventory.blocks import blockwise
from models.inventory.looks import PLACE, SEEN, on_hand

NO_CATEGORY = "none"
KEY = ("location_id", "month_on", "category")
THOUSANDTHS = 1000.0


@dataclass(frozen=True)
class Cells:
    """What says to which place, month and category something belongs."""

    products: pl.DataFrame
    locations: pl.DataFrame
    company: Company

    def of(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Add ``month_on`` and ``category`` to rows of items ``at`` an instant."""
        home = self.company.time_zone
        names = zones.zone_names(self.locations, default=home)
        day = zones.local_day(
            pl.col("at"), pl.coalesce("time_zone", pl.lit(home)), names
        )
        places = self.locations.lazy().select("location_id", "time_zone")
        named = self.products.lazy().select("sku", "category")
        return (
            rows.join(places, on="location_id", how="left")
            .join(named, on="sku", how="left")
            .with_columns(
                pl.col("category").fill_null(NO_CATEGORY),
                month_on=day.dt.month_start(),
            )
            .drop("time_zone")
        )


def issued(ledger: pl.LazyFrame, cells: Cells) -> pl.DataFrame:
    """Return the units issued to customers, by place, month and category."""
    shipped = on_hand(ledger).filter(pl.col("kind") == "shipment")
    rows = shipped.select(*PLACE, at="occurred_at", units=-exact.to_scaled("qty"))
    return _summed(cells.of(rows))


def issued_since_look(ledger: pl.LazyFrame, cells: Cells) -> pl.DataFrame:
    """Return the units issued between each count and the look before, as of its day.

    A count without a variance counts too, else every place would seem to lose.
    """
    is_count = (pl.col("kind") == "count") & pl.col("cause").is_null()
    counted = on_hand(ledger).filter(is_count).select(PLACE).unique().collect()
    rows = (
        on_hand(ledger)
        .filter(pl.col("kind").is_in(("shipment", *SEEN)))
        .join(counted.lazy(), on=PLACE, how="semi")
        .select(*PLACE, "sequence", "kind", "cause", "qty", at="occurred_at")
    )
    return _summed(cells.of(blockwise(rows, _between_looks)))


def _between_looks(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the units issued before each count, since the look before it."""
    is_issue = pl.col("kind") == "shipment"
    issues = pl.when(is_issue).then(-exact.to_scaled("qty")).otherwise(0)
    so_far = pl.col("so_far")
    return (
        rows.sort(*PLACE, "sequence")
        .with_columns(so_far=issues.cum_sum())
        .filter(~is_issue & pl.col("cause").is_null())
        .with_columns(units=so_far - so_far.shift().over(PLACE))
        .filter(pl.col("units").is_not_null() & (pl.col("kind") == "count"))
        .select(*PLACE, "at", "units")
    )


def _summed(rows: pl.LazyFrame) -> pl.DataFrame:
    """Add up thousandths of units by cell; what was taken back weighs nothing."""
    units = pl.col("units").sum().clip(0) / THOUSANDTHS
    return rows.group_by(KEY).agg(issued=units).sort(KEY).collect(engine="streaming")
