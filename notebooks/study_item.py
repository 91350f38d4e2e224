"""One item studied with statsmodels: its parts, its echo, and models of it.

``marimo edit notebooks/study_item.py -- shop CUP-RED main`` opens it in a browser. As a
script, ``python notebooks/study_item.py shop CUP-RED main``, it prints its tables and
puts its figures into ``study_item.html``. Without an item it takes the one worth most,
without a place the one that holds most of it.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Study one item")

with app.setup:
    import sys
    from pathlib import Path

    import marimo as mo
    import polars as pl

    from models.reports import forecast_quality
    from models.reports.report_table import report_table
    from models.reports.study import arima, charts, rivals, sentences, tables
    from models.reports.study.autocorrelation import LEAST_STEPS as LEAST_ECHO
    from models.reports.study.autocorrelation import autocorrelation
    from models.reports.study.days import filled, lack, steady
    from models.reports.study.decomposition import LEAST_DAYS, decomposed
    from models.reports.study.smoothing import ljung_box
    from models.reports.texts import text
    from pipelines import notebooks
    from pipelines.known_items import known_places
    from pipelines.publishing import published
    from pipelines.study import subject
    from pipelines.workspace import WorkspaceFault, open_workspace


@app.cell(hide_code=True)
def _():
    mo.md("""
    # Study one item

    Thousands of items are forecast by one fast engine. For one item there is time to
    look: which part of its demand is a level, a week, a year, and which is chance? Does
    it repeat itself? What do the textbook's models see in it, and would they have done
    better than the engine? The models come from statsmodels and are fitted here, now;
    the numbers beside them are those of the published plan.
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
    worth_most = forecast_quality.most_important(
        plan.read("suggestions"), plan.read("item_classes")
    ).join(
        plan.scan("demand_daily").select("sku", "location_id").unique().collect(),
        on=["sku", "location_id"],
        how="semi",
        maintain_order="left",
    )
    mo.md(f"Plan **{plan.run}** of {workspace.root}: known up to {plan.as_of}.")
    return language, plan, worth_most


@app.cell
def _(worth_most):
    item = mo.ui.text(
        value=sys.argv[2] if sys.argv[2:] else next(iter(worth_most["sku"]), ""),
        label="Item",
    )
    examples = ", ".join(
        f"`{sku}`" for sku in worth_most["sku"].unique(maintain_order=True)
    )
    mo.hstack([item, mo.md(f"Worth most: {examples}")], justify="start", wrap=True)
    return (item,)


@app.cell
def _(item, plan):
    with notebooks.told():
        places = known_places(plan, item.value)
    wanted = sys.argv[3] if sys.argv[3:] else places[0]
    place = mo.ui.dropdown(
        [*dict.fromkeys([wanted, *places])], value=wanted, label="Place"
    )
    place
    return (place,)


@app.cell
def _(item, place, plan):
    with notebooks.told():
        known = subject(plan, item.value, place.value)
        if known.days.is_empty():
            message = f"no day of demand is known of {item.value} at {place.value}"
            raise WorkspaceFault(message)
    step = known.step_days
    mo.md(
        f"{plan.run}: **{known.title}**, {known.sku} at {known.location_id}, studied "
        f"{'by day' if step == 1 else 'by week, as it sells too seldom for days'}."
    )
    return known, step


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Look first

    Shades are days sold out, closed or with an event; diamonds are days that fewer than
    one in a thousand would show. No model below sees a day as more than it is: a day
    half sold out weighs half.
    """)


@app.cell
def _(known, language):
    demand_figure = charts.demand_chart(known.days, language)
    mo.vstack([demand_figure, mo.md(sentences.past(known.days, language))])
    return (demand_figure,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Taken apart: STL

    Trend, week and (from two years on) year, each with its strength: the share of what
    is not explained otherwise. Patterns are cheap in noise, so each strength is held
    against the largest of the same days shuffled 19 times.
    """)


@app.cell
def _(known, language):
    days = filled(known.days)
    on = days["on"].to_list()
    parts_lack = lack(days["filled"].to_numpy(), LEAST_DAYS)
    parts_figure = None
    parts_says = f"Too little to take apart: {parts_lack.replace('_', ' ')}."
    if not parts_lack:
        found_parts = decomposed(filled(steady(known.days))["filled"].to_numpy())
        parts_figure = charts.decomposition_chart(
            on, days["filled"].to_numpy(), found_parts, language
        )
        parts_says = sentences.parts(on, found_parts, language)
    mo.vstack([part for part in (parts_figure, mo.md(parts_says)) if part is not None])
    return parts_figure, parts_says


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Does it echo? Autocorrelation

    How much demand resembles itself some steps earlier; the grey band is what noise
    would show 19 times of 20. A bar at 7, 14, 21 days is the week. The lower panel
    takes out what shorter lags have already said.
    """)


@app.cell
def _(known, language, step):
    series = known.series
    echo_lack = lack(series.values, LEAST_ECHO)
    echo_figure = None
    echo_says = f"Too little for an echo: {echo_lack.replace('_', ' ')}."
    if not echo_lack:
        found_echo = autocorrelation(series)
        echo_figure = charts.autocorrelation_chart(found_echo, language)
        echo_says = sentences.echo(found_echo, step, language)
    mo.vstack([part for part in (echo_figure, mo.md(echo_says)) if part is not None])
    return echo_figure, echo_says, series


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## The textbook's model: exponential smoothing

    ETS in state space form, the form of least AICc. `smoothing_level` says how much
    of a surprise the level takes in: near 0 it hardly learns, near 1 it believes the
    last day alone.
    """)


@app.cell
def _(known, language, step):
    model = known.model
    left_figure = parameters_table = None
    model_view: mo.Html = mo.callout(
        "No model can be fitted to so little.", kind="warn"
    )
    if model is not None:
        parameters_table = tables.parameters(model, language)
        left_on = known.series.on[-len(model.values) :]
        left_figure = charts.residual_chart(
            left_on, model.residuals, model.error_limit, language
        )
        box = ljung_box(model, step)
        model_view = mo.vstack(
            [
                mo.md(sentences.model(model, step, language)),
                notebooks.shown(parameters_table, language),
                left_figure,
                mo.md("" if box.is_empty() else sentences.box(box, language)),
            ]
        )
    model_view
    return left_figure, parameters_table


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## A model of your own: ARIMA

    Choose an order: **p** steps of its own past, **d** differences, **q** past
    surprises. It is fitted to the same series and judged like the others: each of the
    last four weeks foreseen from the days before it alone. Watch the AICc fall while
    the error of those weeks rises: that is a model learning noise by heart.
    """)


@app.cell
def _():
    p = mo.ui.slider(0, 7, value=1, label="p", show_value=True)
    d = mo.ui.slider(0, 1, value=0, label="d", show_value=True)
    q = mo.ui.slider(0, 3, value=1, label="q", show_value=True)
    mo.hstack([p, d, q], justify="start")
    return d, p, q


@app.cell
def _(d, known, language, p, q, series, step):
    order = (p.value, d.value, q.value)
    own = arima.arima(series, order)
    own_said = arima.foreseen(known.days, step, order)
    own_table = None
    own_view: mo.Html = mo.callout("That order cannot be fitted here.", kind="warn")
    if own is not None:
        own_table = report_table(
            "study_arima",
            own.parameters,
            parameter="text",
            estimate="telling",
            low="telling",
            high="telling",
        )
        own_view = mo.vstack(
            [
                mo.md(f"{own.name}: AICc {own.aicc:,.1f}"),
                notebooks.shown(own_table, language),
            ]
        )
    own_view
    return order, own_said, own_table


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Who would have done better?

    The last four weeks, each foreseen from the days before it alone: by the engine, by
    the textbook and by your model. The root mean squared error decides: it is least
    for the mean, which stock is planned from. Only what could be seen counts: of a day
    half sold out, half of what was expected.
    """)


@app.cell
def _(known, language, step):
    rivals_figure = charts.rivals_chart(
        known.recent,
        rivals.by_step(known.said, known.last, step),
        known.ahead,
        language,
    )
    rivals_figure
    return (rivals_figure,)


@app.cell
def _(known, language, order, own_said, step):
    said = known.said.join(own_said, on="on", how="left")
    judged = [
        method
        for method in (*rivals.METHODS, arima.METHOD)
        if said.height and not said[method].null_count()
    ]
    scores = rivals.scores(
        rivals.side_by_side(known.days, said, step, judged), judged
    ).sort("rmse")
    scores_table = report_table(
        f"study_scores_{step}",
        scores.with_columns(
            pl.col("method").replace(
                {
                    "ours": text("study_by_ours", language),
                    "ets": text("study_by_ets", language),
                    arima.METHOD: arima.name(order),
                }
            )
        ),
        method="text",
        rmse="telling",
        mae="telling",
        foreseen_qty="number",
        asked_qty="number",
    )
    notebooks.shown(scores_table, language)
    return scores, scores_table


@app.cell(hide_code=True)
def _(
    demand_figure,
    echo_figure,
    echo_says,
    known,
    language,
    left_figure,
    own_table,
    parameters_table,
    parts_figure,
    parts_says,
    plan,
    rivals_figure,
    scores_table,
):
    if mo.app_meta().mode == "script":
        name = f"{known.sku} at {known.location_id}"
        print(f"{plan.run}: {name}, known up to {plan.as_of}")
        print(f"{parts_says}\n\n{echo_says}")
        found = {
            "Exponential smoothing": parameters_table,
            "Your model": own_table,
            "Who would have done better": scores_table,
        }
        known_tables = {title: one for title, one in found.items() if one is not None}
        print(notebooks.printed(known_tables, language))
        drawn = {
            f"Demand for {name}": demand_figure,
            "Taken apart": parts_figure,
            "Its echo": echo_figure,
            "What the model leaves": left_figure,
            "Forecasts": rivals_figure,
        }
        page = notebooks.kept(
            Path("study_item.html"),
            {title: one for title, one in drawn.items() if one is not None},
        )
        print(f"figures: {page}")


if __name__ == "__main__":
    app.run()
