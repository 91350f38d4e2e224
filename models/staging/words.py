"""Columns of text, of words with a meaning, of yes and no."""

import re

import polars as pl

from models.staging.manner import Manner, Typed
from models.staging.pseudonyms import pseudonyms
from models.staging.records import Cells
from models.staging.rules import bounds, faults

TRUE_WORDS = ("true", "1", "yes", "ja", "y", "j", "x", "wahr", "sand", "t")
FALSE_WORDS = ("false", "0", "no", "nej", "nein", "n", "falsch", "falsk", "f")


def _plain(word: str) -> str:
    """Return a word without case, and with one kind of gap."""
    return re.sub(r"[\s_-]+", "_", word.strip().casefold())


def flags(column: Cells, manner: Manner) -> Typed:
    """Read words for yes and no."""
    text = column.text()
    given = {_plain(word): value for word, value in manner.words.items()}
    meaning = dict.fromkeys(TRUE_WORDS, True) | dict.fromkeys(FALSE_WORDS, False)
    known: dict[str, bool] = {}
    for word in text.drop_nulls().unique().to_list():
        found = meaning.get(_plain(given.get(_plain(word), word)))
        if found is not None:
            known[word] = found
    values = text.replace_strict(known, default=None, return_dtype=pl.Boolean)
    rule = f"{manner.name} is neither yes nor no: write true or false"
    wrong = values.is_null() & text.is_not_null()
    return Typed(values, list(faults(wrong, rule, manner.name)))


def texts(column: Cells, manner: Manner) -> Typed:
    """Read text; codes and choices are put into the words of the contract."""
    text = column.text()
    choices = manner.metadata.get("choices")
    if isinstance(choices, tuple):
        return _choices(text, manner, choices)
    if manner.words:
        text = text.replace(dict(manner.words))
    if manner.name == "currency":
        text = text.str.to_uppercase()
    if manner.metadata.get("personal"):
        long = list(bounds(text, manner.name, manner.column))
        return Typed(pseudonyms(text, manner.personal_key), long)
    return Typed(text, [])


def _choices(text: pl.Series, manner: Manner, choices: tuple[str, ...]) -> Typed:
    """Turn words into one of the choices; unknown ones are refused or left empty."""
    listed = manner.metadata.get("words")
    meaning = {_plain(choice): choice for choice in choices}
    more = listed if isinstance(listed, dict) else {}
    meaning |= {_plain(word): value for word, value in more.items()}
    meaning |= {_plain(word): value for word, value in manner.words.items()}
    seen = text.drop_nulls().unique(maintain_order=True).to_list()
    known = {w: meaning[_plain(w)] for w in seen if _plain(w) in meaning}
    if all(word == known.get(word) for word in seen):
        return Typed(text, [])
    values = text.replace_strict(known, default=None, return_dtype=pl.String)
    wrong = values.is_null() & text.is_not_null()
    if manner.metadata.get("lenient"):
        unknown = text.filter(wrong).value_counts(sort=True)
        return Typed(values, [], words=dict(unknown.iter_rows()))
    rule = (
        f"{manner.name} is not one of {', '.join(choices)}: correct it, or map it "
        f"in backstock.toml under [sources.{manner.table}.values.{manner.name}]"
    )
    return Typed(values, list(faults(wrong, rule, manner.name)))
