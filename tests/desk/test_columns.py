"""How wide the columns of a table are."""

from pathlib import Path

import polars as pl

from pipelines.desk.columns import NARROWEST, WIDEST, text_widths
from pipelines.desk.listing import Rows

SHOWN = pl.DataFrame(
    {
        "id": ["a", None],
        "supplier": ["Golden Harbour Trading 6", "Ann"],
        "reason": ["It is all too much of a good thing, and it goes on." * 2, ""],
        "qty": [1, 2],
    }
)


def test_a_column_of_text_is_as_wide_as_its_words() -> None:
    kinds = {"id": "text", "supplier": "text", "reason": "text", "qty": "whole"}
    widths = text_widths(Rows(kinds, SHOWN))  # type: ignore[arg-type]  # kinds, all
    assert widths["id"] == NARROWEST
    assert NARROWEST < widths["supplier"] < WIDEST
    assert widths["reason"] == WIDEST
    assert "qty" not in widths


def test_without_text_or_rows_in_memory_nothing_is_measured() -> None:
    assert text_widths(Rows({"qty": "whole"}, SHOWN)) == {}
    assert text_widths(Rows({"id": "text"}, (Path("rows.parquet"),))) == {}
