"""Workspaces and their two links: one to edit and one to read, both too long to guess."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, delete, insert, or_, select, update

from evidence.errors import EvidenceError
from evidence.workspace.database import overwrite_erased, reading, writing
from evidence.workspace.log import write_item
from evidence.workspace.records import ABOUT, By, Item, Workspace, check_content
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
    content = check_content(ABOUT, about)
    with writing(engine) as connection:
        made = add_workspace(connection, link=link, created=by.stamp)
        write_item(connection, made.id, Item(uuid4().hex, ABOUT, 0.0, content), by)
    return made


def add_workspace(connection: Connection, *, link: str, created: str, last_seq: int = 0) -> Workspace:
    """The row of a workspace whose items the caller writes in the same change of the database."""
    made = Workspace(uuid4().hex, True, created)
    row = {"id": made.id, "created": created, "last_seq": last_seq, **_digests(link)}
    connection.execute(insert(WORKSPACES).values(row))
    return made


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
        raise EvidenceError(_unknown(workspace_id))


def delete_workspace(engine: Engine, workspace_id: str) -> None:
    """Remove a workspace with its history, versions and names for good."""
    with writing(engine) as connection:
        if not connection.execute(delete(WORKSPACES).where(WORKSPACES.c.id == workspace_id)).rowcount:
            raise EvidenceError(_unknown(workspace_id))
    overwrite_erased(engine)


def list_workspaces(engine: Engine) -> Sequence[Listed]:
    """Every workspace of the database, the one that was changed last first: for whoever runs it, not for a page."""
    about = (ITEMS.c.workspace_id == WORKSPACES.c.id) & (ITEMS.c.kind == ABOUT)
    last = (CHANGES.c.workspace_id == WORKSPACES.c.id) & (CHANGES.c.seq == WORKSPACES.c.last_seq)
    wanted = (
        select(WORKSPACES.c.id, WORKSPACES.c.created, WORKSPACES.c.last_seq, ITEMS.c.content, CHANGES.c.at)
        .join(ITEMS, about)
        .join(CHANGES, last)
        .order_by(CHANGES.c.at.desc(), WORKSPACES.c.id)
    )
    with reading(engine) as connection:
        rows = connection.execute(wanted).all()
    return [
        Listed(r.id, str(r.content.get("title", "")), str(r.content.get("place", "")), r.created, r.at, r.last_seq)
        for r in rows
    ]


def _unknown(workspace_id: str) -> str:
    return f"There is no workspace {workspace_id!r}; `python -m evidence workspace list` lists them."


def _digests(link: str) -> dict[str, str]:
    return {"edit_digest": _digest(link), "view_digest": _digest(view_link(link))}


def _digest(link: str) -> str:
    return sha256(link.encode("utf-8", "replace")).hexdigest()
