"""How far the data behind each item-location can be trusted, and what would help."""

import datetime as dt

import polars as pl

from models import tables
from models.company import Company
from models.planning import network

PLACE = ["sku", "location_id"]
FRESH_DAYS = 7
RECENT_DAYS = 30
LONG_HISTORY_DAYS = 180
SHORT_HISTORY_DAYS = 60
LAUNCH_DAYS = 28
OUTGOING = ("shipment", "transfer_out")

ADVICE: dict[str, tuple[str, str]] = {
    "stock": (
        "Supply a stock row: what is there is not known.",
        "Giv en lagerrække: beholdningen er ukendt.",
    ),
    "terms": (
        "Supply who sells it and on which terms (supplier_items).",
        "Angiv, hvem der sælger varen og på hvilke vilkår (supplier_items).",
    ),
    "basis": (
        "Supply its sales, or a similar item: there is no basis for a forecast.",
        "Giv varens salg eller en lignende vare: der er intet at lave prognose på.",
    ),
    "old_stock": (
        "Supply a newer stock row, or shipments and receipts up to now.",
        "Giv en nyere lagerrække eller leverancer og modtagelser frem til nu.",
    ),
    "history": (
        "Supply more history: fewer than 180 days of demand are known.",
        "Giv mere historik: færre end 180 dages efterspørgsel er kendt.",
    ),
    "item_terms": (
        "Supply the item's own terms (supplier_items).",
        "Giv varens egne vilkår (supplier_items).",
    ),
    "lead_time": (
        "Supply receipts with their purchase orders: no lead time was observed.",
        "Giv modtagelser med deres indkøbsordrer: leveringstiden er ikke observeret.",
    ),
    "": ("", ""),
}
"""What would raise the grade, most important first, in English and Danish."""


def readiness(
    supply_sources: pl.DataFrame,
    stock_positions: pl.DataFrame,
    forecast_basis: pl.DataFrame,
    supplier_items: pl.DataFrame,
    products: pl.DataFrame,
    locations: pl.DataFrame,
    ledger: pl.LazyFrame,
    as_of: dt.date,
    company: Company,
) -> pl.DataFrame:
    """Grade each item-location from A to D.

    A: stock known and fresh, 180 days of demand, the item's own terms, an observed lead
    time. B: nearly so. C: it can be planned. D: stock, supplier or forecast is unknown,
    and nothing is ordered. Stock is fresh for 7 days after a stock row, and as long as
    documents keep moving it; of an item that is being launched there is none unless a
    row says so.
    """
    offered = supplier_items.filter(pl.col("gone_at").is_null())
    known = (
        supply_sources.select(*PLACE, "kind", "supplier_id", "lead_time_source")
        .join(
            stock_positions.select(*PLACE, "is_stock_known", "last_seen_at"),
            on=PLACE,
            how="left",
        )
        .join(_basis(forecast_basis, locations), on=PLACE, how="left")
        .join(
            offered.select("supplier_id", "sku").unique().with_columns(has_terms=True),
            on=["supplier_id", "sku"],
            how="left",
        )
        .join(_flowing(ledger, as_of), on="location_id", how="left")
        .join(_launching(products, as_of), on="sku", how="left")
    )
    facts = _facts(known, as_of, company)
    graded = _graded(facts)
    return graded.select(tables.column_names("readiness")).sort(PLACE)


def _basis(forecast_basis: pl.DataFrame, locations: pl.DataFrame) -> pl.DataFrame:
    """Return the days of demand behind each place and all it replenishes."""
    return (
        network.served_places(locations)
        .join(forecast_basis.rename({"location_id": "served_id"}), on="served_id")
        .filter(pl.col("basis") != "none")
        .group_by(PLACE)
        .agg(pl.col("demand_days").max(), pl.lit(value=True).first().alias("has_basis"))
    )


def _launching(products: pl.DataFrame, as_of: dt.date) -> pl.DataFrame:
    """Return the items that are to be launched, or were a few weeks ago."""
    since = as_of - dt.timedelta(days=LAUNCH_DAYS)
    return (
        products.filter(pl.col("gone_at").is_null(), pl.col("launched_on") > since)
        .select("sku", is_launching=pl.lit(value=True))
        .unique()
    )


def _flowing(ledger: pl.LazyFrame, as_of: dt.date) -> pl.DataFrame:
    """Return the places whose stock documents moved in the last days."""
    since = as_of - dt.timedelta(days=FRESH_DAYS)
    return (
        ledger.filter(
            pl.col("kind").is_in(OUTGOING), pl.col("occurred_at").dt.date() > since
        )
        .select("location_id")
        .unique()
        .with_columns(is_flowing=pl.lit(value=True))
        .collect()
    )


def _facts(known: pl.DataFrame, as_of: dt.date, company: Company) -> pl.DataFrame:
    """Turn what is known into the columns a grade is made of."""
    seen_on = pl.col("last_seen_at").dt.convert_time_zone(company.time_zone).dt.date()
    ours = pl.col("kind") == "location"
    terms = (
        pl.when(ours | pl.col("has_terms"))
        .then(pl.lit("item"))
        .when(pl.col("kind") == "supplier")
        .then(pl.lit("supplier"))
        .otherwise(pl.lit("none"))
    )
    lead = (
        pl.when(pl.col("kind") == "none")
        .then(pl.lit("none"))
        .otherwise(pl.col("lead_time_source").replace({"parameter": "declared"}))
    )
    return known.with_columns(
        pl.col("is_stock_known").fill_null(company.stock_files_complete)
        | pl.col("is_launching").fill_null(value=False),
        (pl.lit(as_of) - seen_on).dt.total_days().clip(0, 3650).alias("stock_age_days"),
        pl.col("demand_days").fill_null(0),
        pl.col("has_basis", "is_flowing").fill_null(value=False),
        terms.alias("terms_source"),
        lead.alias("lead_time_source"),
        (ours | (lead == "observed")).alias("is_timed"),
    )


def _graded(facts: pl.DataFrame) -> pl.DataFrame:
    """Add the grade and the one thing that would raise it."""
    missing = _missing()
    fatal = missing["stock"] | missing["terms"] | missing["basis"]
    lacks = pl.coalesce(
        *(pl.when(holds).then(pl.lit(name)) for name, holds in missing.items()),
        pl.lit(""),
    )
    grade = (
        pl.when(fatal)
        .then(pl.lit("D"))
        .when(_is_weak() | missing["item_terms"])
        .then(pl.lit("C"))
        .when(lacks != "")
        .then(pl.lit("B"))
        .otherwise(pl.lit("A"))
    )
    english = {name: sentence for name, (sentence, _) in ADVICE.items()}
    danish = {name: sentence for name, (_, sentence) in ADVICE.items()}
    return facts.with_columns(
        grade.alias("grade"),
        lacks.replace_strict(english).alias("raise_by"),
        lacks.replace_strict(danish).alias("raise_by_da"),
    )


def _missing() -> dict[str, pl.Expr]:
    """Return what keeps an item-location from the best grade, most important first."""
    is_old = pl.col("stock_age_days").fill_null(0) > FRESH_DAYS
    return {
        "stock": ~pl.col("is_stock_known"),
        "terms": pl.col("terms_source") == "none",
        "basis": ~pl.col("has_basis"),
        "old_stock": ~pl.col("is_flowing") & is_old,
        "history": pl.col("demand_days") < LONG_HISTORY_DAYS,
        "item_terms": pl.col("terms_source") != "item",
        "lead_time": ~pl.col("is_timed"),
    }


def _is_weak() -> pl.Expr:
    """Tell whether the data allow no more than the lowest grade that is planned."""
    is_old = pl.col("stock_age_days").fill_null(0) > RECENT_DAYS
    untimed = ~pl.col("is_timed") & (pl.col("lead_time_source") == "default")
    is_short = pl.col("demand_days") < SHORT_HISTORY_DAYS
    return (~pl.col("is_flowing") & is_old) | is_short | untimed
