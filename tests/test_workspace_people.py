"""Names of people: apart from what they said, in no log, file or trace, and erased for good."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from evidence.errors import EvidenceError
from evidence.workspace.database import overwrite_erased
from evidence.workspace.history import erase, restore, take_back
from evidence.workspace.items import add_item, add_items, changes_of, read_items, remove_item, save_fields
from evidence.workspace.people import Named, erase_name, erase_names, keep_name, names_of
from evidence.workspace.transfer import export_workspace
from evidence.workspace.workspaces import delete_workspace
from tests.workspaces import ANN, BEN, begin

NAMED = Named("Sian Prys-Ŵyn", "sian@example.org", "consent", date(2027, 11, 26))
TRACES = ("Prys-Ŵyn", "sian@example.org", "furnace number four")
SAID = "We keep furnace number four for the welders."


def said(engine, room, text=SAID):
    return add_item(engine, room.id, "evidence", {"said": text, "method": "interview"}, ANN).item


def traces(engine) -> set[str]:
    """Which traces are in the files of a SQLite database, its log among them."""
    file = Path(str(engine.url.database))
    content = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    return {trace for trace in TRACES if trace.encode() in content}


def test_a_name_is_kept_apart_and_goes_into_no_log_and_no_file(engine):
    room = begin(engine)
    one = said(engine, room)
    keep_name(engine, room.id, one.id, NAMED)
    assert names_of(engine, room.id) == {one.id: NAMED}
    everything = (
        f"{changes_of(engine, room.id)} {read_items(engine, room.id)} {export_workspace(engine, room.id).decode()}"
    )
    assert "Prys" not in everything
    assert "example.org" not in everything
    assert names_of(engine, begin(engine).id) == {}


def test_a_name_replaces_the_one_before(engine):
    room = begin(engine)
    one = said(engine, room)
    keep_name(engine, room.id, one.id, NAMED)
    keep_name(engine, room.id, one.id, Named(" Siân\x00 ", "", "consent", date(2028, 1, 1)))
    assert names_of(engine, room.id)[one.id] == Named("Siân", "", "consent", date(2028, 1, 1))


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        (Named("", "x", "consent", date(2027, 1, 1)), "only with a lawful basis"),
        (Named("\x00 ", "x", "consent", date(2027, 1, 1)), "only with a lawful basis"),
        (Named("Sian", "x", "", date(2027, 1, 1)), "only with a lawful basis"),
        (Named("S" * 201, "x", "consent", date(2027, 1, 1)), "up to 200 characters"),
        (Named("Sian", "x" * 201, "consent", date(2027, 1, 1)), "up to 200 characters"),
    ],
)
def test_a_name_without_a_basis_or_too_long_is_not_kept(engine, named, sentence):
    room = begin(engine)
    one = said(engine, room)
    with pytest.raises(EvidenceError, match=sentence):
        keep_name(engine, room.id, one.id, named)
    assert names_of(engine, room.id) == {}


def test_a_name_is_kept_only_with_an_entry_that_is_there(engine):
    room = begin(engine)
    with pytest.raises(EvidenceError, match="no longer there, so no name can be kept"):
        keep_name(engine, room.id, "f" * 32, NAMED)
    with pytest.raises(EvidenceError, match="This workspace is no longer there"):
        keep_name(engine, "f" * 32, "f" * 32, NAMED)


def test_a_name_goes_with_its_entry_and_does_not_come_back_with_it(engine):
    room = begin(engine)
    one = said(engine, room)
    keep_name(engine, room.id, one.id, NAMED)
    removed = remove_item(engine, room.id, one.id, ANN)
    assert names_of(engine, room.id) == {}
    take_back(engine, room.id, removed.seq, ANN)
    assert read_items(engine, room.id)[1] == one
    assert names_of(engine, room.id) == {}


def test_names_are_erased_together_and_only_those(engine):
    room, other = begin(engine), begin(engine)
    entries = [said(engine, room) for _ in range(3)]
    for one in entries:
        keep_name(engine, room.id, one.id, NAMED)
    assert erase_names(engine, room.id, tuple(one.id for one in entries[:2])) == 2
    assert erase_names(engine, other.id, (entries[2].id,)) == 0
    assert list(names_of(engine, room.id)) == [entries[2].id]
    assert len(read_items(engine, room.id)) == 4


# ---- no trace in the file ---------------------------------------------------------------------------------------


def busy(engine):
    """A workspace in which much was written and changed, so that pages of the file were split and moved."""
    room = begin(engine)
    items = [one.item for one in add_items(engine, room.id, (("claim", {"text": "x" * 700}),) * 60, ANN)]
    one = said(engine, room)
    keep_name(engine, room.id, one.id, NAMED)
    for size in (3, 900, 40, 2500):
        for item in items[::3]:
            save_fields(engine, room.id, item.id, {"text": "y" * size}, BEN, seen={})
        save_fields(engine, room.id, one.id, {"said": SAID * size}, BEN, seen={}) if size < 100 else None
    return room, one


def churned(engine, seed):
    """A table in which much came, changed and went in the file of a database; the texts that went last."""
    chance, kept = Random(seed), []
    with engine.connect() as connection:
        file = connection.connection.driver_connection
        file.execute(f"CREATE TABLE churned_{seed} (id TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID")
        file.execute("BEGIN")
        for _ in range(3_000):
            size, what = chance.choice((1, 2, 3, 20, 60, 300)), chance.random()
            if what < 0.5 or not kept:
                kept.append(f"said-{seed}-{chance.getrandbits(64):020}.")
                file.execute(f"INSERT INTO churned_{seed} VALUES (?, ?)", (kept[-1], kept[-1] * size))
            elif what < 0.85:
                one = chance.choice(kept)
                file.execute(f"UPDATE churned_{seed} SET text = ? WHERE id = ?", (one * size, one))
            else:
                one = kept.pop(chance.randrange(len(kept)))
                file.execute(f"DELETE FROM churned_{seed} WHERE id = ?", (one,))
        gone = chance.sample(kept, 60)
        file.executemany(f"DELETE FROM churned_{seed} WHERE id = ?", [(one,) for one in gone])
        file.execute("COMMIT")
    return gone


def test_copies_that_sqlite_left_in_unused_parts_of_its_file_are_overwritten(sqlite):
    """Its own option to overwrite what is deleted (secure_delete) misses copies that it made when pages were split."""
    gone = [one for seed in range(6) for one in churned(sqlite, seed)]
    overwrite_erased(sqlite)
    content = Path(str(sqlite.url.database)).read_bytes()
    assert [one for one in gone if one.encode() in content] == []
    assert Path(f"{sqlite.url.database}-wal").stat().st_size == 0


def test_an_erased_name_is_nowhere_in_the_file(sqlite):
    room, one = busy(sqlite)
    assert traces(sqlite) == set(TRACES)
    erase_name(sqlite, room.id, one.id)
    assert traces(sqlite) == {"furnace number four"}


def test_an_erased_entry_is_nowhere_in_the_file_and_neither_is_who_said_it(sqlite):
    room, one = busy(sqlite)
    erase(sqlite, room.id, one.id, BEN)
    assert traces(sqlite) == set()
    restore(sqlite, room.id, 62, BEN)  # where it was there
    assert traces(sqlite) == set()


def test_a_workspace_that_was_removed_is_nowhere_in_the_file(sqlite):
    room, _ = busy(sqlite)
    delete_workspace(sqlite, room.id)
    assert traces(sqlite) == set()
