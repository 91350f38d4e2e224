"""Writes the example company: documents into an inbox, the truth beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from models.example import real_documents, real_orders
from models.example import truth as truths
from models.example.documents import documents
from models.example.simulation import Story, simulate
from models.example.sizes import CURRENCY, SIZES, TIME_ZONE
from models.example.world import world

NAME = "Example Company"
INSTANT_FORMAT = "%Y-%m-%dT%H:%MZ"
LOCAL_FORMAT = "%Y-%m-%dT%H:%M:%S"


@dataclass(frozen=True)
class ExampleSummary:
    """What was written: the settings of the company, and rows by table."""

    name: str
    currency: str
    time_zone: str
    rows: dict[str, int]


def write_example(
    inbox: Path, truth: Path, size: str, seed: int, orders: Path | None
) -> ExampleSummary:
    """Write a business into ``inbox`` as CSV and what really happened into ``truth``.

    With ``orders`` (a file of real order lines) the business is built around them, and
    their extent decides, not ``size``.
    """
    inbox.mkdir(parents=True, exist_ok=True)
    truth.mkdir(parents=True, exist_ok=True)
    if orders is not None:
        return _around_orders(inbox, truth, seed, orders)
    story = simulate(world(SIZES[size], seed))
    rows = {name: write_csv(inbox, name, parts) for name, parts in documents(story)}
    _write_truth(truth, story)
    return ExampleSummary(NAME, CURRENCY, TIME_ZONE, rows)


def _around_orders(inbox: Path, truth: Path, seed: int, file: Path) -> ExampleSummary:
    """Write a business around the order lines of a file."""
    found = pl.read_parquet(file) if file.suffix == ".parquet" else _read_csv(file)
    taken = real_orders.orders(found, CURRENCY, TIME_ZONE)
    story = real_orders.story_of(taken, seed)
    tables = real_documents.documents(taken, story)
    rows = {name: write_csv(inbox, name, parts) for name, parts in tables}
    _write_truth(truth, story)
    return ExampleSummary(taken.name, taken.currency, taken.time_zone, rows)


def _read_csv(file: Path) -> pl.DataFrame:
    """Read a CSV file whose item and order numbers may look like numbers."""
    return pl.read_csv(file, infer_schema=False)


def _write_truth(truth: Path, story: Story) -> None:
    """Write what really happened."""
    for table in truths.TRUTH:
        write_parquet(truth / f"{table.__name__}.parquet", table(story))


def write_csv(inbox: Path, table: str, parts: Iterable[pl.DataFrame]) -> int:
    """Write the parts of a table one after the other, and return its rows."""
    rows = 0
    with (inbox / f"{table}.csv").open("wb") as file:
        for number, part in enumerate(parts):
            part.write_csv(
                file,
                include_header=number == 0,
                datetime_format=_instant_format(part),
            )
            rows += part.height
    return rows


def _instant_format(part: pl.DataFrame) -> str:
    """Return how instants are written: in UTC, or local where no zone is known."""
    kinds = part.schema.dtypes()
    is_local = any(isinstance(k, pl.Datetime) and not k.time_zone for k in kinds)
    return LOCAL_FORMAT if is_local else INSTANT_FORMAT


def write_parquet(path: Path, parts: Iterator[pl.DataFrame]) -> None:
    """Write the parts of a table one after the other."""
    first = next(parts).to_arrow()
    with pq.ParquetWriter(path, first.schema, compression="zstd") as file:
        for part in chain([first], (frame.to_arrow() for frame in parts)):
            file.write_table(part)
