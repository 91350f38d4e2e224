import asyncio
import csv
import datetime as dt
import email
import email.policy
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from types import ModuleType

import fastexcel
import polars as pl
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from click.testing import CliRunner

from models.company import Company
from models.deciding.edits import Part
from models.deciding.limits import Limits
from models.planning.matches import supply_matches
from pipelines.cli import main
from pipelines.deciding import mail, purchase_orders, sending
from pipelines.deciding.desk import decide, plan_of, standing
from pipelines.deciding.sending import Sent, resolve, send
from pipelines.deciding.sendings import sendings
from pipelines.deciding.store import Store
from pipelines.publishing import published
from pipelines.workspace import Workspace, WorkspaceFault
from tests.factories import frame
from tests.models.deciding.lines import AS_OF, edit, units
from tests.pipelines.deciding import small_shop


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a shop whose plan has three lines of two suppliers, all approved."""
    made = small_shop.make(tmp_path / "shop")
    asked = [edit(at, "approve", suggestion_id=name) for at, name in enumerate("abc")]
    plan = plan_of(published(made), made.settings)
    decide(store(made), plan, asked, author="ane", limits=Limits())
    return Workspace(made.root)


def store(workspace: Workspace) -> Store:
    return Store(workspace.decisions_url)


def states(workspace: Workspace) -> list[str]:
    plan = plan_of(published(workspace), workspace.settings)
    return standing(store(workspace), plan).states["state"].to_list()


class Inbox:
    """A mail server's handler that keeps what it is sent, or refuses, or breaks."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = "250 OK"
        self.breaks = False
        self.begun = threading.Event()
        self.may_end = threading.Event()
        self.may_end.set()

    async def handle_DATA(  # noqa: N802  # aiosmtpd calls it so
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        self.begun.set()
        if self.breaks and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
            return "250 OK"
        if self.answer.startswith("250"):
            content = envelope.original_content or b""
            message = email.message_from_bytes(content, policy=email.policy.default)
            self.mails.append(message)
        return self.answer


def mailed_through(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let orders be mailed through a server on this machine."""
    settings = {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "SECURITY": "none",
        "SENDER": "Min Butik <indkob@shop.example>",
        "WAIT_SECONDS": "60",
    }
    for name, value in settings.items():
        monkeypatch.setenv(f"BACKSTOCK_MAIL__{name}", value)


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    """Run a mail server that orders are sent through."""
    handler = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    mailed_through(port, monkeypatch)
    yield handler
    server.stop()


def outcome(sent: list[Sent]) -> list[tuple[str, str, str]]:
    return [(one.order_no, one.supplier_id, one.state) for one in sent]


def test_each_supplier_gets_an_order_on_paper_once(workspace: Workspace) -> None:
    sent = send(workspace, author="ane")
    assert outcome(sent) == [
        ("PO-00001", "../bolt", "sent"),
        ("PO-00002", "acme", "sent"),
    ]
    assert send(workspace, author="bo") == []
    assert states(workspace) == ["sent"] * 3
    kept = store(workspace).decisions().filter(pl.col("action") == "send")
    assert kept["decision_id"].to_list() == ["PO-00001/1", "PO-00002/1", "PO-00002/2"]


def test_no_name_leads_out_of_the_outbox(workspace: Workspace) -> None:
    for one in send(workspace, author="ane"):
        assert one.papers is not None
        assert one.papers.parent == workspace.sent_orders
        assert sorted(path.suffix for path in one.papers.iterdir()) == [
            *(".csv", ".html", ".xlsx"),
        ]
        assert all(
            path.is_relative_to(workspace.sent_orders) for path in one.papers.iterdir()
        )


def test_what_looks_like_a_formula_is_text_on_every_paper(workspace: Workspace) -> None:
    (_, acme) = send(workspace, author="ane")
    folder = acme.papers or Path()
    (rows,) = [path.read_text("utf-8-sig") for path in folder.glob("*.csv")]
    (first, second) = csv.DictReader(rows.splitlines())
    assert (first["sku"], second["sku"]) == ("'=1+1", "PLATE")
    assert (first["po_id"], first["suggestion_id"]) == ("PO-00002", "a")
    (book,) = folder.glob("*.xlsx")
    cells = fastexcel.read_excel(book).load_sheet(0, header_row=None).to_polars()
    told = [str(value) for row in cells.rows() for value in row if value is not None]
    assert {"=1+1", "888.8832", "1777.7664", "Indkøbsordre"} <= set(told)
    (page,) = [path.read_text("utf-8") for path in folder.glob("*.html")]
    assert "Cup &lt;b&gt;" in page
    assert "Cup <b>" not in page
    assert "Acme &amp; Søn" in page
    assert "1.777,77" in page
    assert "@media print" in page
    assert "http" not in page.replace("http-equiv", "")


def test_only_the_suppliers_asked_for_are_sent(workspace: Workspace) -> None:
    assert len(send(workspace, author="ane", suppliers=["acme"])) == 1
    assert states(workspace) == ["sent", "sent", "approved"]


def test_what_is_to_be_ordered_later_goes_on_its_day_or_when_asked_for(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = AS_OF + dt.timedelta(days=20)
    part = Part(order_on=later, arrive_on=later + dt.timedelta(days=9))
    moved = edit(9, "change", part, suggestion_id="c")
    plan = plan_of(published(workspace), workspace.settings)
    decide(store(workspace), plan, [moved], author="ane", limits=Limits())
    monkeypatch.setattr(sending, "today", lambda *_: later - dt.timedelta(days=1))
    assert [one.supplier_id for one in send(workspace, author="ane")] == ["acme"]
    assert send(workspace, author="ane") == []
    monkeypatch.setattr(sending, "today", lambda *_: later)
    (on_its_day,) = send(workspace, author="ane")
    assert on_its_day.supplier_id == "../bolt"


def test_all_is_sent_at_once_where_that_is_asked_for(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "today", lambda *_: AS_OF)
    assert send(workspace, author="ane") == []
    assert len(send(workspace, author="ane", everything=True)) == 2


def test_what_waits_or_is_turned_down_is_not_sent(workspace: Workspace) -> None:
    plan = plan_of(published(workspace), workspace.settings)
    more = [edit(7, "change", units(80)), edit(8, "reject", suggestion_id="b")]
    decide(store(workspace), plan, more, author="ane", limits=Limits(second_above=1))
    sent = send(workspace, author="ane", suppliers=["acme"])
    assert sent == []


def test_the_next_plan_counts_what_was_sent(workspace: Workspace) -> None:
    send(workspace, author="ane")
    made = supply_matches(
        store(workspace).decisions(),
        frame("purchase_order_lines"),
        frame("planning_parameters"),
        AS_OF + dt.timedelta(days=9),
        Company(),
    )
    assert made["state"].to_list() == ["sent"] * 3
    assert made["counted_qty"].sum() == 3 * 72


def test_what_is_sent_is_not_decided_again(workspace: Workspace) -> None:
    send(workspace, author="ane")
    plan = plan_of(published(workspace), workspace.settings)
    seen = standing(store(workspace), plan).entry_no
    asked = edit(20, "change", units(5), seen_entry_no=seen)
    answer = decide(store(workspace), plan, [asked], author="ane", limits=Limits())
    assert answer.conflicts["now_state"].to_list() == ["sent"]
    assert states(workspace)[0] == "sent"


def test_an_order_goes_by_mail_with_its_papers(
    workspace: Workspace, inbox: Inbox
) -> None:
    sent = send(workspace, author="ane")
    assert [one.note for one in sent] == [None, "orders@acme.example"]
    (message,) = inbox.mails
    assert message["To"] == "orders@acme.example"
    assert message["Subject"] == "Indkøbsordre PO-00002 fra Min Butik"
    assert message["Message-ID"] == "<PO-00002@shop.example>"
    names = [part.get_filename() for part in message.iter_attachments()]
    assert names == [f"PO-00002-acme.{end}" for end in ("csv", "html", "xlsx")]


def test_what_the_server_refuses_stays_approved_and_goes_next_time(
    workspace: Workspace, inbox: Inbox
) -> None:
    inbox.answer = "550 no"
    (refused,) = send(workspace, author="ane", suppliers=["acme"])
    assert refused.state == "refused"
    assert "550" in (refused.note or "")
    assert states(workspace) == ["approved"] * 3
    inbox.answer = "250 OK"
    (sent,) = send(workspace, author="ane", suppliers=["acme"])
    assert (sent.order_no, sent.state, len(inbox.mails)) == ("PO-00002", "sent", 1)


def test_a_server_that_is_not_there_sends_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailed_through(1, monkeypatch)
    (refused,) = send(workspace, author="ane", suppliers=["acme"])
    assert refused.state == "refused"
    assert states(workspace) == ["approved"] * 3


def test_a_mail_that_may_have_gone_is_unclear_until_a_person_says(
    workspace: Workspace, inbox: Inbox
) -> None:
    inbox.breaks = True
    (unclear,) = send(workspace, author="ane", suppliers=["acme"])
    assert unclear.state == "unclear"
    inbox.breaks = False
    status = CliRunner().invoke(main, ["status", str(workspace.root)]).output
    assert "! PO-00001 to acme: unclear whether it went: " in status
    assert send(workspace, author="ane", suppliers=["acme"]) == []
    assert inbox.mails == []
    resolve(workspace, "PO-00001", has_arrived=False, author="ane")
    (sent,) = send(workspace, author="ane", suppliers=["acme"])
    assert (sent.order_no, sent.state) == ("PO-00002", "sent")
    with pytest.raises(WorkspaceFault, match="PO-00001 is no order of which"):
        resolve(workspace, "PO-00001", has_arrived=True, author="ane")


def test_what_a_person_says_has_arrived_is_sent(
    workspace: Workspace, inbox: Inbox
) -> None:
    inbox.breaks = True
    send(workspace, author="ane", suppliers=["acme"])
    words = ["send", str(workspace.root), "--arrived", "PO-00001", "--author", "ane"]
    told = CliRunner().invoke(main, words)
    assert told.output == "PO-00001 to acme: sent (a person says that it arrived)\n"
    assert states(workspace) == ["sent", "sent", "approved"]
    assert sendings(store(workspace))["state"].to_list() == ["sent"]


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((purchase_orders, "write"), ["sent", "sent"]),
        ((mail, "mail"), ["unclear"]),
        ((sending, "_stepped"), ["sent", "sent"]),
    ],
)
def test_a_call_that_is_killed_is_finished_by_the_next_one(
    workspace: Workspace,
    inbox: Inbox,
    monkeypatch: pytest.MonkeyPatch,
    place: tuple[ModuleType, str],
    expected: list[str],
) -> None:
    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(*place, killed)
        with pytest.raises(Killed):
            send(workspace, author="ane")
    again = send(workspace, author="ane")
    assert [one.state for one in again] == expected
    assert send(workspace, author="ane") == []
    assert len(inbox.mails) == (0 if expected == ["unclear"] else 1)
    kept = store(workspace).decisions().filter(pl.col("action") == "send")
    assert kept["suggestion_id"].is_unique().all()


def hung(words: list[str], silent: socket.socket) -> None:
    """Call a command that talks to a silent server, and kill it while it waits."""
    with subprocess.Popen(words) as process:  # noqa: S603  # our own command
        silent.settimeout(120)
        caller, _ = silent.accept()
        process.send_signal(signal.SIGKILL)
        process.wait()
        caller.close()


def test_killed_in_the_middle_of_a_mail_it_is_unclear(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        mailed_through(silent.getsockname()[1], monkeypatch)
        command = "from pipelines.cli import main; main()"
        hung([sys.executable, "-c", command, "send", str(workspace.root)], silent)
    (unclear,) = send(workspace, author="ane", suppliers=["acme"])
    assert (unclear.state, unclear.supplier_id) == ("unclear", "acme")
    assert "orders@acme.example" in (unclear.note or "")
    assert states(workspace)[:2] == ["sent", "sent"]


def test_two_who_press_send_at_once_send_once(
    workspace: Workspace, inbox: Inbox
) -> None:
    sent: list[list[Sent]] = []
    pressed = [
        threading.Thread(target=lambda: sent.append(send(workspace, author="x")))
        for _ in range(4)
    ]
    for thread in pressed:
        thread.start()
    for thread in pressed:
        thread.join()
    assert sorted(map(len, sent)) == [0, 0, 0, 2]
    time.sleep(0.1)
    assert len(inbox.mails) == 1
