"""What planning had to assume because nobody said it, in words."""

import polars as pl

from models.assumed import Assumed, assumptions

PLACE = ["sku", "location_id"]


LEAD_TIME = Assumed(
    "supply",
    "default lead time",
    "The lead time of {n} item-locations is taken as 14 days: nothing is declared or "
    "observed. lead_time_days in suppliers or supplier_items settles it.",
    "Leveringstiden for {n} varer pr. sted er sat til 14 dage: intet er oplyst eller "
    "observeret. lead_time_days i suppliers eller supplier_items afgør det.",
)
LANE = Assumed(
    "supply",
    "default days between places",
    "Moving goods to {n} item-locations from our own places is taken as 2 days. "
    "transfer_lanes settles it.",
    "Flytning til {n} varer pr. sted fra egne steder er sat til 2 dage. transfer_lanes "
    "afgør det.",
)
LAST_SUPPLIER = Assumed(
    "supply",
    "supplier of the last order",
    "{n} item-locations are bought where they were bought last: nobody offers them. "
    "supplier_items settles it.",
    "{n} varer pr. sted købes, hvor de sidst blev købt: ingen tilbyder dem. "
    "supplier_items afgør det.",
)
DUE_DAY = Assumed(
    "supply",
    "due day from lead time",
    "{n} open purchase order lines have no day: order date and lead time give it. "
    "expected_on settles it.",
    "{n} åbne indkøbslinjer har ingen dato: bestillingsdag og leveringstid giver den. "
    "expected_on afgør det.",
)
REVIEW = Assumed(
    "planning",
    "default review period",
    "{n} item-locations are taken to be ordered on any day. review_days or "
    "order_weekdays settles it.",
    "{n} varer pr. sted antages at kunne bestilles hver dag. review_days eller "
    "order_weekdays afgør det.",
)
SERVICE = Assumed(
    "planning",
    "default service target",
    "{n} item-locations have the service target of their class: A 97 %, B 95 %, "
    "C 92 %. service_target_rate settles it.",
    "{n} varer pr. sted har deres klasses servicemål: A 97 %, B 95 %, C 92 %. "
    "service_target_rate afgør det.",
)
CYCLE = Assumed(
    "planning",
    "default order cycle",
    "An order for {n} item-locations should last 7 days beyond the reorder point. "
    "order_cycle_days settles it.",
    "En bestilling til {n} varer pr. sted skal række 7 dage ud over "
    "bestillingspunktet. order_cycle_days afgør det.",
)
PAID_PRICE = Assumed(
    "planning",
    "price from orders",
    "{n} item-locations have no list price: they are valued at what was paid for them "
    "of late. unit_price in products settles it.",
    "{n} varer pr. sted har ingen listepris: de regnes til det, der senest er betalt "
    "for dem. unit_price i products afgør det.",
)
NO_PRICE = Assumed(
    "planning",
    "no margin without a price",
    "{n} item-locations have no price: what a day without stock costs is shown as "
    "nothing, and they rank last. unit_price in products or order_lines settles it.",
    "{n} varer pr. sted har ingen pris: en dag uden lager vises som gratis, og de står "
    "sidst. unit_price i products eller order_lines afgør det.",
)


def planning_assumptions(
    supply_sources: pl.DataFrame,
    reorder_points: pl.DataFrame,
    open_supply: pl.DataFrame,
    item_classes: pl.DataFrame,
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
    unlisted = planned.join(products.drop_nulls("unit_price"), on="sku", how="anti")
    paid = item_classes.drop_nulls("unit_price")
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
        PAID_PRICE: unlisted.join(paid, on=["sku", "location_id"], how="semi"),
        NO_PRICE: unlisted.join(paid, on=["sku", "location_id"], how="anti"),
    }
    return assumptions({told: rows.height for told, rows in resting.items()})
