"""A list of items that a page changes as a whole: only what differs is written, so that two editors do not undo each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine

from evidence.errors import EvidenceError
from evidence.workspace.database import writing
from evidence.workspace.log import drop_item, items_at, lock, write_field, write_item
from evidence.workspace.records import By, Item, check_content

Entry = Mapping[str, Any]


def change_list(
    engine: Engine,
    workspace_id: str,
    kind: str,
    key: str,
    before: Sequence[Entry],
    after: Sequence[Entry],
    by: By,
) -> int:
    """Do to the items of a kind what leads from one list to another; returns how many changes that took.

    Entries are told apart by their field `key`. What the two lists have alike is left as it stands in the database, and
    so is what somebody else added meanwhile. Raises EvidenceError, and does nothing, where somebody else meanwhile
    changed what is to be changed.
    """
    old = {entry[key]: check_content(kind, entry) for entry in before}
    new = {entry[key]: check_content(kind, entry) for entry in after}
    gone = [name for name in old if name not in new]
    wanted = {name: entry for name, entry in new.items() if old.get(name) != entry}
    if not gone and not wanted:
        return 0
    with writing(engine) as connection:
        lock(connection, workspace_id)
        held = {item.content.get(key): item for item in items_at(connection, workspace_id, kind=kind)}
        for name in (*gone, *wanted):
            _check(str(name), old.get(name), held[name].content if name in held else None, new.get(name))
        end = max((item.position for item in held.values()), default=-1.0)
        done = 0
        for item in (held[name] for name in gone if name in held):
            drop_item(connection, workspace_id, item, by)
            done += 1
        for name, entry in wanted.items():
            if name in held:
                done += _bring_to(connection, workspace_id, held[name], entry, by)
            else:
                end += 1.0
                write_item(connection, workspace_id, Item(uuid4().hex, kind, end, entry), by)
                done += 1
    return done


def _check(name: str, seen: Entry | None, held: Entry | None, wanted: Entry | None) -> None:
    if held not in (seen, wanted):
        raise EvidenceError(
            f"Somebody else changed {name!r} meanwhile, so nothing was kept. Look at what stands there now, and do it again."
        )


def _bring_to(connection: Connection, workspace_id: str, item: Item, entry: Entry, by: By) -> int:
    names = [name for name in {**item.content, **entry} if item.content.get(name) != entry.get(name)]
    for name in names:
        item = write_field(connection, workspace_id, item, name, entry.get(name), by)
    return len(names)
