"""Stock and its value as they were: of a day, as known at an instant, by a method."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from models import exact
from models.company import Company
from models.inventory.costing import known
from models.inventory.ledger import ledger
from models.inventory.moves.superseded import every_move
from models.tables.columns import EARLIEST

POOL = ["sku", "location_id", "bucket"]
COMPANY_LEVEL = {"scope": "company", "key": "", "parameter": "costing_method"}


@dataclass(frozen=True)
class Evidence:
    """The tables that say what moved and what it costs."""

    stock_moves: pl.LazyFrame
    superseded_moves: pl.DataFrame
    move_costs: pl.LazyFrame
    products: pl.DataFrame
    planning_parameters: pl.DataFrame
    decisions: pl.DataFrame
    item_cost_versions: pl.DataFrame
    costing_rule_versions: pl.DataFrame
    closed_periods: pl.DataFrame

    def known_by(self, instant: dt.datetime) -> "Evidence":
        """Return what was known at an instant, with what had been superseded by then.

        The latter counts in periods that were closed before.
        """
        moves = every_move(self.stock_moves, self.superseded_moves).filter(
            pl.col("recorded_at") <= instant
        )
        superseded = pl.col("superseded_at")
        stood = superseded.is_null() | (superseded > instant)
        return Evidence(
            moves.filter(stood).drop("superseded_at"),
            moves.filter(~stood).collect(),
            self.move_costs.filter(pl.col("recorded_at") <= instant).with_columns(
                superseded_at=pl.when(superseded <= instant).then(superseded)
            ),
            known.known_products(self.products, self.item_cost_versions, instant),
            known.known_parameters(
                self.planning_parameters, self.costing_rule_versions, instant
            ),
            known.known_decisions(self.decisions, instant),
            known.known_versions(self.item_cost_versions, instant),
            known.known_versions(self.costing_rule_versions, instant),
            self.closed_periods.filter(pl.col("closed_at") <= instant),
        )

    def of_items(self, skus: Sequence[str]) -> "Evidence":
        """Return what concerns some items, and the items of kits made with them."""
        moves = every_move(self.stock_moves, self.superseded_moves)
        works = pl.col("kind").is_in(["kit_build", "kit_consume"])
        documents = (
            moves.filter(works & pl.col("sku").is_in(skus)).select("document").unique()
        )
        others = moves.filter(works).join(documents, on="document", how="semi")
        found = others.select("sku").unique().collect()["sku"].to_list()
        is_asked = pl.col("sku").is_in([*skus, *found])
        return Evidence(
            self.stock_moves.filter(is_asked),
            self.superseded_moves.filter(is_asked),
            *(self.move_costs, self.products.filter(is_asked)),
            *(self.planning_parameters, self.decisions),
            self.item_cost_versions.filter(is_asked),
            *(self.costing_rule_versions, self.closed_periods),
        )

    def valued_by(self, method: str) -> "Evidence":
        """Return the same with one method for every item and day."""
        by_hand = pl.col("after").fill_null("").str.contains("costing_method")
        rules = self.costing_rule_versions
        return Evidence(
            *(self.stock_moves, self.superseded_moves, self.move_costs, self.products),
            _ruled(self.planning_parameters, method),
            self.decisions.filter(~by_hand),
            self.item_cost_versions,
            rules if rules.is_empty() else _ruled(rules, method),
            self.closed_periods,
        )


def stock_at(evidence: Evidence, end: dt.datetime, company: Company) -> pl.DataFrame:
    """Return quantity, value and method of each pool just before ``end``."""
    book = ledger(
        *(evidence.stock_moves, evidence.superseded_moves, evidence.move_costs),
        *(evidence.products, evidence.planning_parameters, evidence.decisions),
        *(evidence.item_cost_versions, evidence.costing_rule_versions),
        *(evidence.closed_periods, company),
    )
    return (
        book.filter((pl.col("occurred_at") < end) & pl.col("is_known"))
        .sort("sequence")
        .group_by(POOL)
        .agg(
            pl.col("method").last(),
            qty=pl.col("balance_qty").last(),
            value_amount=pl.col("value_amount").last(),
        )
        .sort(POOL)
        .collect()
    )


def beside(stocks: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Return the values of the same stock under several methods side by side."""
    answer: pl.DataFrame | None = None
    for name, stock in stocks.items():
        one = stock.select(*POOL, "qty", pl.col("value_amount").alias(name))
        answer = (
            one
            if answer is None
            else answer.join(
                one.drop("qty"), on=POOL, how="left", maintain_order="left"
            )
        )
    if answer is None:
        message = "name a method at least"
        raise ValueError(message)
    return answer


def totals(values: pl.DataFrame) -> pl.DataFrame:
    """Return the sums of ``beside`` by place."""
    names = [name for name in values.columns if name not in (*POOL, "qty")]
    return (
        values.group_by("location_id")
        .agg(
            exact.qty(pl.col("qty").sum()),
            *(exact.money(pl.col(name).sum()) for name in names),
        )
        .sort("location_id")
    )


def _ruled(rules: pl.DataFrame, method: str) -> pl.DataFrame:
    """Return rules, or versions of them, with one method for all from the first day."""
    others = rules.filter(pl.col("parameter") != "costing_method")
    of_all = pl.DataFrame([COMPANY_LEVEL | {"value": method, "version": 0}])
    missing = [
        pl.lit(None, kind).alias(name)
        for name, kind in rules.schema.items()
        if name not in of_all.columns
    ]
    row = of_all.with_columns(missing).with_columns(valid_from=pl.lit(EARLIEST))
    return pl.concat([others, row.select(rules.columns)])
