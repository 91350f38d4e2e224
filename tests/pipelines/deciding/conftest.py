"""Both databases that decisions may be kept in."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipelines.deciding.store import Store
from tests.pipelines.deciding import postgres

NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Run a PostgreSQL server."""
    with postgres.running() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """Return the address of an empty PostgreSQL database."""
    name = f"shop_{next(NUMBERS)}"
    server = sa.make_url(postgres_server).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(server, poolclass=sa.NullPool)
    with engine.connect() as connection:
        alone = connection.execution_options(isolation_level="AUTOCOMMIT")
        alone.execute(sa.text(f"CREATE DATABASE {name}"))
    return str(sa.make_url(postgres_server).set(database=name))


@pytest.fixture(params=["sqlite", "postgresql"])
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Return an empty store, in each database."""
    if request.param == "postgresql":
        return Store(str(request.getfixturevalue("postgres_url")))
    return Store(f"sqlite:///{tmp_path / 'decisions.sqlite'}")
