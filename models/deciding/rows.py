"""Decisions as they are kept: rows with the whole line before and after."""

import datetime as dt

import polars as pl

from models import tables
from models.tables import columns as c

KEPT_OF_LINE = ("location_id", "sku", "suggested_qty", "stockout_risk_rate")


def decision_rows(
    made: pl.DataFrame,
    suggestions: pl.DataFrame,
    *,
    author: str,
    run: str,
    decided_at: dt.datetime,
) -> pl.DataFrame:
    """Return resolved edits, with ``proposed_by`` and ``status``, as decisions.

    What is only kept because somebody else had decided first has an id of its own, so
    that the same edit can be made again.
    """
    line = suggestions.columns
    whole = suggestions.select(
        "suggestion_id", *(pl.col(name).alias(f"line.{name}") for name in line)
    )
    is_undo = pl.col("decided_action") == "undo"
    is_split = pl.col("split_no").max().over("edit_id") > 1
    return (
        made.join(whole, on="suggestion_id", maintain_order="left")
        .with_columns(
            after=_after(line).struct.json_encode(),
            before=_before(line).struct.json_encode(),
        )
        .select(
            decision_id=_decision_id(),
            decided_at=pl.lit(decided_at, c.INSTANT),
            author=pl.lit(author),
            run=pl.lit(run),
            suggestion_id="suggestion_id",
            action="decided_action",
            edit_id="edit_id",
            split_no=pl.when(is_split).then("split_no"),
            status="status",
            proposed_by="proposed_by",
            undoes=pl.when(is_undo).then("edit_now"),
            supplier_id=pl.when(is_undo)
            .then("line_supplier_id")
            .otherwise("decided_supplier_id"),
            **{name: pl.col(f"line.{name}") for name in KEPT_OF_LINE},
            decided_qty="decided_qty",
            order_on=pl.when(~is_undo).then("decided_order_on"),
            arrive_on=pl.when(~is_undo).then("decided_arrive_on"),
            amount=pl.when(~is_undo).then("decided_amount"),
            holds_until="decided_until",
            before="before",
            after=pl.when(~is_undo).then("after"),
            reason="reason",
        )
        .select(tables.column_names("decisions"))
    )


def _decision_id() -> pl.Expr:
    """Return the id of an edit, of its further parts, and of what was too late."""
    part = pl.when(pl.col("split_no") > 1).then(pl.format("/{}", "split_no"))
    late = pl.when(pl.col("status") == "conflicting").then(
        pl.format("@{}", "seen_entry_no")
    )
    return pl.concat_str("edit_id", part.fill_null(""), late.fill_null(""))


def _after(line: list[str]) -> pl.Expr:
    """Return the line with quantity, days, supplier, terms and amount as decided."""
    decided = {
        "suggested_qty": pl.col("decided_qty"),
        "amount": pl.col("decided_amount"),
        "order_on": pl.col("decided_order_on"),
        "arrive_on": pl.col("decided_arrive_on"),
        "supplier_id": pl.col("decided_supplier_id"),
        **{
            name: pl.when("is_moved")
            .then(f"offer_{name}")
            .otherwise(pl.col(f"line.{name}"))
            for name in ("supplier_sku", "unit_cost", "currency")
        },
    }
    return pl.struct(
        decided.get(name, pl.col(f"line.{name}")).alias(name) for name in line
    )


def _before(line: list[str]) -> pl.Expr:
    """Return the line as it was decided before, else as it was suggested."""
    was = {
        "suggested_qty": pl.col("now_qty"),
        "amount": pl.col("now_amount"),
        "order_on": pl.col("now_order_on"),
        "arrive_on": pl.col("now_arrive_on"),
        "supplier_id": pl.col("now_supplier_id"),
    }
    return pl.struct(was.get(name, pl.col(f"line.{name}")).alias(name) for name in line)
