"""What the published plan knows of the days that a back-test replays."""

import datetime as dt

import numpy as np
import polars as pl

from models import exchange, parameters
from models.company import Company
from models.simulation.ground import Floats, Singles
from models.simulation.money import Prices
from models.simulation.past import PLACE, Evidence, Past
from models.supply import deliveries as supplied
from pipelines.publishing import Snapshot

MOSTLY = 0.5
"""Customers of a place and stream wait where most of what they ask for may."""
DEFAULT_MARGIN = 0.4
"""Share of its cost that a unit without a price is taken to earn."""
STOCKED = pl.col("fulfilment") == "stocked"


def evidence_of(snapshot: Snapshot, plans: pl.DataFrame, company: Company) -> Evidence:
    """Return the evidence of items that are kept in stock and ours."""
    products = snapshot.read("products")
    ours = products.filter(STOCKED, pl.col("owner").is_null()).select("sku")
    return Evidence(
        plans=plans.join(ours, on="sku", how="semi"),
        demand_daily=snapshot.scan("demand_daily"),
        stock_daily=snapshot.scan("stock_daily"),
        moves=_moves(snapshot, company),
        deliveries=_deliveries(snapshot, company),
        transfers=_transfers(snapshot, company),
        least_amounts=least_amounts(snapshot.read("suppliers"), snapshot, company),
        patient=_patient(snapshot),
    )


def prices_of(snapshot: Snapshot, past: Past, as_of: dt.date) -> Prices:
    """Return what holding, ordering and not serving costs, as said now."""
    force = parameters.in_force(
        snapshot.read("planning_parameters"), snapshot.read("decisions"), as_of
    )
    products = snapshot.read("products").select("sku", "category", "unit_price")
    paid = snapshot.read("item_classes").select(*PLACE, paid="unit_price")
    cells = (
        past.cells.select(*PLACE, "supplier_id", "abc", "cost", "cell")
        .join(products, on="sku", how="left")
        .join(paid, on=PLACE, how="left")
        .sort("cell")
    )
    said = parameters.resolved(cells, force, ["holding_rate", "stockout_cost"])
    price = pl.coalesce("unit_price", "paid").cast(pl.Float64)
    earned = (price - pl.col("cost")).clip(0.0)
    margin = pl.coalesce("stockout_cost", earned, pl.col("cost") * DEFAULT_MARGIN)
    suppliers = snapshot.read("suppliers").select(
        "supplier_id", theirs=pl.col("order_cost").cast(pl.Float64)
    )
    buyers = parameters.resolved(
        past.buyers.join(suppliers, on="supplier_id", how="left").sort("buyer"),
        force,
        ["order_cost"],
    ).with_columns(order_cost=pl.coalesce("order_cost", "theirs"))
    return Prices(
        holding_rate=_floats(said["holding_rate"]),
        margin=_floats(said.select(margin.fill_null(0.0)).to_series()),
        order_cost=_floats(buyers["order_cost"]),
    )


def really_ordered(
    snapshot: Snapshot, past: Past, company: Company
) -> tuple[Singles, Singles]:
    """Return the order lines by week and item-location, and orders by week and buyer.

    Both as the business really placed them with suppliers.
    """
    lines = supplied.ordered_lines(snapshot.read("purchase_order_lines"), company)
    week = (pl.col("ordered_on") - pl.lit(past.span.first_on)).dt.total_days() // 7
    placed = (
        lines.with_columns(week=week)
        .filter(pl.col("week").is_between(0, past.span.weeks - 1))
        .join(past.cells.select(*PLACE, "cell", "buyer"), on=PLACE)
        .drop_nulls("buyer")
    )
    by_place = np.zeros((past.span.weeks, past.cells.height), np.float32)
    at = (placed["week"].to_numpy(), placed["cell"].to_numpy())
    np.add.at(by_place, at, 1.0)
    by_buyer = np.zeros((past.span.weeks, past.buyers.height), np.float32)
    orders = placed.select("week", "buyer", "po_id").unique()
    np.add.at(by_buyer, (orders["week"].to_numpy(), orders["buyer"].to_numpy()), 1.0)
    return by_place, by_buyer


def least_amounts(
    suppliers: pl.DataFrame, snapshot: Snapshot, company: Company
) -> pl.DataFrame:
    """Return the least money of an order, by supplier, in company currency."""
    rates = (
        exchange.rate_by_day(snapshot.read("exchange_rates"))
        .filter(pl.col("on") <= snapshot.as_of)
        .sort("on")
        .unique("currency", keep="last", maintain_order=True)
        .select("currency", "rate")
    )
    is_own = pl.coalesce("currency", pl.lit(company.currency)) == company.currency
    rate = pl.when(is_own).then(1.0).otherwise("rate")
    return suppliers.join(rates, on="currency", how="left").select(
        "supplier_id",
        least_amount=(pl.col("min_order_amount").cast(pl.Float64) * rate).fill_null(0),
    )


def _moves(snapshot: Snapshot, company: Company) -> pl.DataFrame:
    """Return every known change of stock on hand, day by day."""
    return (
        snapshot.scan("ledger")
        .filter(pl.col("bucket") == "on_hand", "is_known")
        .group_by(
            *PLACE, "kind", supplied.local_day("occurred_at", company).alias("on")
        )
        .agg(units=pl.col("qty").sum().cast(pl.Float64))
        .collect(engine="streaming")
    )


def _deliveries(snapshot: Snapshot, company: Company) -> pl.DataFrame:
    """Return what came from suppliers, with the day on which it was ordered."""
    lines = supplied.ordered_lines(snapshot.read("purchase_order_lines"), company)
    receipts = supplied.accepted_receipts(snapshot.scan("receipt_lines"), company)
    return (
        supplied.linked_receipts(lines, receipts)
        .join(lines, on=["po_id", "line_no"])
        .select(
            "supplier_id",
            *PLACE,
            "ordered_on",
            come_on="available_on",
            units=pl.col("accepted_qty").cast(pl.Float64),
        )
    )


def _transfers(snapshot: Snapshot, company: Company) -> pl.DataFrame:
    """Return what went between our own places."""
    return (
        snapshot.read("transfer_lines")
        .drop_nulls("shipped_at")
        .select(
            "sku",
            from_id="from_location_id",
            to_id="to_location_id",
            shipped_on=supplied.local_day("shipped_at", company),
            come_on=supplied.local_day("received_at", company),
            units=pl.coalesce("received_qty", "qty").cast(pl.Float64),
        )
    )


def _patient(snapshot: Snapshot) -> pl.DataFrame:
    """Return the places and streams whose customers mostly wait for what is out."""
    accepting = snapshot.read("channels").select("channel", "accepts_backorders")
    waiting = pl.col("units").filter("accepts_backorders").sum()
    return (
        snapshot.scan("order_status")
        .filter(pl.col("demand_qty") > 0)
        .group_by("channel", "location_id", "stream")
        .agg(units=pl.col("demand_qty").sum().cast(pl.Float64))
        .join(accepting.lazy(), on="channel")
        .group_by("location_id", "stream")
        .agg(share=waiting / pl.col("units").sum())
        .filter(pl.col("share") > MOSTLY)
        .select("location_id", "stream")
        .collect()
    )


def _floats(values: pl.Series) -> Floats:
    """Return numbers as an array, 0 where there are none."""
    return values.cast(pl.Float64).fill_null(0.0).to_numpy()
