"""The desk answers this machine's browsers only, and changes nothing unasked."""

import pytest
from flask.testing import FlaskClient

from pipelines.desk import security
from pipelines.desk.app import Application
from tests.desk.conftest import HOST

SECRETS = (b"root:", b"Traceback", b"[company]", b"import ", b"SQLite format")
CALLBACK = "/_dash-update-component"


def token(client: FlaskClient) -> str:
    cookie = client.get_cookie(security.TOKEN_COOKIE, domain="127.0.0.1")
    assert cookie is not None
    return cookie.value


@pytest.mark.parametrize("path", ["/", "/now", "/assets/desk.css", "/download/no.csv"])
def test_every_answer_says_what_a_page_may_load(client: FlaskClient, path: str) -> None:
    with client.get(path, base_url=HOST) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    assert "http" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Server" not in headers


def test_a_foreign_name_for_this_machine_is_refused(client: FlaskClient) -> None:
    assert client.get("/now", base_url="http://evil.example").status_code == 400
    assert (
        client.get("/now", base_url="http://127.0.0.1.evil.example").status_code == 400
    )
    assert client.get("/now", base_url="http://localhost:8050").status_code == 200
    assert client.get("/now", base_url="http://[::1]:8050").status_code == 200


def test_a_change_needs_the_token_of_this_browser(client: FlaskClient) -> None:
    def changed(**headers: str) -> int:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = client.post(CALLBACK, base_url=HOST, json={}, headers=named)
        return answer.status_code

    good = token(client)
    assert changed() == 403
    assert changed(X_CSRFToken="guessed") == 403
    assert changed(X_CSRFToken=good, Origin="http://evil.example") == 403
    assert changed(X_CSRFToken=good, Origin="null") == 403
    assert changed(X_CSRFToken=good) != 403
    assert changed(X_CSRFToken=good, Origin=HOST) != 403


def test_a_browser_without_a_token_cannot_change_by_sending_none(
    application: Application,
) -> None:
    fresh = application.server.test_client()
    answer = fresh.post(CALLBACK, base_url=HOST, json={}, headers={"X-CSRFToken": ""})
    assert answer.status_code == 403


def test_the_token_stays_with_this_site(application: Application) -> None:
    given = application.server.test_client().get("/", base_url=HOST)
    assert "SameSite=Strict" in given.headers["Set-Cookie"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "planning.example"])  # noqa: S104  # it is refused
def test_an_address_that_others_reach_is_refused_with_advice(host: str) -> None:
    with pytest.raises(
        security.ForeignAddressError, match=r"no sign-in yet.*127\.0\.0\.1"
    ):
        security.refuse_foreign(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_addresses_of_this_machine_are_served(host: str) -> None:
    security.refuse_foreign(host)


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../app.py",
        "/assets/%2e%2e/app.py",
        "/assets/..%2f..%2f..%2f..%2fetc/passwd",
        "/download/..%2f..%2fbackstock.csv",
        "/download/table.csv?scope=%7B%22table%22%3A%22..%2F..%2Fdecisions%22%7D",
        "/backstock.toml",
        "/console",
        "/_reload-hash",
        "/_dash-debug",
    ],
)
def test_no_file_outside_and_no_debugger_is_reached(
    client: FlaskClient, path: str
) -> None:
    with client.get(path, base_url=HOST) as answer:
        body, status = answer.data, answer.status_code
    assert not [secret for secret in SECRETS if secret in body]
    assert status in {200, 400, 404}


def test_a_huge_change_is_refused_unread(client: FlaskClient) -> None:
    answer = client.post(
        CALLBACK,
        base_url=HOST,
        data=b"x" * (security.LARGEST_REQUEST_BYTES + 1),
        content_type="application/json",
        headers={security.TOKEN_HEADER: token(client)},
    )
    assert answer.status_code == 413
