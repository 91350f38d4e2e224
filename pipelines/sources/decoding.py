"""Bytes in any encoding that is read, turned into UTF-8."""

import codecs

from models.staging.dialect import ANY_TEXT

LAST_ASCII, FIRST_OF_2, FIRST_OF_3, FIRST_OF_4 = 0x7F, 0xC0, 0xE0, 0xF0
"""First bytes of characters in UTF-8, by how many bytes they take."""


def _as_control(error: UnicodeError) -> tuple[str, int]:
    """Decode the five bytes Windows-1252 does not define as browsers do."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(map(chr, error.object[error.start : error.end])), error.end


codecs.register_error("as_control", _as_control)


class Decoder:
    """Turns bytes of an encoding into UTF-8, block by block."""

    def __init__(self, name: str) -> None:
        """Start at the beginning of a file."""
        self.name = "utf-8" if name == ANY_TEXT else name
        self.invalid = False
        self._may_change = name == ANY_TEXT
        self._rest = b""
        self._decoder = self._of(self.name)

    @staticmethod
    def _of(name: str) -> codecs.IncrementalDecoder:
        """Return a decoder that never stops."""
        errors = "as_control" if name == "windows-1252" else "replace"
        return codecs.getincrementaldecoder(name)(errors)

    def text(self, block: bytes, *, final: bool) -> bytes:
        """Return the block in UTF-8.

        Nothing but ASCII, then bytes that are no UTF-8: the file is Windows-1252.
        """
        if self.name != "utf-8":
            return self._decoder.decode(block, final).encode()
        block = self._rest + block
        self._rest = b""
        if block.isascii():
            return block
        try:
            codecs.utf_8_decode(block, "strict", final)
        except UnicodeDecodeError as error:
            if self._may_change and block[: error.start].isascii():
                self.name = "windows-1252"
                self._decoder = self._of(self.name)
                return self.text(block, final=final)
            self.invalid = True
            return block
        self._may_change = False
        kept = len(block) if final else len(block) - _open_end(block)
        self._rest = block[kept:]
        return block[:kept]


def _open_end(block: bytes) -> int:
    """Return how many bytes at the end begin a character that is not complete."""
    for back in range(1, min(4, len(block)) + 1):
        byte = block[-back]
        if byte >= FIRST_OF_2:
            needed = 2 + (byte >= FIRST_OF_3) + (byte >= FIRST_OF_4)
            return back if needed > back else 0
        if byte <= LAST_ASCII:
            return 0
    return 0
