"""The ledger of drawn documents beside the oracle's book."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

import polars as pl

from models import tables
from models.inventory.cost_layers import cost_layers
from models.inventory.costs.move_costs import move_costs
from models.inventory.ledger import balances_match, ledger, values_add_up
from tests.factories import frame
from tests.models.inventory.costing import oracle_closing, oracle_papers
from tests.models.inventory.costing.drawn_frames import (
    company_of,
    cost_versions,
    moves_of,
    newest,
    older,
    older_lines,
    parameters_of,
    price_versions,
    products_of,
    rule_versions,
    standing_lines,
    without,
)
from tests.models.inventory.costing.oracle_closing import Correction
from tests.models.inventory.costing.oracle_documents import Documents, Row
from tests.models.inventory.costing.oracle_ledger import Booked
from tests.models.inventory.costing.oracle_told import Papers

Pool = tuple[str, str, str]
PLACE = ("sku", "location_id", "bucket")
ZERO = Decimal(0)
FIGURES = ("qty", "cost_amount", "adjustment_amount")


class Line(NamedTuple):
    """A move as it stands in the book."""

    sku: str
    location_id: str
    bucket: str
    occurred_at: dt.datetime
    move_id: str
    qty: Decimal
    balance_qty: Decimal
    cost_amount: Decimal | None
    adjustment_amount: Decimal | None
    value_amount: Decimal | None
    method: str | None


@dataclass(frozen=True)
class Book:
    """Moves and corrections, in an order of their own."""

    moves: list[Line]
    corrections: list[Correction]


def agreed(documents: Documents) -> None:
    """See that ledger and oracle agree, and that the ledger keeps its own checks."""
    found, expected = by_ledger(documents), by_oracle(documents)
    assert found.moves == expected.moves
    assert found.corrections == expected.corrections


def priced(documents: Documents, papers: Papers) -> Documents:
    """Return documents with their facts, having seen that both tell the same."""
    expected = oracle_papers.facts(documents, papers)
    names = tables.column_names("move_costs")
    made = facts_of(documents, papers).select(names).rows()
    told = [tuple(row.get(name) for name in names) for row in expected]
    assert sorted(made, key=repr) == sorted(told, key=repr)
    return replace(documents, facts=expected)


def facts_of(documents: Documents, papers: Papers) -> pl.DataFrame:
    """Return what the papers tell, having seen that it keeps its contract."""
    rates = [
        {"currency": "EUR", "on": one.on, "rate": float(one.rate)}
        | {"known_from": one.since, "known_until": one.until, "version": turn}
        for turn, one in enumerate(papers.rates)
    ]
    handling = [
        {"location_id": place, "handling_cost": said[-1].number if said else None}
        for place, said in papers.handling.items()
    ]
    handled = [
        {"location_id": place, "handling_cost": one.number}
        | {"known_from": one.since, "version": turn}
        for place, said in papers.handling.items()
        if said and said[-1].since is not None
        for turn, one in enumerate(said)
    ]
    made = move_costs(
        *moves_of(documents),
        frame("receipt_lines", *standing_lines(papers, documents)).lazy(),
        frame(
            "superseded_receipt_lines",
            *older_lines(papers.receipts, documents.moves),
        ),
        frame("purchase_order_lines", *papers.orders).lazy(),
        frame("order_price_versions", *price_versions(papers)),
        frame("supplier_items"),
        frame("supplier_price_versions"),
        frame("suppliers", {"supplier_id": "s", "currency": papers.supplier_currency}),
        frame("supplier_invoice_lines", *newest(papers.invoices)).lazy(),
        frame("superseded_invoice_lines", *older(papers.invoices)),
        frame("landed_costs", *newest(papers.charges)),
        frame("superseded_landed_costs", *older(papers.charges)),
        frame("locations", *handling),
        frame("products", *products_of(documents, papers)),
        frame("item_cost_versions", *cost_versions(documents, papers)),
        frame("handling_cost_versions", *handled),
        frame("exchange_rate_versions", *rates),
        company_of(documents),
    ).collect()
    tables.TABLES["move_costs"].validate(made)
    return made


def by_oracle(documents: Documents) -> Book:
    """Return what the oracle says."""
    booked, corrections = oracle_closing.book(documents)
    sums: dict[Pool, tuple[Decimal, Decimal]] = defaultdict(lambda: (ZERO, ZERO))
    waiting, lines = list(corrections), []
    for one in booked:
        at = one.move["occurred_at"]
        while waiting and waiting[0][0] <= at:
            _, sku, place, bucket, _, _, (qty, cost, adjustment) = waiting.pop(0)
            units, value = sums[sku, place, bucket]
            sums[sku, place, bucket] = units + qty, value + cost + adjustment
        units, value = sums[one.pool]
        cost, adjustment, _ = one.amounts or (ZERO, ZERO, None)
        sums[one.pool] = units + one.qty, value + cost + adjustment
        lines.append(_line(one, *sums[one.pool]))
    return Book(sorted(lines), corrections)


def _line(one: Booked, balance: Decimal, value: Decimal) -> Line:
    """Return a move as it stands in the book."""
    cost, adjustment, _ = one.amounts or (None, None, None)
    return Line(
        *(*one.pool, one.move["occurred_at"], one.move["move_id"], one.qty, balance),
        *(cost, adjustment, None if one.amounts is None else value, one.method),
    )


def by_ledger(documents: Documents) -> Book:
    """Return what the ledger says, having seen that it keeps its own checks."""
    made = ledger_of(documents)
    is_correction = pl.col("move_id").str.starts_with("correction:")
    names = ("sku", "location_id", "bucket", "kind", "cause")
    corrections = [
        (*rest, tuple(figure or ZERO for figure in figures))
        for *rest, figures in made.filter(is_correction)
        .select("occurred_at", *names, pl.concat_list(FIGURES))
        .rows()
    ]
    return Book(
        sorted(
            map(Line._make, made.filter(~is_correction).select(Line._fields).rows())
        ),
        sorted(corrections),
    )


def ledger_of(documents: Documents) -> pl.DataFrame:
    """Return the ledger of documents, having seen that it keeps its own checks."""
    moves, superseded = moves_of(documents)
    made = ledger(
        moves,
        superseded,
        frame("move_costs", *documents.facts).lazy(),
        frame("products", *products_of(documents)),
        frame("planning_parameters", *parameters_of(documents)),
        frame("decisions"),
        frame("item_cost_versions", *cost_versions(documents)),
        frame("costing_rule_versions", *rule_versions(documents)),
        frame("closed_periods", *(c._asdict() for c in documents.closings)),
        company_of(documents),
    ).collect()
    tables.TABLES["ledger"].validate(made)
    assert balances_match(moves, made.lazy()).collect().is_empty()
    assert values_add_up(made.lazy()).collect().is_empty()
    return made


def unchanged(documents: Documents) -> None:
    """See that every closed period is what it was when it was closed."""
    now = by_ledger(documents).moves
    for closing in documents.closings:
        end = documents.start_of(closing.ends_on + dt.timedelta(days=1))
        then = by_ledger(documents.seen_at(closing.closed_at)).moves
        assert _before(end, then) == _before(end, now)


def held(documents: Documents, papers: Papers) -> None:
    """See that no paper changes a period that was closed before it was known."""
    now = by_ledger(replace(documents, facts=_facts(documents, papers))).moves
    for closing in documents.closings:
        end = documents.start_of(closing.ends_on + dt.timedelta(days=1))
        known = documents.seen_at(closing.closed_at)
        told = _facts(known, papers.seen_at(closing.closed_at))
        then = by_ledger(replace(known, facts=told)).moves
        assert _before(end, then) == _before(end, now)


def _facts(documents: Documents, papers: Papers) -> list[Row]:
    """Return what the papers tell, as rows."""
    rows = facts_of(documents, papers).to_dicts()
    return [
        row if row["superseded_at"] else without(row, "superseded_at") for row in rows
    ]


def in_layers(documents: Documents) -> None:
    """See that the open layers are what each pool holds and is worth in the end."""
    book = ledger_of(documents)
    looked_at = book.filter(pl.col("is_known")).select("sku", "location_id").unique()
    ends = (
        book.join(looked_at, on=["sku", "location_id"], maintain_order="left")
        .group_by(PLACE)
        .agg(pl.col("balance_qty").last(), pl.col("value_amount").last())
        .filter(pl.col("balance_qty") != 0)
    )
    moves, _ = moves_of(documents)
    sums = (
        cost_layers(
            moves,
            frame("move_costs", *documents.facts).lazy(),
            frame("products", *products_of(documents)),
            frame("planning_parameters", *parameters_of(documents)),
            frame("decisions"),
            company_of(documents),
        )
        .group_by(PLACE)
        .agg(
            pl.col("remaining_qty").sum(),
            pl.when(pl.col("remaining_amount").is_not_null().all()).then(
                pl.col("remaining_amount").sum()
            ),
        )
        .collect()
        .filter(pl.col("remaining_qty") != 0)
    )
    held, left = ({row[:-1]: row[-1] for row in one.rows()} for one in (ends, sums))
    assert left == held


def _before(end: dt.datetime, lines: list[Line]) -> list[Line]:
    """Return what happened before an instant."""
    return [line for line in lines if line.occurred_at < end]
