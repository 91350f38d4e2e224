"""Drawn documents and papers as the rows and frames that models take."""

import datetime as dt

import polars as pl

from models.company import Company
from tests.factories import frame
from tests.models.inventory.costing.oracle_documents import Documents, Row
from tests.models.inventory.costing.oracle_told import Papers, measure

FIRST = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
LAST = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)


def moves_of(documents: Documents) -> tuple[pl.LazyFrame, pl.DataFrame]:
    """Return the moves that stand and those that were corrected."""
    rows = [
        move | {"qty": move.get("qty"), "counted_qty": move.get("counted_qty")}
        for move in documents.moves
    ]
    stands, corrected = newest(rows), older(rows)
    return frame("stock_moves", *stands).lazy(), frame("superseded_moves", *corrected)


def newest(rows: list[Row]) -> list[Row]:
    """Return the rows that stand."""
    return [row for row in rows if "superseded_at" not in row]


def older(rows: list[Row]) -> list[Row]:
    """Return the rows that were corrected."""
    return [row for row in rows if "superseded_at" in row]


def standing_lines(papers: Papers, documents: Documents) -> list[Row]:
    """Return the lines of receipts that did not vanish."""
    stand = {move["document"] for move in newest(documents.moves)}
    return [
        line
        for line in papers.receipts
        if f"{line['receipt_id']}:{line['line_no']}" in stand
    ]


def older_lines(receipts: list[Row], moves: list[Row]) -> list[Row]:
    """Return the lines of receipts as they were when ``moves`` told of them."""
    versions = {(move["document"], move["superseded_at"]) for move in older(moves)}
    return [
        line | {"superseded_at": until}
        for document, until in sorted(versions)
        for line in receipts
        if document == f"{line['receipt_id']}:{line['line_no']}"
    ]


def company_of(documents: Documents) -> Company:
    """Return the company whose documents they are."""
    return Company(time_zone=documents.time_zone, currency=documents.currency)


def products_of(documents: Documents, papers: Papers | None = None) -> list[Row]:
    """Return every item with its cost and measures."""
    return [
        {
            "sku": sku,
            "unit_cost": documents.unit_costs.get(sku),
            **_measures(papers or Papers(), sku, LAST),
        }
        for sku in documents.terms
    ]


def _measures(papers: Papers, sku: str, at: dt.datetime) -> Row:
    """Return what an item was known to weigh and measure at an instant."""
    return {
        "weight_kg": measure(papers.weights, sku, at),
        "volume_m3": measure(papers.volumes, sku, at),
    }


def parameters_of(documents: Documents) -> list[Row]:
    """Return methods and standard costs as they are set by item and day."""
    rules = {
        tuple(rule[name] for name in ("key", "parameter", "valid_from")): rule
        for rule in _rules(documents)
    }
    return [without(rule, "learned") for rule in rules.values()]


def _rules(documents: Documents) -> list[Row]:
    """Return every rule that was ever set, those of one day in turn."""
    return [
        {"scope": "sku", "key": sku, "parameter": name, "valid_from": term.from_on}
        | {"value": str(value), "learned": term.learned}
        for sku, terms in documents.terms.items()
        for term in terms
        for name, value in (
            ("costing_method", term.method),
            ("standard_cost", term.standard_cost),
        )
        if value is not None
    ]


def rule_versions(documents: Documents) -> list[Row]:
    """Return when every rule was learned, if any was not known all along."""
    rules = _rules(documents)
    if all(rule["learned"] is None for rule in rules):
        return []
    return [
        without(rule, "learned") | {"version": number, "known_from": rule["learned"]}
        for number, rule in enumerate(rules)
    ]


def cost_versions(documents: Documents, papers: Papers | None = None) -> list[Row]:
    """Return what products were said to cost and to measure one after the other."""
    known = papers or Papers()
    rows = []
    for sku in documents.terms:
        said = [*known.weights.get(sku, []), *known.volumes.get(sku, [])]
        changes = {one.until for one in documents.old_costs.get(sku, [])}
        changes |= {one.since for one in said if one.since is not None}
        instants = [None, *sorted(changes)] if changes else []
        rows += [
            {"sku": sku, "version": number, "known_from": at}
            | {"unit_cost": documents.unit_costs_at(at or FIRST).get(sku)}
            | _measures(known, sku, at or FIRST)
            for number, at in enumerate(instants)
        ]
    return rows


def without(row: Row, name: str) -> Row:
    """Return a row without one of its columns."""
    return {column: value for column, value in row.items() if column != name}


def price_versions(papers: Papers) -> list[Row]:
    """Return what order lines said that a unit costs, one after the other."""
    return [
        {"po_id": name.split(":")[1], "line_no": int(name.split(":")[2])}
        | {"version": number, "unit_cost": one.number, "known_from": one.since}
        | {"supplier_id": "s", "currency": one.currency}
        for name, said in papers.prices.items()
        for number, one in enumerate(said)
    ]
