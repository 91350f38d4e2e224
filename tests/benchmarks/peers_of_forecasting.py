"""AutoETS and AutoTheta of statsforecast on the series in a folder, timed.

Run by ``forecasting.py`` with the interpreter of an environment of their own, which
``make peers`` sets up: statsforecast wants other versions than ours of what both use.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
from statsforecast.models import AutoETS, AutoTheta

AHEAD = 28
WEEK = 7


def main(folder: Path) -> None:
    """Forecast every series with both; write means and seconds of processor time."""
    past = np.load(folder / "past.npy").astype(np.float64)
    told = {}
    for name, model in (
        ("AutoETS", AutoETS(season_length=WEEK)),
        ("AutoTheta", AutoTheta(season_length=WEEK)),
    ):
        model.forecast(past[0], AHEAD)  # compiles, where it does
        began = time.process_time()
        said = [model.forecast(_begun(row), AHEAD)["mean"] for row in past]
        told[name] = time.process_time() - began
        np.save(folder / f"{name}.npy", np.maximum(said, 0.0))
    (folder / "told.json").write_text(json.dumps(told))


def _begun(row: np.ndarray) -> np.ndarray:
    """Return a series from its first sale on, two weeks of it at least."""
    first = int((row > 0).argmax()) if row.any() else 0
    return row[min(first, len(row) - 2 * WEEK) :]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
