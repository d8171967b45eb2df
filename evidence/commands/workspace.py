"""`python -m evidence workspace`: for whoever runs the database: what is in it, new links, files out and in, removing."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

WHERE = "The database is that of the environment variable EVIDENCE_DATABASE_URL, otherwise a file of the user's own."


def add_options(command: argparse.ArgumentParser) -> None:
    """What can be done to workspaces, and the options of each."""
    command.description = WHERE
    whats = command.add_subparsers(dest="what", required=True, metavar="WHAT")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="print JSON for programs")
    whats.add_parser("list", parents=[shared], help="list the workspaces of the database")
    links = whats.add_parser("links", parents=[shared], help="make new links; those given away before stop working")
    _add_id(links)
    links.add_argument(
        "--renew", action="store_true", help="make them: the database keeps no links that could be shown"
    )
    export = whats.add_parser("export", parents=[shared], help="write a workspace as one file, without names of people")
    _add_id(export)
    export.add_argument("--to", type=Path, required=True, metavar="FILE", help="the file to write (JSON)")
    come = whats.add_parser("import", parents=[shared], help="a file as a new workspace; prints its links, this once")
    come.add_argument("file", type=Path, metavar="FILE", help="a file that export or the app wrote")
    delete = whats.add_parser("delete", parents=[shared], help="remove a workspace with its history for good")
    _add_id(delete)
    delete.add_argument("--yes", action="store_true", help="do it: it cannot be undone")


def _add_id(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", metavar="ID", help="the id that list prints")


def workspace(environ: Mapping[str, str], chosen: argparse.Namespace) -> str:
    """The answer of a command on the database that the environment names."""
    # What talks to databases takes half a second to import, which no other command should wait for.
    from evidence.commands.workspace_answers import ANSWERS
    from evidence.workspace.database import database_url, open_database

    engine = open_database(database_url(environ))
    try:
        return ANSWERS[chosen.what](engine, chosen)
    finally:
        engine.dispose()
