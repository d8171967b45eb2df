"""What the commands on workspaces answer."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from sqlalchemy import Engine

from evidence.commands.printed import json_text, table_text
from evidence.errors import EvidenceError
from evidence.files import write_all
from evidence.workspace.database import shown
from evidence.workspace.transfer import export_workspace, import_workspace
from evidence.workspace.workspaces import delete_workspace, list_workspaces, new_link, renew_links, view_link

HEADER = ("ID", "Changed", "Changes", "Place", "Title")


def _list(engine: Engine, chosen: argparse.Namespace) -> str:
    listed = list_workspaces(engine)
    if chosen.json:
        return json_text([asdict(one) for one in listed])
    if not listed:
        return f"There is no workspace in {shown(engine)}."
    return table_text(HEADER, [(w.id, w.changed[:10], str(w.changes), w.place, w.title) for w in listed])


def _links(engine: Engine, chosen: argparse.Namespace) -> str:
    if not chosen.renew:
        raise EvidenceError(
            "The database keeps no links, so that who reads it cannot open a workspace. With --renew there are new ones, "
            "and those given away before stop working."
        )
    link = new_link()
    renew_links(engine, chosen.id, link=link)
    return _said(chosen, chosen.id, link)


def _export(engine: Engine, chosen: argparse.Namespace) -> str:
    write_all({chosen.to: export_workspace(engine, chosen.id)})
    return json_text({"id": chosen.id, "file": str(chosen.to)}) if chosen.json else str(chosen.to)


def _import(engine: Engine, chosen: argparse.Namespace) -> str:
    try:
        content = chosen.file.read_bytes()
    except OSError as error:
        raise EvidenceError(f"The file {chosen.file} cannot be read: {error.strerror}.") from None
    link = new_link()
    return _said(chosen, import_workspace(engine, content, link=link).id, link)


def _delete(engine: Engine, chosen: argparse.Namespace) -> str:
    if not chosen.yes:
        raise EvidenceError(
            "Removing a workspace cannot be undone; export it first, then repeat the command with --yes."
        )
    delete_workspace(engine, chosen.id)
    return json_text({"id": chosen.id}) if chosen.json else f"The workspace {chosen.id} was removed for good."


def _said(chosen: argparse.Namespace, workspace_id: str, link: str) -> str:
    """The links of a workspace as parts of an address, to put after that of any page of the app."""
    parts = {"id": workspace_id, "edit": f"?workspace={link}", "read": f"?workspace={view_link(link)}"}
    if chosen.json:
        return json_text(parts)
    return (
        f"Put one of these after the address of a page of the app; they are not shown again.\n"
        f"To edit: {parts['edit']}\nTo read: {parts['read']}"
    )


ANSWERS = {"list": _list, "links": _links, "export": _export, "import": _import, "delete": _delete}
