"""Every version of the rows of a source table, and when each was known to stand."""

import polars as pl

from models import tables
from models.staging import versions
from models.staging.known import Staged
from models.staging.versions import UNBOUNDED, Horizon, Source


def history(
    staged: Staged, table: str, horizon: Horizon = UNBOUNDED, home: str = "main"
) -> pl.LazyFrame:
    """Return all that was ever known of ``table``, with ``version`` and since when.

    A row counts from ``known_from`` (empty: it was known all along) and, where the file
    it stands in was replaced or a newer full file no longer held it, before
    ``known_until``. Of the rows of one key that count at an instant, the one of the
    highest ``version`` does.
    """
    source = Source(table, staged.mode(table), home)
    files = versions.every_file(staged.files, source, horizon)
    rows = versions.dated(staged.rows(table), files, staged.files, table)
    by = ["_turn", "_row"]
    order = by if source.mode == "full" else ["_learned_at", *by]
    return (
        versions.keyed(rows.filter(versions.is_known(table, horizon)), source)
        .sort(order, nulls_last=False)
        .with_row_index("version")
        .with_columns(_over_at=pl.coalesce("_until", "_gone_at"))
        .select(
            *(
                name
                for name in tables.column_names(table)
                if name not in tables.LINEAGE
            ),
            pl.col("version").cast(pl.Int64),
            known_from=versions.by_cutoff("_learned_at", horizon),
            known_until=versions.by_cutoff("_over_at", horizon),
        )
    )
