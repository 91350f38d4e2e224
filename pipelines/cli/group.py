"""How commands end: with one message and a code, not with a traceback."""

import errno
import gc
from collections.abc import Iterator

import click

EXIT_CODES = {
    "SettingsFault": 2,
    "WorkspaceFault": 2,
    "FileFault": 2,
    "FileFaults": 2,
    "NothingPublished": 2,
    "SalesFault": 2,
    "ChangeFault": 2,
    "MissingBoostError": 2,
    "ForeignAddressError": 2,
    "PortTakenError": 2,
    "WorkbookFault": 2,
    "TooManyRejects": 3,
    "ContractBroken": 4,
    "Failure": 4,
    "Busy": 5,
    "WarehouseBusy": 5,
}
"""By name, so that nothing heavy is imported to know them."""

ADVICE = {
    4: "Nothing was published, readers still see the plan before. Correct the rows "
    "named above in their file, drop it again under the same name, and run again.",
}

INTERRUPTED = "DagsterExecutionInterruptedError"
DISK_FULL = "No space left on device"
FULL = "the disk is full; make room and run again\nNothing was published."
ALLOCATIONS = 50_000
"""Objects made between two searches for dead cycles."""


def collect_rarely() -> None:
    """Look for dead cycles less often than usual.

    Compiling kernels and loading libraries make millions of small objects that live
    on; searching them again and again takes a tenth of the time of a first run.
    """
    gc.set_threshold(ALLOCATIONS, 20, 20)


class CarefulGroup(click.Group):
    """Ends a command that failed for a known cause with its message and its code."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; say in one message why it could not be done."""
        collect_rarely()
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception as fault:
            if type(fault).__name__ == INTERRUPTED:
                raise click.Abort from fault
            known = next(_known(fault), None)
            if known is None:
                raise
            message, code = known
            click.echo(f"backstock: {message}", err=True)
            if advice := ADVICE.get(code):
                click.echo(advice, err=True)
            raise click.exceptions.Exit(code) from fault

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they are used."""
        del ctx
        return list(self.commands)


def _known(fault: BaseException) -> Iterator[tuple[str, int]]:
    """Yield message and code of the causes of ``fault`` that are known."""
    for cause in _causes(fault):
        if getattr(cause, "errno", None) == errno.ENOSPC or DISK_FULL in str(cause):
            yield FULL, 2
        for kind in type(cause).__mro__:
            if kind.__name__ in EXIT_CODES:
                yield str(cause), EXIT_CODES[kind.__name__]


def _causes(fault: BaseException) -> Iterator[BaseException]:
    """Yield ``fault`` and what led to it, outermost first; the chain may be a ring."""
    told: set[int] = set()
    cause: BaseException | None = fault
    while cause is not None and id(cause) not in told:
        told.add(id(cause))
        yield cause
        cause = cause.__cause__ or cause.__context__
