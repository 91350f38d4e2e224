"""A table as a file: what was shown, safe in a spreadsheet."""

import io
import json
from urllib.parse import urlencode

import fastexcel
import polars as pl
from flask.testing import FlaskClient

from pipelines.desk.view import View
from tests.desk.conftest import HOST, LINES


def fetched(client: FlaskClient, kind: str, **query: object) -> bytes:
    words = {name: json.dumps(value) for name, value in query.items()}
    address = f"/download/table.{kind}?{urlencode(words)}"
    answer = client.get(address, base_url=HOST)
    assert answer.status_code == 200, answer.data
    assert answer.headers["Content-Disposition"].startswith("attachment")
    body: bytes = answer.data
    return body


def test_a_download_holds_what_the_table_shows(client: FlaskClient, seen: View) -> None:
    body = fetched(
        client,
        "csv",
        scope={"table": "suggestions"},
        f={"rank": {"filterType": "number", "type": "lessThanOrEqual", "filter": 5}},
        o=[["rank", "desc"]],
    )
    rows = pl.read_csv(body)
    assert rows["rank"].to_list() == [5, 4, 3, 2, 1]
    whole = fetched(client, "csv", scope={"table": "suggestions"})
    assert pl.read_csv(whole).height == LINES == seen.frame("suggestions").height


def test_a_workbook_opens_and_has_every_row(client: FlaskClient) -> None:
    body = fetched(client, "xlsx", scope={"table": "suggestions"})
    sheet = fastexcel.read_excel(io.BytesIO(body).getvalue()).load_sheet(0)
    assert sheet.to_polars().height == LINES


def test_an_unknown_table_or_kind_is_not_there(client: FlaskClient) -> None:
    for path in ("/download/nothing.csv", "/download/table.exe"):
        assert client.get(path, base_url=HOST).status_code == 404


def test_a_query_that_is_no_json_is_refused(client: FlaskClient) -> None:
    for query in ("scope=%7B", "scope=%7B%7D&f=%5B%5D"):
        answer = client.get(f"/download/table.csv?{query}", base_url=HOST)
        assert answer.status_code == 400
