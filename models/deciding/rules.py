"""Orders that go through by rule: what each rule lets through, and what it holds back.

An order goes through whole or not at all: one line that a rule holds back holds back
the others. What a person has decided anything about is left to people.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

ORDER = ["supplier_id", "location_id", "order_on", "part"]
PLACE = ["sku", "location_id"]
USUAL_OF = 8
"""What is usual is the median of so many orders of an item for a place, the last."""
LEAST_ORDERS = 3
"""Of fewer orders nothing is usual."""
HELD = (
    *("decided", "supplier", "class", "order_amount", "line_amount", "no_usual"),
    *("deviation", "data_age", "other_line"),
)
"""Why a line is held back."""


@dataclass(frozen=True)
class Rule:
    """What goes through by itself; amounts are in company currency.

    Empty ``suppliers`` or ``classes`` are all of them. ``max_deviation_rate`` is how
    far a line may be from what is usual, as a share of that; empty: at will.
    """

    name: str
    max_order_amount: float
    max_line_amount: float | None = None
    suppliers: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    max_deviation_rate: float | None = None
    max_data_age_days: int = 2
    sends: bool = False


def judged(
    suggestions: pl.DataFrame,
    states: pl.DataFrame,
    item_classes: pl.DataFrame,
    purchase_order_lines: pl.DataFrame,
    rules: Sequence[Rule],
    as_of: dt.date,
    today: dt.date,
) -> pl.DataFrame:
    """Return what each rule makes of each line, rules in their order.

    Columns: suggestion_id, rule, order_amount, usual_qty, deviation_rate, ``held`` (the
    words of ``HELD``; none: it goes through) and ``is_approved``: the first rule that
    lets an order through approves it.
    """
    lines = (
        suggestions.select("suggestion_id", *ORDER, "sku", "suggested_qty", "amount")
        .join(
            states.select("suggestion_id", "state", "entry_no"),
            on="suggestion_id",
            maintain_order="left",
        )
        .join(item_classes.select(*PLACE, "abc"), on=PLACE, how="left")
        .join(usual_quantities(purchase_order_lines, as_of), on=PLACE, how="left")
        .with_columns(
            order_amount=pl.col("amount").cast(pl.Float64).sum().over(ORDER),
            deviation_rate=(
                pl.col("suggested_qty").cast(pl.Float64) / pl.col("usual_qty") - 1
            ).abs(),
        )
    )
    if not rules:
        return _told(lines.clear(), Rule("", 0), 0)
    age_days = (today - as_of).days
    told = pl.concat(_told(lines, rule, age_days) for rule in rules)
    goes = pl.col("held").list.len() == 0
    first = goes.cum_sum().over("suggestion_id") == 1
    return told.with_columns(is_approved=goes & first)


def usual_quantities(
    purchase_order_lines: pl.DataFrame, as_of: dt.date
) -> pl.DataFrame:
    """Return the median of the last orders of each item for each place.

    Items that were ordered fewer than three times have none.
    """
    is_order = ~pl.col("status").is_in(["draft", "cancelled"]).fill_null(value=False)
    return (
        purchase_order_lines.filter(is_order, pl.col("ordered_at").dt.date() <= as_of)
        .sort("ordered_at", "po_id", "line_no")
        .group_by(PLACE)
        .agg(pl.col("ordered_qty").tail(USUAL_OF).cast(pl.Float64))
        .filter(pl.col("ordered_qty").list.len() >= LEAST_ORDERS)
        .select(*PLACE, usual_qty=pl.col("ordered_qty").list.median())
    )


def _told(lines: pl.DataFrame, rule: Rule, age_days: int) -> pl.DataFrame:
    """Return what one rule makes of each line."""
    own = pl.concat_list(
        pl.when(condition).then(pl.lit(word))
        for word, condition in _holds(rule, age_days)
    ).list.drop_nulls()
    is_whole = (pl.col("held").list.len() == 0).all().over(ORDER)
    is_free = pl.col("held").list.len() == 0
    because = pl.when(is_free & ~is_whole).then(pl.lit(["other_line"]))
    return (
        lines.with_columns(rule=pl.lit(rule.name), held=own)
        .with_columns(held=because.otherwise("held"))
        .select(
            *("suggestion_id", "rule", "order_amount", "usual_qty", "deviation_rate"),
            "held",
            is_approved=pl.lit(value=False),
        )
    )


def _holds(rule: Rule, age_days: int) -> list[tuple[str, pl.Expr]]:
    """Return what holds a line back, and when."""
    never = pl.lit(value=False)
    supplier = ~pl.col("supplier_id").is_in(rule.suppliers) if rule.suppliers else never
    abc = ~pl.col("abc").is_in(rule.classes).fill_null(value=False)
    line, far = rule.max_line_amount, rule.max_deviation_rate
    amount = pl.col("amount").cast(pl.Float64)
    return [
        ("decided", (pl.col("state") != "open") | (pl.col("entry_no") > 0)),
        ("supplier", supplier),
        ("class", abc if rule.classes else never),
        ("order_amount", pl.col("order_amount") > rule.max_order_amount),
        ("line_amount", never if line is None else amount > line),
        ("no_usual", never if far is None else pl.col("usual_qty").is_null()),
        ("deviation", never if far is None else pl.col("deviation_rate") > far),
        ("data_age", pl.lit(age_days > rule.max_data_age_days)),
    ]
