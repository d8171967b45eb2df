"""The history of a workspace: any earlier state, versions with a name, and ways back that are changes themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, delete, insert, select

from evidence.errors import EvidenceError
from evidence.workspace.database import overwrite_erased, reading, writing
from evidence.workspace.log import (
    change_of,
    changes_at,
    columns_of_version,
    drop_item,
    in_order,
    item_at,
    items_at,
    last_touch,
    lock,
    log,
    value_of,
    versions_at,
    with_field,
    write_field,
    write_item,
)
from evidence.workspace.records import ABOUT, POSITION, WHOLE, By, Change, Conflict, Item, Version, clean, clean_name
from evidence.workspace.tables import CHANGES, ITEMS, VERSIONS

LONGEST_VERSION = 200  # characters of a version's name


def state_at(changes: Iterable[Change], seq: int) -> tuple[Item, ...]:
    """The items as they were after the change numbered `seq`, by kind and position; 0 is the empty workspace."""
    held: dict[str, Item] = {}
    for change in changes:
        if change.seq <= seq:
            _apply(held, change)
    return in_order(held.values())


def is_unbroken(changes: Iterable[Change]) -> bool:
    """Whether each change begins with what those before it led to."""
    held: dict[str, Item] = {}
    for change in changes:
        item = held.get(change.item_id)
        if value_of(item, change.field) != change.before:
            return False
        if change.kind != item.kind if item else change.field != WHOLE:
            return False
        _apply(held, change)
    return True


def _apply(held: MutableMapping[str, Item], change: Change) -> None:
    if change.field != WHOLE:
        if change.item_id in held:
            held[change.item_id] = with_field(held[change.item_id], change.field, change.after)
    elif change.after is None:
        held.pop(change.item_id, None)
    else:
        held[change.item_id] = _item(change, change.after)


def _item(change: Change, whole: Mapping[str, Any]) -> Item:
    return Item(change.item_id, change.kind, float(whole["position"]), whole["content"])


def keep_version(engine: Engine, workspace_id: str, name: str, by: By) -> Version:
    """Give the workspace as it is now a name that it can be restored by."""
    named = " ".join(clean(name).split())
    if not named or len(named) > LONGEST_VERSION:
        raise EvidenceError(f"Give the version a name of up to {LONGEST_VERSION} characters.")
    with writing(engine) as connection:
        version = Version(uuid4().hex, named, lock(connection, workspace_id), By(clean_name(by.name), by.at))
        connection.execute(insert(VERSIONS).values(workspace_id=workspace_id, **columns_of_version(version)))
    return version


def versions_of(engine: Engine, workspace_id: str) -> tuple[Version, ...]:
    """The versions of a workspace, the oldest first."""
    with reading(engine) as connection:
        return versions_at(connection, workspace_id)


def restore(engine: Engine, workspace_id: str, seq: int, by: By) -> int:
    """Make the workspace what it was after the change numbered `seq`; returns how many changes that took.

    The way back is logged like any other change, so that nothing between is lost and it can itself be undone.
    What was erased for good stays erased.
    """
    with writing(engine) as connection:
        last = lock(connection, workspace_id)
        if not 1 <= seq <= last:
            raise EvidenceError(f"There is no change numbered {seq} in this workspace; the last is {last}.")
        wanted = {item.id: item for item in state_at(changes_at(connection, workspace_id), seq)}
        held = {item.id: item for item in items_at(connection, workspace_id)}
        for key, item in held.items():
            if key not in wanted:
                drop_item(connection, workspace_id, item, by)
        for key, item in wanted.items():
            if key not in held:
                write_item(connection, workspace_id, item, by)
            else:
                _bring_to(connection, workspace_id, held[key], item, by)
        return lock(connection, workspace_id) - last


def _bring_to(connection: Connection, workspace_id: str, item: Item, wanted: Item, by: By) -> None:
    """Change an item field by field until it is as wanted."""
    for name in (POSITION, *sorted({*item.content, *wanted.content})):
        if value_of(item, name) != value_of(wanted, name):
            item = write_field(connection, workspace_id, item, name, value_of(wanted, name), by)


def take_back(engine: Engine, workspace_id: str, seq: int, by: By) -> Conflict | None:
    """Undo one change, as a change of its own; the conflict, and nothing undone, where the same was changed since."""
    return take_back_all(engine, workspace_id, (seq,), by)


def take_back_all(engine: Engine, workspace_id: str, seqs: Iterable[int], by: By) -> Conflict | None:
    """Undo changes in the order given, all of them or none; the first conflict where something was changed since."""
    try:
        with writing(engine) as connection:
            lock(connection, workspace_id)
            for seq in seqs:
                _take_back(connection, workspace_id, _change(connection, workspace_id, seq), by)
    except _ChangedSince as found:
        return found.conflict
    return None


class _ChangedSince(Exception):
    """Ends the change of the database, so that nothing of it stays."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__()
        self.conflict = conflict


def _take_back(connection: Connection, workspace_id: str, change: Change, by: By) -> None:
    if change.field == WHOLE and change.before is None and change.after is None:
        raise EvidenceError("What was erased for good cannot be put back.")
    item = item_at(connection, workspace_id, change.item_id)
    now = value_of(item, change.field)
    if now != change.after or (item is None and change.field != WHOLE):
        who = last_touch(connection, workspace_id, change.item_id, change.field)
        raise _ChangedSince(Conflict(change.item_id, change.field, change.before, now, who, removed=item is None))
    if item is None:
        write_item(connection, workspace_id, _item(change, change.before), by)
    elif change.field == WHOLE:
        drop_item(connection, workspace_id, item, by)
    else:
        write_field(connection, workspace_id, item, change.field, change.before, by)


def _change(connection: Connection, workspace_id: str, seq: int) -> Change:
    here = (CHANGES.c.workspace_id == workspace_id) & (CHANGES.c.seq == seq)
    found = connection.execute(select(CHANGES).where(here)).one_or_none()
    if found is None:
        raise EvidenceError(f"There is no change numbered {seq} in this workspace.")
    return change_of(found)


def erase(engine: Engine, workspace_id: str, item_id: str, by: By) -> None:
    """Remove an item with everything that the log and the table of people hold of it; only that it was erased stays."""
    of_item = (CHANGES.c.workspace_id == workspace_id) & (CHANGES.c.item_id == item_id)
    with writing(engine) as connection:
        lock(connection, workspace_id)
        kind = connection.execute(select(CHANGES.c.kind).where(of_item).limit(1)).scalar_one_or_none()
        if kind is None:
            raise EvidenceError("This entry is not on record here: look whether the link is that of another workspace.")
        if kind == ABOUT:
            raise EvidenceError("What a workspace is about cannot be erased; remove the whole workspace instead.")
        # The name of who said it goes with it: the table of people refers to it.
        connection.execute(delete(ITEMS).where((ITEMS.c.workspace_id == workspace_id) & (ITEMS.c.id == item_id)))
        connection.execute(delete(CHANGES).where(of_item))
        log(connection, workspace_id, Item(item_id, kind, 0.0, {}), WHOLE, None, None, by)
    overwrite_erased(engine)
