"""What is in a workspace: reading it, adding to it, saving fields, moving and removing; each a change of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, func, select

from evidence.errors import EvidenceError
from evidence.workspace.database import reading, writing
from evidence.workspace.log import (
    changes_at,
    drop_item,
    item_at,
    items_at,
    last_touch,
    lock,
    write_field,
    write_item,
)
from evidence.workspace.records import ABOUT, POSITION, WHOLE, By, Change, Conflict, Item, Saved, check_content, clean
from evidence.workspace.tables import ITEMS, WORKSPACES

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
    if any(kind == ABOUT for kind, _ in checked):
        raise EvidenceError("A workspace says once what it is about; change that instead of adding to it.")
    saved = []
    with writing(engine) as connection:
        lock(connection, workspace_id)
        ends = _ends(connection, workspace_id, len(checked))
        for kind, content in checked:
            ends[kind] = ends.get(kind, -1.0) + 1.0
            item = Item(uuid4().hex, kind, ends[kind], content)
            saved.append(Saved(item, write_item(connection, workspace_id, item, by).seq))
    return tuple(saved)


def _ends(connection: Connection, workspace_id: str, more: int) -> dict[str, float]:
    """The last position of each kind; raises EvidenceError where so many more are too many."""
    wanted = select(ITEMS.c.kind, func.count().label("held"), func.max(ITEMS.c.position).label("last"))
    rows = connection.execute(wanted.where(ITEMS.c.workspace_id == workspace_id).group_by(ITEMS.c.kind)).all()
    held = sum(row.held for row in rows)
    if held + more > MOST_ITEMS:
        raise EvidenceError(
            f"A workspace holds up to {MOST_ITEMS:,} entries; it has {held:,} and {more:,} more were given. "
            "Nothing was added; start another workspace for them."
        )
    return {row.kind: row.last for row in rows}


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
        last = lock(connection, workspace_id)
        item = item_at(connection, workspace_id, item_id)
        if item is None:
            name = next(iter(fields), WHOLE)
            who = last_touch(connection, workspace_id, item_id, WHOLE)
            return Conflict(item_id, name, fields.get(name), None, who, removed=True)
        wanted = {**dict.fromkeys(fields), **check_content(item.kind, fields)}
        differing = {name: value for name, value in wanted.items() if not _alike(item.content.get(name), value)}
        for name, value in differing.items():
            theirs = item.content.get(name)
            if name in seen and not _alike(clean(seen[name]), theirs):
                return Conflict(item_id, name, value, theirs, last_touch(connection, workspace_id, item_id, name))
        for name, value in differing.items():
            item = write_field(connection, workspace_id, item, name, value, by)
        return Saved(item, last + len(differing) if differing else 0, len(differing))


def _alike(one: Any, other: Any) -> bool:
    """Whether two values of a field are the same: an empty text or list, or a box without its tick, is as if missing."""
    first, second = (None if value is False or value in ("", [], {}) else value for value in (one, other))
    return bool(first == second)


def move_item(engine: Engine, workspace_id: str, item_id: str, by: By, *, before: str | None) -> None:
    """Put an item before another of its kind, or last of its kind where `before` is None."""
    if before == item_id:
        return
    with writing(engine) as connection:
        lock(connection, workspace_id)
        item = _there(connection, workspace_id, item_id)
        others = [i for i in items_at(connection, workspace_id, kind=item.kind) if i.id != item_id]
        for one, position in _moves(item, others, _place(others, before)):
            write_field(connection, workspace_id, one, POSITION, position, by)


def _place(others: list[Item], before: str | None) -> int:
    if before is None:
        return len(others)
    for place, other in enumerate(others):
        if other.id == before:
            return place
    raise EvidenceError("The entry that this was to stand before is no longer there; nothing was moved.")


def _moves(item: Item, others: list[Item], at: int) -> list[tuple[Item, float]]:
    """Which items go to which position so that one stands at a place among the others: itself alone where it can."""
    low = others[at - 1].position if at else others[0].position - 2.0 if others else item.position - 1.0
    high = others[at].position if at < len(others) else low + 2.0
    if low < item.position < high:
        return []
    if low < (middle := (low + high) / 2) < high:
        return [(item, middle)]
    placed = enumerate([*others[:at], item, *others[at:]])
    return [(one, float(place)) for place, one in placed if one.position != place]


def remove_item(engine: Engine, workspace_id: str, item_id: str, by: By) -> Change:
    """Take an item away; its history stays, so that it can be put back, but without the name of who said it."""
    with writing(engine) as connection:
        lock(connection, workspace_id)
        return drop_item(connection, workspace_id, _there(connection, workspace_id, item_id), by)


def _there(connection: Connection, workspace_id: str, item_id: str) -> Item:
    item = item_at(connection, workspace_id, item_id)
    if item is None:
        raise EvidenceError("This entry is no longer there: somebody removed it. The history can put it back.")
    return item
