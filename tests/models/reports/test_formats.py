import datetime as dt
from decimal import Decimal

import pytest

from models.reports import formats
from models.reports.texts import TEXTS


def plain(text: str) -> str:
    return text.replace(formats.SPACE, " ").replace(formats.MINUS, "-")


def test_danish_numbers_have_point_for_thousands_and_comma_for_decimals() -> None:
    assert formats.number(Decimal("1234567.891"), "da", 2) == "1.234.567,89"
    assert formats.qty(Decimal("1234.500"), "da") == "1.234,5"


def test_danish_money_and_dates_read_as_danes_write_them() -> None:
    assert plain(formats.money(Decimal("1250.5"), "DKK", "da", 2)) == "1.250,50 kr."
    assert plain(formats.money(Decimal(99), "EUR", "da")) == "99 EUR"
    assert plain(formats.date(dt.date(2026, 5, 9), "da")) == "9. maj 2026"


def test_english_money_and_dates_read_as_english() -> None:
    assert plain(formats.money(Decimal("-1250.5"), "DKK", "en")) == "DKK -1,250"
    assert plain(formats.date(dt.date(2026, 5, 9), "en")) == "9 May 2026"


@pytest.mark.parametrize("value", [Decimal("-0.000"), -0.0001, 0])
def test_zero_has_no_sign(value: Decimal | float) -> None:
    assert formats.number(value, "en", 2) == "0.00"


def test_what_is_missing_is_a_dash() -> None:
    assert formats.number(None, "en") == formats.MISSING
    assert formats.date(None, "da") == formats.MISSING


def test_every_text_has_the_same_blanks_in_both_languages() -> None:
    def blanks(text: str) -> list[str]:
        return sorted(part.split("}")[0] for part in text.split("{")[1:])

    assert not [key for key, (en, da) in TEXTS.items() if blanks(en) != blanks(da)]
