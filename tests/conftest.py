"""Settings that hold for every test."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile(
    "fast",
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "long",
    max_examples=1000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    """Return the browser of this machine; without one its tests are left out."""
    from tests import browsers  # noqa: PLC0415  # most tests need none

    try:
        with browsers.opened() as browser:
            yield browser
    except browsers.NoBrowserError as missing:
        pytest.skip(str(missing))
