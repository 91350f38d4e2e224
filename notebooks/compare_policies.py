"""Policies beside each other on your own past: service, stock, orders and money.

``marimo edit notebooks/compare_policies.py -- shop`` opens it in a browser. As a
script, ``python notebooks/compare_policies.py shop``, it prints its tables and puts its
figures into ``compare_policies.html``. `backstock simulate shop` and a run come first.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Compare policies")

with app.setup:
    import sys
    from pathlib import Path

    import marimo as mo
    import polars as pl

    from models.reports import backtest, policy_costs
    from models.reports.report_table import report_table
    from models.reports.texts import text
    from pipelines import notebooks
    from pipelines.publishing import published
    from pipelines.workspace import WorkspaceFault, open_workspace


@app.cell(hide_code=True)
def _():
    mo.md("""
    # Compare policies on your own past

    The only fair test of a plan is a past that it did not know. `backstock simulate`
    plans every week again from what was recorded by then and lets each policy live
    through the same days: your customers, your suppliers' real lead times, your
    returns and corrections. Six questions, in this order:

    1. What does it come down to?
    2. What does service cost in stock?
    3. Where does the money go?
    4. For which items does it hold?
    5. How sure is it?
    6. What would have to be true for the answer to turn?

    *As it was* is what you really bought. *Mean and deviation* is the textbook's safety
    factor times the deviation times the root of the lead time. *Perfect foresight*
    knows the future: nobody reaches it, it is there for scale.
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
        company = workspace.settings.as_company
        policies = plan.read("policy_backtest")
        if policies.is_empty():
            message = (
                f"No back-test is published in {workspace.root}: `backstock simulate` "
                "and then `backstock run` come first."
            )
            raise WorkspaceFault(message)
    mo.md(f"Plan **{plan.run}** of {workspace.root}: known up to {plan.as_of}.")
    return company, plan, policies


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## 1. What it comes down to

    The bounds are drawn from weeks and items drawn again: nine times of ten the
    truth lies between them. If they hold zero, the history cannot tell.
    """)


@app.cell
def _(company, policies):
    sentence = backtest.sentence(policies, company, company.language)
    mo.callout(sentence)
    return (sentence,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## 2. Service against stock

    Up is better served, left is less stock. A policy is beaten by every other one that
    lies above it and to its left. Anyone serves more by holding more; only a better
    policy serves more with the same stock.
    """)


@app.cell
def _(company, policies):
    frontier = backtest.chart(policies, (), company)
    frontier
    return (frontier,)


@app.cell
def _(company, policies):
    policies_table = backtest.shown(policies, company.language)
    notebooks.shown(policies_table, company.language)
    return (policies_table,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## 3 and 4. Where the money goes, and for which items

    Holding what is there, placing orders, and the margin of what was asked for and
    not served. Choose a class: a policy that wins overall by its A items may well be
    worse on C.
    """)


@app.cell
def _(policies):
    segment = mo.ui.dropdown(
        policies["segment"].unique(maintain_order=True).to_list(),
        value=backtest.EVERYTHING,
        label="Class",
    )
    segment
    return (segment,)


@app.cell
def _(company, policies, segment):
    cost_figure = policy_costs.cost_chart(policies, company, segment.value)
    cost_figure
    return (cost_figure,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## 5. How sure is it

    What each policy saves beside what you really did, and the bounds of it. Compare the
    *width* of the bounds with the saving: a wide one asks for more weeks, not for more
    decimals.
    """)


@app.cell
def _(company, policies, segment):
    names = {
        name: text(f"policy_{name}", company.language)
        for name in policies["policy"].unique()
    }
    savings_table = report_table(
        "savings",
        policies.filter(pl.col("segment") == segment.value)
        .with_columns(pl.col("policy").replace(names))
        .sort("saving_amount", descending=True),
        policy="text",
        item_locations="whole",
        fill_rate="rate",
        saving_amount="money",
        saving_low_amount="money",
        saving_high_amount="money",
    )
    notebooks.shown(savings_table, company.language)
    return names, savings_table


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## 6. What would turn the answer

    A lost sale costs its margin, says the back-test; a customer who never comes
    back costs more, one who waits costs less. Move the factors: the policies live as
    they did, only the prices change. The table says at how many times the lost margin
    the plan would cost as much as each other policy. Far from 1, the answer does
    not hang on what a lost sale is worth.
    """)


@app.cell
def _():
    holding = mo.ui.slider(
        0.25, 4, 0.25, value=1, label="Holding costs, times", show_value=True
    )
    lost_margin = mo.ui.slider(
        0, 4, 0.25, value=1, label="Lost margin, times", show_value=True
    )
    mo.hstack([holding, lost_margin], justify="start")
    return holding, lost_margin


@app.cell
def _(company, holding, lost_margin, policies, segment):
    weighed = policy_costs.weighed(policies, holding.value, lost_margin.value)
    weighed_figure = policy_costs.cost_chart(weighed, company, segment.value)
    weighed_figure
    return weighed, weighed_figure


@app.cell
def _(company, names, segment, weighed):
    turning = policy_costs.break_even(weighed, segment.value)
    turning_table = report_table(
        "break_even",
        turning.with_columns(pl.col("policy").replace(names)),
        policy="text",
        break_even_factor="number",
    )
    notebooks.shown(turning_table, company.language)
    return turning, turning_table


@app.cell(hide_code=True)
def _(
    company,
    cost_figure,
    frontier,
    plan,
    policies_table,
    savings_table,
    sentence,
    turning_table,
    weighed_figure,
):
    if mo.app_meta().mode == "script":
        found = {
            "Policies": policies_table,
            "Saved beside what was done": savings_table,
            "What a lost sale must cost": turning_table,
        }
        print(f"{plan.run}: known up to {plan.as_of}")
        print(notebooks.printed(found, company.language))
        print(sentence)
        drawn = {
            "Service against stock": frontier,
            "Where the money goes": cost_figure,
            "With other costs": weighed_figure,
        }
        print(f"figures: {notebooks.kept(Path('compare_policies.html'), drawn)}")


if __name__ == "__main__":
    app.run()
