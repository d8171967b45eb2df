"""The writers of the database: an item and its line in the log of changes are always written together; and readers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from evidence.errors import EvidenceError
from evidence.workspace.records import ABOUT, POSITION, WHOLE, By, Change, Item, Version, clean_name, read_stamp
from evidence.workspace.tables import CHANGES, ITEMS, VERSIONS, WORKSPACES

REMOVED = "This workspace is no longer there: somebody removed it."


def lock(connection: Connection, workspace_id: str) -> int:
    """Wait until nobody else writes to this workspace; returns the number of its last change.

    Raises EvidenceError where there is no such workspace.
    """
    wanted = select(WORKSPACES.c.last_seq).where(WORKSPACES.c.id == workspace_id).with_for_update()
    found = connection.execute(wanted).scalar_one_or_none()
    if found is None:
        raise EvidenceError(REMOVED)
    return int(found)


def write_item(connection: Connection, workspace_id: str, item: Item, by: By) -> Change:
    """Put an item there that was not, and log that it came."""
    connection.execute(insert(ITEMS).values(workspace_id=workspace_id, **columns_of(item)))
    return log(connection, workspace_id, item, WHOLE, None, value_of(item, WHOLE), by)


def write_field(connection: Connection, workspace_id: str, item: Item, field: str, value: Any, by: By) -> Item:
    """Change one field of an item (None empties it), or its position, and log it; returns the item as it is then."""
    changed = with_field(item, field, value)
    here = (ITEMS.c.workspace_id == workspace_id) & (ITEMS.c.id == item.id)
    connection.execute(update(ITEMS).where(here).values(position=changed.position, content=dict(changed.content)))
    log(connection, workspace_id, item, field, value_of(item, field), value_of(changed, field), by)
    return changed


def drop_item(connection: Connection, workspace_id: str, item: Item, by: By) -> Change:
    """Take an item away, and log what it was."""
    if item.kind == ABOUT:
        raise EvidenceError("What a workspace is about cannot be taken away; remove the whole workspace instead.")
    connection.execute(delete(ITEMS).where((ITEMS.c.workspace_id == workspace_id) & (ITEMS.c.id == item.id)))
    return log(connection, workspace_id, item, WHOLE, value_of(item, WHOLE), None, by)


def log(connection: Connection, workspace_id: str, item: Item, field: str, before: Any, after: Any, by: By) -> Change:
    """Write the next line of the log of a workspace that is locked."""
    raised = (
        update(WORKSPACES)
        .where(WORKSPACES.c.id == workspace_id)
        .values(last_seq=WORKSPACES.c.last_seq + 1)
        .returning(WORKSPACES.c.last_seq)
    )
    seq = int(connection.execute(raised).scalar_one())
    change = Change(seq, item.id, item.kind, field, before, after, By(clean_name(by.name), by.at))
    connection.execute(insert(CHANGES).values(workspace_id=workspace_id, **columns_of_change(change)))
    return change


def value_of(item: Item | None, field: str) -> Any:
    """What the log has for a field of an item: a value, its position, or the whole of it; None where there is none."""
    if item is None:
        return None
    if field == WHOLE:
        return {"position": item.position, "content": dict(item.content)}
    return item.position if field == POSITION else item.content.get(field)


def with_field(item: Item, field: str, value: Any) -> Item:
    """An item with another value in a field, or at another position."""
    if field == POSITION:
        return Item(item.id, item.kind, float(value), item.content)
    content = {name: held for name, held in {**item.content, field: value}.items() if held is not None}
    return Item(item.id, item.kind, item.position, content)


def item_at(connection: Connection, workspace_id: str, item_id: str) -> Item | None:
    """An item as it is now, None where there is none."""
    wanted = select(ITEMS).where((ITEMS.c.workspace_id == workspace_id) & (ITEMS.c.id == item_id))
    found = connection.execute(wanted).one_or_none()
    return item_of(found) if found else None


def items_at(connection: Connection, workspace_id: str, *, kind: str | None = None) -> tuple[Item, ...]:
    """Every item as it is now, or those of one kind, by kind and position."""
    wanted = select(ITEMS).where(ITEMS.c.workspace_id == workspace_id)
    rows = connection.execute(wanted if kind is None else wanted.where(ITEMS.c.kind == kind))
    return in_order(item_of(row) for row in rows)


def in_order(items: Any) -> tuple[Item, ...]:
    """Items by kind, position and id, the same on every database."""
    return tuple(sorted(items, key=lambda item: (item.kind, item.position, item.id)))


def changes_at(connection: Connection, workspace_id: str, *, since: int = 0) -> tuple[Change, ...]:
    """The log after the change numbered `since`, in order."""
    here = (CHANGES.c.workspace_id == workspace_id) & (CHANGES.c.seq > since)
    return tuple(change_of(row) for row in connection.execute(select(CHANGES).where(here).order_by(CHANGES.c.seq)))


def last_touch(connection: Connection, workspace_id: str, item_id: str, field: str) -> By | None:
    """Who last changed a field of an item, or the item as a whole."""
    here = (CHANGES.c.workspace_id == workspace_id) & (CHANGES.c.item_id == item_id)
    wanted = select(CHANGES).where(here & CHANGES.c.field.in_((field, WHOLE)))
    found = connection.execute(wanted.order_by(CHANGES.c.seq.desc()).limit(1)).one_or_none()
    return change_of(found).by if found else None


def versions_at(connection: Connection, workspace_id: str) -> tuple[Version, ...]:
    """The versions of a workspace, the oldest first."""
    wanted = select(VERSIONS).where(VERSIONS.c.workspace_id == workspace_id).order_by(VERSIONS.c.at, VERSIONS.c.id)
    return tuple(version_of(row) for row in connection.execute(wanted))


def item_of(row: Any) -> Item:
    """An item of a row."""
    return Item(row.id, row.kind, row.position, row.content)


def change_of(row: Any) -> Change:
    """A change of a row."""
    by = By(row.who, read_stamp(row.at))
    return Change(row.seq, row.item_id, row.kind, row.field, row.before, row.after, by)


def version_of(row: Any) -> Version:
    """A version of a row."""
    return Version(row.id, row.name, row.seq, By(row.who, read_stamp(row.at)))


def columns_of(item: Item) -> dict[str, Any]:
    """An item as columns."""
    return {"id": item.id, "kind": item.kind, "position": item.position, "content": dict(item.content)}


def columns_of_change(change: Change) -> dict[str, Any]:
    """A change as columns."""
    return {
        "seq": change.seq,
        "item_id": change.item_id,
        "kind": change.kind,
        "field": change.field,
        "before": change.before,
        "after": change.after,
        "who": change.by.name,
        "at": change.by.stamp,
    }


def columns_of_version(version: Version) -> dict[str, Any]:
    """A version as columns."""
    return {"id": version.id, "name": version.name, "seq": version.seq, "who": version.by.name, "at": version.by.stamp}
