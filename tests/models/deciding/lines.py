"""Suggested lines, edits and what stands, for tests of deciding."""

import datetime as dt
from decimal import Decimal
from typing import Any

import polars as pl

from models.deciding.decide import Outcome, Plan, decide
from models.deciding.edits import Edit, Part, rows_of
from models.deciding.limits import Limits
from models.tables import columns as c
from tests.factories import frame

RUN = "2026-11-22-1"
AS_OF = dt.date(2026, 11, 22)
NOW = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
LINE = {
    "supplier_id": "acme",
    "location_id": "main",
    "suggested_qty": 72,
    "unit_cost": "12.5",
    "currency": "EUR",
    "amount": "6750",
    "order_on": "2026-11-23",
    "arrive_on": "2026-12-03",
    "stockout_risk_rate": 0.4,
}
SUGGESTIONS = frame(
    "suggestions",
    *({**LINE, "suggestion_id": name, "sku": f"sku-{name}"} for name in ("a", "b")),
)
OFFERS = pl.DataFrame(
    [
        ("acme", "sku-a", "Acme", "A-1", "12.5", "EUR", "93.75", "1", "1", None, 10),
        ("bolt", "sku-a", "Bolt", "B-1", "100", "DKK", "100", "1", "1", None, 4),
    ],
    schema={
        "supplier_id": pl.String(),
        "sku": pl.String(),
        "supplier_name": pl.String(),
        "supplier_sku": pl.String(),
        "unit_cost": pl.String(),
        "currency": pl.String(),
        "unit_cost_amount": pl.String(),
        "min_order_qty": pl.String(),
        "pack_qty": pl.String(),
        "max_order_qty": pl.String(),
        "lead_days": pl.Int64(),
    },
    orient="row",
).cast(
    {
        "unit_cost": c.MONEY,
        "unit_cost_amount": c.MONEY,
        "min_order_qty": c.QTY,
        "pack_qty": c.QTY,
        "max_order_qty": c.QTY,
    }
)
NO_OFFERS = OFFERS.clear()
PLAN = Plan(RUN, AS_OF, SUGGESTIONS, OFFERS)


class Log:
    """Decisions one after the other, numbered as the store does."""

    def __init__(self) -> None:
        self.rows = frame("decisions")

    @property
    def entries(self) -> pl.DataFrame:
        return self.rows.with_row_index("entry_no", offset=1).with_columns(
            pl.col("entry_no").cast(pl.Int64)
        )

    def decide(
        self,
        *edits: Edit,
        author: str = "anna",
        limits: Limits | None = None,
        overrules: bool = False,
    ) -> Outcome:
        made = decide(
            rows_of(edits),
            PLAN,
            self.entries,
            author=author,
            limits=limits or Limits(),
            decided_at=NOW + dt.timedelta(minutes=self.rows.height),
            overrules=overrules,
        )
        self.rows = pl.concat([self.rows, made.rows])
        return made


def edit(number: int, action: str, *parts: Part, **more: Any) -> Edit:
    asked = {"suggestion_id": "a", "action": action, "parts": parts, **more}
    return Edit(f"e{number}", **asked)


def units(qty: float, **more: Any) -> Part:
    return Part(Decimal(str(qty)), **more)
