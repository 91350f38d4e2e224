"""Suggestions put together into orders: one per supplier, place and day."""

import polars as pl

from models import tables
from models.company import Company
from models.planning.order_totals import (
    CONTAINER,
    MINIMUMS,
    ORDER,
    containers,
    short,
    totals,
)
from models.planning.wording import (
    LANGUAGES,
    Figure,
    Language,
    currency_word,
    day,
    of,
    quantity,
    whole,
)
from models.tables.columns import MONEY, QTY

SHORTS: dict[str, tuple[str, str, pl.DataType]] = {
    "short_amount": ("min_order_amount", "order_amount", MONEY),
    "short_qty": ("min_order_qty", "units", QTY),
    "short_weight_kg": ("min_order_weight_kg", "weight_kg", pl.Float64()),
    "short_volume_m3": ("min_order_volume_m3", "volume_m3", pl.Float64()),
}
"""What an order may lack: the minimum, what counts towards it, and its type."""
ADVICE: dict[Language, tuple[str, str, str, str]] = {
    "en": (
        "Short of the minimum by {}; nothing else there earns its holding.",
        " Wait until {}, when the needs reach it,",
        " The needs alone do not reach it,",
        " or skip this chance: {} {} of margin is expected to be lost.",
    ),
    "da": (
        "Under mindstekøbet med {}; intet andet dér tjener sin lagerplads ind.",
        " Vent til {}, hvor behovet når det,",
        " Behovet alene når det ikke,",
        " eller spring over: {} {} avance ventes tabt.",
    ),
}


def suggested_orders(
    suggestions: pl.DataFrame,
    cash_due: pl.DataFrame,
    suppliers: pl.DataFrame,
    products: pl.DataFrame,
    supply_sources: pl.DataFrame,
    company: Company,
) -> pl.DataFrame:
    """Sum up the lines of each order, and what it lacks of the supplier's minimums.

    Where it lacks something, it is advised until when to wait (at the expected demand
    of its lines the need has then grown to the minimum), and what it costs to skip this
    chance: risk x lost margin a day x days to the next one.
    """
    terms = suppliers.select(
        *("supplier_id", pl.col("name").alias("supplier_name")),
        *MINIMUMS,
        *CONTAINER,
    )
    sizes = products.select("sku", "weight_kg", "volume_m3")
    lines = suggestions.join(sizes, on="sku", how="left").join(
        supply_sources.select("sku", "location_id", "next_order_on"),
        on=["sku", "location_id"],
        how="left",
    )
    paid = cash_due.join(
        suggestions.select("suggestion_id", "part"), on="suggestion_id"
    )
    summed = (
        totals(lines)
        .join(_stakes(lines), on=ORDER)
        .join(
            paid.group_by(ORDER).agg(pl.col("due_on").max().alias("cash_due_on")),
            on=ORDER,
            how="left",
        )
        .join(terms, on="supplier_id", how="left")
    )
    worth = pl.col("loss").rank("ordinal", descending=True).cast(pl.Int64)
    return (
        summed.sort(ORDER)
        .with_columns(
            *(
                short(minimum, total).cast(kind).alias(name)
                for name, (minimum, total, kind) in SHORTS.items()
            ),
            containers().alias("containers"),
            worth.alias("rank"),
        )
        .with_columns(_wait_until().alias("wait_until_on"))
        .with_columns(_advice(language, company) for language in LANGUAGES)
        .select(tables.column_names("suggested_orders"))
    )


def _stakes(lines: pl.DataFrame) -> pl.DataFrame:
    """Return what each order costs, what it saves, and how fast its lines sell."""
    lost = pl.col("lost_margin_per_day_amount")
    risked = pl.col("stockout_risk_rate") * lost.cast(pl.Float64)
    days = (pl.col("next_order_on") - pl.col("order_on")).dt.total_days()
    rate = pl.col("daily_mean_qty")
    return (
        lines.sort("suggestion_id")
        .group_by(ORDER)
        .agg(
            pl.col("amount").sum().cast(MONEY),
            pl.col("arrive_on").max(),
            lost.sum().cast(MONEY),
            risked.sum().alias("loss"),
            (risked * days.fill_null(1))
            .sum()
            .round(2)
            .cast(MONEY)
            .alias("skip_loss_amount"),
            (rate * pl.col("unit_cost").cast(pl.Float64))
            .sum()
            .alias("order_amount_a_day"),
            rate.sum().alias("units_a_day"),
            (rate * pl.col("weight_kg")).sum().alias("weight_kg_a_day"),
            (rate * pl.col("volume_m3")).sum().alias("volume_m3_a_day"),
        )
    )


def _wait_until() -> pl.Expr:
    """Return the day when the needs have grown to all that is lacking, if they do."""
    days = [
        pl.when(pl.col(name) > 0).then(
            pl.col(name).cast(pl.Float64) / pl.col(f"{total}_a_day")
        )
        for name, (_, total, _) in SHORTS.items()
    ]
    longest = pl.max_horizontal(days)
    known = pl.when(longest <= 3650).then(longest.ceil().cast(pl.Int64))  # noqa: PLR2004
    return pl.col("order_on") + pl.duration(days=known)


def _advice(language: Language, company: Company) -> pl.Expr:
    """Say what to do about an order that is short, nothing of one that is not."""
    lacking, wait, never, skip = ADVICE[language]
    amounts: dict[str, Figure] = {
        "{} {}": of(whole, "short_amount"),
        "{}": of(quantity, "short_qty"),
        "{} kg": of(whole, "short_weight_kg"),
        "{} m³": of(whole, "short_volume_m3"),
    }
    what = pl.concat_str(
        *(
            pl.when(pl.col(name) > 0).then(
                pl.format(
                    words,
                    figure(language),
                    *([pl.col("currency")] * (words.count("{}") - 1)),
                )
            )
            for name, (words, figure) in zip(SHORTS, amounts.items(), strict=True)
        ),
        separator=", ",
        ignore_nulls=True,
    )
    until = pl.format(wait, day(pl.col("wait_until_on"), language))
    lost = pl.format(
        skip,
        whole(pl.col("skip_loss_amount"), language),
        pl.lit(currency_word(company.currency)),
    )
    said = pl.format(lacking, what) + until.fill_null(never) + lost
    is_short = pl.any_horizontal(pl.col(name) > 0 for name in SHORTS)
    suffix = "" if language == "en" else f"_{language}"
    return pl.when(is_short).then(said).alias(f"advice{suffix}")
