"""What is refused: whole files, and single rows of files that are read."""

import gzip
from pathlib import Path

import polars as pl
import pytest

from pipelines.sources.reading import (
    FileFault,
    FileReading,
    Formats,
    SourceSettings,
    read_file,
    settle,
)

HEADER = "order_id,line_no,placed_at,sku,ordered_qty,unit_price\n"
GOOD = "o1,1,2026-01-02 10:00,a,2,12.50\n"


def read(
    folder: Path,
    content: str | bytes,
    table: str = "order_lines",
    *,
    name: str = "orders.csv",
    settings: SourceSettings | None = None,
) -> tuple[FileReading, pl.DataFrame]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    how = settings or SourceSettings()
    formats = settle([(path, name)], table, how)
    out = folder / "out.parquet"
    reading = read_file(path, name, table, how, formats, out)
    told = reading.rows_kept + reading.rows_rejected + reading.rows_duplicate
    assert reading.rows_read == told
    kept = pl.read_parquet(out)
    assert kept.height == reading.rows_kept
    return reading, kept


def test_a_ragged_row_is_refused_with_its_line_and_text(tmp_path: Path) -> None:
    reading, kept = read(
        tmp_path, HEADER + GOOD + "o2,1,2026-01-02\n" + "o3,1,2026-01-02,a,1,2,9\n"
    )
    assert kept["order_id"].to_list() == ["o1"]
    assert reading.rejects["source_line"].to_list() == [3, 4]
    assert reading.rejects["raw_text"].to_list() == [
        "o2,1,2026-01-02",
        "o3,1,2026-01-02,a,1,2,9",
    ]


def test_blank_lines_are_no_rows(tmp_path: Path) -> None:
    reading, kept = read(tmp_path, "\n" + HEADER + "\n" + GOOD + "   \n\n")
    assert reading.rows_read == 1
    assert kept["source_line"].to_list() == [4]


def test_nul_bytes_cost_their_row_only(tmp_path: Path) -> None:
    reading, kept = read(tmp_path, HEADER + GOOD + "o2,1,2026-01-02,a\0b,1,2\n")
    assert kept.height == 1
    assert "NUL" in reading.rejects["rule"][0]


def test_an_open_quote_costs_its_line_only(tmp_path: Path) -> None:
    text = HEADER + 'o0,1,2026-01-02,"a,2,1\n' + GOOD + "o2,1,2026-01-02,b,1,2\n"
    reading, kept = read(tmp_path, text)
    assert kept["order_id"].to_list() == ["o1", "o2"]
    assert reading.rejects["source_line"].to_list() == [2]
    assert reading.rejects["raw_text"].to_list() == ['o0,1,2026-01-02,"a,2,1']


def test_a_value_that_is_no_number_is_no_empty_one(tmp_path: Path) -> None:
    text = HEADER + GOOD + "o2,1,2026-01-02,a,two,1\no3,1,2026-01-02,a,1,1.23456\n"
    reading, kept = read(tmp_path, text)
    assert kept.height == 1
    assert reading.rejects["value"].to_list() == ["two", "1.23456"]
    assert reading.rejects["column"].to_list() == ["ordered_qty", "unit_price"]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("o2,1,1900-01-02,a,1,1", "placed_at"),
        ("o2,1,2300-01-02,a,1,1", "placed_at"),
        ("o2,1,2026-02-30,a,1,1", "placed_at"),
        ("o2,1,2026-01-02,a,99999999,1", "ordered_qty"),
        ("o2,1,2026-01-02,a,1,-1", "unit_price"),
        ("o2,1,2026-01-02,a,1," + "9" * 40, "unit_price"),
        ("o2,1,2026-01-02,a,0,1", "ordered_qty"),
        ("o2,1,2026-01-02,,1,1", "sku"),
        (",1,2026-01-02,a,1,1", "order_id"),
        ("o2,1,,a,1,1", "placed_at"),
        ("o2,1.5,2026-01-02,a,1,1", "line_no"),
        ("o2,1,2026-01-02," + "x" * 401 + ",1,1", "sku"),
    ],
)
def test_rows_outside_the_contract_are_refused(
    tmp_path: Path, row: str, column: str
) -> None:
    reading, kept = read(tmp_path, HEADER + GOOD + row + "\n")
    assert kept.height == 1
    assert reading.rejects["column"].to_list() == [column]
    assert reading.rejects["raw_text"].to_list() == [row]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        (b"\0" * 5000, "NUL"),
        (HEADER, "no rows"),
        ("order_id,placed_at,ordered_qty\no1,2026-01-02,1\n", "sku is missing"),
        ("order_id,ORDER-ID,placed_at,sku,qty\n", "both mean order_id"),
        (gzip.compress((HEADER + GOOD * 2000).encode())[:-20], "gzip"),
        (HEADER + "o1,1,2026-01-02,a," + "9" * 1_100_000 + ",1\n", "longer than"),
        (",".join(f"c{n}" for n in range(1200)) + "\n", "columns"),
    ],
)
def test_a_file_at_fault_is_not_read(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    with pytest.raises(FileFault, match=message) as caught:
        read(tmp_path, content)
    assert str(caught.value).startswith("orders.csv: ")


def test_a_missing_column_names_headers_and_setting(tmp_path: Path) -> None:
    with pytest.raises(FileFault) as caught:
        read(tmp_path, "ordre;placed_at;sku;qty\no1;2026-01-02;a;1\n")
    assert "'ordre'" in str(caught.value)
    assert "[sources.order_lines.aliases]" in str(caught.value)


def test_a_date_nothing_settles_names_the_setting(tmp_path: Path) -> None:
    text = HEADER + "o1,1,03/04/2026,a,1,1\n"
    with pytest.raises(FileFault, match='dates = "day-first"') as caught:
        read(tmp_path, text)
    assert "03/04/2026" in str(caught.value)
    _, kept = read(tmp_path, text, settings=SourceSettings(dates="month-first"))
    assert str(kept["placed_at"][0].date()) == "2026-03-04"


def test_a_number_nothing_settles_names_the_setting(tmp_path: Path) -> None:
    text = HEADER.replace(",", ";") + "o1;1;2026-01-02;a;1;1.234\n"
    with pytest.raises(FileFault, match='decimal = ","'):
        read(tmp_path, text)
    _, kept = read(tmp_path, text, settings=SourceSettings(decimal=","))
    assert float(kept["unit_price"][0]) == 1234


def test_two_notations_in_one_column_are_a_fault(tmp_path: Path) -> None:
    text = HEADER + "o1,1,13/04/2026,a,1,1\no2,1,04/13/2026,a,1,1\n"
    with pytest.raises(FileFault, match="two ways"):
        read(tmp_path, text)


def test_a_pinned_notation_refuses_a_file_in_another_one(tmp_path: Path) -> None:
    path = tmp_path / "b.csv"
    path.write_text(HEADER + "o1,1,04/13/2026,a,1,1\no2,1,04/14/2026,a,1,1\n")
    pinned = Formats({"placed_at": "day-first"})
    formats = settle([(path, "b.csv")], "order_lines", SourceSettings(), pinned)
    with pytest.raises(FileFault, match="settled as day-first"):
        read_file(
            path, "b.csv", "order_lines", SourceSettings(), formats, tmp_path / "o"
        )


def test_a_file_that_changes_while_it_is_read_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text(HEADER + GOOD)

    def meddle(frame: pl.DataFrame) -> pl.DataFrame:
        path.write_text(HEADER + GOOD + GOOD)
        return frame.clear().select("_row")

    with pytest.raises(FileFault, match="changed"):
        read_file(
            path,
            "c.csv",
            "order_lines",
            SourceSettings(),
            Formats({"unit_price": "."}),
            tmp_path / "o",
            [meddle],
        )


def test_checks_refuse_rows_with_their_words(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text(HEADER + GOOD + "o2,1,2026-01-02,zz,1,1.5\n")

    def known(frame: pl.DataFrame) -> pl.DataFrame:
        return frame.filter(pl.col("sku") != "a").select(
            "_row", column=pl.lit("sku"), rule=pl.lit("unknown"), value="sku"
        )

    reading = read_file(
        path,
        "c.csv",
        "order_lines",
        SourceSettings(),
        Formats({"unit_price": "."}),
        tmp_path / "o",
        [known],
    )
    assert (reading.rows_read, reading.rows_kept, reading.rows_rejected) == (2, 1, 1)
    assert reading.rejects.row(0, named=True) == {
        "table": "order_lines",
        "source_line": 3,
        "column": "sku",
        "rule": "unknown",
        "value": "zz",
        "raw_text": "o2,1,2026-01-02,zz,1,1.5",
    }


def test_exact_repeats_are_counted_and_contradicted_rows_refused(
    tmp_path: Path,
) -> None:
    text = HEADER + GOOD + GOOD + "o2,1,2026-01-02,a,1,1.5\no2,1,2026-01-02,a,3,1.5\n"
    reading, kept = read(tmp_path, text)
    assert (reading.rows_read, reading.rows_duplicate) == (4, 1)
    assert kept["source_line"].to_list() == [2, 5]
    assert reading.rejects["source_line"].to_list() == [4]
    assert "line 5 with different content" in reading.rejects["rule"][0]
    assert reading.rejects["raw_text"][0] == "o2,1,2026-01-02,a,1,1.5"


def test_versions_with_their_own_time_are_all_kept(tmp_path: Path) -> None:
    text = (
        "sku,unit_cost,recorded_at\n"
        "a,1.5,2026-01-01 08:00\na,2.5,2026-01-02 08:00\na,2.5,2026-01-02 08:00\n"
    )
    reading, kept = read(tmp_path, text, "products")
    assert (reading.rows_kept, reading.rows_duplicate) == (2, 1)
    assert kept["source_line"].to_list() == [2, 3]


def test_repeats_without_line_numbers_are_kept_and_numbered(tmp_path: Path) -> None:
    row = "2026-01-02,a,1\n"
    text = "order_id,placed_at,sku,qty\n" + f"x,{row}y,{row}x,{row}x,{row}"
    reading, kept = read(tmp_path, text)
    assert reading.rows_duplicate == 0
    assert kept["line_no"].to_list() == [1, 1, 2, 3]


def test_rows_of_lost_encoding_are_refused(tmp_path: Path) -> None:
    text = HEADER.encode() + "o1,1,2026-01-02,é,1,1.5\n".encode()
    reading, kept = read(tmp_path, text + b"o2,1,2026-01-02,\xe9,1,1.5\n")
    assert kept.height == 1
    assert "encoding" in reading.rejects["rule"][0]
