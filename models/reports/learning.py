"""What is learned from what planners decide: how often, why, and whether it helped."""

from dataclasses import dataclass

import plotly.graph_objects as go
import polars as pl

from models.reports import figures
from models.reports.report_table import Kind, ReportTable, report_table, titled
from models.reports.texts import text

GROUPS = {
    "author": "author",
    "supplier_id": "supplier_name",
    "abc": "abc",
    "reason": "reason",
}
"""By whom, of whom, of which class, and why; and the column that shows it."""
CHANGES = ("more", "less", "rejected", "snoozed", "other")
JUDGED = CHANGES[:4]


@dataclass(frozen=True)
class Balance:
    """Changes that can be judged, decisions whose days are ahead, and money.

    Amounts are in company currency.
    """

    judged: int
    ahead: int
    helped_amount: float
    hurt_amount: float


def balance(outcomes: pl.DataFrame) -> Balance:
    """Return what changes won and cost, over all that can be judged."""
    judged = outcomes.filter(pl.col("state") == "judged", pl.col("kind").is_in(JUDGED))
    return Balance(
        judged.height,
        outcomes.filter(pl.col("state") == "ahead").height,
        float(judged["helped_amount"].sum()),
        float(judged["hurt_amount"].sum()),
    )


def untouched_rate(outcomes: pl.DataFrame) -> float | None:
    """Return the share of decided suggestions accepted as they were; empty: none."""
    if outcomes.is_empty():
        return None
    return float((outcomes["kind"] == "untouched").sum()) / outcomes.height


def decisions_by(
    outcomes: pl.DataFrame, by: str, supplier_names: dict[str, str] | None = None
) -> ReportTable:
    """Show the decisions of each planner, supplier, class or reason, most lines first.

    ``by`` is one of ``GROUPS``. Of changes that can be judged, the share is shown in
    which what helped outweighs what hurt, and both in money. By reason there are
    changes only: what is left as it was needs none.
    """
    decided = outcomes
    if by == "reason":
        decided = decided.filter(
            pl.col("kind") != "untouched", pl.col("reason").fill_null("") != ""
        )
    named = pl.col(by).fill_null("")
    if by == "supplier_id" and supplier_names:
        named = named.replace_strict(supplier_names, default=named)
    is_judged = (pl.col("state") == "judged") & pl.col("kind").is_in(JUDGED)
    helped = is_judged & (pl.col("helped_qty") > pl.col("hurt_qty"))
    grouped = decided.group_by(named.alias("decided_of")).agg(
        pl.len().cast(pl.Int64).alias("lines"),
        (pl.col("kind") == "untouched").mean().alias("untouched_rate"),
        *(
            (pl.col("kind") == kind).sum().cast(pl.Int64).alias(f"{kind}_lines")
            for kind in CHANGES
        ),
        is_judged.sum().cast(pl.Int64).alias("judged_lines"),
        helped_rate=helped.sum() / pl.when(is_judged.any()).then(is_judged.sum()),
        helped_amount=pl.col("helped_amount").filter(is_judged).sum(),
        hurt_amount=pl.col("hurt_amount").filter(is_judged).sum(),
    )
    rows = grouped.sort("lines", "decided_of", descending=[True, False])
    columns: dict[str, Kind] = {
        GROUPS[by]: "text",
        "lines": "whole",
        "untouched_rate": "rate",
        "more_lines": "whole",
        "less_lines": "whole",
        "rejected_lines": "whole",
        "snoozed_lines": "whole",
        "judged_lines": "whole",
        "helped_rate": "rate",
        "helped_amount": "money",
        "hurt_amount": "money",
    }
    shown = rows.with_columns(pl.col("decided_of").alias(GROUPS[by]))
    return ReportTable(f"decisions_by_{by}", columns, shown)


def changes(
    outcomes: pl.DataFrame, products: pl.DataFrame, language: str
) -> ReportTable:
    """Show the changes that can be judged, those that mattered most first."""
    judged = outcomes.filter(pl.col("state") == "judged", pl.col("kind").is_in(JUDGED))
    words = {kind: text(f"outcome_{kind}", language) for kind in CHANGES}
    worth = pl.max_horizontal("helped_amount", "hurt_amount").fill_null(0)
    rows = judged.with_columns(
        kind=pl.col("kind").replace_strict(words, default=pl.col("kind"))
    ).sort(worth, "decision_id", descending=[True, False])
    return report_table(
        "decided_changes",
        titled(rows, products),
        sku="item",
        kind="text",
        author="text",
        decided_on="date",
        reason="text",
        suggested_qty="qty",
        decided_qty="qty",
        helped_qty="qty",
        hurt_qty="qty",
        helped_amount="money",
        hurt_amount="money",
    )


def outcome_of_changes(table: ReportTable, currency: str, language: str) -> go.Figure:
    """Draw for each group of ``decisions_by`` the money its changes won, on balance."""
    rows = table.rows.filter(pl.col("judged_lines") > 0)
    balance = (rows["helped_amount"] - rows["hurt_amount"]).cast(pl.Float64)
    return figures.bars(
        rows["decided_of"].to_list(), balance.to_list(), language, unit=currency
    )
