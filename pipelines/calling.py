"""Models called outside a run, with the tables that their parameters name."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

Frame = pl.DataFrame | pl.LazyFrame
Model = Callable[..., Frame | Sequence[Frame]]


def called(
    model: Model, table: Callable[[str], Frame], special: Mapping[str, object]
) -> Sequence[Frame]:
    """Return what ``model`` makes.

    Parameters named in ``special`` get that value (``as_of``, ``company``), all others
    the ``table`` of their name, in memory or lazily as they are annotated.
    """
    given: dict[str, Any] = {}
    for name, parameter in inspect.signature(model).parameters.items():
        if name in special:
            given[name] = special[name]
            continue
        rows = table(name).lazy()
        given[name] = rows.collect() if parameter.annotation is pl.DataFrame else rows
    made = model(**given)
    return [made] if isinstance(made, (pl.DataFrame, pl.LazyFrame)) else made
