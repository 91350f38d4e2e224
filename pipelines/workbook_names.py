"""File names made from suppliers: safe on every system, never the same twice."""

from collections.abc import Iterable

from pipelines.safe_names import digest, safe_name


def workbook_names(suppliers: Iterable[str]) -> dict[str, str]:
    """Return a safe file name per supplier: alike names stay apart, whatever the case.

    >>> workbook_names(["ACME", "../acme", "acme"])["ACME"]
    'ACME.xlsx'
    """
    taken: set[str] = set()
    names = {}
    for supplier in sorted(set(suppliers)):
        name = safe_name(supplier, "supplier")
        while name.casefold() in taken:
            name = f"{name}-{digest(supplier)}"
        taken.add(name.casefold())
        names[supplier] = f"{name}.xlsx"
    return names
