"""What each policy of a back-test costs, part by part, and what that hangs on."""

import plotly.graph_objects as go
import polars as pl

from models.company import Company
from models.reports import figures
from models.reports.backtest import EVERYTHING, PLAN
from models.reports.texts import text

PARTS = {
    "holding_amount": figures.BAND,
    "ordering_amount": figures.SOFT,
    "lost_margin_amount": figures.ACCENT,
}
"""The parts of the cost of a policy, and their colours."""
POLICY_HEIGHT = 44
HEAD_HEIGHT = 80


def weighed(
    policy_backtest: pl.DataFrame, holding: float = 1.0, lost_margin: float = 1.0
) -> pl.DataFrame:
    """Return the costs as if holding and lost sales cost so many times as much.

    Total = holding · factor + ordering + lost margin · factor. The policies live as
    they did: they were not told of other costs. Money becomes floats.
    """
    factors = {
        "holding_amount": holding,
        "ordering_amount": 1.0,
        "lost_margin_amount": lost_margin,
    }
    parts = [pl.col(part).cast(pl.Float64) * by for part, by in factors.items()]
    return policy_backtest.with_columns(parts).with_columns(
        total_cost_amount=pl.sum_horizontal(*factors)
    )


def break_even(
    policy_backtest: pl.DataFrame, segment: str = EVERYTHING
) -> pl.DataFrame:
    """Return at how many times the lost margin the plan costs as much as each policy.

    Below the factor the plan is the dearer one, above it the cheaper, where it loses
    less; ``None`` where both lose the same or no factor makes them equal:
    (holding + ordering of the plan − those of the other) / (lost of the other − lost of
    the plan).
    """
    whole = policy_backtest.filter(pl.col("segment") == segment)
    spent = pl.col("holding_amount") + pl.col("ordering_amount")
    rows = whole.select(
        "policy",
        spent=spent.cast(pl.Float64),
        lost=pl.col("lost_margin_amount").cast(pl.Float64),
    )
    plan = rows.filter(pl.col("policy") == PLAN)
    others = rows.filter(pl.col("policy") != PLAN)
    both = others.join(plan.drop("policy"), how="cross", suffix="_plan")
    factor = (pl.col("spent_plan") - pl.col("spent")) / (
        pl.col("lost") - pl.col("lost_plan")
    )
    found = pl.when(factor.is_finite() & (factor > 0)).then(factor)
    return both.select("policy", break_even_factor=found)


def cost_chart(
    policy_backtest: pl.DataFrame, company: Company, segment: str = EVERYTHING
) -> go.Figure:
    """Draw the parts of each policy's cost beside each other, the cheapest on top."""
    language = company.language
    rows = policy_backtest.filter(pl.col("segment") == segment).sort(
        "total_cost_amount"
    )
    names = [text(f"policy_{name}", language) for name in rows["policy"]]
    bars = [
        go.Bar(
            x=rows[part].cast(pl.Float64).to_list(),
            y=names,
            orientation="h",
            marker={"color": colour, "line": {"width": 0}},
            name=text(part, language),
            hovertemplate="%{x:,.0f}",
        )
        for part, colour in PARTS.items()
    ]
    drawn = figures.figure(language, HEAD_HEIGHT + POLICY_HEIGHT * rows.height, *bars)
    figures.named(drawn)
    drawn.update_layout(barmode="stack", bargap=0.35)
    drawn.update_xaxes(tickformat=",.0f", title=company.currency, showgrid=True)
    drawn.update_yaxes(
        autorange="reversed", showgrid=False, tickfont={"color": figures.INK}
    )
    return drawn
