from models import tables as contracts
from models.reports import attention, data_quality
from tests.factories import frame
from tests.models.reports.plans import plan


def test_refused_rows_are_counted_by_rule_with_their_first_row() -> None:
    shown = data_quality.refused(plan()["rejects"].lazy()).rows
    assert shown["rows_rejected"].to_list() == [12, 1]
    assert shown["path"].to_list() == ["order_lines.csv:17", "supplier_items.csv:8"]
    assert shown["example"][0].startswith("1000;2026-03-04")


def test_sources_add_up_and_leave_out_what_was_replaced() -> None:
    old = {"table": "products", "path": "p.csv", "content_hash": "1", "rows_read": 5}
    new = old | {"content_hash": "2", "rows_read": 7, "replaced_by": None}
    shown = data_quality.sources(
        frame("source_files", old | {"replaced_by": "2"}, new)
    ).rows
    assert shown["files"].to_list() == [1]
    assert shown["rows_read"].to_list() == [7]


def test_gaps_leave_out_what_agrees() -> None:
    tables = plan()
    table = data_quality.gaps(tables["stock_reconciliation"], tables["products"], "da")
    assert table.total == 11
    assert 0 not in table.rows["gap_qty"].to_list()
    assert set(table.rows["explanation"]) == {"Svind", "Uforklaret"}


def test_each_kind_of_exception_is_shown_in_exactly_one_section() -> None:
    kinds = (*attention.CHASE, *attention.REDUCE, *attention.DOUBTS)
    declared = contracts.TABLES["exceptions"].columns()["kind"].metadata
    assert declared is not None
    assert sorted(kinds) == sorted(declared["choices"])


def test_exceptions_are_told_in_the_language_of_the_reader() -> None:
    tables = plan()
    shown = attention.attention(
        "chase", tables["exceptions"], tables["products"], attention.CHASE, "da"
    ).rows
    assert shown["kind"].to_list() == ["Forsinket"]
    assert shown["reason"][0].startswith("24 enheder er 9 dage forsinkede")
