"""What forecasts had to assume, in words."""

from typing import NamedTuple

import polars as pl

from models import tables
from models.forecasting.basis import ENOUGH_DAYS, FEW_DAYS, FEW_SALES

SUBJECT = "forecasts"


class _Sentence(NamedTuple):
    """One assumption in both languages; ``{n}`` is how much rests on it."""

    assumption: str
    en: str
    da: str


LEANS = _Sentence(
    "too little history leans on like items",
    "{n} items at their places have less than "
    f"{ENOUGH_DAYS} days of known demand (or {FEW_DAYS} with sales on {FEW_SALES}): "
    "their forecast leans on a similar item or their category. similar_sku in products "
    "says on which.",
    "{n} varer på deres steder har under "
    f"{ENOUGH_DAYS} dage med kendt efterspørgsel (eller {FEW_DAYS} med salg på "
    f"{FEW_SALES}): deres prognose læner sig op ad en lignende vare eller deres "
    "kategori. similar_sku i products siger hvilken.",
)
NO_NUMBER = _Sentence(
    "no history, no forecast",
    "{n} items at their places have too little history and nothing like them: they get "
    "no forecast and no order. A category or similar_sku in products would help.",
    "{n} varer på deres steder har for lidt historik og intet, der ligner dem: de får "
    "ingen prognose og ingen ordre. En kategori eller similar_sku i products hjælper.",
)


def forecast_assumptions(forecast_basis: pl.DataFrame) -> pl.DataFrame:
    """Return what forecasts assume, and how many item-locations rest on it."""
    rows = [
        {
            "subject": SUBJECT,
            "assumption": told.assumption,
            "detail": "",
            "sentence": told.en.format(n=count),
            "sentence_da": told.da.format(n=count),
            "affected": count,
        }
        for told, basis in ((LEANS, "class"), (NO_NUMBER, "none"))
        if (count := forecast_basis.filter(pl.col("basis") == basis).height)
    ]
    columns = tables.TABLES["assumptions"].columns()
    names = tables.column_names("assumptions")
    schema = {name: columns[name].dtype for name in names}
    return pl.DataFrame(rows, schema=schema).sort("assumption")
