"""A purchase order by mail: it went, it did not, or nobody can tell."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import localtime, parseaddr
from pathlib import Path

from models.company import Company
from models.reports.texts import text
from pipelines.deciding.purchase_orders import PurchaseOrder
from pipelines.settings import MailSettings

KINDS = {
    ".html": ("text", "html"),
    ".csv": ("text", "csv"),
    ".xlsx": (
        "application",
        "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


class NotMailed(RuntimeError):  # noqa: N818  # a fault has a name
    """The mail certainly did not go; the message says why."""


class MailUnclear(RuntimeError):  # noqa: N818  # a fault has a name
    """The mail may have gone: the connection broke while it was handed over."""


def address_of(order: PurchaseOrder) -> str | None:
    """Return where an order is mailed to; empty: its supplier has no address."""
    return _checked(order.supplier.email)


def mail(
    order: PurchaseOrder, papers: Path, settings: MailSettings, company: Company
) -> None:
    """Mail ``order`` with its ``papers``.

    Raise:
        NotMailed: the server could not be reached, or refused it.
        MailUnclear: the connection broke after the mail was begun.
    """
    message = _message(order, papers, settings, company)
    with _server(settings) as server:
        try:
            refused = server.send_message(message)
        except (
            smtplib.SMTPResponseException,
            smtplib.SMTPRecipientsRefused,
            smtplib.SMTPNotSupportedError,
        ) as fault:
            raise NotMailed(_told(fault)) from fault
        except (smtplib.SMTPException, OSError) as fault:
            raise MailUnclear(_told(fault)) from fault
    if address_of(order) in refused:
        raise NotMailed(_one_line(f"the supplier's address was refused: {refused}"))


@contextmanager
def _server(settings: MailSettings) -> Iterator[smtplib.SMTP]:
    """Connect to the server; whatever breaks before a mail is begun sends none."""
    try:
        server = _connected(settings)
    except (smtplib.SMTPException, OSError) as fault:
        raise NotMailed(_told(fault)) from fault
    try:
        yield server
    finally:
        server.close()


def _connected(settings: MailSettings) -> smtplib.SMTP:
    """Return a server that has been greeted and knows us."""
    place = (settings.host or "", settings.port)
    wait, trust = settings.wait_seconds, ssl.create_default_context()
    if settings.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=wait, context=trust)
    else:
        server = smtplib.SMTP(*place, timeout=wait)
    if settings.security == "starttls":
        server.starttls(context=trust)
    if settings.user and settings.password:
        server.login(settings.user, settings.password.get_secret_value())
    return server


def _message(
    order: PurchaseOrder, papers: Path, settings: MailSettings, company: Company
) -> EmailMessage:
    """Return the letter with its papers; the same order has the same id."""
    language = company.language
    names = {
        "order_no": order.order_no,
        "company": _one_line(company.name),
        "supplier": _one_line(order.supplier.name),
        "ask": text("po_ask", language),
    }
    sender = settings.sender or ""
    message = EmailMessage()
    message["Date"] = localtime()
    message["Subject"] = text("po_subject", language, **names)
    message["From"] = sender
    message["To"] = address_of(order) or ""
    if copy_to := _checked(settings.copy_to):
        message["Cc"] = copy_to
    message["Message-ID"] = (
        f"<{order.order_no}@{parseaddr(sender)[1].partition('@')[2]}>"
    )
    message.set_content(text("po_letter", language, **names))
    for path in sorted(papers.iterdir()):
        kind, subkind = KINDS[path.suffix]
        message.add_attachment(
            path.read_bytes(), maintype=kind, subtype=subkind, filename=path.name
        )
    return message


def _checked(address: str | None) -> str | None:
    """Return an address that a mail can be sent to, nothing of one that is none."""
    plain = parseaddr(address or "")[1]
    try:
        parsed = Address(addr_spec=plain) if "@" in plain else None
    except (ValueError, IndexError):
        return None
    return parsed.addr_spec if parsed and parsed.domain else None


def _one_line(words: str) -> str:
    """Return words that fit a header."""
    return " ".join(words.split())


def _told(fault: Exception) -> str:
    """Return what went wrong in one line."""
    return _one_line(f"{type(fault).__name__}: {fault}")[:500]
