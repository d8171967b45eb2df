"""Opening the database: a file of one's own, or PostgreSQL; brought up to date by Alembic before it is used."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from evidence.errors import EvidenceError

VARIABLE = "EVIDENCE_DATABASE_URL"
MIGRATIONS = Path(__file__).parent / "migrations"
WAIT = 30  # seconds to wait for another writer
# How SQLite keeps its promises: readers are not held up by a writer, nothing that was saved is lost when the machine
# dies, what refers to something needs it to be there, and what is erased is overwritten.
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    f"busy_timeout={WAIT * 1000}",
)
PEOPLE_AT_ONCE = 40  # connections that stay open
UPGRADE_LOCK = 741_852  # any number, the same in every process, so that one upgrades and the others wait


def database_url(environ: Mapping[str, str]) -> str:
    """The address of the database: what the variable says, otherwise a file in the user's own data folder."""
    asked = environ.get(VARIABLE, "").strip()
    return asked or f"sqlite:///{user_data_path('place-evidence', appauthor=False) / 'workspaces.db'}"


def open_database(url: str) -> Engine:
    """The database at an address, up to date and ready; a SQLite file and its folder are made where there are none.

    Raises EvidenceError for an address that is none, a database that cannot be reached, and one of a newer app.
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        _make_folder(address)
    engine = _engine(address)
    try:
        _upgrade(engine)
    except SQLAlchemyError as error:
        engine.dispose()
        raise EvidenceError(f"The database {shown(address)} cannot be used: {_first_line(error)}") from None
    return engine


def shown(address: URL | Engine) -> str:
    """The address of a database as it may be shown: without its password."""
    url = address.url if isinstance(address, Engine) else address
    return url.render_as_string(hide_password=True)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A view of the database as it is at one moment; raises EvidenceError where it cannot be read."""
    try:
        with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise EvidenceError(f"The database cannot be read: {_first_line(error)}") from None


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One change of the database, whole or not at all; raises EvidenceError where it cannot be written."""
    try:
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            yield connection
    except SQLAlchemyError as error:
        raise EvidenceError(
            f"Nothing was saved: {_first_line(error)} What you typed still stands in its field; try again."
        ) from None


def _address(url: str) -> URL:
    try:
        address = make_url(url)
        backend = address.get_backend_name()
    except ArgumentError:
        backend = ""
    if backend in ("postgresql", "postgres"):
        return address.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and address.database not in (None, "", ":memory:"):
        return address.set(drivername="sqlite+pysqlite")
    raise EvidenceError(
        f"{VARIABLE} names no database that is known here; write sqlite:////folder/file.db or "
        "postgresql://user:password@host/name, or leave it out for a file of your own."
    )


def _make_folder(address: URL) -> None:
    folder = Path(str(address.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise EvidenceError(
            f"The folder {folder} for the database cannot be made: {error.strerror}. Set {VARIABLE} to another place."
        ) from None


def _engine(address: URL) -> Engine:
    plain_json = partial(json.dumps, ensure_ascii=False, allow_nan=False)
    engine = create_engine(
        address, json_serializer=plain_json, pool_size=PEOPLE_AT_ONCE, max_overflow=PEOPLE_AT_ONCE, pool_pre_ping=True
    )
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: object, _record: object) -> None:
    """SQLAlchemy's own recipe: Python's driver begins no transactions itself, so that ours are what they say."""
    connection.isolation_level = None  # type: ignore[attr-defined]
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its turn at once: one that begins as a reader could find the file changed and fail."""
    writes = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _upgrade(engine: Engine) -> None:
    """Bring the tables up to date, one process at a time, whole or not at all."""
    script = ScriptDirectory(str(MIGRATIONS))
    newest, known = script.get_current_head(), {revision.revision for revision in script.walk_revisions()}
    with engine.connect() as connection:
        if _revision(connection) == newest:
            return
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({UPGRADE_LOCK})"))
        found = _revision(connection)
        if found is not None and found not in known:
            raise EvidenceError(
                f"The database {shown(engine)} was made by a newer version of this app; start that one, or choose "
                f"another database with {VARIABLE}."
            )
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _first_line(error: SQLAlchemyError) -> str:
    """The database's own words, on one line that ends as a sentence."""
    said = str(getattr(error, "orig", None) or error).strip().splitlines()
    line = said[0].strip() if said else "no reason was given"
    return line if line.endswith(".") else f"{line}."
