"""Workspaces and their two links: one to edit and one to read, both too long to guess."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, delete, func, insert, or_, select, update

from evidence.errors import EvidenceError
from evidence.workspace.database import reading, writing
from evidence.workspace.log import write_item
from evidence.workspace.records import By, Item, Workspace, check_content
from evidence.workspace.tables import CHANGES, ITEMS, WORKSPACES

LOST = (
    "This link opens no workspace: it may have been cut short, renewed by somebody, or made for another computer's "
    "database. Ask whoever gave it to you for the whole link."
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A workspace in the list that whoever runs the database sees."""

    id: str
    title: str
    place: str
    created: str
    changed: str
    changes: int


def new_link() -> str:
    """A link to edit with, of 192 bits of chance: 32 letters, digits, hyphens and underscores."""
    return secrets.token_urlsafe(24)


def view_link(edit_link: str) -> str:
    """The link to read with, made from the one to edit with: who has that one can always give this one away.

    The way back would need SHA-256 to be inverted.
    """
    return urlsafe_b64encode(sha256(f"view:{edit_link}".encode()).digest()[:24]).decode()


def create_workspace(engine: Engine, about: Mapping[str, Any], by: By, *, link: str) -> Workspace:
    """A new workspace that `link` edits, with what it is about as its first item."""
    with writing(engine) as connection:
        made = _insert(connection, link, by)
        write_item(connection, made.id, Item(uuid4().hex, "about", 0.0, check_content("about", about)), by)
    return made


def add_empty(connection: Connection, by: By, *, link: str) -> Workspace:
    """A workspace without anything in it, inside a change of the database that the caller began."""
    return _insert(connection, link, by)


def open_workspace(engine: Engine, link: str) -> Workspace:
    """The workspace of a link, and whether the link may edit; raises EvidenceError for a link that opens none."""
    digest = _digest(link.strip())
    wanted = select(WORKSPACES).where(or_(WORKSPACES.c.edit_digest == digest, WORKSPACES.c.view_digest == digest))
    with reading(engine) as connection:
        found = connection.execute(wanted).one_or_none()
    if found is None:
        raise EvidenceError(LOST)
    return Workspace(found.id, secrets.compare_digest(found.edit_digest, digest), found.created)


def renew_links(engine: Engine, workspace_id: str, *, link: str) -> None:
    """Let `link` edit from now on: every link given away before stops working."""
    with writing(engine) as connection:
        changed = connection.execute(
            update(WORKSPACES).where(WORKSPACES.c.id == workspace_id).values(**_digests(link))
        ).rowcount
    if not changed:
        raise EvidenceError(f"There is no workspace {workspace_id!r}; `python -m evidence workspace list` lists them.")


def delete_workspace(engine: Engine, workspace_id: str) -> None:
    """Remove a workspace with its history, versions and names for good."""
    with writing(engine) as connection:
        connection.execute(delete(WORKSPACES).where(WORKSPACES.c.id == workspace_id))


def list_workspaces(engine: Engine) -> Sequence[Listed]:
    """Every workspace of the database, the one that was changed last first: for whoever runs it, not for a page."""
    last = (
        select(CHANGES.c.workspace_id, func.max(CHANGES.c.at).label("changed")).group_by(CHANGES.c.workspace_id)
    ).subquery()
    wanted = (
        select(WORKSPACES.c.id, WORKSPACES.c.created, WORKSPACES.c.last_seq, ITEMS.c.content, last.c.changed)
        .join(ITEMS, (ITEMS.c.workspace_id == WORKSPACES.c.id) & (ITEMS.c.kind == "about"), isouter=True)
        .join(last, last.c.workspace_id == WORKSPACES.c.id, isouter=True)
    )
    with reading(engine) as connection:
        rows = connection.execute(wanted).all()
    listed = [
        Listed(
            row.id,
            str((row.content or {}).get("title", "")),
            str((row.content or {}).get("place", "")),
            row.created,
            row.changed or row.created,
            row.last_seq,
        )
        for row in rows
    ]
    return sorted(listed, key=lambda one: (one.changed, one.id), reverse=True)


def _insert(connection: Connection, link: str, by: By) -> Workspace:
    made = Workspace(uuid4().hex, True, by.stamp)
    connection.execute(insert(WORKSPACES).values(id=made.id, created=made.created, last_seq=0, **_digests(link)))
    return made


def _digests(link: str) -> dict[str, str]:
    return {"edit_digest": _digest(link), "view_digest": _digest(view_link(link))}


def _digest(link: str) -> str:
    return sha256(link.encode("utf-8", "replace")).hexdigest()
