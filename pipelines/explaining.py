"""The whole chain of one item at one place, read from the published plan."""

from collections.abc import Iterator, Sequence

import polars as pl

from models.company import Company
from models.planning.network import served_places
from models.reports.explanation import demand, levels, order, stock
from models.reports.explanation.facts import Section, Subject
from models.tables.columns import QUANTILE_COLUMNS
from pipelines.known_items import refuse_unknown
from pipelines.publishing import Snapshot
from pipelines.workspace import WorkspaceFault

LINEAGE_SHOWN = ("source", "source_line")
OF_ITEM = (
    *("ledger", "stock_positions", "planning_positions", "demand_daily"),
    *(
        "forecast_basis",
        "supply_sources",
        "reorder_points",
        "readiness",
        "item_classes",
    ),
    *("open_supply", "suggestions", "receipt_lines", "shipment_lines", "order_lines"),
    *("return_lines", "transfer_lines", "purchase_order_lines", "stock_levels"),
    *("purchase_return_lines", "stock_adjustments", "products", "cash_due"),
)
"""Tables of which only the rows of the item are read."""
NEEDED = {
    "order_lines": ("sku", *stock.DOCUMENTS["order_lines"], *LINEAGE_SHOWN),
    "shipment_lines": ("sku", *stock.DOCUMENTS["shipment_lines"], *LINEAGE_SHOWN),
}
"""Of the longest tables only the columns that tell where a document was read."""
WHOLE = ("lead_times", "planning_parameters", "suggested_orders", "suppliers")
CHAIN = (
    *(stock.moves, stock.stock, demand.demand, demand.forecast, levels.lead_time),
    *(levels.parameters, levels.levels, order.position, order.suggestion),
    order.supplier_order,
)
"""The steps from documents to the order, in order."""


def explained(
    snapshot: Snapshot, sku: str, location_id: str, company: Company
) -> Iterator[str]:
    """Yield the explanation line by line, in the language of ``company``."""
    refuse_unknown(snapshot, sku, location_id)
    found = subject(snapshot, sku, location_id, company)
    if not found.row("supply_sources"):
        message = f"nothing is planned of {sku} at {location_id}"
        raise WorkspaceFault(message)
    titles = found.tables["products"]["title"].drop_nulls()
    yield found.say(
        "title",
        sku=sku,
        place=location_id,
        title=next(iter(titles), sku),
        day=found.day(snapshot.as_of),
    )
    if len(found.served) > 1:
        yield found.say("served", places=", ".join(found.served))
    for section in sections(found):
        yield from section.text()


def sections(subject: Subject) -> Iterator[Section]:
    """Yield every step of the chain."""
    yield from (step(subject) for step in CHAIN)


def subject(
    snapshot: Snapshot,
    sku: str,
    location_id: str,
    company: Company,
    names: Sequence[str] = OF_ITEM,
) -> Subject:
    """Read what the plan says of an item, here and at the places it serves.

    ``names`` are the tables of which its rows are read.
    """
    pairs = served_places(snapshot.read("locations"))
    served = pairs.filter(pl.col("location_id") == location_id)["served_id"]
    there = sorted({location_id, *served}, key=lambda one: (one != location_id, one))
    item = pl.col("sku") == sku
    tables = {
        name: snapshot.scan(name).filter(item).select(NEEDED.get(name, "*")).collect()
        for name in names
    }
    sums = snapshot.scan("lead_time_demand").filter(
        item, pl.col("made_on") == snapshot.as_of
    )
    known = ["sku", "location_id", "days", "mean", *QUANTILE_COLUMNS]
    tables["lead_time_demand"] = sums.select(known).collect()
    tables |= {name: snapshot.read(name) for name in WHOLE}
    stocked = set(tables["stock_positions"]["location_id"])
    return Subject(
        sku=sku,
        here=location_id,
        served=[one for one in there if one == location_id or one in stocked],
        as_of=snapshot.as_of,
        company=company,
        tables=tables,
    )
