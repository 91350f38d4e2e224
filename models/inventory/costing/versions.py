"""What was known of costs and costing methods: the versions that may count.

Most items were never known to cost anything else, and most rules were there from the
beginning: of these nothing is kept, they are known from what stands now.
"""

from collections.abc import Sequence

import polars as pl

from models import tables
from models.company import Company
from models.inventory.costing.methods import NAMES

TOLD = ("category", "unit_cost", "owner")
"""What products tell of costs."""

MEASURES = ("weight_kg", "volume_m3")
"""What products tell that charges are spread by."""

RULE = ("scope", "key", "parameter", "valid_from")
RATE = ("currency", "on")
ORDER_LINE = ("po_id", "line_no")
OFFER = ("supplier_id", "sku", "valid_from")

ASKED = ("unit_cost", "currency", "priority")
"""What suppliers tell of prices."""


def item_cost_versions(products: pl.LazyFrame) -> pl.DataFrame:
    """Return what was known of costs of items, from their history in ``products``.

    Versions that follow each other and tell the same are one. An item that was known
    all along as it is now has none.
    """
    return _changed(products, "item_cost_versions", ("sku",), (*TOLD, *MEASURES))


def handling_cost_versions(locations: pl.LazyFrame) -> pl.DataFrame:
    """Return what handling was known to cost, from the history of ``locations``.

    A place where it was known all along as it is now has none.
    """
    table = "handling_cost_versions"
    return _changed(locations, table, ("location_id",), ("handling_cost",))


def supplier_price_versions(supplier_items: pl.LazyFrame) -> pl.DataFrame:
    """Return what was known to be asked, from the history of ``supplier_items``.

    A price that was known all along as it is now has none.
    """
    return _changed(supplier_items, "supplier_price_versions", OFFER, ASKED)


def _changed(
    history: pl.LazyFrame, table: str, key: Sequence[str], told: Sequence[str]
) -> pl.DataFrame:
    """Return what was ``told`` of each ``key`` that was ever known otherwise."""
    is_constant = (pl.len() == 1) & pl.col("known_from").is_null().all()
    runs = _runs(history, key, told).filter(~is_constant.over(key))
    return runs.select(tables.column_names(table)).collect()


def order_price_versions(purchase_order_lines: pl.LazyFrame) -> pl.DataFrame:
    """Return what order lines said of prices, from their history.

    Supplier, price and currency, each time with since when it was known.
    """
    said = ("supplier_id", "unit_cost", "currency")
    runs = _runs(purchase_order_lines, ORDER_LINE, said)
    return runs.select(tables.column_names("order_price_versions")).collect()


def _runs(
    history: pl.LazyFrame, key: Sequence[str], told: Sequence[str]
) -> pl.LazyFrame:
    """Return what was ``told`` of each ``key``; what is told again is one version."""
    what = pl.struct(told)
    run = (what != what.shift(1).over(key)).fill_null(value=True).cum_sum()
    return (
        history.select(*key, *told, "version", "known_from", "known_until")
        .sort(*key, "version")
        .with_columns(run=run.over(key))
        .group_by(*key, "run", maintain_order=True)
        .agg(
            pl.col(*told, "version", "known_from").first(),
            pl.col("known_until").last(),
        )
    )


def costing_rule_versions(planning_parameters: pl.LazyFrame) -> pl.DataFrame:
    """Return what was known of costing rules, from the history of the parameters.

    Where all that was ever said was known all along and still stands there is none.
    """
    versions = (
        planning_parameters.filter(pl.col("parameter").is_in(NAMES))
        .select(tables.column_names("costing_rule_versions"))
        .sort(*RULE, "version")
        .collect()
    )
    always = versions["known_from"].is_null() & versions["known_until"].is_null()
    return versions.clear() if always.all() else versions


def exchange_rate_versions(
    exchange_rates: pl.LazyFrame, company: Company
) -> pl.DataFrame:
    """Return every rate that was told, from the history of ``exchange_rates``.

    Versions that follow each other without a gap and tell the same are one. What is
    known from the first instant of its day, as history is, is known since that day
    began for the company.
    """
    since, until = pl.col("known_from"), pl.col("known_until")
    is_same = pl.col("rate") == pl.col("rate").shift(1).over(RATE)
    is_after_gap = (since > until.shift(1).over(RATE)).fill_null(value=False)
    goes_on = is_same.fill_null(value=False) & ~is_after_gap
    return (
        exchange_rates.sort(*RATE, "version")
        .with_columns(run=(~goes_on).cum_sum())
        .group_by(*RATE, "run", maintain_order=True)
        .agg(
            pl.col("rate", "version").first(),
            known_from=pl.when(since.is_not_null().all()).then(since.min()),
            known_until=pl.when(until.is_not_null().all()).then(until.max()),
        )
        .with_columns(known_from=pl.coalesce(_day_began(company), since))
        .select(tables.column_names("exchange_rate_versions"))
        .collect()
    )


def _day_began(company: Company) -> pl.Expr:
    """Return when the day of a rate began somewhere, if it is known since midnight."""
    midnight = pl.col("on").cast(pl.Datetime("us"))
    utc = midnight.dt.replace_time_zone("UTC")
    local = midnight.dt.replace_time_zone(
        company.time_zone, ambiguous="earliest", non_existent="null"
    ).dt.convert_time_zone("UTC")
    return pl.when(pl.col("known_from") == utc).then(pl.min_horizontal(utc, local))
