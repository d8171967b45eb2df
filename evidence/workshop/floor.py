"""Who has the floor: every change of a workshop waits for the one before, and is refused where it comes too late."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, select, update

from evidence.errors import EvidenceError
from evidence.workshop.blind import participant_id
from evidence.workshop.records import Step, Workshop, workshop_of
from evidence.workshop.tables import PARTICIPANTS, WORKSHOPS
from evidence.workspace.records import By

GONE = "This workshop is no longer there: it was removed with everything in it."
CLOSED = "This workshop is closed: its record stands as it is."
OVER = "The time of this workshop is over; whoever leads it can extend it."
UNKNOWN = "This device is not known in this workshop; join with the code on the screen."


def stamp(at: datetime) -> str:
    """A time as the database keeps it."""
    return By("", at).stamp


def lead(connection: Connection, workspace_id: str, workshop_id: str, *, after: bool = False) -> Workshop:
    """The workshop for whoever leads it, until the change ends nobody else's.

    Raises EvidenceError once it is closed, unless the change can come `after` that.
    """
    here = (WORKSHOPS.c.id == workshop_id) & (WORKSHOPS.c.workspace_id == workspace_id)
    workshop = _take(connection, here)
    if workshop.closed and not after:
        raise EvidenceError(CLOSED)
    return workshop


def take_part(connection: Connection, workshop_id: str, secret: str, at: datetime) -> Workshop:
    """The workshop for a participant, until the change ends nobody else's.

    Raises EvidenceError for a device that has not joined, and once the workshop is closed or its time is over.
    """
    who = participant_id(secret, workshop_id)
    joined = exists().where((PARTICIPANTS.c.workshop_id == workshop_id) & (PARTICIPANTS.c.id == who))
    try:
        workshop = _take(connection, (WORKSHOPS.c.id == workshop_id) & joined)
    except EvidenceError:  # closing forgets who took part
        raise EvidenceError(CLOSED if workshop_at(connection, workshop_id).closed else UNKNOWN) from None
    if stamp(at) >= workshop.expires:
        raise EvidenceError(OVER)
    return workshop


def answer(connection: Connection, workshop_id: str, secret: str, key: str, kind: str, at: datetime) -> Step:
    """The step that a participant answers; raises EvidenceError unless it is the current one and takes answers."""
    workshop = take_part(connection, workshop_id, secret, at)
    step = workshop.find(key)
    if step is None or step.kind != kind:
        raise EvidenceError("This step of the workshop is no longer what it was; look at it again.")
    if workshop.at != key:
        raise EvidenceError(f"The workshop has moved on from {step.title!r}, so nothing was changed there.")
    if not workshop.taking:
        raise EvidenceError(f"Answers to {step.title!r} are no longer taken, so nothing was changed there.")
    return step


def workshop_at(connection: Connection, workshop_id: str, *more: ColumnElement[bool]) -> Workshop:
    """A workshop as it stands; raises EvidenceError where there is none (of which more holds)."""
    return _found(connection.execute(select(WORKSHOPS).where(WORKSHOPS.c.id == workshop_id, *more)).one_or_none())


def _take(connection: Connection, here: ColumnElement[bool]) -> Workshop:
    """Move the pulse on, which holds the row: two changes of one workshop never run at the same time."""
    raised = update(WORKSHOPS).where(here).values(pulse=WORKSHOPS.c.pulse + 1).returning(WORKSHOPS)
    return _found(connection.execute(raised).one_or_none())


def _found(row: Any) -> Workshop:
    if row is None:
        raise EvidenceError(GONE)
    return workshop_of(row)
