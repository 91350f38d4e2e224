"""What other planners decide while the page is open: asked for every few seconds."""

import flask
import polars as pl

from models.reports import order_news
from pipelines.desk.pages.orders.book import book
from pipelines.desk.standings import standings
from pipelines.desk.view import View, view


def since(seen: View, entry_no: int) -> dict[str, object] | None:
    """Return how the orders stand, if anything was decided after ``entry_no``.

    ``told`` says what others did, ``lines`` and ``in_orders`` name where.
    """
    standing = standings(seen).now()
    if standing.entry_no == entry_no:
        return None
    later = standing.entries.filter(pl.col("entry_no") > entry_no)
    theirs = order_news.of_others(later, seen.planner)
    now = book(seen)
    about = now.lines.rows.join(theirs, on="suggestion_id", how="semi")
    return {
        "told": order_news.told(theirs, seen.language),
        "lines": theirs["suggestion_id"].unique().to_list(),
        "in_orders": about["order_name"].unique().to_list(),
        **now.for_browser(),
    }


def serve(server: flask.Flask) -> None:
    """Answer the page's script, with nothing where nothing was decided."""

    @server.get("/orders/since")
    def orders_since() -> flask.Response:
        entry_no = flask.request.args.get("entry", 0, type=int)
        found = since(view(), entry_no)
        return flask.jsonify(found) if found else flask.Response(status=204)
