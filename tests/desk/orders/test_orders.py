"""Orders to place: what the page shows, and what becomes of what planners ask for."""

import base64
import json
from pathlib import Path

import polars as pl
import pytest

from models.reports.texts import TEXTS
from pipelines import workbooks
from pipelines.desk.app import Application
from pipelines.desk.pages.orders import PAGE, asking, panel, sending, uploading
from pipelines.desk.pages.orders.book import book
from pipelines.desk.pages.orders.deciding import answer
from pipelines.desk.pages.orders.telling import conflict_table
from pipelines.desk.view import View
from tests.desk.conftest import HOST
from tests.desk.orders.planners import decisions, first_order, seen_by, words


def test_orders_are_the_published_ones_worth_most_first(ann: View) -> None:
    now = book(ann)
    published = ann.frame("suggestions")
    assert now.orders["all_lines"].sum() == published.height
    assert now.orders["amount"].sum() == published["amount"].sum()
    assert now.orders["rank"].is_sorted()
    assert set(now.orders["state_code"]) == {"open"}


@pytest.mark.parametrize("language", ["en", "da"])
def test_the_page_speaks_the_language_of_its_reader(
    application: Application, language: str
) -> None:
    with application.server.app_context():
        seen = seen_by(application, "Ann", language)
        page = words(PAGE.layout(seen, {}))
    at = ("en", "da").index(language)
    for key in ("orders_do_approve_order", "orders_do_send", "orders_list"):
        assert TEXTS[key][at] in page


def test_one_action_approves_an_order_that_nobody_changed(ann: View) -> None:
    order = first_order(ann)
    told = answer(
        ann,
        {"id": "q", "action": "approve", "order": order["order_name"], "seen": 0},
    )
    assert told["told"] == f"{order['all_lines']} approved"
    assert told["orders"][0]["state_code"] == "approved"
    kept = decisions(ann)
    assert kept.height == order["all_lines"]
    assert set(kept["author"]) == {"Ann"}
    assert set(kept["action"]) == {"approve"}


def test_the_same_question_sent_twice_is_one_decision(ann: View) -> None:
    ask = {
        "id": "q",
        "action": "approve",
        "order": first_order(ann)["order_name"],
        "seen": 0,
    }
    answer(ann, ask)
    before = decisions(ann).height
    again = answer(ann, ask)
    assert decisions(ann).height == before
    assert again["lines"] == []


def test_an_edit_in_place_shows_in_line_order_and_store(ann: View) -> None:
    row = book(ann).lines.rows.row(0, named=True)
    more = float(row["quantity"]) + 5
    told = answer(
        ann,
        {
            "id": "q",
            "action": "change",
            "lines": [{"suggestion_id": row["suggestion_id"], "seen": 0}],
            "parts": [{"qty": more}],
            "reason": "  campaign ",
        },
    )
    assert told["told"] == "1 changed"
    now = book(ann).lines.rows.filter(line_id=row["line_id"]).row(0, named=True)
    assert float(now["quantity"]) == more
    assert now["state_code"] == "changed"
    [kept] = decisions(ann).to_dicts()
    assert (kept["author"], kept["reason"]) == ("Ann", "campaign")
    order = book(ann).orders.filter(order_name=row["order_name"]).row(0, named=True)
    of = book(ann).lines.rows.filter(order_name=row["order_name"])
    assert order["units"] == of["quantity"].sum()


def test_undo_takes_back_and_redo_does_it_again(ann: View) -> None:
    order = first_order(ann)["order_name"]
    done = answer(ann, {"id": "1", "action": "approve", "order": order, "seen": 0})
    lines = [{"suggestion_id": one, "seen": done["seen"]} for one in done["lines"]]
    answer(ann, {"id": "2", "action": "undo", "lines": lines})
    assert first_order(ann)["state_code"] == "open"
    answer(ann, {"id": "3", "action": "approve", "lines": lines})
    assert first_order(ann)["state_code"] == "approved"


def test_another_planners_decision_is_told_and_kept_until_one_insists(
    ann: View, bo: View
) -> None:
    row = book(ann).lines.rows.row(0, named=True)
    line = [{"suggestion_id": row["suggestion_id"], "seen": 0}]
    answer(bo, {"id": "b", "action": "reject", "lines": line, "reason": "too many"})
    ask = {"id": "a", "action": "approve", "lines": line}
    late = answer(ann, ask)
    [conflict] = late["conflicts"]
    assert (conflict["who"], conflict["before"]) == ("Bo", "Open")
    assert conflict["after"] == "Rejected"
    assert conflict["reason"] == "too many"
    assert book(ann).lines.rows["state_code"][0] == "rejected"
    shown = "".join(
        words(one) for one in conflict_table(ann, late["conflicts"], ask) if one
    )
    assert "Bo" in shown
    assert "too many" in shown

    knowing = [{**line[0], "seen": conflict["entry_no"]}]
    assert answer(ann, {**ask, "lines": knowing})["conflicts"] == []
    assert book(ann).lines.rows["state_code"][0] == "approved"


def test_what_cannot_be_is_said_in_words_and_changes_nothing(ann: View) -> None:
    row = book(ann).lines.rows.row(0, named=True)
    line = [{"suggestion_id": row["suggestion_id"], "seen": 0}]
    ask = {"id": "q", "action": "change", "lines": line, "parts": [{"qty": -3}]}
    assert answer(ann, ask)["faults"] == [TEXTS["orders_fault_qty"][0]]
    assert decisions(ann).is_empty()
    with pytest.raises(asking.AskFault):
        answer(ann, {"id": "q", "action": "drop", "lines": line})


def test_a_split_becomes_two_rows_with_days_of_their_own(ann: View) -> None:
    row = book(ann).lines.rows.row(0, named=True)
    day, later = row["arrive_on"], row["arrive_on"].replace(year=2027)
    answer(
        ann,
        {
            "id": "q",
            "action": "split",
            "lines": [{"suggestion_id": row["suggestion_id"], "seen": 0}],
            "parts": [
                {"qty": 3, "arrive_on": day.isoformat()},
                {"qty": 4, "arrive_on": later.isoformat()},
            ],
        },
    )
    parts = book(ann).lines.rows.filter(suggestion_id=row["suggestion_id"])
    assert parts["quantity"].to_list() == [3, 4]
    assert parts["arrive_on"].to_list() == [day, later]


def test_a_line_opens_with_its_sentence_and_arithmetic(ann: View) -> None:
    row = book(ann).lines.rows.row(0, named=True)
    shown = words(panel.panel(ann, row["line_id"]))
    assert row["reason"][:20] in shown
    assert TEXTS["orders_arithmetic"][0] in shown
    gone = words(panel.panel(ann, "nothing/1"))
    assert TEXTS["orders_panel_empty"][0] in gone


def test_a_file_that_is_no_workbook_is_refused_in_words(ann: View) -> None:
    content = base64.b64encode(b"not a workbook").decode()
    shown = words(uploading.taken_in(ann, "s.xlsx", f"data:;base64,{content}"))
    assert "s.xlsx" in shown
    assert decisions(ann).is_empty()


def test_of_a_workbook_of_an_older_plan_each_line_that_is_no_more_is_told(
    ann: View, tmp_path: Path
) -> None:
    older = ann.frame("suggestions").with_columns(
        suggestion_id=pl.format("old {}", "suggestion_id")
    )
    company, as_of = ann.workspace.settings.as_company, ann.snapshot.as_of
    tables = {"suggestions": older}
    (book, *_) = workbooks.write(tmp_path, tables, company, as_of, "2026-01-01-1")
    content = base64.b64encode(book.read_bytes()).decode()
    shown = words(uploading.taken_in(ann, book.name, f"data:;base64,{content}"))
    assert TEXTS["outdated_lead"][0] in shown
    assert "was suggested; now" in shown
    assert decisions(ann).is_empty()


def test_approved_orders_are_told_sent_once_and_their_papers_open(
    application: Application, ann: View
) -> None:
    order = first_order(ann)
    nothing = words(sending.preview(ann))
    assert TEXTS["orders_send_none"][0] in nothing
    answer(
        ann, {"id": "q", "action": "approve", "order": order["order_name"], "seen": 0}
    )
    assert TEXTS["orders_send_one"][0] in words(sending.preview(ann))
    done = words(sending.done(ann))
    assert "1 sent" in done
    assert "PO-00001" in done
    assert TEXTS["orders_send_none"][0] in words(sending.done(ann))
    assert first_order(ann)["state_code"] == "sent"
    client = application.server.test_client()
    with client.get("/papers/PO-00001.html", base_url=HOST) as paper:
        assert b"PO-00001" in paper.data
    for path in ("/papers/PO-00002.html", "/papers/PO-00001.py", "/papers/...html"):
        assert client.get(path, base_url=HOST).status_code == 404


def test_an_address_names_the_order_and_what_was_chosen_since_goes_before(
    ann: View,
) -> None:
    orders = book(ann).orders
    first, last = orders.row(0, named=True), orders.row(-1, named=True)
    of = {"filterType": "text", "type": "equals", "filter": first["order_name"]}
    state = json.dumps({"f": {"order_name": of}})

    def chosen(query: dict[str, str]) -> str:
        page = words(PAGE.layout(ann, query))
        return page.split('"chosen": "')[1].split('"')[0]

    assert chosen({}) == first["order_name"]
    supplier = {"supplier": last["supplier_id"]}
    expected = orders.filter(supplier_id=last["supplier_id"])["order_name"][0]
    assert chosen(supplier) == expected
    assert chosen(supplier | {"order_lines_state": state}) == first["order_name"]
    assert chosen({"order": ""}) == ""
