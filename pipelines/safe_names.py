"""Names from outside as parts of file names: safe on every system."""

import hashlib
import re
import unicodedata

LONGEST_NAME = 50
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def safe_name(name: str, otherwise: str) -> str:
    """Return ``name`` as it is where that is safe, else what is safe of it, marked.

    A name with nothing safe in it is called ``otherwise``; the mark keeps names apart
    that are alike without what is not safe.

    >>> safe_name("ACME", "supplier"), safe_name("../acme", "supplier")
    ('ACME', 'acme-34372499')
    """
    clean = re.sub(r"[^\w-]+", "_", unicodedata.normalize("NFC", name))
    clean = clean[:LONGEST_NAME].strip("_")
    if clean and clean == name and not RESERVED.fullmatch(clean):
        return clean
    return f"{clean or otherwise}-{digest(name)}"


def digest(name: str) -> str:
    """Return eight signs that another name hardly ever has."""
    return hashlib.sha256(name.encode()).hexdigest()[:8]
