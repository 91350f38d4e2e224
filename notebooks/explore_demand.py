"""Demand: how much, of what, how even, and how well it was foreseen.

``marimo edit notebooks/explore_demand.py -- shop`` opens it in a browser. As a script,
``python notebooks/explore_demand.py shop``, it prints its tables and puts its figures
into ``explore_demand.html``.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Explore demand")

with app.setup:
    import sys
    from pathlib import Path

    import marimo as mo
    import polars as pl

    from models.reports import demand_by_week, forecast_quality
    from models.reports.report_table import report_table, titled
    from pipelines import notebooks
    from pipelines.publishing import published
    from pipelines.workspace import open_workspace


@app.cell(hide_code=True)
def _():
    mo.md("""
    # Explore demand

    What a shop sold is not what was asked of it. On a day without stock nothing is
    sold, and nothing is learned about demand either. Backstock therefore keeps three
    numbers for every item, place, day and stream (retail, wholesale, project):

    * **demanded**: what customers asked for, as far as it was seen;
    * **sold**: the part of it that was served;
    * **lost**: an estimate of what nobody could ask for while it was sold out.

    This notebook walks from the whole shop down to single items. It reads the
    published plan of a workspace and changes nothing. Change any cell: those that
    depend on it follow.
    """)


@app.cell
def _():
    folder = mo.ui.text(
        value=str(notebooks.folder_named(sys.argv)), label="Workspace", full_width=True
    )
    folder
    return (folder,)


@app.cell
def _(folder):
    with notebooks.told():
        workspace = open_workspace(Path(folder.value))
        plan = published(workspace)
    language = workspace.settings.company.language
    mo.md(f"Plan **{plan.run}** of {workspace.root}: known up to {plan.as_of}.")
    return language, plan


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## How much, week by week

    Only whole weeks: a week of which three days are known looks like a slump. The grey
    bars are the estimate of what was lost. Where they are tall, what was sold is a poor
    guide to what to buy.
    """)


@app.cell
def _():
    split_by = mo.ui.dropdown(
        ["stream", "location_id", "is_closed"],
        value="stream",
        label="Split the table by",
    )
    split_by
    return (split_by,)


@app.cell
def _(language, plan, split_by):
    weeks = demand_by_week.weekly(plan.scan("demand_daily"), plan.as_of, split_by.value)
    weekly_figure = demand_by_week.weekly_chart(weeks, language)
    weekly_figure
    return weekly_figure, weeks


@app.cell
def _(language, split_by, weeks):
    weekly_table = report_table(
        "weekly_demand",
        weeks.reverse().with_columns(part=pl.col(split_by.value).cast(pl.String)),
        week="date",
        part="text",
        demanded_qty="whole",
        sold_qty="whole",
        lost_qty="whole",
    )
    notebooks.shown(weekly_table, language)
    return (weekly_table,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Which days of the week

    The mean of each weekday over the last 13 weeks. Forecasts carry this shape, item by
    item where an item shows one of its own, else that of its category. A place that is
    closed on Sundays shows it here first.
    """)


@app.cell
def _(language, plan):
    weekday_means = demand_by_week.weekdays(
        plan.scan("demand_daily"), plan.as_of, weeks=13
    )
    weekday_figure = demand_by_week.weekdays_chart(weekday_means, language)
    weekday_figure
    return weekday_figure, weekday_means


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## What kinds of item there are

    **A** items make 80 % of the value, **B** the next 15 %, **C** the rest. The pattern
    says how demand comes: *smooth* (often, in even sizes), *erratic* (often, in uneven
    sizes), *intermittent* (seldom, in even sizes) or *lumpy* (seldom and uneven). A
    smooth A item deserves a tight level; a lumpy C item can hardly be foreseen at all,
    and its service is bought with stock.
    """)


@app.cell
def _(language, plan):
    kinds = (
        plan.scan("item_classes")
        .group_by("abc", "pattern")
        .agg(
            pl.len().cast(pl.Int64).alias("items"),
            pl.col("daily_qty").sum().cast(pl.Float64).alias("daily_mean_qty"),
            pl.col("revenue_amount").sum().cast(pl.Float64),
        )
        .sort("abc", "pattern")
        .collect()
    )
    kinds_table = report_table(
        "item_kinds",
        kinds,
        abc="code",
        pattern="text",
        items="whole",
        daily_mean_qty="number",
        revenue_amount="money",
    )
    notebooks.shown(kinds_table, language)
    return kinds, kinds_table


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Where demand was lost

    The item-locations with the largest estimate of lost units over the last 13 weeks,
    and on how many of those days they were out for more than half of the day. These are
    the ones whose sales lie most about their demand.
    """)


@app.cell
def _(language, plan):
    recent = plan.scan("demand_daily").filter(
        pl.col("on") > plan.as_of - 13 * demand_by_week.WEEK
    )
    is_out = pl.col("in_stock_share") < forecast_quality.SOLD_OUT_BELOW
    lost = (
        recent.group_by("sku", "location_id")
        .agg(
            pl.col("demanded_qty", "lost_qty").sum(),
            pl.col("on").filter(is_out).n_unique().cast(pl.Int64).alias("out_days"),
        )
        .filter(pl.col("lost_qty") > 0)
        .sort("lost_qty", "sku", "location_id", descending=[True, False, False])
        .collect()
    )
    lost_table = report_table(
        "lost_demand",
        titled(lost, plan.read("products")),
        limit=100,
        sku="text",
        title="text",
        location_id="text",
        demanded_qty="qty",
        lost_qty="qty",
        out_days="whole",
    )
    notebooks.shown(lost_table, language)
    return lost, lost_table


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## On what the forecasts rest

    An item with enough history of its own is forecast from it (*own*); one with less
    leans on its category or on an item said to be similar; one with neither is not
    planned. `method` names the model.
    """)


@app.cell
def _(language, plan):
    basis = (
        plan.scan("forecast_basis")
        .group_by("basis", "method")
        .agg(
            pl.len().cast(pl.Int64).alias("items"),
            pl.col("demand_days").mean().round(0),
        )
        .sort("basis", "method")
        .collect()
    )
    basis_table = report_table(
        "forecast_basis",
        basis,
        basis="text",
        method="text",
        items="whole",
        demand_days="whole",
    )
    notebooks.shown(basis_table, language)
    return (basis_table,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## How well it would have been foreseen

    Past forecasts made again from what was known then, and compared with what came.
    **RMSSE** is the error of single days beside that of repeating the day before;
    **WAPE** is the absolute error of the sums as a share of demand; **bias** above 0
    means that too much was foreseen. **Coverage** is the honest one: of 100 sums, how
    many stayed within their 95 % quantile? Far below 95 the plan promises more service
    than it buys.
    """)


@app.cell
def _(language, plan):
    accuracy_table = forecast_quality.accuracy(plan.read("forecast_accuracy"))
    notebooks.shown(accuracy_table, language)
    return (accuracy_table,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    Quantiles of four weeks, class by class: how often demand stayed below each of them.
    The nearer to the heading, the more the promise is worth.
    """)


@app.cell
def _(language, plan):
    promises_table = forecast_quality.promises(plan.read("forecast_segments"))
    notebooks.shown(promises_table, language)
    return (promises_table,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## What is to come

    The items worth most: bars are what was asked for, shades are days without stock,
    the line is what is expected and the bands hold 60 and 90 days of 100.
    """)


@app.cell
def _(language, plan):
    fans = {
        name: forecast_quality.fan_chart(past, coming, language)
        for name, past, coming in forecast_quality.fans(
            plan.read("suggestions"),
            plan.read("item_classes"),
            plan.scan("demand_daily"),
            plan.scan("forecasts"),
            plan.as_of,
        )
    }
    mo.vstack(
        [part for name, drawn in fans.items() for part in (mo.md(f"**{name}**"), drawn)]
    )
    return (fans,)


@app.cell(hide_code=True)
def _(
    accuracy_table,
    basis_table,
    fans,
    kinds_table,
    language,
    lost_table,
    plan,
    promises_table,
    weekday_figure,
    weekly_figure,
    weekly_table,
):
    if mo.app_meta().mode == "script":
        found = {
            "Demand by week": weekly_table,
            "Kinds of item": kinds_table,
            "Lost demand": lost_table,
            "What forecasts rest on": basis_table,
            "Errors of past forecasts": accuracy_table,
            "Promises kept": promises_table,
        }
        print(f"{plan.run}: known up to {plan.as_of}")
        print(notebooks.printed(found, language))
        drawn_all = {
            "Demand by week": weekly_figure,
            "Demand by weekday": weekday_figure,
        } | fans
        print(f"figures: {notebooks.kept(Path('explore_demand.html'), drawn_all)}")


if __name__ == "__main__":
    app.run()
