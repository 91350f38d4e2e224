"""How numbers, money and dates look to a reader of each language."""

import datetime as dt
from decimal import Decimal

Number = int | float | Decimal

MISSING = "\N{EN DASH}"
SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
YES = "\N{CHECK MARK}"
QTY_DECIMALS = 3
TELLING_DECIMALS = 4
MANY, FEW = 100, 0.1
"""Beyond the one decimals tell nothing, below the other two are too few."""
MONTHS = {
    "en": (
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ),
    "da": (
        "jan.",
        "feb.",
        "mar.",
        "apr.",
        "maj",
        "jun.",
        "jul.",
        "aug.",
        "sep.",
        "okt.",
        "nov.",
        "dec.",
    ),
}
SEPARATORS = {"en": str.maketrans({}), "da": str.maketrans(",.", ".,")}


def number(
    value: Number | None, language: str, decimals: int = 0, *, trim: bool = False
) -> str:
    """Write a number with the separators of ``language``.

    >>> number(1234.5, "en", 2), number(1234.5, "da", 2)
    ('1,234.50', '1.234,50')
    """
    if value is None:
        return MISSING
    text = f"{value:,.{decimals}f}"
    if trim and "." in text:
        text = text.rstrip("0").rstrip(".")
    if not text.strip("-0.,"):
        text = text.lstrip("-")
    return text.replace("-", MINUS).translate(SEPARATORS[language])


def telling(value: Number | None, language: str) -> str:
    """Write a number with as many decimals as tell something.

    >>> telling(0.034, "en"), telling(3.14159, "da"), telling(123.4, "en")
    ('0.034', '3,14', '123')
    """
    size = abs(float(value or 0))
    decimals = 0 if size >= MANY else 2 if size >= FEW else TELLING_DECIMALS
    return number(value, language, decimals, trim=True)


def qty(value: Number | None, language: str) -> str:
    """Write a quantity without idle decimals.

    >>> qty(Decimal("1072.500"), "da"), qty(Decimal("3.000"), "en")
    ('1.072,5', '3')
    """
    return number(value, language, QTY_DECIMALS, trim=True)


def money(value: Number | None, currency: str, language: str, decimals: int = 0) -> str:
    """Write an amount with its currency: before it in English, after it in Danish.

    >>> money(Decimal(1250), "DKK", "en") == f"DKK{SPACE}1,250"
    True
    >>> money(Decimal(1250), "DKK", "da") == f"1.250{SPACE}kr."
    True
    """
    if value is None:
        return MISSING
    text = number(value, language, decimals)
    if language == "da":
        return f"{text}{SPACE}{'kr.' if currency == 'DKK' else currency}"
    return f"{currency}{SPACE}{text}"


def rate(value: float | None, language: str, decimals: int = 0) -> str:
    """Write a share as a percentage.

    >>> rate(0.834, "en"), rate(0.834, "da") == f"83{SPACE}%"
    ('83%', True)
    """
    if value is None:
        return MISSING
    sign = "%" if language == "en" else f"{SPACE}%"
    return number(value * 100, language, decimals) + sign


def date(value: dt.date | None, language: str) -> str:
    """Write a date with its month in words.

    >>> date(dt.date(2026, 8, 9), "da").replace(SPACE, " ")
    '9. aug. 2026'
    """
    if value is None:
        return MISSING
    dot = "." if language == "da" else ""
    month = MONTHS[language][value.month - 1]
    return f"{value.day}{dot}{SPACE}{month}{SPACE}{value.year}"


def instant(value: dt.datetime | None, language: str) -> str:
    """Write a moment, to the minute.

    >>> instant(dt.datetime(2026, 8, 9, 7, 5), "en").replace(SPACE, " ")
    '9 Aug 2026 07:05'
    """
    if value is None:
        return MISSING
    return f"{date(value.date(), language)}{SPACE}{value:%H:%M}"


def flag(value: bool | None, language: str) -> str:  # noqa: FBT001  # a value, no switch
    """Write whether something holds.

    >>> flag(True, "en"), flag(False, "da") == MISSING
    ('✓', True)
    """
    del language
    return YES if value else MISSING
