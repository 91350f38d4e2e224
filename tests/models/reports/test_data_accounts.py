from decimal import Decimal

import polars as pl
import pytest

from models.reports import (
    data_accounts,
    past_runs,
    stock_beside,
    words_of_tables,
)
from models.reports.texts import LANGUAGES
from tests.factories import frame


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_a_name_in_words(language: str) -> None:
    names = data_accounts.table_names(language)
    said = {key.removeprefix(data_accounts.NAME) for key in words_of_tables.TEXTS}
    assert not names.keys() - said, "words_of_tables gives every table its name"
    assert not any("_" in name for name in names.values())
    assert len(set(names.values())) == len(names)


def test_files_say_what_became_of_their_rows_the_newest_first() -> None:
    files = frame(
        "source_files",
        {"table": "order_lines", "path": "a.csv", "content_hash": "1", "file_no": 1},
        {"table": "order_lines", "path": "b.csv", "content_hash": "2", "file_no": 2},
        {
            "table": "bins",
            "path": "c.csv",
            "content_hash": "3",
            "file_no": 3,
            "rows_read": 4,
            "rows_kept": 3,
            "rows_rejected": 1,
        },
    )
    shown = data_accounts.files_read(files, "da").rows
    assert shown["table"].to_list() == ["Pladser", "Ordrelinjer", "Ordrelinjer"]
    assert shown.row(0, named=True)["rows_rejected"] == 1


def test_stock_agrees_where_no_gap_is_left() -> None:
    compared = frame(
        "stock_comparison",
        {"sku": "a", "rank": 2, "kind": "snapshot", "gap_qty": 0},
        {"sku": "b", "rank": 1, "kind": "count", "gap_qty": -2, "gap_amount": -8},
        {"sku": "c", "rank": 3, "kind": "count", "gap_qty": 1, "gap_amount": 3},
    )
    found = stock_beside.agreement(compared)
    assert (found.compared, found.agreeing, found.differing) == (3, 1, 2)
    assert found.gap_amount == Decimal(11)
    shown = stock_beside.beside(compared, frame("products"), "en").rows
    assert shown.select("sku", "kind").row(0) == ("b", "Count")


def test_checks_are_told_in_words() -> None:
    checks = pl.DataFrame(
        {
            "table": ["ledger"],
            "check": ["balances_match"],
            "is_passed": [True],
            "breaches": [0],
        }
    )
    shown = past_runs.checks(checks, "en").rows.row(0, named=True)
    assert shown["table"] == "Stock ledger"
    assert shown["checked"].startswith("Every move is posted once")
