"""What planning had to assume because nobody said it, in words."""

from typing import NamedTuple

import polars as pl

from models import tables

PLACE = ["sku", "location_id"]


class Assumed(NamedTuple):
    """One assumption in both languages; ``{}`` is how many rows rest on it."""

    assumption: str
    subject: str
    en: str
    da: str


LEAD_TIME = Assumed(
    "default lead time",
    "supply",
    "The lead time of {} item-locations is taken as 14 days: nothing is declared or "
    "observed. lead_time_days in suppliers or supplier_items settles it.",
    "Leveringstiden for {} varer pr. sted er sat til 14 dage: intet er oplyst eller "
    "observeret. lead_time_days i suppliers eller supplier_items afgør det.",
)
LANE = Assumed(
    "default days between places",
    "supply",
    "Moving goods to {} item-locations from our own places is taken as 2 days. "
    "transfer_lanes settles it.",
    "Flytning til {} varer pr. sted fra egne steder er sat til 2 dage. transfer_lanes "
    "afgør det.",
)
LAST_SUPPLIER = Assumed(
    "supplier of the last order",
    "supply",
    "{} item-locations are bought where they were bought last: nobody offers them. "
    "supplier_items settles it.",
    "{} varer pr. sted købes, hvor de sidst blev købt: ingen tilbyder dem. "
    "supplier_items afgør det.",
)
DUE_DAY = Assumed(
    "due day from lead time",
    "supply",
    "{} open purchase order lines have no day: order date and lead time give it. "
    "expected_on settles it.",
    "{} åbne indkøbslinjer har ingen dato: bestillingsdag og leveringstid giver den. "
    "expected_on afgør det.",
)
REVIEW = Assumed(
    "default review period",
    "planning",
    "{} item-locations are taken to be ordered on any day. review_days or "
    "order_weekdays settles it.",
    "{} varer pr. sted antages at kunne bestilles hver dag. review_days eller "
    "order_weekdays afgør det.",
)
SERVICE = Assumed(
    "default service target",
    "planning",
    "{} item-locations have the service target of their class: A 97 %, B 95 %, C 92 %. "
    "service_target_rate settles it.",
    "{} varer pr. sted har deres klasses servicemål: A 97 %, B 95 %, C 92 %. "
    "service_target_rate afgør det.",
)
CYCLE = Assumed(
    "default order cycle",
    "planning",
    "An order for {} item-locations should last 7 days beyond the reorder point. "
    "order_cycle_days settles it.",
    "En bestilling til {} varer pr. sted skal række 7 dage ud over bestillingspunktet. "
    "order_cycle_days afgør det.",
)
NO_PRICE = Assumed(
    "no margin without a price",
    "planning",
    "{} item-locations have no price: what a day without stock costs is shown as "
    "nothing, and they rank last. unit_price in products settles it.",
    "{} varer pr. sted har ingen pris: en dag uden lager vises som gratis, og de står "
    "sidst. unit_price i products afgør det.",
)


def planning_assumptions(
    supply_sources: pl.DataFrame,
    reorder_points: pl.DataFrame,
    open_supply: pl.DataFrame,
    supplier_items: pl.DataFrame,
    products: pl.DataFrame,
) -> pl.DataFrame:
    """Return what supply and planning assume, and how much rests on it."""
    bought = supply_sources.filter(pl.col("kind") == "supplier")
    unsaid = bought.filter(pl.col("lead_time_source") == "default")
    lanes = supply_sources.filter(
        pl.col("kind") == "location", pl.col("lead_time_source") == "default"
    )
    planned = reorder_points.filter(pl.col("daily_mean_qty") > 0)
    unpriced = planned.join(products.drop_nulls("unit_price"), on="sku", how="anti")
    resting = {
        LEAD_TIME: unsaid,
        LANE: lanes,
        LAST_SUPPLIER: bought.join(
            supplier_items, on=["supplier_id", "sku"], how="anti"
        ),
        DUE_DAY: open_supply.filter(pl.col("due_source") == "lead_time"),
        REVIEW: planned.filter(pl.col("review_source") == "default"),
        SERVICE: planned.filter(
            pl.col("service_target_source").str.starts_with("default")
        ),
        CYCLE: planned.filter(pl.col("order_cycle_source") == "default"),
        NO_PRICE: unpriced,
    }
    return _rows({told: rows.height for told, rows in resting.items() if rows.height})


def _rows(counts: dict[Assumed, int]) -> pl.DataFrame:
    """Return one row per assumption."""
    columns = tables.TABLES["assumptions"].columns()
    schema = {name: columns[name].dtype for name in tables.column_names("assumptions")}
    rows = [
        {
            "subject": told.subject,
            "assumption": told.assumption,
            "detail": "",
            "sentence": told.en.format(count),
            "sentence_da": told.da.format(count),
            "affected": count,
        }
        for told, count in counts.items()
    ]
    return pl.DataFrame(rows, schema=schema).sort("subject", "assumption")
