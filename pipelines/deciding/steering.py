"""Recording what planners say in place of files, where they say it.

What stands last about a thing counts in the next run, over what files say of it. Who
says something of a thing that another person has spoken about since is told so, and
what they said is kept beside it.
"""

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from models import tables
from models.deciding.steering import (
    ForecastSaid,
    ParameterSaid,
    forecast_faults,
    parameter_faults,
)
from models.standing import EDIT, not_taken_back
from pipelines.deciding.schema import CONTRACT, NUMBER
from pipelines.deciding.store import Store
from pipelines.publishing import Snapshot

SUBJECTS = {
    "set_parameter": ("scope", "key", "parameter", "valid_from"),
    "override_forecast": ("sku", "location_id", "starts_on", "ends_on"),
    "confirm_outlier": ("sku", "location_id", "on"),
}
"""What each kind of decision is about: the key of the row it stands in for."""
PLACE = ("sku", "location_id")


class SteeringFault(ValueError):  # noqa: N818  # a fault has a name
    """What was said cannot stand; ``fields`` names what is wrong with it."""

    def __init__(self, fields: list[str]) -> None:
        """Name the fields."""
        super().__init__(f"not allowed: {', '.join(fields)}")
        self.fields = fields


@dataclass(frozen=True)
class Word:
    """Something said of a thing: what kind, about what, and what of it.

    ``value`` empty takes back what stands, so that what stood before counts again, the
    row of a file in the end.
    """

    action: str
    subject: Mapping[str, str | None]
    value: Mapping[str, object] | None
    edit_id: str | None = None


@dataclass(frozen=True)
class Speaker:
    """Who says something, why, and having seen what.

    ``seen_entry_no`` is the newest entry of the store that they had seen; empty: it
    counts whatever others have said.
    """

    author: str
    reason: str | None = None
    seen_entry_no: int | None = None


@dataclass(frozen=True)
class Reply:
    """What came of a word: recorded, the same as stood, or too late.

    ``conflict`` is what another person has said since (a row of ``decisions``).
    """

    is_recorded: bool
    conflict: dict[str, object] | None = None


def set_parameter(
    store: Store, snapshot: Snapshot, said: ParameterSaid, by: Speaker
) -> Reply:
    """Let a planning parameter hold from the next run on.

    Raise:
        SteeringFault: the parameter, its level or its value is none.
    """
    read = snapshot.read
    _refuse(
        parameter_faults(said, read("products"), read("suppliers"), read("locations"))
    )
    return say(store, snapshot.run, _word("set_parameter", said), by)


def override_forecast(
    store: Store, snapshot: Snapshot, said: ForecastSaid, by: Speaker
) -> Reply:
    """Let a planner's own number stand in for the forecast from the next run on.

    Raise:
        SteeringFault: the item, the place, the days or the number are none.
    """
    products, locations = snapshot.read("products"), snapshot.read("locations")
    _refuse(forecast_faults(said, products, locations))
    return say(store, snapshot.run, _word("override_forecast", said), by)


def say(store: Store, run: str, word: Word, by: Speaker) -> Reply:
    """Record ``word`` about the plan of ``run``, once."""
    with store.writing() as turn:
        about = _about(turn.of_no_line(), word)
        named = replace(word, edit_id=word.edit_id or uuid.uuid4().hex)
        standing = not_taken_back(about).filter(pl.col("status").is_null())
        last = standing.row(-1, named=True) if standing.height else None
        value = None if word.value is None else dict(word.value)
        if named.edit_id in about["edit_id"] or _says(last) == value:
            return Reply(is_recorded=False)
        late = _said_since(about, by)
        decided = {"decided_at": turn.now(), "run": run, "author": by.author}
        row = _kept(named, last) | decided | {"reason": by.reason}
        if late:
            seen = {"decision_id": f"{named.edit_id}@{by.seen_entry_no}"}
            row |= seen | {"edit_id": None, "status": "conflicting"}
        turn.append(_table(row))
        return Reply(is_recorded=late is None, conflict=late)


def _refuse(faults: list[str]) -> None:
    """Stop where anything is wrong."""
    if faults:
        raise SteeringFault(faults)


def _word(action: str, said: ParameterSaid | ForecastSaid) -> Word:
    """Return what was said of a row of a file."""
    fields = {
        name: str(value) if isinstance(value, dt.date) else value
        for name, value in vars(said).items()
        if value is not None
    }
    subject = {name: fields.pop(name, None) for name in SUBJECTS[action]}
    return Word(action, subject, fields)


def _about(entries: pl.DataFrame, word: Word) -> pl.DataFrame:
    """Return what was said of the same thing, what took it back among it."""
    said = entries.filter(pl.col("action") == word.action)
    is_same = [
        all(_fields(row).get(name) == value for name, value in word.subject.items())
        for row in said.iter_rows(named=True)
    ]
    same = said.filter(pl.Series(is_same, dtype=pl.Boolean))
    undone = entries.filter(pl.col("action") == "undo").join(
        same.select(undoes=EDIT), on="undoes", how="semi"
    )
    return pl.concat([same, undone]).sort(NUMBER)


def _fields(row: Mapping[str, object]) -> dict[str, object]:
    """Return what a decision says of its thing."""
    said: dict[str, object] = json.loads(str(row["after"] or "{}"))
    places = {name: row[name] for name in PLACE if row[name]}
    return said | places


def _says(last: Mapping[str, object] | None) -> dict[str, object] | None:
    """Return the value that stands."""
    if last is None:
        return None
    subject = SUBJECTS[str(last["action"])]
    return {name: value for name, value in _fields(last).items() if name not in subject}


def _said_since(about: pl.DataFrame, by: Speaker) -> dict[str, object] | None:
    """Return what another person said last, if that was after what was seen."""
    counted = about.filter(pl.col("status").is_null())
    if by.seen_entry_no is None or counted.is_empty():
        return None
    newest = counted.row(-1, named=True)
    is_late = newest[NUMBER] > by.seen_entry_no and newest["author"] != by.author
    return newest if is_late else None


def _kept(word: Word, last: Mapping[str, object] | None) -> dict[str, object]:
    """Return a word as a row of ``decisions``: what of it, and what stood before."""
    is_undo = word.value is None
    said = {
        name: value
        for name, value in word.subject.items()
        if value is not None and name not in PLACE
    }
    stood = last or {}
    return {
        "decision_id": word.edit_id,
        "edit_id": word.edit_id,
        "suggestion_id": "",
        "action": "undo" if is_undo else word.action,
        "undoes": (stood.get("edit_id") or stood.get("decision_id"))
        if is_undo
        else None,
        **{name: word.subject.get(name) for name in PLACE},
        "before": stood.get("after"),
        "after": None if is_undo else json.dumps({**said, **(word.value or {})}),
    }


def _table(row: Mapping[str, object]) -> pl.DataFrame:
    """Return one row of ``decisions``; what it does not say is empty."""
    columns = CONTRACT.columns()
    names = tables.column_names("decisions")
    return pl.DataFrame(
        {name: [row.get(name)] for name in names},
        schema={name: columns[name].dtype for name in names},
    )
