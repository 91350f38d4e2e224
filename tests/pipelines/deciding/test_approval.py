import datetime as dt
from collections.abc import Collection
from pathlib import Path

import fastexcel
import polars as pl
import pytest
import sqlalchemy as sa
import xlsxwriter

from models.company import Company
from models.deciding.decide import Plan
from models.deciding.limits import Limits
from models.tables import TABLES
from models.tables.columns import QTY
from pipelines import workbooks
from pipelines.deciding.approval import Asked, Outcome, approve_lines
from pipelines.deciding.returned_workbooks import Upload, WorkbookFault
from pipelines.deciding.store import Store
from tests.factories import frame
from tests.models.deciding.lines import NO_OFFERS

RUN = "2026-11-22-1"
AS_OF = dt.date(2026, 11, 22)
COMPANY = Company(name="Shop")
SUGGESTIONS = frame(
    "suggestions",
    *(
        {
            "suggestion_id": f"s{number}",
            "supplier_id": supplier,
            "location_id": "main",
            "sku": f"x{number}",
            "suggested_qty": 72,
            "unit_cost": "12.3456",
            "currency": "DKK",
            "amount": "888.8832",
            "order_on": "2026-11-23",
            "arrive_on": "2026-12-01",
        }
        for number, supplier in enumerate(("acme", "acme", "bolt"))
    ),
)
PLAN = Plan(RUN, AS_OF, SUGGESTIONS, NO_OFFERS)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 'decisions.sqlite'}")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    tables = {"suggestions": SUGGESTIONS}
    return workbooks.write(tmp_path, tables, COMPANY, AS_OF, RUN)[0]


def decide(
    store: Store,
    workbook: Path | None = None,
    *,
    suppliers: Collection[str] = (),
    suggestion_ids: Collection[str] = (),
    reason: str | None = None,
) -> Outcome:
    asked = Asked(workbook, suppliers, suggestion_ids, reason)
    return approve_lines(store, PLAN, asked, author="anna", limits=Limits())


def edited(book: Path, changes: dict[str, str | float | None]) -> Path:
    """Write the order sheet again with other cells, as a planner would leave it."""
    cells = fastexcel.read_excel(book).load_sheet(0, header_row=None).to_polars()
    copy = book.with_name("edited.xlsx")
    with xlsxwriter.Workbook(copy) as workbook:
        sheet = workbook.add_worksheet("Order")
        for row, values in enumerate(cells.rows()):
            for column, value in enumerate(values):
                name = f"{chr(ord('A') + column)}{row + 1}"
                new = changes.get(name, value)
                if new is not None:
                    sheet.write(row, column, new)
    return copy


def test_everything_is_approved_without_a_workbook(store: Store) -> None:
    assert decide(store) == Outcome({"approve": 3}, repeated=0, undecided=0)
    kept = store.decisions()
    assert kept["decided_qty"].to_list() == [72, 72, 72]
    assert set(kept["author"]) == {"anna"}
    assert set(kept["run"]) == {RUN}


def test_what_is_read_keeps_the_contract(store: Store) -> None:
    assert store.decisions().is_empty()
    decide(store, reason="ærlig = ja")
    kept = store.decisions()
    TABLES["decisions"].validate(kept)
    assert kept["reason"][0] == "ærlig = ja"
    assert kept["decided_at"].dtype == pl.Datetime("us", "UTC")


def test_suppliers_and_suggestions_narrow_it_down(store: Store) -> None:
    decide(store, suppliers=["acme"], suggestion_ids=["s1"])
    assert store.decisions()["suggestion_id"].to_list() == ["s1"]
    with pytest.raises(WorkbookFault, match="no suggestion has supplier_id nobody"):
        decide(store, suppliers=["nobody"])


def test_a_workbook_handed_back_unchanged_approves_its_lines(
    store: Store, book: Path
) -> None:
    assert decide(store, book) == Outcome({"approve": 2}, repeated=0, undecided=0)


def test_edited_cells_become_decisions(store: Store, book: Path) -> None:
    back = edited(book, {"D13": 60, "N14": "snooze", "P13": "half is enough"})
    assert decide(store, back).recorded == {"change": 1, "snooze": 1}
    kept = {row["suggestion_id"]: row for row in store.decisions().to_dicts()}
    assert kept["s0"]["decided_qty"] == 60
    assert kept["s0"]["suggested_qty"] == 72
    assert kept["s0"]["reason"] == "half is enough"
    assert kept["s1"]["holds_until"] == dt.date(2026, 11, 30)


def test_the_same_workbook_twice_adds_nothing(store: Store, book: Path) -> None:
    back = edited(book, {"D13": 60})
    decide(store, back)
    before = store.decisions()
    assert decide(store, back) == Outcome({}, repeated=2, undecided=0)
    assert store.decisions().equals(before)


def test_a_change_of_mind_is_added_behind(store: Store, book: Path) -> None:
    for quantity in (60, 50, 60):
        decide(store, edited(book, {"D13": quantity}))
    kept = store.decisions().filter(pl.col("suggestion_id") == "s0")
    assert kept["decided_qty"].to_list() == [60, 50, 60]
    assert kept["decision_id"].n_unique() == 3


def test_a_deleted_line_is_undecided(store: Store, book: Path) -> None:
    gone = dict.fromkeys((f"{chr(ord('A') + at)}14" for at in range(17)), None)
    assert decide(store, edited(book, gone)) == Outcome(
        {"approve": 1}, repeated=0, undecided=1
    )


@pytest.mark.parametrize(
    ("cell", "value", "told"),
    [
        ("D13", "many", "Order, D13 (quantity): 'many' is not a number"),
        ("D13", -1, "Order, D13 (quantity): '-1' is not a number"),
        ("B14", "other", "Order, B14 (sku): 'other' was changed, it was x1"),
        ("G13", 1, "Order, G13 (unit_cost): '1' was changed, it was 12.3456"),
        ("Q13", "s9", "Order, Q13 (suggestion_id): 's9' is not a suggestion"),
        ("N13", "yes", "Order, N13 (decision): 'yes' is not one of approve"),
    ],
)
def test_a_fault_is_told_with_its_place_and_nothing_is_written(
    store: Store, book: Path, cell: str, value: str | float, told: str
) -> None:
    with pytest.raises(WorkbookFault) as fault:
        decide(store, edited(book, {cell: value}))
    assert f"edited.xlsx, {told}" in str(fault.value)
    assert store.decisions().is_empty()


def of_older_plan(folder: Path, **then: pl.Expr) -> Path:
    """Write the workbook that an older run made when things were as ``then``."""
    tables = {"suggestions": SUGGESTIONS.with_columns(**then)}
    return workbooks.write(folder, tables, COMPANY, AS_OF, "2026-11-22-0")[0]


def test_lines_of_an_older_plan_that_are_no_more_are_told_and_left(
    store: Store, book: Path
) -> None:
    outcome = decide(store, of_older_plan(book.parent, suggestion_id=pl.lit("old")))
    assert outcome.recorded == {}
    assert outcome.outdated == (
        "x0, main: you wrote 72 where 72 was suggested; now 72 is suggested",
        "x1, main: you wrote 72 where 72 was suggested; now 72 is suggested",
    )
    assert store.decisions().is_empty()


def test_of_an_older_workbook_only_what_the_plan_still_says_is_decided(
    store: Store, book: Path
) -> None:
    then = pl.when(pl.col("sku") == "x0").then(60).otherwise("suggested_qty")
    old = of_older_plan(book.parent, suggested_qty=then.cast(QTY))
    outcome = decide(store, edited(old, {"D13": 50}))
    assert outcome.outdated == (
        "x0, main: you wrote 50 where 60 was suggested; now 72 is suggested",
    )
    assert outcome.recorded == {"approve": 1}
    assert store.decisions()["suggestion_id"].to_list() == ["s1"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a workbook", b"a,b\n1,2\n"])
def test_what_is_no_workbook_is_refused(
    store: Store, tmp_path: Path, content: bytes
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(content)
    with pytest.raises(WorkbookFault, match=r"broken\.xlsx"):
        decide(store, broken)
    with pytest.raises(WorkbookFault, match=r"missing\.xlsx"):
        decide(store, tmp_path / "missing.xlsx")


def test_a_workbook_without_its_column_names_is_refused(
    store: Store, book: Path
) -> None:
    names = dict.fromkeys((f"{chr(ord('A') + at)}11" for at in range(18)), None)
    with pytest.raises(WorkbookFault, match="holds no order lines"):
        decide(store, edited(book, names))
    with pytest.raises(WorkbookFault, match="columns are gone: comment, sku"):
        decide(store, edited(book, {"B11": None, "P11": None}))


@pytest.mark.parametrize(
    "statement", ["DELETE FROM decisions", "UPDATE decisions SET author = 'eve'"]
)
def test_decisions_are_never_changed_or_deleted(store: Store, statement: str) -> None:
    decide(store)
    engine = sa.create_engine(store.url, poolclass=sa.NullPool)
    with (
        pytest.raises(sa.exc.IntegrityError, match="never changed or deleted"),
        engine.begin() as connection,
    ):
        connection.execute(sa.text(statement))
    assert set(store.decisions()["author"]) == {"anna"}


def test_all_decisions_of_one_call_are_kept_or_none(store: Store) -> None:
    decide(store, suggestion_ids=["s0"])
    kept = store.decisions()
    twice = pl.concat([kept.with_columns(decision_id=pl.lit("new")), kept])
    with pytest.raises(sa.exc.IntegrityError):
        store.append(twice)
    assert store.decisions().equals(kept)


def test_a_workbook_that_is_dropped_as_bytes_is_read_alike(
    store: Store, book: Path
) -> None:
    back = edited(book, {"D13": 60})
    asked = Asked(workbook=Upload("mine.xlsx", back.read_bytes()))
    outcome = approve_lines(store, PLAN, asked, author="bo", limits=Limits())
    assert outcome.recorded == {"approve": 1, "change": 1}
    bad = Asked(workbook=Upload("bad.xlsx", b"PK no workbook"))
    with pytest.raises(WorkbookFault, match=r"bad\.xlsx: not a workbook"):
        approve_lines(store, PLAN, bad, author="bo", limits=Limits())


def test_a_workbook_does_not_write_over_what_another_person_decided(
    store: Store, book: Path
) -> None:
    decide(store, suggestion_ids=["s0"])
    asked = Asked(workbook=edited(book, {"D13": 60, "D14": 50}))
    outcome = approve_lines(store, PLAN, asked, author="bo", limits=Limits())
    assert outcome.recorded == {"change": 1}
    (late,) = outcome.conflicts.iter_rows(named=True)
    assert (late["suggestion_id"], late["author"]) == ("s0", "anna")
    kept = store.decisions().filter(pl.col("status") == "conflicting")
    assert kept.select("author", "decided_qty").rows() == [("bo", 60)]
    over = Asked(workbook=asked.workbook, overrules=True)
    outcome = approve_lines(store, PLAN, over, author="bo", limits=Limits())
    assert outcome.recorded == {"change": 1}


def test_a_day_that_is_over_is_told_in_words(store: Store, book: Path) -> None:
    back = edited(book, {"N13": "snooze", "O13": "2020-01-01"})
    with pytest.raises(WorkbookFault, match=r"s0: .*[a-z]{3}"):
        decide(store, back)
