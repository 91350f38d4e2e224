"""What was computed for one reader and serves the next: bounded, newest use last."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar, cast

import polars as pl

LARGEST_BYTES = 300_000_000
"""Frames kept in memory; those unused for longest go first."""
LEAST_BYTES = 10_000
"""What is no frame counts as this."""

Key = tuple[str, ...]
Thing = TypeVar("Thing")


class Shelf:
    """Things by key; many threads may ask, one makes each thing."""

    def __init__(self, largest_bytes: int = LARGEST_BYTES) -> None:
        """Start empty."""
        self._largest_bytes = largest_bytes
        self._things: OrderedDict[Key, Any] = OrderedDict()
        self._making: dict[Key, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Key, make: Callable[[], Thing]) -> Thing:
        """Return the thing of ``key``, made now if it is not there."""
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
                return cast("Thing", self._things[key])
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._things:
                    return cast("Thing", self._things[key])
            thing = make()
            with self._lock:
                self._things[key] = thing
                self._making.pop(key, None)
                self._drop_oldest()
            return thing

    def __len__(self) -> int:
        """Count the things kept."""
        return len(self._things)

    def _drop_oldest(self) -> None:
        """Drop what was unused for longest until the rest is small enough."""
        total = sum(size(thing) for thing in self._things.values())
        while total > self._largest_bytes and len(self._things) > 1:
            _, dropped = self._things.popitem(last=False)
            total -= size(dropped)


def size(thing: object) -> int:
    """Return about how many bytes a thing takes."""
    if isinstance(thing, pl.DataFrame):
        return int(thing.estimated_size())
    nbytes = getattr(thing, "nbytes", None)
    return int(nbytes) if isinstance(nbytes, int) else LEAST_BYTES
