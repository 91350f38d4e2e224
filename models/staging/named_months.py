"""Months written as words, in English, Danish and German."""

import re

import polars as pl

MONTHS = (
    ("jan", "januar", "january", "jän", "jänner"),
    ("feb", "februar", "february"),
    ("mar", "marts", "march", "mär", "märz", "mrz"),
    ("apr", "april"),
    ("may", "maj", "mai"),
    ("jun", "juni", "june"),
    ("jul", "juli", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("oct", "okt", "october", "oktober"),
    ("nov", "november"),
    ("dec", "dez", "december", "dezember"),
)
_NUMBERS = {name: str(at) for at, names in enumerate(MONTHS, 1) for name in names}
_NAME = "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True))
_WEEKDAY = r"(?:[a-zæøåäöü]+\.?,?\s+)??"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_REST = r"(?:,|\s+kl\.?|\s+at)?(\s.*)?$"
_DAY_FIRST = (
    rf"(?i)^{_WEEKDAY}{_DAY}\.?[\s/-]*({_NAME})\.?,?[\s/-]*(\d{{4}}|\d{{2}}){_REST}"
)
_MONTH_FIRST = rf"(?i)^{_WEEKDAY}({_NAME})\.?\s+{_DAY},?\s+(\d{{4}}){_REST}"
_AT = r"(?i)^(\S+)\s+(?:kl\.?|um|at)\s+(\S.*?)(?:\s+uhr)?$"


def numbered(text: pl.Series) -> pl.Series:
    """Write dates with a named month as year-month-day; leave other text alone.

    >>> numbered(pl.Series(["2. januar 2026 14.30", "Jan 2, 2026", "soon"])).to_list()
    ['2026-1-2 14.30', '2026-1-2', 'soon']
    """
    given = pl.DataFrame({"text": text})
    day_first = pl.col("text").str.extract_groups(_DAY_FIRST)
    month_first = pl.col("text").str.extract_groups(_MONTH_FIRST)
    return given.select(
        pl.coalesce(
            _date(day_first, "1", "2", "3", "4"),
            _date(month_first, "2", "1", "3", "4"),
            pl.col("text").str.replace(_AT, "$1 $2"),
        )
    ).to_series()


def _date(groups: pl.Expr, day: str, month: str, year: str, rest: str) -> pl.Expr:
    """Put the parts of a date together; null where it is not one."""
    name = groups.struct.field(month).str.to_lowercase()
    years = groups.struct.field(year)
    return pl.concat_str(
        pl.when(years.str.len_bytes() == len("26"))
        .then(pl.lit("20") + years)
        .otherwise(years),
        pl.lit("-"),
        name.replace_strict(_NUMBERS, default=None, return_dtype=pl.String),
        pl.lit("-"),
        groups.struct.field(day),
        groups.struct.field(rest).fill_null(""),
    )
