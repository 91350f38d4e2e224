"""Many users of the desk at once, by repeating what a browser asked for."""

import http.client
import random
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Request

from tests.desk.browser.looking import Looking

QUICKEST, SLOWEST = 0.5, 1.5
"""Seconds between the end of one click and the next."""
HIGH = 0.95
REFUSED = 400
CALLBACK = "/_dash-update-component"
SENT = ("content-type", "x-csrftoken", "accept")


@dataclass(frozen=True)
class Asked:
    """One request as a browser sent it."""

    path: str
    body: bytes
    headers: dict[str, str]


@dataclass
class Clicks:
    """How long clicks took, and how many answers failed."""

    seconds: list[float] = field(default_factory=list)
    failed: int = 0

    @property
    def high(self) -> float:
        """Return what 95 of 100 clicks took at most."""
        return sorted(self.seconds)[int(HIGH * (len(self.seconds) - 1))]


def recorded(looking: Looking, page: str) -> list[Asked]:
    """Return what a browser asks for when a page is opened."""
    asked: list[Asked] = []

    def note(request: Request) -> None:
        if CALLBACK in request.url:
            whole = urlsplit(request.url)
            headers = {name: request.headers.get(name, "") for name in SENT}
            headers["Cookie"] = "; ".join(
                f"{one.get('name')}={one.get('value')}"
                for one in looking.page.context.cookies()
            )
            path = f"{whole.path}?{whole.query}"
            asked.append(Asked(path, request.post_data_buffer or b"", headers))

    looking.page.on("request", note)
    looking.open(page)
    looking.page.remove_listener("request", note)
    return asked


def clicked(
    address: str, pages: list[list[Asked]], users: int, seconds: float
) -> Clicks:
    """Let ``users`` open pages at random for so long."""
    clicks = Clicks()
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_user, args=(address, pages, until, clicks, number))
        for number in range(users)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return clicks


def _user(
    address: str, pages: list[list[Asked]], until: float, clicks: Clicks, number: int
) -> None:
    """Click until the time is over."""
    chance = random.Random(number)  # noqa: S311  # a sample, not a secret
    while time.monotonic() < until:
        page = chance.choice(pages)
        start = time.perf_counter()
        failed = sum(not _answered(address, one) for one in page)
        clicks.seconds.append(time.perf_counter() - start)
        clicks.failed += failed
        time.sleep(chance.uniform(QUICKEST, SLOWEST))


def _answered(address: str, asked: Asked) -> bool:
    """Ask, and return whether the answer was one."""
    there = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        there.request("POST", asked.path, asked.body, asked.headers)
        answer = there.getresponse()
        answer.read()
    except OSError:
        return False
    finally:
        there.close()
    return answer.status < REFUSED
