"""Which notation a column uses: decimal mark, order of day and month.

``1.234`` and ``03/04/2026`` do not say it themselves; other values of the column do,
else other columns of the same table, for one exporter writes one way. What nothing
settles is not guessed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

import dataframely as dy
import polars as pl

Kind = Literal["number", "date"]
Order = Literal["day-first", "month-first", "iso"]
ORDERS: tuple[str, ...] = get_args(Order)
DOMINANT = 20
"""Evidence this many times stronger settles; the few others are refused row by row."""

WAYS = {
    ".": ("a decimal point", "decimalpunktum"),
    ",": ("a decimal comma", "decimalkomma"),
    "day-first": ("the day first", "dagen først"),
    "month-first": ("the month first", "måneden først"),
}
_GROUP = r"[ \u00a0\u202f\u2009'\u2019]"
_HEAD = r"^(?:[^\d]*[^\d.,])?"
_TAIL = r"(?:[^\d.,].*|[.,]-)?$"
_SHORT_DAY = r"^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})(?:\D.*)?$"


@dataclass(frozen=True)
class Evidence:
    """What the values of one column say about its notation.

    ``first`` counts what speaks for a decimal point or day-first, ``second`` for a
    comma or month-first, ``open`` what needs it settled, ``dotted`` dates such as
    3.4.2026, which are day-first unless others say otherwise.
    """

    kind: Kind
    first: int = 0
    second: int = 0
    open: int = 0
    dotted: int = 0
    example: str = ""
    against: str = ""

    def __add__(self, other: "Evidence") -> "Evidence":
        """Join the evidence of two parts of a column."""
        return Evidence(
            self.kind,
            self.first + other.first,
            self.second + other.second,
            self.open + other.open,
            self.dotted + other.dotted,
            self.example or other.example,
            self.against or other.against,
        )

    @property
    def verdict(self) -> str:
        """Return what the evidence settles, ``conflict``, or nothing."""
        sides = (".", ",") if self.kind == "number" else ("day-first", "month-first")
        if self.first == self.second == 0:
            return ""
        if self.first >= DOMINANT * self.second:
            return sides[0]
        return sides[1] if self.second >= DOMINANT * self.first else "conflict"


@dataclass(frozen=True)
class Notation:
    """What was settled: decimal mark or date order by column, and why."""

    choices: dict[str, str] = field(default_factory=dict)
    notes: list[tuple[str, str, str]] = field(default_factory=list)


class UnsettledNotation(ValueError):  # noqa: N818 - a state, not an error
    """A column whose notation nothing settles."""

    def __init__(self, column: str, evidence: Evidence) -> None:
        """Say which values disagree or say too little."""
        super().__init__(column)
        self.column = column
        self.evidence = evidence

    def __str__(self) -> str:
        """Say what is not clear."""
        seen = self.evidence
        if seen.verdict == "conflict":
            return (
                f"column {self.column} is written in two ways, "
                f"as {seen.example!r} and as {seen.against!r}"
            )
        what = "numbers" if seen.kind == "number" else "dates"
        return (
            f"column {self.column} holds {what} such as {seen.example!r} that can be "
            f"read in two ways, and no other value tells which"
        )


def kind_of(column: dy.Column) -> Kind | None:
    """Return what about the notation of a column has to be settled."""
    if isinstance(column.dtype, pl.Date | pl.Datetime):
        return "date"
    return "number" if column.dtype.is_numeric() else None


def evidence(text: pl.Series, kind: Kind) -> Evidence:
    """Return what the values of a column, or of a part of it, say.

    >>> evidence(pl.Series(["1.234", "12,50"]), "number").verdict
    ','
    >>> evidence(pl.Series(["03/04/2026", "25/04/2026"]), "date").verdict
    'day-first'
    """
    return _of_numbers(text) if kind == "number" else _of_dates(text)


def _speaks_for(mark: str, other: str) -> str:
    """Return the pattern of numbers whose decimal mark can only be ``mark``."""
    mark, other = rf"\{mark}", rf"\{other}"
    grouped = rf"[1-9]\d{{0,2}}(?:(?:{other}|{_GROUP})\d{{3}})+"
    body = "|".join(
        (
            rf"(?:\d*|{grouped}){mark}(?:\d{{1,2}}|\d{{4,}})",
            rf"(?:0\d*|\d{{4,}}|{grouped}|){mark}\d+",
            rf"[1-9]\d{{0,2}}(?:{other}\d{{3}}){{2,}}",
        )
    )
    return rf"{_HEAD}(?:{body}){_TAIL}"


def _of_numbers(text: pl.Series) -> Evidence:
    """Count numbers whose decimal mark can be told."""
    marked = text.drop_nulls()
    marked = marked.filter(marked.str.contains(r"[.,]\d"))
    for_point = marked.str.contains(_speaks_for(".", ","))
    for_comma = marked.str.contains(_speaks_for(",", "."))
    still_open = marked.str.contains(rf"{_HEAD}[1-9]\d{{0,2}}[.,]\d{{3}}{_TAIL}")
    return _weighed(marked, "number", for_point, for_comma, still_open)


def _of_dates(text: pl.Series) -> Evidence:
    """Count dates whose order of day and month can be told."""
    marked = text.drop_nulls()
    marked = marked.filter(marked.str.contains(_SHORT_DAY))
    parts = marked.str.extract_groups(_SHORT_DAY).struct.unnest()
    one, two = parts["1"].cast(pl.Int64), parts["3"].cast(pl.Int64)
    last = 12  # no month is above it
    is_short = (parts["4"].str.len_bytes() == len("26")) & (parts["2"] == "-")
    for_day = (one > last) & (two <= last) & ~is_short
    for_month = (two > last) & (one <= last) & ~is_short
    dotted = (parts["2"] == ".") & (one <= last) & (two <= last) & (one != two)
    still_open = ((one <= last) & (two <= last) & (one != two)) | is_short
    found = _weighed(marked, "date", for_day, for_month, still_open & ~dotted)
    return found + Evidence("date", dotted=int(dotted.sum()))


def _weighed(
    text: pl.Series, kind: Kind, one: pl.Series, two: pl.Series, still_open: pl.Series
) -> Evidence:
    """Count what speaks for each side, with an example of what matters."""
    is_conflict = bool(one.any() and two.any())
    example = text.filter(one if is_conflict else still_open)
    against = text.filter(two)
    return Evidence(
        kind,
        first=int(one.sum()),
        second=int(two.sum()),
        open=int(still_open.sum()),
        example=example[0] if len(example) else "",
        against=against[0] if len(against) else "",
    )


def is_settled(found: Mapping[str, Evidence]) -> bool:
    """Tell whether nothing more has to be read to know the notation of each column."""
    verdicts = {
        kind: {e.verdict for e in found.values() if e.kind == kind} - {""}
        for kind in get_args(Kind)
    }
    return all(
        e.verdict not in ("", "conflict")
        or (e.verdict == "" and len(verdicts[e.kind]) == 1)
        or (e.kind == "date" and not e.open)
        for e in found.values()
    )


def settled(found: Mapping[str, Evidence]) -> Notation:
    """Return the notation of each column, from its own values or its neighbours'.

    Raises UnsettledNotation where values can be read in two ways and nothing tells.
    """
    common = {kind: _common(found.values(), kind) for kind in get_args(Kind)}
    notation = Notation()
    for name, seen in found.items():
        choice = seen.verdict or common[seen.kind]
        if choice == "conflict" or (seen.open and not choice):
            raise UnsettledNotation(name, seen)
        if seen.dotted and not choice:
            choice = "day-first"
            notation.notes.append(_note(name, "3.4.2026", choice, None))
        if choice:
            notation.choices[name] = choice
        if seen.open and not seen.verdict:
            sister = next(n for n, e in found.items() if e.verdict == choice)
            notation.notes.append(_note(name, seen.example, choice, sister))
    return notation


def _common(found: Iterable[Evidence], kind: Kind) -> str:
    """Return what all columns of one kind that say anything agree on."""
    verdicts = {e.verdict for e in found if e.kind == kind} - {""}
    return verdicts.pop() if len(verdicts) == 1 else ""


def _note(
    name: str, example: str, choice: str, sister: str | None
) -> tuple[str, str, str]:
    """Say on what the notation of a column rests, in English and Danish."""
    english, danish = WAYS[choice]
    if sister is None:
        because = f": dates with points, as {example}, are"
        fordi = f": sådan skrives datoer med punktum, som {example}"
    else:
        because = f", as {sister} is; {example!r} alone does not tell"
        fordi = f", som {sister} er skrevet; {example!r} alene viser det ikke"
    return (
        name,
        f"{name} is read with {english}{because}.",
        f"{name} læses med {danish}{fordi}.",
    )
