"""What the desk refuses: foreign hosts, forged changes, scripts from elsewhere."""

import secrets
from collections.abc import Sequence
from urllib.parse import urlsplit

import flask

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names and addresses that only this machine reaches."""
TOKEN_COOKIE = "_csrf_token"  # noqa: S105  # the name of a cookie
TOKEN_HEADER = "X-CSRFToken"  # noqa: S105  # the name of a header
READING = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_REQUEST_BYTES = 25_000_000
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class ForeignAddressError(ValueError):
    """The desk would be reachable from other machines, and it has no sign-in yet."""


def refuse_foreign(host: str) -> None:
    """Refuse to listen on an address that other machines reach."""
    if host not in LOOPBACK:
        message = (
            f"{host} can be reached from other machines and the desk has no sign-in "
            "yet: anybody there could approve orders. Serve on 127.0.0.1, and reach it "
            "from elsewhere through a tunnel (ssh -L) or a proxy that signs people in."
        )
        raise ForeignAddressError(message)


def protect(server: flask.Flask, script_hashes: Sequence[str]) -> None:
    """Guard every request to ``server`` and every answer from it.

    ``script_hashes`` name the scripts that pages may hold inside.
    """
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST_BYTES
    policy = content_policy(script_hashes)

    @server.before_request
    def guard() -> None:
        refuse_foreign_host(flask.request)
        if flask.request.method not in READING:
            refuse_forged(flask.request)

    @server.after_request
    def mark(response: flask.Response) -> flask.Response:
        response.headers["Content-Security-Policy"] = policy
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if TOKEN_COOKIE not in flask.request.cookies:
            response.set_cookie(
                TOKEN_COOKIE, secrets.token_urlsafe(32), samesite="Strict"
            )
        return response


def content_policy(script_hashes: Sequence[str]) -> str:
    """Return what a page may load: what this server gives, and nothing else."""
    scripts = " ".join(["'self'", *script_hashes])
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",  # grids and figures set sizes so
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


def refuse_foreign_host(request: flask.Request) -> None:
    """Refuse a request that reached us under a foreign name: a rebound address."""
    if urlsplit(f"//{request.host}").hostname not in LOOPBACK:
        flask.abort(400, f"{request.host} is not a name of this desk")


def refuse_forged(request: flask.Request) -> None:
    """Refuse a change that a page of another site sent in the planner's name."""
    origin = request.headers.get("Origin")
    cookie = request.cookies.get(TOKEN_COOKIE, "")
    header = request.headers.get(TOKEN_HEADER, "")
    is_foreign = origin is not None and urlsplit(origin).netloc != request.host
    if is_foreign or not cookie or not secrets.compare_digest(cookie, header):
        flask.abort(403, "this change did not come from a page of the desk")
