"""What is running now, told step by step while a run goes on."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import dagster as dg
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from models import tables

Listener = Callable[[str, str], None]
"""Told what happens (``steps``, ``start``, ``done``), and how many or to what."""

LOGGER = "progress"
NAME_WIDTH = max(map(len, tables.TABLES))
"""So that the bar stands still while names change beside it."""

HAPPENINGS = {"STEP_START": "start", "STEP_SUCCESS": "done"}


class _Forwarding(logging.Handler):
    """Passes the starts and ends of steps on; everything else is dropped."""

    def __init__(self, listener: Listener) -> None:
        """Tell ``listener``."""
        super().__init__()
        self.listener = listener

    def emit(self, record: logging.LogRecord) -> None:
        """Pass ``record`` on, if it is the start or end of a step."""
        event: Any = getattr(record, "dagster_meta", {}).get("dagster_event")
        if event and event.event_type_value in HAPPENINGS:
            self.listener(HAPPENINGS[event.event_type_value], event.step_key)


def listening(listener: Listener) -> dg.LoggerDefinition:
    """Make the logger that tells ``listener`` what happens, and prints nothing."""

    @dg.logger
    def progress(_: dg.InitLoggerContext) -> logging.Logger:
        logger = logging.getLogger(f"{LOGGER}.{id(listener)}")
        logger.setLevel(logging.DEBUG)
        logger.propagate = False
        logger.handlers = [_Forwarding(listener)]
        return logger

    return progress


@contextmanager
def shown() -> Iterator[Listener]:
    """Show on the terminal what is running; show nothing where there is none."""
    console = Console(stderr=True)
    with Progress(
        SpinnerColumn(),
        TextColumn(f"{{task.description:<{NAME_WIDTH}}}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as bar:
        yield _drawing(bar, bar.add_task("starting", total=None))


def _drawing(bar: Progress, task: TaskID) -> Listener:
    """Make the listener that draws on ``bar``."""

    def listener(happening: str, what: str) -> None:
        if happening == "steps":
            bar.update(task, total=int(what))
        elif happening == "start":
            bar.update(task, description=what)
        else:
            bar.advance(task)

    return listener
