"""What planners decide about suggestions, by word or by an edited workbook."""

import datetime as dt

import polars as pl

from models.reports import formats
from models.reports.texts import LANGUAGES, text
from models.tables import columns as c

COLUMNS = (
    *("row", "suggestion_id", "sku", "location_id", "unit_cost"),
    *("quantity", "decision", "holds_until", "comment"),
)
"""What must be there to read a workbook: all but the row as text."""

PLANNED = "planned_qty"
"""What was suggested when the workbook was made; older workbooks do not say it."""

CHOICES = ("approve", "reject", "snooze")
SNOOZE_DAYS = 8
"""A snooze without a date lasts a week from the plan's first day."""

QTY = pl.col("quantity").str.strip_chars()
NUMBER = QTY.str.to_decimal(scale=c.QTY_SCALE).cast(c.QTY)
IS_QTY = QTY.str.contains(r"^\d{1,7}(\.\d{1,3})?$").fill_null(value=False)


def action(decision: pl.Expr) -> pl.Expr:
    """Return what a decision in any language stands for; empty: none, else null."""
    words = {
        text(choice, language): choice for choice in CHOICES for language in LANGUAGES
    }
    said = decision.fill_null("").str.strip_chars().str.to_lowercase()
    return said.replace_strict({"": ""} | words, default=None, return_dtype=pl.String)


def day(value: pl.Expr) -> pl.Expr:
    """Return the date in a cell, with or without a time behind it."""
    return value.str.strip_chars().str.slice(0, 10).str.to_date(strict=False)


def faults(
    lines: pl.DataFrame, suggestions: pl.DataFrame, language: str
) -> pl.DataFrame:
    """Return what keeps ``lines`` from being decisions: row, column, rule, value."""
    known = suggestions.select(
        "suggestion_id",
        sku_was="sku",
        location_id_was="location_id",
        unit_cost_was=pl.col("unit_cost").cast(pl.Float64),
    )
    read = lines.join(known, on="suggestion_id", how="left").with_columns(
        action=action(pl.col("decision")),
        is_known=pl.col("sku_was").is_not_null(),
        is_held_back=action(pl.col("decision")).is_in(["reject", "snooze"]),
    )
    found = [
        read.filter(condition).select(
            "row",
            column=pl.lit(column),
            rule=rule,
            value=pl.col(column).fill_null(""),
        )
        for column, condition, rule in _rules(language)
    ]
    return pl.concat(found).sort("row", "column")


def outdated(lines: pl.DataFrame, suggestions: pl.DataFrame) -> pl.DataFrame:
    """Return the ``lines`` of an older plan that ``suggestions`` have no more so.

    Columns are those of ``lines``, ``planned`` (suggested then, null: not known) and
    ``suggested`` (now, of the item at its place in all; null: none).
    """
    now = suggestions.group_by("sku", "location_id").agg(
        suggested=pl.col("suggested_qty").sum()
    )
    same = suggestions.select("suggestion_id", same_qty="suggested_qty")
    planned = pl.col(PLANNED).str.to_decimal(scale=c.QTY_SCALE).cast(c.QTY)
    return (
        lines.with_columns(planned=planned)
        .join(same, on="suggestion_id", how="left", maintain_order="left")
        .filter(~pl.col("planned").eq(pl.col("same_qty")).fill_null(value=False))
        .join(now, on=["sku", "location_id"], how="left", maintain_order="left")
        .drop("same_qty")
    )


def outdated_in_words(outdated: pl.DataFrame, language: str) -> list[str]:
    """Say of each outdated line what was asked, suggested then, and suggested now."""
    return [
        text(
            "outdated_line",
            language,
            item=f"{row['sku']}, {row['location_id']}",
            asked=row["quantity"] or row["decision"],
            planned=formats.qty(row["planned"], language),
            now=text("outdated_none", language)
            if row["suggested"] is None
            else text(
                "outdated_now", language, qty=formats.qty(row["suggested"], language)
            ),
        )
        for row in outdated.iter_rows(named=True)
    ]


def _rules(language: str) -> list[tuple[str, pl.Expr, pl.Expr]]:
    """Return column, condition and words of everything that may be wrong."""
    choices = ", ".join(text(choice, language) for choice in CHOICES)
    is_known, is_held_back = pl.col("is_known"), pl.col("is_held_back")
    is_zero = pl.when(IS_QTY).then(QTY).cast(pl.Float64, strict=False) == 0
    until = pl.col("holds_until").fill_null("").str.strip_chars()
    is_bad_qty = ~IS_QTY & ~(
        is_held_back.fill_null(value=False) & (QTY.fill_null("") == "")
    )
    words = {
        key: pl.lit(text(f"fault_{key}", language, choices=choices))
        for key in ("unknown", "twice", "qty", "decision", "date", "approve_zero")
    }
    is_twice = is_known & pl.col("suggestion_id").is_duplicated()
    return [
        ("suggestion_id", ~is_known, words["unknown"]),
        ("suggestion_id", is_twice, words["twice"]),
        _edited("sku", language),
        _edited("location_id", language),
        _edited("unit_cost", language),
        ("quantity", is_bad_qty, words["qty"]),
        ("decision", pl.col("action").is_null(), words["decision"]),
        ("holds_until", (until != "") & day(until).is_null(), words["date"]),
        ("quantity", is_zero & (pl.col("action") == "approve"), words["approve_zero"]),
    ]


def _edited(column: str, language: str) -> tuple[str, pl.Expr, pl.Expr]:
    """Return the rule that ``column`` still says what it said."""
    was = pl.col(f"{column}_was")
    is_same = pl.col(column) == was
    if column == "unit_cost":
        now = pl.col(column).cast(pl.Float64, strict=False)
        is_same = (now - was).abs() < 10**-c.MONEY_SCALE / 2
    words = text("fault_edited", language, expected="{}")
    return (
        column,
        pl.col("is_known") & ~is_same.fill_null(value=False),
        pl.format(words, was.cast(pl.String)),
    )


def decided(
    lines: pl.DataFrame,
    suggestions: pl.DataFrame,
    as_of: dt.date,
    reason: str | None = None,
) -> pl.DataFrame:
    """Return the decision on each of ``lines``, which have no faults.

    An empty decision approves: as it stands, changed where the quantity differs, and
    a quantity of 0 rejects. A comment wins over ``reason``. What is approved has its
    quantity, whatever was decided of the line before.
    """
    said = action(pl.col("decision"))
    is_snoozed = said == "snooze"
    is_held_back = said.is_in(["reject", "snooze"])
    quantity = pl.when(~is_held_back).then(NUMBER).otherwise(0).cast(c.QTY)
    until = day(pl.col("holds_until"))
    week = pl.lit(as_of + dt.timedelta(days=SNOOZE_DAYS))
    comment = pl.col("comment").fill_null("").str.strip_chars()
    suggested = suggestions.select("suggestion_id", "suggested_qty")
    return lines.join(suggested, on="suggestion_id", maintain_order="left").select(
        "suggestion_id",
        action=pl.when(is_snoozed)
        .then(pl.lit("snooze"))
        .when(quantity == 0)
        .then(pl.lit("reject"))
        .when(quantity == pl.col("suggested_qty"))
        .then(pl.lit("approve"))
        .otherwise(pl.lit("change")),
        decided_qty=quantity,
        holds_until=pl.when(is_snoozed).then(until.fill_null(week)).otherwise(until),
        reason=pl.when(comment != "").then(comment).otherwise(pl.lit(reason)),
    )


def approved(suggestions: pl.DataFrame, reason: str | None = None) -> pl.DataFrame:
    """Return the decision to approve each of ``suggestions``.

    It says no quantity: what was changed and approved before is approved so.
    """
    return suggestions.select(
        "suggestion_id",
        action=pl.lit("approve"),
        decided_qty=pl.lit(None, c.QTY),
        holds_until=pl.lit(None, pl.Date),
        reason=pl.lit(reason, pl.String),
    )
