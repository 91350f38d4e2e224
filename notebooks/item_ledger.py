"""One item: every move of its stock, and its books added up again.

``marimo edit notebooks/item_ledger.py -- shop CUP-RED main`` opens it in a browser. As
a script, ``python notebooks/item_ledger.py shop CUP-RED main``, it prints its tables
and puts its figures into ``item_ledger.html``. Without an item it takes the one worth
most, without a place the one that holds most of it.
"""

import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="The ledger of one item")

with app.setup:
    import sys
    from pathlib import Path

    import marimo as mo
    import polars as pl

    from models.reports import forecast_quality, item_stock, ledger_audit
    from models.reports.explanation.stock import sourced_moves
    from models.reports.report_table import report_table
    from pipelines import notebooks
    from pipelines.explaining import explained, subject
    from pipelines.known_items import known_places, refuse_unknown
    from pipelines.publishing import published
    from pipelines.workspace import open_workspace


@app.cell(hide_code=True)
def _():
    mo.md("""
    # The ledger of one item

    A number of stock is only worth as much as the documents behind it. Every receipt,
    shipment, return, transfer, count and correction is a **move**; the ledger puts them
    into the order in which they happened and writes the balance and the value after
    each. Nothing is patched: a document that comes late takes its place and everything
    after it is worked out again.

    Here the books of one item at one place are laid open, added up again in every way
    they can be, and followed to the suggestion that rests on them.
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
    worth_most = forecast_quality.most_important(
        plan.read("suggestions"), plan.read("item_classes")
    )
    mo.md(f"Plan **{plan.run}** of {workspace.root}: known up to {plan.as_of}.")
    return company, plan, worth_most


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
def _(company, item, place, plan):
    with notebooks.told():
        refuse_unknown(plan, item.value, place.value)
    known = subject(plan, item.value, place.value, company)
    of_item = (pl.col("sku") == item.value, pl.col("location_id") == place.value)
    mo.md(f"{plan.run}: **{item.value}** at **{place.value}**")
    return known, of_item


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Stock, day by day

    The line is what was there at the end of each day, shades are days sold out for more
    than half, diamonds are what people saw when they looked. A diamond off the line
    is a gap between the shelf and the books.
    """)


@app.cell
def _(company, of_item, plan):
    stock_days = plan.scan("stock_daily").filter(*of_item).collect()
    seen = plan.scan("stock_reconciliation").filter(*of_item).collect()
    stock_figure = item_stock.stock_chart(stock_days, seen, company.language)
    stock_figure
    return seen, stock_days, stock_figure


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Every move, and the line of the file it came from

    Stock on hand comes first, its newest move on top: the balance of that one is what
    is there now. A document without a
    file was inferred, as the shipment of an order of which only the status is known.
    Sort by *Units* to find the large ones; look for one kind of move to see it alone.
    """)


@app.cell
def _(company, known):
    moves = sourced_moves(known)
    stock_name = item_stock.bucket_in_words(company.language)
    moves_table = report_table(
        "moves",
        moves.sort(
            pl.col("bucket") != "on_hand",
            "bucket",
            "sequence",
            descending=[False, False, True],
        ).with_columns(stock_name),
        limit=moves.height,
        on="date",
        bucket="text",
        move_kind="text",
        document="text",
        file_and_line="text",
        qty="qty",
        balance_qty="qty",
        unit_cost="price",
        cost_amount="price",
        value_amount="price",
    )
    notebooks.shown(moves_table, company.language)
    return moves, moves_table, stock_name


@app.cell
def _(company, moves, stock_name):
    by_kind = (
        moves.group_by("bucket", "move_kind")
        .agg(pl.len().cast(pl.Int64).alias("moves"), pl.col("qty", "cost_amount").sum())
        .sort("bucket", "move_kind")
    )
    by_kind_table = report_table(
        "moves_by_kind",
        by_kind.with_columns(stock_name),
        bucket="text",
        move_kind="text",
        moves="whole",
        qty="qty",
        cost_amount="price",
    )
    notebooks.shown(by_kind_table, company.language)
    return (by_kind_table,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## The audit: added up again

    Balances must follow from each other, moves and open layers must come to what the
    books say, and so must what planning starts from. Units and money are exact
    decimals: a difference is a difference, never a rounding.
    """)


@app.cell
def _(company, moves, of_item, plan, stock_days):
    audit = ledger_audit.audit(
        moves,
        plan.scan("cost_layers").filter(*of_item).collect(),
        plan.scan("stock_positions").filter(*of_item).collect(),
        stock_days,
    )
    audit_table = ledger_audit.shown(audit, company.language)
    broken = audit.filter(~pl.col("is_kept")).height
    verdict = f"{audit.height - broken} of {audit.height} checks hold."
    mo.vstack(
        [
            mo.callout(verdict, kind="danger" if broken else "success"),
            notebooks.shown(audit_table, company.language),
        ]
    )
    return audit, audit_table, verdict


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## Where people and books disagreed

    Each time someone counted, or the shop said what it has, the gap to the ledger got
    an explanation. *Shrinkage* was counted and is gone; *unexplained* is a difference
    to another system, and no loss until somebody counts.
    """)


@app.cell
def _(company, seen):
    gaps_table = report_table(
        "gaps",
        seen.sort("seen_at", descending=True).with_columns(
            pl.col("seen_at").dt.date().alias("seen_on")
        ),
        seen_on="date",
        kind="text",
        shop_qty="qty",
        ledger_qty="qty",
        gap_qty="qty",
        gap_amount="price",
        explanation="text",
    )
    notebooks.shown(gaps_table, company.language)
    return (gaps_table,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## What it is worth

    The open layers of cost: the oldest leaves first under FIFO. Their units are the
    balance and their cost is the value, as the audit above has checked.
    """)


@app.cell
def _(company, of_item, plan, stock_name):
    layers = (
        plan.scan("cost_layers")
        .filter(*of_item)
        .with_columns(pl.col("received_at").dt.date().alias("arrived_on"))
        .sort("bucket", "layer_no")
        .collect()
    )
    layers_table = report_table(
        "layers",
        layers.with_columns(stock_name),
        bucket="text",
        arrived_on="date",
        remaining_qty="qty",
        unit_cost="price",
        remaining_amount="price",
    )
    notebooks.shown(layers_table, company.language)
    return (layers_table,)


@app.cell(hide_code=True)
def _():
    mo.md("""
    ## From these books to the order

    Demand so far and to come, and then the whole chain: stock, forecast, lead time,
    levels, position and the suggestion, every step adding up to the next.
    """)


@app.cell
def _(company, of_item, plan):
    since = plan.as_of - forecast_quality.PAST_DAYS * item_stock.DAY
    past = (
        plan.scan("demand_daily")
        .filter(*of_item, pl.col("on") > since)
        .group_by("on")
        .agg(
            pl.col("demanded_qty").sum().cast(pl.Float64),
            pl.col("in_stock_share").max(),
        )
        .sort("on")
        .collect()
    )
    coming = plan.scan("forecasts").filter(*of_item).sort("on").collect()
    fan = forecast_quality.fan_chart(past, coming, company.language)
    fan
    return (fan,)


@app.cell
def _(company, known, place, plan):
    chain = (
        "\n".join(explained(plan, known.sku, place.value, company))
        if known.row("supply_sources")
        else "Nothing is planned of it here."
    )
    mo.plain_text(chain)
    return (chain,)


@app.cell(hide_code=True)
def _(
    audit_table,
    by_kind_table,
    chain,
    company,
    fan,
    gaps_table,
    known,
    layers_table,
    moves_table,
    plan,
    stock_figure,
    verdict,
):
    if mo.app_meta().mode == "script":
        found = {
            "Moves": moves_table,
            "Moves by kind": by_kind_table,
            "Audit": audit_table,
            "Gaps": gaps_table,
            "Layers of cost": layers_table,
        }
        name = f"{known.sku} at {known.here}"
        print(f"{plan.run}: {name}, known up to {plan.as_of}")
        print(notebooks.printed(found, company.language))
        print(verdict)
        print(chain)
        page = notebooks.kept(
            Path("item_ledger.html"),
            {f"Stock of {name}": stock_figure, "Demand": fan},
        )
        print(f"figures: {page}")


if __name__ == "__main__":
    app.run()
