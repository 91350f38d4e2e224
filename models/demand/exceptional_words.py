"""Why a day is exceptional and what the baseline counts, in English and in Danish."""

from collections.abc import Mapping

import polars as pl

MARKS = {"en": (",", "."), "da": (".", ",")}
"""Thousands and decimals."""

Words = Mapping[str, str]

ENGLISH: Words = {
    "shown": "{} asked for; days with sales show {} at the most, the usual day {}.",
    "order": " Order {} alone asks for {}.",
    "none": " Until somebody decides, the baseline counts {}.",
    "confirmed": " {} called it exceptional: the baseline counts {}.",
    "ordinary": " {} called it ordinary: the baseline counts all of it.",
    "passed": " {} was like it: the baseline counts all of it.",
}
DANISH: Words = {
    "shown": "{} efterspurgt; dage med salg viser højst {}, den almindelige dag {}.",
    "order": " Alene ordre {} beder om {}.",
    "none": " Indtil nogen afgør det, regner grundlaget med {}.",
    "confirmed": " {} kaldte det ekstraordinært: grundlaget regner med {}.",
    "ordinary": " {} kaldte det almindeligt: grundlaget regner med det hele.",
    "passed": " {} var som den: grundlaget regner med det hele.",
}


def reasons() -> dict[str, pl.Expr]:
    """Return the sentences of a call in both languages."""
    return {"reason": _told("en", ENGLISH), "reason_da": _told("da", DANISH)}


def _told(language: str, words: Words) -> pl.Expr:
    """Return what was shown, the order behind it, and what counts now."""
    number = {
        name: _quantity(pl.col(f"{name}_qty"), language)
        for name in ("demanded", "most", "usual", "order", "counted")
    }
    is_one = pl.col("rule") == "one_order"
    order = pl.format(words["order"], "order_id", number["order"])
    by = pl.col("decided_by")
    now = (
        pl.when(pl.col("decision") == "confirmed")
        .then(pl.format(words["confirmed"], by, number["counted"]))
        .when(pl.col("decision") == "ordinary")
        .then(pl.format(words["ordinary"], by))
        .when(pl.col("passed_on").is_not_null())
        .then(pl.format(words["passed"], pl.col("passed_on").dt.to_string("%F")))
        .otherwise(pl.format(words["none"], number["counted"]))
    )
    shown = pl.format(
        words["shown"], *(number[name] for name in ("demanded", "most", "usual"))
    )
    return pl.concat_str(shown, pl.when(is_one).then(order).otherwise(pl.lit("")), now)


def _quantity(value: pl.Expr, language: str) -> pl.Expr:
    """Write a quantity: whole from ten on, else with one decimal."""
    thousands, decimals = MARKS[language]
    number = value.cast(pl.Float64)
    whole = number.round().cast(pl.Int64).cast(pl.String)
    groups = whole.str.reverse().str.replace_all(r"(\d{3})", "$1,")
    grouped = groups.str.strip_suffix(",").str.reverse()
    tenths = number.round(1).cast(pl.String).str.strip_suffix(".0")
    return (
        pl.when(number < 10)  # noqa: PLR2004 - where a decimal still tells something
        .then(tenths.str.replace(".", decimals, literal=True))
        .otherwise(grouped.str.replace_all(",", thousands, literal=True))
    )
