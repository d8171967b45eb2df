"""The history of a workspace: any earlier state, versions with a name, and ways back that are changes themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, delete, insert, select

from evidence.errors import EvidenceError
from evidence.workspace.database import reading, writing
from evidence.workspace.log import (
    changes_at,
    drop_item,
    item_at,
    items_at,
    lock,
    log,
    versions_at,
    write_field,
    write_item,
)
from evidence.workspace.records import POSITION, WHOLE, By, Change, Conflict, Item, Version, clean_name, read_stamp
from evidence.workspace.tables import CHANGES, PEOPLE, VERSIONS, WORKSPACES

LONGEST_VERSION = 200  # characters of a version's name


def state_at(changes: Iterable[Change], seq: int) -> tuple[Item, ...]:
    """The items as they were after the change numbered `seq`, by kind and position; 0 is the empty workspace."""
    held: dict[str, Item] = {}
    for change in changes:
        if change.seq <= seq:
            _apply(held, change)
    return tuple(sorted(held.values(), key=lambda item: (item.kind, item.position, item.id)))


def _apply(held: dict[str, Item], change: Change) -> None:
    if change.field == WHOLE and change.after is None:
        held.pop(change.item_id, None)
    elif change.field == WHOLE:
        held[change.item_id] = Item(change.item_id, change.kind, change.after["position"], change.after["content"])
    elif change.item_id in held:
        item = held[change.item_id]
        if change.field == POSITION:
            held[item.id] = Item(item.id, item.kind, change.after, item.content)
        else:
            content = {**item.content, change.field: change.after}
            kept = {name: value for name, value in content.items() if value is not None}
            held[item.id] = Item(item.id, item.kind, item.position, kept)


def keep_version(engine: Engine, workspace_id: str, name: str, by: By) -> Version:
    """Give the workspace as it is now a name that it can be restored by."""
    named = " ".join(name.split())
    if not named or len(named) > LONGEST_VERSION:
        raise EvidenceError(f"Give the version a name of up to {LONGEST_VERSION} characters.")
    with writing(engine) as connection:
        lock(connection, workspace_id)
        seq = connection.execute(select(WORKSPACES.c.last_seq).where(WORKSPACES.c.id == workspace_id)).scalar_one()
        version = Version(uuid4().hex, named, int(seq), By(clean_name(by.name), by.at))
        connection.execute(insert(VERSIONS).values(workspace_id=workspace_id, **columns_of_version(version)))
    return version


def versions_of(engine: Engine, workspace_id: str) -> tuple[Version, ...]:
    """The versions of a workspace, the oldest first."""
    with reading(engine) as connection:
        return tuple(version_of(row) for row in versions_at(connection, workspace_id))


def restore(engine: Engine, workspace_id: str, seq: int, by: By) -> int:
    """Make the workspace what it was after the change numbered `seq`; returns how many changes that took.

    The way back is logged like any other change, so that nothing between is lost and it can itself be undone.
    What was erased for good stays erased.
    """
    with writing(engine) as connection:
        lock(connection, workspace_id)
        wanted = {item.id: item for item in state_at(changes_at(connection, workspace_id), seq)}
        held = {item.id: item for item in items_at(connection, workspace_id)}
        done = 0
        for item in (item for key, item in held.items() if key not in wanted):
            drop_item(connection, workspace_id, item, by)
            done += 1
        for key, item in wanted.items():
            if key not in held:
                write_item(connection, workspace_id, item, by)
                done += 1
            else:
                done += _bring_to(connection, workspace_id, held[key], item, by)
    return done


def take_back(engine: Engine, workspace_id: str, seq: int, by: By) -> Conflict | None:
    """Undo one change, as a change of its own; the conflict where the same field was changed again since."""
    with writing(engine) as connection:
        lock(connection, workspace_id)
        change = _change(connection, workspace_id, seq)
        item = item_at(connection, workspace_id, change.item_id)
        if change.field == WHOLE and change.before is None and change.after is None:
            raise EvidenceError("What was erased for good cannot be put back.")
        if change.field == WHOLE and change.before is None:
            if item is not None:
                drop_item(connection, workspace_id, item, by)
        elif change.field == WHOLE:
            if item is None:
                back = Item(change.item_id, change.kind, change.before["position"], change.before["content"])
                write_item(connection, workspace_id, back, by)
        elif item is None:
            return Conflict(change.item_id, change.field, change.before, None, None)
        else:
            now = item.position if change.field == POSITION else item.content.get(change.field)
            if now != change.after:
                return Conflict(change.item_id, change.field, change.before, now, None)
            write_field(connection, workspace_id, item, change.field, change.before, by)
    return None


def erase(engine: Engine, workspace_id: str, item_id: str, by: By) -> None:
    """Remove an item with everything that the log and the table of people hold of it; only that it was erased stays."""
    with writing(engine) as connection:
        lock(connection, workspace_id)
        here = (CHANGES.c.workspace_id == workspace_id) & (CHANGES.c.item_id == item_id)
        kinds = connection.execute(select(CHANGES.c.kind).where(here).limit(1)).scalars().all()
        if not kinds:
            raise EvidenceError("This entry is not on record here: it may have been erased already.")
        item = item_at(connection, workspace_id, item_id)
        connection.execute(
            delete(PEOPLE).where((PEOPLE.c.workspace_id == workspace_id) & (PEOPLE.c.item_id == item_id))
        )
        if item is not None:
            drop_item(connection, workspace_id, item, by)
        connection.execute(delete(CHANGES).where(here))
        log(connection, workspace_id, Item(item_id, kinds[0], 0.0, {}), WHOLE, None, None, by)


def columns_of_version(version: Version) -> dict[str, Any]:
    """A version as columns."""
    return {
        "id": version.id,
        "name": version.name,
        "seq": version.seq,
        "who": version.by.name,
        "at": version.by.stamp,
    }


def version_of(row: Any) -> Version:
    """A version of a row."""
    return Version(row.id, row.name, row.seq, By(row.who, read_stamp(row.at)))


def _bring_to(connection: Connection, workspace_id: str, item: Item, wanted: Item, by: By) -> int:
    """Change an item field by field until it is as wanted; returns how many changes that took."""
    done = 0
    if item.position != wanted.position:
        item = write_field(connection, workspace_id, item, POSITION, wanted.position, by)
        done += 1
    for name, value in _differing(item.content, wanted.content).items():
        item = write_field(connection, workspace_id, item, name, value, by)
        done += 1
    return done


def _differing(held: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    return {n: wanted.get(n) for n in sorted({*held, *wanted}) if held.get(n) != wanted.get(n)}


def _change(connection: Connection, workspace_id: str, seq: int) -> Change:
    found = [c for c in changes_at(connection, workspace_id, since=seq - 1) if c.seq == seq]
    if not found:
        raise EvidenceError(f"There is no change numbered {seq} in this workspace.")
    return found[0]
