"""Which items are no goods: postage, fees, discounts, vouchers."""

from collections.abc import Collection

import polars as pl

CODES = (
    *("POST", "POSTAGE", "DOT", "M", "D", "S", "B", "C2", "C3", "CRUK", "PADS"),
    *("BANK CHARGES", "AMAZONFEE", "ADJUST", "ADJUST2", "SAMPLES", "DISCOUNT"),
    *("SHIPPING", "FREIGHT", "CARRIAGE", "FEE", "FRAGT", "PORTO", "GEBYR", "VERSAND"),
    *("RABAT", "GAVEKORT", "GIFTCARD", "VOUCHER"),
)
"""Item numbers that shops give to what is not goods, in upper case."""
VOUCHERS = r"^GIFT_\d+_\d+$"

PRICED = "charges?|fees?|costs?|gebyr|omkostninger|gebühren?|kosten"
CARRIED = "postage|carriage|freight|shipping|delivery|fragt|forsendelse|versand"
TITLES = "|".join(
    (
        rf"\b(packing|bank|handling|service|delivery|shipping|payment) ?({PRICED})$",
        rf"\b({CARRIED}|versandkosten|fee|commission|\w*gebyr|\w*gebühr)$|^porto\b",
        r"\bgift ?(voucher|card)\b|\bgavekort\b|\b(geschenk)?gutschein\b|\bbad debt\b",
        r"^(manual|discount|rabatt?|samples?|donation|adjustment)$",
    )
)
"""How titles of what is not goods read, in lower case."""

SHORT_SHARE = 0.02

SERVICE = "service"
STOCKED = "stocked"


def with_services(products: pl.DataFrame, listed: Collection[str] = ()) -> pl.DataFrame:
    """Return ``products`` with ``fulfilment`` set to service where it is no goods.

    An item is a service when it is ``listed``. Unless the products file says how items
    reach the customer, it is one too when its title reads like one, or when its number
    is one that shops use for such lines (a single letter only without a title).
    """
    is_listed = pl.col("sku").is_in(list(listed))
    is_settled = pl.col("source").is_not_null() & pl.lit(_says_how(products))
    is_one = is_listed | (looks_like_service(products) & ~is_settled)
    service = pl.when(is_one).then(pl.lit(SERVICE)).otherwise("fulfilment")
    return products.with_columns(service.alias("fulfilment"))


def looks_like_service(products: pl.DataFrame) -> pl.Expr:
    """Return whether title or number read like those of a service.

    A single letter does so only without a title, among items whose numbers are longer.
    """
    code, title = pl.col("sku").str.to_uppercase(), pl.col("title").str.to_lowercase()
    is_short = pl.col("sku").str.len_chars() == 1
    shorts = products.select(is_short.sum()).item()
    is_telling = ~is_short | (title.is_null() & pl.lit(_are_few(shorts, products)))
    by_code = (code.is_in(list(CODES)) | code.str.contains(VOUCHERS)) & is_telling
    by_title = title.str.strip_chars().str.contains(TITLES)
    return by_code | by_title.fill_null(value=False)


def _are_few(count: int, products: pl.DataFrame) -> bool:
    """Return whether ``count`` items are a small part of many."""
    return count < SHORT_SHARE * products.height


def _says_how(products: pl.DataFrame) -> bool:
    """Return whether the products file tells how items reach the customer."""
    return bool((products["fulfilment"] != STOCKED).any())
