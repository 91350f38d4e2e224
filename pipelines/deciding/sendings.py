"""What happened to each purchase order on its way to its supplier, step by step.

claimed → (mailing →) sent; or refused, when the mail certainly did not go; or unclear,
when nobody can tell, until a person says that it arrived (sent) or did not (released).
What is refused or released is approved again, to be sent anew under another number.
"""

import datetime as dt
from dataclasses import dataclass

import polars as pl
import sqlalchemy as sa

from pipelines.deciding.schema import SENDINGS
from pipelines.deciding.store import Store, Turn

STATES = ("claimed", "mailing", "sent", "unclear", "refused", "released")
OPEN = ("claimed", "mailing")
"""States in which a process works on an order, or was killed doing so."""
SCHEMA = pl.Schema(
    {
        "order_no": pl.String(),
        "state": pl.String(),
        "at": pl.Datetime("us", "UTC"),
        "author": pl.String(),
        "supplier_id": pl.String(),
        "location_id": pl.String(),
        "run": pl.String(),
        "note": pl.String(),
    }
)


@dataclass(frozen=True)
class Sending:
    """A purchase order under way: its number and what it is about."""

    order_no: str
    supplier_id: str
    location_id: str
    run: str


def sendings(store: Store) -> pl.DataFrame:
    """Return a row per purchase order with the state it is in, newest first."""
    return newest(steps(store)).reverse()


def steps(store: Store) -> pl.DataFrame:
    """Return every step of every purchase order, oldest first."""
    with store.reading() as connection:
        return steps_of(connection)


def steps_of(connection: sa.Connection) -> pl.DataFrame:
    """Return every step as ``steps`` does, in a connection that is open."""
    query = sa.select(*(SENDINGS.c[name] for name in SCHEMA)).order_by(
        SENDINGS.c.event_no
    )
    rows = [tuple(row) for row in connection.execute(query)]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def newest(steps: pl.DataFrame) -> pl.DataFrame:
    """Return the last step of each purchase order, in the order of their numbers."""
    return steps.unique("order_no", keep="last", maintain_order=True).sort("order_no")


def step(
    turn: Turn, sending: Sending, state: str, author: str, note: str | None = None
) -> None:
    """Add a step of ``sending``."""
    row = {
        **vars(sending),
        "state": state,
        "at": dt.datetime.now(dt.UTC),
        "author": author,
        "note": note,
    }
    turn.connection.execute(SENDINGS.insert(), [row])
