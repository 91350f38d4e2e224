"""Files of other kinds that go by the name of a text file."""

OTHER_KINDS = (
    (b"pk\x03\x04", "a workbook or an archive"),
    ("ÐÏà".encode(), "an old workbook (.xls)"),
    (b"par1", "a Parquet file"),
    (b"%pdf", "a PDF"),
    ("‰png".encode(), "a picture"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
)
"""How files that are no tables begin, once decoded, in small letters."""
MAGIC_BYTES = 16


def other_kind(head: bytes) -> str | None:
    """Return what a file is, if it begins as something that is no table as text.

    >>> other_kind(b"<!DOCTYPE html><html>Please log in")
    'a web page'
    """
    start = head.lstrip(b"\xef\xbb\xbf\r\n \t")[:MAGIC_BYTES].lower()
    return next((kind for magic, kind in OTHER_KINDS if start.startswith(magic)), None)
