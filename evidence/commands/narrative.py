"""`python -m evidence narrative`: every statement of an exported workspace, checked against the evidence base as it is."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence import wording
from evidence.commands.exported import exported
from evidence.commands.printed import json_text, table_text
from evidence.indicators.base import EvidenceBase

if TYPE_CHECKING:  # reading Markdown takes a while to import, which no other command should wait for
    from evidence.narrative.standing import Part
    from evidence.narrative.whole import Narrative, Statement


def add_options(command: argparse.ArgumentParser) -> None:
    """The options of the command."""
    command.add_argument("file", type=Path, metavar="FILE", help="a workspace that the app exported")


def narrative(base: EvidenceBase, chosen: argparse.Namespace) -> str:
    """Every statement with its number, section, how it stands, how it reads, and what its evidence read before."""
    from evidence.narrative.whole import narrative_of

    taken = exported(base, chosen.file)
    found = narrative_of(taken.base, taken.place, taken.contents.items)
    if chosen.json:
        return json_text([statement_row(statement) for statement in found.statements])
    area = taken.base.areas[taken.place]
    return "\n".join([f"{area.name} ({area.code}), {wording.kind_words(area)}", *_lines(found)])


def statement_row(statement: Statement) -> dict[str, Any]:
    """A statement as a row for programs; `was` is how it read when it was accepted."""
    standing = statement.standing
    return {
        "number": statement.number,
        "section": statement.claim.section,
        "status": standing.status,
        "reads": standing.reads,
        "was": standing.was,
        "sources": standing.sources,
        "by_whom": statement.claim.by_whom,
        "by_when": statement.claim.by_when,
        "evidence": [_part_row(part) for part in standing.parts],
    }


def _part_row(part: Part) -> dict[str, str]:
    said = {"was": part.was, "now": part.now, "why": part.why}
    return {"key": part.key, "label": part.label, "status": part.status, **said}


def _lines(found: Narrative) -> list[str]:
    from evidence.narrative.records import SECTIONS
    from evidence.pack.narrative_words import counts_line, one_line

    lines = [counts_line(found), ""]
    rows = [
        (f"{s.number}", SECTIONS[s.claim.section], s.standing.status, one_line(s.standing.reads))
        for s in found.statements
    ]
    lines += [table_text(("No.", "Section", "Status", "Reads"), rows)] if rows else []
    for statement in found.statements:
        parts = [part for part in statement.standing.parts if part.status != "current"]
        lines += ["", f"Statement {statement.number}"] if parts else []
        for part in parts:
            why = f" ({one_line(part.why)})" if part.why else ""
            lines.append(f"  {one_line(part.label)}: {part.status}{why}")
            changed = part.status == "changed"
            lines += [f"    was: {one_line(part.was)}", f"    now: {one_line(part.now)}"] if changed else []
    return lines
