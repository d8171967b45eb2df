"""The two writers of the database: an item and its line in the log of changes are always written together."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from evidence.errors import EvidenceError
from evidence.workspace.records import POSITION, WHOLE, By, Change, Item, clean_name, read_stamp
from evidence.workspace.tables import CHANGES, ITEMS, VERSIONS, WORKSPACES


def write_item(connection: Connection, workspace_id: str, item: Item, by: By) -> Change:
    """Put an item there that was not, and log that it came."""
    connection.execute(insert(ITEMS).values(workspace_id=workspace_id, **columns_of(item)))
    return log(connection, workspace_id, item, WHOLE, None, whole(item), by)


def write_field(connection: Connection, workspace_id: str, item: Item, field: str, value: Any, by: By) -> Item:
    """Change one field of an item (None empties it), or its position, and log it; returns the item as it is then."""
    before: Any
    if field == POSITION:
        changed, before = Item(item.id, item.kind, float(value), item.content), item.position
    else:
        content = {name: held for name, held in {**item.content, field: value}.items() if held is not None}
        changed, before = Item(item.id, item.kind, item.position, content), item.content.get(field)
    here = (ITEMS.c.workspace_id == workspace_id) & (ITEMS.c.id == item.id)
    connection.execute(update(ITEMS).where(here).values(position=changed.position, content=dict(changed.content)))
    log(connection, workspace_id, item, field, before, value, by)
    return changed


def drop_item(connection: Connection, workspace_id: str, item: Item, by: By) -> Change:
    """Take an item away, and log what it was."""
    connection.execute(delete(ITEMS).where((ITEMS.c.workspace_id == workspace_id) & (ITEMS.c.id == item.id)))
    return log(connection, workspace_id, item, WHOLE, whole(item), None, by)


def log(connection: Connection, workspace_id: str, item: Item, field: str, before: Any, after: Any, by: By) -> Change:
    """Write the next line of the log."""
    change = Change(_next(connection, workspace_id), item.id, item.kind, field, before, after, by)
    connection.execute(insert(CHANGES).values(workspace_id=workspace_id, **columns_of_change(change)))
    return change


def lock(connection: Connection, workspace_id: str) -> None:
    """Wait until nobody else writes to this workspace; raises EvidenceError where there is none."""
    held = connection.execute(
        update(WORKSPACES).where(WORKSPACES.c.id == workspace_id).values(last_seq=WORKSPACES.c.last_seq)
    )
    if not held.rowcount:
        raise EvidenceError("This workspace is no longer there: somebody removed it.")


def item_at(connection: Connection, workspace_id: str, item_id: str) -> Item | None:
    """An item as it is now, None where there is none."""
    wanted = select(ITEMS).where((ITEMS.c.workspace_id == workspace_id) & (ITEMS.c.id == item_id))
    found = connection.execute(wanted).one_or_none()
    return item_of(found) if found else None


def items_at(connection: Connection, workspace_id: str) -> tuple[Item, ...]:
    """Every item as it is now, by kind and position."""
    wanted = (
        select(ITEMS).where(ITEMS.c.workspace_id == workspace_id).order_by(ITEMS.c.kind, ITEMS.c.position, ITEMS.c.id)
    )
    return tuple(item_of(row) for row in connection.execute(wanted))


def changes_at(connection: Connection, workspace_id: str, *, since: int = 0) -> tuple[Change, ...]:
    """The log after the change numbered `since`, in order."""
    wanted = (
        select(CHANGES)
        .where((CHANGES.c.workspace_id == workspace_id) & (CHANGES.c.seq > since))
        .order_by(CHANGES.c.seq)
    )
    return tuple(change_of(row) for row in connection.execute(wanted))


def versions_at(connection: Connection, workspace_id: str) -> tuple[Any, ...]:
    """The rows of the versions of a workspace, in order."""
    wanted = select(VERSIONS).where(VERSIONS.c.workspace_id == workspace_id).order_by(VERSIONS.c.at, VERSIONS.c.id)
    return tuple(connection.execute(wanted))


def whole(item: Item) -> dict[str, Any]:
    """An item's position and content, as the log keeps them."""
    return {"position": item.position, "content": dict(item.content)}


def item_of(row: Any) -> Item:
    """An item of a row."""
    return Item(row.id, row.kind, row.position, row.content)


def change_of(row: Any) -> Change:
    """A change of a row."""
    by = By(row.who, read_stamp(row.at))
    return Change(row.seq, row.item_id, row.kind, row.field, row.before, row.after, by)


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
        "who": clean_name(change.by.name),
        "at": change.by.stamp,
    }


def _next(connection: Connection, workspace_id: str) -> int:
    """The number of the next change; writers of one workspace take turns here."""
    raised = (
        update(WORKSPACES)
        .where(WORKSPACES.c.id == workspace_id)
        .values(last_seq=WORKSPACES.c.last_seq + 1)
        .returning(WORKSPACES.c.last_seq)
    )
    found = connection.execute(raised).scalar_one_or_none()
    if found is None:
        raise EvidenceError("This workspace is no longer there: somebody removed it.")
    return int(found)
