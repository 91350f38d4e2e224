import csv
from pathlib import Path

import polars as pl
import pytest

from models import tables as contracts
from models.company import Company
from pipelines import outbox, report
from tests.factories import frame
from tests.models.reports.plans import plan
from tests.models.reports.plans_behind import AS_OF

COMPANY = Company(name="Hus & Hjem", language="da")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_outbox_holds_lines_workbooks_and_the_report(tmp_path: Path) -> None:
    folder = outbox.write(tmp_path / "outbox" / "r-1", plan(20), COMPANY, AS_OF)
    suppliers = plan(20)["suggestions"]["supplier_id"].unique()
    assert set(contents(folder)) == {
        "suggestions.csv",
        "report.html",
        *(f"{supplier}.xlsx" for supplier in suppliers),
    }
    assert [path.name for path in folder.parent.iterdir()] == ["r-1"]


def test_the_same_plan_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    first = outbox.write(tmp_path / "a" / "r-1", plan(20), COMPANY, AS_OF)
    again = plan(20) | {"suggestions": plan(20)["suggestions"].reverse()}
    second = outbox.write(tmp_path / "b" / "r-1", again, COMPANY, AS_OF)
    assert contents(first) == contents(second)


def test_writing_a_run_again_replaces_it_and_clears_what_was_left(
    tmp_path: Path,
) -> None:
    leftover = tmp_path / ".r-1.4711"
    leftover.mkdir()
    outbox.write(tmp_path / "r-1", plan(20), COMPANY, AS_OF)
    outbox.write(tmp_path / "r-1", {}, COMPANY, AS_OF)
    assert set(contents(tmp_path / "r-1")) == {"suggestions.csv", "report.html"}
    assert [path.name for path in tmp_path.iterdir()] == ["r-1"]


def test_what_fails_leaves_the_old_outbox_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox.write(tmp_path / "r-1", plan(5), COMPANY, AS_OF)
    before = contents(tmp_path / "r-1")

    def fail(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(report, "page", fail)
    with pytest.raises(OSError, match="No space left"):
        outbox.write(tmp_path / "r-1", plan(9), COMPANY, AS_OF)
    assert contents(tmp_path / "r-1") == before
    assert [path.name for path in tmp_path.iterdir()] == ["r-1"]


def test_every_line_and_column_is_in_the_csv(tmp_path: Path) -> None:
    suggestions = plan(250)["suggestions"]
    outbox.write_suggestions(tmp_path / "s.csv", suggestions)
    assert (tmp_path / "s.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    read = pl.read_csv(tmp_path / "s.csv", infer_schema=False)
    assert read.columns == contracts.column_names("suggestions")
    assert read["rank"].cast(pl.Int64).to_list() == list(range(1, 251))
    for column in ("suggested_qty", "amount", "unit_cost"):
        exact = read[column].cast(suggestions[column].dtype)
        assert exact.to_list() == suggestions.sort("rank")[column].to_list()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_text_in_the_csv_starts_like_a_formula(tmp_path: Path, start: str) -> None:
    evil = f"{start}cmd|' /C calc'!A0"
    line = {"suggestion_id": "a", "title": evil, "reason": evil, "cap_qty": -3}
    outbox.write_suggestions(tmp_path / "s.csv", frame("suggestions", line))
    with (tmp_path / "s.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["title"] == row["reason"] == f"'{evil}"
    assert row["cap_qty"] == "-3.000"
