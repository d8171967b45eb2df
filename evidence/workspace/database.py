"""Opening the database: a file of one's own, or PostgreSQL; brought up to date by Alembic before it is used."""

from __future__ import annotations

import json
import sqlite3
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
from evidence.workspace.turns import Turns

VARIABLE = "EVIDENCE_DATABASE_URL"
MIGRATIONS = Path(__file__).parent / "migrations"
WAIT = 30  # seconds to wait for another writer
# How SQLite keeps its promises: readers are not held up by a writer, nothing that was saved is lost when the machine
# dies, what refers to something needs it to be there, and what is deleted is overwritten.
PRAGMAS = (
    f"busy_timeout={WAIT * 1000}",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
)
CONNECTIONS = 20  # at once; PostgreSQL takes 100 unless it is told otherwise
# How many of a process write at once. SQLite takes one writer, and those it turns away look again at intervals that grow
# to 0.1 s; a queue in the process wakes the next at once. On PostgreSQL the other connections are left to readers.
WRITERS = {"sqlite": 1, "postgresql": CONNECTIONS // 2}
UPGRADE_LOCK = 741_852  # any number, the same in every process, so that one upgrades and the others wait
UNKNOWN = (
    f"{VARIABLE} names no database that is known here; write sqlite:////folder/file.db or "
    "postgresql://user:password@host/name, or leave it out for a file of your own."
)


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
        _make_file(Path(str(address.database)))
    engine = _engine(address)
    try:
        _upgrade(engine)
    except SQLAlchemyError as error:
        engine.dispose()
        raise EvidenceError(f"The database {shown(address)} cannot be used: {_first_line(error)}") from None
    except EvidenceError:
        engine.dispose()
        raise
    return engine


def shown(address: URL | Engine) -> str:
    """The address of a database as it may be shown: without its password."""
    url = address.url if isinstance(address, Engine) else address
    return url.set(query={}).render_as_string(hide_password=True)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A view of the database as it is at one moment; raises EvidenceError where it cannot be read."""
    one_moment = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    try:
        with engine.connect().execution_options(**one_moment) as connection, connection.begin():
            yield connection
    except SQLAlchemyError as error:
        raise EvidenceError(f"The database cannot be read: {_first_line(error)}") from None


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One change of the database, whole or not at all; raises EvidenceError where it cannot be written."""
    try:
        with (
            engine.get_execution_options()["turn"],
            engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            yield connection
    except SQLAlchemyError as error:
        raise EvidenceError(f"Nothing was saved: {_first_line(error)} Try again.") from None


def overwrite_erased(engine: Engine) -> None:
    """Write a SQLite file anew and empty its log, because copies of what was deleted stay in parts that are not in use.

    Does nothing on PostgreSQL, whose server and backups decide how long deleted rows stay on its disk.
    Raises EvidenceError where another reader or writer does not let go of the file.
    """
    if engine.dialect.name != "sqlite":
        return
    try:
        with engine.get_execution_options()["turn"], engine.connect() as connection:
            file = connection.connection.driver_connection
            assert file is not None
            file.execute("VACUUM")
            held_up = file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except (SQLAlchemyError, sqlite3.Error) as error:
        held_up = str(error)
    if held_up:
        raise EvidenceError(
            "It is erased, but the database's file is in use and could not be written anew, so traces may stay in it "
            "until the next time that something is erased."
        )


def _address(url: str) -> URL:
    try:
        address = make_url(url)
        backend = address.get_backend_name()
    except (ArgumentError, ValueError):
        raise EvidenceError(UNKNOWN) from None
    if backend in ("postgresql", "postgres"):
        return address.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and address.database not in (None, "", ":memory:") and not address.query:
        return address.set(drivername="sqlite+pysqlite")
    raise EvidenceError(UNKNOWN)


def _make_file(path: Path) -> None:
    """Make the file and its folder where there are none, for nobody else to read."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise EvidenceError(f"The database {path} cannot be written: {why}. Set {VARIABLE} to another place.") from None


def _engine(address: URL) -> Engine:
    backend = address.get_backend_name()
    engine = create_engine(
        address,
        json_serializer=partial(json.dumps, ensure_ascii=False, allow_nan=False),
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10} if backend == "postgresql" else {},
        execution_options={"turn": Turns(WRITERS[backend])},
    )
    if backend == "sqlite":
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
