"""What was seen on the shelves, held back, corrected and moved."""

import dataframely as dy
import polars as pl

from models.tables import columns as c
from models.tables.sources.lineage import Lineage


class StockLevels(Lineage):
    """Units seen at a place: snapshot, count or opening balance."""

    location_id = c.text(
        "Place.", key=True, fill="location", references="locations.location_id"
    )
    sku = c.text("Item.", key=True, required=True, references="products.sku")
    counted_at = c.instant("When.", key=True, required=True, event=True, day_part="end")
    bin = c.text("Bin; empty: the whole place.", key=True, fill="")
    lot = c.text("Lot; empty: all lots.", key=True, fill="")
    on_hand_qty = c.qty(
        "Units seen.", required=True, signed=True, aliases=("qty", "on_hand", "stock")
    )
    unit_cost = c.price("Cost per unit, company currency.")
    kind = c.choice(
        "What kind of look",
        "snapshot",
        "count",
        "opening",
        fill="snapshot",
        words={"optælling": "count", "zählung": "count", "primo": "opening"},
    )
    author = c.text("Who counted.", personal=True)


class StockHolds(Lineage):
    """Units that must not be sold."""

    hold_id = c.text("Hold.", key=True, required=True)
    sku = c.text("Item.", required=True, references="products.sku")
    location_id = c.text("Place.", fill="location", references="locations.location_id")
    lot = c.text("Lot.")
    qty = c.qty("Units.", required=True)
    reason = c.text("Why.")
    held_at = c.instant("From when.", required=True, event=True, day_part="start")
    released_at = c.instant("Until when.", milestone=True, day_part="end")


class StockAdjustments(Lineage):
    """Corrections of stock with a reason; kits built and taken apart."""

    adjustment_id = c.text("Adjustment.", key=True, required=True)
    sku = c.text("Item.", required=True, references="products.sku")
    location_id = c.text("Place.", fill="location", references="locations.location_id")
    qty = c.qty("Units; negative: taken out.", required=True, signed=True)
    reason = c.choice(
        "Why",
        "damage",
        "theft",
        "found",
        "expiry",
        "own_use",
        "kit_build",
        "kit_break",
        "other",
        fill="other",
        lenient=True,
    )
    adjusted_at = c.instant("When.", required=True, event=True, day_part="noon")
    author = c.text("Who.", personal=True)


class StockRevaluations(Lineage):
    """New unit costs of what is in stock."""

    revaluation_id = c.text("Revaluation.", key=True, required=True)
    sku = c.text("Item.", required=True, references="products.sku")
    location_id = c.text("Place.", fill="location", references="locations.location_id")
    unit_cost = c.price(
        "New cost per unit of what is there, company currency.", required=True
    )
    revalued_at = c.instant("When.", required=True, event=True, day_part="end")
    reason = c.text("Why.")
    author = c.text("Who.", personal=True)


class TransferLines(Lineage):
    """Goods moved between our own places."""

    transfer_id = c.text("Transfer.", key=True, required=True)
    line_no = c.whole("Line.", key=True, fill="ordinal")
    sku = c.text("Item.", required=True, references="products.sku")
    from_location_id = c.text(
        "From.", required=True, references="locations.location_id"
    )
    to_location_id = c.text("To.", required=True, references="locations.location_id")
    qty = c.qty("Units sent.", required=True)
    shipped_at = c.instant(
        "When they left.", required=True, event=True, day_part="noon"
    )
    received_at = c.instant(
        "When they came.", milestone=True, day_part="start", tells=("received_qty",)
    )
    received_qty = c.qty("Units that came; empty: all.")

    @dy.rule()
    def goes_somewhere_else(cls) -> pl.Expr:
        """A transfer leads to another place."""
        return pl.col("from_location_id") != pl.col("to_location_id")


class ClosedPeriods(Lineage):
    """Accounting periods that must not change any more."""

    ends_on = c.day("Last day of the period.", key=True, required=True)
    closed_at = c.instant("When it was closed.", required=True, event=True)
