"""What one reader's page computed serves the next, within bounds."""

import threading
import time

import polars as pl

from pipelines.desk.shelf import Shelf, size


def test_many_readers_wait_for_one_making() -> None:
    shelf, made = Shelf(), []

    def make() -> str:
        time.sleep(0.02)
        made.append(1)
        return "thing"

    readers = [threading.Thread(target=shelf.get, args=(("a",), make)) for _ in "12345"]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(made) == 1


def test_what_was_unused_for_longest_goes_first() -> None:
    frame = pl.DataFrame({"x": range(1000)})
    shelf = Shelf(largest_bytes=2 * size(frame))
    for key in ("a", "b"):
        shelf.get((key,), lambda: frame)
    shelf.get(("a",), lambda: frame)
    shelf.get(("c",), lambda: frame)
    made = []

    def again() -> pl.DataFrame:
        made.append(1)
        return frame

    for key in ("a", "c"):
        shelf.get((key,), again)
    assert not made
    shelf.get(("b",), again)
    assert made


def test_a_making_that_fails_is_tried_again() -> None:
    shelf = Shelf()

    def fail() -> str:
        raise ValueError

    for _ in range(2):
        try:
            shelf.get(("a",), fail)
        except ValueError:
            continue
    assert shelf.get(("a",), lambda: "there") == "there"
