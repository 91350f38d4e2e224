"""What every source table carries beside its own columns."""

import dataframely as dy

from models.tables import columns as c


class Lineage(dy.Schema):
    """Where a source row came from and when we learned it."""

    recorded_at = c.instant("When we learned of the row (the version that counts).")
    source = c.text("File the row came from, below the inbox.", given=False)
    source_line = c.whole("Physical line where the record starts.", given=False)
    gone_at = c.instant(
        "When a newer full file no longer held the row; empty while it stands.",
        given=False,
    )
