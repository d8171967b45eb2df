"""What the screens of a workshop show: everything of the current step, read at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Connection, Engine

from evidence.workshop.floor import workshop_at
from evidence.workshop.hands import Show, show_at
from evidence.workshop.notes import Note, notes_at
from evidence.workshop.records import AGREE, COLLECT, GROUP, VOTE, Step, Workshop
from evidence.workshop.sessions import pulse
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


class Rooms:
    """The rooms that the screens of one process share: read once for all of them when something has changed.

    Forty phones that each read the room after each note would keep the database from everything else.
    """

    MOST = 100  # workshops that are remembered

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._held: dict[str, Room] = {}
        self._reading = Lock()

    def read(self, workshop_id: str) -> Room:
        """The room as it is, after a single read of one number where nothing has changed."""
        held = self._held.get(workshop_id)
        if held is not None and held.workshop.pulse == pulse(self._engine, workshop_id):
            return held
        with self._reading:
            room = read_room(self._engine, workshop_id, known=self._held.get(workshop_id))
            if len(self._held) >= self.MOST and workshop_id not in self._held:
                self._held.clear()
            self._held[workshop_id] = room
        return room


def _notes(connection: Connection, workshop_id: str, step: Step) -> tuple[Note, ...]:
    key = {COLLECT: step.key, GROUP: step.of}.get(step.kind)
    return notes_at(connection, workshop_id, key) if key else ()
