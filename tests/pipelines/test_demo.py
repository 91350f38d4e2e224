"""Writing the example company."""

from pathlib import Path

import polars as pl
import pytest

from models import tables
from models.example.sizes import SIZES, Size
from pipelines.demo import write_example


@pytest.fixture(autouse=True)
def _tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SIZES, "small", Size(100, 120, 1, 0, 1, 300, 0.6))


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def test_every_source_table_is_a_file_and_the_truth_stands_beside(
    tmp_path: Path,
) -> None:
    summary = write_example(tmp_path / "inbox", tmp_path / "truth", "small", 1, None)
    assert set(contents(tmp_path / "inbox")) == {f"{t}.csv" for t in tables.SOURCES}
    assert set(contents(tmp_path / "truth")) == {
        "demand_daily.parquet",
        "items.parquet",
        "stock_daily.parquet",
    }
    for table, rows in summary.rows.items():
        file = tmp_path / "inbox" / f"{table}.csv"
        assert pl.read_csv(file, infer_schema=False).height == rows, table
    assert (summary.currency, summary.time_zone) == ("DKK", "Europe/Copenhagen")


def test_instants_are_written_in_utc(tmp_path: Path) -> None:
    write_example(tmp_path / "inbox", tmp_path / "truth", "small", 1, None)
    lines = pl.read_csv(tmp_path / "inbox" / "order_lines.csv", infer_schema=False)
    pattern = r"^\d{4}-\d\d-\d\dT\d\d:\d\dZ$"
    assert lines["placed_at"].str.contains(pattern).all()


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_example(tmp_path / name / "in", tmp_path / name / "out", "small", 7, None)
    for folder in ("in", "out"):
        assert contents(tmp_path / "one" / folder) == contents(
            tmp_path / "two" / folder
        )


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_business_is_built_around_a_file_of_orders(
    tmp_path: Path, suffix: str
) -> None:
    lines = pl.DataFrame(
        {
            "order_id": [str(n) for n in range(90)],
            "sku": ["a", "b", "c"] * 30,
            "placed_at": [f"2026-0{1 + n // 30}-{1 + n % 28:02d}" for n in range(90)],
            "ordered_qty": ["2", "-1", "1"] * 30,
        }
    )
    file = tmp_path / f"orders{suffix}"
    lines.write_csv(file) if suffix == ".csv" else lines.write_parquet(file)
    summary = write_example(tmp_path / "inbox", tmp_path / "truth", "small", 1, file)
    found = pl.read_csv(tmp_path / "inbox" / "order_lines.csv", infer_schema=False)
    assert found.equals(lines)
    assert summary.rows["order_lines"] == 90
    assert summary.rows["receipt_lines"] > 0
