import pytest

from models.currencies import minor_digits


@pytest.mark.parametrize(
    ("currency", "digits"),
    [("DKK", 2), ("EUR", 2), ("jpy", 0), ("ISK", 0), ("KWD", 3), ("CLF", 4), ("?", 2)],
)
def test_most_currencies_have_two_decimals(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits
