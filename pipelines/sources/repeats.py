"""Rows of one file that share a key: exact repeats, versions, contradictions."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from models.staging.keys import OTHER_SEED, row_hashes
from pipelines.sources.formats import Source

BLOCK_BYTES = 32 << 20
BATCH_ROWS = 250_000
ABOUT_THE_ROW = ("source_line", "_row", "_key", "_told_no")


@dataclass(frozen=True)
class Repeats:
    """Exact repeats, and rows a later line contradicts; ``rows`` numbers both."""

    duplicates: int
    conflicts: pl.DataFrame
    rows: pl.Series


def found(
    out: Path, hashes: Sequence[NDArray[np.uint64]], key: Sequence[str]
) -> Repeats | None:
    """Take out of the file ``out`` what it says twice; None where keys are unique.

    Rows with the same key and ``recorded_at`` are one version: of equal ones the first
    stays, of different ones the last.
    """
    every = np.sort(np.concatenate(hashes)) if hashes else np.zeros(0, dtype=np.uint64)
    twice = np.unique(every[1:][every[1:] == every[:-1]])
    if not len(twice):
        return None
    judged = _judged(_shared(out, twice, key))
    dropped = judged.filter("is_dropped")
    _drop(out, dropped["_row"])
    conflicts = dropped.filter(~pl.col("is_same")).select(
        "_row",
        "source_line",
        rule=pl.format(
            "same key ({}) as line {} with different content: keep one of the two",
            pl.lit(", ".join(key)),
            "winning_line",
        ),
    )
    return Repeats(int(dropped["is_same"].sum()), conflicts, dropped["_row"])


def _shared(out: Path, twice: NDArray[np.uint64], key: Sequence[str]) -> pl.DataFrame:
    """Return what tells apart the rows whose key hash is shared, and little else."""
    found = []
    with pq.ParquetFile(out) as file:
        for batch in file.iter_batches(BATCH_ROWS):
            table = pa.Table.from_batches([batch])
            rows = pl.DataFrame(pl.from_arrow(table))
            rows = rows.filter(pl.Series(_is_in(rows["_key"].to_numpy(), twice)))
            content = [name for name in rows.columns if name not in ABOUT_THE_ROW]
            found.append(
                rows.select(
                    *("_row", "_key", "source_line", "recorded_at"),
                    _other=pl.Series(row_hashes(rows, key, OTHER_SEED)),
                    _content=pl.Series(row_hashes(rows, content)),
                )
            )
    return pl.concat(found)


def _is_in(values: NDArray[np.uint64], known: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell which values are among the sorted ``known``."""
    places = np.searchsorted(known, values)
    return np.asarray(known[np.minimum(places, len(known) - 1)] == values)


def _judged(rows: pl.DataFrame) -> pl.DataFrame:
    """Mark which rows of a version go, and whether they only repeat what stays."""
    version = ["_key", "_other", "recorded_at"]
    rows = rows.sort(*version, "_row")
    starts = (
        rows.select(
            pl.any_horizontal(
                pl.col(name).ne_missing(pl.col(name).shift()) for name in version
            )
        )
        .to_series()
        .to_numpy()
        .copy()
    )
    starts[:1] = True
    group = np.cumsum(starts) - 1
    last = np.append(np.flatnonzero(starts)[1:], len(starts)) - 1
    winner = pl.Series(last[group])
    content = rows["_content"].to_numpy()
    is_same = content == content[last[group]]
    stays = np.zeros(rows.height, dtype=bool)
    same = np.flatnonzero(is_same)
    stays[same[np.unique(group[same], return_index=True)[1]]] = True
    return rows.select(
        "_row",
        "source_line",
        winning_line=pl.col("source_line").gather(winner),
        is_same=pl.Series(is_same),
        is_dropped=pl.Series(~stays),
    ).sort("_row")


def _drop(out: Path, rows: pl.Series) -> None:
    """Write the file again without some rows."""
    if rows.is_empty():
        return
    gone = rows.to_numpy()
    part = out.with_name(f"{out.name}.kept")
    with (
        pq.ParquetFile(out) as file,
        pq.ParquetWriter(part, file.schema_arrow, compression="zstd") as kept,
    ):
        for batch in file.iter_batches(BATCH_ROWS):
            numbers = batch.column("_row").to_numpy()
            places = np.minimum(np.searchsorted(gone, numbers), len(gone) - 1)
            kept.write_batch(batch.filter(pa.array(gone[places] != numbers)))
    part.replace(out)


def raw_texts(source: Source, columns: Sequence[str], rows: Sequence[int]) -> list[str]:
    """Read the text of some rows again, by their ordinals."""
    wanted = np.array(sorted(rows), dtype=np.uint32)
    texts: dict[int, str] = {}
    for chunk in source.chunks(columns[:1], BLOCK_BYTES) if len(wanted) else ():
        places = np.flatnonzero(np.isin(chunk.rows, wanted))
        found_rows = chunk.rows[places].tolist()
        texts.update(zip(found_rows, chunk.raw(places.tolist()), strict=True))
    return [texts[row] for row in rows]
