import polars as pl
import pytest

import models
from models import tables
from tests.factories import frame


def test_models_is_this_repository(pytestconfig: pytest.Config) -> None:
    assert models.__file__ is not None
    assert models.__file__.startswith(str(pytestconfig.rootpath))


@pytest.mark.parametrize("table", tables.TABLES)
def test_every_table_and_column_is_described(table: str) -> None:
    contract = tables.TABLES[table]
    assert contract.__doc__
    for name, column in contract.columns().items():
        assert column.description, f"{table}.{name}"


@pytest.mark.parametrize("table", tables.TABLES)
def test_every_table_has_a_key_and_an_empty_form(table: str) -> None:
    contract = tables.TABLES[table]
    assert contract.primary_key()
    assert contract.is_valid(contract.create_empty())


@pytest.mark.parametrize("table", tables.SOURCES)
def test_what_a_file_may_leave_out_is_nullable_or_filled(table: str) -> None:
    for name, column in tables.SOURCES[table].columns().items():
        about = column.metadata or {}
        assert about["required"] or column.nullable or "fill" in about, name


@pytest.mark.parametrize("table", tables.SOURCES)
def test_references_lead_to_a_key(table: str) -> None:
    for column in tables.SOURCES[table].columns().values():
        reference = (column.metadata or {}).get("references")
        if reference:
            other, key = reference.split(".")
            assert tables.SOURCES[other].primary_key() == [key]


def test_a_key_comes_first_and_lineage_last() -> None:
    names = tables.column_names("order_lines")
    assert names[:2] == ["order_id", "line_no"]
    assert names[-4:] == ["recorded_at", "source", "source_line", "gone_at"]


def test_quantities_that_do_not_add_up_break_the_contract() -> None:
    row = {"sku": "a", "order_up_to_qty": 5, "need_qty": 5, "suggested_qty": 6}
    counts = tables.TABLES["suggestions"].filter(frame("suggestions", row))[1].counts()
    assert "quantity_adds_up" in counts
    assert "need_adds_up" not in counts


def test_an_amount_beyond_64_bits_is_refused() -> None:
    row = {"ordered_qty": 10_000_000, "unit_price": 10_000_000}
    _, failure = tables.TABLES["order_lines"].filter(frame("order_lines", row))
    assert failure.counts() == {"amount_fits": 1}


@pytest.mark.parametrize("table", ["order_lines", "stock_moves", "forecasts"])
def test_rows_within_bounds_keep_the_contract(table: str) -> None:
    contract = tables.TABLES[table]
    assert contract.is_valid(contract.sample(5))


def test_quantiles_are_named_without_trailing_zeros() -> None:
    names = tables.column_names("lead_time_demand")
    assert "q0.5" in names
    assert "q0.95" in names
    assert isinstance(tables.TABLES["forecasts"].create_empty(), pl.DataFrame)
