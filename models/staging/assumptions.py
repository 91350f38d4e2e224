"""What staging inferred because the files do not say it, in words.

Each function looks at one kind of inference and returns the rows of ``assumptions`` for
it, none when nothing had to be inferred.
"""

from collections.abc import Collection, Mapping, Sequence

import polars as pl

from models import tables
from models.staging import sentences, versions
from models.staging.sentences import Sentence
from models.staging.services import SERVICE

NOUNS = {
    "products": (("item", "vare"), ("items", "varer")),
    "locations": (("place", "sted"), ("places", "steder")),
    "channels": (("channel", "kanal"), ("channels", "kanaler")),
    "suppliers": (("supplier", "leverandør"), ("suppliers", "leverandører")),
}
SHOWN = 8
"""How many names a sentence lists."""
LONGEST = 400

COLUMNS = tables.TABLES["assumptions"].columns()
SCHEMA = {name: COLUMNS[name].dtype for name in tables.column_names("assumptions")}
KEY = ["subject", "assumption", "detail"]


def told(
    rule: str, sentence: Sentence, particulars: Sequence[dict[str, object]]
) -> pl.DataFrame:
    """Return one row of ``assumptions`` for each of ``particulars``.

    Each says its ``subject``, ``detail`` and ``affected``, and what the sentence needs.
    """
    rows = [
        {
            "subject": one["subject"],
            "assumption": rule,
            "detail": str(one.get("detail", "")),
            "sentence": sentence.en.format(**one)[:LONGEST],
            "sentence_da": sentence.da.format(**one)[:LONGEST],
            "affected": one["affected"],
        }
        for one in particulars
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


def together(found: Collection[pl.DataFrame]) -> pl.DataFrame:
    """Return all of ``found`` as one table, repeats once."""
    rows = pl.concat([pl.DataFrame(schema=SCHEMA), *found])
    return rows.unique(KEY, keep="first", maintain_order=True).sort(KEY)


def history_assumed(source_files: pl.DataFrame) -> pl.DataFrame:
    """Say for which tables the first load is taken as known when it happened."""
    is_replaced = pl.col("replaced_by").is_not_null()
    standing = pl.when(is_replaced).then("rows_carried").otherwise("rows_kept")
    first = source_files.filter("is_first_load")
    rows = first.group_by("table").agg(affected=standing.sum()).sort("table")
    return told(
        "history assumed",
        sentences.HISTORY,
        [
            {**row, "subject": row["table"]}
            for row in rows.iter_rows(named=True)
            if row["affected"] and versions.marked(row["table"], "event")
        ],
    )


def derived(table: str, master: pl.DataFrame) -> pl.DataFrame:
    """Say what was added to a master table because documents mention it."""
    key = tables.SOURCES[table].primary_key()[0]
    added = master.filter(pl.col("source").is_null())[key].sort().to_list()
    english, danish = NOUNS[table][len(added) > 1]
    row: dict[str, object] = {
        "subject": table,
        "table": table,
        "count": len(added),
        "noun": english,
        "noun_da": danish,
        "names": listed(added),
        "affected": len(added),
    }
    return told("derived from documents", sentences.DERIVED, [row] if added else [])


def services_detected(products: pl.DataFrame) -> pl.DataFrame:
    """List each item that is no goods."""
    found = products.filter(pl.col("fulfilment") == SERVICE).sort("sku")
    return told(
        "service line",
        sentences.SERVICE_LINE,
        [
            {
                "subject": "products",
                "detail": sku,
                "item": f"{sku} ({title})" if title else sku,
                "affected": 1,
            }
            for sku, title in found.select("sku", "title").iter_rows()
        ],
    )


def skus_that_differ_by_case(products: pl.DataFrame) -> pl.DataFrame:
    """List item numbers that are the same but for upper and lower case."""
    lower = pl.col("sku").str.to_lowercase()
    groups = products.group_by(lower.alias("lower")).agg(pl.col("sku").sort())
    pairs = groups.filter(pl.col("sku").list.len() > 1).sort("lower")["sku"].to_list()
    return told(
        "skus differ by case",
        sentences.CASE,
        [
            {
                "subject": "products",
                "detail": skus[0],
                "names": listed(skus),
                "affected": len(skus),
            }
            for skus in pairs
        ],
    )


def columns_unknown(source_files: pl.DataFrame) -> pl.DataFrame:
    """Say which columns of the files were not understood."""
    rows = _columns(source_files, "columns_unknown")
    return told("column not used", sentences.UNKNOWN_COLUMN, rows)


def columns_missing(source_files: pl.DataFrame) -> pl.DataFrame:
    """Say which columns a newer file no longer has."""
    rows = _columns(source_files, "columns_missing")
    return told("column gone", sentences.MISSING_COLUMN, rows)


def files_left_alone(unread: Mapping[str, str]) -> pl.DataFrame:
    """Say which files of the inbox were not read, and why."""
    return told(
        "file not read",
        sentences.UNREAD,
        [
            {
                "subject": "inbox",
                "detail": path,
                "path": path,
                "reason": reason,
                "affected": 1,
            }
            for path, reason in sorted(unread.items())
        ],
    )


def notations(notes: Sequence[tuple[str, str, str, str]]) -> pl.DataFrame:
    """Say how numbers and dates were read where only some cells tell.

    Each note is a table, a column and a sentence in English and Danish.
    """
    return together(
        [
            told(
                "notation",
                Sentence("{en}", "{da}"),
                [
                    {
                        "subject": table,
                        "detail": column,
                        "en": english,
                        "da": danish,
                        "affected": 0,
                    }
                ],
            )
            for table, column, english, danish in notes
        ]
    )


def words_left_out(words: Sequence[tuple[str, str, str, int]]) -> pl.DataFrame:
    """Say which words were left out of cells, and how often."""
    columns = ("table", "column", "word", "affected")
    schema = dict.fromkeys(columns[:3], pl.String) | {"affected": pl.Int64}
    counted = (
        pl.DataFrame(list(words), schema=schema, orient="row")
        .group_by(columns[:3])
        .agg(pl.col("affected").sum())
        .sort(columns[:3])
    )
    return told(
        "word left out",
        sentences.WORD,
        [
            {
                **row,
                "subject": row["table"],
                "detail": f"{row['column']}: {row['word']}",
            }
            for row in counted.iter_rows(named=True)
        ],
    )


def days_held(watermarks: pl.DataFrame) -> pl.DataFrame:
    """Say which days are held back, and which feeds have stopped."""
    held = watermarks.filter(pl.col("reason").is_not_null()).sort("channel")
    return told(
        "days held back",
        sentences.HELD,
        [
            {
                **row,
                "subject": "order_lines",
                "detail": row["channel"],
                "affected": max(1, row["held_days"]),
            }
            for row in held.iter_rows(named=True)
        ],
    )


def one_place(locations: pl.DataFrame) -> pl.DataFrame:
    """Say to which place everything belongs when no file names one."""
    is_derived = locations["source"].is_null().all() and locations.height == 1
    names = locations["location_id"].to_list() if is_derived else []
    return told(
        "one place",
        sentences.ONE_PLACE,
        [
            {"subject": "locations", "detail": name, "name": name, "affected": 1}
            for name in names
        ],
    )


def listed(names: list[str]) -> str:
    """Return the first of ``names``, and how many more there are.

    >>> listed(list("abcdefghij"))
    'a, b, c, d, e, f, g, h … (+2)'
    """
    more = f" … (+{len(names) - SHOWN})" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _columns(files: pl.DataFrame, column: str) -> list[dict[str, object]]:
    """Return table, column, file and rows of each column listed in ``column``."""
    live = files.filter(pl.col("replaced_by").is_null(), pl.col(column).is_not_null())
    return (
        live.select(
            pl.col("table"),
            pl.col("table").alias("subject"),
            pl.col(column).str.split(", ").alias("column"),
            pl.col("path"),
            pl.col("rows_kept"),
        )
        .explode("column")
        .group_by("subject", "table", "column")
        .agg(pl.col("path").min(), affected=pl.col("rows_kept").sum())
        .with_columns(detail=pl.col("column"))
        .sort("table", "column")
        .to_dicts()
    )
