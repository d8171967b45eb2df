"""The database: made and brought up to date, by two at once, refused in one sentence where that cannot be."""

import sqlite3
import stat
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, insert, select, text

import evidence.workshop.tables  # noqa: F401 (its tables belong to the same database)
from evidence.errors import EvidenceError
from evidence.workspace.database import (
    MIGRATIONS,
    VARIABLE,
    database_url,
    open_database,
    overwrite_erased,
    reading,
    shown,
    writing,
)
from evidence.workspace.items import read_items
from evidence.workspace.tables import METADATA, WORKSPACES
from tests.workspaces import begin, claim, elsewhere

NEWEST = ScriptDirectory(str(MIGRATIONS)).get_current_head()
ROW = {"id": "a" * 32, "edit_digest": "e" * 64, "view_digest": "v" * 64, "created": "2026", "last_seq": 0}
ON_UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork and other rights of files.")


def refusal(url) -> str:
    with pytest.raises(EvidenceError) as refused:
        open_database(str(url))
    said = str(refused.value)
    assert "\n" not in said
    assert "secret" not in said
    return said


# ---- making it, and bringing it up to date ----------------------------------------------------------------------


def test_a_new_database_is_made_and_is_the_newest(new_address):
    engine = open_database(new_address)
    with engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == NEWEST
    claim(engine, begin(engine))
    engine.dispose()
    again = open_database(new_address)
    with again.connect() as connection:
        assert len(connection.execute(select(WORKSPACES)).all()) == 1
    again.dispose()


def test_the_tables_are_those_that_the_app_asks_for(engine):
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), METADATA)
    assert differences == []


@pytest.mark.parametrize("revision", [r.revision for r in ScriptDirectory(str(MIGRATIONS)).walk_revisions()])
def test_a_database_of_each_earlier_version_is_brought_up_to_date(new_address, revision, monkeypatch):
    from alembic import command

    upgrade = command.upgrade
    with monkeypatch.context() as then:
        then.setattr(command, "upgrade", lambda config, _: upgrade(config, revision))
        open_database(new_address).dispose()
    engine = open_database(new_address)
    with engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == NEWEST
    engine.dispose()


def test_an_upgrade_that_fails_leaves_nothing_behind(new_address, monkeypatch):
    from alembic import command

    upgrade = command.upgrade

    def fail(config, head):
        upgrade(config, head)
        config.attributes["connection"].execute(text("SELECT * FROM nowhere"))

    with monkeypatch.context() as broken:
        broken.setattr(command, "upgrade", fail)
        assert "nowhere" in refusal(new_address)
    engine = open_database(new_address)
    begin(engine)
    engine.dispose()


OPEN_MANY = """
import os, sys
from evidence.workspace.database import open_database
for _ in range(8):
    if os.fork() == 0:
        open_database(sys.argv[1]).dispose()
        os._exit(0)
sys.exit(any(os.wait()[1] for _ in range(8)))
"""


@ON_UNIX
def test_processes_that_open_a_new_database_at_once_make_it_once(new_address):
    opening = elsewhere(OPEN_MANY, new_address)
    assert (opening.communicate(timeout=120)[1], opening.returncode) == ("", 0)
    engine = open_database(new_address)
    begin(engine)
    engine.dispose()


def test_threads_that_open_a_new_database_at_once_make_it_once(new_address):
    opened: list[Engine] = []
    threads = [threading.Thread(target=lambda: opened.append(open_database(new_address))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 6
    for engine in opened:
        engine.dispose()


def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(address):
    engine = open_database(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    said = refusal(address)
    assert "was made by a newer version of this app" in said and VARIABLE in said
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"
    engine.dispose()


# ---- addresses --------------------------------------------------------------------------------------------------


def test_the_address_is_what_the_environment_says_or_a_file_of_the_users_own():
    assert database_url({VARIABLE: " postgresql://ann@host/narratives "}) == "postgresql://ann@host/narratives"
    for empty in ({}, {VARIABLE: " "}):
        assert database_url(empty).startswith("sqlite:///")
        assert Path(database_url(empty).removeprefix("sqlite:///")).is_absolute()
        assert database_url(empty).endswith("workspaces.db")


@pytest.mark.parametrize(
    "url",
    [
        "workspaces.db",
        "mysql://ann:secret@host/narratives",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///workspaces.db?password=secret",
        "postgresql://ann:secret@host:port/narratives",
        "postgresql+nothing",
        "://",
        "\x00",
        "{}",
    ],
)
def test_what_is_no_address_is_refused_and_says_what_one_looks_like(url):
    assert refusal(url).startswith(f"{VARIABLE} names no database that is known here; write sqlite:////folder/file.db")


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg2"])
def test_a_server_that_cannot_be_reached_is_said_without_the_password(scheme):
    for rest in ("ann:secret@127.0.0.1:1/narratives", "ann@127.0.0.1:1/narratives?password=secret"):
        said = refusal(f"{scheme}://{rest}")
        assert said.startswith("The database postgresql+psycopg://ann")
        assert "127.0.0.1:1/narratives cannot be used: connection failed" in said


def test_an_option_that_postgresql_does_not_know_is_said():
    assert "cannot be used: " in refusal("postgresql://ann:secret@127.0.0.1:1/narratives?colour=secret-blue")


def test_a_database_that_the_server_does_not_have_is_said(postgresql_server):
    url = postgresql_server.url.set(database="not_there").render_as_string(hide_password=False)
    assert 'database "not_there" does not exist' in refusal(url)


def test_an_engine_is_shown_without_its_password(sqlite):
    assert shown(sqlite) == str(sqlite.url)


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("Minutes of the meeting. " * 100, encoding="utf-8")
    assert "cannot be used: file is not a database." in refusal(f"sqlite:///{file}")
    assert file.read_text(encoding="utf-8") == "Minutes of the meeting. " * 100


def test_a_folder_that_cannot_be_made_and_a_folder_for_a_file_are_refused(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    said = refusal(f"sqlite:///{tmp_path / 'file' / 'below' / 'workspaces.db'}")
    assert "cannot be written: Not a directory" in said and f"Set {VARIABLE} to another place" in said
    assert "cannot be used: unable to open database file." in refusal(f"sqlite:///{tmp_path}")


@ON_UNIX
def test_a_folder_without_the_right_to_write_is_refused(tmp_path, monkeypatch):
    """By the answer that the system gives, because who runs tests as root may write everywhere."""

    def forbidden(path, **_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "touch", forbidden)
    assert "workspaces.db cannot be written: Permission denied. Set" in refusal(
        f"sqlite:///{tmp_path / 'workspaces.db'}"
    )


@ON_UNIX
def test_the_file_is_for_its_owner_alone(tmp_path):
    open_database(f"sqlite:///{tmp_path / 'own' / 'workspaces.db'}").dispose()
    assert stat.S_IMODE((tmp_path / "own").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "own" / "workspaces.db").stat().st_mode) == 0o600


# ---- reading and writing ----------------------------------------------------------------------------------------


def test_sqlite_keeps_its_promises(sqlite):
    with sqlite.connect() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        }
    assert found == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 30_000
    }  # fmt: skip


def test_a_change_is_there_whole_or_not_at_all(engine):
    with pytest.raises(RuntimeError), writing(engine) as connection:
        connection.execute(insert(WORKSPACES).values(ROW))
        raise RuntimeError
    with writing(engine) as connection:
        assert connection.execute(select(WORKSPACES)).all() == []
        connection.execute(insert(WORKSPACES).values(ROW))


def test_a_fault_of_the_database_is_one_sentence_without_what_was_written(engine):
    with pytest.raises(EvidenceError) as refused, writing(engine) as connection:
        connection.execute(insert(WORKSPACES).values(ROW))
        connection.execute(insert(WORKSPACES).values(ROW))
    assert str(refused.value).startswith("Nothing was saved: ")
    assert "\n" not in str(refused.value)
    assert "e" * 64 not in str(refused.value)
    with pytest.raises(EvidenceError, match=r"^The database cannot be read: "), reading(engine) as connection:
        connection.execute(text("SELECT * FROM nowhere"))


def test_a_reader_sees_one_moment_while_others_write(engine):
    room = begin(engine)
    with reading(engine) as connection:
        before = connection.execute(select(WORKSPACES.c.last_seq)).scalar_one()
        claim(engine, room)
        assert connection.execute(select(WORKSPACES.c.last_seq)).scalar_one() == before == 1
    assert len(read_items(engine, room.id)) == 2


def test_who_wrote_last_can_read_it_at_once_with_the_next_connection(engine):
    room = begin(engine)
    for number in range(30):  # more than there are connections
        claim(engine, room, str(number))
        assert len(read_items(engine, room.id)) == number + 2


def test_erasing_says_so_where_another_program_keeps_the_old_file_open(sqlite, monkeypatch):
    room = begin(sqlite)
    monkeypatch.setattr("evidence.workspace.database.PRAGMAS", ("busy_timeout=50", "journal_mode=WAL"))
    sqlite.dispose()  # so that the next connection waits less than 30 s
    with closing(sqlite3.connect(str(sqlite.url.database), isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM workspaces").fetchall()
        claim(sqlite, room)
        with pytest.raises(EvidenceError, match="It is erased, but the database's file is in use"):
            overwrite_erased(sqlite)
        other.execute("COMMIT")
        overwrite_erased(sqlite)
