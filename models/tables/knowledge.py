"""What tables of versions carry beside their own columns."""

import dataframely as dy

from models.tables import columns as c


class Knowledge(dy.Schema):
    """A version of something, and when it was known to stand."""

    version = c.whole("Of the versions that stand, the highest counts.", key=True)
    known_from = c.instant("When we learned it; empty: it was known all along.")
    known_until = c.instant("When we learned that it stands no more; empty: it does.")
