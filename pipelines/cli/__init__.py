"""The ``backstock`` command: each command parses, calls one function and prints.

Whatever is heavy is imported by the command that needs it, so that help is
there at once.
"""

from pipelines.cli.group import CarefulGroup
from pipelines.cli.looking import book, explain, export, status, study, tables, value
from pipelines.cli.planning import approve, confirm, forecast, forget, run
from pipelines.cli.safekeeping import backup, restore
from pipelines.cli.sending import rules, send
from pipelines.cli.serving import serve
from pipelines.cli.simulating import simulate
from pipelines.cli.starting import demo, init

main = CarefulGroup(
    name="backstock",
    help=(
        "From a shop's exports to purchase orders a planner can approve.\n\n"
        "Exit codes: 0 done, 2 a file or setting is at fault, 3 too many rows were "
        "refused, 4 a check failed, 5 another run holds the workspace."
    ),
    commands=[
        *(init, demo, run, status, serve, approve, send, rules, confirm, value, study),
        *(explain, simulate, export, tables, book, forecast, backup, restore, forget),
    ],
)
