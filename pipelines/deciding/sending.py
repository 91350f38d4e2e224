"""Sending approved orders: on paper, by mail where that is set up, and once only."""

import datetime as dt
import fcntl
import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from models.tables import columns as c
from pipelines.deciding import mail, purchase_orders
from pipelines.deciding.claims import Narrowed, claim, lines_of, number, take_back
from pipelines.deciding.purchase_orders import Party, PurchaseOrder
from pipelines.deciding.sendings import OPEN, Sending, newest, sendings, step, steps
from pipelines.deciding.store import Store
from pipelines.publishing import Snapshot, published
from pipelines.workspace import Workspace, WorkspaceFault


@dataclass(frozen=True)
class Sent:
    """What became of an order: its state, its papers, and what is to be known of it.

    ``note`` says how it went out (an address, or empty: hand the papers over), or why
    it did not.
    """

    order_no: str
    supplier_id: str
    state: str
    papers: Path | None
    note: str | None


def send(  # noqa: PLR0913  # what is sent, each narrowing by name
    workspace: Workspace,
    *,
    author: str,
    suppliers: Collection[str] = (),
    suggestion_ids: Collection[str] = (),
    approved_by: str | None = None,
    everything: bool = False,
) -> list[Sent]:
    """Send what is approved and not sent yet, and finish what a killed call began.

    What is to be ordered on a later day waits for it, unless ``everything`` is to go.
    ``suppliers``, ``suggestion_ids`` and ``approved_by`` narrow it down; empty: all.

    Each order is claimed before anything of it is written, so that a second call, or
    one that was killed, never sends a line twice. A mail that was begun and not
    finished is never sent again by itself: its order is *unclear* until ``resolve``.
    """
    with _alone(workspace):
        snapshot, store = published(workspace), Store(workspace.decisions_url)
        begun = _left_behind(store, author)
        due_on = None if everything else today(workspace, snapshot)
        meant = Narrowed(suppliers, suggestion_ids, approved_by, due_on)
        with store.writing() as turn:
            matches = snapshot.read("supply_matches")
            claimed = claim(turn, matches, snapshot.run, author, meant)
        unclear = [one for one in begun if isinstance(one, Sent)]
        open_ones = [one for one in begun if isinstance(one, Sending)]
        return [
            *unclear,
            *(
                _carried_out(workspace, snapshot, store, one, author)
                for one in [*open_ones, *claimed]
            ),
        ]


def today(workspace: Workspace, snapshot: Snapshot) -> dt.date:
    """Return the company's own day, or the plan's first day where that is later."""
    first = snapshot.as_of + dt.timedelta(days=1)
    return max(first, dt.datetime.now(workspace.settings.zone).date())


def resolve(
    workspace: Workspace, order_no: str, *, has_arrived: bool, author: str
) -> Sent:
    """Say of an unclear order whether its supplier has it; else it can be sent anew."""
    with _alone(workspace):
        store = Store(workspace.decisions_url)
        found = sendings(store).filter(
            pl.col("order_no") == order_no, pl.col("state") == "unclear"
        )
        if found.is_empty():
            message = f"{order_no} is no order of which it is unclear whether it went"
            raise WorkspaceFault(message)
        sending = _of(found.row(0, named=True))
        state = "sent" if has_arrived else "released"
        note = "a person says that it arrived" if has_arrived else "it did not arrive"
        with store.writing() as turn:
            if not has_arrived:
                take_back(turn, sending, author, f"{order_no}: {note}")
            step(turn, sending, state, author, note)
        return Sent(order_no, sending.supplier_id, state, None, note)


@contextmanager
def _alone(workspace: Workspace) -> Iterator[None]:
    """Wait until nobody else sends orders of ``workspace``, then hold it alone."""
    with workspace.sending_lock_file.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _left_behind(store: Store, author: str) -> list[Sending | Sent]:
    """Return the orders that a killed call left: to go on with, or unclear."""
    left: list[Sending | Sent] = []
    rows = newest(steps(store)).filter(pl.col("state").is_in(OPEN))
    for row in rows.iter_rows(named=True):
        sending = _of(row)
        if row["state"] == "claimed":
            left.append(sending)
            continue
        note = f"stopped while it was mailed to {row['note']}: ask the supplier"
        left.append(_stepped(store, sending, "unclear", author, note))
    return left


def _of(row: dict[str, str]) -> Sending:
    """Return the order that a step is about."""
    return Sending(row["order_no"], row["supplier_id"], row["location_id"], row["run"])


def _carried_out(
    workspace: Workspace,
    snapshot: Snapshot,
    store: Store,
    sending: Sending,
    author: str,
) -> Sent:
    """Write the papers of an order that is claimed, and mail them where that is set."""
    settings = workspace.settings
    order = _order(workspace, snapshot, store, sending)
    papers = purchase_orders.write(order, workspace.sent_orders, settings.as_company)
    address = mail.address_of(order)
    if not settings.mail.host or not address:
        return _stepped(store, sending, "sent", author, None, papers)
    _stepped(store, sending, "mailing", author, address)
    try:
        mail.mail(order, papers, settings.mail, settings.as_company)
    except mail.NotMailed as fault:
        with store.writing() as turn:
            take_back(turn, sending, author, f"not mailed: {fault}")
            step(turn, sending, "refused", author, str(fault))
        return Sent(
            sending.order_no, sending.supplier_id, "refused", papers, str(fault)
        )
    except mail.MailUnclear as fault:
        return _stepped(store, sending, "unclear", author, str(fault), papers)
    return _stepped(store, sending, "sent", author, address, papers)


def _stepped(  # noqa: PLR0913, PLR0917  # what a step says
    store: Store,
    sending: Sending,
    state: str,
    author: str,
    note: str | None,
    papers: Path | None = None,
) -> Sent:
    """Keep a step of an order, and say what became of it."""
    with store.writing() as turn:
        step(turn, sending, state, author, note)
    return Sent(sending.order_no, sending.supplier_id, state, papers, note)


def _order(
    workspace: Workspace, snapshot: Snapshot, store: Store, sending: Sending
) -> PurchaseOrder:
    """Return an order with all that stands on its papers."""
    with store.writing() as turn:
        claimed = lines_of(turn, sending.order_no)
    zone = workspace.settings.zone
    rows = [
        _line(at, row, json.loads(row["line"]))
        for at, row in enumerate(claimed.iter_rows(named=True), start=1)
    ]
    line = json.loads(claimed["line"][0])
    at: dt.datetime = claimed["decided_at"][0]
    return PurchaseOrder(
        sending.order_no,
        at.astimezone(zone).date(),
        _supplier(snapshot, sending.supplier_id),
        _place(snapshot, sending.location_id),
        str(line.get("currency") or workspace.settings.company.currency),
        pl.DataFrame(rows, schema=purchase_orders.LINE, orient="row"),
    )


def _line(
    at: int, row: dict[str, object], line: dict[str, object]
) -> tuple[object, ...]:
    """Return a line of an order: what was decided, at the price it was decided at."""
    qty, cost = number(row["decided_qty"]), number(line.get("unit_cost"))
    amount = (qty * cost).quantize(number(f"1e-{c.MONEY_SCALE}"))
    names = (line.get("supplier_sku"), line.get("sku"), line.get("title"))
    return (at, *names, qty, cost, amount, row["arrive_on"], row["suggestion_id"])


def _supplier(snapshot: Snapshot, supplier_id: str) -> Party:
    """Return the supplier as the published plan knows it."""
    rows = snapshot.read("suppliers").filter(pl.col("supplier_id") == supplier_id)
    if rows.is_empty():
        return Party(supplier_id, supplier_id)
    row = rows.row(0, named=True)
    return Party(supplier_id, row["name"] or supplier_id, email=row["email"])


def _place(snapshot: Snapshot, location_id: str) -> Party:
    """Return the place as the published plan knows it."""
    rows = snapshot.read("locations").filter(pl.col("location_id") == location_id)
    if rows.is_empty():
        return Party(location_id, location_id)
    row = rows.row(0, named=True)
    parts = (row["postcode"], row["country"])
    return Party(location_id, row["name"] or location_id, " ".join(filter(None, parts)))
