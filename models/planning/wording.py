"""Numbers and dates as people read them, in English and in Danish."""

from collections.abc import Callable
from typing import Literal

import polars as pl

Language = Literal["en", "da"]
Figure = Callable[[Language], pl.Expr]
"""A number, a day or a name as each language writes it."""

LANGUAGES: tuple[Language, ...] = ("en", "da")

CROWNS = ("DKK", "NOK", "SEK", "ISK")
MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
    ),
    "da": (
        *("januar", "februar", "marts", "april", "maj", "juni", "juli", "august"),
        *("september", "oktober", "november", "december"),
    ),
}
MARKS = {"en": (",", "."), "da": (".", ",")}
"""Thousands and decimals."""

THOUSAND = 1000


def quantity(value: pl.Expr, language: Language) -> pl.Expr:
    """Write a quantity with the decimals it has, at most three."""
    return _written(
        (value.cast(pl.Decimal(38, 3)) * THOUSAND).cast(pl.Int64), 3, language
    )


def rate_a_day(value: pl.Expr, language: Language) -> pl.Expr:
    """Write units a day: two decimals below one, one below ten, none above."""
    hundredths = (
        pl.when(value < 1)
        .then((value * 100).round())
        .when(value < 10)  # noqa: PLR2004
        .then((value * 10).round() * 10)
        .otherwise(value.round() * 100)
    )
    return _written(hundredths.cast(pl.Int64), 2, language)


def whole(value: pl.Expr, language: Language) -> pl.Expr:
    """Write a number rounded to whole units."""
    return _written(value.cast(pl.Float64).round().cast(pl.Int64), 0, language)


def percent(rate: pl.Expr, language: Language) -> pl.Expr:
    """Write a share in whole percent."""
    return pl.format("{} %", whole(rate * 100, language))


def day(on: pl.Expr, language: Language) -> pl.Expr:
    """Write a date without its year: 9 August, 9. august."""
    month = on.dt.month().replace_strict(
        dict(enumerate(MONTHS[language], start=1)), return_dtype=pl.String
    )
    return pl.format("{} {}" if language == "en" else "{}. {}", on.dt.day(), month)


def currency_word(currency: str) -> str:
    """Return what people call a currency."""
    return "kr" if currency in CROWNS else currency


def _written(scaled: pl.Expr, decimals: int, language: Language) -> pl.Expr:
    """Write whole numbers of ``10 ** -decimals``, thousands apart, no idle zeros."""
    thousands, point = MARKS[language]
    unit = 10**decimals
    size = scaled.abs()
    sign = pl.when(scaled < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    if not decimals:
        return sign + _grouped(size, thousands)
    digits = (size % unit).cast(pl.String).str.zfill(decimals).str.strip_chars_end("0")
    part = pl.when(digits == "").then(pl.lit("")).otherwise(pl.lit(point) + digits)
    return sign + _grouped(size // unit, thousands) + part


def _grouped(number: pl.Expr, mark: str) -> pl.Expr:
    """Write a whole number with its thousands apart."""
    million = THOUSAND * THOUSAND

    def three(value: pl.Expr) -> pl.Expr:
        return value.cast(pl.String).str.zfill(3)

    units, thousands = number % THOUSAND, number // THOUSAND % THOUSAND
    return (
        pl.when(number < THOUSAND)
        .then(number.cast(pl.String))
        .when(number < million)
        .then(pl.format("{}" + mark + "{}", thousands, three(units)))
        .otherwise(
            pl.format(
                "{}" + mark + "{}" + mark + "{}",
                number // million,
                three(thousands),
                three(units),
            )
        )
    )


def of(write: Callable[[pl.Expr, Language], pl.Expr], name: str) -> Figure:
    """Return a column as a figure of a sentence."""
    return lambda language: write(pl.col(name), language)


def name_of(name: str) -> Figure:
    """Return a column of text as a figure of a sentence."""
    return lambda _: pl.col(name).cast(pl.String)


def told(english: str, danish: str, *figures: Figure) -> list[pl.Expr]:
    """Return ``sentence`` and ``sentence_da``, each ``{}`` filled by a figure."""
    return [
        pl.format(english, *(figure("en") for figure in figures)).alias("sentence"),
        pl.format(danish, *(figure("da") for figure in figures)).alias("sentence_da"),
    ]
