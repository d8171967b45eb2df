"""What the screens of a workshop show: everything of the current step, read at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from evidence.workshop.floor import workshop_at
from evidence.workshop.hands import Show, show_at
from evidence.workshop.notes import Note, notes_at
from evidence.workshop.records import AGREE, COLLECT, GROUP, VOTE, Step, Workshop
from evidence.workshop.turns import turns_at
from evidence.workshop.voting import Tally, tally_at
from evidence.workspace.database import reading


@dataclass(frozen=True, slots=True)
class Room:
    """A workshop with what its current step has so far: notes of a collecting or grouping step, votes, or hands.

    `notes` holds hidden and merged ones too: `uppermost` gives what everybody sees.
    """

    workshop: Workshop
    answered: int  # people who have answered the current step
    notes: tuple[Note, ...]
    tally: Tally | None
    show: Show | None


def read_room(engine: Engine, workshop_id: str, *, known: Room | None = None) -> Room:
    """The room as it is; where nothing has changed since `known`, that one again, after a single read."""
    with reading(engine) as connection:
        workshop = workshop_at(connection, workshop_id)
        if known is not None and known.workshop == workshop:
            return known
        step = workshop.step
        return Room(
            workshop,
            turns_at(connection, workshop_id, step.key),
            _notes(connection, workshop_id, step),
            tally_at(connection, workshop_id, step) if step.kind == VOTE else None,
            show_at(connection, workshop_id, step) if step.kind == AGREE else None,
        )


def _notes(connection: Connection, workshop_id: str, step: Step) -> tuple[Note, ...]:
    key = {COLLECT: step.key, GROUP: step.of}.get(step.kind)
    return notes_at(connection, workshop_id, key) if key else ()
