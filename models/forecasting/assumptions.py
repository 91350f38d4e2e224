"""What forecasts had to assume, in words."""

import polars as pl

from models.assumed import Assumed, assumptions
from models.forecasting.basis import ENOUGH_STEPS, FEW_SALES, FEW_STEPS

SUBJECT = "forecasts"
DAYS, FEWER_DAYS = ENOUGH_STEPS["1d"], FEW_STEPS["1d"]


LEANS = Assumed(
    SUBJECT,
    "too little history leans on like items",
    "{n} items at their places have less than "
    f"{DAYS} days of known demand (or {FEWER_DAYS} with sales on {FEW_SALES}): "
    "their forecast leans on a similar item or their category. similar_sku in products "
    "says on which.",
    "{n} varer på deres steder har under "
    f"{DAYS} dage med kendt efterspørgsel (eller {FEWER_DAYS} med salg på "
    f"{FEW_SALES}): deres prognose læner sig op ad en lignende vare eller deres "
    "kategori. similar_sku i products siger hvilken.",
)
NO_NUMBER = Assumed(
    SUBJECT,
    "no history, no forecast",
    "{n} items at their places have too little history and nothing like them: they get "
    "no forecast and no order. A category or similar_sku in products would help.",
    "{n} varer på deres steder har for lidt historik og intet, der ligner dem: de får "
    "ingen prognose og ingen ordre. En kategori eller similar_sku i products hjælper.",
)


def forecast_assumptions(forecast_basis: pl.DataFrame) -> pl.DataFrame:
    """Return what forecasts assume, and how many item-locations rest on it."""
    rests_on = pl.col("basis")
    return assumptions(
        {
            LEANS: forecast_basis.filter(rests_on == "class").height,
            NO_NUMBER: forecast_basis.filter(rests_on == "none").height,
        }
    )
