"""What became of every record read: none is lost between a file and its table."""

import polars as pl

from models import tables
from models.staging import known, versions
from models.staging.known import Staged
from models.staging.versions import Horizon, Source


def source_accounts(staged: Staged, horizon: Horizon, home: str) -> pl.DataFrame:
    """Return the account of every table that has files."""
    names = staged.files["table"].unique().sort().to_list()
    sources = [Source(name, staged.mode(name), home) for name in names]
    columns = tables.TABLES["source_accounts"].columns()
    schema = {n: columns[n].dtype for n in tables.column_names("source_accounts")}
    found = [source_account(staged, source, horizon) for source in sources]
    return pl.concat([pl.DataFrame(schema=schema), *found])


def source_account(staged: Staged, source: Source, horizon: Horizon) -> pl.DataFrame:
    """Return what became of every record of the files of one table.

    Counted apart from the table itself: versions are superseded as often as there are
    more of them than keys.
    """
    files = versions.files(staged.files, source)
    own = staged.files.join(files, left_on="file_no", right_on="_file_no", how="semi")
    every = staged.rows(source.table)
    rows = every.join(files.lazy(), on="_file_no", how="semi")
    ended = every.join(files.lazy(), on="_file_no", how="anti")
    current = known.candidates(staged, source, horizon)
    counts = {
        "rows_staged": rows.select(pl.len()).collect().item(),
        "_current": current.select(pl.len()).collect().item(),
        "rows_known": current.select(pl.col("_key").n_unique()).collect().item(),
        "rows_ended": ended.select(pl.len()).collect().item(),
    }
    kinds = ("rejected", "duplicate", "kept", "carried")
    read = pl.col("rows_read", *(f"rows_{kind}" for kind in kinds))
    return (
        own.select(pl.len().cast(pl.Int64).alias("files"), read.sum())
        .with_columns(table=pl.lit(source.table), mode=pl.lit(source.mode))
        .with_columns(pl.lit(n, pl.Int64).alias(name) for name, n in counts.items())
        .with_columns(
            rows_later=pl.col("rows_staged") - pl.col("_current"),
            rows_superseded=pl.col("_current") - pl.col("rows_known"),
        )
        .select(tables.column_names("source_accounts"))
    )


def is_unique(source_accounts: pl.DataFrame, table: str) -> bool:
    """Return whether no known row of ``table`` is, or was, another version of one."""
    own = source_accounts.filter(pl.col("table") == table)
    return not own["rows_superseded", "rows_ended"].sum_horizontal().sum()


def nothing_is_lost(source_files: pl.DataFrame) -> pl.DataFrame:
    """Every record is kept, refused or an exact repeat; else read the file again."""
    told = pl.sum_horizontal("rows_kept", "rows_rejected", "rows_duplicate")
    return source_files.filter(pl.col("rows_read") != told)


def kept_rows_are_staged(source_accounts: pl.DataFrame) -> pl.DataFrame:
    """Every kept row is staged, or in what replaced it; else read the table again."""
    found = pl.col("rows_carried") + pl.col("rows_staged")
    return source_accounts.filter(pl.col("rows_kept") != found)


def rows_unaccounted(
    table: str, rows: pl.LazyFrame, source_accounts: pl.DataFrame
) -> pl.DataFrame:
    """Return the account of ``table`` unless it holds one row per known key.

    Rows that were derived from other tables come from no file and are not counted.
    """
    height = rows.select(pl.col("source").count()).collect().item()
    expected = source_accounts.filter(pl.col("table") == table)["rows_known"].sum()
    counted = {"table": [table], "rows": [height], "expected": [expected]}
    return pl.DataFrame(counted).filter(pl.col("rows") != pl.col("expected"))
