"""Notes: what people write under a prompt; each can be changed and taken back by who wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, update

from evidence.errors import EvidenceError
from evidence.workshop.blind import note_id, owner_id, participant_id
from evidence.workshop.floor import answer
from evidence.workshop.records import COLLECT, GROUP, Workshop
from evidence.workshop.sealing import REMOVED
from evidence.workshop.tables import NOTES, PARTICIPANTS
from evidence.workshop.turns import give_back, take_turn
from evidence.workspace.database import reading, writing
from evidence.workspace.records import clean

LONGEST_NOTE = 500  # characters
MOST_NOTES = 2_000  # of a workshop
SHOWN, HIDDEN = "shown", "hidden"
LOST = "This note is no longer there: it was taken back or erased."
NOT_YOURS = "Only who wrote a note can change it, on the device on which it was written."


@dataclass(frozen=True, slots=True)
class Note:
    """A note. `name` and `organisation` are there only where its author put them to it; `owner` tells only its author."""

    id: str
    step: str
    text: str
    theme: str
    position: int
    hidden: bool
    merged_into: str  # the note that stands for it; "" where it stands for itself
    name: str
    organisation: str
    owner: str


# ---- participants ---------------------------------------------------------------------------------------------------


def add_note(
    engine: Engine,
    workshop_id: str,
    secret: str,
    step: str,
    text: str,
    *,
    submission: str,
    signed: bool = False,
    at: datetime,
) -> Note:
    """Write a note; without name unless `signed`.

    The same `submission` (a text that the page makes once for each form sent) of the same device counts once.
    """
    written = _checked(text)
    with writing(engine) as connection:
        answer(connection, workshop_id, secret, step, COLLECT, at)
        made = note_id(secret, workshop_id, step, submission)
        if there := _note(connection, workshop_id, made, removed=True):
            return there
        take_turn(connection, workshop_id, secret, step, notes=1)
        row = {
            "id": made,
            "step": step,
            "owner": owner_id(secret, workshop_id, made),
            **_signature(connection, workshop_id, secret, signed),
            "text": written,
            "theme": "",
            "position": _next_position(connection, workshop_id),
            "state": SHOWN,
            "merged_into": "",
        }
        return _of(connection.execute(insert(NOTES).values(workshop_id=workshop_id, **row).returning(NOTES)).one())


def edit_note(
    engine: Engine, workshop_id: str, secret: str, note: str, text: str, *, signed: bool = False, at: datetime
) -> Note:
    """Put other words to one's own note, while its step takes notes."""
    written = _checked(text)
    with writing(engine) as connection:
        own = _own(connection, workshop_id, secret, note, at)
        values = {"text": written, **_signature(connection, workshop_id, secret, signed)}
        return change_note(connection, workshop_id, own.id, **values)


def take_back(engine: Engine, workshop_id: str, secret: str, note: str, *, at: datetime) -> None:
    """Undo one's own note, while its step takes notes: its words are erased."""
    with writing(engine) as connection:
        own = _own(connection, workshop_id, secret, note, at)
        empty_note(connection, workshop_id, own.id)
        give_back(connection, workshop_id, secret, own.step, notes=1)


def own_notes(workshop_id: str, secret: str, notes: Sequence[Note]) -> tuple[Note, ...]:
    """Those of the notes that a device wrote."""
    return tuple(note for note in notes if note.owner == owner_id(secret, workshop_id, note.id))


# ---- reading --------------------------------------------------------------------------------------------------------


def read_notes(engine: Engine, workshop_id: str, step: str) -> tuple[Note, ...]:
    """Every note of a step in its place, hidden and merged ones too."""
    with reading(engine) as connection:
        return notes_at(connection, workshop_id, step)


def uppermost(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The notes that are seen: neither hidden nor merged into another that stands for them."""
    return tuple(note for note in notes if not note.hidden and not note.merged_into)


def alike(notes: Sequence[Note], note: Note) -> tuple[Note, ...]:
    """A note and those merged into it that are not hidden."""
    return (note, *(other for other in notes if other.merged_into == note.id and not other.hidden))


def notes_at(connection: Connection, workshop_id: str, step: str) -> tuple[Note, ...]:
    """`read_notes` inside a view of the database that the caller began."""
    here = (NOTES.c.workshop_id == workshop_id) & (NOTES.c.step == step) & (NOTES.c.state != REMOVED)
    return tuple(
        _of(row) for row in connection.execute(select(NOTES).where(here).order_by(NOTES.c.position, NOTES.c.id))
    )


def uppermost_at(connection: Connection, workshop_id: str, step: str) -> tuple[Note, ...]:
    """The notes of a step that are seen."""
    return uppermost(notes_at(connection, workshop_id, step))


def themes_at(connection: Connection, workshop: Workshop, step: str) -> tuple[str, ...]:
    """The themes of a collecting step's notes: those that the agenda starts from and that are used, then the others."""
    used = dict.fromkeys(note.theme for note in uppermost_at(connection, workshop.id, step) if note.theme)
    started = [theme for one in workshop.steps if one.kind == GROUP and one.of == step for theme in one.themes]
    return tuple(dict.fromkeys([*(theme for theme in started if theme in used), *used]))


# ---- inside a change ------------------------------------------------------------------------------------------------


def _own(connection: Connection, workshop_id: str, secret: str, note: str, at: datetime) -> Note:
    own = note_at(connection, workshop_id, note)
    answer(connection, workshop_id, secret, own.step, COLLECT, at)
    own = note_at(connection, workshop_id, note)  # as it is now that nobody else writes
    if own.owner != owner_id(secret, workshop_id, note):
        raise EvidenceError(NOT_YOURS)
    return own


def note_at(connection: Connection, workshop_id: str, note: str) -> Note:
    """A note that is there; raises EvidenceError for one that was taken back or erased."""
    found = _note(connection, workshop_id, note)
    if found is None:
        raise EvidenceError(LOST)
    return found


def _note(connection: Connection, workshop_id: str, note: str, *, removed: bool = False) -> Note | None:
    here = (NOTES.c.workshop_id == workshop_id) & (NOTES.c.id == note)
    row = connection.execute(select(NOTES).where(here)).one_or_none()
    return _of(row) if row is not None and (removed or row.state != REMOVED) else None


def change_note(connection: Connection, workshop_id: str, note: str, **values: Any) -> Note:
    """Change columns of a note that is there."""
    here = (NOTES.c.workshop_id == workshop_id) & (NOTES.c.id == note) & (NOTES.c.state != REMOVED)
    row = connection.execute(update(NOTES).where(here).values(**values).returning(NOTES)).one_or_none()
    if row is None:
        raise EvidenceError(LOST)
    return _of(row)


def empty_note(connection: Connection, workshop_id: str, note: str) -> None:
    """Erase a note's words. Its row stays until the workshop is closed, so that its submission, sent twice, counts once."""
    gone = {"text": "", "name": "", "organisation": "", "theme": "", "state": REMOVED, "merged_into": ""}
    change_note(connection, workshop_id, note, **gone)
    here = (NOTES.c.workshop_id == workshop_id) & (NOTES.c.merged_into == note)
    connection.execute(update(NOTES).where(here).values(merged_into=""))


def _next_position(connection: Connection, workshop_id: str) -> int:
    counted = select(func.count(), func.max(NOTES.c.position)).where(NOTES.c.workshop_id == workshop_id)
    held, last = connection.execute(counted).one()
    if held >= MOST_NOTES:
        raise EvidenceError(f"A workshop holds {MOST_NOTES:,} notes, and this one has them; nothing was added.")
    return 0 if last is None else last + 1


def _signature(connection: Connection, workshop_id: str, secret: str, signed: bool) -> dict[str, str]:
    if not signed:
        return {"name": "", "organisation": ""}
    here = (PARTICIPANTS.c.workshop_id == workshop_id) & (PARTICIPANTS.c.id == participant_id(secret, workshop_id))
    row = connection.execute(select(PARTICIPANTS).where(here)).one()
    return {"name": row.name, "organisation": row.organisation}


def _checked(text: str) -> str:
    written: str = clean(text).strip()
    if not written:
        raise EvidenceError("The note is empty; write something, or take it back.")
    if len(written) > LONGEST_NOTE:
        raise EvidenceError(
            f"A note has up to {LONGEST_NOTE} characters, this one {len(written):,}: shorten it or make two of it."
        )
    return written


def _of(row: Any) -> Note:
    return Note(
        row.id,
        row.step,
        row.text,
        row.theme,
        row.position,
        row.state == HIDDEN,
        row.merged_into,
        row.name,
        row.organisation,
        row.owner,
    )
