"""What was read, what was refused, what was assumed."""

import dataframely as dy

from models.tables import columns as c


class SourceFiles(dy.Schema):
    """Files read from the inbox: one row per table, path and reading."""

    table = c.text("Table it fills.", key=True)
    path = c.text("Path below the inbox.", key=True)
    file_no = c.whole("Order of arrival, from 1.", key=True)
    content_hash = c.text("SHA-256 of the bytes read.", required=True)
    bytes_read = c.whole("Size.", required=True, high=10**15)
    arrived_at = c.instant("When it arrived: its name's date, else its own.")
    is_first_load = c.flag(
        "Read before anything else of its table, or of all if its rows do not tell "
        "when they happened; of dated files: the earliest.",
        required=True,
    )
    replaced_by = c.text("Content that replaced it under the same name.")
    replaced_at = c.instant("When that content arrived.")
    rows_read = c.whole("Records in the file.", required=True, high=10**12)
    rows_kept = c.whole("Of these: kept.", required=True, high=10**12)
    rows_rejected = c.whole("Of these: refused.", required=True, high=10**12)
    rows_duplicate = c.whole("Of these: exact repeats.", required=True, high=10**12)
    rows_carried = c.whole(
        "Of those kept: held unchanged by what replaced it, and counted there.",
        required=True,
        high=10**12,
    )
    columns_unknown = c.text("Columns we have no use for.", max_length=10_000)
    columns_missing = c.text("Columns its predecessor had.", max_length=10_000)
    dialect = c.text("How it was read: encoding, delimiter, numbers, dates.")


class SourceAccounts(dy.Schema):
    """What became of every record of a table's files: all of them are accounted for."""

    table = c.text("Table.", key=True)
    mode = c.choice("What a file holds", "delta", "full", required=True)
    files = c.whole("Files that count.", required=True)
    rows_read = c.whole("Records in them.", required=True, high=10**12)
    rows_rejected = c.whole("Of these: refused.", required=True, high=10**12)
    rows_duplicate = c.whole("Of these: exact repeats.", required=True, high=10**12)
    rows_kept = c.whole("Of these: kept.", required=True, high=10**12)
    rows_carried = c.whole(
        "Of these: held unchanged by what replaced their file.",
        required=True,
        high=10**12,
    )
    rows_staged = c.whole("The other kept rows, found.", required=True, high=10**12)
    rows_later = c.whole("Of these: not yet known.", required=True, high=10**12)
    rows_superseded = c.whole("Of these: older versions.", required=True, high=10**12)
    rows_known = c.whole("Of these: in the table.", required=True, high=10**12)
    rows_ended = c.whole(
        "Beside them: rows of replaced files that changed or vanished.",
        required=True,
        high=10**12,
    )


class Rejects(dy.Schema):
    """Refused rows, as they came, with the rule they broke."""

    table = c.text("Table it was meant for.", key=True)
    source = c.text("File below the inbox.", key=True)
    content_hash = c.text("Content of the file.", key=True)
    source_line = c.whole("Physical line where the record starts.", key=True)
    column = c.text("Column at fault; empty: the whole row.", required=True)
    rule = c.text("Rule it broke, and what to do.", required=True)
    value = c.text("Value at fault.", max_length=2_000)
    raw_text = c.text("The row as it came.", required=True, max_length=20_000)


class Assumptions(dy.Schema):
    """What was inferred because the data do not say it."""

    subject = c.text("What it is about, as order_lines or stock.", key=True)
    assumption = c.text("Name of the rule that was applied.", key=True)
    detail = c.text("Particular: a column, a channel, an item.", key=True)
    sentence = c.text("What was assumed, and what would settle it.", required=True)
    sentence_da = c.text("The same in Danish.", required=True)
    affected = c.whole("How many rows or item-locations rest on it.", required=True)


class Scope(dy.Schema):
    """The run itself: one row."""

    as_of = c.day("Last day that is known.", key=True)
    cutoff_at = c.instant("The end of that day.", required=True)
    is_default = c.flag("Taken from the data, not given.", required=True)
    currency = c.text("Company currency.", required=True, max_length=3)
    time_zone = c.text("Company time zone.", required=True)


class Watermarks(dy.Schema):
    """The last complete business day of each channel."""

    channel = c.text("Channel.", key=True)
    first_on = c.day("First day with an order.", required=True)
    last_on = c.day("Last day with an order.", required=True)
    complete_on = c.day("Last complete business day.", required=True)
    held_days = c.whole("Days after it that are held back.", required=True)
    reason = c.text("Why days are held; empty: none are.")


class Readiness(dy.Schema):
    """How far the data behind an item-location can be trusted."""

    sku = c.text("Item.", key=True)
    location_id = c.text("Place.", key=True)
    grade = c.choice("Grade", "A", "B", "C", "D", required=True)
    is_stock_known = c.flag("A stock row exists.", required=True)
    stock_age_days = c.days("Days since stock was last seen.")
    demand_days = c.whole("Days with known demand.", required=True)
    terms_source = c.choice("Supplier terms", "item", "supplier", "none", required=True)
    lead_time_source = c.choice(
        "Lead time", "observed", "declared", "default", "none", required=True
    )
    raise_by = c.text("What would raise the grade.", required=True)
    raise_by_da = c.text("The same in Danish.", required=True)
