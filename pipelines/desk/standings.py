"""How the lines of the published plan stand by now, cheap to ask for again."""

import threading

from models.deciding.decide import Plan
from pipelines.deciding.desk import Standing, plan_of, standing
from pipelines.deciding.store import Store
from pipelines.desk.view import View


class Standings:
    """What is decided about one plan; each time only what is new is read."""

    def __init__(self, store: Store, plan: Plan) -> None:
        """Start with nothing read."""
        self.store = store
        self.plan = plan
        self._known: Standing | None = None
        self._lock = threading.Lock()

    def now(self) -> Standing:
        """Return how the lines stand now."""
        with self._lock:
            self._known = standing(self.store, self.plan, self._known)
            return self._known


def standings(view: View) -> Standings:
    """Return how the lines of the plan that ``view`` shows stand, for all readers."""
    return view.remember(
        ("standings",),
        lambda: Standings(
            Store(view.workspace.decisions_url),
            plan_of(view.snapshot, view.workspace.settings),
        ),
        spoken=False,
    )
