"""Policies on the user's own past: one sentence, one figure, one table."""

from collections.abc import Sequence

import plotly.graph_objects as go
import polars as pl

from models.company import Company
from models.reports import figures, formats
from models.reports.report_table import ReportTable, report_table
from models.reports.texts import text

EVERYTHING, PLAN, REALLY = "all", "recommended", "as_it_was"
WEEK_DAYS = 7
LEAST_WEEKS = 13
Curve = Sequence[tuple[float, float, float]]
HEIGHT = 380


def sentence(table: pl.DataFrame, company: Company, language: str) -> str:
    """Return what the back-test comes down to, for who owns the shop."""
    whole = table.filter(pl.col("segment") == EVERYTHING)
    plan = whole.row(by_predicate=pl.col("policy") == PLAN, named=True)
    you = whole.row(by_predicate=pl.col("policy") == REALLY, named=True)
    weeks = ((plan["ends_on"] - plan["starts_on"]).days + 1) // WEEK_DAYS

    def money(value: float) -> str:
        return formats.money(value, company.currency, language)

    def share(value: float) -> str:
        return formats.rate(value, language, 1)

    low, high = plan["saving_low_amount"], plan["saving_high_amount"]
    bounds = sorted([abs(low), abs(high)]) if low * high > 0 else [low, high]
    key = plan["verdict"] if weeks >= LEAST_WEEKS else "too_short"
    return text(
        f"backtest_{key}",
        language,
        weeks=weeks,
        least=LEAST_WEEKS,
        fill=share(plan["fill_rate"]),
        your_fill=share(you["fill_rate"]),
        stock=money(plan["average_stock_amount"]),
        your_stock=money(you["average_stock_amount"]),
        saving=money(abs(plan["saving_amount"])),
        low=money(bounds[0]),
        high=money(bounds[1]),
    )


def chart(table: pl.DataFrame, curve: Curve, company: Company) -> go.Figure:
    """Draw service against stock: a point for each policy, a line for the plan.

    ``curve`` holds target, stock and service of the plan with one target for all.
    """
    language = company.language
    whole = table.filter(pl.col("segment") == EVERYTHING)
    line = go.Scatter(
        x=[stock for _, stock, _ in curve],
        y=[fill for _, _, fill in curve],
        customdata=[target for target, _, _ in curve],
        mode="lines+markers",
        line={"color": figures.BAND, "width": 2},
        marker={"color": figures.BAND, "size": 5},
        hovertemplate="%{customdata:.1%}: %{x:,.0f} · %{y:.1%}<extra></extra>",
    )
    names = [text(f"policy_{name}", language) for name in whole["policy"]]
    is_plan = [name == PLAN for name in whole["policy"]]
    points = go.Scatter(
        x=whole["average_stock_amount"].cast(pl.Float64).to_list(),
        y=whole["fill_rate"].to_list(),
        text=names,
        textposition=_sides(whole["average_stock_amount"].cast(pl.Float64)),
        mode="markers+text",
        marker={
            "size": 12,
            "color": [figures.ACCENT if one else figures.MUTED for one in is_plan],
        },
        cliponaxis=False,
        hovertemplate="%{text}: %{x:,.0f} · %{y:.1%}<extra></extra>",
    )
    drawn = figures.figure(language, HEIGHT, line, points)
    stock = text("backtest_stock", language)
    drawn.update_xaxes(title=f"{stock}, {company.currency}", tickformat=",.0f")
    drawn.update_yaxes(title=text("backtest_service", language), tickformat=".1%")
    return drawn


def curve(policy_frontier: pl.DataFrame) -> Curve:
    """Return the line that ``chart`` draws: target, stock and service."""
    amounts = pl.col("average_stock_amount").cast(pl.Float64)
    rows = policy_frontier.sort("step").select("target_rate", amounts, "fill_rate")
    return rows.rows()


def _sides(stock: pl.Series) -> list[str]:
    """Return on which side of its point each name has room: names are long.

    >>> _sides(pl.Series([1.0, 2.0, 9.0]))
    ['middle right', 'middle right', 'middle left']
    """
    turn = stock.min() + 0.75 * (stock.max() - stock.min())  # type: ignore[operator]  # of numbers
    return ["middle left" if one > turn else "middle right" for one in stock]


def shown(table: pl.DataFrame, language: str) -> ReportTable:
    """Show the figures of each policy, in total and by class."""
    words = {
        policy: text(f"policy_{policy}", language)
        for policy in table["policy"].unique()
    }
    rows = table.with_columns(
        pl.col("policy").replace(words),
        pl.col("segment").replace({EVERYTHING: ""}),
        placed_orders="orders",
    )
    return report_table(
        "backtest",
        rows,
        policy="text",
        segment="text",
        fill_rate="rate",
        stockout_days="whole",
        average_stock_amount="money",
        placed_orders="whole",
        total_cost_amount="money",
        saving_amount="money",
        saving_low_amount="money",
        saving_high_amount="money",
    )


def shown_targets(targets: pl.DataFrame, language: str) -> ReportTable:
    """Show the targets that would have cost least, and whether to adopt them."""
    rows = targets.with_columns(
        advice=pl.when("is_sure")
        .then(pl.lit(text("advice_adopt", language)))
        .otherwise(pl.lit(text("advice_keep", language)))
    )
    return report_table(
        "backtest_tuned",
        rows,
        abc="text",
        target_rate="rate",
        order_cycle_days="whole",
        tuned_cost_amount="money",
        planned_cost_amount="money",
        ahead_amount="money",
        ahead_low_amount="money",
        ahead_high_amount="money",
        advice="text",
    )
