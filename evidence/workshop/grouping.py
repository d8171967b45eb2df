"""Gathering notes: whoever leads hides, erases, merges and moves them under themes."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Engine, update

from evidence.errors import EvidenceError
from evidence.workshop.floor import lead
from evidence.workshop.notes import HIDDEN, SHOWN, Note, change_note, empty_note, note_at, notes_at
from evidence.workshop.tables import NOTES
from evidence.workspace.database import overwrite_erased, writing
from evidence.workspace.records import clean

LONGEST_THEME = 80  # characters


def hide_note(engine: Engine, workspace_id: str, workshop_id: str, note: str, *, hidden: bool) -> Note:
    """Take a note from everybody's screens, or show it again."""
    with writing(engine) as connection:
        lead(connection, workspace_id, workshop_id, after=True)
        return change_note(connection, workshop_id, note, state=HIDDEN if hidden else SHOWN)


def erase_note(engine: Engine, workspace_id: str, workshop_id: str, note: str) -> None:
    """Erase the words of a note and of those merged into it for good, after the workshop too."""
    with writing(engine) as connection:
        lead(connection, workspace_id, workshop_id, after=True)
        erased = note_at(connection, workshop_id, note)
        for one in (erased, *(n for n in notes_at(connection, workshop_id, erased.step) if n.merged_into == note)):
            empty_note(connection, workshop_id, one.id)
    overwrite_erased(engine)


def merge_notes(engine: Engine, workspace_id: str, workshop_id: str, notes: Collection[str], *, into: str) -> None:
    """Let one note of a step stand for others that say the same; what was merged into those follows."""
    with writing(engine) as connection:
        lead(connection, workspace_id, workshop_id)
        target = note_at(connection, workshop_id, into)
        if target.merged_into in notes:  # the two change places
            change_note(connection, workshop_id, into, merged_into="")
        elif target.merged_into:
            raise EvidenceError("That note is merged into another itself; choose the one that stands for it.")
        others = [note_at(connection, workshop_id, note) for note in notes if note != into]
        if any(other.step != target.step for other in others):
            raise EvidenceError("Notes are merged only with notes on the same question.")
        ids = [other.id for other in others]
        follow = NOTES.c.id.in_(ids) | (NOTES.c.merged_into.in_(ids) & (NOTES.c.id != into))
        here = (NOTES.c.workshop_id == workshop_id) & follow
        connection.execute(update(NOTES).where(here).values(merged_into=into, theme=target.theme))


def part_note(engine: Engine, workspace_id: str, workshop_id: str, note: str) -> Note:
    """Let a merged note stand for itself again."""
    with writing(engine) as connection:
        lead(connection, workspace_id, workshop_id)
        return change_note(connection, workshop_id, note, merged_into="")


def place_note(
    engine: Engine, workspace_id: str, workshop_id: str, note: str, *, theme: str, before: str | None = None
) -> None:
    """Put a note, with those merged into it, under a theme ("" for none): before another note, or last."""
    named = _theme(theme)
    with writing(engine) as connection:
        lead(connection, workspace_id, workshop_id)
        moved = note_at(connection, workshop_id, note)
        others = [other for other in notes_at(connection, workshop_id, moved.step) if other.id != note]
        at = next((n for n, other in enumerate(others) if other.id == before), len(others))
        for place, one in enumerate([*others[:at], moved, *others[at:]]):
            if one.position != place:
                change_note(connection, workshop_id, one.id, position=place)
        here = (NOTES.c.workshop_id == workshop_id) & ((NOTES.c.id == note) | (NOTES.c.merged_into == note))
        connection.execute(update(NOTES).where(here).values(theme=named))


def rename_theme(engine: Engine, workspace_id: str, workshop_id: str, step: str, old: str, new: str) -> None:
    """Call a theme otherwise; where the new name is a theme already, the two become one."""
    named = _theme(new)
    here = (NOTES.c.workshop_id == workshop_id) & (NOTES.c.step == step) & (NOTES.c.theme == old)
    with writing(engine) as connection:
        lead(connection, workspace_id, workshop_id)
        connection.execute(update(NOTES).where(here).values(theme=named))


def _theme(theme: str) -> str:
    named = " ".join(clean(theme).split())
    if len(named) > LONGEST_THEME:
        raise EvidenceError(f"A theme has a name of up to {LONGEST_THEME} characters.")
    return named
