"""The keys of the page."""

KEYS = (
    *(("approve_order", "A"), ("approve", "Y"), ("reject", "X"), ("snooze", "S")),
    *(("split", "P"), ("move", "M"), ("undo", "U"), ("redo", "R"), ("next", "N")),
    *(("previous", "B"), ("all", "L"), ("find", "/"), ("open", "O"), ("edit", "E")),
    *(("select", "Space"), ("tick", "T"), ("tick_well", "G")),
    *(("help", "?"), ("close", "Esc")),
)
"""What each key does; the script knows them by the same names."""
