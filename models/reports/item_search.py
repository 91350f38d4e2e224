"""Finding an item by any part of its number, title or bar code."""

import polars as pl

MOST_FOUND = 12


def found(products: pl.DataFrame, asked: str, most: int = MOST_FOUND) -> pl.DataFrame:
    """Return the items in which every word of ``asked`` occurs, the nearest first.

    Columns: sku and title. Nearest are those whose number is what is asked for, then
    those whose number or title begins with it; nothing asked finds nothing.
    """
    words = asked.casefold().split()
    if not words:
        return products.select("sku", "title").clear()
    sku, title = _folded("sku"), _folded("title")
    text = pl.concat_str(sku, title, _folded("barcode"), separator=" ")
    begins = asked.casefold().strip()
    nearness = (
        pl.when(sku == begins)
        .then(0)
        .when(sku.str.starts_with(begins))
        .then(1)
        .when(title.str.starts_with(begins))
        .then(2)
        .otherwise(3)
    )
    holds = [text.str.contains(word, literal=True) for word in words]
    return (
        products.unique("sku", keep="first", maintain_order=True)
        .filter(holds)
        .sort(nearness, "title", "sku", nulls_last=True)
        .select("sku", "title")
        .head(most)
    )


def _folded(name: str) -> pl.Expr:
    """Return a column of text in small letters, empty where it is missing."""
    return pl.col(name).fill_null("").str.to_lowercase()
