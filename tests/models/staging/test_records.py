"""Records, cells, numbers, moments and hashes, close to the bytes."""

import csv
import datetime as dt
import io
from decimal import Decimal

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from models.staging.dialect import Dialect
from models.staging.keys import Ordinals, row_hashes
from models.staging.moments import moments, to_local, to_utc
from models.staging.numbers import numbers
from models.staging.pseudonyms import pseudonyms, siphash
from models.staging.records import BAD_QUOTE, TOO_FEW, TOO_MANY, cells, records

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8)


@settings(deadline=None, max_examples=60)
@given(
    rows=st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t|"),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_what_pythons_csv_writes_is_read_back(
    rows: list[tuple[str, str, str]], delimiter: str, newline: str
) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator=newline).writerows(rows)
    found = records(
        buffer.getvalue().encode(),
        Dialect(delimiter),
        width=3,
        wanted=[0, 1, 2],
        final=True,
    )
    columns = [found.columns[at].text().fill_null("").to_list() for at in range(3)]
    nothing = {"null", "nan", "n/a", "#n/a"}
    expected = [
        tuple(
            "" if v.strip(" \t\n\xa0").lower() in nothing else v.strip(" \t\n\xa0")
            for v in row
        )
        for row in rows
    ]
    assert list(zip(*columns, strict=True)) == expected


def test_records_that_are_not_whole_say_why() -> None:
    block = b'a;b\n1\n1;2;3\n"x"y;1\n2;3\n'
    found = records(block, Dialect(";"), width=2, wanted=[1], final=True)
    assert found.states.tolist() == [0, TOO_FEW, TOO_MANY, BAD_QUOTE, 0]
    assert found.lines.tolist() == [1, 2, 3, 4, 5]
    assert found.columns[1].text().to_list() == ["b", "3"]
    assert found.raw(3) == '"x"y;1'


def test_an_unfinished_record_waits_for_the_next_block() -> None:
    found = records(b'a;b\n"1\n2;', Dialect(";"), width=2, wanted=[0], final=False)
    assert (found.consumed, found.lines_consumed) == (4, 1)


@settings(deadline=None)
@given(st.decimals(-(10**10), 10**10, places=4), st.sampled_from([",", "."]))
def test_numbers_survive_grouping_in_any_notation(value: Decimal, mark: str) -> None:
    group = "." if mark == "," else ","
    written = f"{value:,.4f}".replace(",", "_").replace(".", mark).replace("_", group)
    read = numbers(cells(pl.Series([written])), mark, 4)
    assert read.states.tolist() == [0]
    assert Decimal(int(read.values[0])).scaleb(-4) == value


def test_groups_of_other_sizes_are_no_numbers() -> None:
    read = numbers(cells(pl.Series(["1.23", "12.34,5", "1.2345", "1..234"])), ",", 3)
    assert read.states.tolist() == [2, 2, 2, 2]


@settings(deadline=None)
@given(st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2099, 1, 1)))  # noqa: DTZ001
def test_wall_time_and_utc_agree_with_zoneinfo(moment: dt.datetime) -> None:
    local = pl.Series([moment], dtype=pl.Datetime("us")).to_physical().to_numpy()
    utc = to_utc(local, "Europe/Copenhagen")
    expected = pl.Series([moment]).dt.replace_time_zone(
        "Europe/Copenhagen", ambiguous="earliest", non_existent="null"
    )
    if expected[0] is not None:
        assert utc[0] == expected.to_physical()[0]
        assert to_local(utc, "Europe/Copenhagen")[0] == local[0]


@settings(deadline=None)
@given(st.dates(dt.date(1900, 1, 1), dt.date(2400, 1, 1)))
def test_days_agree_with_the_calendar(day: dt.date) -> None:
    written = [f"{day.day}.{day.month}.{day.year}", day.isoformat(), f"{day:%Y%m%d}"]
    read = moments(cells(pl.Series(written)), "day-first")
    assert set(read.values // 86_400_000_000) == {(day - dt.date(1970, 1, 1)).days}


def test_the_published_vector_of_siphash_holds() -> None:
    key = np.frombuffer(bytes(range(16)), dtype=np.uint64)
    message = np.arange(15, dtype=np.uint8)
    assert siphash(message, 0, 15, key[0], key[1]) == 0xA129CA6149BE45E5


def test_pseudonyms_depend_on_the_key() -> None:
    names = pl.Series(["anna", "bo", None])
    one, two = pseudonyms(names, b"one"), pseudonyms(names, b"two")
    assert one.null_count() == 1
    assert set(one.drop_nulls()).isdisjoint(two.drop_nulls())


def test_hashes_are_those_of_every_version() -> None:
    frame = pl.DataFrame({"a": ["x", None], "b": [1, 2]})
    assert (
        row_hashes(frame, ["a", "b"]).tolist()
        == row_hashes(
            frame.with_columns(a=pl.col("a").fill_null("")), ["a", "b"]
        ).tolist()
    )
    assert row_hashes(frame[:1], ["a", "b"]).tolist() == [16_790_081_742_146_479_727]


def test_ordinals_go_on_from_chunk_to_chunk() -> None:
    ordinals = Ordinals()
    hashes = np.arange(10_000, dtype=np.uint64)
    assert ordinals.of(hashes).max() == 1
    assert ordinals.of(hashes[:3]).tolist() == [2, 2, 2]
    assert ordinals.of(np.array([0, 0, 20_000], dtype=np.uint64)).tolist() == [3, 4, 1]
