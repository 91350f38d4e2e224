"""Currencies: how many decimals their amounts have."""

DEFAULT_DIGITS = 2
DIGITS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW"), 0),
    **dict.fromkeys(("PYG", "RWF", "UGX", "UYI", "VND", "VUV"), 0),
    **dict.fromkeys(("XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}
"""Those without two: list one of ISO 4217, kept by its maintenance agency (SIX)."""


def minor_digits(currency: str) -> int:
    """Return how many decimals the smallest amount of a currency has.

    >>> minor_digits("DKK"), minor_digits("JPY"), minor_digits("KWD")
    (2, 0, 3)
    """
    return DIGITS.get(currency.upper(), DEFAULT_DIGITS)
