"""What was assumed about demand because the files do not say it, in words."""

import polars as pl

from models.assumed import Assumed, assumptions, count
from models.demand.shortage import SCARCE_SHARE

SUBJECT = "demand"


CLOSED = Assumed(
    SUBJECT,
    "days without any sale are closed days",
    "On {n} days a place that usually sells a lot sold next to nothing: they count as "
    "closed, not as days without demand. Closures in calendars would settle it.",
    "På {n} dage solgte et sted, der ellers sælger meget, næsten intet: de regnes som "
    "lukkedage, ikke som dage uden efterspørgsel. Lukkedage i calendars afgør det.",
)
SOLD_OUT = Assumed(
    SUBJECT,
    "sold-out days are not days without demand",
    "{n} days of single items were sold out: they are left out of forecasts, and what "
    "was lost on them is an estimate.",
    "{n} dage for enkelte varer var udsolgt: de holdes ude af prognoserne, og det "
    "tabte salg på dem er et skøn.",
)
STOCK_UNKNOWN = Assumed(
    SUBJECT,
    "in stock where stock is unknown",
    "For {n} items at their places nothing says when they were out of stock: days "
    "without sales count as days without demand. Stock levels would settle it.",
    "For {n} varer på deres steder siger intet, hvornår de var udsolgt: dage uden salg "
    "regnes som dage uden efterspørgsel. Lagertal afgør det.",
)


def demand_assumptions(
    demand_daily: pl.LazyFrame, calendars: pl.DataFrame
) -> pl.DataFrame:
    """Return what was assumed about demand, and how much rests on it."""
    share = pl.col("in_stock_share")
    sold_out = demand_daily.filter(share < SCARCE_SHARE, ~pl.col("is_closed"))
    silent = (
        demand_daily.group_by("sku", "location_id")
        .agg(is_known=share.is_not_null().any())
        .filter(~pl.col("is_known"))
    )
    counts = {
        CLOSED: _unstated_closures(demand_daily, calendars).height,
        SOLD_OUT: count(sold_out),
        STOCK_UNKNOWN: count(silent),
    }
    return assumptions(counts)


def _unstated_closures(
    demand_daily: pl.LazyFrame, calendars: pl.DataFrame
) -> pl.DataFrame:
    """Return the closed days of places that no calendar states."""
    stated = (
        calendars.filter(pl.col("gone_at").is_null())
        .select("party_id", on=pl.date_ranges("starts_on", "ends_on"))
        .explode("on", empty_as_null=False)
    )
    return (
        demand_daily.filter("is_closed")
        .select("location_id", "on")
        .unique()
        .collect(engine="streaming")
        .join(
            stated,
            left_on=["location_id", "on"],
            right_on=["party_id", "on"],
            how="anti",
        )
    )
