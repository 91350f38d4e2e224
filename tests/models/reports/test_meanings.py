"""Every table and column is explained in Danish as in English."""

import inspect
from collections import Counter

import pytest

from models import tables
from models.reports import browsing, meanings
from models.reports.texts import TEXTS


def said() -> set[str]:
    """Return every sentence of the contracts."""
    found = set()
    for contract in tables.TABLES.values():
        found |= set((inspect.getdoc(contract) or "").split("\n\n"))
        for column in contract.columns().values():
            found.add(browsing.described(column, "en").partition(" (")[0])
    return found


@pytest.mark.parametrize("table", tables.TABLES)
def test_every_table_and_column_has_its_danish(table: str) -> None:
    contract = tables.TABLES[table]
    sentences = (inspect.getdoc(contract) or "").split("\n\n")
    assert not [one for one in sentences if one not in meanings.DANISH]
    for name, column in contract.columns().items():
        choices = (column.metadata or {}).get("choices", ())
        english = (column.description or "").removesuffix(f" ({', '.join(choices)})")
        assert english in meanings.DANISH, f"{table}.{name}: {english}"


def test_no_danish_is_left_of_what_no_contract_says() -> None:
    known = {one.partition(" (")[0] for one in said()}
    left = [one for one in meanings.DANISH if one.partition(" (")[0] not in known]
    assert left == []


def test_a_sentence_is_translated_in_one_place() -> None:
    modules = [one for one in vars(meanings).values() if inspect.ismodule(one)]
    counted = Counter(sentence for one in modules for sentence in one.DANISH)
    assert [one for one, times in counted.items() if times > 1] == []


def test_the_values_of_a_column_stay_as_files_have_them() -> None:
    column = tables.TABLES["products"].columns()["fulfilment"]
    danish = browsing.described(column, "da")
    assert danish.startswith("Hvordan den når kunden (")
    assert (
        danish.partition("(")[2] == browsing.described(column, "en").partition("(")[2]
    )


@pytest.mark.parametrize("table", tables.TABLES)
def test_every_column_has_a_name_in_words(table: str) -> None:
    assert [one for one in tables.TABLES[table].columns() if one not in TEXTS] == []
