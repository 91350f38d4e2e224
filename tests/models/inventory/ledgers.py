"""Ledgers of a few moves, for tests."""

import polars as pl

from models.company import Company
from models.inventory import ledger as ledgers
from tests.factories import frame

COMPANY = Company(time_zone="UTC")


def ledger(
    stock_moves: pl.LazyFrame,
    block_rows: int = 1000,
    company: Company = COMPANY,
    **given: pl.DataFrame,
) -> pl.LazyFrame:
    """Return the ledger of some moves; tables that are not given are empty."""

    def of(name: str) -> pl.DataFrame:
        return given.get(name, frame(name))

    return ledgers.ledger(
        stock_moves,
        of("superseded_moves"),
        of("move_costs").lazy(),
        of("products"),
        of("planning_parameters"),
        of("decisions"),
        of("item_cost_versions"),
        of("costing_rule_versions"),
        of("closed_periods"),
        company,
        block_rows,
    )
