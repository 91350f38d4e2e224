"""File names made from suppliers: safe on every system, never the same twice."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

LONGEST_NAME = 50
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def workbook_names(suppliers: Iterable[str]) -> dict[str, str]:
    """Return a safe file name per supplier: alike names stay apart, whatever the case.

    >>> workbook_names(["ACME", "../acme", "acme"])["ACME"]
    'ACME.xlsx'
    """
    taken: set[str] = set()
    names = {}
    for supplier in sorted(set(suppliers)):
        digest = hashlib.sha256(supplier.encode()).hexdigest()
        clean = re.sub(r"[^\w-]+", "_", unicodedata.normalize("NFC", supplier))
        clean = clean[:LONGEST_NAME].strip("_")
        is_plain = bool(clean) and clean == supplier
        is_plain = is_plain and not RESERVED.fullmatch(clean)
        name = clean if is_plain else f"{clean or 'supplier'}-{digest[:8]}"
        while name.casefold() in taken:
            name = f"{name}-{digest[:8]}"
        taken.add(name.casefold())
        names[supplier] = f"{name}.xlsx"
    return names
