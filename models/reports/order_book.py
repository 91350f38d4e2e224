"""The supplier orders of a plan as they stand by now: orders, and their lines."""

import datetime as dt

import polars as pl

from models.reports import formats
from models.reports.report_table import ReportTable, in_language, report_table
from models.reports.texts import TEXTS, text

ORDER = ("supplier_id", "location_id", "order_on", "part")
MINIMUMS = ("amount", "qty", "weight_kg", "volume_m3")
"""What suppliers ask a least of: ``min_order_…``, and ``short_…`` of it."""
DECIDED = ("approved", "changed", "sent")
LEFT_OUT = ("rejected", "snoozed")
STATES = ("open", "partly", "waiting", "approved", "sent", "left_out")
"""How an order stands: nothing decided, some of it, a second person is to approve,
all of it, it has gone to its supplier, or nothing of it is ordered."""


def order_name(rows: pl.DataFrame, names: dict[str, str], language: str) -> pl.Expr:
    """Return what the order of each row is called: its supplier, place and day."""
    days = {day: formats.date(day, language) for day in rows["order_on"].unique()}
    part = pl.when(pl.col("part") > 1).then(pl.format(" ({})", "part"))
    return pl.concat_str(
        supplier_name(names),
        pl.format(" {}, {}, ", "supplier_id", "location_id"),
        pl.col("order_on").replace_strict(days, return_dtype=pl.String),
        part.fill_null(""),
    )


def supplier_name(names: dict[str, str]) -> pl.Expr:
    """Return the name of the supplier, or what it is known as."""
    return pl.col("supplier_id").replace(names)


def lines(
    decided: pl.DataFrame,
    states: pl.DataFrame,
    suggestions: pl.DataFrame,
    products: pl.DataFrame,
    names: dict[str, str],
    language: str,
) -> ReportTable:
    """Show every line as it stands, those worth most first.

    ``decided`` are suggestions with what was decided in place of what was suggested, a
    row per part, with ``state`` and ``split_no``; ``states`` has who decided, when and
    why, a row per suggestion. ``quantity`` is what would be ordered, in units;
    ``suggested_qty`` what was suggested. Beside the shown columns stand those that the
    totals of an order are made of: money, weight (kg) and volume (m³) of one unit.
    """
    said = states.select(
        *("suggestion_id", "entry_no", "author", "decided_at", "holds_until"),
        decision_reason="reason",
        parts_count=pl.col("parts").list.len().fill_null(1),
    )
    before = suggestions.select(
        "suggestion_id", first_qty="suggested_qty", first_amount="amount"
    )
    sizes = products.select("sku", "weight_kg", "volume_m3").unique("sku", keep="first")
    rows = (
        decided.rename({"suggested_qty": "quantity"})
        .join(said, on="suggestion_id", how="left", maintain_order="left")
        .join(before, on="suggestion_id", how="left", maintain_order="left")
        .join(sizes, on="sku", how="left", maintain_order="left")
        .with_columns(
            in_language(language),
            line_id=pl.format("{}/{}", "suggestion_id", "split_no"),
            supplier_name=supplier_name(names),
            order_name=order_name(decided, names, language),
            state_code="state",
            state=_in_words("state", language),
            suggested_qty="first_qty",
            unit_amount=_unit_amount(),
            cover_days=_cover(),
        )
        .sort("rank", "suggestion_id", "split_no")
    )
    return report_table(
        "order_lines",
        rows,
        sku="item",
        supplier_name="text",
        state="text",
        suggested_qty="qty",
        quantity="qty",
        arrive_on="date",
        unit_cost="price",
        amount="money",
        on_hand_qty="qty",
        on_order_qty="qty",
        position_qty="qty",
        reorder_point_qty="qty",
        order_up_to_qty="qty",
        cover_days="days",
        stockout_risk_rate="rate",
        lost_margin_per_day_amount="money",
        grade="grade",
        reason="sentence",
        order_name="text",
    )


def _unit_amount() -> pl.Expr:
    """Return what one unit costs in company currency."""
    qty = pl.col("quantity").cast(pl.Float64)
    now = pl.col("amount").cast(pl.Float64) / qty
    first = pl.col("first_amount").cast(pl.Float64) / pl.col("first_qty").cast(
        pl.Float64
    )
    return pl.when(qty > 0).then(now).otherwise(first)


def _cover() -> pl.Expr:
    """Return the days that the position lasts with what is ordered now."""
    more = (pl.col("quantity") - pl.col("first_qty")).cast(pl.Float64)
    return (pl.col("cover_days") + more / pl.col("daily_mean_qty")).clip(0)


def _in_words(column: str, language: str) -> pl.Expr:
    """Return what each state is called."""
    words = {
        key.removeprefix("orders_state_"): text(key, language)
        for key in TEXTS
        if key.startswith("orders_state_")
    }
    return pl.col(column).replace(words)


def orders(
    rows: pl.DataFrame,
    edited: pl.DataFrame,
    published: pl.DataFrame,
    suppliers: pl.DataFrame,
    language: str,
) -> pl.DataFrame:
    """Return the orders, those worth most first, each with its totals and its state.

    ``rows`` are those of ``lines``; ``edited`` what each order comes to (lines, units,
    order_amount in the supplier's currency, amount, weight_kg, volume_m3, minimums,
    what is short of them, containers); ``published`` the orders of the plan, with what
    to do where one is short. An order of which nothing is left has totals of 0.
    ``risk_amount`` is what a day without it costs, company currency.
    """
    code = pl.col("state_code")
    counts = rows.group_by(ORDER).agg(
        pl.col("order_name", "supplier_name", "currency").first(),
        pl.len().alias("all_lines"),
        *(
            code.is_in(list(words)).sum().alias(f"{name}_lines")
            for name, words in {
                "open": ("open",),
                "waiting": ("waiting",),
                "decided": DECIDED,
                "sent": ("sent",),
                "left_out": LEFT_OUT,
            }.items()
        ),
        pl.col("lost_margin_per_day_amount")
        .filter(pl.col("split_no") == 1)
        .sum()
        .alias("risk_amount"),
        pl.col("rank").min(),
        pl.col("arrive_on").max(),
        pl.col("entry_no").max(),
    )
    totals = edited.select(
        *ORDER,
        *("lines", "units", "order_amount", "amount", "weight_kg", "volume_m3"),
        *(f"short_{name}" for name in MINIMUMS),
        *("containers", "is_reached"),
    )
    terms = suppliers.select(
        "supplier_id",
        *(f"min_order_{name}" for name in MINIMUMS),
        *("container_volume_m3", "container_weight_kg"),
    )
    advice = published.select(
        *ORDER, in_language(language, "advice"), "wait_until_on", "cash_due_on"
    )
    zero = ("lines", "units", "order_amount", "amount")
    return (
        counts.join(totals, on=ORDER, how="left")
        .join(terms, on="supplier_id", how="left")
        .join(advice, on=ORDER, how="left")
        .with_columns(pl.col(*zero).fill_null(0), state_code=_order_state())
        .with_columns(state=_in_words("state_code", language))
        .sort("rank", *ORDER)
    )


def _order_state() -> pl.Expr:
    """Return how an order stands, from its lines."""
    every, still = pl.col("all_lines"), pl.col("open_lines")
    return (
        pl.when(pl.col("waiting_lines") > 0)
        .then(pl.lit("waiting"))
        .when(still == every)
        .then(pl.lit("open"))
        .when(still > 0)
        .then(pl.lit("partly"))
        .when(pl.col("left_out_lines") == every)
        .then(pl.lit("left_out"))
        .when(pl.col("sent_lines") == pl.col("decided_lines"))
        .then(pl.lit("sent"))
        .otherwise(pl.lit("approved"))
    )


def conflicts(
    found: pl.DataFrame, rows: pl.DataFrame, language: str, zone: dt.tzinfo
) -> list[dict[str, object]]:
    """Return what to tell of each line that somebody else had decided, in words.

    ``found`` has who and when, and each value before (``was_…``) and after
    (``now_…``). Keys: edit_id, entry_no, suggestion_id, item, who, at, before, after.
    """
    items = rows.unique("suggestion_id", keep="first").select(
        "suggestion_id", "title", "sku"
    )
    both = found.join(items, on="suggestion_id", how="left", maintain_order="left")
    names = dict(rows.select("supplier_id", "supplier_name").unique().iter_rows())
    return [
        {
            "edit_id": row["edit_id"],
            "entry_no": row["entry_no"],
            "suggestion_id": row["suggestion_id"],
            "item": row["title"] or row["sku"] or row["suggestion_id"],
            "who": row["author"],
            "at": row["decided_at"].astimezone(zone).strftime("%H:%M"),
            "day": formats.date(row["decided_at"].astimezone(zone).date(), language),
            "before": _told(row, "was", names, language),
            "after": _told(row, "now", names, language),
            "reason": row["now_reason"] or "",
            "is_sent": row["now_state"] == "sent",
        }
        for row in both.iter_rows(named=True)
    ]


def _told(
    row: dict[str, object], when: str, names: dict[str, str], language: str
) -> str:
    """Return how a line was or is, in a few words; ``names`` are of suppliers."""
    state = text(f"orders_state_{row[f'{when}_state']}", language)
    units, day = row[f"{when}_decided_qty"], row[f"{when}_arrive_on"]
    supplier = str(row[f"{when}_supplier_id"] or "")
    has_units = units is not None and row[f"{when}_state"] not in LEFT_OUT
    parts = [
        state,
        formats.qty(units, language) if has_units else "",  # type: ignore[arg-type]
        formats.date(day, language) if has_units else "",  # type: ignore[arg-type]
        names.get(supplier, supplier) if has_units else "",
    ]
    return ", ".join(part for part in parts if part and part != formats.MISSING)
