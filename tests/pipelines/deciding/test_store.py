import datetime as dt
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
import sqlalchemy as sa

from models.deciding.limits import Limits
from models.tables import TABLES
from pipelines.deciding.desk import decide, standing
from pipelines.deciding.store import Store
from tests.factories import frame
from tests.models.deciding.lines import PLAN, edit, units

ROW = {
    "decision_id": "d1",
    "decided_at": "2026-11-23T08:00:00.123456",
    "author": "ane",
    "run": "2026-11-22-1",
    "suggestion_id": "a",
    "action": "change",
    "sku": "æøå",
    "decided_qty": "0.125",
    "amount": "899999999999.9999",
    "arrive_on": "2026-12-01",
    "stockout_risk_rate": 0.1,
    "split_no": 2,
    "before": '{"a": "b"}',
    "reason": "=1+1'; DROP TABLE decisions; --",
}


def test_what_is_kept_is_read_back_exactly(any_store: Store) -> None:
    rows = frame("decisions", ROW, {**ROW, "decision_id": "d2", "reason": None})
    assert any_store.append(rows) == 2
    kept = any_store.decisions()
    TABLES["decisions"].validate(kept)
    assert kept.select(rows.columns).equals(rows)


def test_only_what_is_new_is_read_again(any_store: Store) -> None:
    any_store.append(frame("decisions", ROW))
    first = any_store.entries()
    assert first["entry_no"].to_list() == [1]
    assert "before" not in first.columns
    assert any_store.entries(1).is_empty()
    any_store.append(frame("decisions", {**ROW, "decision_id": "d2"}))
    assert any_store.entries(1)["decision_id"].to_list() == ["d2"]


@pytest.mark.parametrize(
    "statement", ["DELETE FROM decisions", "UPDATE decisions SET author = 'eve'"]
)
def test_neither_database_lets_a_decision_be_changed_or_deleted(
    any_store: Store, statement: str
) -> None:
    any_store.append(frame("decisions", ROW))
    before = any_store.decisions()
    url = any_store.url.replace("postgresql://", "postgresql+psycopg://")
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with (
        pytest.raises(sa.exc.IntegrityError, match="never changed or deleted"),
        engine.begin() as connection,
    ):
        connection.execute(sa.text(statement))
    assert any_store.decisions().equals(before)


def test_postgres_cannot_be_emptied_either(postgres_url: str) -> None:
    store = Store(postgres_url)
    store.append(frame("decisions", ROW))
    url = postgres_url.replace("postgresql://", "postgresql+psycopg://")
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with (
        pytest.raises(sa.exc.IntegrityError, match="never changed or deleted"),
        engine.begin() as connection,
    ):
        connection.execute(sa.text("TRUNCATE decisions"))
    assert store.decisions().height == 1


def test_a_failed_turn_leaves_nothing(any_store: Store) -> None:
    first, second = (frame("decisions", {**ROW, "decision_id": d}) for d in "12")

    def interrupted() -> None:
        with any_store.writing() as turn:
            turn.append(second)
            turn.append(first)

    any_store.append(first)
    with pytest.raises(sa.exc.IntegrityError):
        interrupted()
    assert any_store.decisions()["decision_id"].to_list() == ["1"]


def test_time_never_goes_back(any_store: Store) -> None:
    ahead = {**ROW, "decided_at": "2099-01-01T00:00"}
    any_store.append(frame("decisions", ahead))
    with any_store.writing() as turn:
        assert turn.now() > dt.datetime(2099, 1, 1, tzinfo=dt.UTC)


def test_planners_who_decide_at_the_same_moment_are_let_in_one_by_one(
    any_store: Store,
) -> None:
    def planner(number: int) -> int:
        store = Store(any_store.url)
        asked = edit(number, "change", units(number + 1))
        answer = decide(store, PLAN, [asked], author=f"p{number}", limits=Limits())
        return answer.conflicts.height

    with ThreadPoolExecutor(8) as many:
        conflicts = list(many.map(planner, range(8)))
    assert sorted(conflicts) == [0, *[1] * 7]
    kept = any_store.decisions()
    assert kept.height == 8
    assert kept["status"].null_count() == 1
    assert kept["decided_at"].is_sorted()
    now = standing(any_store, PLAN)
    winner = kept.filter(pl.col("status").is_null())
    assert now.states["decided_qty"][0] == winner["decided_qty"][0]


def test_the_same_edit_sent_by_two_at_once_is_one(any_store: Store) -> None:
    def press(_: int) -> list[str]:
        asked = [edit(1, "change", units(60)), edit(2, "reject", suggestion_id="b")]
        answer = decide(
            Store(any_store.url), PLAN, asked, author="ane", limits=Limits()
        )
        return answer.repeated

    with ThreadPoolExecutor(4) as many:
        repeated = list(many.map(press, range(4)))
    assert sorted(map(len, repeated)) == [0, 2, 2, 2]
    assert any_store.decisions().height == 2


def test_standing_is_read_again_only_where_somebody_decided(any_store: Store) -> None:
    first = standing(any_store, PLAN)
    assert standing(any_store, PLAN, first) is first
    asked = edit(1, "change", units(60))
    answer = decide(any_store, PLAN, [asked], author="ane", limits=Limits())
    assert answer.states["decided_qty"].to_list() == [Decimal(60)]
    second = standing(any_store, PLAN, first)
    assert second.states["state"].to_list() == ["changed", "open"]
    assert second.states.equals(standing(any_store, PLAN).states)


def test_the_store_of_an_older_backstock_gets_the_new_columns(tmp_path: Path) -> None:
    file = tmp_path / "decisions.sqlite"
    old = ("decision_id", "decided_at", "author", "run", "suggestion_id", "action")
    with sqlite3.connect(file) as connection:
        columns = ", ".join(f"{name} TEXT NOT NULL" for name in old)
        rest = "supplier_id TEXT, location_id TEXT, sku TEXT, suggested_qty TEXT, "
        connection.execute(
            "CREATE TABLE decisions (entry_no INTEGER PRIMARY KEY, "
            f"{columns}, {rest} decided_qty TEXT, arrive_on DATE, "
            "stockout_risk_rate FLOAT, holds_until DATE, before TEXT, after TEXT, "
            "reason TEXT)"
        )
        connection.execute(
            f"INSERT INTO decisions ({', '.join(old)}) VALUES "
            "('d0', '2026-01-01 08:00:00.000000', 'ane', 'r', 'a', 'approve')"
        )
    connection.close()
    store = Store(f"sqlite:///{file}")
    assert store.decisions()["decision_id"].to_list() == ["d0"]
    store.append(frame("decisions", ROW))
    assert store.decisions()["split_no"].to_list() == [None, 2]
