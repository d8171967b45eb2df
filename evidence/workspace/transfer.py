"""A workspace as one file, and back: everything but the names of people and the links, exactly as it was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine, insert, select

from evidence.errors import EvidenceError
from evidence.workspace.database import reading, writing
from evidence.workspace.log import (
    REMOVED,
    changes_at,
    columns_of,
    columns_of_change,
    columns_of_version,
    items_at,
    versions_at,
)
from evidence.workspace.records import Workspace
from evidence.workspace.tables import CHANGES, ITEMS, VERSIONS, WORKSPACES
from evidence.workspace.transfer_checks import Contents, read_contents
from evidence.workspace.workspaces import add_workspace

FORMAT, EDITION = "place-evidence workspace", 1
LARGEST = 50_000_000  # bytes of a file


def export_workspace(engine: Engine, workspace_id: str) -> bytes:
    """A workspace with its history and versions as JSON; the same workspace gives the same bytes."""
    with reading(engine) as connection:
        created = connection.execute(
            select(WORKSPACES.c.created).where(WORKSPACES.c.id == workspace_id)
        ).scalar_one_or_none()
        if created is None:
            raise EvidenceError(REMOVED)
        document = {
            "format": FORMAT,
            "edition": EDITION,
            "created": created,
            "items": [columns_of(item) for item in items_at(connection, workspace_id)],
            "changes": [columns_of_change(change) for change in changes_at(connection, workspace_id)],
            "versions": [columns_of_version(version) for version in versions_at(connection, workspace_id)],
        }
    return (json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def import_workspace(engine: Engine, content: bytes, *, link: str) -> Workspace:
    """A file as a new workspace that `link` edits; raises EvidenceError that lists every fault, and then nothing is there."""
    contents = read_workspace(content)
    with writing(engine) as connection:
        made = add_workspace(connection, link=link, created=contents.created, last_seq=contents.last_seq)
        for table, rows in _rows(contents).items():
            if rows:
                connection.execute(insert(table), [{"workspace_id": made.id, **row} for row in rows])
    return made


def read_workspace(content: bytes) -> Contents:
    """What a file holds, without a database; raises EvidenceError that lists every fault."""
    return read_contents(_document(content))


def _rows(contents: Contents) -> Mapping[Any, list[dict[str, Any]]]:
    return {
        ITEMS: [columns_of(item) for item in contents.items],
        CHANGES: [columns_of_change(change) for change in contents.changes],
        VERSIONS: [columns_of_version(version) for version in contents.versions],
    }


def _document(content: bytes) -> Mapping[str, Any]:
    """The file as JSON of our own format; raises EvidenceError in one sentence for anything else."""
    if len(content) > LARGEST:
        raise EvidenceError(
            f"Nothing was imported: the file has {len(content):,} bytes; a workspace has up to {LARGEST:,}."
        )
    try:
        document = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise EvidenceError(
            "Nothing was imported: the file is not a workspace (it is not JSON). Choose a file that this app exported."
        ) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise EvidenceError("Nothing was imported: the file is not a workspace. Choose a file that this app exported.")
    if document.get("edition") != EDITION:
        raise EvidenceError(
            f"Nothing was imported: the file is of edition {str(document.get('edition'))[:10]}, this app reads {EDITION}. "
            "Use the version of the app that wrote it, or a newer one."
        )
    return document


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number in JSON")
