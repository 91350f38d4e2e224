"""A book of moves on disk: every day adds to it and costs only what that day changes.

It takes moves as they come, numbers them, and keeps what each costs. As long as the
book is open, what stands (pools, layers, accounts) is in memory, and new moves are
posted to it. Now and then it is put aside as a checkpoint; a book that is opened again
goes on from the newest. Items with a late document go back to the newest checkpoint
that is older than all their moves since, and these are posted again; so an ordinary day
costs a day, and a late document the days of its item since it happened.
The answer is that of a replay of everything, to the last unit.
"""

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl

from models.inventory.costing.books import STORE, USED, Books, Integers
from models.inventory.costing.going_back import gone_back
from models.inventory.costing.standing import Standing

ANSWER = ("cost", "adjustment", "value")
KEPT = (*ANSWER, "qty", "item")
"""Columns of whole numbers by number of the move; read where they are needed only."""

PART = 2_000_000
"""Moves are posted in parts of this size at most, so that memory stays small."""

PUT_ASIDE_SHARE = 0.01
"""What stands is put aside when more than this share of all moves came since then."""

AGES = (0, 0, 7, 30, 90)
"""Days: the two newest checkpoints are kept, and the newest that is older than each."""

SPARE = 1.1
"""Room for so many times the layers that a checkpoint has."""


@dataclass(frozen=True)
class Checkpoint:
    """What stood after the first ``count`` moves that came, the last one at ``at``."""

    folder: Path
    count: int
    at: dt.datetime

    @classmethod
    def read(cls, folder: Path) -> "Checkpoint":
        """Return the checkpoint in a folder."""
        told = json.loads((folder / "checkpoint.json").read_text())
        return cls(folder, told["count"], dt.datetime.fromisoformat(told["at"]))

    def standing(
        self, method: str, unit: int, pools: pl.DataFrame | None = None
    ) -> Standing:
        """Return what stood; it is read as it is touched, and never changed here.

        ``pools`` are those of books that went on from here, where they are at hand: the
        first of them are the ones that stood.
        """
        heap, accounts = (
            np.asarray(np.load(self.folder / f"{name}.npy", mmap_mode="c"))
            for name in ("heap", "accounts")
        )
        stood = pl.scan_parquet(self.folder / "pools.parquet")
        known = (
            stood.collect()
            if pools is None
            else pools.head(stood.select(pl.len()).collect().item())
        )
        return Standing(method, unit, Books(heap), known, accounts)


@dataclass
class MoveBook:
    """The book in one folder; one process at a time writes to it."""

    folder: Path
    method: str = "fifo"
    unit: int = 100
    standing: Standing | None = field(default=None, repr=False)
    stood_at: dt.datetime | None = None

    def add(self, moves: pl.DataFrame) -> int:
        """Add moves as they came; return how many had to be posted for it.

        Columns as in ``bulk.valued``; ``applies_to`` is the number of a move, and moves
        are numbered from 0 as they are added.
        """
        if moves.is_empty():
            return 0
        first = self.count
        self._write(first, moves)
        standing, waiting = self._to_post(first, moves.schema)
        for part in waiting.iter_slices(PART):
            posted, standing = standing.after(part, self._sources)
            self._keep(part["number"].to_numpy(), posted)
        self.standing, self.stood_at = standing, self._latest(waiting["ts"][-1])
        if self.count - self._put_aside_until() > PUT_ASIDE_SHARE * self.count:
            self._put_aside(standing, self.stood_at)
        return waiting.height

    def _to_post(self, first: int, keys: pl.Schema) -> tuple[Standing, pl.DataFrame]:
        """Return what stands, and the moves to post to it, in order.

        ``first`` is the number of the first new move.
        """
        standing = self.standing
        self.standing = None  # a replay that fails must not be gone on with
        if standing is None and (newest := self._checkpoints()[-1:]):
            standing = newest[0].standing(self.method, self.unit)
            self.stood_at, first = newest[0].at, newest[0].count
        if standing is None:
            nothing = Standing.empty(keys, self.method, self.unit)
            return nothing, self._since(0).sort("ts", "number")
        waiting = self._since(first)
        late = waiting.filter(pl.col("ts") < self.stood_at)
        if late.is_empty():
            return standing, waiting.sort("ts", "number")
        earliest, late = late["ts"].min(), late.select("sku").unique()
        was, again = self._before(earliest, late, standing.pools)
        again = again.filter(pl.col("number") < first)
        to_post = pl.concat([again, waiting]).sort("ts", "number")
        of_late = to_post.join(late, on="sku", how="semi")
        return gone_back(standing, was, of_late), to_post

    def _latest(self, at: dt.datetime) -> dt.datetime:
        """Return when the last move happened, where one was posted now, at ``at``."""
        return at if self.stood_at is None else max(at, self.stood_at)

    def _put_aside_until(self) -> int:
        """Return how many moves the newest checkpoint knows."""
        return max((one.count for one in self._checkpoints()), default=0)

    @property
    def count(self) -> int:
        """How many moves the book has."""
        files = list(self._files())
        if not files:
            return 0
        first, file = files[-1]
        return first + int(pl.scan_parquet(file).select(pl.len()).collect().item())

    def read(self) -> pl.DataFrame:
        """Return every move as it was added, with what it costs."""
        rows = self._since(0)
        return rows.with_columns(
            pl.Series(name, np.array(self._column(name))) for name in ANSWER
        )

    def _files(self) -> Iterator[tuple[int, Path]]:
        """Return the files of moves, each with the number of its first."""
        for file in sorted((self.folder / "moves").glob("*.parquet")):
            yield int(file.stem), file

    def _write(self, first: int, moves: pl.DataFrame) -> None:
        """Put new moves down, and make room for what they cost."""
        (self.folder / "moves").mkdir(parents=True, exist_ok=True)
        moves.write_parquet(self.folder / "moves" / f"{first:015d}.parquet")
        for name in KEPT:
            with (self.folder / f"{name}.i64").open("ab") as file:
                file.truncate(8 * (first + moves.height))
        self._column("qty")[first:] = moves["qty"].to_numpy()
        self._column("item")[first:] = _items(moves)

    def _column(self, name: str) -> Integers:
        """Return a column of the book; what is written to it is on disk."""
        return np.memmap(self.folder / f"{name}.i64", dtype=np.int64, mode="r+")

    def _since(self, count: int) -> pl.DataFrame:
        """Return the moves from a number on, with their numbers.

        A link that is to no move of the same item the other way does not count.
        """
        files = [(first, file) for first, file in self._files() if first >= count]
        moves = pl.read_parquet(
            [file for _, file in files],
            row_index_name="number",
            row_index_offset=files[0][0] if files else 0,
        ).with_columns(pl.col("number").cast(pl.Int64))
        source = moves["applies_to"].fill_null(0).to_numpy()
        other, qty = self._column("item")[source], self._column("qty")[source]
        is_good = (other == _items(moves)) & (
            (qty < 0) == (moves["qty"] > 0).to_numpy()
        )
        return moves.with_columns(pl.when(pl.Series(is_good)).then("applies_to"))

    def _sources(self, numbers: Integers) -> tuple[Integers, Integers]:
        """Return quantity and cost of moves that were posted before."""
        return self._column("qty")[numbers], self._column("cost")[numbers]

    def _keep(self, numbers: Integers, posted: pl.DataFrame) -> None:
        """Keep what moves cost."""
        for name in posted.columns:
            self._column(name)[numbers] = posted[name].to_numpy()

    def _checkpoints(self) -> list[Checkpoint]:
        """Return the checkpoints, oldest first."""
        folders = (self.folder / "standing").glob("*/checkpoint.json")
        found = [Checkpoint.read(file.parent) for file in folders]
        return sorted(found, key=lambda checkpoint: checkpoint.count)

    def _before(
        self, earliest: object, items: pl.DataFrame, pools: pl.DataFrame
    ) -> tuple[Standing, pl.DataFrame]:
        """Return what stood before all moves of some items that came since, and these.

        It is the newest checkpoint for which that is so, else nothing; ``earliest`` is
        the time of one of them, ``pools`` are those there are now.
        """
        for checkpoint in reversed(self._checkpoints()):
            if isinstance(earliest, dt.datetime) and earliest < checkpoint.at:
                continue
            since = self._since(checkpoint.count).join(items, on="sku", how="semi")
            if (since["ts"] >= checkpoint.at).all():
                return checkpoint.standing(self.method, self.unit, pools), since
        since = self._since(0).join(items, on="sku", how="semi")
        return Standing.empty(pools.schema, self.method, self.unit), since

    def _put_aside(self, standing: Standing, at: dt.datetime) -> None:
        """Keep what stands as a checkpoint; let go of those not needed any more."""
        folder = self.folder / "standing" / f"{self.count:015d}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        used = int(standing.books.heap[STORE, USED] * SPARE)
        np.save(folder / "heap.npy", standing.books.heap[:used])
        np.save(folder / "accounts.npy", standing.accounts)
        standing.pools.write_parquet(folder / "pools.parquet")
        told = {"count": self.count, "at": at.isoformat()}
        (folder / "checkpoint.json").write_text(json.dumps(told))
        self._let_go(at)

    def _let_go(self, at: dt.datetime) -> None:
        """Remove the checkpoints that no rule keeps."""
        left = self._checkpoints()
        kept: list[Checkpoint] = []
        for days in AGES:
            old = [one for one in left if one.at <= at - dt.timedelta(days=days)]
            kept += [one for one in old if one not in kept][-1:]
        for checkpoint in left:
            if checkpoint not in kept:
                shutil.rmtree(checkpoint.folder)


def _items(moves: pl.DataFrame) -> Integers:
    """Return a number for the item of each move."""
    return moves["sku"].hash().to_numpy().view(np.int64)
