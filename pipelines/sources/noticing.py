"""What only a whole file shows of a column: its notation, its times, its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.staging.manner import Manner, Typed
from models.staging.notation import kind_of
from pipelines.sources.formats import FileFault

CONTRARY_SHARE = 0.2
"""With more cells than that in the other notation, the whole file is at fault."""


class Contradiction(Exception):  # noqa: N818 - not an error: the reading starts anew
    """A column of midnights that turns out to hold times."""

    def __init__(self, column: str) -> None:
        """Name the column."""
        super().__init__(column)
        self.column = column


def setting_for(table: str, kind: str | None) -> str:
    """Name the setting that decides how numbers or dates are written."""
    ways = {
        "number": 'decimal = "," or "."',
        "date": 'dates = "day-first" or "month-first"',
    }
    return f"say which in backstock.toml: [sources.{table}] {ways[kind or 'number']}"


@dataclass
class Column:
    """What was seen of one column so far."""

    filled: int = 0
    contrary: int = 0
    example: str = ""
    has_midnight: bool = False
    has_time: bool = False
    words: dict[str, int] = field(default_factory=dict)


class Noticed:
    """Remembers what concerns a column as a whole."""

    def __init__(self, path: str, manners: Mapping[str, Manner]) -> None:
        """Start a file."""
        self._path = path
        self._manners = manners
        self._columns = {name: Column() for name in manners}

    def add(self, name: str, typed: Typed) -> None:
        """Remember a part of a column.

        Raises FileFault where it needs a notation nobody settled, Contradiction where
        times turn up after midnights were taken for days.
        """
        if typed.unsettled:
            problem = (
                f"column {name} holds values such as {typed.unsettled!r} that can be "
                f"read in two ways, and no other value tells which"
            )
            raise FileFault(self._path, problem, self._remedy(name))
        seen = self._columns[name]
        is_first = typed.has_time and not seen.has_time
        seen.has_time |= typed.has_time
        seen.has_midnight |= typed.has_midnight
        if is_first and seen.has_midnight and self._manners[name].midnight_is_day:
            raise Contradiction(name)
        seen.contrary += typed.contrary
        seen.example = seen.example or typed.contrary_example
        seen.filled += len(typed.values) - typed.values.null_count() + typed.contrary
        for word, count in typed.words.items():
            seen.words[word] = seen.words.get(word, 0) + count

    def refuse_contrary(self) -> None:
        """Refuse the file if a column is not written as was settled for it."""
        for name, seen in self._columns.items():
            if seen.contrary > CONTRARY_SHARE * seen.filled:
                manner = self._manners[name]
                is_date = kind_of(manner.column) == "date"
                way = manner.dates if is_date else f"decimal {manner.decimal!r}"
                problem = (
                    f"column {name} is settled as {way}, but holds {seen.contrary} "
                    f"values such as {seen.example!r}"
                )
                raise FileFault(self._path, problem, self._remedy(name))

    def words(self) -> list[tuple[str, str, int]]:
        """Return the words that had no meaning: column, word, how often."""
        return sorted(
            (name, word, count)
            for name, seen in self._columns.items()
            for word, count in seen.words.items()
        )

    def _remedy(self, name: str) -> str:
        """Name the setting that decides for a column."""
        manner = self._manners[name]
        return setting_for(manner.table, kind_of(manner.column))
