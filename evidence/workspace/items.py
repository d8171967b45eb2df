"""What is in a workspace: reading it, adding to it, saving fields, moving and removing; each a change of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, select

from evidence.errors import EvidenceError
from evidence.workspace.database import reading, writing
from evidence.workspace.log import (
    change_of,
    changes_at,
    drop_item,
    item_at,
    items_at,
    lock,
    write_field,
    write_item,
)
from evidence.workspace.records import POSITION, WHOLE, By, Change, Conflict, Item, Saved, check_content, clean
from evidence.workspace.tables import CHANGES, WORKSPACES

MOST_ITEMS = 20_000  # of a workspace; a table of more entries is not a log of conversations


def read_items(engine: Engine, workspace_id: str) -> tuple[Item, ...]:
    """Every item of a workspace, by kind and then by position."""
    with reading(engine) as connection:
        return items_at(connection, workspace_id)


def last_change(engine: Engine, workspace_id: str) -> int:
    """The number of the last change: whoever knows it knows whether what they hold is what stands there."""
    with reading(engine) as connection:
        found = connection.execute(select(WORKSPACES.c.last_seq).where(WORKSPACES.c.id == workspace_id))
        return int(found.scalar_one_or_none() or 0)


def changes_of(engine: Engine, workspace_id: str, *, since: int = 0) -> tuple[Change, ...]:
    """The log of changes after the one numbered `since`, in order."""
    with reading(engine) as connection:
        return changes_at(connection, workspace_id, since=since)


def add_item(engine: Engine, workspace_id: str, kind: str, content: Mapping[str, Any], by: By) -> Saved:
    """A new item, the last of its kind."""
    return add_items(engine, workspace_id, ((kind, content),), by)[0]


def add_items(
    engine: Engine, workspace_id: str, given: tuple[tuple[str, Mapping[str, Any]], ...], by: By
) -> tuple[Saved, ...]:
    """New items, each the last of its kind, all of them or none."""
    checked = [(kind, check_content(kind, content)) for kind, content in given]
    with writing(engine) as connection:
        lock(connection, workspace_id)
        held = items_at(connection, workspace_id)
        if len(held) + len(checked) > MOST_ITEMS:
            raise EvidenceError(
                f"A workspace holds up to {MOST_ITEMS:,} entries; it has {len(held):,} and {len(checked):,} more were "
                "given. Nothing was added; start another workspace for them."
            )
        ends = {item.kind: item.position for item in held}
        saved = []
        for kind, content in checked:
            ends[kind] = ends.get(kind, -1.0) + 1.0
            item = Item(uuid4().hex, kind, ends[kind], content)
            saved.append(Saved(item, write_item(connection, workspace_id, item, by).seq))
    return tuple(saved)


def save_fields(
    engine: Engine,
    workspace_id: str,
    item_id: str,
    fields: Mapping[str, Any],
    by: By,
    *,
    seen: Mapping[str, Any],
) -> Saved | Conflict:
    """Save fields of an item against what the writer had seen of them (`seen`, None for an empty field).

    Where somebody else changed one of the fields meanwhile, nothing is saved and the conflict says what stands there.
    A field that already says the same is no change and no conflict.
    """
    with writing(engine) as connection:
        lock(connection, workspace_id)
        item = item_at(connection, workspace_id, item_id)
        if item is None:
            return _removed(connection, workspace_id, item_id, fields)
        wanted = {**dict.fromkeys(fields), **check_content(item.kind, fields)}
        differing = {name: value for name, value in wanted.items() if item.content.get(name) != value}
        for name, value in differing.items():
            theirs = item.content.get(name)
            if name in seen and (clean(seen[name]) or None) != (theirs or None):
                return Conflict(item_id, name, value, theirs, _who(connection, workspace_id, item_id, name))
        for name, value in differing.items():
            item = write_field(connection, workspace_id, item, name, value, by)
        return Saved(item, _last(connection, workspace_id) if differing else 0)


def move_item(engine: Engine, workspace_id: str, item_id: str, by: By, *, before: str | None) -> None:
    """Put an item before another of its kind, or last of its kind where `before` is None."""
    with writing(engine) as connection:
        lock(connection, workspace_id)
        item = _there(connection, workspace_id, item_id)
        others = [i for i in items_at(connection, workspace_id) if i.kind == item.kind and i.id != item_id]
        at = next((n for n, other in enumerate(others) if other.id == before), len(others))
        for place, one in enumerate([*others[:at], item, *others[at:]]):
            if one.position != float(place):
                write_field(connection, workspace_id, one, POSITION, float(place), by)


def remove_item(engine: Engine, workspace_id: str, item_id: str, by: By) -> Change:
    """Take an item away; its history stays, so that it can be put back."""
    with writing(engine) as connection:
        lock(connection, workspace_id)
        return drop_item(connection, workspace_id, _there(connection, workspace_id, item_id), by)


def _there(connection: Connection, workspace_id: str, item_id: str) -> Item:
    item = item_at(connection, workspace_id, item_id)
    if item is None:
        raise EvidenceError("This entry is no longer there: somebody removed it. The history can put it back.")
    return item


def _removed(connection: Connection, workspace_id: str, item_id: str, fields: Mapping[str, Any]) -> Conflict:
    name = next(iter(fields), WHOLE)
    return Conflict(item_id, name, fields.get(name), None, _who(connection, workspace_id, item_id, WHOLE))


def _who(connection: Connection, workspace_id: str, item_id: str, field: str) -> By | None:
    """Who last changed a field of an item, or the item as a whole."""
    wanted = (
        select(CHANGES)
        .where(
            (CHANGES.c.workspace_id == workspace_id)
            & (CHANGES.c.item_id == item_id)
            & CHANGES.c.field.in_((field, WHOLE))
        )
        .order_by(CHANGES.c.seq.desc())
        .limit(1)
    )
    found = connection.execute(wanted).one_or_none()
    return change_of(found).by if found else None


def _last(connection: Connection, workspace_id: str) -> int:
    return int(connection.execute(select(WORKSPACES.c.last_seq).where(WORKSPACES.c.id == workspace_id)).scalar_one())
