"""The stock that a reader has narrowed the page to."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from models.inventory.values.turnover import pooled_turnover
from models.reports import narrowing, stock_health, stock_value
from models.reports.narrowing import Choice
from pipelines.desk.view import View

ALL = "all"


@dataclass(frozen=True)
class Stock:
    """Tables about stock, as far as ``choice`` narrows them."""

    view: View
    choice: Choice

    def of(self, table: str) -> pl.DataFrame:
        """Return the rows of a table that knows places, categories or suppliers."""
        return narrowing.narrowed(self.view.frame(table), self.choice)

    def among(self, table: str) -> pl.DataFrame:
        """Return the rows of a table that knows items and places alone."""
        return narrowing.among(self.view.frame(table), self.items, self.choice)

    @cached_property
    def items(self) -> pl.DataFrame:
        """The item-locations."""
        turnover = self.view.frame("stock_turnover")
        return narrowing.item_locations(turnover, self.choice)

    @cached_property
    def worth(self) -> stock_value.Worth:
        """What it is worth."""
        return stock_value.worth(self.of("stock_valuation"))

    @cached_property
    def stuck(self) -> pl.DataFrame:
        """What does not move."""
        return self.of("dead_and_excess")

    @cached_property
    def turnover(self) -> Mapping[str, Any]:
        """How fast all of it turns."""
        rows = self.of("stock_turnover").with_columns(pl.lit(ALL).alias(ALL))
        pooled = pooled_turnover(rows, [ALL])
        if pooled.is_empty():
            return dict.fromkeys(pooled.columns)
        return pooled.row(0, named=True)

    @cached_property
    def out_days(self) -> pl.DataFrame:
        """The share of selling time without stock, day by day."""
        chosen = (f"{name}={value}" for name, value in sorted(self.choice.items()))
        return self.view.remember(("out_days", *chosen), self._out_days, spoken=False)

    def _out_days(self) -> pl.DataFrame:
        """Read them."""
        days = narrowing.among(self.view.scan("stock_daily"), self.items, self.choice)
        return stock_health.stockout_days(days, self.view.snapshot.as_of)

    @property
    def in_stock_rate(self) -> float | None:
        """The share of selling time with stock."""
        rate = self.out_days["out_rate"].mean()
        return 1 - rate if isinstance(rate, float) else None
