"""What was read and refused; how far knowledge reaches."""

import polars as pl

from assets.ports import Question, SourceStore
from assets.tables import table
from models.company import Company
from models.staging import accounts, masters
from models.staging import scope as scopes
from models.staging import watermarks as marks
from models.staging.known import Staged
from models.staging.versions import Horizon


@table(checks=[accounts.nothing_is_lost])
def source_files(source_store: SourceStore) -> pl.DataFrame:
    """Files read from the inbox, and what became of their rows."""
    source_store.load()
    return source_store.files()


@table(deps=["source_files"])
def rejects(source_store: SourceStore) -> pl.DataFrame:
    """Refused rows, as they came, with the rule they broke."""
    return source_store.rejects()


@table()
def scope(
    source_files: pl.DataFrame,
    source_store: SourceStore,
    question: Question,
    company: Company,
) -> pl.DataFrame:
    """The run itself: its last known day, and whether that was given."""
    staged = Staged(source_files, source_store.rows, source_store.mode)
    return scopes.scope(staged, company, question.as_of)


@table()
def watermarks(
    source_files: pl.DataFrame,
    scope: pl.DataFrame,
    source_store: SourceStore,
    company: Company,
) -> pl.DataFrame:
    """The last complete business day of each channel."""
    staged = Staged(source_files, source_store.rows, source_store.mode)
    return marks.watermarks(staged, company, scope)


@table(checks=[accounts.kept_rows_are_staged])
def source_accounts(
    source_files: pl.DataFrame,
    scope: pl.DataFrame,
    locations: pl.DataFrame,
    source_store: SourceStore,
) -> pl.DataFrame:
    """What became of every record, table by table."""
    staged = Staged(source_files, source_store.rows, source_store.mode)
    home = masters.home(locations)
    return accounts.source_accounts(staged, Horizon.of(scope), home)
