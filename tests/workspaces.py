"""What the tests of the workspace begin with: people, a time that stands still, and a workspace of an invented county."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from evidence.workspace.history import state_at
from evidence.workspace.items import add_item, changes_of, read_items
from evidence.workspace.records import By, Item, Workspace
from evidence.workspace.workspaces import create_workspace, new_link

ROOT = Path(__file__).parents[1]
AT = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)
ANN, BEN = By("Ann, economy team", AT), By("Ben", AT)
ABOUT = {"title": "Ashby, local growth plan 2026", "place": "E10000099"}
# What people paste, and what others hope to break: every one is to be kept exactly.
HOSTILE = (
    "'; DROP TABLE items; --",
    '" OR 1=1 --',
    "%s %(name)s {0} ${x} $1 :name ? \\",
    "<script>alert('x')</script> [a](javascript:alert(1)) **b** =1+1",
    '{"content": null} [1, 2, {"a": NaN}]',
    "Ŵyddfa, tŷ, gŵyl, Môn, ÿ, ẅ",
    "عربى \u202emixed\u202c עברית",
    "👩🏽‍🔧 🏴󠁧󠁢󠁷󠁬󠁳󠁿 e\u0301 \ufeff \ufffd \u2028 \x01 \x7f \x85",
    "  spaces \t tabs \r\n lines \n ",
    "x" * 20_000,
)


def begin(engine: Engine, **about: Any) -> Workspace:
    """A new workspace of Ann's."""
    return create_workspace(engine, ABOUT | about, ANN, link=new_link())


def claim(engine: Engine, workspace: Workspace, text: str = "Pay is low.", **content: Any) -> Item:
    """A statement that Ann adds."""
    return add_item(engine, workspace.id, "claim", {"text": text, **content}, ANN).item


def texts(engine: Engine, workspace: Workspace) -> list[str]:
    """The texts of the statements, in order."""
    return [item.content["text"] for item in read_items(engine, workspace.id) if item.kind == "claim"]


def log_leads_to_items(engine: Engine, workspace: Workspace) -> bool:
    """Whether the log, replayed, gives what is there."""
    changes = changes_of(engine, workspace.id)
    return state_at(changes, changes[-1].seq) == read_items(engine, workspace.id)


def elsewhere(program: str, *arguments: str) -> subprocess.Popen[str]:
    """A program of Python that another process runs at the root of the project."""
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
