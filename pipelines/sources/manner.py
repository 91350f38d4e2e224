"""How the files of a table are to be read, from the settings of the workspace."""

import secrets
from pathlib import Path

from pipelines.settings import Settings
from pipelines.sources.formats import SourceSettings

KEY_BYTES = 32


def manner(table: str, settings: Settings, personal_key: bytes) -> SourceSettings:
    """Return how the files of ``table`` are read."""
    own, limits = settings.source(table), settings.limits
    return SourceSettings(
        delimiter=own.delimiter,
        encoding=own.encoding,
        quote=own.quote,
        decimal=own.decimal,
        dates=own.dates,
        sheet=own.sheet,
        aliases=own.aliases,
        values=own.values,
        time_zone=own.time_zone or settings.company.time_zone,
        max_file_bytes=limits.file_bytes,
        max_line_bytes=limits.line_bytes,
        max_columns=limits.columns,
        max_rows=limits.rows,
        personal_key=personal_key,
    )


def personal_key(path: Path) -> bytes:
    """Return the key that persons are hashed with; make one for a new workspace.

    Without the file at ``path`` no hash can be traced back, nor matched with new rows.
    """
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(KEY_BYTES), encoding="ascii")
    return bytes.fromhex(path.read_text(encoding="ascii"))
