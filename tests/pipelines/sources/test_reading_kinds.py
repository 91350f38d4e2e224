"""Encodings, notations and kinds of file give the same rows."""

import csv
import datetime as dt
import gzip
import io
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from pipelines.sources.reading import (
    FileFault,
    FileReading,
    Formats,
    SourceSettings,
    read_file,
    settle,
)

COPENHAGEN = SourceSettings(time_zone="Europe/Copenhagen", personal_key="k")
DANISH = (
    "Ordre;Line No;Kunde;Placed-At;SKU;Qty;UnitPrice;Status\n"
    "o1;1;Åse Ærø;02.01.2026 14.30;BØRSTE;1.234,5;kr 1.234,56;Afsendt\n"
    'o1;2;;13.07.2026;"æg ""store""; røde";-2;99,-;open\n'
)
ALIASES = {"Ordre": "order_id", "kunde": "customer_id"}


def read(
    folder: Path,
    content: str | bytes,
    table: str = "order_lines",
    *,
    name: str = "orders.csv",
    settings: SourceSettings = COPENHAGEN,
) -> tuple[FileReading, pl.DataFrame]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    formats = settle([(path, name)], table, settings)
    assert Formats.from_json(formats.to_json()) == formats
    out = folder / "out.parquet"
    return read_file(path, name, table, settings, formats, out), pl.read_parquet(out)


def _danish() -> SourceSettings:
    return SourceSettings(
        time_zone="Europe/Copenhagen", personal_key="k", aliases=ALIASES
    )


@pytest.mark.parametrize(
    ("encoding", "newline"),
    [
        ("utf-8", "\n"),
        ("utf-8-sig", "\r\n"),
        ("utf-16", "\r\n"),
        ("utf-16-le", "\n"),
        ("utf-16-be", "\n"),
        ("windows-1252", "\r"),
        ("windows-1252", "\n"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_danish_export_is_read_in_any_encoding(
    tmp_path: Path, encoding: str, newline: str, *, packed: bool
) -> None:
    content = DANISH.replace("\n", newline).encode(encoding)
    name = "orders.csv.gz" if packed else "orders.csv"
    data = gzip.compress(content) if packed else content
    reading, kept = read(tmp_path, data, name=name, settings=_danish())
    assert (reading.rows_read, reading.rows_kept) == (2, 2)
    assert kept["sku"].to_list() == ["BØRSTE", 'æg "store"; røde']
    assert kept["ordered_qty"].to_list() == [Decimal("1234.5"), Decimal(-2)]
    assert kept["unit_price"].to_list() == [Decimal("1234.56"), Decimal(99)]
    assert kept["status"].to_list() == ["shipped", "open"]
    assert kept["placed_at"].to_list() == [
        dt.datetime(2026, 1, 2, 13, 30, tzinfo=dt.UTC),
        dt.datetime(2026, 7, 13, 10, 0, tzinfo=dt.UTC),
    ]
    assert kept["stream"].to_list() == ["retail", "retail"]
    assert len(kept["customer_id"][0]) == 20
    assert kept["source_line"].to_list() == [2, 3]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f234,56", "1234.56"),
        ("1'234.56", "1234.56"),
        ("1\u2019234.56", "1234.56"),
        ("€ 12,50", "12.5"),
        ("12.50 USD", "12.5"),
        ("+3.5", "3.5"),
        ("1.234.567,8", "1234567.8"),
        (".5", "0.5"),
        ("1e3", "1000"),
        ("19.990000000000002", "19.99"),
    ],
)
def test_numbers_in_any_notation_are_exact(
    tmp_path: Path, written: str, value: str
) -> None:
    _, kept = read(tmp_path, f"sku\tunit_cost\na\t{written}\n", "products")
    assert kept["unit_cost"].to_list() == [Decimal(value)]


@pytest.mark.parametrize(
    "written", ["12,5-", "-12,5", "(12,5)", "\u221212,5", "- 12,5"]
)
def test_minus_is_read_where_it_stands(tmp_path: Path, written: str) -> None:
    text = f"payment_id;paid_at;amount\np;2026-01-02;{written}\n"
    _, kept = read(tmp_path, text, "payments")
    assert kept["amount"].to_list() == [Decimal("-12.5")]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-04-03", "2026-04-03"),
        ("03.04.2026", "2026-04-03"),
        ("25/04/2026", "2026-04-25"),
        ("25-04-2026", "2026-04-25"),
        ("04/25/2026", "2026-04-25"),
        ("20260403", "2026-04-03"),
        ("2026/04/03", "2026-04-03"),
        ("3-Apr-26", "2026-04-03"),
        ("3. april 2026", "2026-04-03"),
        ("3. maj 2026", "2026-05-03"),
        ("April 3, 2026", "2026-04-03"),
        ("3. Dezember 2026", "2026-12-03"),
        ("2026-04-03T23:30:00Z", "2026-04-04"),
        ("2026-04-03 00:00:00", "2026-04-03"),
        ("25.04.26", "2026-04-25"),
    ],
)
def test_dates_in_any_notation(tmp_path: Path, written: str, day: str) -> None:
    _, kept = read(tmp_path, f'sku;launched_on\na;"{written}"\n', "products")
    assert [str(found) for found in kept["launched_on"]] == [day]


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2026-01-02 10:00", "2026-01-02T09:00:00"),
        ("2026-01-02T10:00:00.250Z", "2026-01-02T10:00:00.250000"),
        ("2026-01-02T10:00:00+05:30", "2026-01-02T04:30:00"),
        ("2026-01-02T10:00:00-0500", "2026-01-02T15:00:00"),
        ("13.01.2026 kl. 14.30", "2026-01-13T13:30:00"),
        ("01/13/2026 02:30 PM", "2026-01-13T13:30:00"),
        ("13/01/2026, 12:05 am", "2026-01-12T23:05:00"),
        ("20260113140000", "2026-01-13T13:00:00"),
        ("2026-10-25 02:30", "2026-10-25T00:30:00"),
        ("2026-03-29 02:30", "2026-03-29T01:30:00"),
        ("2026-01-02", "2026-01-02T11:00:00"),
        ("2026-07-02 00:00", "2026-07-02T10:00:00"),
        ("2. jan. 2026 14:30", "2026-01-02T13:30:00"),
    ],
)
def test_times_are_those_of_the_company(
    tmp_path: Path, written: str, instant: str
) -> None:
    text = f'order_id;placed_at;sku;qty\no;"{written}";a;1\n'
    _, kept = read(tmp_path, text)
    found = kept["placed_at"][0]
    assert found == dt.datetime.fromisoformat(instant).replace(tzinfo=dt.UTC)


def test_midnight_is_a_time_where_other_rows_have_times(tmp_path: Path) -> None:
    text = (
        "order_id,placed_at,sku,qty\no,2026-01-02 00:00,a,1\np,2026-01-02 00:01,a,1\n"
    )
    _, kept = read(tmp_path, text, settings=SourceSettings())
    assert [str(found.time()) for found in kept["placed_at"]] == [
        "00:00:00",
        "00:01:00",
    ]


def test_neighbours_settle_a_column_and_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sku;unit_cost;presentation_qty\na;12,50;1.234\n")
    formats = settle([(path, "a.csv")], "products", COPENHAGEN)
    column, english, danish = formats.notes[0]
    assert column == "presentation_qty"
    assert "as unit_cost is" in english
    assert "decimalkomma" in danish


def test_evidence_deep_in_another_file_settles_the_first(tmp_path: Path) -> None:
    head = "sku,launched_on\n"
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text(head + "a,03/04/2026\n")
    second.write_text(head + "b,03/04/2026\n" * 40_000 + "c,04/25/2026\n")
    pairs = [(first, "a.csv"), (second, "b.csv")]
    formats = settle(pairs, "products", COPENHAGEN)
    assert formats.choices["launched_on"] == "month-first"


def test_words_of_settings_and_contract_are_understood(tmp_path: Path) -> None:
    settings = SourceSettings(values={"kind": {"Lager": "warehouse"}})
    text = "location_id,kind,is_sellable\na,lager,ja\nb,Third Party,nej\nc,,\n"
    _, kept = read(tmp_path, text, "locations", settings=settings)
    assert kept["kind"].to_list() == ["warehouse", "third_party", "warehouse"]
    assert kept["is_sellable"].to_list() == [True, False, True]


def test_unknown_words_of_a_lenient_column_are_counted(tmp_path: Path) -> None:
    text = "order_id,placed_at,sku,qty,status\no,2026-01-02,a,1,weird\n"
    reading, kept = read(tmp_path, text)
    assert kept["status"].to_list() == [None]
    assert reading.words == [("status", "weird", 1)]


def test_null_words_are_empty(tmp_path: Path) -> None:
    text = "sku,title,unit_cost\na,NULL,n/a\nb,null,NaN\nc,Nulle,\n"
    _, kept = read(tmp_path, text, "products")
    assert kept["title"].to_list() == [None, None, "Nulle"]
    assert kept["unit_cost"].to_list() == [None, None, None]


def test_unknown_columns_are_reported(tmp_path: Path) -> None:
    reading, _ = read(tmp_path, "sku,foo,\na,1,\n", "products")
    assert reading.columns_unknown == ["foo", "(column 3)"]


def test_a_hint_of_the_delimiter_and_single_quotes_are_understood(
    tmp_path: Path,
) -> None:
    _, kept = read(tmp_path, "sep=|\r\nsku|title\r\n'a|b'|'x ''y'''\r\n", "products")
    assert kept.select("sku", "title").rows() == [("a|b", "x 'y'")]
    assert kept["source_line"].to_list() == [3]


def test_lines_inside_quotes_count_as_lines(tmp_path: Path) -> None:
    _, kept = read(tmp_path, 'sku,title\na,"one\ntwo"\nb,x\n', "products")
    assert kept["title"].to_list() == ["one\ntwo", "x"]
    assert kept["source_line"].to_list() == [2, 4]


def test_many_blocks_give_what_one_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(["sku", "title", "unit_cost"])
    rows = [(f"s{n}", f'"ø{n}"\n;', f"{n},5") for n in range(500)]
    writer.writerows(rows)
    for size in (64, 100, 1 << 20):
        monkeypatch.setattr("pipelines.sources.reading.BLOCK_BYTES", size)
        reading, kept = read(tmp_path, buffer.getvalue(), "products")
        assert reading.rows_kept == 500
        assert kept["title"].to_list() == [title for _, title, _ in rows]
        assert kept["source_line"].to_list() == list(range(2, 1002, 2))


def test_parquet_is_typed_by_the_contract(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "InvoiceNo": ["1", "2", "3"],
            "sku": [10001.0, 2.5, None],
            "qty": [1, -2, 3],
            "unit_price": [2.55, 0.1 + 0.2, 1.0],
            "placed_at": [dt.datetime.fromisoformat("2026-01-02T10:00")] * 3,
            "extra": [b"x"] * 3,
        }
    )
    path = tmp_path / "orders.parquet"
    frame.write_parquet(path)
    settings = SourceSettings(
        time_zone="Europe/Copenhagen", aliases={"invoiceno": "order_id"}
    )
    reading, kept = read(
        tmp_path, path.read_bytes(), name="orders.parquet", settings=settings
    )
    assert kept["sku"].to_list() == ["10001", "2.5"]
    assert kept["unit_price"].to_list() == [Decimal("2.55"), Decimal("0.3")]
    assert kept["placed_at"][0] == dt.datetime(2026, 1, 2, 9, tzinfo=dt.UTC)
    assert reading.rejects["source_line"].to_list() == [3]
    assert reading.columns_unknown == ["extra"]


def _workbook(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    book = xlsxwriter.Workbook(str(path))
    dates = book.add_format({"num_format": "dd-mm-yyyy hh:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, dt.datetime):
                    sheet.write_datetime(at, column, value, dates)
                elif isinstance(value, str) and value.startswith("="):
                    sheet.write_formula(at, column, value, value="7")
                else:
                    sheet.write(at, column, value)
    book.close()


def test_a_workbook_is_read_by_its_stored_values(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    _workbook(
        path,
        {
            "Notes": [["nothing"]],
            "Order lines": [
                ["order_id", "placed_at", "sku", "qty", "unit_price"],
                [
                    "o1",
                    dt.datetime.fromisoformat("2026-01-02T14:30"),
                    10001,
                    "=3+4",
                    12.5,
                ],
                [],
                ["o2", "13-07-2026", "b", 1, "1.234,50"],
            ],
        },
    )
    reading, kept = read(tmp_path, path.read_bytes(), name="orders.xlsx")
    assert reading.rows_read == 2
    assert kept["sku"].to_list() == ["10001", "b"]
    assert kept["ordered_qty"].to_list() == [Decimal(7), Decimal(1)]
    assert kept["unit_price"].to_list() == [Decimal("12.5"), Decimal("1234.5")]
    assert kept["source_line"].to_list() == [2, 4]
    assert kept["placed_at"][0] == dt.datetime(2026, 1, 2, 13, 30, tzinfo=dt.UTC)


def test_workbook_faults_say_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "products.xlsx"
    _workbook(path, {"A": [["sku"], ["a"]], "B": [["sku"], ["b"]]})
    data = path.read_bytes()
    with pytest.raises(FileFault, match="several sheets, 'A', 'B'"):
        read(tmp_path, data, "products", name="p.xlsx")
    settings = SourceSettings(sheet="b")
    _, kept = read(tmp_path, data, "products", name="p.xlsx", settings=settings)
    assert kept["sku"].to_list() == ["b"]
    with pytest.raises(FileFault, match="no XLSX workbook"):
        read(tmp_path, b"junk", "products", name="p.xlsx")


def test_merged_headers_and_empty_formulas(tmp_path: Path) -> None:
    path = tmp_path / "m.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, 1, "Products")
    book.close()
    with pytest.raises(FileFault, match="merged cells"):
        read(tmp_path, path.read_bytes(), "products", name="m.xlsx")
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["sku", "unit_cost"])
    sheet.write_row(1, 0, ["a", 1])
    sheet.write(2, 0, "b")
    sheet.write_formula(2, 1, "=1/0", value="#DIV/0!")
    book.close()
    reading, kept = read(tmp_path, path.read_bytes(), "products", name="m.xlsx")
    assert kept["sku"].to_list() == ["a"]
    assert "#DIV/0!" in reading.rejects["rule"][0]
