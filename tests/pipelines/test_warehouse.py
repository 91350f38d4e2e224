"""The warehouse: whole tables or none, in DuckDB or as files."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from models import tables
from pipelines.warehouse import ContractBroken, Warehouse
from tests.factories import frame

LEVELS = frame(
    "stock_levels",
    {
        "sku": "a",
        "on_hand_qty": "1.125",
        "unit_cost": "9.9999",
        "counted_at": "2026-01-02",
    },
    {"sku": "æ'ø", "on_hand_qty": -3, "counted_at": "2026-01-02T10:00:00.000001"},
)


def test_a_small_table_comes_back_as_it_was(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    warehouse.replace("stock_levels", LEVELS)
    back = warehouse.read("stock_levels")
    assert isinstance(back, pl.DataFrame)
    assert_frame_equal(back, LEVELS)
    assert warehouse.names() == ["stock_levels"]
    assert warehouse.files("stock_levels") == []


def test_a_large_table_comes_back_as_it_was(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path, large_table_rows=1)
    warehouse.replace("stock_levels", LEVELS)
    back = warehouse.read("stock_levels")
    assert isinstance(back, pl.LazyFrame)
    assert_frame_equal(back.collect(), LEVELS)
    assert len(warehouse.files("stock_levels")) == 1


def test_an_empty_table_keeps_its_columns(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    empty = tables.TABLES["suggestions"].create_empty()
    warehouse.replace("suggestions", empty)
    stands = warehouse.read("suggestions")
    assert (
        stands.lazy().collect_schema()
        == empty.select(tables.column_names("suggestions")).schema
    )


def test_few_lazy_rows_end_up_in_duckdb(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    folder = warehouse.put_down("stock_levels", LEVELS.lazy())
    stands = warehouse.replace_by_files("stock_levels", folder)
    assert isinstance(stands, pl.DataFrame)
    assert not folder.exists()
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as db:
        rows = db.sql("select count(*), sum(on_hand_qty) from stock_levels").fetchall()
    assert rows == [(2, Decimal("-1.875"))]


def test_the_view_over_files_is_read_from_the_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Warehouse(tmp_path, large_table_rows=1).replace("stock_levels", LEVELS)
    monkeypatch.chdir(tmp_path)
    with duckdb.connect("warehouse.duckdb") as db:
        assert db.sql("from stock_levels").fetchall()


@pytest.mark.parametrize("rows", [1, 1_000_000])
def test_descriptions_are_kept_as_comments(tmp_path: Path, rows: int) -> None:
    warehouse = Warehouse(tmp_path, large_table_rows=rows)
    warehouse.replace("stock_levels", LEVELS)
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as db:
        db.execute(f"set file_search_path = '{tmp_path}'")
        comment = db.execute(
            "select comment from duckdb_columns() where column_name = 'on_hand_qty'"
        ).fetchone()
    assert comment == ("Units seen.",)


def test_a_table_may_grow_and_shrink(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path, large_table_rows=1)
    for rows in (LEVELS, LEVELS.head(1), LEVELS, LEVELS, LEVELS.head(0)):
        warehouse.replace("stock_levels", rows)
        assert_frame_equal(warehouse.read("stock_levels").lazy().collect(), rows)
        folders = list((tmp_path / "warehouse" / "stock_levels").glob("*"))
        assert len(folders) == (rows.height > 1)


def test_columns_may_come_in_any_order_but_must_all_be_there(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    warehouse.replace("stock_levels", LEVELS.select(reversed(LEVELS.columns)))
    assert_frame_equal(warehouse.read("stock_levels").lazy().collect(), LEVELS)
    with pytest.raises(ContractBroken, match=r"missing \['sku'\], unknown \['item'\]"):
        warehouse.replace("stock_levels", LEVELS.rename({"sku": "item"}))


def test_rows_that_break_their_contract_replace_nothing(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    good = frame("suppliers", {"supplier_id": "s1"})
    warehouse.replace("suppliers", good)
    twice = frame("suppliers", {"supplier_id": "s2"}, {"supplier_id": "s2"})
    with pytest.raises(
        ContractBroken, match=r"suppliers was not replaced.*primary_key"
    ):
        warehouse.replace("suppliers", twice)
    assert_frame_equal(warehouse.read("suppliers").lazy().collect(), good)


def test_an_empty_cell_where_a_value_is_owed_is_refused_in_files_too(
    tmp_path: Path,
) -> None:
    warehouse = Warehouse(tmp_path, large_table_rows=1)
    gaps = LEVELS.with_columns(on_hand_qty=pl.lit(None, LEVELS.schema["on_hand_qty"]))
    with pytest.raises(ContractBroken, match=r"on_hand_qty\|nullability \(2 rows\)"):
        warehouse.replace("stock_levels", gaps)
    assert warehouse.names() == []


def test_a_table_that_was_never_made_is_named(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="ledger has never been made"):
        Warehouse(tmp_path).read("ledger")


def test_times_keep_their_zone(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    warehouse.replace("stock_levels", LEVELS)
    back = warehouse.read("stock_levels").lazy().collect()
    assert back["counted_at"][0] == dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    assert back.schema["counted_at"] == pl.Datetime("us", "UTC")
