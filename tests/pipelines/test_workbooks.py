import datetime as dt
import re
import zipfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.company import Company
from pipelines import workbooks
from pipelines.workbook_layout import ORDER_COLUMNS, WHY_COLUMNS
from pipelines.workbook_names import workbook_names
from tests.factories import frame

AS_OF = dt.date(2026, 11, 22)
LINE = {
    "suggestion_id": "s1",
    "supplier_id": "acme",
    "location_id": "main",
    "sku": "x1",
    "title": "Mug",
    "on_hand_qty": 5,
    "position_qty": 5,
    "reorder_point_qty": 10,
    "order_up_to_qty": 75,
    "need_qty": 70,
    "pack_qty": 2,
    "suggested_qty": 72,
    "unit_cost": "12.5",
    "currency": "EUR",
    "order_on": "2026-11-23",
    "arrive_on": "2026-12-01",
    "reason": "Order 72: 5 here",
    "reason_da": "Bestil 72: 5 på lager",
}


def written(
    folder: Path, *lines: dict[str, object], language: str = "en"
) -> dict[str, pl.DataFrame]:
    tables = {
        "suggestions": frame("suggestions", *(LINE | line for line in lines)),
        "suppliers": frame("suppliers", {"supplier_id": "acme", "name": "Acme A/S"}),
    }
    company = Company(name="Shop", language="da" if language == "da" else "en")
    (path,) = workbooks.write(folder, tables, company, AS_OF, "2026-11-22-1")
    return pl.read_excel(
        path,
        sheet_id=0,
        engine="calamine",
        has_header=False,
        read_options={"dtypes": "string"},
        drop_empty_rows=False,
    )


def lines_of(sheet: pl.DataFrame, names: list[str], first: int) -> list[dict[str, str]]:
    rows = sheet.slice(first).rows()
    return [dict(zip(names, row, strict=False)) for row in rows]


def test_the_order_names_supplier_dates_run_and_total(tmp_path: Path) -> None:
    cells = written(tmp_path, {}, {"suggestion_id": "s2", "suggested_qty": 2})["Order"]
    facts = dict(cells.select(pl.nth(0, 1)).head(9).rows())
    assert facts["Company"] == "Shop"
    assert facts["Supplier"] == "Acme A/S"
    assert facts["Order by"].startswith("2026-11-23")
    assert facts["Arrives"].startswith("2026-12-01")
    assert facts["Run"] == "2026-11-22-1"
    assert facts["Total EUR"] == "925"


def test_the_lines_of_the_order_are_the_suggestions(tmp_path: Path) -> None:
    cells = written(tmp_path, {})["Order"]
    (line,) = lines_of(cells, list(ORDER_COLUMNS), 12)
    assert line["quantity"] == "72"
    assert line["unit_cost"] == "12.5"
    assert line["line_amount"] == "900"
    assert line["reason"] == "Order 72: 5 here"
    assert line["decision"] is None
    assert line["suggestion_id"] == "s1"


def test_why_shows_numbers_that_add_up(tmp_path: Path) -> None:
    (line,) = lines_of(written(tmp_path, {})["Why"], list(WHY_COLUMNS), 1)
    assert int(line["need_qty"]) + int(line["pack_change_qty"]) == 72
    assert line["suggested_qty"] == "72"


def test_a_danish_company_gets_danish_workbooks(tmp_path: Path) -> None:
    sheets = written(tmp_path, {}, language="da")
    assert list(sheets) == ["Ordre", "Hvorfor"]
    headings = sheets["Ordre"].row(11)
    assert headings[3:5] == ("Antal", "Kolli")
    assert sheets["Ordre"].row(12)[12] == "Bestil 72: 5 på lager"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "{="])
def test_text_is_never_a_formula_or_a_link(tmp_path: Path, start: str) -> None:
    evil = f'{start}HYPERLINK("http://x.example")'
    written(tmp_path, {"title": evil, "sku": "http://x.example/a", "currency": '"&A'})
    with zipfile.ZipFile(tmp_path / "acme.xlsx") as book:
        sheets = [book.read(n).decode() for n in book.namelist() if "worksheets" in n]
    formulas = re.findall(r"<f>(.*?)</f>", "".join(sheets))
    assert formulas
    assert not [formula for formula in formulas if "HYPERLINK" in formula]
    assert not [sheet for sheet in sheets if "<hyperlink" in sheet]


def test_line_amounts_position_and_total_are_live(tmp_path: Path) -> None:
    written(tmp_path, {})
    with zipfile.ZipFile(tmp_path / "acme.xlsx") as book:
        order = book.read("xl/worksheets/sheet1.xml").decode()
        why = book.read("xl/worksheets/sheet2.xml").decode()
    assert "<f>D13*G13</f>" in order
    assert '<f>SUMIF(H13:H13,"EUR",I13:I13)</f>' in order
    assert "<f>O2-M2</f>" in why


def test_excel_refuses_what_approve_would_refuse(tmp_path: Path) -> None:
    written(tmp_path, {}, {"suggestion_id": "s2"})
    with zipfile.ZipFile(tmp_path / "acme.xlsx") as book:
        order = book.read("xl/worksheets/sheet1.xml").decode()
    assert order.count("<dataValidation ") == 3
    assert '"approve,reject,snooze"' in order
    assert 'sqref="D13:D14"' in order
    assert 'orientation="landscape"' in order
    assert 'state="frozen"' in order


def test_totals_are_kept_apart_by_currency(tmp_path: Path) -> None:
    other = {"suggestion_id": "s2", "currency": "USD", "suggested_qty": 4}
    cells = written(tmp_path, {}, other)["Order"]
    facts = dict(cells.select(pl.nth(0, 1)).head(10).rows())
    assert (facts["Total EUR"], facts["Total USD"]) == ("900", "50")


names = st.text(max_size=90)


@given(st.sets(names, max_size=8))
def test_file_names_are_safe_and_stay_apart(suppliers: set[str]) -> None:
    files = workbook_names(suppliers)
    assert files.keys() == suppliers
    assert len({name.casefold() for name in files.values()}) == len(suppliers)
    for name in files.values():
        assert Path(name).name == name
        assert not name.startswith(".")
        assert not re.search(r'[\\/:*?"<>|\x00-\x1f]', name)
        assert len(name.encode()) < 255


@pytest.mark.parametrize(
    "supplier", ["../../etc/passwd", "", ".", "CON", "lpt1", "a/b", "C:\\x", "\x00"]
)
def test_no_supplier_leaves_the_folder(tmp_path: Path, supplier: str) -> None:
    name = workbook_names([supplier])[supplier]
    assert (tmp_path / name).resolve().parent == tmp_path.resolve()
    assert name.lower() not in {"con.xlsx", "lpt1.xlsx", ".xlsx"}


def test_suppliers_that_read_alike_get_files_of_their_own() -> None:
    alike = ["a/b", "a:b", "a_b", "A_B", "a b"]
    assert len({n.casefold() for n in workbook_names(alike).values()}) == 5
